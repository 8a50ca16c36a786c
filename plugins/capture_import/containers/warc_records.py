"""The records of a WARC (ISO 28500:2017, WARC 1.1): their headers, their bytes, and damage. No contents are known here.

Records are parsed here and not by a library because of damaged files: a record that is truncated, or whose declared
length is wrong, is recognized, and the records behind it are found.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from capture_import.containers.field_lines import lines_to_fields
from capture_import.containers.streams import CHUNK, ByteStream
from newsrecord.whole_numbers import text_to_number

_HEADER_BYTES = 64 * 1024
_MOST_LENGTH_DIGITS = 15
_VERSION = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\n")
_NEXT_RECORD = re.compile(rb"(?<=\n)WARC/[01]\.\d+[ \t]*\r?\n(?:WARC-|Content-)", re.I)
_WRONG_LENGTH = "its Content-Length is wrong: the record does not end where it should"
_CUT = "cut off: the file ends inside this record; those before it are kept"


class RecordFormat(NamedTuple):
    """How records of a format begin.

    `start` matches where a record should begin, within `longest_start` bytes; `next` finds one anywhere behind damage.
    """

    start: re.Pattern[bytes]
    next: re.Pattern[bytes]
    longest_start: int


_WARC = RecordFormat(_VERSION, _NEXT_RECORD, 32)
START_BYTES = 4096
"""How many bytes are enough to recognize the beginning of a record."""


@dataclass(slots=True)
class Record:
    """One record, the `number`th. Its content is read once, front to back; `finish` says whether it is whole."""

    number: int
    headers: dict[str, str]
    length: int
    stream: ByteStream
    format: RecordFormat = _WARC
    fault: str = ""
    is_finished: bool = False
    _taken: int = 0
    _content: bytes = b""

    def peek(self, size: int) -> bytes:
        """Return the next bytes of the content without reading past them."""
        return self.stream.peek(min(size, self.length - self._taken))

    def read(self, limit: int) -> bytes:
        """Read the content, or its next `limit` bytes."""
        content = self.stream.read(min(limit, self.length - self._taken))
        self._taken += len(content)
        self._content = content
        return content

    def finish(self) -> str:
        """Skip to the record's end; return why the record is not whole, "" where it is."""
        if self.is_finished:
            return self.fault
        self.is_finished = True
        left = self.length - self._taken
        skipped = self.stream.skip(left)
        if skipped < left:
            self.fault = self.stream.fault or _CUT
        elif len(end := self.stream.peek(4)) < 4 and self.stream.fault:
            self.fault = self.stream.fault
        elif end[:1] not in (b"\r", b"\n", b"") and not self.format.start.match(self.stream.peek(START_BYTES)):
            self.fault = _WRONG_LENGTH
        if self.fault in (_WRONG_LENGTH, _CUT) and not skipped:
            # the length is too large: the content includes the records behind this one
            swallowed = self.format.next.search(self._content + self.stream.peek(START_BYTES))
            if swallowed and swallowed.start() < len(self._content):
                self.fault = _WRONG_LENGTH
                self.stream.give_back(self._content[swallowed.start() :])
        self._content = b""
        return self.fault


@dataclass(frozen=True, slots=True)
class DamagedRegion:
    """A damaged place of the file, and what is wrong there."""

    reason: str


def read_records(stream: ByteStream) -> Iterator[Record | DamagedRegion]:
    """Yield the records of a WARC, also those behind damage that can be found.

    Where a record is not whole and the caller has not called `finish`, a DamagedRegion follows it.
    """
    return list_records(stream, _WARC, _read_record)


def list_records(
    stream: ByteStream, form: RecordFormat, read: Callable[[ByteStream, int], Iterator[Record | DamagedRegion]]
) -> Iterator[Record | DamagedRegion]:
    """Yield the records of a format and the damage between them; `read` reads the record with a number."""
    number = 0
    while True:
        if not _skip_line_ends(stream):
            if not stream.fault:
                return
            yield DamagedRegion(stream.fault)
            stream.pass_fault()
        elif not form.start.match(stream.peek(form.longest_start)):
            yield DamagedRegion(
                f"damaged at byte {stream.position} (unpacked): no record begins where one should; "
                "those that can be found are kept"
            )
            _find_record(stream, form)
        else:
            number += 1
            yield from read(stream, number)
            if stream.fault:
                stream.pass_fault()


def _read_record(stream: ByteStream, number: int) -> Iterator[Record | DamagedRegion]:
    headers = _read_headers(stream)
    length = headers.get("content-length", "")
    size = text_to_number(length, _MOST_LENGTH_DIGITS) if length.isascii() and length.isdecimal() else None
    if size is None:
        yield DamagedRegion(stream.fault or f"the header of record {number} is damaged: the record is lost")
        if not stream.fault:
            _find_record(stream, _WARC)
    else:
        yield from yield_record(Record(number, headers, size, stream))


def yield_record(record: Record) -> Iterator[Record | DamagedRegion]:
    """Yield a record, and its damage where the caller has not called `finish`; then skip to the next record."""
    stream = record.stream
    yield record
    was_finished = record.is_finished
    record.finish()
    if record.fault and not was_finished:
        yield DamagedRegion(f"record {record.number}: {record.fault}")
    if record.fault and not stream.fault and not record.format.start.match(stream.peek(START_BYTES)):
        _find_record(stream, record.format)


def _read_headers(stream: ByteStream) -> dict[str, str]:
    """Read the version and the header fields up to the empty line; return the fields."""
    lines: list[str] = []
    size = 0
    stream.read_line(64)
    while size < _HEADER_BYTES:
        line = stream.read_line(_HEADER_BYTES)
        size += len(line)
        if not line.endswith(b"\n") or line in (b"\r\n", b"\n"):
            break
        lines.append(line.decode("utf-8", "replace").rstrip("\r\n"))
    return lines_to_fields(lines)


def _skip_line_ends(stream: ByteStream) -> bool:
    """Skip the empty lines between records; return False at the end or at damage."""
    while (byte := stream.peek(1)) in (b"\r", b"\n"):
        stream.skip(1)
    return bool(byte)


def _find_record(stream: ByteStream, form: RecordFormat) -> None:
    """Skip to the next place that looks like the beginning of a record."""
    stream.skip(1)
    while window := stream.peek(2 * CHUNK):
        match = form.next.search(window)
        if match and match.start():
            stream.skip(match.start())
            return
        if len(window) < 2 * CHUNK:
            stream.skip(len(window))
            return
        stream.skip(len(window) - START_BYTES)
