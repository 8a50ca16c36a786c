"""The page that names the feeds of sections and publishers, and the tables. Feeds of tags and authors are on theirs."""

from collections.abc import Iterable, Mapping, Sequence

from archive_engine.interface import PagePlan, Summary
from publication.config import DIRECTORY_TEMPLATE
from publication.places import ALL, DIRECTORY, SITEMAPS, feed_place, table_place


def plan_directory(years: Iterable[str], members: Sequence[Summary]) -> PagePlan:
    """Return the page. It has no counts: it changes with a new section, a new publisher, a new year, and no more often.

    `members` are all stories, oldest first, `years` those that have any.
    """
    sections: dict[str, str] = {}
    publishers: dict[str, str] = {}
    for story in members:
        for label in story["sections"]:
            sections.setdefault(label["slug"], label["name"])
        for label in story["publishers"]:
            publishers.setdefault(label["slug"], label["name"])
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
