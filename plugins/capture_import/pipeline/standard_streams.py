"""Standard output and error that never fail, though their reader may have ended or their disk may be full.

What can't be printed is lost; the import goes on, and its exit code says how it went.
"""

import os
import sys
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
    sys.stdout = _guard(sys.stdout)
    sys.stderr = _guard(sys.stderr)


def flush_standard_streams() -> None:
    """Flush both streams while an error is still ignored: Python's own flush at exit would report it."""
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()


def _guard(stream: TextIO | None) -> TextIO:
    # None where the stream was closed when Python started
    return cast("TextIO", _GuardedStream(stream)) if stream else open(os.devnull, "w", encoding="utf-8")


class _GuardedStream:
    """A stream that is redirected to the null device when writing fails."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            self._redirect()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._redirect()

    def _redirect(self) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self._stream.fileno())
        os.close(null)
