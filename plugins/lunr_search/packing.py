"""Sorted terms to files: which neighbours share one.

From the terms and their numbers of postings alone, so that builds agree.

Boundaries must stay where they are when an article is added, else one file's growth would shift all that follow. So
sizes are rounded to powers of two, and of the terms at which a file may end it ends at the one with the smallest hash,
which is mostly the same one afterwards.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

TERM_WEIGHT = 10
"""Bytes that a term costs before its first posting: its text, its header."""
POSTING_WEIGHT = 1.8
FILE_WEIGHT = 4_000
"""Bytes of a file of many terms, about.

Measured: smaller files make a longer manifest, larger ones more that nobody asked for.
"""
_MIN_WEIGHT, _MAX_WEIGHT = 0.6 * FILE_WEIGHT, 1.4 * FILE_WEIGHT
DIRECTORY_MASK = 1023
"""One term in about a thousand begins a new part of the directory."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Terms `start` to `end` (exclusive) of the vocabulary, in the file of key `key`: every term from `key` on."""

    key: str
    start: int
    end: int


def pack_terms(terms: Sequence[str], counts: Sequence[int]) -> list[Pack]:
    """Files of neighbouring terms, given how many postings each has. A term larger than a file has one for itself."""
    sizes = [1 << int(TERM_WEIGHT + POSTING_WEIGHT * count).bit_length() - 1 for count in counts]
    hashes = [zlib.crc32(term.encode()) for term in terms]
    starts: list[int] = []
    start = index = weight = 0
    ends: list[tuple[int, int]] = []  # hash and place of the terms before which the file may end
    while index < len(sizes):
        size = sizes[index]
        if index == start:
            starts.append(start)
            weight, ends = 0, []
        elif size >= FILE_WEIGHT or sizes[start] >= FILE_WEIGHT:
            start = index
            continue
        elif weight >= _MIN_WEIGHT:
            ends.append((hashes[index], index))
            if weight + size > _MAX_WEIGHT:
                start = index = min(ends)[1]
                continue
        weight += size
        index += 1
    return _packs(terms, starts)


def pack_directory(terms: Sequence[str]) -> list[Pack]:
    """Parts of a list of sorted terms; about a thousand terms each."""
    starts = [i for i, term in enumerate(terms) if i == 0 or not zlib.crc32(term.encode()) & DIRECTORY_MASK]
    return _packs(terms, starts)


def _packs(terms: Sequence[str], starts: list[int]) -> list[Pack]:
    return [Pack(_shortest_key(terms, start), start, end) for start, end in pairwise([*starts, len(terms)])]


def _shortest_key(terms: Sequence[str], index: int) -> str:
    """As much of a term as tells it from the term before it."""
    term = terms[index]
    if index == 0:
        return term[:1]
    before = terms[index - 1]
    size = 0
    while size < len(before) and before[size] == term[size]:
        size += 1
    return term[: size + 1]


def keys_to_text(keys: Sequence[str]) -> str:
    """Keys for the manifest: each as how much it shares with the key before (A none, B one sign …) and the rest.

    Terms are lower case, so that a capital always begins the next key.
    """
    parts, before = [], ""
    for key in keys:
        size = 0
        while size < min(len(before), len(key), 25) and before[size] == key[size]:
            size += 1
        parts.append(chr(ord("A") + size) + key[size:])
        before = key
    return "".join(parts)
