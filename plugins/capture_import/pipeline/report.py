"""The report of an import: one JSON object a line for every capture, and the counts of the last line."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from capture_import.archive.outcome import Outcome
from capture_import.archive.removals import is_removed
from capture_import.archive.rereading import DIFFERENT
from capture_import.fields.body.notes import note_to_kind
from capture_import.fields.rejection import reason_to_kind

STATUSES = ("imported", "unchanged", "duplicate", "revision", "rejected")


class ReportFile:
    """The report's file. All methods raise OSError, with the file's name, where it can't be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w", encoding="utf-8", errors="backslashreplace")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # after `close` nothing is left to write; before it, another error is on its way and must not be hidden
        with suppress(OSError):
            self._file.close()

    def write(self, line: str) -> None:
        with self._naming():
            self._file.write(line)

    def clear(self) -> None:
        """Remove what was written, where the file is one that can be truncated (no pipe)."""
        with self._naming():
            self._file.flush()
            if self._file.seekable():
                self._file.seek(0)
                self._file.truncate()

    def close(self) -> None:
        with self._naming():
            self._file.close()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._path)) from error


class Report:
    """Counts outcomes, and writes each to a file where one is given."""

    def __init__(self, file: ReportFile | None = None) -> None:
        self._file = file
        self._counts: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
        self._other_kinds: Counter[str] = Counter()
        self._noted: Counter[str] = Counter()
        self._removed = 0
        self._different = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and write it to the file."""
        self._counts[outcome.status] += 1
        if outcome.status == "rejected" and (kind := reason_to_kind(outcome.reason)):
            self._other_kinds[kind] += 1
        if outcome.status == "rejected" and is_removed(outcome.reason):
            self._removed += 1
        if outcome.reason.startswith(DIFFERENT):
            self._different += 1
        if kind := note_to_kind(outcome.body_note):
            self._noted[kind] += 1
        if self._file:
            self._file.write(outcome_to_line(outcome))

    def warn(self, line: str) -> None:
        """Show a line about the whole import. This report shows nothing; a terminal's does."""

    def start_again(self) -> None:
        """Remove all outcomes, since the import starts again."""
        self._counts.clear()
        self._skipped.clear()
        self._other_kinds.clear()
        self._noted.clear()
        self._removed = 0
        self._different = 0
        if self._file:
            self._file.clear()

    def close(self) -> None:
        """Write the rest of the file, and close it."""
        if self._file:
            self._file.close()

    def count(self, status: str) -> int:
        """Return how many captures have this status."""
        return self._counts[status]

    @property
    def failures(self) -> int:
        """How many captures were rejected for another reason than being no article, or removed by the owner."""
        return self._counts["rejected"] - self._other_kinds.total() - self._removed

    def skip(self, what: str, count: int) -> None:
        """Count parts of containers that are no captures; they are not among `seen`."""
        self._skipped[what] += count

    @property
    def seen(self) -> int:
        """How many captures there were."""
        return self._counts.total()

    def summary(self) -> str:
        """Return the last line: `3 captures: 2 imported, 1 rejected; no articles among them: 1 listing`."""
        parts = [f"{self._counts[status]} {status}" for status in STATUSES if self._counts[status]]
        beside = "; ".join(f"{count} {what}" for what, count in sorted(self._skipped.items()))
        captures = (
            f"{self.seen} {'capture' if self.seen == 1 else 'captures'}: {', '.join(parts) or 'nothing to import'}"
        )
        if kinds := ", ".join(f"{count} {kind}" for kind, count in sorted(self._other_kinds.items())):
            captures += f"; no articles among them: {kinds}"
        if self._removed:
            captures += f"; removed by the owner: {self._removed}"
        if self._different:
            captures += f"; {DIFFERENT}: {self._different} (--again brings that in)"
        if noted := ", ".join(f"{count} {kind}" for kind, count in sorted(self._noted.items())):
            captures += f"; texts to look at: {noted}"
        return f"{captures} (skipped as no captures of pages: {beside})" if beside else captures


def outcome_to_line(outcome: Outcome) -> str:
    """Return an outcome as a line of JSON: `source`, `status`, `article`, `reason`; null for an empty value."""
    values = {
        "source": outcome.source,
        "status": outcome.status,
        "article": outcome.article or None,
        "reason": outcome.reason or None,
    }
    return json.dumps(values, ensure_ascii=False) + "\n"
