"""The pages of one list (a section's, a tag's, an author's), cut so that old pages stay as they are.

The head page shows the newest stories; older ones stand on pages of periods (`periods.py`), each with a day and a
headline. An added story changes the head and the page of its own period, and no other but where that page is cut in
two, or the head gives one away: then the pages beside it learn their new neighbour.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from archive_engine.interface import PagePlan
from archive_pages.addresses import Line, story_to_line
from archive_pages.dates import (
    day_to_text,
    days_between,
    month_to_text,
    period_to_text,
    time_to_short_day,
)
from archive_pages.periods import cut_by_period
from archive_pages.wording import ENGLISH, count_to_text, number_to_text

Summary = Mapping[str, Any]

# What a story's summary calls the labels of a kind.
KINDS = {"section": "sections", "tag": "tags", "author": "authors"}
# From this many days on, a page's stories stand under years instead of months.
LONG = 400
BAR = 100
# A list of no more stories is seen at a glance: all stand with their ledes, and there is no timeline.
GLANCE = 10
# Of a longer list so many of the newest stories stand with their ledes.
LEDES = 6


def plan_listing(
    kind: str, slug: str, members: Sequence[Summary], length: int, wording: str = ENGLISH
) -> Iterator[PagePlan]:
    """Return all pages of one list: the head, then those of its periods, newest first.

    `members` are the stories, oldest first, at least one. The head shows at least `length` of them, where there are as
    many; no page of a period more than twice as many, but for a day that has more.
    """
    head_page = f"{kind}/{slug}.html"
    dates = [story["date"] for story in members]
    parts = cut_by_period(dates, 2 * length)
    while len(parts) > 1 and len(members) - parts[-1][1] < length:
        parts.pop()
    head_begin = parts.pop()[1]
    pages = [f"{kind}/{slug}/{name}.html" for name, _ in parts] + [head_page]
    begins = [begin for _, begin in parts] + [head_begin]
    ends = [*begins[1:], len(members)]
    texts = [period_to_text(dates[begin], dates[end - 1], wording) for begin, end in zip(begins, ends, strict=True)]
    links = [None, *({"url": page, "text": text} for page, text in zip(pages, texts, strict=True)), None]
    links[-2] = {"url": head_page, "text": ""}
    names = list_names(KINDS[kind], slug, members)
    shown = {"kind": kind, "label": names[0]}
    head = members[head_begin:]
    ledes = GLANCE if len(members) <= GLANCE else LEDES
    entries = list_entries(head[-ledes:], head_page, wording)
    yield PagePlan(
        head_page,
        "listing",
        shown
        | {
            "other_names": names[1:],
            "count": count_to_text("story", len(members), wording),
            "period": period_to_text(dates[0], dates[-1], wording) if len(members) > 1 else "",
            "years": list_years(members, pages, begins, wording) if len(members) > GLANCE else [],
            "entries": entries,
            "groups": group_stories(head[:-ledes], head_page, {entry[0] for entry in entries}, wording),
            "older": links[-3],
        },
    )
    for place in range(len(parts) - 1, -1, -1):
        yield PagePlan(
            pages[place],
            "listing_page",
            shown
            | {
                "head_url": head_page,
                "period": texts[place],
                "groups": group_stories(members[begins[place] : ends[place]], pages[place], (), wording),
                "newer": links[place + 2],
                "older": links[place],
            },
        )


def list_names(field: str, slug: str, members: Sequence[Summary]) -> list[dict[str, str]]:
    """Return the names that a label goes by, the oldest story's first, each with the language of its story."""
    names: dict[str, dict[str, str]] = {}
    for story in members:
        for label in story[field]:
            if label["slug"] == slug and label["name"].casefold() not in names:
                names[label["name"].casefold()] = {"name": label["name"], "lang": story["lang"]}
    return list(names.values())


def list_years(
    members: Sequence[Summary], pages: Sequence[str], begins: Sequence[int], wording: str = ENGLISH
) -> list[dict[str, Any]]:
    """Return each year of a list with its count in words and the place that shows its newest story: its page and `y` +
    the year.

    `begins` has, for each of `pages`, the place of its first story among the members.
    """
    years = count_years(members)
    for year in years:
        year["url"] = f"{pages[bisect_right(begins, year['newest']) - 1]}#y{year['year']}"
        year["text"] = number_to_text(year["count"], wording)
    return years


def count_years(members: Sequence[Summary], first: str = "", last: str = "") -> list[dict[str, Any]]:
    """Return a row for each year from `first` to `last`, or from the first member's year to the last's.

    A row has `year`, `count`, `level` (0 to 100, the fullest year is 100) and `newest`, the place of its newest story
    among the members.
    """
    years: list[dict[str, Any]] = []
    at = 0
    for year in range(int(first or members[0]["date"][:4]), int(last or members[-1]["date"][:4]) + 1):
        end = bisect_left(members, f"{year + 1:04}", lo=at, key=itemgetter("date"))
        years.append({"year": f"{year:04}", "count": end - at, "newest": end - 1})
        at = end
    fullest = max((row["count"] for row in years), default=1)
    for row in years:
        row["level"] = -(-BAR * row["count"] // fullest)
    return years


def list_entries(part: Sequence[Summary], page: str, wording: str = ENGLISH) -> list[tuple[str, ...]]:
    """Return stories, newest first: an `id` (its year's name in the page's address where it is the year's newest), the
    line of the story with its day beside it, its lede.
    """
    taken: set[str] = set()
    return [
        (
            _take_id(story["date"][:4], taken),
            *story_to_line(story, page, day_to_text(story["date"], wording)),
            story["lede"],
        )
        for story in reversed(part)
    ]


def group_stories(
    part: Sequence[Summary], page: str, ids: Iterable[str] = (), wording: str = ENGLISH
) -> list[tuple[str, str, list[Line]]]:
    """Return a page's stories, newest first, under their months, or under years where they span long: `id`, heading,
    lines.

    A group that holds its year's newest story of the page has an `id`, unless it is among `ids`, which the page has
    already.
    """
    if not part:
        return []
    is_long = days_between(part[0]["date"], part[-1]["date"]) >= LONG
    groups: list[tuple[str, str, list[Line]]] = []
    taken = set(ids)
    last = ""
    for story in reversed(part):
        period = story["date"][: 4 if is_long else 7]
        if period != last:
            last = period
            groups.append((_take_id(period[:4], taken), period if is_long else month_to_text(period, wording), []))
        groups[-1][2].append(story_to_line(story, page, time_to_short_day(story["date"], wording)))
    return groups


def _take_id(year: str, taken: set[str]) -> str:
    name = f"y{year}"
    if name in taken:
        return ""
    taken.add(name)
    return name
