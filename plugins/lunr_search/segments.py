"""Postings from several sources, brought together and sorted by document number. No encoding, no files."""

import mmap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lunr_search.postings import FIELD_BITS, Block, stable_order

NO_TERM = -1


@dataclass(frozen=True, slots=True)
class Segment:
    """A Block whose documents have become rows of the document table, with the start of each term's postings.

    The arrays may lie in memory or be mapped from a file; `keys`, `counts` and `positions` are as in Block.
    """

    terms: Sequence[str]
    keys: np.ndarray
    rows: np.ndarray
    counts: np.ndarray
    positions: np.ndarray
    starts: np.ndarray
    position_starts: np.ndarray


def check_segment(segment: Segment) -> Segment:
    """Return the segment. Raises ValueError where its arrays can't belong together; what is in them is not read."""
    for name in ("keys", "rows", "counts", "positions", "starts", "position_starts"):
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
    """Postings of n terms in the order of their records: by term (0 … n-1), field, number."""

    terms: np.ndarray
    fields: np.ndarray
    rows: np.ndarray
    numbers: np.ndarray
    counts: np.ndarray
    positions: np.ndarray


def block_to_segment(block: Block, rows: np.ndarray) -> Segment:
    """Return a block's postings, where document d of the block is row `rows[d]`."""
    starts = np.searchsorted(block.keys, np.arange(len(block.terms) + 1) << FIELD_BITS)
    ends = np.append(0, np.cumsum(block.counts, dtype=np.int64))
    return Segment(block.terms, block.keys, rows[block.documents], block.counts, block.positions, starts, ends[starts])


def select(segment: Segment, indexes: np.ndarray) -> Segment:
    """Return the segment of some of a segment's postings, given their places in order; terms that have none are left
    out.
    """
    keys = segment.keys[indexes]
    used, places = np.unique(keys >> FIELD_BITS, return_inverse=True)
    ends = np.cumsum(segment.counts, dtype=np.int64)
    counts = segment.counts[indexes]
    positions = segment.positions[ranges_to_indexes(ends[indexes] - counts, counts)]
    new_keys = (places << FIELD_BITS | keys & (1 << FIELD_BITS) - 1).astype(np.int32)
    starts = np.searchsorted(new_keys, np.arange(len(used) + 1) << FIELD_BITS)
    new_ends = np.append(0, np.cumsum(counts, dtype=np.int64))
    terms = [segment.terms[index] for index in used.tolist()]
    return Segment(terms, new_keys, segment.rows[indexes], counts, positions, starts, new_ends[starts])


def release(segments: Sequence[Segment]) -> None:
    """Release the memory in which the system holds what has been read of segments' mapped files."""
    for segment in segments:
        for values in (segment.keys, segment.rows, segment.counts, segment.positions):
            mapped: object = values.base
            if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):
                mapped.madvise(mmap.MADV_DONTNEED)


def gather(segments: Sequence[Segment], wanted: Sequence[np.ndarray], numbers: np.ndarray) -> Postings:
    """Return the postings of n terms out of all segments, without those of rows whose number is negative.

    `wanted[s][i]` is the index of term i in segment s, or NO_TERM; `numbers[row]` is the number of a row's document.
    """
    if not segments:
        nothing = np.zeros(0, np.int64)
        return Postings(nothing, nothing, nothing, nothing, nothing, nothing)
    parts = [_take(segment, indexes) for segment, indexes in zip(segments, wanted, strict=True)]
    terms, fields, rows, counts, positions = (
        np.concatenate(column) if len(parts) > 1 else column[0] for column in zip(*parts, strict=True)
    )
    posting_numbers = numbers[rows]
    keys = (terms << FIELD_BITS | fields).astype(np.int32)
    order = _order(keys, posting_numbers)
    order = order[posting_numbers[order] >= 0]
    taken = ranges_to_indexes((np.cumsum(counts, dtype=np.int64) - counts)[order], counts[order])
    return Postings(
        terms[order],
        fields[order],
        rows[order],
        posting_numbers[order],
        counts[order].astype(np.int64),
        positions[taken],
    )


def _order(keys: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Sorted by key, then number; numbers of rows that are gone may stand anywhere."""
    order = stable_order(np.maximum(numbers, 0))
    by_key: np.ndarray = order[stable_order(keys[order])]
    return by_key


def _take(segment: Segment, indexes: np.ndarray) -> tuple[np.ndarray, ...]:
    """Term, field, row, count of each posting of the wanted terms, and all their positions."""
    present = np.flatnonzero(indexes != NO_TERM)
    found = indexes[present]
    sizes = segment.starts[found + 1] - segment.starts[found]
    taken = ranges_to_indexes(segment.starts[found], sizes)
    position_sizes = segment.position_starts[found + 1] - segment.position_starts[found]
    positions = segment.positions[ranges_to_indexes(segment.position_starts[found], position_sizes)]
    fields = (segment.keys[taken] & ((1 << FIELD_BITS) - 1)).astype(np.int32)
    return np.repeat(present, sizes).astype(np.int32), fields, segment.rows[taken], segment.counts[taken], positions


def ranges_to_indexes(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the numbers start, start + 1 … of each range one after another: ([5, 9], [2, 1]) → [5, 6, 9]."""
    ends = np.cumsum(sizes, dtype=np.int64)
    if not len(ends) or not ends[-1]:
        return np.zeros(0, np.int64)
    if len(starts) == 1 or (starts[1:] == starts[:-1] + sizes[:-1]).all():
        return np.arange(starts[0], starts[0] + ends[-1])
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(ends[-1])
