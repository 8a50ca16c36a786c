"""Compressed bytes to plain ones: gzip, bzip2, xz and Zstandard, bounded in memory whatever the bytes say of
themselves.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any

from capture_import.containers.streams import CHUNK, ByteStream, Damaged
from capture_import.containers.zstandard import ZstdDecompressor, ZstdError

# Beginnings of compressed data: RFC 1952; bzip2; the .xz format 1.2; RFC 8878.
MAGIC = {"gzip": b"\x1f\x8b\x08", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00", "zstandard": b"\x28\xb5\x2f\xfd"}
# What a decompressor may take for its own tables; `xz -9` asks for 65 MB.
_XZ_MEMORY = 128 * 1024 * 1024
_FAULTS = (zlib.error, lzma.LZMAError, ZstdError, OSError, EOFError, ValueError)


class Gunzip:
    """zlib's decompressor with the interface of bz2's and lzma's."""

    def __init__(self, bits: int = 31) -> None:
        self._inflater = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        """Whether the compressed data is at its end."""
        return self._inflater.eof

    @property
    def unused_data(self) -> bytes:
        """What was given and lies behind the end."""
        return self._inflater.unused_data

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing more to give without further data."""
        return not self._inflater.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return at most `max_length` bytes; what `data` holds beyond is given by the next calls."""
        return self._inflater.decompress(self._inflater.unconsumed_tail + data, max_length)


def make_decompressor(name: str) -> Any:
    """Return a decompressor (`decompress(data, max_length)`, `eof`, `needs_input`, `unused_data`)."""
    if name == "gzip":
        return Gunzip()
    if name == "bzip2":
        return bz2.BZ2Decompressor()
    if name == "xz":
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return ZstdDecompressor()


def unpack(packed: ByteStream, name: str, count: Callable[[int], None]) -> ByteStream:
    """Return the plain bytes of a compressed stream, one member after the other; `count` is told how many they are.

    At damage in gzip data, what follows the fault is the next member that is whole: one record of a WARC costs itself
    alone.
    """
    return ByteStream(_Unpacker(packed, name, count).read_some)


class _Unpacker:
    def __init__(self, packed: ByteStream, name: str, count: Callable[[int], None]) -> None:
        self._packed = packed
        self._name = name
        self._count = count
        self._decompressor: Any = None
        self._ended = False

    def read_some(self, size: int) -> bytes:
        """Return up to so many bytes; none at the end. Raises Damaged once at each place that is."""
        while not self._ended:
            if self._decompressor is None and not self._begin_member():
                break
            data = self._packed.read_chunk() if self._decompressor.needs_input else b""
            if not data and self._decompressor.needs_input:
                self._ended = True
                raise Damaged(
                    self._packed.fault
                    or f"cut off: the {self._name} data ends before its end; what stands before the cut is kept"
                )
            try:
                plain: bytes = self._decompressor.decompress(data, size)
            except _FAULTS as error:
                self._find_next_member(data)
                raise Damaged(f"damaged {self._name} data ({error}): fetch or copy the file anew") from error
            if self._decompressor.eof:
                self._packed.give_back(self._decompressor.unused_data)
                self._decompressor = None
            if plain:
                self._count(len(plain))
                return plain
        return b""

    def _begin_member(self) -> bool:
        """Begin the next member; False at the end. Padding with zeros is no member."""
        while self._packed.peek(1) == b"\0":
            chunk = self._packed.read_chunk()
            rest = chunk.lstrip(b"\0")
            if rest:
                self._packed.give_back(rest)
        if not self._packed.peek(1):
            self._ended = True
            if self._packed.fault:
                raise Damaged(self._packed.fault)
            return False
        if not self._packed.peek(8).startswith(MAGIC[self._name]):
            self._find_next_member(b"")
            raise Damaged(f"what follows the {self._name} data is none: fetch or copy the file anew")
        self._decompressor = make_decompressor(self._name)
        return True

    def _find_next_member(self, data: bytes) -> None:
        """Go to the next member that can be unpacked, behind the one that can't."""
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
