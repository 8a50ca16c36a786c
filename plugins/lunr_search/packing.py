"""Sorted terms to shards: which neighbouring terms share a file. Twin of packing.js, which finds a term's shard.

The shards depend on the terms and their numbers of postings alone, so that a whole build and an incremental one agree.

When an article is added, the boundaries between shards must stay, or one growing shard would move all that follow. So
sizes are rounded to powers of two; and of the terms before which a shard may end, the one with the smallest hash is
taken, which is usually the same one in the next build (content-defined chunking).
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

TERM_WEIGHT = 10
"""Bytes of a term without its postings: its text and its header."""

POSTING_WEIGHT = 1.8
"""Bytes of a posting, on average."""
FILE_WEIGHT = 2_500
"""Bytes of a shard, about. Measured: smaller shards make more files and longer lists of keys, larger ones load more
terms that no query has (4,000: 1.3 kB more for a first search among 21,000 stories, a quarter fewer files of t/).
"""
_MIN_WEIGHT, _MAX_WEIGHT = 0.6 * FILE_WEIGHT, 1.4 * FILE_WEIGHT
DIRECTORY_MASK = 1023
"""A term begins a new part of the directory when these bits of its hash are 0: about one in a thousand."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of neighbouring terms: those from index `start` to `end` (exclusive) of the sorted vocabulary.

    `key` is the shortest beginning of its first term that sorts after every earlier term.
    """

    key: str
    start: int
    end: int


def pack_terms(terms: Sequence[str], counts: Sequence[int] | np.ndarray) -> list[Shard]:
    """Return the shards of sorted terms, given each term's number of postings. A term of FILE_WEIGHT or more gets its
    own.
    """
    weights = (TERM_WEIGHT + POSTING_WEIGHT * np.asarray(counts, np.float64)).astype(np.int64)
    sizes = (1 << np.frexp(weights)[1].astype(np.int64) - 1).tolist()  # rounded down to powers of two
    starts: list[int] = []
    start = index = weight = 0
    ends: list[tuple[int, int]] = []  # hash and index of the terms before which the shard may end
    while index < len(sizes):
        size = sizes[index]
        if index == start:
            starts.append(start)
            weight, ends = 0, []
        elif size >= FILE_WEIGHT or sizes[start] >= FILE_WEIGHT:
            start = index
            continue
        elif weight >= _MIN_WEIGHT:
            ends.append((zlib.crc32(terms[index].encode()), index))
            if weight + size > _MAX_WEIGHT:
                start = index = min(ends)[1]
                continue
        weight += size
        index += 1
    return _make_shards(terms, starts)


def pack_directory(terms: Sequence[str]) -> list[Shard]:
    """Return the parts of the directory, the list of all sorted terms: about a thousand terms each."""
    starts = [i for i, term in enumerate(terms) if i == 0 or not zlib.crc32(term.encode()) & DIRECTORY_MASK]
    return _make_shards(terms, starts)


def _make_shards(terms: Sequence[str], starts: list[int]) -> list[Shard]:
    return [Shard(_shortest_key(terms, start), start, end) for start, end in pairwise([*starts, len(terms)])]


def _shortest_key(terms: Sequence[str], index: int) -> str:
    """Return the shortest beginning of a term that the term before it does not have."""
    term = terms[index]
    if index == 0:
        return term[:1]
    before = terms[index - 1]
    size = 0
    while size < len(before) and before[size] == term[size]:
        size += 1
    return term[: size + 1]


def keys_to_text(keys: Sequence[str]) -> str:
    """Return keys as one text, each as a capital letter and the rest of the key.

    The letter says how many characters the key shares with the one before: A none, B one … Z 25. Terms are lower case,
    so that a capital always begins the next key. Read back by `textToKeys` in packing.js.

    >>> keys_to_text(["ferry", "fern", "harbor"])
    'AferryDnAharbor'
    """
    parts, before = [], ""
    for key in keys:
        size = 0
        while size < min(len(before), len(key), 25) and before[size] == key[size]:
            size += 1
        parts.append(chr(ord("A") + size) + key[size:])
        before = key
    return "".join(parts)
