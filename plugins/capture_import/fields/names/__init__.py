"""Who wrote an article: names out of bylines, credits and lists, for every language and form."""
