"""The directory of threads: those that run on first, then the ones that ended last; all of them by year.

A year with many threads has a page for each of its months: no page of a large archive has more than those of one month.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypedDict

from archive_engine.interface import (
    GroupEnds,
    LaterVariables,
    PagePlan,
    Summary,
    Variables,
    choose_groups,
    find_last_day,
    summary_to_order,
)
from archive_pages.dates import days_between, month_to_text, month_to_text_within, period_to_text, time_to_short_day
from archive_pages.lines import story_to_line
from archive_pages.threads import RUNNING, count_latest, find_thread_url
from archive_pages.wording import ENGLISH, count_to_text, list_labels

DIRECTORY = "threads.html"
# The directory's first page, and that of a year that has pages of months, show so many of the threads that ended last.
LATEST = 60
# A page shows no more threads that run, or that ended in one year.
MOST = 300
_YEAR, _MONTH = len("2025"), len("2025-02")


class _Link(TypedDict):
    """A link to the page of a year or month. `current` is `page` on that page itself, `true` on a month's for its year,
    else empty (WAI-ARIA, aria-current).
    """

    text: str
    url: str
    current: str


class _Ended(NamedTuple):
    """Threads by the day of their newest story, the latest first: their places among all `groups`, and their days."""

    groups: Sequence[GroupEnds]
    places: Sequence[int]
    days: Sequence[str]

    def part(self, begin: int, end: int) -> "_Ended":
        """Return some of the threads."""
        return _Ended(self.groups, self.places[begin:end], self.days[begin:end])

    def divide(self, length: int) -> dict[str, "_Ended"]:
        """Return the threads by the first characters of their days, the latest first."""
        begins = [at for at, day in enumerate(self.days) if not at or day[:length] != self.days[at - 1][:length]]
        parts = pairwise([*begins, len(self.days)])
        return {self.days[begin][:length]: self.part(begin, end) for begin, end in parts}

    def latest(self, most: int) -> "_Ended":
        """Return the threads that may be among the `most` latest: of the last day all."""
        return self.part(0, count_latest(self.days, most))


def plan_threads(groups: Sequence[GroupEnds], newest: Summary, wording: str = ENGLISH) -> Iterator[PagePlan]:
    """Yield the directory of threads: its first page, and those of the years and months in which threads ended.

    Of the engine's groups only those are read that a page shows, and only where the page has changed.
    """
    labels = list_labels(wording)
    own_days = [find_last_day(groups, place) for place in range(len(groups))]
    places = sorted(range(len(groups)), key=own_days.__getitem__, reverse=True)
    ended = _Ended(groups, places, [own_days[place] for place in places])
    running = sum(days_between(day, newest["date"]) <= RUNNING for day in ended.days)
    others = len(groups) - running
    years = ended.divide(_YEAR) if others > LATEST or running > MOST else {}
    parts = [
        _Part(labels["running"], ended.part(0, running).latest(MOST), MOST),
        _Part(labels["threads_ended"], ended.part(running, len(groups)).latest(LATEST), LATEST),
    ]
    yield _plan_page(
        DIRECTORY, "", len(groups), parts, {"years": _list_links(years, "", wording), "months": []}, wording
    )
    for year, part in years.items():
        months = part.divide(_MONTH) if len(part.places) > MOST else {}
        for period, members in {year: part, **months}.items():
            most, title = (LATEST, labels["newest"]) if period == year and months else (len(members.places), "")
            parts = [_Part(title, members.latest(most), most)]
            named = {
                name: _list_links(all_of, period, wording) for name, all_of in (("years", years), ("months", months))
            }
            yield _plan_page(_place(period), period, len(members.places), parts, named, wording)


def _place(period: str) -> str:
    return f"threads/{period}.html"


def _list_links(periods: Mapping[str, object], current: str, wording: str) -> list[_Link]:
    def find_state(period: str) -> str:
        return "page" if period == current else "true" if period == current[:_YEAR] else ""

    return [
        {
            "text": month_to_text(period, wording) if len(period) == _MONTH else period,
            "url": _place(period),
            "current": find_state(period),
        }
        for period in periods
    ]


class _Part(NamedTuple):
    """A list on a page: its title, and threads of which it shows the `most` that ended last."""

    title: str
    threads: _Ended
    most: int


def _plan_page(
    page: str,
    period: str,
    count: int,
    parts: Sequence[_Part],
    links: Mapping[str, list[_Link]],
    wording: str,
) -> PagePlan:
    """Return one page of the directory, of the period or of all time (""), in which `count` threads ended."""
    name = month_to_text_within(period, wording) if len(period) == _MONTH else period
    count_text = count_to_text("thread", count, wording)
    shown = {"title": list_labels(wording)["threads"], "period": name, "count": count_text, **links}

    def add_sections() -> Variables:
        sections = [
            {"title": part.title, "threads": [_to_row(ends, page, wording) for ends in _sort_by_end(part)]}
            for part in parts
            if part.threads.places
        ]
        return {**shown, "sections": sections}

    basis = [shown, [(part.title, len(part.threads.places), part.most) for part in parts]]
    read = choose_groups(parts[0].threads.groups, [place for part in parts for place in part.threads.places])
    return PagePlan(page, "threads", LaterVariables(add_sections, basis, read))


def _sort_by_end(part: _Part) -> list[GroupEnds]:
    """Return the threads that a list shows, those that ended last first."""
    threads = choose_groups(part.threads.groups, part.threads.places)
    by_end = sorted(threads, key=lambda ends: (ends.last["date"], *summary_to_order(ends.first)), reverse=True)
    return by_end[: part.most]


def _to_row(ends: GroupEnds, page: str, wording: str) -> dict[str, Any]:
    """Return a thread's row in a directory on `page`: its first headline, its period, its newest headline."""
    return {
        "url": find_thread_url(page, ends.first),
        "title": ends.first["title"],
        "lang": ends.first["lang"],
        "period": period_to_text(ends.first["date"], ends.last["date"], wording),
        "newest": story_to_line(ends.last, page, time_to_short_day(ends.last["date"], wording)),
    }
