"""Captures on their way through the import: in batches, each of which a worker reads as a whole."""

from dataclasses import dataclass, field

from capture_import.capture import Capture, Revisit
from capture_import.report import Outcome
from capture_import.sources.folder import FileMark

BATCH_CAPTURES = 64
BATCH_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A capture that a worker is to read, one that is settled, or a revisit, which waits for the import's end; with its
    file's name as it was given, and the file's key in the ledger (empty where the ledger knows the file).
    """

    name: str
    file: str
    capture: Capture | None = None
    outcome: Outcome | None = None
    revisit: Revisit | None = None
    sha256: str = ""


@dataclass(slots=True)
class Batch:
    """Consecutive captures of one or more files, and after which of them a file ends."""

    entries: list[Entry] = field(default_factory=list)
    ends: dict[int, list[tuple[str, FileMark]]] = field(default_factory=dict)
    size: int = 0

    @property
    def new(self) -> list[Capture]:
        """The captures that a worker has to read."""
        return [entry.capture for entry in self.entries if entry.capture]

    @property
    def is_full(self) -> bool:
        """Whether it is time for the next batch."""
        return len(self.entries) >= BATCH_CAPTURES or self.size >= BATCH_BYTES

    def add(self, entry: Entry) -> None:
        """Add a capture."""
        self.entries.append(entry)
        self.size += len(entry.capture.body) if entry.capture else 0

    def end_file(self, file: str, stat: FileMark) -> None:
        """Note that a file's captures end here."""
        self.ends.setdefault(len(self.entries), []).append((file, stat))
