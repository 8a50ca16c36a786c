"""The files that show documents, r/, x/, f/ and g/: all of them, or those that an update of some documents changes."""

import datetime as dt
from collections.abc import Callable, Iterator

from lunr_search import results
from lunr_search.document_table import DocumentTable
from lunr_search.plan import Plan
from lunr_search.postings import DocumentEntry
from lunr_search.scripts import FOLDER

_BY_YEAR = (results.filter_script, results.names_filter_script)


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


def all_result_files(documents: DocumentTable, plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file of records, excerpts and filter columns."""
    slots, first_day = plan.numbering.slot_bits, plan.numbering.first_day
    # numbers ascend, so that the entries of one file come together: one pass over the documents writes all four kinds
    groups = (
        _Group(lambda number: number >> plan.record_bits, results.records_script),
        _Group(lambda number: number >> plan.record_bits, results.excerpts_script),
        *(
            _Group(lambda number: dt.date.fromordinal((number >> slots) + first_day).year, script)
            for script in _BY_YEAR
        ),
    )
    for number, entry in documents.entries_between(0, 1 << 62):
        for group in groups:
            yield from group.add(number, entry)
    for group in groups:
        yield from group.finish()


def touched_result_files(documents: DocumentTable, plan: Plan, numbers: set[int]) -> Iterator[tuple[str, bytes | None]]:
    """Yield path and bytes of the files that show the documents with these numbers, old and new.

    The bytes are None where a file has no documents any more.
    """
    bits = plan.record_bits
    for group in {number >> bits for number in numbers}:
        entries = list(documents.entries_between(group << bits, (group + 1 << bits) - 1))
        for folder, script in (("r", results.records_script), ("x", results.excerpts_script)):
            yield script(group, entries) if entries else (f"{FOLDER}/{folder}/{group}.js", None)
    numbering = plan.numbering
    for year in {dt.date.fromordinal((number >> numbering.slot_bits) + numbering.first_day).year for number in numbers}:
        first = (dt.date(year, 1, 1).toordinal() - numbering.first_day) << numbering.slot_bits
        last = ((dt.date(year, 12, 31).toordinal() - numbering.first_day + 1) << numbering.slot_bits) - 1
        entries = list(documents.entries_between(first, last))
        for folder, filter_script in zip("fg", _BY_YEAR, strict=True):
            yield filter_script(year, entries) if entries else (f"{FOLDER}/{folder}/{year}.js", None)
