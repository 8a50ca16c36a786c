"""The values of a JSON array that may be of any length, one at a time: found by their brackets, so that one that is
malformed costs itself alone.
"""

import re
from collections.abc import Iterator

from capture_import.containers.streams import CHUNK, ByteStream

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
_BETWEEN = re.compile(rb"[\s,\[\]\x1e]*+")
# A string, or where the buffer ends inside one, maybe behind a backslash, its beginning; a bracket.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+("|\\?\Z)|[{}\[\]]', re.DOTALL)
_KEY = re.compile(rb'\{\s*("(?:[^"\\]|\\.){1,100}")\s*:')
_OBJECT = re.compile(rb'\{\s*["}]')
NO_OBJECT = "no JSON object where an entry should begin: the next one that begins is read"
CUT = "cut off: the file ends inside this entry; those before it are kept"


def begins_array(head: bytes) -> bool:
    """Return whether JSON in UTF-8 begins with an array of objects."""
    return bool(_START.match(head))


class JsonValues:
    """The values of an array: each as its bytes, or why it has none. `is_whole` says whether the array ended."""

    def __init__(self, stream: ByteStream, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._buffer = b""
        self._key = b""
        self._is_behind = False

    def __iter__(self) -> Iterator[bytes | str]:
        self._grow()
        while True:
            if not self._skip_between():
                if self._stream.fault:
                    yield self._stream.fault
                elif not self._is_behind:
                    yield CUT
                return
            if not self._buffer.startswith(b"{"):
                yield NO_OBJECT
                if not self._skip_to(_OBJECT):
                    return
                continue
            end = self._find_end()
            if end >= 0:
                value, self._buffer = self._buffer[:end], self._buffer[end:]
                self._key = self._key or (key[1] if (key := _KEY.match(value)) else b"")
                yield value
                continue
            is_large = len(self._buffer) > self._limit
            yield (
                f"too large: an entry of more than {self._limit} bytes (the limit feed_bytes)"
                if is_large
                else self._stream.fault or CUT
            )
            # the next value that begins as the others do: with the first name of the first one
            if not self._key or not self._skip_to(re.compile(rb"\{\s*" + re.escape(self._key) + rb"\s*:")):
                return

    def _skip_between(self) -> bool:
        """Go to the next value; False where there is none."""
        while True:
            between = _BETWEEN.match(self._buffer)
            end = between.end() if between else 0
            self._is_behind = self._is_behind or b"]" in self._buffer[:end]
            self._buffer = self._buffer[end:]
            if self._buffer.startswith(b"\xef\xbb\xbf"):
                self._buffer = self._buffer[3:]
            elif self._buffer:
                self._is_behind = False
                return True
            elif not self._grow():
                return False

    def _find_end(self) -> int:
        """Return where the value ends with which the buffer begins; below zero where it does not."""
        depth = at = 0
        while True:
            for token in _TOKEN.finditer(self._buffer, at):
                if token[0][:1] == b'"':
                    if token[1] != b'"':
                        break
                else:
                    depth += 1 if token[0] in b"{[" else -1
                    if depth <= 0:
                        return token.end()
                at = token.end()
            if not self._grow():
                return -1

    def _skip_to(self, start: re.Pattern[bytes]) -> bool:
        """Go to the next value that begins so; False where there is none."""
        at = 1
        while True:
            if found := start.search(self._buffer, at):
                self._buffer = self._buffer[found.start() :]
                return True
            self._buffer = self._buffer[-(len(self._key) + 100) :]
            at = 0
            if not self._grow():
                return False

    def _grow(self) -> bool:
        if len(self._buffer) > self._limit:
            return False
        parts = [self._buffer]
        wanted = max(CHUNK, len(self._buffer) // 4)
        while wanted > 0 and (more := self._stream.read_chunk()):
            parts.append(more)
            wanted -= len(more)
        self._buffer = b"".join(parts)
        return len(parts) > 1
