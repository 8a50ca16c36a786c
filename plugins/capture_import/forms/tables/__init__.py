"""Tables of articles, a row or an object each: CSV and JSON of crawlers, dumps and anybody."""
