"""The pages of one list (of a section, a tag or an author), divided so that old pages do not change.

The head page shows the newest stories. Older ones are on a page for each period (`periods.py`), as days and headlines.
An added story changes the head page and the page of its own period. Other pages change only if that page is divided, or
if the head page passes stories on to a new page: then the pages before and after it get a new neighbour.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TypedDict

from archive_engine.interface import PagePlan, Summary
from archive_pages.dates import (
    day_to_text,
    days_between,
    month_to_text,
    period_to_text,
    time_to_short_day,
)
from archive_pages.lines import LedeLine, LineGroup, story_to_lede_line, story_to_line
from archive_pages.periods import cut_by_period
from archive_pages.wording import ENGLISH, count_to_text, number_to_text

# By kind of label: the key of a story's summary that has them.
KINDS = {"section": "sections", "tag": "tags", "author": "authors"}
# A page that covers this many days or more groups its stories by year, not by month.
LONG = 400
BAR = 100
# A list of at most this many stories shows all with their ledes, and no timeline.
GLANCE = 10
# A longer list shows the ledes of this many of its newest stories.
LEDES = 6


class YearCount(TypedDict):
    """A year: its number of stories, the place of the newest one among the members, the height of the year's bar.

    The height (`level`) is 0 to 100; the year with the most stories has 100.
    """

    year: str
    count: int
    newest: int
    level: int


class YearLink(YearCount):
    """A year, the URL of its newest story, and its count in words."""

    url: str
    text: str


def plan_listing(
    kind: str, slug: str, members: Sequence[Summary], length: int, wording: str = ENGLISH
) -> Iterator[PagePlan]:
    """Yield all pages of one list: the head page, then those of its periods, newest first.

    `members` are the stories, oldest first, at least one. The head page shows `length` stories or more, if there are as
    many. The page of a period shows at most twice `length`, except for a single day with more stories.
    """
    head_page = f"{kind}/{slug}.html"
    dates = [story["date"] for story in members]
    parts = cut_by_period(dates, 2 * length)
    while len(parts) > 1 and len(members) - parts[-1].begin < length:
        parts.pop()
    head_begin = parts.pop().begin
    pages = [f"{kind}/{slug}/{part.name}.html" for part in parts] + [head_page]
    begins = [part.begin for part in parts] + [head_begin]
    ends = [*begins[1:], len(members)]
    texts = [period_to_text(dates[begin], dates[end - 1], wording) for begin, end in zip(begins, ends, strict=True)]
    links = [None, *({"url": page, "text": text} for page, text in zip(pages, texts, strict=True)), None]
    links[-2] = {"url": head_page, "text": ""}
    names = list_names(KINDS.get(kind, "names"), slug, members)
    shown = {"kind": kind, "label": names[0]}
    feed = f"feeds/{head_page.removesuffix('.html')}"
    head = members[head_begin:]
    ledes = GLANCE if len(members) <= GLANCE else LEDES
    entries = list_entries(head[-ledes:], head_page, wording)
    yield PagePlan(
        head_page,
        "listing",
        shown
        | {
            "other_names": names[1:],
            "feed": feed,
            "count": count_to_text("story", len(members), wording),
            "period": period_to_text(dates[0], dates[-1], wording) if len(members) > 1 else "",
            "years": list_years(members, pages, begins, wording) if len(members) > GLANCE else [],
            "entries": entries,
            "groups": group_stories(head[:-ledes], head_page, {entry["id"] for entry in entries}, wording),
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
    """Return all names of one label, each with the language of its story; the oldest story's name comes first."""
    names: dict[str, dict[str, str]] = {}
    for story in members:
        for label in story.get(field, ()):
            if label["slug"] == slug and label["name"].casefold() not in names:
                names[label["name"].casefold()] = {"name": label["name"], "lang": story["lang"]}
    return list(names.values())


def list_years(
    members: Sequence[Summary], pages: Sequence[str], begins: Sequence[int], wording: str = ENGLISH
) -> list[YearLink]:
    """Return each year of a list with a link to its newest story: the URL of that story's page, with `#y` and the year.

    `begins` has, for each of `pages`, the place of its first story among the members.
    """
    return [
        {
            **year,
            "url": f"{pages[bisect_right(begins, year['newest']) - 1]}#y{year['year']}",
            "text": number_to_text(year["count"], wording),
        }
        for year in count_years(members)
    ]


def count_years(members: Sequence[Summary], first: str = "", last: str = "") -> list[YearCount]:
    """Return the number of stories of each year from `first` to `last`, by default the years that the members span."""
    years: list[YearCount] = []
    at = 0
    for year in range(int(first or members[0]["date"][:4]), int(last or members[-1]["date"][:4]) + 1):
        end = bisect_left(members, f"{year + 1:04}", lo=at, key=itemgetter("date"))
        years.append({"year": f"{year:04}", "count": end - at, "newest": end - 1, "level": 0})
        at = end
    fullest = max((row["count"] for row in years), default=1)
    for row in years:
        row["level"] = -(-BAR * row["count"] // fullest)
    return years


def list_entries(part: Sequence[Summary], page: str, wording: str = ENGLISH) -> list[LedeLine]:
    """Return stories with their ledes and days, newest first; the newest one of each year has an `id`."""
    taken: set[str] = set()
    return [
        story_to_lede_line(story, page, day_to_text(story["date"], wording), _take_id(story["date"][:4], taken))
        for story in reversed(part)
    ]


def group_stories(
    part: Sequence[Summary], page: str, ids: Iterable[str] = (), wording: str = ENGLISH
) -> list[LineGroup]:
    """Return a page's stories, newest first, grouped by month, or by year if they span a long time.

    The first group of each year has an `id`, unless that id is among `ids`, which the page uses already.
    """
    if not part:
        return []
    is_long = days_between(part[0]["date"], part[-1]["date"]) >= LONG
    groups: list[LineGroup] = []
    taken = set(ids)
    last = ""
    for story in reversed(part):
        period = story["date"][: 4 if is_long else 7]
        if period != last:
            last = period
            heading = period if is_long else month_to_text(period, wording)
            groups.append({"id": _take_id(period[:4], taken), "heading": heading, "stories": []})
        groups[-1]["stories"].append(story_to_line(story, page, time_to_short_day(story["date"], wording)))
    return groups


def _take_id(year: str, taken: set[str]) -> str:
    name = f"y{year}"
    if name in taken:
        return ""
    taken.add(name)
    return name
