"""The directories: pages that list all sections, all tags or all authors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, NotRequired, TypedDict

from archive_engine.interface import Links, MemberDays, PagePlan, Summary, Variables, list_below
from archive_pages.addresses import quote_url
from archive_pages.bars import draw_bars
from archive_pages.collation import OTHER, name_to_initial, name_to_order
from archive_pages.dates import day_to_text, years_to_text
from archive_pages.lines import StoryLine, story_to_line
from archive_pages.listings import KINDS, count_years
from archive_pages.wording import ENGLISH, choose_form, count_to_text, list_labels, number_to_text, say
from newsrecord.slugs import text_to_slug


class LabelRow(TypedDict):
    """A label in a directory: its name and language (those of its oldest story), its URL, its stories and their years.

    The card of a section or an author has `bars`, one for each of the archive's `span` of years, and the newest
    `stories`.
    """

    name: str
    lang: str
    url: str
    stories_in_all: int
    count: str
    unit: str
    years: str
    bars: NotRequired[str]
    span: NotRequired[int]
    stories: NotRequired[list[StoryLine]]


class Entry(TypedDict):
    """What directories say of a label: its name and language, the days of its first and its newest story."""

    name: str
    lang: str
    first: str
    last: str


# By kind of label: the name of its directory's page, which is also the key of the page's title in `wording`.
DIRECTORIES = {"section": "sections", "tag": "tags", "author": "authors", "publisher": "publishers"}
CARDS = ("section", "author", "publisher")
# A directory of more names than LONGEST gets a page for each letter; its first page shows the MOST_USED names.
LONGEST = 800
MOST_USED = 120
# A directory with more than FEW names has a page with those of the most stories first; it shows up to LONGEST.
FEW = 12
BY_COUNT = "by-count"
# A directory of fewer names would tell nothing: most archives have one publisher.
FEWEST = {"publisher": 2}
# Up to this many sections or authors are shown as cards, each with its NEWEST stories.
MOST_CARDS = 60
NEWEST = 3


def has_enough(kind: str, lists: Mapping[str, Sequence[Summary]]) -> bool:
    """Return whether the archive, which has these lists, has as many names of a kind as a directory needs.

    >>> has_enough("publisher", {"publisher/halverin-post": [], "tag/ferry": []})
    False
    """
    least = FEWEST.get(kind, 0)
    return not least or len(list(islice(list_below(lists, f"{kind}/"), least))) == least


def plan_directory(kind: str, members: Sequence[Summary], links: Links, wording: str = ENGLISH) -> Iterator[PagePlan]:
    """Yield the pages of one directory. `members` are all stories with a label of this kind, oldest first."""
    yield from plan_rows(DIRECTORIES[kind], kind, list_rows(kind, members, links, wording), wording)


def plan_rows(name: str, kind: str, rows: Iterable[LabelRow], wording: str = ENGLISH) -> Iterator[PagePlan]:
    """Yield the pages of a directory `name` of labels of this kind, given its rows in any order."""
    labels = list_labels(wording)
    rows = sorted(rows, key=lambda row: name_to_order(row["name"]))
    if len(rows) < FEWEST.get(kind, 0):
        return
    letters = [(letter, list(part)) for letter, part in groupby(rows, lambda row: name_to_initial(row["name"]))]
    shown: dict[str, Any] = {"kind": kind, "title": labels[name], "count": _count_names(rows, wording)}
    if kind in CARDS and len(rows) <= MOST_CARDS:
        yield PagePlan(f"{name}.html", "cards", shown | {"cards": rows})
        return
    by_use = sorted(rows, key=lambda row: (-row["stories_in_all"], name_to_order(row["name"])))
    count_page = f"{name}/{BY_COUNT}.html"
    orders = [{"text": labels["by_name"], "url": f"{name}.html"}, {"text": labels["by_count"], "url": count_page}]
    shown["orders"] = orders if len(rows) > FEW else []
    if len(rows) > FEW:
        yield PagePlan(
            count_page,
            "directory",
            shown
            | {
                "order": labels["by_count"],
                "letter": "",
                "groups": _group_by_count(by_use[:LONGEST], wording),
                "letters": [],
            },
        )
    shown["order"] = labels["by_name"]
    if len(rows) <= LONGEST:
        groups = [{"letter": letter, "id": letter_to_id(letter), "labels": part} for letter, part in letters]
        links = [{"letter": letter, "url": f"{name}.html#{letter_to_id(letter)}"} for letter, _ in letters]
        yield PagePlan(f"{name}.html", "directory", shown | {"letter": "", "groups": groups, "letters": links})
        return
    links = [{"letter": letter, "url": f"{name}/{letter_to_id(letter)}.html"} for letter, _ in letters]
    most = [row for row in by_use if row["stories_in_all"] > 1][:MOST_USED] or by_use[:MOST_USED]
    yield PagePlan(
        f"{name}.html",
        "directory",
        shown
        | {"letter": "", "groups": [{"letter": labels["most_used"], "id": "most", "labels": most}], "letters": links},
    )
    for (letter, part), link in zip(letters, links, strict=True):
        groups = [{"letter": letter, "id": letter_to_id(letter), "labels": part}]
        yield PagePlan(
            link["url"],
            "directory",
            shown | {"letter": letter, "count": _count_names(part, wording), "groups": groups, "letters": links},
        )


def _group_by_count(rows: Sequence[LabelRow], wording: str) -> list[Variables]:
    """Return rows, those of the most stories first, under headings: so many stories or more."""
    groups: list[Variables] = []
    for floor, part in groupby(rows, lambda row: _find_floor(row["stories_in_all"])):
        text = (
            say("or_more", wording, count_to_text("story", floor, wording))
            if floor > 1
            else list_labels(wording)["fewer"]
        )
        groups.append({"letter": text, "id": f"n{floor}", "labels": list(part)})
    return groups


def _find_floor(count: int) -> int:
    """Return the heading's number that a count stands under.

    >>> _find_floor(4), _find_floor(5), _find_floor(99), _find_floor(1200)
    (1, 5, 50, 1000)
    """
    power: int = 10 ** (len(str(count)) - 1)
    return 5 * power if count >= 5 * power else power


def describe_label(name: str, lang: str, members: Sequence[Summary]) -> Entry:
    """Return what directories say of a label with these stories, oldest first."""
    days = MemberDays(members)
    return {"name": name, "lang": lang, "first": days[0], "last": days[-1]}


def list_rows(kind: str, members: Sequence[Summary], links: Links, wording: str = ENGLISH) -> list[LabelRow]:
    """Return a row for each label of the members."""
    field = KINDS[kind]
    found = list(links.entries(f"{kind}/"))
    rows = [make_row(one.entry, f"{one.key}.html", one.size, wording) for one in found]
    if kind in CARDS and len(rows) <= MOST_CARDS:
        span = (members[0]["date"][:4], members[-1]["date"][:4]) if members else ("", "")
        for row, one in zip(rows, found, strict=True):
            stories = links.lists[one.key]
            years = [year["count"] for year in count_years(stories, *span)]
            row["bars"], row["span"] = draw_bars(years, max(years)), len(years)
            row["stories"] = [
                story_to_line(story, f"{field}.html", day_to_text(story["date"], wording))
                for story in stories[: -NEWEST - 1 : -1]
            ]
    return rows


def make_row(entry: Entry, url: str, count: int, wording: str = ENGLISH) -> LabelRow:
    """Return the row of a label with so many stories."""
    return {
        "name": entry["name"],
        "lang": entry["lang"],
        "url": quote_url(url),
        "stories_in_all": count,
        "count": number_to_text(count, wording),
        "unit": choose_form("story", count, wording),
        "years": years_to_text(entry["first"], entry["last"]),
    }


def _count_names(rows: Sequence[LabelRow], wording: str) -> str:
    return count_to_text("name", len(rows), wording)


def letter_to_id(letter: str) -> str:
    """Return the name of a letter in URLs. Letters of two scripts that look alike have different names.

    >>> letter_to_id("A"), letter_to_id("А"), letter_to_id("#")
    ('a', 'u0410', 'other')
    """
    return (
        "other"
        if letter == OTHER
        else text_to_slug(letter)
        if letter.isascii()
        else "-".join(f"u{ord(c):04x}" for c in letter)
    )
