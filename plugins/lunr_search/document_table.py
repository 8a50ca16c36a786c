"""The documents of the store: a row of SQLite each, and the lengths of their fields, an array by row."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from lunr_search.postings import FIELD_COUNT, Entry, row_to_entry
from lunr_search.seals import DamagedError

DOCUMENT_SCHEMA = """
CREATE TABLE documents (
    row INTEGER PRIMARY KEY, source TEXT UNIQUE, url TEXT, day INTEGER, number INTEGER, checksum INTEGER, entry BLOB
);
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_number ON documents (number);
"""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A remembered document; its row is its place in the table of lengths."""

    row: int
    day: int
    number: int
    entry: bytes


class DocumentTable:
    """The documents in an open store."""

    def __init__(self, database: sqlite3.Connection, lengths: np.ndarray):
        """`lengths` has a row for each document and a column for each field. Raises DamagedError for another shape."""
        if lengths.ndim != 2 or lengths.shape[1] != FIELD_COUNT or lengths.dtype.kind != "u":
            raise DamagedError("the fields' lengths have another shape")
        self._database = database
        self.lengths = lengths

    def exist(self) -> bool:
        """Whether any document is remembered."""
        return self._database.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is not None

    def count(self) -> int:
        """How many documents are remembered."""
        count: int = self._database.execute("SELECT count(*) FROM documents").fetchone()[0]
        return count

    def total_lengths(self) -> list[int]:
        """How many terms each field has in all documents together."""
        rows = np.array(self._database.execute("SELECT row FROM documents").fetchall(), np.int64).reshape(-1)
        totals: list[int] = self.lengths[rows].sum(axis=0, dtype=np.int64).tolist()
        return totals

    def total_checksum(self) -> int:
        """One number for the content of all documents, in whatever order they came."""
        total: int = sum(value for (value,) in self._database.execute("SELECT checksum FROM documents"))
        return total & (1 << 64) - 1

    def checksums(self) -> dict[str, int]:
        """Return the checksum of each document, by source."""
        return dict(self._database.execute("SELECT source, checksum FROM documents"))

    def add_lengths(self, lengths: np.ndarray) -> int:
        """Add the field lengths of new documents, and return the row of the first."""
        first = len(self.lengths)
        self.lengths = np.concatenate([self.lengths, lengths])
        return first

    def add(self, rows: Iterable[tuple[int, str, str, int, int, int, bytes]]) -> None:
        """Remember documents: row, source, url, day, number, checksum, entry."""
        self._database.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def remove(self, document: DocumentRow) -> None:
        """Forget a document; its postings stay until segments are merged."""
        self._database.execute("DELETE FROM documents WHERE row = ?", (document.row,))

    def rows_of(self, sources: Iterable[str]) -> list[DocumentRow]:
        """Return the documents of those sources that have one."""
        query = "SELECT row, day, number, entry FROM documents WHERE source = ?"
        found = (self._database.execute(query, (source,)).fetchone() for source in sources)
        return [DocumentRow(*row) for row in found if row]

    def read_numbers(self) -> np.ndarray:
        """Each row's number; -1 for rows that are gone."""
        numbers = np.full(len(self.lengths), -1, np.int64)
        if rows := self._database.execute("SELECT row, number FROM documents").fetchall():
            table = np.array(rows, np.int64)
            numbers[table[:, 0]] = table[:, 1]
        return numbers

    def write_numbers(self, rows: Iterable[tuple[int, int]]) -> None:
        """Renumber documents, each given as its new number and its row."""
        self._database.executemany("UPDATE documents SET number = ? WHERE row = ?", rows)

    def day_sizes(self) -> Mapping[int, int]:
        """How many documents there are on each day."""
        return dict(self._database.execute("SELECT day, count(*) FROM documents GROUP BY day"))

    def of_day(self, day: int) -> list[tuple[int, str, int]]:
        """Row, url and number of each of a day's documents."""
        return self._database.execute("SELECT row, url, number FROM documents WHERE day = ?", (day,)).fetchall()

    def entries_between(self, first: int, last: int) -> Iterator[tuple[int, Entry]]:
        """Yield number and entry of the documents with numbers from first to last, in their order."""
        query = "SELECT number, entry, row FROM documents WHERE number BETWEEN ? AND ? ORDER BY number"
        for number, entry, row in self._database.execute(query, (first, last)):
            yield number, row_to_entry(entry, self.lengths[row].tolist())
