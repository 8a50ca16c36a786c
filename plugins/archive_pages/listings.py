"""The pages of one list (a section's, a tag's, an author's), cut so that old pages stay as they are.

The head page shows the newest `length` to `2 * length - 1` stories; the older ones stand on pages of exactly `length`,
numbered from the oldest. An added story changes the head alone; when the head overflows it gives one page away, and
then the page before that one learns its newer neighbour. The head shows its newest few stories with their ledes; all
others are a day and a headline, so that a long list stays small.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from archive_engine.interface import PagePlan

from archive_pages.dates import days_between, month_to_text, period_to_text, time_to_short_day, years_to_text

Summary = Mapping[str, Any]

# kind: what a story's summary calls the labels, and what a reader calls one of them.
KINDS = {"section": ("sections", "Section"), "tag": ("tags", "Tag"), "author": ("authors", "Author")}
# From this many days on, a page's stories stand under years instead of months.
LONG = 400
BAR = 100
# So many of a list's newest stories stand with their ledes. A list of no more has no timeline: it is seen at a glance.
LEDES = 10


def plan_listing(kind: str, slug: str, members: Sequence[Summary], length: int) -> Iterator[PagePlan]:
    """Give all pages of one list: the head, then the numbered ones, newest first.

    `members` are the stories, oldest first, at least one; `length` is at least 1.
    """
    field, kind_text = KINDS[kind]
    names = list_names(field, slug, members)
    address = f"{kind}/{slug}"
    full = count_full_pages(len(members), length)
    shown = {"kind": kind, "kind_text": kind_text, "label": names[0], "other_names": names[1:]}
    years = count_years(members) if len(members) > LEDES else []
    for year in years:
        if not year["count"]:
            continue
        page = year["newest"] // length + 1
        year["url"] = f"{address}/{page}.html#y{year['year']}" if page <= full else f"{address}.html#y{year['year']}"
    head = members[full * length :]
    entries = list_entries(head[-LEDES:])
    yield PagePlan(
        f"{address}.html",
        "listing",
        shown
        | {
            "count": len(members),
            "period": period_to_text(members[0]["date"], members[-1]["date"]),
            "years_active": years_to_text(members[0]["date"], members[-1]["date"]),
            "years": years,
            "entries": entries,
            "groups": group_stories(head[:-LEDES], {entry["id"] for entry in entries}),
            "older": _page_link(address, full, full, members, length),
        },
    )
    for number in range(full, 0, -1):
        part = members[(number - 1) * length : number * length]
        yield PagePlan(
            f"{address}/{number}.html",
            "listing_page",
            shown
            | {
                "head_url": f"{address}.html",
                "number": number,
                "period": period_to_text(part[0]["date"], part[-1]["date"]),
                "groups": group_stories(part),
                "newer": _page_link(address, number + 1, full, members, length),
                "older": _page_link(address, number - 1, full, members, length),
            },
        )


def count_full_pages(stories: int, length: int) -> int:
    """Give how many numbered pages a list has beside its head.

    >>> [count_full_pages(stories, 50) for stories in (0, 50, 99, 100, 149, 150)]
    [0, 0, 0, 1, 1, 2]
    """
    return max(0, stories // length - 1)


def list_names(field: str, slug: str, members: Sequence[Summary]) -> list[dict[str, str]]:
    """Give the names that a label goes by, the oldest story's first, each with the language of the story that has it."""
    names: dict[str, dict[str, str]] = {}
    for story in members:
        for label in story[field]:
            if label["slug"] == slug and label["name"].casefold() not in names:
                names[label["name"].casefold()] = {"name": label["name"], "lang": story["lang"]}
    return list(names.values())


def count_years(members: Sequence[Summary], first: str = "", last: str = "") -> list[dict[str, Any]]:
    """Give each year from the first to the last (else from the first member's to the last's): `year`, `count`, `level`
    (0 to 100, the fullest year is 100) and `newest`, the place of its newest story among the members.
    """
    years, at = [], 0
    for year in range(int(first or members[0]["date"][:4]), int(last or members[-1]["date"][:4]) + 1):
        end = bisect_left(members, f"{year + 1:04}", lo=at, key=itemgetter("date"))
        years.append({"year": f"{year:04}", "count": end - at, "newest": end - 1})
        at = end
    fullest = max((year["count"] for year in years), default=1)
    for year in years:
        year["level"] = -(-BAR * year["count"] // fullest)
    return years


def list_entries(part: Sequence[Summary]) -> list[dict[str, Any]]:
    """Give stories, newest first, each with an `id`: its year's name in the page's address where it is the year's newest."""
    ids: set[str] = set()
    return [{**story, "id": _take_id(story["date"][:4], ids)} for story in reversed(part)]


def group_stories(part: Sequence[Summary], ids: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Give a page's stories, newest first, each with its `day`, under their months, or under years where they span long.

    A group that holds its year's newest story of the page has an `id`, unless it is among `ids`, which the page has already.
    """
    if not part:
        return []
    is_long = days_between(part[0]["date"], part[-1]["date"]) >= LONG
    groups: list[dict[str, Any]] = []
    taken = set(ids)
    for story in reversed(part):
        period = story["date"][: 4 if is_long else 7]
        if not groups or groups[-1]["period"] != period:
            text = period if is_long else month_to_text(period)
            groups.append({"period": period, "id": _take_id(period[:4], taken), "text": text, "stories": []})
        line = {key: story[key] for key in ("title", "url", "lang")}
        groups[-1]["stories"].append({**line, "day": time_to_short_day(story["date"])})
    return groups


def _take_id(year: str, taken: set[str]) -> str:
    name = f"y{year}"
    if name in taken:
        return ""
    taken.add(name)
    return name


def _page_link(address: str, number: int, full: int, members: Sequence[Summary], length: int) -> dict[str, str] | None:
    """The link to a list's numbered page (the head is the one after the last), None for a page that there is not."""
    if number < 1 or number > full + 1:
        return None
    if number == full + 1:
        return {"url": f"{address}.html", "text": "The newest"}
    first, last = members[(number - 1) * length], members[number * length - 1]
    return {"url": f"{address}/{number}.html", "text": period_to_text(first["date"], last["date"])}
