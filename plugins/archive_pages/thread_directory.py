"""The directory of threads: those that run on first, then the ones that ended last; all of them by year.

A year with many threads has a page for each of its months: no page of a large archive has more than those of one month.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from archive_engine.interface import GroupEnds, PagePlan, Summary
from archive_pages.dates import days_between, month_to_text, month_to_text_within, period_to_text, time_to_short_day
from archive_pages.lines import story_to_line
from archive_pages.threads import RUNNING, find_thread_url
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


def plan_threads(groups: Sequence[GroupEnds], newest: Summary, wording: str = ENGLISH) -> Iterator[PagePlan]:
    """Yield the directory of threads: its first page, and those of the years and months in which threads ended."""
    labels = list_labels(wording)
    ended = sorted(groups, key=lambda ends: (ends.last["date"], ends.first["date"], ends.first["url"]), reverse=True)
    running = [ends for ends in ended if days_between(ends.last["date"], newest["date"]) <= RUNNING]
    others = ended[len(running) :]
    years = _divide(ended, _YEAR) if len(others) > LATEST or len(running) > MOST else {}
    parts = [(labels["running"], running[:MOST]), (labels["threads_ended"], others[:LATEST])]
    yield _plan_page(
        DIRECTORY, "", len(groups), parts, {"years": _list_links(years, "", wording), "months": []}, wording
    )
    for year, part in years.items():
        months = _divide(part, _MONTH) if len(part) > MOST else {}
        for period, members in {year: part, **months}.items():
            is_cut = period == year and bool(months)
            parts = [(labels["newest"], members[:LATEST]) if is_cut else ("", members)]
            named = {
                name: _list_links(all_of, period, wording) for name, all_of in (("years", years), ("months", months))
            }
            yield _plan_page(_place(period), period, len(members), parts, named, wording)


def _divide(threads: Sequence[GroupEnds], length: int) -> dict[str, list[GroupEnds]]:
    """Return threads by the first characters of the day on which they ended, in the order in which they come."""
    parts: dict[str, list[GroupEnds]] = {}
    for ends in threads:
        parts.setdefault(ends.last["date"][:length], []).append(ends)
    return parts


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


def _plan_page(
    page: str,
    period: str,
    count: int,
    parts: Sequence[tuple[str, Sequence[GroupEnds]]],
    links: Mapping[str, list[_Link]],
    wording: str,
) -> PagePlan:
    """Return one page of the directory; `parts` are its lists of threads, each with a title."""
    sections = [
        {"title": title, "threads": [_to_row(ends, page, wording) for ends in threads]}
        for title, threads in parts
        if threads
    ]
    title = list_labels(wording)["threads"]
    count_text = count_to_text("thread", count, wording)
    name = month_to_text_within(period, wording) if len(period) == _MONTH else period
    variables = {"title": title, "period": name, "count": count_text, "sections": sections, **links}
    return PagePlan(page, "threads", variables)


def _to_row(ends: GroupEnds, page: str, wording: str) -> dict[str, Any]:
    """Return a thread's row in a directory on `page`: its first headline, its period, its newest headline."""
    return {
        "url": find_thread_url(page, ends.first),
        "title": ends.first["title"],
        "lang": ends.first["lang"],
        "period": period_to_text(ends.first["date"], ends.last["date"], wording),
        "newest": story_to_line(ends.last, page, time_to_short_day(ends.last["date"], wording)),
    }
