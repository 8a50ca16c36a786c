"""What machines read of a public archive: feeds, sitemaps, tables of its stories, a description of its search."""

from publication.plugin import register

__all__ = ["register"]
