"""The documents of the store: one row of SQLite each, and an array with the lengths of their fields by row."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from lunr_search.digests import FIELD_COUNT
from lunr_search.encoding import BODY, lengths_to_steps
from lunr_search.numbering import LARGEST_STEP, STEP_BITS
from lunr_search.postings import DocumentEntry, row_to_entry
from lunr_search.seals import DamagedError

DOCUMENT_SCHEMA = """
CREATE TABLE documents (
    row INTEGER PRIMARY KEY, source TEXT UNIQUE, url TEXT, day INTEGER, number INTEGER, checksum INTEGER, entry BLOB,
    is_saved_date INTEGER
);
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_number ON documents (number);
CREATE INDEX documents_by_checksum ON documents (checksum);
CREATE INDEX documents_of_saved_dates ON documents (row) WHERE is_saved_date;
"""
"""What every update asks of all documents is in an index: their entries are two kilobytes each."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A stored document: `row` is its row in the array of lengths, `day` an ordinal, `entry` JSON (`row_to_entry`)."""

    row: int
    day: int
    number: int
    entry: bytes


class NewDocument(NamedTuple):
    """A row of the table `documents`, in the order of its columns. `number` is -1 until the document is numbered."""

    row: int
    source: str
    url: str
    day: int
    number: int
    checksum: int
    entry: bytes
    is_saved_date: bool


class NumberedDocument(NamedTuple):
    """What numbering a day needs of a document."""

    row: int
    url: str
    number: int
    step: int


class DocumentTable:
    """The documents of an open store."""

    def __init__(self, database: sqlite3.Connection, lengths: np.ndarray):
        """Open the table. `lengths[row, field]` counts terms; raises DamagedError where the array has another shape."""
        if lengths.ndim != 2 or lengths.shape[1] != FIELD_COUNT or lengths.dtype.kind != "u":
            raise DamagedError("the fields' lengths have another shape")
        self._database = database
        self.lengths = lengths

    def exist(self) -> bool:
        """Return whether there are any documents."""
        return self._database.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is not None

    def count(self) -> int:
        """Return how many documents there are."""
        count: int = self._database.execute("SELECT count(*) FROM documents").fetchone()[0]
        return count

    def count_saved_dates(self) -> int:
        """Return how many documents are dated by the day on which their page was saved."""
        count: int = self._database.execute("SELECT count(*) FROM documents WHERE is_saved_date").fetchone()[0]
        return count

    def total_lengths(self) -> list[int]:
        """Return how many terms each field has in all documents together."""
        rows = self._read_columns("row")[:, 0]
        totals: list[int] = self.lengths[rows].sum(axis=0, dtype=np.int64).tolist()
        return totals

    def total_checksum(self) -> int:
        """Return a checksum of all documents that does not depend on their order: the sum of theirs modulo 2**64."""
        total: int = sum(value for (value,) in self._database.execute("SELECT checksum FROM documents"))
        return total & (1 << 64) - 1

    def checksums(self) -> dict[str, int]:
        """Return the checksum of each document, by source path."""
        return dict(self._database.execute("SELECT source, checksum FROM documents"))

    def add_lengths(self, lengths: np.ndarray) -> int:
        """Append the field lengths of new documents to the array; return the row of the first."""
        first = len(self.lengths)
        self.lengths = np.concatenate([self.lengths, lengths])
        return first

    def add(self, rows: Iterable[NewDocument]) -> None:
        """Store documents whose lengths are there already."""
        self._database.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def remove(self, document: DocumentRow) -> None:
        """Remove a document. Its postings stay in their segment until segments are merged."""
        self._database.execute("DELETE FROM documents WHERE row = ?", (document.row,))

    def rows_of(self, sources: Iterable[str]) -> list[DocumentRow]:
        """Return the documents of these source paths; a path without a document is left out."""
        query = "SELECT row, day, number, entry FROM documents WHERE source = ?"
        found = (self._database.execute(query, (source,)).fetchone() for source in sources)
        return [DocumentRow(*row) for row in found if row]

    def read_numbers(self) -> np.ndarray:
        """Return an array with each row's number; -1 for rows whose document is removed or has no number yet."""
        numbers = np.full(len(self.lengths), -1, np.int64)
        rows, known = self._read_columns("row", "number").T
        numbers[rows] = known
        return numbers

    def write_numbers(self, rows: Iterable[tuple[int, int]]) -> None:
        """Give documents new numbers; `rows` are pairs of number and row."""
        self._database.executemany("UPDATE documents SET number = ? WHERE row = ?", rows)

    def day_sizes(self) -> Mapping[int, int]:
        """Return how many documents each day (an ordinal) has."""
        return dict(self._database.execute("SELECT day, count(*) FROM documents GROUP BY day"))

    def of_day(self, day: int) -> list[NumberedDocument]:
        """Return the documents of a day."""
        rows = self._database.execute("SELECT row, url, number FROM documents WHERE day = ?", (day,)).fetchall()
        steps = lengths_to_steps(self.lengths[[row for row, _, _ in rows], BODY])
        return [
            NumberedDocument(row, url, number, step)
            for (row, url, number), step in zip(rows, steps.tolist(), strict=True)
        ]

    def largest_tie(self) -> int:
        """Return how many documents share a day and the step of their bodies at most."""
        days, places = self._read_columns("day", "row").T
        if not len(days):
            return 0
        steps = np.minimum(lengths_to_steps(self.lengths[places, BODY]), LARGEST_STEP)
        return int(np.unique(days << STEP_BITS | steps, return_counts=True)[1].max())

    def _read_columns(self, *columns: str) -> np.ndarray:
        """Return columns of whole numbers, a row for each document.

        They go straight into the array: a list of tuples would take many times its memory.
        """
        values = chain.from_iterable(self._database.execute(f"SELECT {','.join(columns)} FROM documents"))
        table: np.ndarray = np.fromiter(values, np.int64).reshape(-1, len(columns))
        return table

    def entries_between(self, first: int, last: int) -> Iterator[tuple[int, DocumentEntry]]:
        """Yield number and entry of the documents with numbers from `first` to `last` (inclusive), ascending."""
        query = "SELECT number, entry, row FROM documents WHERE number BETWEEN ? AND ? ORDER BY number"
        for number, entry, row in self._database.execute(query, (first, last)):
            yield number, row_to_entry(entry, self.lengths[row].tolist())
