"""Segments of postings, and the postings of some terms gathered from all segments. No encoding, no files."""

import mmap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from lunr_search.postings import FIELD_BITS, PostingsBlock, stable_order

NO_TERM = -1
ARRAYS = ("keys", "rows", "counts", "positions", "starts", "position_starts")
"""The arrays of a segment."""
_NO_POSITIONS = np.zeros(0, np.uint16)
SLICE = 1 << 22
"""So many postings of a segment are looked through at a time: all of a large one would fill the memory."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The postings of many documents, which are given as rows of the document table.

    `keys`, `counts` and `positions` are as in PostingsBlock; `rows[i]` is the document of posting i. The postings of
    term t are those from `starts[t]` to `starts[t + 1]`, their positions those from `position_starts[t]` on. The arrays
    lie in memory or are mapped from files.
    """

    terms: Sequence[str]
    keys: np.ndarray
    rows: np.ndarray
    counts: np.ndarray
    positions: np.ndarray
    starts: np.ndarray
    position_starts: np.ndarray


def check_segment(segment: Segment) -> Segment:
    """Return the segment. Raises ValueError where its arrays don't fit together by type, length and starts."""
    for name in ARRAYS:
        values = getattr(segment, name)
        if values.ndim != 1 or values.dtype.kind not in "iu":
            raise ValueError(f"{name} is no row of numbers")
    for starts, values in ((segment.starts, segment.keys), (segment.position_starts, segment.positions)):
        if len(starts) != len(segment.terms) + 1 or starts[0] != 0 or starts[-1] != len(values):
            raise ValueError("its terms and postings do not belong together")
        if (np.diff(starts) < 0).any():
            raise ValueError("its terms' postings overlap")
    if not len(segment.keys) == len(segment.rows) == len(segment.counts):
        raise ValueError("its postings are not of one length")
    return segment


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings of n terms, sorted by term (0 … n-1), field and document number, as `encoding` writes them.

    Posting i stands in document `rows[i]`, whose number is `numbers[i]`; `counts` and `positions` are as in
    PostingsBlock.
    """

    terms: np.ndarray
    fields: np.ndarray
    rows: np.ndarray
    numbers: np.ndarray
    counts: np.ndarray
    positions: np.ndarray


class _TakenPostings(NamedTuple):
    """Postings of one segment, as in Postings but unsorted; without positions where these are not wanted."""

    terms: np.ndarray
    fields: np.ndarray
    rows: np.ndarray
    numbers: np.ndarray
    counts: np.ndarray
    positions: np.ndarray


def slice_of(postings: Postings, term: int) -> slice:
    """Return which postings are those of a term."""
    start, end = np.searchsorted(postings.terms, (term, term + 1)).tolist()
    return slice(start, end)


def choose_scores(postings: Postings, chosen: slice | np.ndarray) -> Postings:
    """Return some of the postings, given their indexes, without positions."""
    return Postings(
        postings.terms[chosen],
        postings.fields[chosen],
        postings.rows[chosen],
        postings.numbers[chosen],
        postings.counts[chosen],
        _NO_POSITIONS,
    )


def block_to_segment(block: PostingsBlock, rows: np.ndarray) -> Segment:
    """Return the segment of a block's postings; document d of the block gets row `rows[d]`."""
    starts = np.searchsorted(block.keys, np.arange(len(block.terms) + 1) << FIELD_BITS)
    ends = np.append(0, np.cumsum(block.counts, dtype=np.int64))
    return Segment(block.terms, block.keys, rows[block.documents], block.counts, block.positions, starts, ends[starts])


def find_postings(segment: Segment, is_wanted: np.ndarray) -> np.ndarray:
    """Return the ascending indexes of the postings whose row is wanted: `is_wanted[row]`."""
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(segment.rows), SLICE):
        found.append(np.flatnonzero(is_wanted[segment.rows[start : start + SLICE]]) + start)
        release([segment])
    return np.concatenate(found)


def select(segment: Segment, indexes: np.ndarray) -> Segment:
    """Return a segment of some postings of another, given their ascending indexes, with the terms that they have."""
    keys = segment.keys[indexes]
    used, places = np.unique(keys >> FIELD_BITS, return_inverse=True)
    counts = segment.counts[indexes]
    positions = segment.positions[ranges_to_indexes(_find_positions(segment, indexes), counts)]
    new_keys = (places << FIELD_BITS | keys & (1 << FIELD_BITS) - 1).astype(np.int32)
    starts = np.searchsorted(new_keys, np.arange(len(used) + 1) << FIELD_BITS)
    new_ends = np.append(0, np.cumsum(counts, dtype=np.int64))
    terms = [segment.terms[index] for index in used.tolist()]
    return Segment(terms, new_keys, segment.rows[indexes], counts, positions, starts, new_ends[starts])


def _find_positions(segment: Segment, indexes: np.ndarray) -> np.ndarray:
    """Return where the positions of some postings, given their ascending indexes, start in `positions`."""
    found, before = [np.zeros(0, np.int64)], 0
    for start in range(0, len(segment.counts), SLICE):
        counts = segment.counts[start : start + SLICE]
        ends = np.cumsum(counts, dtype=np.int64) + before
        first, last = np.searchsorted(indexes, (start, start + len(counts)))
        own = indexes[first:last] - start
        found.append(ends[own] - counts[own])
        before = int(ends[-1])
        release([segment])
    return np.concatenate(found)


def release(segments: Sequence[Segment]) -> None:
    """Let the system free the memory that holds what was read of the segments' mapped files."""
    for segment in segments:
        for name in ARRAYS:
            mapped: object = getattr(segment, name).base
            if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):
                mapped.madvise(mmap.MADV_DONTNEED)


def gather(segments: Sequence[Segment], wanted: Sequence[np.ndarray], numbers: np.ndarray) -> Postings:
    """Return the postings of n terms from all segments, without those of documents whose number is -1: these are
    removed, or not wanted.

    `wanted[s][i]` is the index of term i in segment s, or NO_TERM; `numbers[row]` is the number of a row's document.
    """
    postings, order = _sort(_take_from_all(segments, wanted, numbers, has_positions=True))
    starts = np.cumsum(postings.counts, dtype=np.int64) - postings.counts
    positions = postings.positions[ranges_to_indexes(starts[order], postings.counts[order])]
    return replace(_in_order(postings, order), positions=positions)


def gather_scores(segments: Sequence[Segment], wanted: Sequence[np.ndarray], numbers: np.ndarray) -> Postings:
    """Return what `gather` returns, without positions."""
    return _in_order(*_sort(_take_from_all(segments, wanted, numbers, has_positions=False)))


def _sort(parts: Sequence[_TakenPostings]) -> tuple[Postings, np.ndarray]:
    """Return the postings of all parts as they come, and the order that sorts them."""
    nothing = _TakenPostings(*(np.zeros(0, np.int32) for _ in _TakenPostings._fields))
    joined = _TakenPostings(*(np.concatenate(column) for column in zip(*(parts or [nothing]), strict=True)))
    keys = (joined.terms << FIELD_BITS | joined.fields).astype(np.int32)
    order = stable_order(joined.numbers)
    return Postings(*joined), order[stable_order(keys[order])]


def _in_order(postings: Postings, order: np.ndarray) -> Postings:
    """Return postings in this order, without positions."""
    chosen = choose_scores(postings, order)
    return replace(chosen, counts=chosen.counts.astype(np.int64))


def _take_from_all(
    segments: Sequence[Segment], wanted: Sequence[np.ndarray], numbers: np.ndarray, *, has_positions: bool
) -> list[_TakenPostings]:
    """Return a copy of the wanted terms' postings, segment by segment.

    Each segment is released before the next one is read: rare terms are scattered over all of its files, and together
    these would be held in memory almost whole.
    """
    taken = []
    for segment, indexes in zip(segments, wanted, strict=True):
        taken.append(_take(segment, indexes, numbers, has_positions=has_positions))
        release([segment])
    return taken


def _take(segment: Segment, indexes: np.ndarray, numbers: np.ndarray, *, has_positions: bool) -> _TakenPostings:
    """Return the postings of the wanted terms of one segment; `indexes` is as one of `gather`'s `wanted`."""
    present = np.flatnonzero(indexes != NO_TERM)
    found = indexes[present]
    sizes = segment.starts[found + 1] - segment.starts[found]
    own = _find_ranges(segment.starts[found], sizes)
    rows = segment.rows[own]
    kept = np.flatnonzero(numbers[rows] >= 0)
    rows = rows[kept]
    taken = kept + own.start if isinstance(own, slice) else own[kept]
    positions = _NO_POSITIONS
    if has_positions:
        first, end = segment.position_starts[found], segment.position_starts[found + 1]
        if len(kept) == sizes.sum():
            positions = np.array(segment.positions[_find_ranges(first, end - first)])
        else:
            starts = _find_starts(first, segment.counts[own], sizes)[kept]
            positions = segment.positions[ranges_to_indexes(starts, segment.counts[taken])]
    fields = (segment.keys[taken] & ((1 << FIELD_BITS) - 1)).astype(np.int32)
    terms = np.repeat(present, sizes).astype(np.int32)[kept]
    return _TakenPostings(terms, fields, rows, numbers[rows], segment.counts[taken], positions)


def _find_starts(firsts: np.ndarray, counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return where the positions of each posting of some terms start.

    Those of term i start at `firsts[i]`; it has `sizes[i]` postings, of which each has so many positions as `counts`
    says.
    """
    ends = np.cumsum(counts, dtype=np.int64)
    before = np.append(0, ends)[np.cumsum(sizes) - sizes]  # how many positions the terms before each term have
    starts: np.ndarray = ends - counts + np.repeat(firsts - before, sizes)
    return starts


def _find_ranges(starts: np.ndarray, sizes: np.ndarray) -> slice | np.ndarray:
    """Return what selects these ranges of an array; where they are one range, a slice, which copies nothing."""
    if not len(starts) or not _are_one(starts, sizes):
        return ranges_to_indexes(starts, sizes)
    return slice(int(starts[0]), int(starts[0] + sizes.sum()))


def _are_one(starts: np.ndarray, sizes: np.ndarray) -> bool:
    """Return whether each of these ranges begins where the one before it ends."""
    return len(starts) == 1 or bool((starts[1:] == starts[:-1] + sizes[:-1]).all())


def ranges_to_indexes(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the numbers of ranges, given each one's first number and size: ([5, 9], [2, 1]) → [5, 6, 9]."""
    ends = np.cumsum(sizes, dtype=np.int64)
    if not len(ends) or not ends[-1]:
        return np.zeros(0, np.int64)
    if _are_one(starts, sizes):
        return np.arange(starts[0], starts[0] + ends[-1])
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(ends[-1])
