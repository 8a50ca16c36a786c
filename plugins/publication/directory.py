"""The page that names the feeds of sections and publishers, and the tables. Feeds of tags and authors are on theirs."""

from collections.abc import Iterable, Mapping

from archive_engine.interface import PagePlan
from publication.config import DIRECTORY_TEMPLATE
from publication.places import ALL, DIRECTORY, SITEMAPS, feed_place, table_place


def plan_directory(years: Iterable[str], sections: Mapping[str, str], publishers: Mapping[str, str]) -> PagePlan:
    """Return the page. It has no counts: it changes with a new section, a new publisher, a new year, and no more often.

    `years` are those with stories; sections and publishers are names by slug.
    """
    variables = {
        "all_feed": ALL,
        "sitemap": SITEMAPS,
        "sections": _list_feeds("section", sections),
        "publishers": _list_feeds("publisher", publishers),
        "tables": [{"name": year, "url": table_place(year)} for year in reversed(list(years))],
    }
    return PagePlan(DIRECTORY, DIRECTORY_TEMPLATE, variables)


def _list_feeds(kind: str, names: Mapping[str, str]) -> list[dict[str, str]]:
    pairs = sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    return [{"name": name, "feed": feed_place(kind, slug)} for slug, name in pairs]
