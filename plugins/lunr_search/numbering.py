"""Documents to numbers: a document's day, the length of its body, and its place among those of that day and length.

A number is `(day - first_day) << slot_bits | slot`, a slot is `step_to_place(step) << tie_bits | tie`: `step` stands
for the body's length (`lengths_to_steps` in encoding.py), `tie` counts the documents of one day and step in the order
of their URLs' hashes. So a posting's number tells the date and the length, which its bytes then need not repeat, and it
depends on the day's set of articles alone, not on the order in which they came: a whole build and an incremental one
give the same numbers, and a new article can only move others of its own day and length.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

STEP_BITS = 8
LARGEST_STEP = (1 << STEP_BITS) - 1
LEAST_TIE_BITS = 3
ROW_BITS = 3
"""How many low bits of a step come first in a number: a day has so many rows, as a power of two."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How days become numbers. Days are proleptic Gregorian ordinals, as `date.toordinal` gives them.

    `first_day` is the first day of the first document's decade, `last_day` the last day of the last one's: an archive
    that grows keeps its numbers for years. A day can have `2 ** tie_bits` documents of one step.
    """

    first_day: int
    last_day: int
    tie_bits: int

    @property
    def slot_bits(self) -> int:
        """How many low bits of a number count within its day."""
        return STEP_BITS + self.tie_bits

    @property
    def day_bits(self) -> int:
        """How many bits hold any day, counted from the first."""
        return max(1, (self.last_day - self.first_day).bit_length())


def step_to_place(step: int) -> int:
    """Return where a day's documents of a step begin: the low ROW_BITS bits of a step come first.

    So documents of neighbouring steps, which are many, lie in different parts of the day, and parts of a day's numbers
    have about equally many documents.
    """
    return (step & (1 << ROW_BITS) - 1) << STEP_BITS - ROW_BITS | step >> ROW_BITS


def plan_numbering(days: Iterable[int], largest_tie: int) -> Numbering:
    """Return the numbering of an archive, given its days (ordinals), and how many documents share a day and a step at
    most.
    """
    listed = list(days) or [719163]
    tie_bits = max(LEAST_TIE_BITS, max(0, largest_tie - 1).bit_length())
    return Numbering(_decade_start(min(listed)), _decade_end(max(listed)), tie_bits)


def _decade_start(day: int) -> int:
    year = dt.date.fromordinal(day).year
    return dt.date(max(1, year - year % 10), 1, 1).toordinal()


def _decade_end(day: int) -> int:
    year = dt.date.fromordinal(day).year
    return dt.date(min(9999, year - year % 10 + 9), 12, 31).toordinal()


def number_day(numbering: Numbering, day: int, steps: Mapping[str, int]) -> dict[str, int]:
    """Return the number of each of one day's documents, by URL, given the steps of their bodies."""
    start = (day - numbering.first_day) << numbering.slot_bits
    ties: defaultdict[int, int] = defaultdict(int)
    numbers = {}
    for _, url in sorted((_hash(url), url) for url in steps):
        step = min(steps[url], LARGEST_STEP)
        numbers[url] = start + (step_to_place(step) << numbering.tie_bits) + ties[step]
        ties[step] += 1
    return numbers


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
