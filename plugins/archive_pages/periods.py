"""How a long list is cut into pages: by halves of time, whose borders no story moves.

All time is halved, and each half again, until no part holds more stories than a page may: years by powers of two, then
a year's months, then a month's days. A day is never cut. So a page's borders depend on nothing but how many stories lie
within its own part of time and those around it: a story put in anywhere, the distant past too, changes the one page
that it stands on, or cuts that page in two. How stories become a page is not known here.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# The years that a date can have, up to the power of two that holds them.
_YEARS = 1 << 14


@dataclass(frozen=True, slots=True)
class Period:
    """Years, months of a year, or days of a month, from `first` to `last`; `within` is what a date has before them."""

    within: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """The period as ISO 8601 writes it in a file's name: `2012`, `2008--2011`, `2012-01--06`, `2012-05-17`."""
        start = f"{self.within}{self._part(self.first)}"
        return start if self.first == self.last else f"{start}--{self._part(self.last)}"

    def start(self) -> str:
        """Return a text that sorts before every date of the period, or is equal to its first."""
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
    """A part of a list: its period's name, and the place of its first story in the list."""

    name: str
    begin: int


def cut_by_period(dates: Sequence[str], most: int) -> list[ListPart]:
    """Return the parts of a list, oldest first.

    `dates` are the stories' days or times as ISO 8601 text, in order. No part is empty; none holds more than `most`
    stories, but for a day that does.
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
