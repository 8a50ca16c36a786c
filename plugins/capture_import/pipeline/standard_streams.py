"""Standard output and error that never fail, though their reader may have ended or their disk may be full.

What can't be printed is lost; the import goes on, and its exit code says how it went.
"""

import os
import sys
from io import TextIOWrapper
from typing import Any, TextIO, cast

_STREAMS = (0, 1, 2)


def guard_standard_streams() -> None:
    """Replace both streams by ones whose writing never fails. Call it before any file is opened."""
    for number in _STREAMS:
        try:
            os.fstat(number)
        except OSError:
            # closed: else the next opened file, an article's, would get this number, and all that is printed
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            # a terminal or a file whose encoding lacks a character of an article or of a file's name
            stream.reconfigure(errors="backslashreplace")
    sys.stdout = _guard(sys.stdout)
    sys.stderr = _guard(sys.stderr)


def flush_standard_streams() -> None:
    """Flush both streams while an error is still ignored: Python's own flush at exit would report it."""
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()


def find_loss() -> OSError | None:
    """Flush standard output; return why not all of it was written, for commands whose output is all that they do."""
    sys.stdout.flush()
    return sys.stdout.read_loss() if isinstance(sys.stdout, _GuardedStream) else None


def _guard(stream: TextIO | None) -> TextIO:
    # None where the stream was closed when Python started
    return cast("TextIO", _GuardedStream(stream)) if stream else open(os.devnull, "w", encoding="utf-8")


class _GuardedStream:
    """A stream that is redirected to the null device when writing fails."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lost: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError as error:
            self._redirect(error)
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            self._redirect(error)

    def read_loss(self) -> OSError | None:
        """Return why something that was written did not arrive; None where a reader has ended, having read enough."""
        return None if isinstance(self._lost, BrokenPipeError) else self._lost

    def _redirect(self, error: OSError) -> None:
        self._lost = error
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self._stream.fileno())
        os.close(null)
