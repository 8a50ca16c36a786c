"""The documents of the store: rows by source in SQLite, what updates ask of all in arrays, the entries in files."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lunr_search.digests import FIELD_COUNT
from lunr_search.encoding import BODY, lengths_to_steps
from lunr_search.entry_files import EntryFiles
from lunr_search.numbering import LARGEST_STEP, STEP_BITS
from lunr_search.postings import DocumentEntry, row_to_entry, row_to_url
from lunr_search.seals import DamagedError

DOCUMENT_SCHEMA = """
CREATE TABLE documents (source TEXT PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID;
"""
REMOVED, DATED, SAVED = range(3)
"""What a row of the table is: a removed document, one that has a date of its own, one dated by when it was saved."""


class DocumentColumns(NamedTuple):
    """What every update asks of all documents, by row. A row is never used again.

    `kinds` are REMOVED, DATED or SAVED, `days` ordinals, `numbers` -1 for a document that is removed or not numbered
    yet, `checksums` those of the digests, `places` and `sizes` those of the entries (`EntryFiles`; a removed document's
    size is 0). `lengths[row, field]` counts terms.
    """

    kinds: np.ndarray
    days: np.ndarray
    numbers: np.ndarray
    checksums: np.ndarray
    places: np.ndarray
    sizes: np.ndarray
    lengths: np.ndarray


_TYPES = dict(
    zip(
        DocumentColumns._fields,
        map(np.dtype, ("uint8", "int32", "int64", "int64", "int64", "uint32", "uint32")),
        strict=True,
    )
)


def no_documents() -> DocumentColumns:
    """Return the columns of a store without documents."""
    return DocumentColumns(*(np.zeros(_shape(name, 0), type_) for name, type_ in _TYPES.items()))


def _shape(name: str, count: int) -> tuple[int, ...]:
    """Return the shape of a column of so many documents."""
    return (count, FIELD_COUNT) if name == "lengths" else (count,)


def load_columns(folder: Path) -> DocumentColumns:
    """Return the columns that `save_columns` wrote.

    Raises OSError, ValueError or EOFError where they are not whole, and DamagedError where they do not fit together.
    """
    columns = DocumentColumns(*(np.load(folder / f"{name}.npy") for name in DocumentColumns._fields))
    for name, column in columns._asdict().items():
        if column.shape != _shape(name, len(columns.kinds)) or column.dtype != _TYPES[name]:
            raise DamagedError(f"the documents' {name} have another shape")
    return columns


def save_columns(folder: Path, columns: DocumentColumns) -> None:
    """Write columns into a new folder, a file each."""
    folder.mkdir()
    for name, column in zip(DocumentColumns._fields, columns, strict=True):
        np.save(folder / f"{name}.npy", column)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A stored document: `row` is its row in the array of lengths, `day` an ordinal, `entry` JSON (`row_to_entry`)."""

    source: str
    row: int
    day: int
    number: int
    entry: bytes


class NewDocument(NamedTuple):
    """A document to be stored; `entry` is as in DocumentRow."""

    source: str
    day: int
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

    def __init__(self, database: sqlite3.Connection, columns: DocumentColumns, entries: EntryFiles):
        self._database = database
        self._entries = entries
        self.columns = columns

    @property
    def lengths(self) -> np.ndarray:
        """How many terms each field of each row has: `lengths[row, field]`."""
        return self.columns.lengths

    @property
    def numbers(self) -> np.ndarray:
        """The number of each row's document; -1 where the document is removed or has no number yet."""
        return self.columns.numbers

    def exist(self) -> bool:
        """Return whether there are any documents."""
        return bool(self.columns.kinds.any())

    def count(self) -> int:
        """Return how many documents there are."""
        return int(np.count_nonzero(self.columns.kinds))

    def count_saved_dates(self) -> int:
        """Return how many documents are dated by the day on which their page was saved."""
        return int(np.count_nonzero(self.columns.kinds == SAVED))

    def total_lengths(self) -> list[int]:
        """Return how many terms each field has in all documents together."""
        kept = self.columns.kinds != REMOVED
        totals: list[int] = self.lengths.sum(axis=0, dtype=np.int64, where=kept[:, None]).tolist()
        return totals

    def total_checksum(self) -> int:
        """Return a checksum of all documents that does not depend on their order: the sum of theirs modulo 2**64."""
        return int(self.columns.checksums[self.columns.kinds != REMOVED].astype(np.uint64).sum())

    def checksums(self) -> dict[str, int]:
        """Return the checksum of each document, by source path."""
        checksums = self.columns.checksums.tolist()
        return {source: checksums[row] for source, row in self._database.execute("SELECT source, row FROM documents")}

    def add(self, documents: Sequence[NewDocument], lengths: np.ndarray) -> np.ndarray:
        """Store documents, and return their rows; `lengths[i]` are those of the fields of document i."""
        values = (
            [SAVED if each.is_saved_date else DATED for each in documents],
            [each.day for each in documents],
            [-1] * len(documents),
            [each.checksum for each in documents],
            self._entries.append([each.entry for each in documents]),
            [len(each.entry) for each in documents],
            lengths,
        )
        first = len(self.columns.kinds)
        added = (np.array(value, type_) for value, type_ in zip(values, _TYPES.values(), strict=True))
        self.columns = DocumentColumns(*map(np.concatenate, zip(self.columns, added, strict=True)))
        rows = ((each.source, row) for row, each in enumerate(documents, first))
        self._database.executemany("INSERT INTO documents VALUES (?, ?)", rows)
        return np.arange(first, first + len(documents), dtype=np.uint32)

    def remove(self, document: DocumentRow) -> None:
        """Remove a document. Its postings stay in their segment until segments are merged."""
        self._database.execute("DELETE FROM documents WHERE source = ?", (document.source,))
        self.columns.kinds[document.row] = REMOVED
        self.columns.numbers[document.row] = -1
        self.columns.sizes[document.row] = 0

    def rows_of(self, sources: Iterable[str]) -> list[DocumentRow]:
        """Return the documents of these source paths; a path without a document is left out."""
        rows = []
        for source in sources:
            found = self._database.execute("SELECT row FROM documents WHERE source = ?", (source,)).fetchone()
            if found:
                (row,) = found
                day, number = int(self.columns.days[row]), int(self.numbers[row])
                rows.append(DocumentRow(source, row, day, number, self._read_entry(row)))
        return rows

    def write_numbers(self, numbers: Mapping[int, int]) -> None:
        """Give documents new numbers, by row."""
        self.columns.numbers[list(numbers)] = list(numbers.values())

    def day_sizes(self) -> dict[int, int]:
        """Return how many documents each day (an ordinal) has."""
        days, sizes = np.unique(self.columns.days[self.columns.kinds != REMOVED], return_counts=True)
        return dict(zip(days.tolist(), sizes.tolist(), strict=True))

    def of_days(self, days: Iterable[int]) -> Iterator[tuple[int, list[NumberedDocument]]]:
        """Yield some days, each with its documents."""
        rows = np.flatnonzero(self.columns.kinds != REMOVED)
        rows = rows[np.argsort(self.columns.days[rows], kind="stable")]
        in_order = self.columns.days[rows]
        for day in days:
            first, end = np.searchsorted(in_order, (day, day + 1))
            own = rows[first:end]
            steps = lengths_to_steps(self.lengths[own, BODY])
            yield (
                day,
                [
                    NumberedDocument(row, row_to_url(self._read_entry(row)), number, step)
                    for row, number, step in zip(own.tolist(), self.numbers[own].tolist(), steps.tolist(), strict=True)
                ],
            )

    def largest_tie(self) -> int:
        """Return how many documents share a day and the step of their bodies at most."""
        kept = self.columns.kinds != REMOVED
        if not kept.any():
            return 0
        steps = np.minimum(lengths_to_steps(self.lengths[kept, BODY]), LARGEST_STEP)
        days = self.columns.days[kept].astype(np.int64)
        return int(np.unique(days << STEP_BITS | steps, return_counts=True)[1].max())

    def entries(self) -> Iterator[tuple[int, DocumentEntry]]:
        """Yield number and entry of all documents, ascending."""
        return self._entries_of(np.flatnonzero(self.numbers >= 0))

    def entries_by_group(
        self, groups: Iterable[int], bits: int
    ) -> Iterator[tuple[int, list[tuple[int, DocumentEntry]]]]:
        """Yield some groups, ascending, each with number and entry of its documents, ascending: those whose numbers are
        the group's but for the lowest `bits` bits.
        """
        wanted = sorted(groups)
        entries = self._entries_of(np.flatnonzero(np.isin(self.numbers >> bits, wanted)))
        with_documents = groupby(entries, lambda entry: entry[0] >> bits)
        following = next(with_documents, None)
        for group in wanted:
            if following is None or following[0] != group:
                yield group, []
                continue
            yield group, list(following[1])
            following = next(with_documents, None)

    def entries_numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, DocumentEntry]]:
        """Yield number and entry of the documents with these numbers, ascending; a number without one is left out."""
        return self._entries_of(np.flatnonzero(np.isin(self.numbers, list(numbers))))

    def _entries_of(self, rows: np.ndarray) -> Iterator[tuple[int, DocumentEntry]]:
        rows = rows[np.argsort(self.numbers[rows], kind="stable")]
        for row, number in zip(rows.tolist(), self.numbers[rows].tolist(), strict=True):
            yield number, row_to_entry(self._read_entry(row), self.lengths[row].tolist())

    def _read_entry(self, row: int) -> bytes:
        return self._entries.read(int(self.columns.places[row]), int(self.columns.sizes[row]))
