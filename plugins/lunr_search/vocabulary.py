"""The terms of segments: which there are, how many postings each has, which ones some documents have. Pure."""

from collections.abc import Iterator, Sequence

import numpy as np

from lunr_search.plan import Plan
from lunr_search.postings import FIELD_BITS, sort_terms
from lunr_search.segments import NO_TERM, SLICE, Segment, release


def terms_of(segments: Sequence[Segment]) -> set[str]:
    """Return all terms of the segments."""
    return set().union(*(segment.terms for segment in segments))


def indexes_in_all(segments: Sequence[Segment], terms: Sequence[str]) -> Iterator[np.ndarray]:
    """Yield, for each segment, the index of each of many terms in it, or NO_TERM."""
    ranks = {term: rank for rank, term in enumerate(terms)}
    for segment in segments:
        indexes = np.full(len(terms) + 1, NO_TERM, np.int32)
        # terms of the segment that are not wanted share the last item, which is dropped
        indexes[[ranks.get(term, len(terms)) for term in segment.terms]] = np.arange(len(segment.terms))
        yield indexes[:-1]


def count_terms(segments: Sequence[Segment], numbers: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Return all sorted terms, and how many postings each has."""
    terms = sort_terms(terms_of(segments))
    counts = np.zeros(len(terms), np.int64)
    for segment, found in zip(segments, indexes_in_all(segments, terms), strict=True):
        present = found != NO_TERM
        counts[present] += _live_sizes(segment, numbers)[found[present]]
    release(segments)
    return [term for term, count in zip(terms, counts.tolist(), strict=True) if count], counts[counts > 0]


def change_counts(
    old: Plan, changed: Sequence[Segment], before: np.ndarray, after: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """Return all sorted terms, and how many postings each has.

    Given are the last build's plan and segments with the postings of all documents that have changed since.
    `before[row]` and `after[row]` are document numbers, -1 for none.
    """
    sizes = dict(zip(old.terms, old.counts.tolist(), strict=True))
    has_new = False
    for segment in changed:
        changes = _live_sizes(segment, after) - _live_sizes(segment, before)
        for index in np.flatnonzero(changes).tolist():
            term = segment.terms[index]
            has_new |= term not in sizes
            sizes[term] = sizes.get(term, 0) + int(changes[index])
    terms = [term for term, size in sizes.items() if size]
    terms = sort_terms(terms) if has_new else terms
    return terms, np.array([sizes[term] for term in terms], np.int64)


def _live_sizes(segment: Segment, numbers: np.ndarray) -> np.ndarray:
    """Return how many postings each term of a segment has, without those of removed documents."""
    sizes = np.zeros(len(segment.terms), np.int64)
    for start in range(0, len(segment.rows), SLICE):
        live = numbers[segment.rows[start : start + SLICE]] >= 0
        terms = segment.keys[start : start + SLICE][live] >> FIELD_BITS
        sizes += np.bincount(terms, minlength=len(sizes))
        release([segment])
    return sizes
