"""How terms and documents are spread over files, and by which signs a file is known to hold the same as before.

Pure.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lunr_search.numbering import Numbering
from lunr_search.packing import Pack

FORMAT = 5
"""Changes whenever the layout of the files does."""
RECORDS_IN_FILE = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """How terms and documents are spread over files. `counts` is how many postings each term has."""

    terms: Sequence[str]
    counts: np.ndarray
    numbering: Numbering
    record_bits: int
    recent_from: int

    @property
    def signature(self) -> str:
        """What every term file and the manifest hold: files of another signature number their documents otherwise."""
        parts = f"{FORMAT} {self.numbering.first_day} {self.numbering.slot_bits} {self.numbering.number_bits}"
        return hashlib.blake2b(parts.encode(), digest_size=3).hexdigest()


def plan_record_bits(numbering: Numbering, day_sizes: Mapping[int, int]) -> int:
    """How many low bits of a number do not count for its record file, so that about RECORDS_IN_FILE share one.

    Judged by the months that have articles at all: archives have gaps.
    """
    months = {dt.date.fromordinal(day).isoformat()[:7] for day in day_sizes}
    a_day = sum(day_sizes.values()) / max(1, len(months)) / 30
    doublings = round(np.log2(RECORDS_IN_FILE / max(a_day, 0.001)))
    return max(0, numbering.slot_bits + int(doublings))


def with_next(packs: Sequence[Pack]) -> list[tuple[Pack, str]]:
    """Return each pack with the key of the next one; an empty key after the last."""
    return [(pack, after.key if after else "") for pack, after in pairwise([*packs, None]) if pack]


def identify_files(terms: Sequence[str], packs: Sequence[Pack]) -> dict[str, int]:
    """Return what a file holds apart from postings: a checksum of its terms and of the next key, under its own key."""
    return {
        pack.key: zlib.crc32(" ".join([*terms[pack.start : pack.end], next_key]).encode("utf-8", "replace"))
        for pack, next_key in with_next(packs)
    }
