"""The terms of segments: which there are, how many postings each has, which ones some documents have. Pure."""

from collections.abc import Iterator, Sequence

import numpy as np

from lunr_search.plan import Plan
from lunr_search.postings import FIELD_BITS, sort_terms
from lunr_search.segments import NO_TERM, SLICE, Segment, release

FEW_TERMS = 5_000
"""Of more terms than these the postings are counted together with those of all others."""


def terms_of(segments: Sequence[Segment]) -> set[str]:
    """Return all terms of the segments."""
    return set().union(*(segment.terms for segment in segments))


def rows_of_older(
    before: np.ndarray, recent_before: int, after: np.ndarray, recent_after: int, changed: set[int]
) -> set[int]:
    """Return the rows of documents whose positions in p/ change.

    These are the documents that enter or leave p/, and those of `changed` that were or are in it. `before[row]` and
    `after[row]` are document numbers, -1 for none; `recent_before` and `recent_after` are the plans' `recent_from`.
    """
    before = np.append(before, np.full(len(after) - len(before), -1))
    was_older = (before >= 0) & (before < recent_before)
    is_older = (after >= 0) & (after < recent_after)
    crossed = np.flatnonzero(was_older != is_older)
    return {*crossed.tolist(), *(row for row in changed if was_older[row] or is_older[row])}


def _indexes_in(segment: Segment, terms: Sequence[str]) -> np.ndarray:
    """Return the index of each of a few terms in a segment, or NO_TERM."""
    places = {term: index for index, term in enumerate(segment.terms)}
    return np.array([places.get(term, NO_TERM) for term in terms], np.int64)


def indexes_in_all(segments: Sequence[Segment], terms: Sequence[str]) -> Iterator[np.ndarray]:
    """Yield, for each segment, the index of each of many terms in it, or NO_TERM."""
    ranks = {term: rank for rank, term in enumerate(terms)}
    for segment in segments:
        indexes = np.full(len(terms) + 1, NO_TERM, np.int32)
        # terms of the segment that are not wanted share the last item, which is dropped
        indexes[[ranks.get(term, len(terms)) for term in segment.terms]] = np.arange(len(segment.terms))
        yield indexes[:-1]


def count_terms(
    known: tuple[Plan, set[str]] | None, segments: Sequence[Segment], numbers: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """Return all sorted terms, and how many postings each has.

    `known` is the last build's plan and the terms whose postings may have changed since; without it all are counted.
    """
    if known is None:
        terms = sort_terms(set().union(*(segment.terms for segment in segments)))
        counts = np.zeros(len(terms), np.int64)
        for segment, found in zip(segments, indexes_in_all(segments, terms), strict=True):
            present = found != NO_TERM
            counts[present] += _live_sizes(segment, numbers)[found[present]]
        release(segments)
        return [term for term, count in zip(terms, counts.tolist(), strict=True) if count], counts[counts > 0]
    old, touched = known
    names = sorted(touched)
    live = np.zeros(len(names), np.int64)
    for segment in segments:
        found = _indexes_in(segment, names)
        present = np.flatnonzero(found != NO_TERM)
        if len(present) > FEW_TERMS:
            live[present] += _live_sizes(segment, numbers)[found[present]]
            continue
        for place in present.tolist():
            start, end = segment.starts[found[place] : found[place] + 2].tolist()
            live[place] += np.count_nonzero(numbers[segment.rows[start:end]] >= 0)
    release(segments)
    sizes_by_term = dict(zip(old.terms, old.counts.tolist(), strict=True))
    fresh = any(name not in sizes_by_term for name in names)
    for name, count in zip(names, live.tolist(), strict=True):
        if count:
            sizes_by_term[name] = count
        else:
            sizes_by_term.pop(name, None)
    terms = sort_terms(sizes_by_term) if fresh else list(sizes_by_term)
    return terms, np.array([sizes_by_term[term] for term in terms], np.int64)


def _live_sizes(segment: Segment, numbers: np.ndarray) -> np.ndarray:
    """Return how many postings each term of a segment has, without those of removed documents."""
    sizes = np.zeros(len(segment.terms), np.int64)
    for start in range(0, len(segment.rows), SLICE):
        live = numbers[segment.rows[start : start + SLICE]] >= 0
        terms = segment.keys[start : start + SLICE][live] >> FIELD_BITS
        sizes += np.bincount(terms, minlength=len(sizes))
        release([segment])
    return sizes
