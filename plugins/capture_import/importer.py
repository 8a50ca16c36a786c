"""The import: files to captures to articles, read by an executor's workers, brought into the archive in their order."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from capture_import.archive import Archive
from capture_import.capture import Capture, Revisit, Unreadable
from capture_import.config import Options
from capture_import.content_store import ContentStore
from capture_import.ledger import Ledger, SeenRow
from capture_import.reader import Reading
from capture_import.reading_pool import ReadingPool, Ticket
from capture_import.report import Outcome, Report
from capture_import.sources.folder import FileMark, file_to_captures, mark_file
from capture_import.sources.passed_over import PassedOver

_BATCH_CAPTURES = 64
_BATCH_BYTES = 2 * 1024 * 1024
_BATCHES_AHEAD = 4  # for each worker, so that none waits for the archive


@dataclass(frozen=True, slots=True)
class _Entry:
    """A capture that a worker is to read, one that is settled, or a revisit, which waits for the import's end; with its file's
    name as it was given, and the file's key in the ledger (empty where the ledger knows the file)."""

    name: str
    file: str
    capture: Capture | None = None
    outcome: Outcome | None = None
    revisit: Revisit | None = None
    sha256: str = ""


@dataclass(slots=True)
class _Batch:
    """Consecutive captures of one or more files, and after which of them a file ends."""

    entries: list[_Entry] = field(default_factory=list)
    ends: dict[int, list[tuple[str, FileMark]]] = field(default_factory=dict)
    size: int = 0

    @property
    def new(self) -> list[Capture]:
        """The captures that a worker has to read."""
        return [entry.capture for entry in self.entries if entry.capture]

    @property
    def is_full(self) -> bool:
        """Whether it is time for the next batch."""
        return len(self.entries) >= _BATCH_CAPTURES or self.size >= _BATCH_BYTES

    def add(self, entry: _Entry) -> None:
        """Add a capture."""
        self.entries.append(entry)
        self.size += len(entry.capture.body) if entry.capture else 0

    def end_file(self, file: str, stat: FileMark) -> None:
        """Note that a file's captures end here."""
        self.ends.setdefault(len(self.entries), []).append((file, stat))


def import_files(
    files: Iterable[str], content: Path, options: Options, pool: ReadingPool, report: Report, on_file: Callable[[], None] = lambda: None
) -> None:
    """Import every capture of every file into a content folder; the report accounts for each.

    The archive is the same whatever the number of workers, and whether or not an earlier import was broken off.
    `on_file` is called when a file's captures are on their way.
    """
    store = ContentStore(content)
    ledger = Ledger(store.state / "ledger.sqlite")
    try:
        store.begin_writing()
        job = _Job(Archive(store, ledger), ledger, options, report)
        waiting: deque[tuple[_Batch, Ticket | None]] = deque()

        def settle_first() -> None:
            batch, ticket = waiting.popleft()
            job.settle(batch, pool.result(ticket) if ticket else [])

        for batch in job.make_batches(files, on_file):
            new = batch.new
            waiting.append((batch, pool.submit(new) if new else None))
            while len(waiting) > _BATCHES_AHEAD * pool.workers:
                settle_first()
        while waiting:
            settle_first()
        job.settle_revisits()
    finally:
        ledger.close()


class _Job:
    """One import's two ends: batches out of files, readings into the archive."""

    def __init__(self, archive: Archive, ledger: Ledger, options: Options, report: Report) -> None:
        self._archive = archive
        self._ledger = ledger
        self._options = options
        self._settings = _settings_mark(options)
        self._report = report
        # Files whose captures are read but whose revisits wait, with their marks: WARCs, of which there are few.
        self._unended: dict[str, FileMark | None] = {}
        ledger.forget_waiting()

    def make_batches(self, files: Iterable[str], on_file: Callable[[], None]) -> Iterator[_Batch]:
        """Give the captures of all files, in order, in batches; files that are known are not read again."""
        batch = _Batch()
        for name in files:
            file = os.path.abspath(name)
            stat = mark_file(file)
            again = self._seen_again(name, file, stat)
            for entry in self._read_file(name, file) if again is None else again:
                batch.add(entry)
                if batch.is_full:
                    yield batch
                    batch = _Batch()
            if again is None and stat:
                batch.end_file(file, stat)
            on_file()
        yield batch

    def _read_file(self, name: str, file: str) -> Iterator[_Entry]:
        self._ledger.begin_file(file)
        for capture in file_to_captures(name, self._options.limits):
            if isinstance(capture, PassedOver):
                self._report.pass_over(capture.what, capture.count)
                continue
            if isinstance(capture, Unreadable):
                yield _Entry(name, file, outcome=Outcome(capture.source, "rejected", reason=capture.reason))
                continue
            if isinstance(capture, Revisit):
                yield _Entry(name, file, revisit=capture)
                continue
            sha256 = capture.sha256
            self._ledger.remember_record(capture.keys, sha256)
            known = self._archive.find(capture.source, sha256)
            yield _Entry(name, file, outcome=known, sha256=sha256) if known else _Entry(name, file, capture, sha256=sha256)

    def _seen_again(self, name: str, file: str, stat: FileMark | None) -> Iterator[_Entry] | None:
        """Give the outcomes of a file that is as it was when it was last read; None for one that must be read."""
        if not stat or not self._ledger.is_known(file, stat, self._settings):
            return None
        # Looked through twice, so that the outcomes of a large container need not be held.
        if any(self._outcome_again(name, row) is None for row in self._ledger.seen(file)):
            return None
        return (_Entry(name, "", outcome=self._outcome_again(name, row)) for row in self._ledger.seen(file))

    def _outcome_again(self, name: str, row: SeenRow) -> Outcome | None:
        source = name + row.suffix
        return self._archive.find(source, row.sha256) if row.sha256 else Outcome(source, "rejected", reason=row.reason)

    def settle(self, batch: _Batch, read: Sequence[Reading]) -> None:
        """Bring a batch into the archive, its new captures as they were read, and take it down."""
        readings = iter(read)
        for place, entry in enumerate(batch.entries):
            self._end_files(batch, place)
            if entry.revisit:
                self._keep_waiting(entry, entry.revisit)
                continue
            outcome = self._archive.add(next(readings)) if entry.capture else entry.outcome
            assert outcome
            self._report.add(outcome)
            if entry.file:
                sha256 = "" if outcome.status == "rejected" else entry.sha256
                self._ledger.remember_seen(entry.file, SeenRow(outcome.source.removeprefix(entry.name), sha256, outcome.reason))
        self._end_files(batch, len(batch.entries))
        self._ledger.commit()

    def _end_files(self, batch: _Batch, place: int) -> None:
        for file, stat in batch.ends.get(place, ()):
            if file in self._unended:
                self._unended[file] = stat
            else:
                self._ledger.end_file(file, stat, self._settings)

    def _keep_waiting(self, entry: _Entry, revisit: Revisit) -> None:
        self._unended.setdefault(entry.file, None)
        captured = revisit.captured_at.isoformat() if revisit.captured_at else ""
        self._ledger.keep_waiting(entry.name, entry.file, revisit.source.removeprefix(entry.name), revisit.keys, captured, revisit.meaning)

    def settle_revisits(self) -> None:
        """Say of every revisit which capture it is, now that all are known, wherever their records stood."""
        for row in self._ledger.waiting():
            sha256 = self._ledger.recorded(row.keys)
            source = row.name + row.suffix
            outcome = self._archive.find(source, sha256) if sha256 else None
            if outcome:
                seen_again = f"a revisit: seen again, as it was, at {row.captured}" if row.captured else "a revisit: seen again as it was"
                outcome = replace(outcome, reason="; ".join(filter(None, (seen_again, outcome.reason))))
            else:
                why = "which was set aside" if sha256 else "whose record is not in this import nor in an earlier one"
                outcome = Outcome(source, "rejected", reason=f"a revisit, which has no bytes of its own, of {row.meaning}, {why}")
                # a later import may bring what it means: the file is to be read again then
                self._unended[row.file] = None
            self._report.add(outcome)
            seen = SeenRow(row.suffix, "" if outcome.status == "rejected" else sha256, outcome.reason)
            self._ledger.remember_seen(row.file, seen, row.record)
        for file, stat in self._unended.items():
            if stat:
                self._ledger.end_file(file, stat, self._settings)
        self._ledger.forget_waiting()


def _settings_mark(options: Options) -> str:
    """Give what an earlier look at a file must have in common with this one to stand for it: the options and this code."""
    mark = hashlib.sha256(repr(options).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        mark.update(path.read_bytes())
    return mark.hexdigest()
