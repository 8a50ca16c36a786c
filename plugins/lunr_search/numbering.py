"""Documents to numbers: a document's day and its slot in that day, so that a number tells the date and rarely changes.

A number is `(day - first_day) << slot_bits | slot`. The slot is a hash of the URL, with linear probing in the order of
the hashes. So it depends on the day's set of articles alone, not on the order in which they came: a whole build and an
incremental one give the same numbers, and a new article can only move another one of its own day.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_FULLEST = 3 / 4
"""The largest share of a day's slots that may be taken; above it every day gets twice as many slots.

More slots make larger gaps between numbers, which take more bits.
"""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How days become numbers. Days are proleptic Gregorian ordinals, as `date.toordinal` gives them.

    `first_day` is the first day of the first document's decade, `last_day` the last day of the last one's: an archive
    that grows keeps its numbers for years. A day has `2 ** slot_bits` slots.
    """

    first_day: int
    last_day: int
    slot_bits: int

    @property
    def number_bits(self) -> int:
        """How many bits hold any number."""
        return max(1, ((self.last_day - self.first_day + 1) << self.slot_bits).bit_length())


def plan_numbering(day_sizes: Mapping[int, int]) -> Numbering:
    """Return the numbering of an archive, given how many documents each day (an ordinal) has."""
    first, last = min(day_sizes, default=719163), max(day_sizes, default=719163)
    largest = max(day_sizes.values(), default=1)
    slot_bits = 3
    while (1 << slot_bits) * _FULLEST < largest:
        slot_bits += 1
    return Numbering(_decade_start(first), _decade_end(last), slot_bits)


def _decade_start(day: int) -> int:
    year = dt.date.fromordinal(day).year
    return dt.date(max(1, year - year % 10), 1, 1).toordinal()


def _decade_end(day: int) -> int:
    year = dt.date.fromordinal(day).year
    return dt.date(min(9999, year - year % 10 + 9), 12, 31).toordinal()


def number_day(numbering: Numbering, day: int, urls: Iterable[str]) -> dict[str, int]:
    """Return the number of each of one day's documents, by URL."""
    count = 1 << numbering.slot_bits
    start = (day - numbering.first_day) << numbering.slot_bits
    taken: set[int] = set()
    numbers = {}
    for hashed, url in sorted((_hash(url), url) for url in urls):
        slot = hashed % count
        while slot in taken:
            slot = (slot + 1) % count
        taken.add(slot)
        numbers[url] = start + slot
    return numbers


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
