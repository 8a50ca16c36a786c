"""The lists of all sections, all tags and all authors."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from archive_engine.interface import PagePlan
from newsrecord.slugs import text_to_slug

from archive_pages.collation import OTHER, name_to_initial, name_to_order
from archive_pages.dates import years_to_text
from archive_pages.listings import KINDS, count_years

Summary = Mapping[str, Any]
Row = dict[str, Any]

# kind of label: its list's page, and what the page is called.
CARDS = ("section", "author")
DIRECTORIES = {"section": ("sections", "Sections"), "tag": ("tags", "Tags"), "author": ("authors", "Authors")}
# A list of more names than this gets a page for each letter, and its first page shows the names with most stories.
LONGEST = 800
MOST_USED = 120
# Up to so many sections or authors each get a card with their newest stories.
MOST_CARDS = 60
NEWEST = 3


def plan_directory(kind: str, members: Sequence[Summary]) -> Iterator[PagePlan]:
    """Give the pages of one list. `members` are all stories that have a label of this kind, oldest first."""
    name, title = DIRECTORIES[kind]
    rows = sorted(count_labels(kind, members), key=lambda row: name_to_order(row["name"]))
    letters = [(letter, list(part)) for letter, part in groupby(rows, lambda row: name_to_initial(row["name"]))]
    shown = {"kind": kind, "title": title, "count": len(rows)}
    if kind in CARDS and len(rows) <= MOST_CARDS:
        yield PagePlan(f"{name}.html", "cards", shown | {"cards": rows})
        return
    if len(rows) <= LONGEST:
        groups = [{"letter": letter, "id": letter_to_id(letter), "labels": part} for letter, part in letters]
        links = [{"letter": group["letter"], "url": f"{name}.html#{group['id']}"} for group in groups]
        yield PagePlan(f"{name}.html", "directory", shown | {"letter": "", "groups": groups, "letters": links})
        return
    links = [{"letter": letter, "url": f"{name}/{letter_to_id(letter)}.html"} for letter, _ in letters]
    most = sorted(rows, key=lambda row: (-row["count"], name_to_order(row["name"])))[:MOST_USED]
    most.sort(key=lambda row: name_to_order(row["name"]))
    yield PagePlan(
        f"{name}.html",
        "directory",
        shown | {"letter": "", "groups": [{"letter": "With the most stories", "id": "most", "labels": most}], "letters": links},
    )
    for (letter, part), link in zip(letters, links, strict=True):
        groups = [{"letter": letter, "id": letter_to_id(letter), "labels": part}]
        yield PagePlan(
            link["url"],
            "directory",
            shown | {"letter": letter, "count": len(part), "groups": groups, "letters": links},
        )


def count_labels(kind: str, members: Sequence[Summary]) -> list[Row]:
    """Give a row for each label: its name (the oldest story's), how many stories in which years, the newest ones."""
    field = KINDS[kind][0]
    stories_of: dict[str, list[Summary]] = {}
    names: dict[str, tuple[str, str]] = {}
    for story in members:
        for label in story[field]:
            if label["slug"] not in stories_of:
                stories_of[label["slug"]] = []
                names[label["slug"]] = label["name"], story["lang"]
            stories_of[label["slug"]].append(story)
    span = (members[0]["date"][:4], members[-1]["date"][:4]) if members else ("", "")
    rows = []
    for slug, stories in stories_of.items():
        row: Row = {
            "name": names[slug][0],
            "lang": names[slug][1],
            "url": f"{kind}/{slug}.html",
            "count": len(stories),
            "years": years_to_text(stories[0]["date"], stories[-1]["date"]),
        }
        if kind in CARDS:
            row |= {"bars": count_years(stories, *span), "stories": stories[: -NEWEST - 1 : -1]}
        rows.append(row)
    return rows


def letter_to_id(letter: str) -> str:
    """Give the name in an address of a letter, different for letters of different scripts that sound alike.

    >>> letter_to_id("A"), letter_to_id("А"), letter_to_id("#")
    ('a', 'u0410', 'other')
    """
    return "other" if letter == OTHER else text_to_slug(letter) if letter.isascii() else "-".join(f"u{ord(c):04x}" for c in letter)
