"""Documents to numbers: the day and a slot within it, so that a number tells the date and hardly ever changes.

A number is `(day - first_day) << slot_bits | slot`. The slot follows from the address by hashing with linear probing in
the order of the hashes, hence from the day's set of articles alone and not from the order of their arrival: a cold
build and a warm one number alike, and a new article moves none but, now and then, one of the same day.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_FULLEST = 3 / 4
"""The share of a day's slots that may be taken before all days get twice as many: more slots make longer gaps to write.
"""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How numbers are made of days; `first_day` is a proleptic ordinal as in datetime, the first of a decade's days."""

    first_day: int
    last_day: int
    slot_bits: int

    @property
    def number_bits(self) -> int:
        """Bits that hold any number."""
        return max(1, ((self.last_day - self.first_day + 1) << self.slot_bits).bit_length())


def plan_numbering(day_sizes: Mapping[int, int]) -> Numbering:
    """Return the numbering for an archive that has so many documents on each day."""
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
    """Return the number of each of one day's documents."""
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
