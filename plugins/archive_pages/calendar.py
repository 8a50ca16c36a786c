"""The archive by time: a page for each year with stories, for each of its months and days, and the page of all years."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from archive_engine.interface import PagePlan

from archive_pages.dates import MONTHS, WEEKDAYS, day_to_text, month_to_text, time_to_short_day

Summary = Mapping[str, Any]
# How many headlines a month shows on its year's page.
GLIMPSES = 5
# Shades of a calendar's cells, beside the empty one.
SHADES = 5


def plan_year(year: str, members: Sequence[Summary]) -> Iterator[PagePlan]:
    """Give the pages of one year, of its months and of its days with stories. `members` are its stories, oldest first.

    Neighbours are looked for inside the year, so that an added story leaves every other year's pages alone.
    """
    days = {day: list(stories) for day, stories in groupby(members, lambda story: story["date"][:10])}
    months = {month: list(keys) for month, keys in groupby(days, lambda day: day[:7])}
    fullest = max(map(len, days.values()))
    cards = [_month_card(f"{year}-{number:02}", months, days, fullest) for number in range(1, 13)]
    yield PagePlan(
        f"{year}/index.html",
        "year",
        {
            "year": year,
            "count": len(members),
            "months": cards,
            "newest_months": [card for card in reversed(cards) if card["count"]],
        },
    )
    for before, month, after in _neighbours(list(months)):
        counts = {day: len(days[day]) for day in months[month]}
        yield PagePlan(
            _address(month),
            "month",
            {
                "year": year,
                "month": MONTHS[int(month[5:]) - 1],
                "count": sum(counts.values()),
                "weeks_of_month": plan_weeks(month, counts, fullest),
                "days": [
                    {"url": _address(day), "text": _day_and_weekday(day), "stories": days[day][::-1]}
                    for day in reversed(months[month])
                ],
                "earlier": {"url": _address(before), "text": month_to_text(before)} if before else None,
                "later": {"url": _address(after), "text": month_to_text(after)} if after else None,
            },
        )
    for before, day, after in _neighbours(list(days)):
        yield PagePlan(
            _address(day),
            "day",
            {
                "year": year,
                "month": MONTHS[int(day[5:7]) - 1],
                "month_url": _address(day[:7]),
                "weekday": WEEKDAYS[date.fromisoformat(day).weekday()],
                "date": day,
                "date_text": day_to_text(day),
                "stories": days[day][::-1],
                "earlier": {"url": _address(before), "text": day_to_text(before)} if before else None,
                "later": {"url": _address(after), "text": day_to_text(after)} if after else None,
            },
        )


def plan_archives(members: Sequence[Summary]) -> PagePlan:
    """Give the page of all years and months. `members` are all stories, oldest first."""
    first, last = (int(members[0]["date"][:4]), int(members[-1]["date"][:4])) if members else (1, 0)
    counts = {(year, month): _count_month(members, year, month) for year in range(first, last + 1) for month in range(1, 13)}
    fullest = max(counts.values(), default=0)
    years = []
    for year in range(last, first - 1, -1):
        months = [
            {
                "url": f"{year:04}/{month:02}/index.html",
                "name": MONTHS[month - 1],
                "count": counts[year, month],
                "shade": count_to_shade(counts[year, month], fullest),
            }
            for month in range(1, 13)
        ]
        total = sum(month["count"] for month in months)
        if total:
            years.append({"year": f"{year:04}", "url": f"{year:04}/index.html", "count": total, "months": months})
    return PagePlan(
        "archives.html",
        "archives",
        {"count": len(members), "months": [{"name": name, "short": name[:3]} for name in MONTHS], "years": years},
    )


def plan_weeks(month: str, counts: Mapping[str, int], fullest: int) -> list[list[dict[str, Any]]]:
    """Give a month's weeks, Monday first; a day is `{}` outside the month, else its number, and its page where it has stories."""
    day = date.fromisoformat(f"{month}-01")
    weeks: list[list[dict[str, Any]]] = [[{}] * day.weekday()]
    while day.isoformat()[:7] == month:
        if len(weeks[-1]) == 7:
            weeks.append([])
        key = day.isoformat()
        count = counts.get(key, 0)
        weeks[-1].append(
            {"day": day.day, "url": _address(key), "count": count, "shade": count_to_shade(count, fullest)}
            if count
            else {"day": day.day}
        )
        day += timedelta(days=1)
    weeks[-1] += [{}] * (7 - len(weeks[-1]))
    return weeks


def count_to_shade(count: int, fullest: int) -> int:
    """Give the shade, 1 to 5, of a cell with `count` stories where the fullest has `fullest`; 0 for none."""
    return -(-SHADES * count // fullest) if count else 0


def _month_card(month: str, months: Mapping[str, list[str]], days: Mapping[str, list[Summary]], fullest: int) -> dict[str, Any]:
    counts = {day: len(days[day]) for day in months.get(month, ())}
    stories = [story for day in reversed(months.get(month, ())) for story in reversed(days[day])]
    return {
        "name": MONTHS[int(month[5:]) - 1],
        "url": _address(month),
        "count": len(stories),
        "weeks": plan_weeks(month, counts, fullest),
        "stories": [{**story, "day": time_to_short_day(story["date"])} for story in stories[:GLIMPSES]],
        "has_more": len(stories) > GLIMPSES,
    }


def _address(period: str) -> str:
    """The page of `2025-02` or `2025-02-17`."""
    return period.replace("-", "/") + "/index.html"


def _day_and_weekday(day: str) -> str:
    return f"{WEEKDAYS[date.fromisoformat(day).weekday()]} {int(day[8:])}"


def _neighbours(items: list[str]) -> Iterator[tuple[str | None, str, str | None]]:
    return zip([None, *items[:-1]], items, [*items[1:], None], strict=True)


def _count_month(members: Sequence[Summary], year: int, month: int) -> int:
    first = f"{year:04}-{month:02}"
    begin = bisect_left(members, first, key=lambda story: story["date"])
    return bisect_left(members, first + "~", lo=begin, key=lambda story: story["date"]) - begin
