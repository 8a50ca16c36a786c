"""A saved web page to an article: what the page declares, what it shows, the two weighed against each other."""

from capture_import.extraction.article import page_to_article

__all__ = ["page_to_article"]
