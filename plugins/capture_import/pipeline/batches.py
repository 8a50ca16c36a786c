"""Captures on their way through the import: in batches, each of which a worker reads as a whole."""

from dataclasses import dataclass, field

from capture_import.archive.outcome import Outcome
from capture_import.containers.capture import Capture, Revisit
from capture_import.containers.folder import FileMark

BATCH_CAPTURES = 64
BATCH_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A capture that a worker is to read, one that is settled, or a revisit, which waits for the import's end; with its
    file's name as it was given, the file's key in the ledger (empty where the ledger knows the file), and how many
    captures were before it in the file.
    """

    name: str
    file: str
    capture: Capture | None = None
    outcome: Outcome | None = None
    revisit: Revisit | None = None
    sha256: str = ""
    place: int = 0


@dataclass(slots=True)
class Batch:
    """Consecutive captures of one or more files, and after which of them a file ends."""

    items: list[BatchItem] = field(default_factory=list)
    ends: dict[int, list[tuple[str, FileMark]]] = field(default_factory=dict)
    size: int = 0

    @property
    def new(self) -> list[Capture]:
        """The captures that a worker has to read."""
        return [item.capture for item in self.items if item.capture]

    @property
    def is_full(self) -> bool:
        """Whether it is time for the next batch."""
        return len(self.items) >= BATCH_CAPTURES or self.size >= BATCH_BYTES

    def add(self, item: BatchItem) -> None:
        """Add a capture."""
        self.items.append(item)
        self.size += len(item.capture.body) if item.capture else 0

    def end_file(self, file: str, stat: FileMark) -> None:
        """Note that a file's captures end here."""
        self.ends.setdefault(len(self.items), []).append((file, stat))
