"""Divide a long list into pages by time, at borders that do not depend on the stories.

The whole of time is halved, and each half again, until no period has more stories than a page may show: first by years
(powers of two), then by the months of a year, then by the days of a month. A day is never divided. A story that is
added anywhere, even in the distant past, therefore changes only the page of its own period, or divides it in two.
How stories become a page is not decided here.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive_engine.interface import MemberDays, Summary

# The smallest power of two that is larger than every year of a date (9999).
_YEARS = 1 << 14


@dataclass(frozen=True, slots=True)
class Period:
    """Years, months or days from `first` to `last`; `within` is the date before them: "", `2012-` or `2012-05-`."""

    within: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """The period in the form of ISO 8601 for file names: `2012`, `2008--2011`, `2012-01--06`, `2012-05-17`."""
        start = f"{self.within}{self._part(self.first)}"
        return start if self.first == self.last else f"{start}--{self._part(self.last)}"

    def start(self) -> str:
        """Return a text that sorts before every date of the period, or equals its first one."""
        return f"{self.within}{self._part(self.first)}"

    def halves(self) -> "tuple[Period, Period] | None":
        """Return the two halves of the period, None for a day.

        >>> [half.name for half in Period("", 2012, 2012).halves()]
        ['2012-01--06', '2012-07--12']
        >>> [half.name for half in Period("2012-05-", 17, 24).halves()]
        ['2012-05-17--20', '2012-05-21--24']
        """
        within, first, last = self.within, self.first, self.last
        if first == last:
            if len(within) == len("2012-05-"):
                return None
            within = f"{within}{self._part(first)}-"
            first, last = 1, 12 if len(within) == len("2012-") else monthrange(int(within[:4]), int(within[5:7]))[1]
        middle = (first + last) // 2
        return Period(within, first, middle), Period(within, middle + 1, last)

    def _part(self, number: int) -> str:
        return f"{number:02}" if self.within else f"{min(number, 9999):04}"


class ListPart(NamedTuple):
    """A part of a list: the name of its period, and the place of its first story in the list."""

    name: str
    begin: int


def cut_by_date(members: Sequence[Summary], length: int) -> Iterator[tuple[str, int, int]]:
    """Yield the days, months or years that a list has stories of, each with the places where these begin and end.

    They are the first `length` characters of the dates. `members` are in order. Where a period ends is searched for in
    steps that double, so that of a long list few members are read.

    >>> list(cut_by_date([{"date": "2025-02-17"}, {"date": "2025-02-18"}, {"date": "2025-05-01"}], len("2025-02")))
    [('2025-02', 0, 2), ('2025-05', 2, 3)]
    """
    days = MemberDays(members)

    def period_at(place: int) -> str:
        return days[place][:length]

    begin, count = 0, len(members)
    while begin < count:
        period = period_at(begin)
        step = 1
        while begin + step < count and period_at(begin + step) == period:
            step *= 2
        end = bisect_right(range(count), period, begin + step // 2, min(begin + step, count), key=period_at)
        yield period, begin, end
        begin = end


def cut_by_period(dates: Sequence[str], most: int) -> list[ListPart]:
    """Return the parts of a list, oldest first.

    `dates` are the stories' days or times as ISO 8601 text, in order. No part is empty; none holds more than `most`
    stories, except for a single day that does.
    """
    parts = []
    waiting = [(Period("", 0, _YEARS - 1), 0, len(dates))]
    while waiting:
        period, begin, end = waiting.pop()
        halves = period.halves() if end - begin > most else None
        if halves is None:
            if begin < end:
                parts.append(ListPart(period.name, begin))
            continue
        border = bisect_left(dates, halves[1].start(), begin, end)
        waiting += (halves[1], border, end), (halves[0], begin, border)
    return parts
