"""The archive by time: a page for each year, month and day with stories, and a page of all years."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from typing import Any, NamedTuple, TypedDict

from archive_engine.interface import LaterVariables, PagePlan, Summary, Variables
from archive_pages.addresses import find_relative_url
from archive_pages.choosing import Background, choose_stories, count_background
from archive_pages.dates import (
    day_to_text,
    day_to_weekday_and_number,
    month_to_text,
    month_to_text_within,
    time_to_short_day,
)
from archive_pages.days import PeriodLink, describe_day, list_undated, newest_first, page_of
from archive_pages.lines import StoryLine, is_dated, story_to_line
from archive_pages.peaks import count_months
from archive_pages.periods import cut_by_date
from archive_pages.wording import (
    ENGLISH,
    MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    count_to_text,
    number_to_text,
    say,
)

# How many headlines a month shows on its year's page, and a day on its month's page.
GLIMPSES = 5
GLIMPSES_OF_DAY = 3
# A year's page weighs the words of so many headlines of a month at most: to read all of a hundred thousand would take
# seconds after each edit.
MOST_WEIGHED = 1_000
# Shades of a calendar's cells, not counting that of an empty one.
SHADES = 5


class Cell(TypedDict):
    """A day in a calendar: its number ("" outside the month), its page, its number of stories in words, its shade.

    A day without stories has "" as `url` and `text`, and the shade 0.
    """

    day: int | str
    url: str
    text: str
    shade: int


NO_DAY: Cell = {"day": "", "url": "", "text": "", "shade": 0}


class PeriodName(TypedDict):
    """The name of a weekday or a month, and its short form."""

    name: str
    short: str


class DayStories(PeriodLink):
    """A day on its month's page: its page, its date, its number and weekday, chosen stories; `all` leads to all of
    them, "" where they are all shown.
    """

    date: str
    stories: list[StoryLine]
    all: str


class PeriodNeighbours(NamedTuple):
    """A month or a day with stories, and the nearest ones with stories before and after it, if any."""

    before: str | None
    period: str
    after: str | None


def plan_year(year: str, members: Sequence[Summary], wording: str = ENGLISH) -> Iterator[PagePlan]:
    """Yield the pages of one year, of its months and of its days with stories.

    `members` are its stories, oldest first. A month or a day has neighbours only in its own year, so that an added
    story does not change the pages of other years.
    """
    days = {day: members[begin:end] for day, begin, end in cut_by_date(members, len("2025-02-17"))}
    months = {month: members[begin:end] for month, begin, end in cut_by_date(members, len("2025-02"))}
    days_of = {month: list(keys) for month, keys in groupby(days, lambda day: day[:7])}

    def describe_month(near: PeriodNeighbours) -> Variables:
        return _describe_month(near, months[near.period], {day: days[day] for day in days_of[near.period]}, wording)

    @cache
    def find_background(month: str) -> Background:
        return count_background(months[month])

    def describe_day_page(near: PeriodNeighbours) -> Variables:
        page = page_of(near.period)
        links = _link(near.before, page, wording), _link(near.after, page, wording)
        return describe_day(near.period, days[near.period], find_background(near.period[:7]), links, wording)

    describe = partial(_describe_year, year, months, {day: len(stories) for day, stories in days.items()}, wording)
    yield PagePlan(f"{year}/index.html", "year", LaterVariables(describe, None, members))
    for near in _neighbours(list(months)):
        variables = LaterVariables(partial(describe_month, near), list(near), months[near.period])
        yield PagePlan(page_of(near.period), "month", variables)
    for near in _neighbours(list(days)):
        # the headlines of a month decide which stories stand for its days
        variables = LaterVariables(partial(describe_day_page, near), list(near), months[near.period[:7]])
        yield PagePlan(page_of(near.period), "day", variables)


def _describe_year(
    year: str, months: Mapping[str, Sequence[Summary]], counts: Mapping[str, int], wording: str
) -> Variables:
    """Return the variables of a year's page, given the stories of its months, and how many each day has."""
    weighed = {month: _spread(stories) for month, stories in months.items()}
    background = count_background([story for stories in weighed.values() for story in stories])
    cards = []
    for number in range(1, 13):
        month = f"{year}-{number:02}"
        own = {day: count for day, count in counts.items() if day.startswith(month)}
        cards.append(_month_card(month, own, max(counts.values()), weighed.get(month, []), background, wording))
    return {
        "year": year,
        "count": count_to_text("story", sum(counts.values()), wording),
        "weekdays": _name_periods(WEEKDAYS[wording], SHORT_WEEKDAYS[wording]),
        "months": cards,
        "newest_months": [card for card in reversed(cards) if card["count"]],
    }


def _spread(stories: Sequence[Summary]) -> list[Summary]:
    """Return stories of a month; of more than MOST_WEIGHED, some that are spread evenly over it."""
    return list(stories[:: -(-len(stories) // MOST_WEIGHED)])


def _describe_month(
    near: PeriodNeighbours, members: Sequence[Summary], days: dict[str, Sequence[Summary]], wording: str
) -> Variables:
    before, month, after = near
    page = page_of(month)
    counts = {day: len(stories) for day, stories in days.items()}
    background = count_background(members)
    shown = []
    for day in reversed(days):
        dated = [story for story in days[day] if is_dated(story)]
        if dated:
            chosen = choose_stories(dated, GLIMPSES_OF_DAY, background) if len(dated) > GLIMPSES_OF_DAY + 1 else dated
            text = say("all_of", wording, count_to_text("story", counts[day], wording), day_to_text(day, wording))
            shown.append(
                DayStories(
                    url=find_relative_url(page, page_of(day)),
                    date=day,
                    text=day_to_weekday_and_number(day, wording),
                    stories=[story_to_line(story, page) for story in newest_first(chosen)],
                    all=text if len(chosen) < counts[day] else "",
                )
            )
    return {
        "year": month[:4],
        "month": month_to_text(month, wording),
        "count": count_to_text("story", len(members), wording),
        "weekdays": _name_periods(WEEKDAYS[wording], SHORT_WEEKDAYS[wording]),
        "weeks_of_month": plan_weeks(month, counts, max(counts.values()), page, wording),
        "days": shown,
        "undated": list_undated(members, page, wording),
        "earlier": _link(before, page, wording),
        "later": _link(after, page, wording),
    }


def plan_archives(members: Sequence[Summary], wording: str = ENGLISH) -> PagePlan:
    """Return the page of all years and months. `members` are all stories, oldest first."""
    first, last = (int(members[0]["date"][:4]), int(members[-1]["date"][:4])) if members else (1, 0)
    found = count_months(members)
    counts = {
        (year, month): found.get(f"{year:04}-{month:02}", 0)
        for year in range(first, last + 1)
        for month in range(1, 13)
    }
    fullest = max(counts.values(), default=0)
    years = []
    for year in range(last, first - 1, -1):
        months = [
            {
                "url": f"{year:04}/{month:02}/index.html",
                "text": f"{month_to_text(f'{year:04}-{month:02}', wording)}: {counts[year, month]}",
                "count": counts[year, month],
                "shade": count_to_shade(counts[year, month], fullest),
            }
            for month in range(1, 13)
        ]
        total = sum(counts[year, month] for month in range(1, 13))
        if total:
            years.append(
                {
                    "year": f"{year:04}",
                    "url": f"{year:04}/index.html",
                    "count": number_to_text(total, wording),
                    "months": months,
                }
            )
    return PagePlan(
        "archives.html",
        "archives",
        {
            "count": count_to_text("story", len(members), wording) if members else "",
            "months": _name_periods(MONTHS[wording], SHORT_MONTHS[wording]),
            "years": years,
        },
    )


def plan_weeks(
    month: str, counts: Mapping[str, int], fullest: int, page: str, wording: str = ENGLISH
) -> list[list[Cell]]:
    """Return a month's weeks, Monday first, for a calendar on `page`. Days outside the month are empty cells."""
    before, days = monthrange(int(month[:4]), int(month[5:]))
    weeks: list[list[Cell]] = [[NO_DAY] * before]
    for day in range(1, days + 1):
        if len(weeks[-1]) == 7:
            weeks.append([])
        key = f"{month}-{day:02}"
        count = counts.get(key, 0)
        url = find_relative_url(page, page_of(key)) if count else ""
        text = count_to_text("story", count, wording) if count else ""
        weeks[-1].append({"day": day, "url": url, "text": text, "shade": count_to_shade(count, fullest)})
    weeks[-1] += [NO_DAY] * (7 - len(weeks[-1]))
    return weeks


def count_to_shade(count: int, fullest: int) -> int:
    """Return the shade, 1 to 5, of a cell with `count` stories where the fullest has `fullest`; 0 for none."""
    return -(-SHADES * count // fullest) if count else 0


def _month_card(
    month: str,
    counts: Mapping[str, int],
    fullest: int,
    weighed: Sequence[Summary],
    background: Background,
    wording: str,
) -> dict[str, Any]:
    """Return the card of a month on its year's page.

    `counts` has the number of stories of each of its days, `weighed` are stories among which those are chosen that the
    card shows. The year's fullest day has `fullest` stories.
    """
    page = f"{month[:4]}/index.html"
    count = sum(counts.values())
    chosen = newest_first(choose_stories([story for story in weighed if is_dated(story)], GLIMPSES, background))
    text = say("all_of", wording, count_to_text("story", count, wording), month_to_text_within(month, wording))
    return {
        "name": MONTHS[wording][int(month[5:]) - 1],
        "url": find_relative_url(page, page_of(month)),
        "count": count,
        "weeks": plan_weeks(month, counts, fullest, page, wording),
        "stories": [story_to_line(story, page, time_to_short_day(story["date"], wording)) for story in chosen],
        "all": text if len(chosen) < count else "",
    }


def _link(period: str | None, page: str, wording: str) -> PeriodLink | None:
    """Return a link from `page` to the page of a month or a day."""
    if period is None:
        return None
    text = month_to_text(period, wording) if len(period) == len("2025-02") else day_to_text(period, wording)
    return {"url": find_relative_url(page, page_of(period)), "text": text}


def _name_periods(names: Sequence[str], short_names: Sequence[str]) -> list[PeriodName]:
    return [{"name": name, "short": short} for name, short in zip(names, short_names, strict=True)]


def _neighbours(periods: list[str]) -> Iterator[PeriodNeighbours]:
    """Yield each period with its neighbours."""
    return map(PeriodNeighbours, [None, *periods[:-1]], periods, [*periods[1:], None])
