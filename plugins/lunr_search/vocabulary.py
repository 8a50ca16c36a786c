"""The terms of segments: which there are, how many postings each has, which ones some documents have. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lunr_search.plan import Plan
from lunr_search.postings import FIELD_BITS, sort_terms
from lunr_search.segments import NO_TERM, SLICE, Segment, release


def terms_of(segments: Sequence[Segment]) -> set[str]:
    """Return all terms of the segments."""
    return set().union(*(segment.terms for segment in segments))


class TermIndexes:
    """Where many terms stand in each of several segments. It takes 8 bytes for each term of a segment."""

    def __init__(self, segments: Sequence[Segment], terms: Sequence[str]):
        ranks = {term: rank for rank, term in enumerate(terms)}
        self._found = [_find_terms(segment, ranks) for segment in segments]

    def between(self, start: int, end: int) -> list[np.ndarray]:
        """Return, for each segment, the index in it of each of the terms from `start` to before `end`, or NO_TERM."""
        return [_spread(found, start, end) for found in self._found]


class _FoundTerms(NamedTuple):
    """The terms of a segment that are wanted: their ranks among all wanted ones, ascending, and their indexes."""

    ranks: np.ndarray
    indexes: np.ndarray


def _find_terms(segment: Segment, ranks: Mapping[str, int]) -> _FoundTerms:
    found = np.array([ranks.get(term, -1) for term in segment.terms], np.int32)
    indexes = np.flatnonzero(found >= 0).astype(np.int32)
    order = np.argsort(found[indexes], kind="stable")
    return _FoundTerms(found[indexes][order], indexes[order])


def _spread(found: _FoundTerms, start: int, end: int) -> np.ndarray:
    indexes = np.full(end - start, NO_TERM, np.int32)
    # as numbers of their own type: for others, NumPy would make a copy of all ranks
    own = slice(*np.searchsorted(found.ranks, np.array((start, end), found.ranks.dtype)))
    indexes[found.ranks[own] - start] = found.indexes[own]
    return indexes


def indexes_in_all(segments: Sequence[Segment], terms: Sequence[str]) -> list[np.ndarray]:
    """Return, for each segment, the index in it of each of some terms, or NO_TERM."""
    return TermIndexes(segments, terms).between(0, len(terms))


def count_terms(segments: Sequence[Segment], numbers: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Return all sorted terms, and how many postings each has."""
    terms = sort_terms(terms_of(segments))
    counts = np.zeros(len(terms), np.int64)
    ranks = {term: rank for rank, term in enumerate(terms)}
    for segment in segments:
        found = _find_terms(segment, ranks)
        counts[found.ranks] += _live_sizes(segment, numbers)[found.indexes]
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
