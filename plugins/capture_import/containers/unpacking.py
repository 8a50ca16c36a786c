"""Unpacks gzip, bzip2, xz and Zstandard in bounded memory, whatever sizes the compressed data declare."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from capture_import.containers.streams import CHUNK, ByteStream, Damaged
from capture_import.containers.zstandard import ZstdDecompressor, ZstdError

# Beginnings of compressed data: RFC 1952; bzip2; the .xz format 1.2; RFC 8878.
MAGIC = {"gzip": b"\x1f\x8b\x08", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00", "zstandard": b"\x28\xb5\x2f\xfd"}
# The memory that xz may use: `xz -9` needs 65 MB.
_XZ_MEMORY = 128 * 1024 * 1024
_FAULTS = (zlib.error, lzma.LZMAError, ZstdError, OSError, EOFError, ValueError)


class Decompressor(Protocol):
    """What the decompressors of bz2, lzma and zstd have in common (Python documentation, `bz2.BZ2Decompressor`)."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Gunzip:
    """zlib's decompressor with the interface of those of bz2 and lzma (`Decompressor`)."""

    def __init__(self, bits: int = 31) -> None:
        self._inflater = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        """Whether the end of the compressed data is reached."""
        return self._inflater.eof

    @property
    def unused_data(self) -> bytes:
        """The bytes behind the end of the compressed data."""
        return self._inflater.unused_data

    @property
    def needs_input(self) -> bool:
        """Whether more compressed data is needed to return more bytes."""
        return not self._inflater.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return at most `max_length` bytes; the next calls return the rest of what `data` unpacks to."""
        return self._inflater.decompress(self._inflater.unconsumed_tail + data, max_length)


def make_decompressor(name: str) -> Decompressor:
    """Return a decompressor for a format, one of MAGIC's names."""
    if name == "gzip":
        return Gunzip()
    if name == "bzip2":
        return bz2.BZ2Decompressor()
    if name == "xz":
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return ZstdDecompressor()


def unpack(packed: ByteStream, name: str, count: Callable[[int], None]) -> ByteStream:
    """Return the unpacked bytes of a compressed stream, of all its members; `count` is called with each number of
    bytes.

    After damage in gzip data, reading continues with the next member that can be unpacked: in a WARC only one record is
    lost.
    """
    return ByteStream(_Unpacker(packed, name, count).read_some)


class _Unpacker:
    def __init__(self, packed: ByteStream, name: str, count: Callable[[int], None]) -> None:
        self._packed = packed
        self._name = name
        self._count = count
        self._decompressor: Decompressor | None = None
        self._ended = False

    def read_some(self, size: int) -> bytes:
        """Return up to `size` bytes; b"" at the end. Raises Damaged once at each damaged place."""
        while not self._ended:
            decompressor = self._decompressor or self._begin_member()
            if decompressor is None:
                break
            self._decompressor = decompressor
            data = self._packed.read_chunk() if decompressor.needs_input else b""
            if not data and decompressor.needs_input:
                self._ended = True
                raise Damaged(
                    self._packed.fault
                    or f"cut off: the {self._name} data ends before its end; what stands before the cut is kept"
                )
            try:
                plain = decompressor.decompress(data, size)
            except _FAULTS as error:
                self._find_next_member(data)
                raise Damaged(f"damaged {self._name} data ({error}): fetch or copy the file again") from error
            if decompressor.eof:
                self._packed.give_back(decompressor.unused_data)
                self._decompressor = None
            if plain:
                self._count(len(plain))
                return plain
        return b""

    def _begin_member(self) -> Decompressor | None:
        """Return the decompressor of the next member; None at the end. Zeros before a member are padding."""
        while self._packed.peek(1) == b"\0":
            chunk = self._packed.read_chunk()
            rest = chunk.lstrip(b"\0")
            if rest:
                self._packed.give_back(rest)
        if not self._packed.peek(1):
            self._ended = True
            if self._packed.fault:
                raise Damaged(self._packed.fault)
            return None
        if not self._packed.peek(8).startswith(MAGIC[self._name]):
            self._find_next_member(b"")
            raise Damaged(f"what follows the {self._name} data is none: fetch or copy the file again")
        return make_decompressor(self._name)

    def _find_next_member(self, data: bytes) -> None:
        """Skip to the next member that can be unpacked; `data` are the bytes that could not."""
        self._decompressor = None
        if self._name != "gzip":
            self._ended = True
            return
        self._packed.give_back(data[1:])
        magic = MAGIC["gzip"]
        while window := self._packed.peek(2 * CHUNK):
            at = window.find(magic)
            if at < 0:
                self._packed.skip(max(1, len(window) - len(magic) + 1))
            elif self._is_member(window[at : at + CHUNK]):
                self._packed.skip(at)
                return
            else:
                self._packed.skip(at + 1)
        self._ended = True

    @staticmethod
    def _is_member(data: bytes) -> bool:
        try:
            return bool(Gunzip().decompress(data, 64))
        except zlib.error:
            return False
