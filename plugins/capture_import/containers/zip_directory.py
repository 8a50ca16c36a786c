"""Rebuilds the missing or damaged central directory of a zip from the local headers of its members.

The format is specified in APPNOTE.TXT 6.3.10: local headers in 4.3.7, data descriptors in 4.3.9, the central directory
in 4.3.12, its end in 4.3.14 to 4.3.16. Which members are symbolic links stands in the directory alone, and is lost.
"""

import io
import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

_LOCAL, _CENTRAL, _DESCRIPTOR = b"PK\x03\x04", b"PK\x01\x02", b"PK\x07\x08"
_LOCAL_FIELDS = struct.Struct("<4s5H3L2H")
_CENTRAL_FIELDS = struct.Struct("<4s6H3L5H2L")
_END64_FIELDS = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_FIELDS = struct.Struct("<4sLQL")
_END_FIELDS = struct.Struct("<4s4H2LH")
_ZIP64 = 0x0001
_FULL = 0xFFFFFFFF
_SIZES_FOLLOW = 0x0008
_METHODS = frozenset((0, 8, 9, 12, 14, 93, 95))
_LONGEST_NAME = 4096


class _Sizes(NamedTuple):
    """The checksum (CRC-32) of a member, and its sizes in bytes, packed and unpacked."""

    crc: int
    packed: int
    plain: int


@dataclass(frozen=True, slots=True)
class _Local:
    """A member by its local header, which begins at byte `at`; the next header is looked for from `behind` on."""

    at: int
    version: int
    flags: int
    method: int
    time: int
    day: int
    name: bytes
    extra: bytes
    sizes: _Sizes
    behind: int


def with_found_directory(file: BinaryIO, most: int) -> tuple[BinaryIO, int]:
    """Return a zip with a rebuilt directory as a file to read, and how many members it has, at most `most`.

    The given file is not changed. A truncated member is listed like the others, and fails when it is read.
    """
    size = file.seek(0, io.SEEK_END)
    if not size:
        return file, 0
    with _as_bytes(file, size) as data:
        members = []
        for member in _find_members(data):
            members.append(member)
            if len(members) >= most:
                break
    return io.BufferedReader(_Joined(file, size, _make_directory(members, size))), len(members)


def _as_bytes(file: BinaryIO, size: int) -> mmap.mmap:
    return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)


def _find_members(data: mmap.mmap) -> Iterator[_Local]:
    at = data.find(_LOCAL)
    while at >= 0:
        member = _read_local(data, at)
        if member:
            yield member
        at = data.find(_LOCAL, member.behind if member else at + 1)


def _read_local(data: mmap.mmap, at: int) -> _Local | None:
    """Return the member whose local header begins at a byte; None where there is no valid header."""
    if at + _LOCAL_FIELDS.size > len(data):
        return None
    _, *fields, name_length, extra_length = _LOCAL_FIELDS.unpack_from(data, at)
    version, flags, method, time, day, crc, packed, plain = fields
    start = at + _LOCAL_FIELDS.size + name_length + extra_length
    name = data[at + _LOCAL_FIELDS.size : start - extra_length]
    if (
        version & 0xFF > 63
        or method not in _METHODS
        or not 0 < name_length <= _LONGEST_NAME
        or b"\0" in name
        or start > len(data)
    ):
        return None
    extra = _split_extra(data[start - extra_length : start])
    large = extra.pop(_ZIP64, b"")
    if packed == plain == _FULL and len(large) >= 16:
        plain, packed = struct.unpack_from("<2Q", large)
    kept = b"".join(struct.pack("<2H", kind, len(content)) + content for kind, content in extra.items())
    if flags & _SIZES_FOLLOW and not packed:
        crc, packed, plain = _find_descriptor(data, start)
    # a member that would end behind the file's end is truncated or has a wrong size: others may lie inside it
    behind = start + packed if start + packed <= len(data) else start
    return _Local(at, version, flags, method, time, day, name, kept, _Sizes(crc, packed, plain), behind)


def _find_descriptor(data: mmap.mmap, start: int) -> _Sizes:
    """Return checksum and sizes of a member at byte `start` whose header leaves them out.

    They stand in the first data descriptor behind it whose packed size reaches from `start` to the descriptor.
    """
    at = data.find(_DESCRIPTOR, start)
    while at >= 0:
        for form in ("<L2Q", "<3L"):
            if at + 4 + struct.calcsize(form) <= len(data):
                crc, packed, plain = struct.unpack_from(form, data, at + 4)
                if packed == at - start:
                    return _Sizes(crc, packed, plain)
        at = data.find(_DESCRIPTOR, at + 1)
    end = data.find(_LOCAL, start)
    packed = (end if end >= 0 else len(data)) - start
    # no descriptor: take the bytes up to the next member; reading them shows whether they are whole
    return _Sizes(0, packed, packed)


def _split_extra(extra: bytes) -> dict[int, bytes]:
    parts: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        parts[kind] = extra[at + 4 : at + 4 + length]
        at += 4 + length
    return parts


def _make_directory(members: list[_Local], offset: int) -> bytes:
    """Return a central directory and its end in the zip64 form, which has room for any size."""
    entries = []
    for member in members:
        crc, packed, plain = member.sizes
        extra = struct.pack("<2H3Q", _ZIP64, 24, plain, packed, member.at) + member.extra
        header = (
            _CENTRAL,
            45,
            member.version,
            member.flags,
            member.method,
            member.time,
            member.day,
            crc,
            _FULL,
            _FULL,
            len(member.name),
            len(extra),
            0,
            0,
            0,
            0,
            _FULL,
        )
        entries.append(_CENTRAL_FIELDS.pack(*header) + member.name + extra)
    directory = b"".join(entries)
    count = len(members)
    end64 = _END64_FIELDS.pack(
        b"PK\x06\x06", _END64_FIELDS.size - 12, 45, 45, 0, 0, count, count, len(directory), offset
    )
    locator = _LOCATOR_FIELDS.pack(b"PK\x06\x07", 0, offset + len(directory), 1)
    return directory + end64 + locator + _END_FIELDS.pack(b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, _FULL, _FULL, 0)


class _Joined(io.RawIOBase):
    """A file and further bytes behind it, as one file to read."""

    def __init__(self, file: BinaryIO, size: int, tail: bytes) -> None:
        self._file = file
        self._size = size
        self._tail = tail
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size + len(self._tail)}[whence]
        if base + offset < 0:
            raise OSError("before the file's beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at < self._size:
            self._file.seek(self._at)
            found = self._file.read(min(len(buffer), self._size - self._at))
        else:
            start = self._at - self._size
            found = self._tail[start : start + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)
