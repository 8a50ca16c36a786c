"""Has batches of captures read by an executor. Where a capture kills its worker, it alone is rejected."""

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from typing import Self

from capture_import.archive.read_result import ReadResult
from capture_import.containers.capture import Capture
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import read_captures
from capture_import.pipeline.reading_executor import ReadingExecutor

_STARTS = 5
_LOST = "could not be read: it ended the process that read it (too slow, too deep or too large)"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A submitted batch; `future` is None where the executor was broken already."""

    captures: Sequence[Capture]
    future: "Future[list[ReadResult]] | None"
    executor: ReadingExecutor


class ReadingPool:
    """An executor for `read_captures`, which is replaced when the death of a worker has broken it."""

    def __init__(self, make_executor: Callable[[], ReadingExecutor], options: Options) -> None:
        self._make_executor = make_executor
        self._options = options
        # workers start now, before the progress bar's thread: forking a process with threads is not safe
        self._executor = self._start_executor()

    @property
    def workers(self) -> int:
        """How many batches are read at once."""
        return max(1, self._executor.workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown()

    def abandon(self) -> None:
        """Cancel all that is not read yet."""
        self._executor.abandon()

    def submit(self, captures: Sequence[Capture]) -> Ticket:
        """Submit a batch."""
        return Ticket(captures, self._submit(captures), self._executor)

    def result(self, ticket: Ticket) -> list[ReadResult]:
        """Wait for a batch, and return its results in order.

        Where the executor has broken, its captures are read one by one, which finds the one that kills its worker.
        """
        try:
            if ticket.future:
                return ticket.future.result()
        except BrokenExecutor:
            pass
        self._replace(ticket.executor)
        return [self._read_alone(capture) for capture in ticket.captures]

    def _submit(self, captures: Sequence[Capture]) -> "Future[list[ReadResult]] | None":
        try:
            return self._executor.submit(read_captures, captures, self._options)
        except BrokenExecutor:
            return None

    def _read_alone(self, capture: Capture) -> ReadResult:
        executor = self._executor
        future = self._submit([capture])
        try:
            if future:
                (reading,) = future.result()
                return reading
        except BrokenExecutor:
            self._replace(executor)
            return ReadResult(capture.source, capture.sha256, None, _LOST)
        self._replace(executor)
        return self._read_alone(capture)

    def _replace(self, broken: ReadingExecutor) -> None:
        if self._executor is broken:
            broken.shutdown(wait=False)
            self._executor = self._start_executor()

    def _start_executor(self) -> ReadingExecutor:
        """Return an executor that has run its first task. Raises OSError where workers die _STARTS times."""
        for _ in range(_STARTS):
            executor = self._make_executor()
            try:
                executor.start()
            except BrokenExecutor:
                executor.shutdown(wait=False)
            else:
                return executor
        raise OSError("they are killed as soon as they start (is there too little memory? --workers 1 starts none)")
