"""Bytes that come once, front to back, a little at a time; and what to do where they are damaged.

No format is known here.
"""

from collections.abc import Callable
from typing import BinaryIO

CHUNK = 64 * 1024


class Damaged(Exception):
    """Bytes can't be brought out; the message is the reason that the report gives.

    What lies behind may still be read.
    """


class ByteStream:
    """A forward stream with a look ahead.

    Whatever damage `read_some` raises waits until the bytes before it are used up: `read` then gives fewer bytes than
    asked for, and `fault` tells why. `pass_fault` goes on with what lies behind the damage, if anything does.
    """

    def __init__(self, read_some: Callable[[int], bytes]) -> None:
        self._read_some = read_some
        self._buffer = b""
        self._at = 0
        self._fault = ""
        self._ended = False
        self.position = 0

    @property
    def fault(self) -> str:
        """Why the stream stops where it stands; empty where it does not, or where it is simply at its end."""
        return self._fault if self._at >= len(self._buffer) else ""

    def pass_fault(self) -> None:
        """Go on behind the damage."""
        self._fault = ""

    def peek(self, size: int) -> bytes:
        """Return the next bytes without taking them: fewer than asked for only at the end, or before damage."""
        self._fill(size)
        return self._buffer[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """Take the next bytes: fewer than asked for only at the end, or before damage."""
        self._fill(size)
        taken = self._buffer[self._at : self._at + size]
        self._at += len(taken)
        self.position += len(taken)
        return taken

    def read_chunk(self, size: int = CHUNK) -> bytes:
        """Take some bytes, at least one where there is one: what loops over a long content wants."""
        self._fill(1)
        return self.read(min(size, len(self._buffer) - self._at))

    def skip(self, size: int) -> int:
        """Skip bytes; return how many there were."""
        left = size
        while left:
            taken = len(self.read_chunk(min(left, CHUNK)))
            if not taken:
                break
            left -= taken
        return size - left

    def read_line(self, limit: int) -> bytes:
        """Take the bytes up to and with the next line feed, at most `limit`."""
        searched = 0
        while True:
            end = self._buffer.find(b"\n", self._at + searched, self._at + limit)
            have = len(self._buffer) - self._at
            if end >= 0:
                return self.read(end + 1 - self._at)
            if have < limit:
                searched = have
                self._fill(min(limit, 2 * have + CHUNK))
            if have >= limit or len(self._buffer) - self._at == have:
                return self.read(min(limit, have))

    def give_back(self, taken: bytes) -> None:
        """Put bytes that were just read before what comes next."""
        self._buffer = taken + self._buffer[self._at :]
        self._at = 0
        self.position -= len(taken)

    def _fill(self, size: int) -> None:
        have = len(self._buffer) - self._at
        if have >= size or self._fault or self._ended:
            return
        parts = [self._buffer[self._at :]]
        while have < size:
            try:
                part = self._read_some(CHUNK)
            except Damaged as damaged:
                self._fault = str(damaged)
                break
            if not part:
                self._ended = True
                break
            parts.append(part)
            have += len(part)
        self._buffer = b"".join(parts)
        self._at = 0


class StreamFile:
    """A `ByteStream` as a file object that libraries read: `read`, `tell`, and `seek` forward.

    Raises `Damaged` at damage.

    `longest_read` bounds what may be asked for at once: a length in a damaged or hostile header costs no memory.
    """

    def __init__(self, stream: ByteStream, longest_read: int = 64 * 1024 * 1024) -> None:
        self._stream = stream
        self._longest_read = longest_read

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes, up to `size`."""
        if size is None or size < 0 or size > self._longest_read:
            raise Damaged(f"a header asks for more than {self._longest_read} bytes at once")
        taken = self._stream.read(size)
        if len(taken) < size and self._stream.fault:
            raise Damaged(self._stream.fault)
        return taken

    def tell(self) -> int:
        """How many bytes were taken."""
        return self._stream.position

    def seek(self, position: int, whence: int = 0) -> int:
        """Go forward to a position."""
        if whence or position < self._stream.position:
            raise Damaged("its parts are not in their order")
        self._stream.skip(position - self._stream.position)
        return self._stream.position

    def close(self) -> None:
        """Nothing to close: whoever made the stream does it."""


def file_to_stream(file: BinaryIO) -> ByteStream:
    """Return an open file as a stream; what its reading raises is damage."""

    def read_some(size: int) -> bytes:
        try:
            return file.read(size)
        except OSError as error:
            raise Damaged(f"can't be read further: {error.strerror or error}") from error

    return ByteStream(read_some)


def bytes_to_stream(content: bytes) -> ByteStream:
    """Return bytes that are at hand as a stream."""
    stream = ByteStream(lambda size: b"")
    stream.give_back(content)
    stream.position = 0
    return stream
