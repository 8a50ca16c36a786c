"""Batches of captures: a worker reads one batch at a time."""

from dataclasses import dataclass, field

from capture_import.archive.outcome import Outcome
from capture_import.containers.capture import Capture, Revisit
from capture_import.containers.folder import FileMark

BATCH_CAPTURES = 64
BATCH_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One capture of a batch. One of three is given: a capture to read (with its outcome, where the archive has it and
    it is read again), the outcome of one that need not be read, a revisit.

    `name` is the path of its file as it was given, `file` the file's absolute path, the key in the ledger; `file` is
    empty where the ledger has this outcome already. `place` is how many captures were before it in the file.
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
    """Consecutive captures of one or more files.

    `ends[i]` are the files, with their marks, of which all captures come before item i. `size` counts the bytes to
    read.
    """

    items: list[BatchItem] = field(default_factory=list)
    ends: dict[int, list[tuple[str, FileMark]]] = field(default_factory=dict)
    size: int = 0

    @property
    def new(self) -> list[Capture]:
        """The captures that a worker is to read."""
        return [item.capture for item in self.items if item.capture]

    @property
    def is_full(self) -> bool:
        """Whether the batch has as many captures or bytes as a batch may have."""
        return len(self.items) >= BATCH_CAPTURES or self.size >= BATCH_BYTES

    def add(self, item: BatchItem) -> None:
        """Append a capture."""
        self.items.append(item)
        self.size += len(item.capture.body) if item.capture else 0

    def end_file(self, file: str, stat: FileMark) -> None:
        """Note that all captures of a file have been added."""
        self.ends.setdefault(len(self.items), []).append((file, stat))
