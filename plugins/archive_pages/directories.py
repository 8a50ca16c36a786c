"""The directories: pages that list all sections, all tags or all authors."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import nlargest
from itertools import chain, groupby, islice
from typing import Any, NotRequired, TypedDict

from archive_engine.interface import (
    LaterVariables,
    Links,
    ListEntry,
    MemberDays,
    PagePlan,
    Shelf,
    Summary,
    Variables,
    list_below,
)
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


def find_shelf(kind: str, name: str) -> str:
    """Return the shelf of a label of this kind: that of its letter.

    >>> find_shelf("tag", "Élan")
    'tag/E'
    """
    return f"{kind}/{name_to_initial(name)}"


def plan_directory(
    name: str, kind: str, links: Links, wording: str = ENGLISH, members: Sequence[Summary] = ()
) -> Iterator[PagePlan]:
    """Yield the pages of the directory `name` of all labels of a kind.

    Cards show stories: for a kind of CARDS, `members` are all stories with a label of it, oldest first.
    """
    labels = list_labels(wording)
    shelves = sorted(links.shelves(f"{kind}/"), key=lambda shelf: name_to_order(_find_letter(shelf)))
    size = sum(map(len, shelves))
    if size < max(1, FEWEST.get(kind, 0)):
        return
    shown: dict[str, Any] = {"kind": kind, "title": labels[name], "count": _count_names(size, wording)}
    if kind in CARDS and size <= MOST_CARDS:
        yield PagePlan(f"{name}.html", "cards", shown | {"cards": _list_cards(kind, shelves, members, links, wording)})
        return
    count_page = f"{name}/{BY_COUNT}.html"
    orders = [{"text": labels["by_name"], "url": f"{name}.html"}, {"text": labels["by_count"], "url": count_page}]
    shown["orders"] = orders if size > FEW else []
    by_count = _sort_by_count(shelves, LONGEST)
    if size > FEW:
        page = shown | {"order": labels["by_count"], "letter": "", "letters": []}
        groups = partial(_group_by_count, by_count, wording)
        yield PagePlan(count_page, "directory", _with_groups(page, groups, [*map(list, by_count)]))
    shown["order"] = labels["by_name"]
    letters = [_find_letter(shelf) for shelf in shelves]
    if size <= LONGEST:
        links_to = [{"letter": letter, "url": f"{name}.html#{letter_to_id(letter)}"} for letter in letters]
        page = shown | {"letter": "", "letters": links_to}
        groups = partial(_group_by_letter, shelves, wording)
        yield PagePlan(f"{name}.html", "directory", _with_groups(page, groups, [shelf.digest() for shelf in shelves]))
        return
    links_to = [{"letter": letter, "url": f"{name}/{letter_to_id(letter)}.html"} for letter in letters]
    most = [one for one in by_count if one.size > 1][:MOST_USED] or by_count[:MOST_USED]
    rows = [make_row(one, wording) for one in most]
    groups_of_most = [{"letter": labels["most_used"], "id": "most", "labels": rows}]
    page = shown | {"letter": "", "groups": groups_of_most, "letters": links_to}
    yield PagePlan(f"{name}.html", "directory", page)
    for shelf, link in zip(shelves, links_to, strict=True):
        own_count = _count_names(len(shelf), wording)
        page = shown | {"letter": link["letter"], "count": own_count, "letters": links_to}
        groups = partial(_group_by_letter, [shelf], wording)
        yield PagePlan(link["url"], "directory", _with_groups(page, groups, shelf.digest()))


def _find_letter(shelf: Shelf) -> str:
    return shelf.name.partition("/")[2]


def _with_groups(page: Variables, make_groups: Callable[[], list[Variables]], made_of: Any) -> LaterVariables:
    """Return the variables of a page with groups of labels; `made_of` is what the groups follow from."""
    return LaterVariables(lambda: {**page, "groups": make_groups()}, [page, made_of])


def _group_by_letter(shelves: Iterable[Shelf], wording: str) -> list[Variables]:
    """Return the rows of each shelf by name, under its letter."""
    return [
        {
            "letter": _find_letter(shelf),
            "id": letter_to_id(_find_letter(shelf)),
            "labels": [
                make_row(one, wording) for one in sorted(shelf, key=lambda one: name_to_order(one.entry["name"]))
            ],
        }
        for shelf in shelves
    ]


def _sort_by_count(shelves: Sequence[Shelf], most: int) -> list[ListEntry]:
    """Return the entries of the most stories, `most` at most, those of equally many by name."""
    sizes = nlargest(most, chain.from_iterable(shelf.sizes for shelf in shelves))
    found = (shelf[place] for shelf in shelves for place, size in enumerate(shelf.sizes) if size >= sizes[-1])
    return sorted(found, key=lambda one: (-one.size, _by_name(one)))[:most]


def _by_name(one: ListEntry) -> tuple[int, str, str]:
    return name_to_order(one.entry["name"])


def _group_by_count(entries: Sequence[ListEntry], wording: str) -> list[Variables]:
    """Return rows of entries, those of the most stories first, under headings: so many stories or more."""
    groups: list[Variables] = []
    for floor, part in groupby(entries, lambda one: _find_floor(one.size)):
        text = (
            say("or_more", wording, count_to_text("story", floor, wording))
            if floor > 1
            else list_labels(wording)["fewer"]
        )
        groups.append({"letter": text, "id": f"n{floor}", "labels": [make_row(one, wording) for one in part]})
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


def _list_cards(
    kind: str, shelves: Iterable[Shelf], members: Sequence[Summary], links: Links, wording: str
) -> list[LabelRow]:
    """Return the card of each label, by name: its row, with its years and its newest stories."""
    span = (members[0]["date"][:4], members[-1]["date"][:4]) if members else ("", "")
    cards = []
    for one in sorted(chain.from_iterable(shelves), key=_by_name):
        stories = links.lists[one.key]
        years = [year["count"] for year in count_years(stories, *span)]
        row = make_row(one, wording)
        row["bars"], row["span"] = draw_bars(years, max(years)), len(years)
        row["stories"] = [
            story_to_line(story, f"{KINDS[kind]}.html", day_to_text(story["date"], wording))
            for story in stories[: -NEWEST - 1 : -1]
        ]
        cards.append(row)
    return cards


def make_row(one: ListEntry, wording: str = ENGLISH) -> LabelRow:
    """Return the row of a label; that of a name has its page where its link says."""
    return {
        "name": one.entry["name"],
        "lang": one.entry["lang"],
        "url": quote_url(one.link["url"] if one.link is not None else f"{one.key}.html"),
        "stories_in_all": one.size,
        "count": number_to_text(one.size, wording),
        "unit": choose_form("story", one.size, wording),
        "years": years_to_text(one.entry["first"], one.entry["last"]),
    }


def _count_names(count: int, wording: str) -> str:
    return count_to_text("name", count, wording)


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
