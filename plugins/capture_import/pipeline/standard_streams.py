"""Standard output and error as a command needs them: whoever reads them may be gone, and what they lead to may be full.

That costs what would have been printed, not the import, whose exit code says how it went.
"""

import os
import sys
from typing import Any, TextIO, cast

_STREAMS = (0, 1, 2)


def guard_standard_streams() -> None:
    """Have nothing that is printed fail from now on. To be called before any file is opened."""
    for number in _STREAMS:
        try:
            os.fstat(number)
        except OSError:
            # closed: the next file that is opened, an article's, would get its number, and what others print
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _guard(sys.stdout)
    sys.stderr = _guard(sys.stderr)


def flush_standard_streams() -> None:
    """Print what is left, while a failure is still of no effect."""
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()


def _guard(stream: TextIO | None) -> TextIO:
    # None where the stream was closed when Python began
    return cast("TextIO", _GuardedStream(stream)) if stream else open(os.devnull, "w", encoding="utf-8")


class _GuardedStream:
    """A stream whose file is exchanged for the null device when it fails."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            self._let_go()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self._stream.fileno())
        os.close(null)
