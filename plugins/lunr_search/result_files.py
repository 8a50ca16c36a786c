"""The files that show documents, r/, x/, f/ and g/: all of them, or those that an update of some documents changes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, Protocol, TypeVar

from lunr_search import results
from lunr_search.numbering import Numbering
from lunr_search.plan import Plan
from lunr_search.postings import DocumentEntry
from lunr_search.scripts import FOLDER
from lunr_search.store import Store
from lunr_search.year_columns import NO_COLUMNS, YearBuilder, YearColumns, entries_to_columns


class _Collector(Protocol):
    def add(self, number: int, entry: DocumentEntry) -> None: ...


class _Entries(list[tuple[int, DocumentEntry]]):
    """The numbers and entries of the documents of one file."""

    def add(self, number: int, entry: DocumentEntry) -> None:
        """Add a document."""
        self.append((number, entry))


_Collected = TypeVar("_Collected", bound=_Collector)


class _Group(Generic[_Collected]):
    """Collects the documents of one file, or of a year's two. They come in the order of files, so that one key is open
    at a time.
    """

    def __init__(
        self,
        key_of: Callable[[int], int],
        begin: Callable[[], _Collected],
        to_scripts: Callable[[int, _Collected], list[tuple[str, bytes]]],
    ):
        """`begin` returns what documents are added to, and `to_scripts` the path and bytes of its files."""
        self._key_of = key_of
        self._begin = begin
        self._to_scripts = to_scripts
        self._key: int | None = None
        self._collected = begin()

    def add(self, number: int, entry: DocumentEntry) -> list[tuple[str, bytes]]:
        """Add a document. Where it begins another key, return the files of the one before it; else nothing."""
        key = self._key_of(number)
        done = self.finish() if key != self._key else []
        self._key = key
        self._collected.add(number, entry)
        return done

    def finish(self) -> list[tuple[str, bytes]]:
        """Return the collected files as path and bytes; nothing where no document came."""
        key, collected = self._key, self._collected
        self._key, self._collected = None, self._begin()
        return [] if key is None else self._to_scripts(key, collected)


def all_result_files(store: Store, plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file of records, excerpts and filter columns; store the columns of years."""

    def record_of(number: int) -> int:
        return number >> plan.record_bits

    # numbers ascend, so that the entries of one file come together: one pass over the documents writes all kinds
    groups = (
        _Group(record_of, _Entries, lambda key, entries: [results.records_script(key, entries)]),
        _Group(record_of, _Entries, lambda key, entries: [results.excerpts_script(key, entries)]),
        _Group(
            partial(_year_of, plan.numbering),
            YearBuilder,
            lambda year, builder: _keep_year(store, year, builder.finish()),
        ),
    )
    store.forget_years()
    for number, entry in store.documents.entries():
        for group in groups:
            yield from group.add(number, entry)
    for group in groups:
        yield from group.finish()


def touched_result_files(store: Store, plan: Plan, numbers: set[int]) -> Iterator[tuple[str, bytes | None]]:
    """Yield path and bytes of the files that show the documents with these numbers, old and new; store the columns of
    years.

    The bytes are None where a file has no documents any more.
    """
    bits, documents = plan.record_bits, store.documents
    for group, entries in documents.entries_by_group({number >> bits for number in numbers}, bits):
        for folder, script in (("r", results.records_script), ("x", results.excerpts_script)):
            yield script(group, entries) if entries else (f"{FOLDER}/{folder}/{group}.js", None)
    by_year = defaultdict(list)
    for number in numbers:
        by_year[_year_of(plan.numbering, number)].append(number)
    for year, own in by_year.items():
        known = store.read_year(year) or NO_COLUMNS
        columns = known.replace(own, entries_to_columns(documents.entries_numbered(own)))
        if len(columns.numbers):
            yield from _keep_year(store, year, columns)
        else:
            store.write_year(year, None)
            yield from ((f"{FOLDER}/{folder}/{year}.js", None) for folder in "fg")


def _year_of(numbering: Numbering, number: int) -> int:
    return dt.date.fromordinal((number >> numbering.slot_bits) + numbering.first_day).year


def _keep_year(store: Store, year: int, columns: YearColumns) -> list[tuple[str, bytes]]:
    """Store the columns of a year; return path and bytes of its files."""
    store.write_year(year, columns)
    return [results.filter_script(year, columns), results.names_filter_script(year, columns)]
