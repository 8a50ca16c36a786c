"""The whole index: takes added and removed documents, and writes the files under search/ that they change. No Pelican.

The files depend on the set of documents alone, not on the order in which they were added: a whole build and one that
adds an article to a hundred thousand end with the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lunr_search import results
from lunr_search.changes import IndexChanges
from lunr_search.digests import checksum_digest
from lunr_search.document_table import DocumentRow, NewDocument
from lunr_search.impact import RULES
from lunr_search.index_output import IndexOutput
from lunr_search.index_writer import IndexWriter, recall_plan
from lunr_search.numbering import Numbering, number_day, plan_numbering
from lunr_search.plan import Plan, plan_record_bits
from lunr_search.postings import PostingsBlock, digests_to_block, row_to_entry
from lunr_search.scripts import FORMAT
from lunr_search.segments import block_to_segment
from lunr_search.store import Store
from lunr_search.term_writer import run_in_order

BLOCK_SIZE = 4_000
"""How many digests become one PostingsBlock, and so one segment, which takes some 30 MB while it is made.

Smaller ones would be too many for a first build of a million articles: it has something of each in memory.
"""


class _Batch(NamedTuple):
    """Added documents: their source paths, their postings and the checksums of their digests, in one order."""

    sources: list[str]
    block: PostingsBlock
    checksums: list[int]


def _make_batch(digests: Sequence[tuple[str, bytes]]) -> _Batch:
    block = digests_to_block([digest for _, digest in digests])
    return _Batch([source for source, _ in digests], block, [checksum_digest(digest) for _, digest in digests])


class SearchIndex:
    """One archive's index: `update` it with digests, and it writes what has changed."""

    def __init__(self, state: Path, languages: tuple[str, ...], executor: Executor | None = None):
        """Open the index whose data between builds lie in the folder `state`.

        An executor, where one is given, makes the postings and encodes them. It must have threads, unless the index is
        new: updates share arrays with their calls.
        """
        self._languages = languages
        self._store = Store(state, f"{FORMAT} {RULES} {','.join(languages)}")
        self._executor = executor

    @property
    def is_empty(self) -> bool:
        """Whether the index has no documents: the next `update` must then be given all of them as added."""
        return not self._store.documents.exist()

    def is_whole_in(self, site: Path) -> bool:
        """Return whether all files that the last build wrote below `site` are still there."""
        return self.is_empty or all((site / path).is_file() for path in self._store.read_files())

    def checksums(self) -> dict[str, int]:
        """Return the checksum of each document's digest, by source path."""
        return self._store.documents.checksums()

    def close(self) -> None:
        """Close the store's files."""
        self._store.close()

    def forget(self) -> None:
        """Remove all documents and all that is stored of earlier builds."""
        self._store.empty()

    def update(self, added: Iterable[tuple[str, bytes]], removed: Sequence[str], output: IndexOutput) -> None:
        """Add documents (source path and digest), remove those of `removed` sources, write and keep the files.

        A document of a source that the index has replaces the one before. If `output` raises, the store is rolled back.
        """
        store = self._store
        old = None if self.is_empty else recall_plan(store)
        numbers_before = store.documents.numbers.copy()
        store.begin()
        try:
            changes = IndexChanges()
            for row in store.documents.rows_of(removed):
                self._take_out(row, changes)
            for batch in self._make_batches(added):
                self._take_in(batch, changes)
            numbering, record_bits = self._renumber(old, changes)
            writer = IndexWriter(store, self._languages, self._executor, output, old)
            writer.write(numbering, record_bits, numbers_before, changes)
            store.commit()
        except BaseException:
            with suppress(Exception):  # what failed first is what has to be told
                store.roll_back()
            raise

    # ------------------------------------------------------------------ documents

    def _make_batches(self, added: Iterable[tuple[str, bytes]]) -> Iterator[_Batch]:
        """Yield the added documents in batches with their postings, which the executor makes where there is one."""
        items = iter(added)
        batches = iter(lambda: list(islice(items, BLOCK_SIZE)), [])
        return run_in_order((partial(_make_batch, batch) for batch in batches), self._executor)

    def _take_out(self, row: DocumentRow, changes: IndexChanges) -> None:
        changes.rows.add(row.row)
        changes.days.add(row.day)
        if row.number != -1:  # one of this update, which a later one of its source replaces, has no number yet
            changes.numbers.add(row.number)
        changes.names.subtract(results.entry_names(row_to_entry(row.entry)))
        self._store.documents.remove(row)

    def _take_in(self, batch: _Batch, changes: IndexChanges) -> None:
        store = self._store
        sources, block, checksums = batch
        for row in store.documents.rows_of(sources):
            self._take_out(row, changes)
        entries = list(map(row_to_entry, block.entries))
        for entry in entries:
            changes.days.add(entry.day)
            changes.names.update(results.entry_names(entry))
        documents = [
            NewDocument(source, entry.day, checksum, data, entry.is_saved_date)
            for source, entry, checksum, data in zip(sources, entries, checksums, block.entries, strict=True)
        ]
        rows = store.documents.add(documents, block.lengths)
        changes.segments.append(store.add_segment(block_to_segment(block, rows)))

    def _renumber(self, old: Plan | None, changes: IndexChanges) -> tuple[Numbering, int]:
        """Assign numbers to the documents of the days that changed, or to all where the numbering itself changed.

        Return the numbering, and how many low bits of a number count within a file of records (`plan_record_bits`).
        """
        store = self._store
        day_sizes = store.documents.day_sizes()
        numbering = plan_numbering(day_sizes, store.documents.largest_tie())
        is_same = old is not None and old.numbering == numbering
        for day, documents in store.documents.of_days(changes.days if is_same else day_sizes):
            numbers = number_day(numbering, day, {url: step for _, url, _, step in documents})
            moved = [each for each in documents if each.number != numbers[each.url]]
            store.documents.write_numbers({each.row: numbers[each.url] for each in moved})
            if is_same:  # else all files are written, and these sets would have millions of items
                changes.numbers.update(numbers[each.url] for each in moved)
                changes.numbers.update(each.number for each in moved if each.number != -1)
                changes.rows.update(each.row for each in moved if each.number != -1)
        return numbering, plan_record_bits(numbering, day_sizes)
