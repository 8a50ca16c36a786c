"""Where the files lie. No two can have one place: each kind has a folder, and no slug has a dot."""

from typing import NamedTuple


class Format(NamedTuple):
    """A format of feeds: the end of its files' names, its media type, its name."""

    suffix: str
    type: str
    name: str


ATOM = Format(".atom.xml", "application/atom+xml", "Atom")
RSS = Format(".rss.xml", "application/rss+xml", "RSS")
JSON = Format(".json", "application/feed+json", "JSON")
FORMATS = (ATOM, RSS, JSON)

ALL = "feeds/all"
DIRECTORY = "feeds/index.html"
SITEMAPS = "sitemap.xml"
ROBOTS = "robots.txt"
OPENSEARCH = "opensearch.xml"


def feed_place(kind: str, slug: str) -> str:
    """Return the place of a list's feeds, without the end of their names.

    >>> feed_place("tag", "ferry") + ATOM.suffix
    'feeds/tag/ferry.atom.xml'
    """
    return f"feeds/{kind}/{slug}"


def sitemap_place(year: str, part: int) -> str:
    """Return the place of a part (from 1) of a year's sitemap.

    >>> sitemap_place("2024", 1), sitemap_place("2024", 2)
    ('sitemaps/2024.xml', 'sitemaps/2024-2.xml')
    """
    return f"sitemaps/{year}.xml" if part == 1 else f"sitemaps/{year}-{part}.xml"


def table_place(year: str) -> str:
    """Return the place of a year's table."""
    return f"data/{year}.csv.gz"
