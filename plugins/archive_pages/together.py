"""Which labels the newest stories of a list have more often than others: what it is often told together with."""

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

from archive_engine.interface import Links, Summary
from archive_pages.addresses import quote_url
from archive_pages.wording import list_labels

# Names and tags: lists of stories with a link each (see `names`).
NAMES = "name"
# So many newest stories are counted; so many labels are shown, each of at least so many of these stories.
RECENT = 400
MOST_TOGETHER = 12
LEAST = 2


class NamedLabel(TypedDict):
    """A label that leads to its page; `lang` is the language of its spelling, "" for the archive's own."""

    name: str
    lang: str
    url: str


class Together(TypedDict):
    """Labels under a title."""

    title: str
    names: list[NamedLabel]


def list_together(kind: str, slug: str, members: Sequence[Summary], links: Links, wording: str) -> list[Together]:
    """Return what the page of a list shows beside its stories: names with names, tags with tags, the topics of an
    author and who writes with them, the tags of a section or a publisher. Where stories have no tags, names stand for
    them. For home it is the names that stand out among the newest stories.
    """
    recent = members[-RECENT:]
    title = "together"
    if kind == "tag":
        labels = rank_labels("tags", slug, recent, links)
    elif kind in ("author", "section", "publisher"):
        title = "topics"
        labels = rank_labels("tags", slug, recent, links) or rank_labels("names", slug, recent, links)
    else:
        labels = rank_labels("names", slug, recent, links)
    titles = list_labels(wording)
    groups: list[Together] = [{"title": titles[title], "names": labels}]
    if kind == "author":
        groups.append({"title": titles["co_authors"], "names": list_co_authors(slug, recent)})
    return [group for group in groups if group["names"]]


def rank_labels(field: str, slug: str, recent: Sequence[Summary], links: Links) -> list[NamedLabel]:
    """Return the tags or names (`field`) that stand out among some stories, without `slug`, the list's own.

    A label counts by the number of these stories that have it, divided by the root of the number of all that do (its
    link's `level`), so that a country that stands in every third story is not near to everyone.
    """
    counts, names = _count(field, slug, recent)
    found: list[tuple[float, str, NamedLabel]] = []
    for other, count in counts.items():
        link = links.find_link(f"{NAMES}/{other}") if count >= LEAST else None
        if link is not None:
            found.append((-count / 2 ** link["level"], other, {**names[other], "url": quote_url(link["url"])}))
    return [label for _, _, label in sorted(found, key=lambda row: row[:2])[:MOST_TOGETHER]]


def list_co_authors(slug: str, recent: Sequence[Summary]) -> list[NamedLabel]:
    """Return the authors who sign stories together with one, those of most stories first."""
    counts, names = _count("authors", slug, recent)
    order = sorted(counts, key=lambda other: (-counts[other], other))[:MOST_TOGETHER]
    return [{**names[other], "url": quote_url(f"author/{other}.html")} for other in order]


def _count(field: str, slug: str, recent: Sequence[Summary]) -> tuple[Counter[str], dict[str, NamedLabel]]:
    """Return how many of the stories have each label, and its name in the newest of them."""
    counts: Counter[str] = Counter()
    names: dict[str, NamedLabel] = {}
    for story in reversed(recent):
        for label in story.get(field, ()):
            counts[label["slug"]] += 1
            names.setdefault(label["slug"], {"name": label["name"], "lang": story["lang"], "url": ""})
    counts.pop(slug, None)
    return counts, names
