"""The postings of some of the newest documents, kept apart from those of all: an update that touches these documents
alone, as most do, need not look through the postings of a million.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lunr_search.postings import sort_terms
from lunr_search.segments import Postings, Segment, find_postings, gather, release, select
from lunr_search.vocabulary import indexes_in_all, terms_of

LEAST = 512
"""So many of the newest documents are chosen. Documents that are added later are kept with them."""
MOST = 2_048
"""When more than so many are kept, the newest are chosen anew."""


@dataclass(frozen=True, slots=True)
class NewestPostings:
    """All postings of some documents: `rows` are their rows in the document table, `segment` has the postings."""

    rows: np.ndarray
    segment: Segment


@dataclass(frozen=True, slots=True)
class PostingsLookup:
    """Finds the postings of a few documents.

    `newest` are those that the last build kept, None where it kept none; `added` are the segments of the documents with
    rows from `first_added` on, `segments` those of all documents. `numbers[row]` is the number of a row's document, -1
    for none.
    """

    newest: NewestPostings | None
    added: Sequence[Segment]
    first_added: int
    segments: Sequence[Segment]
    numbers: np.ndarray

    def find(self, rows: set[int]) -> list[Segment]:
        """Return the postings of the documents in these rows."""
        return self._select(np.array(sorted(rows), np.int64)) if rows else []

    def find_changed(self, rows: set[int]) -> list[Segment]:
        """Return the postings of the documents in these rows and of all that are added."""
        return [*self.find(rows), *self.added]

    def gather(self, rows: np.ndarray) -> tuple[list[str], Postings]:
        """Return the sorted terms of the documents in these rows, and their postings."""
        chosen = self._select(rows)
        terms = sort_terms(terms_of(chosen))
        return terms, gather(chosen, indexes_in_all(chosen, terms), self.numbers)

    def choose_newest(self, recent: np.ndarray) -> np.ndarray:
        """Return the rows of the documents to be kept for the next update, among them the `recent` ones."""
        alive = np.flatnonzero(self.numbers >= 0)
        if self.newest is not None:
            rows = alive[(alive >= self.first_added) | np.isin(alive, self.newest.rows)]
            if len(rows) <= MOST and np.isin(recent, rows).all():
                return rows
        newest = alive[np.argsort(self.numbers[alive], kind="stable")[-LEAST:]]
        return np.union1d(newest, recent)

    def _select(self, rows: np.ndarray) -> list[Segment]:
        """Return the postings of the documents in these rows, looked for in small segments, where these have them."""
        segments = self.segments
        if self.newest is not None and np.isin(rows[rows < self.first_added], self.newest.rows).all():
            segments = [self.newest.segment, *self.added]
        is_wanted = np.zeros(len(self.numbers), bool)
        is_wanted[rows] = True
        chosen = [select(segment, find_postings(segment, is_wanted)) for segment in segments]
        release(segments)
        return chosen
