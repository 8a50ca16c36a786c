"""The columns by which the search page filters the documents of a year: sections, authors, tags, languages and names.

The store keeps them as arrays, so that an update reads only the entries of the documents that it changes, not those of
their whole year.
"""

import json
from array import array
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lunr_search.postings import DocumentEntry
from lunr_search.segments import ranges_to_indexes

FILTERS = ("section", "author", "tag", "lang")
"""The columns of f/YEAR.js, in this order. Twin: FILTERS in columns.js."""
_COLUMN_COUNT = len(FILTERS) + 1


class Column(NamedTuple):
    """The values of some documents: document d has the next `sizes[d]` of `values`, indexes of the sorted `names`."""

    names: Sequence[str]
    sizes: np.ndarray
    values: np.ndarray

    def interleave(self) -> np.ndarray:
        """Return for each document how many values it has, and then these."""
        mixed = np.empty(len(self.sizes) + len(self.values), np.int64)
        is_size = np.zeros(len(mixed), bool)
        is_size[np.cumsum(self.sizes) - self.sizes + np.arange(len(self.sizes))] = True
        mixed[is_size], mixed[~is_size] = self.sizes, self.values
        return mixed

    def take(self, documents: np.ndarray) -> "Column":
        """Return the column of some documents, given their indexes, in that order."""
        sizes = self.sizes[documents]
        starts = (np.cumsum(self.sizes) - self.sizes)[documents]
        return Column(self.names, sizes, self.values[ranges_to_indexes(starts, sizes)])

    def keep_names(self, is_kept: np.ndarray) -> "Column":
        """Return the column without some names, given for each whether it is kept."""
        if is_kept.all():
            return self
        chosen = is_kept[self.values]
        documents = np.repeat(np.arange(len(self.sizes)), self.sizes)
        sizes = np.bincount(documents[chosen], minlength=len(self.sizes))
        names = [self.names[index] for index in np.flatnonzero(is_kept).tolist()]
        return Column(names, sizes, (np.cumsum(is_kept) - 1)[self.values[chosen]])

    def keep_commonest(self, most: int) -> "Column":
        """Return the column with its `most` commonest names; of equally common ones, those that sort first."""
        counts = np.bincount(self.values, minlength=len(self.names))
        is_kept = np.zeros(len(self.names), bool)
        is_kept[np.argsort(-counts, kind="stable")[:most]] = True
        return self.keep_names(is_kept)


class YearColumns(NamedTuple):
    """The columns of a year, one for each of FILTERS and one of the names that stories tell; `numbers` are its
    documents', ascending.
    """

    numbers: np.ndarray
    columns: Sequence[Column]

    @property
    def filters(self) -> Sequence[Column]:
        """The columns of FILTERS."""
        return self.columns[: len(FILTERS)]

    @property
    def told_names(self) -> Column:
        """The column of the names that stories tell."""
        return self.columns[len(FILTERS)]

    def replace(self, numbers: Collection[int], current: "YearColumns") -> "YearColumns":
        """Return the columns with `current` in place of the documents of some numbers; `current` may lack some."""
        kept = np.flatnonzero(~np.isin(self.numbers, list(numbers)))
        joined = np.concatenate([self.numbers[kept], current.numbers])
        order = np.argsort(joined, kind="stable")
        pairs = zip(self.columns, current.columns, strict=True)
        return YearColumns(joined[order], [_join(one.take(kept), other).take(order) for one, other in pairs])


class YearBuilder:
    """Makes the columns of a year from the entries of its documents, in the order of their numbers."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._columns = [_ColumnBuilder() for _ in range(_COLUMN_COUNT)]

    def add(self, number: int, entry: DocumentEntry) -> None:
        """Add a document."""
        self._numbers.append(number)
        authors, tags = ([name for name, _ in pairs] for pairs in (entry.authors, entry.tags))
        own = (entry.sections, authors, tags, (entry.lang,), dict.fromkeys(entry.names))
        for column, names in zip(self._columns, own, strict=True):
            column.add(names)

    def finish(self) -> YearColumns:
        """Return the columns of the documents that were added."""
        return YearColumns(np.array(self._numbers, np.int64), [column.finish() for column in self._columns])


class _ColumnBuilder:
    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._sizes = array("q")
        self._values = array("q")

    def add(self, names: Collection[str]) -> None:
        places = self._places
        self._sizes.append(len(names))
        self._values.extend([places.setdefault(name, len(places)) for name in names])

    def finish(self) -> Column:
        names = sorted(self._places)
        new_places = np.empty(len(names), np.int64)
        new_places[[self._places[name] for name in names]] = np.arange(len(names))
        return Column(names, np.array(self._sizes, np.int64), new_places[np.array(self._values, np.int64)])


def entries_to_columns(entries: Iterable[tuple[int, DocumentEntry]]) -> YearColumns:
    """Return the columns of documents, given their numbers, which ascend, and their entries."""
    builder = YearBuilder()
    for number, entry in entries:
        builder.add(number, entry)
    return builder.finish()


NO_COLUMNS = entries_to_columns(())


def _join(one: Column, other: Column) -> Column:
    """Return the column of the documents of two, with the names that documents have."""
    names = sorted({*one.names, *other.names})
    places = {name: place for place, name in enumerate(names)}
    moved = [np.array([places[name] for name in each.names], np.int64)[each.values] for each in (one, other)]
    joined = Column(names, np.concatenate([one.sizes, other.sizes]), np.concatenate(moved))
    return joined.keep_names(np.bincount(joined.values, minlength=len(names)) > 0)


def save_year(path: Path, year: YearColumns) -> None:
    """Write the columns of a year into a file."""
    names = json.dumps([column.names for column in year.columns]).encode("ascii")
    arrays = {"numbers": year.numbers, "names": np.frombuffer(names, np.uint8)}
    for place, column in enumerate(year.columns):
        arrays |= {f"sizes-{place}": column.sizes.astype(np.uint32), f"values-{place}": column.values.astype(np.uint32)}
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]  # mypy takes an array for the option allow_pickle


def load_year(path: Path) -> YearColumns:
    """Return the columns that `save_year` wrote."""
    with np.load(path) as arrays:
        columns = [
            Column(names, arrays[f"sizes-{place}"].astype(np.int64), arrays[f"values-{place}"].astype(np.int64))
            for place, names in enumerate(json.loads(arrays["names"].tobytes()))
        ]
        return YearColumns(arrays["numbers"], columns)
