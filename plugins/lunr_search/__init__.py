"""A Lunr index that a browser loads term by term."""

from lunr_search.plugin import register

__all__ = ["register"]
