"""The import: files to captures to articles. Workers read captures in parallel; this process adds the articles in
order.
"""

import hashlib
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from capture_import.archive.archive import Archive
from capture_import.archive.content_store import ContentStore
from capture_import.archive.ledger import Ledger, RevisitRow, SeenRow
from capture_import.archive.ledger_file import discard_ledger
from capture_import.archive.outcome import Outcome
from capture_import.archive.picture_ledger import Origin
from capture_import.archive.read_result import ReadResult
from capture_import.archive.removals import is_removed
from capture_import.archive.rereading import compare_reading
from capture_import.containers.capture import OutOfReach, Resource, Revisit, Unreadable
from capture_import.containers.folder import FileMark, file_to_captures, mark_file
from capture_import.containers.skipped import Skipped
from capture_import.fields.optional_packages import list_missing_extras
from capture_import.fields.rejection import NoArticle, reason_to_kind
from capture_import.forms.documents import EntryDocuments
from capture_import.pipeline.batches import Batch, BatchItem
from capture_import.pipeline.config import Options
from capture_import.pipeline.reading_pool import ReadingPool, Ticket
from capture_import.pipeline.report import Report
from newsrecord.sqlite_errors import is_damage

_REVISIT = "a revisit"
_BATCHES_AHEAD = 4  # for each worker, so that none waits for the archive


def import_files(
    files: Iterable[str],
    content: Path,
    options: Options,
    pool: ReadingPool,
    report: Report,
    on_file: Callable[[], None] = lambda: None,
) -> None:
    """Import every capture of every file into a content folder; the report gets the outcome of each.

    The archive does not depend on the number of workers, nor on whether an earlier import was interrupted. `on_file` is
    called when all captures of a file have been put into batches. Raises OSError, sqlite3.Error, KeyboardInterrupt.
    """
    files = list(files)
    store = ContentStore(content)
    path = store.state / "ledger.sqlite"
    try:
        _import_all(files, store, Ledger(path), options, pool, report, on_file)
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        # damage that only reading has shown: the rebuilt ledger has the articles that are written by now
        report.start_again()
        discard_ledger(path)
        ledger = Ledger(path)
        ledger.damage = str(error)
        _import_all(files, store, ledger, options, pool, report, on_file)


def _import_all(
    files: list[str],
    store: ContentStore,
    ledger: Ledger,
    options: Options,
    pool: ReadingPool,
    report: Report,
    on_file: Callable[[], None],
) -> None:
    try:
        if ledger.damage:
            report.warn(f"the import's ledger was damaged ({ledger.damage}) and is rebuilt from the articles")
        store.begin_writing()
        run = _ImportRun(Archive(store, ledger), ledger, options, report)
        waiting: deque[tuple[Batch, Ticket | None]] = deque()

        def archive_first() -> None:
            batch, ticket = waiting.popleft()
            run.archive_batch(batch, pool.result(ticket) if ticket else [])

        for batch in run.make_batches(files, on_file):
            new = batch.new
            waiting.append((batch, pool.submit(new) if new else None))
            while len(waiting) > _BATCHES_AHEAD * pool.workers:
                archive_first()
        while waiting:
            archive_first()
        run.resolve_revisits()
        run.place_pictures()
    except BaseException:
        # as if killed: a batch of which a part is stored would count as done
        ledger.abandon()
        raise
    ledger.close()


class _ImportRun:
    """What this process does in an import: makes batches of files, and archives what workers read of them."""

    def __init__(self, archive: Archive, ledger: Ledger, options: Options, report: Report) -> None:
        self._archive = archive
        self._ledger = ledger
        self._options = options
        self._documents = EntryDocuments(options.columns, post_types=options.post_types)
        self._has_known = False
        self._settings = _hash_settings(options)
        self._report = report
        # Files (by their marks) of which all is archived but some revisits. They are WARCs, of which there are few.
        self._unended: dict[str, FileMark | None] = {}
        self._out_of_reach = ""  # the last file of which the system could not read all
        ledger.forget_waiting()

    def make_batches(self, files: Iterable[str], on_file: Callable[[], None]) -> Iterator[Batch]:
        """Yield the captures of all files, in order, in batches. Files that have not changed are not read again."""
        batch = Batch()
        for name in files:
            file = os.path.abspath(name)
            stat = mark_file(file)
            again = self._repeat_outcomes(name, file, stat)
            self._has_known = self._has_known or again is not None
            for item in self._read_file(name, file) if again is None else again:
                batch.add(item)
                if batch.is_full:
                    yield batch
                    batch = Batch()
            if again is None and stat and file != self._out_of_reach:
                batch.end_file(file, stat)
            on_file()
        yield batch
        self._tell_unmet_columns()

    def _tell_unmet_columns(self) -> None:
        # a table that is as it was is not read again: what it has was told then
        for name in () if self._has_known else self._documents.list_unmet_columns():
            self._report.warn(f"--map {name}=...: no table that was read has a column of that name")

    def _read_file(self, name: str, file: str) -> Iterator[BatchItem]:
        is_read_again = self._options.again or self._ledger.was_read_otherwise(file, self._settings)
        self._ledger.begin_file(file)
        place = 0
        for capture in file_to_captures(name, self._options.limits, self._documents):
            if isinstance(capture, Skipped):
                self._report.skip(capture.what, capture.count)
                continue
            if isinstance(capture, Resource):
                if skipped := self._archive.hold_picture(capture, Origin(file, place)):
                    self._report.skip(skipped, 1)
                continue
            if isinstance(capture, OutOfReach):
                # not kept in the ledger: the next import reads the file again, though it has not changed
                self._out_of_reach = file
                yield BatchItem(name, "", outcome=Outcome(capture.source, "rejected", reason=capture.reason))
                continue
            if isinstance(capture, Unreadable):
                yield BatchItem(name, file, outcome=Outcome(capture.source, "rejected", reason=capture.reason))
                continue
            if isinstance(capture, Revisit):
                yield BatchItem(name, file, revisit=capture)
                continue
            sha256 = capture.sha256
            self._ledger.remember_record(capture.keys, sha256)
            known = self._archive.find(capture.source, sha256)
            yield (
                BatchItem(name, file, outcome=known, sha256=sha256)
                if known and not (is_read_again and known.status == "unchanged")
                else BatchItem(name, file, capture, known or None, sha256=sha256, place=place)
            )
            place += 1

    def _repeat_outcomes(self, name: str, file: str, stat: FileMark | None) -> Iterator[BatchItem] | None:
        """Return the outcomes of a file that has not changed since it was read; None where it must be read."""
        if not stat or self._options.again or not self._ledger.is_known(file, stat, self._settings):
            return None
        # two passes, so that the outcomes of a large container are never all in memory
        if any(self._repeat_outcome(name, row) is None for row in self._ledger.seen(file)):
            return None
        return (BatchItem(name, "", outcome=self._repeat_outcome(name, row)) for row in self._ledger.seen(file))

    def _repeat_outcome(self, name: str, row: SeenRow) -> Outcome | None:
        source = name + row.suffix
        if not row.sha256:
            return Outcome(source, "rejected", reason=row.reason)
        outcome = self._archive.find(source, row.sha256)
        return replace(outcome, reason=row.reason) if outcome and row.reason.startswith(_REVISIT) else outcome

    def archive_batch(self, batch: Batch, read: Sequence[ReadResult]) -> None:
        """Add a batch to the archive, the report and the ledger; `read` are the results of `batch.new`, in order."""
        readings = iter(read)
        for place, item in enumerate(batch.items):
            self._end_files(batch, place)
            if item.revisit:
                self._keep_waiting(item, item.revisit)
                continue
            outcome = self._add(next(readings), item) if item.capture else item.outcome
            assert outcome  # BatchItem: neither a capture nor a revisit
            self._report.add(outcome)
            if item.capture and item.capture.keys and (kind := reason_to_kind(outcome.reason)):
                self._ledger.remember_other(item.sha256, kind)
            if item.file:
                # one that the owner removed is asked for again, since a person may take it off the list
                is_kept = outcome.status != "rejected" or is_removed(outcome.reason)
                sha256 = item.sha256 if is_kept else ""
                self._ledger.remember_seen(
                    item.file, SeenRow(outcome.source.removeprefix(item.name), sha256, outcome.reason)
                )
        self._end_files(batch, len(batch.items))
        self._ledger.commit()

    def _add(self, reading: ReadResult, item: BatchItem) -> Outcome:
        if item.outcome:
            outcome = compare_reading(self._archive, reading, item.outcome, is_wanted=self._options.again)
        else:
            outcome = self._archive.add(reading)
        if reading.pictures and outcome.status in ("imported", "revision"):
            self._archive.want_pictures(reading, outcome.article, Origin(item.file, item.place))
        return outcome

    def _end_files(self, batch: Batch, place: int) -> None:
        for file, stat in batch.ends.get(place, ()):
            if file in self._unended:
                self._unended[file] = stat
            else:
                self._ledger.end_file(file, stat, self._settings)

    def _keep_waiting(self, item: BatchItem, revisit: Revisit) -> None:
        self._unended.setdefault(item.file, None)
        captured = revisit.captured_at.isoformat() if revisit.captured_at else ""
        record, suffix = self._ledger.next_record(item.file), revisit.source.removeprefix(item.name)
        self._ledger.keep_waiting(
            RevisitRow(item.name, item.file, record, suffix, revisit.keys, captured, revisit.meaning)
        )

    def place_pictures(self) -> None:
        """Give the articles the pictures that containers held, now that all captures are known."""
        if unused := self._archive.place_pictures():
            self._report.skip("pictures that no article shows", unused)

    def resolve_revisits(self) -> None:
        """Report for every revisit which capture it repeats, now that all captures are known."""
        for row in self._ledger.waiting():
            sha256 = self._ledger.find_record(row.keys)
            source = row.name + row.suffix
            outcome = self._archive.find(source, sha256) if sha256 else None
            if outcome:
                seen_again = (
                    f"{_REVISIT}: seen again, as it was, at {row.captured}"
                    if row.captured
                    else f"{_REVISIT}: seen again as it was"
                )
                outcome = replace(outcome, reason="; ".join(filter(None, (seen_again, outcome.reason))))
            elif kind := self._ledger.kind_of_other(sha256):
                again = NoArticle(kind, f"{_REVISIT} of {row.meaning}, which is none")
                outcome = Outcome(source, "rejected", reason=again.reason)
            else:
                why = "which was rejected" if sha256 else "whose record is not in this import nor in an earlier one"
                outcome = Outcome(
                    source, "rejected", reason=f"{_REVISIT}, which has no bytes of its own, of {row.meaning}, {why}"
                )
                # a later import may bring that record: the file must be read again then
                self._unended[row.file] = None
            self._report.add(outcome)
            seen = SeenRow(row.suffix, "" if outcome.status == "rejected" else sha256, outcome.reason)
            self._ledger.remember_seen(row.file, seen, row.record)
        for file, stat in self._unended.items():
            if stat:
                self._ledger.end_file(file, stat, self._settings)
        self._ledger.forget_waiting()


def _hash_settings(options: Options) -> str:
    """Return a hash of the options and of this package's code: a file that was read with others is read again, and
    with another library one that was read or rejected without it.
    """
    mark = hashlib.sha256(repr((replace(options, again=False), list_missing_extras())).encode())
    for path in sorted(
        path for kind in ("*.py", "*.toml", "*.tsv", "*.txt") for path in Path(__file__).parents[1].rglob(kind)
    ):
        mark.update(path.read_bytes())
    return mark.hexdigest()
