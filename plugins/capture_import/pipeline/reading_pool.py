"""Batches of captures handed to an executor's workers; a worker that dies over a capture costs that capture alone."""

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from typing import Any, Self, cast

from capture_import.archive.read_result import ReadResult
from capture_import.containers.capture import Capture
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import read_captures
from capture_import.pipeline.reading_executor import ReadingExecutor

_STARTS = 5
_LOST = "could not be read: it ended the process that read it (too slow, too deep or too large)"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A batch that is being read."""

    captures: Sequence[Capture]
    future: "Future[Any] | None"
    executor: ReadingExecutor


class ReadingPool:
    """An executor for `read_captures`, made anew when a worker's death has broken it."""

    def __init__(self, make_executor: Callable[[], ReadingExecutor], options: Options) -> None:
        self._make_executor = make_executor
        self._options = options
        # Workers start now, before any thread does (a progress bar's): processes that fork are safest so.
        self._executor = self._start_executor()

    @property
    def workers(self) -> int:
        """How many batches are read at once."""
        return max(1, self._executor.workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown()

    def give_up(self) -> None:
        """Let go of all that is not read yet: nobody waits for it any more."""
        self._executor.abandon()

    def submit(self, captures: Sequence[Capture]) -> Ticket:
        """Have a batch read."""
        return Ticket(captures, self._submit(captures), self._executor)

    def result(self, ticket: Ticket) -> list[ReadResult]:
        """Wait for a batch; when its executor broke, read its captures one by one to find the one that breaks it."""
        try:
            if ticket.future:
                return list(ticket.future.result())
        except BrokenExecutor:
            pass
        self._replace(ticket.executor)
        return [self._read_alone(capture) for capture in ticket.captures]

    def _submit(self, captures: Sequence[Capture]) -> "Future[Any] | None":
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
                return cast("ReadResult", reading)
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
        """Return an executor that has done its first task. Raises OSError if workers are killed again and again."""
        for _ in range(_STARTS):
            executor = self._make_executor()
            try:
                executor.start()
            except BrokenExecutor:
                executor.shutdown(wait=False)
            else:
                return executor
        raise OSError("they are killed as soon as they start (is there too little memory? --workers 1 starts none)")
