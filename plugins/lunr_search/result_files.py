"""The files that show documents, r/, x/, f/ and g/: all of them, or those that an update of some documents changes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator

from lunr_search import results
from lunr_search.numbering import Numbering
from lunr_search.plan import Plan
from lunr_search.postings import DocumentEntry
from lunr_search.scripts import FOLDER
from lunr_search.store import Store
from lunr_search.year_columns import NO_COLUMNS, YearBuilder, YearColumns, entries_to_columns


class _Group:
    """Collects the entries of one file. Entries come in the order of files, so that one file is open at a time."""

    def __init__(
        self, key_of: Callable[[int], int], script: Callable[[int, list[tuple[int, DocumentEntry]]], tuple[str, bytes]]
    ):
        self._key_of, self._script = key_of, script
        self._key: int | None = None
        self._entries: list[tuple[int, DocumentEntry]] = []

    def add(self, number: int, entry: DocumentEntry) -> list[tuple[str, bytes]]:
        """Add an entry. Where it begins another file, return the one before it, as path and bytes; else nothing."""
        key = self._key_of(number)
        done = self.finish() if key != self._key else []
        self._key = key
        self._entries.append((number, entry))
        return done

    def finish(self) -> list[tuple[str, bytes]]:
        """Return the collected file as path and bytes; nothing where no entry came."""
        if self._key is None or not self._entries:
            return []
        done = [self._script(self._key, self._entries)]
        self._entries = []
        return done


def all_result_files(store: Store, plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file of records, excerpts and filter columns; store the columns."""
    # numbers ascend, so that the entries of one file come together: one pass over the documents writes all kinds
    groups = (
        _Group(lambda number: number >> plan.record_bits, results.records_script),
        _Group(lambda number: number >> plan.record_bits, results.excerpts_script),
    )
    store.forget_years()
    year, builder = 0, YearBuilder()
    for number, entry in store.documents.entries_between(0, 1 << 62):
        for group in groups:
            yield from group.add(number, entry)
        if _year_of(plan.numbering, number) != year:
            yield from _finish_year(store, year, builder.finish())
            year, builder = _year_of(plan.numbering, number), YearBuilder()
        builder.add(number, entry)
    for group in groups:
        yield from group.finish()
    yield from _finish_year(store, year, builder.finish())


def touched_result_files(store: Store, plan: Plan, numbers: set[int]) -> Iterator[tuple[str, bytes | None]]:
    """Yield path and bytes of the files that show the documents with these numbers, old and new; store the columns.

    The bytes are None where a file has no documents any more.
    """
    bits, documents = plan.record_bits, store.documents
    for group in {number >> bits for number in numbers}:
        entries = list(documents.entries_between(group << bits, (group + 1 << bits) - 1))
        for folder, script in (("r", results.records_script), ("x", results.excerpts_script)):
            yield script(group, entries) if entries else (f"{FOLDER}/{folder}/{group}.js", None)
    by_year = defaultdict(list)
    for number in numbers:
        by_year[_year_of(plan.numbering, number)].append(number)
    for year, own in by_year.items():
        known = store.read_year(year) or NO_COLUMNS
        columns = known.change(own, entries_to_columns(documents.entries_numbered(own)))
        yield from _finish_year(store, year, columns) or ((f"{FOLDER}/{folder}/{year}.js", None) for folder in "fg")


def _year_of(numbering: Numbering, number: int) -> int:
    return dt.date.fromordinal((number >> numbering.slot_bits) + numbering.first_day).year


def _finish_year(store: Store, year: int, columns: YearColumns) -> list[tuple[str, bytes]]:
    """Store the columns of a year; return path and bytes of its files, nothing where no document is of that year."""
    has_documents = len(columns.numbers) > 0
    store.write_year(year, columns if has_documents else None)
    return [script(year, columns) for script in (results.filter_script, results.names_filter_script) if has_documents]
