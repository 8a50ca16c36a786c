"""Streams of bytes that are read once, front to back, in small parts, past damage. No format is known here."""

import io
from collections.abc import Callable
from typing import Any, BinaryIO

CHUNK = 64 * 1024


class Damaged(Exception):
    """Bytes can't be read; the message is the reason in the report. What follows them may still be readable."""


class ByteStream:
    """A forward-only stream with look-ahead, made of a function that returns up to so many bytes, b"" at the end.

    Where that function raises Damaged, the bytes before the damage are returned first: `read` then returns fewer bytes
    than were asked for, and `fault` says why. After `pass_fault`, reading goes on behind the damage.
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
        """Why the stream can't be read further from here; "" where it can, or where this is its end."""
        return self._fault if self._at >= len(self._buffer) else ""

    def pass_fault(self) -> None:
        """Continue behind the damage."""
        self._fault = ""

    def peek(self, size: int) -> bytes:
        """Return the next bytes without reading past them: fewer than `size` only at the end or before damage."""
        self._fill(size)
        return self._buffer[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """Read the next bytes: fewer than `size` only at the end or before damage."""
        self._fill(size)
        taken = self._buffer[self._at : self._at + size]
        self._at += len(taken)
        self.position += len(taken)
        return taken

    def read_chunk(self, size: int = CHUNK) -> bytes:
        """Read between 1 and `size` bytes, without waiting for more; b"" at the end or before damage."""
        self._fill(1)
        return self.read(min(size, len(self._buffer) - self._at))

    def skip(self, size: int) -> int:
        """Skip `size` bytes; return how many there were."""
        left = size
        while left:
            taken = len(self.read_chunk(min(left, CHUNK)))
            if not taken:
                break
            left -= taken
        return size - left

    def read_line(self, limit: int) -> bytes:
        """Read up to and including the next line feed, at most `limit` bytes."""
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
        """Put back bytes that were just read: they are read next."""
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
    """A `ByteStream` as a file object for libraries: `read`, `tell`, and `seek` forward. Raises Damaged at damage.

    A single read of more than `longest_read` bytes raises Damaged, too: a wrong length in a header costs no memory.
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
        """Return how many bytes were read."""
        return self._stream.position

    def seek(self, position: int, whence: int = 0) -> int:
        """Go forward to a position."""
        if whence or position < self._stream.position:
            raise Damaged("its parts are not in their order")
        self._stream.skip(position - self._stream.position)
        return self._stream.position


class WatchedFile(io.FileIO):
    """A file that keeps the `error` by which reading it failed: readers take it for damage."""

    error: OSError | None = None

    def readinto(self, buffer: Any) -> int | None:
        try:
            return super().readinto(buffer)
        except OSError as error:
            self.error = error
            raise

    def readall(self) -> bytes:
        try:
            return super().readall()
        except OSError as error:
            self.error = error
            raise


def find_failure(file: BinaryIO) -> OSError | None:
    """Return the error by which reading an open file failed, where it is watched; else None."""
    raw = getattr(file, "raw", None)
    return raw.error if isinstance(raw, WatchedFile) else None


def file_to_stream(file: BinaryIO) -> ByteStream:
    """Return an open file as a stream; an OSError of the file is damage, and the stream ends there."""
    has_failed = False

    def read_some(size: int) -> bytes:
        nonlocal has_failed
        if has_failed:  # it would fail at this place again and again
            return b""
        try:
            return file.read(size)
        except OSError as error:
            has_failed = True
            raise Damaged(f"can't be read further: {error.strerror or error}") from error

    return ByteStream(read_some)


def bytes_to_stream(content: bytes) -> ByteStream:
    """Return bytes as a stream."""
    stream = ByteStream(lambda size: b"")
    stream.give_back(content)
    stream.position = 0
    return stream


def read_whole(stream: ByteStream, limit: int, what: str, limit_name: str = "feed_bytes") -> bytes:
    """Return all bytes of a stream. Raises Damaged for more than `limit` of them, or a stream that can't be read to its
    end; the reason calls it `what`.
    """
    content = stream.read(limit + 1)
    if stream.fault:
        raise Damaged(stream.fault)
    if len(content) > limit:
        raise Damaged(f"too large: {what} of more than {limit} bytes (the limit {limit_name})")
    return content
