"""How terms and documents are divided among files, and the checksums that tell whether a shard's terms have changed.
Pure.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lunr_search.impact import RULES
from lunr_search.numbering import Numbering
from lunr_search.packing import Shard
from lunr_search.scripts import FORMAT

RECORDS_IN_FILE = 8
FILES_IN_BLOCK_BITS = 13
"""A block of a class has the documents of so many files of records, as a power of two: 65,536 documents, about.

An update encodes the whole block of each common term of the documents that it changes. Half as large a block would make
the strongest classes, which a first search loads, 3 % larger.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """How terms and documents are divided among files.

    `terms` is the sorted vocabulary, `counts[i]` the number of postings of term i. Documents whose numbers differ in
    the low `record_bits` bits alone share a file of records. Documents from number `recent_from` on are recent: their
    positions lie in q/.
    """

    terms: Sequence[str]
    counts: np.ndarray
    numbering: Numbering
    record_bits: int
    recent_from: int

    @property
    def block_bits(self) -> int:
        """How many low bits of a number count within a block of a class: a block has whole days."""
        return max(self.record_bits + FILES_IN_BLOCK_BITS, self.numbering.slot_bits)

    @property
    def signature(self) -> str:
        """A hash of the numbering and of the rules of classes, in the manifest and in every shard: files with different
        signatures don't fit together.
        """
        parts = f"{FORMAT} {RULES} {self.numbering.first_day} {self.numbering.tie_bits} {self.numbering.day_bits}"
        return hashlib.blake2b(parts.encode(), digest_size=3).hexdigest()


def plan_record_bits(numbering: Numbering, day_sizes: Mapping[int, int]) -> int:
    """Return how many low bits of a number to drop for the name of its file of records, so that about RECORDS_IN_FILE
    documents share a file.

    The average of documents a day is taken over the months that have articles: archives have gaps.
    """
    months = {dt.date.fromordinal(day).isoformat()[:7] for day in day_sizes}
    a_day = sum(day_sizes.values()) / max(1, len(months)) / 30
    doublings = round(np.log2(RECORDS_IN_FILE / max(a_day, 0.001)))
    return max(0, numbering.slot_bits + int(doublings))


def with_next(shards: Sequence[Shard]) -> list[tuple[Shard, str]]:
    """Return each shard with the key of the next one; an empty key after the last."""
    return [(shard, after.key if after else "") for shard, after in pairwise([*shards, None]) if shard]


def identify_files(terms: Sequence[str], shards: Sequence[Shard]) -> dict[str, int]:
    """Return the checksum of each shard's terms and of the next shard's key, by key: all it holds but postings."""
    return {
        shard.key: zlib.crc32(" ".join([*terms[shard.start : shard.end], next_key]).encode("utf-8", "replace"))
        for shard, next_key in with_next(shards)
    }
