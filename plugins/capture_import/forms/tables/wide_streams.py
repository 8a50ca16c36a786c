"""Streams of text in an encoding whose commas, quotes and line ends are no single bytes, and lines that end as on old
Macintoshes, as UTF-8 with line feeds.
"""

import codecs

from capture_import.containers.streams import CHUNK, ByteStream, Damaged
from capture_import.fields.encodings import find_encoding

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STATEFUL = "iso2022_jp"
_FEWEST_BYTES = 4


def find_wide_encoding(head: bytes) -> str:
    """Return the encoding of what can't be cut at bytes; empty for what can.

    >>> find_wide_encoding("id,title".encode("utf-16")), find_wide_encoding(b"id,title")
    ('utf-16', '')
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if len(head) >= _FEWEST_BYTES and 0 in head[:2] and head[:2] != b"\0\0":
        return "utf-16-be" if not head[0] else "utf-16-le"
    if b"\x1b$" in head and (found := find_encoding(head)) and found.name == _STATEFUL:
        return _STATEFUL
    return ""


def to_narrow(stream: ByteStream) -> ByteStream:
    """Return a stream whose commas, quotes and line ends are single bytes: the same one, where they are."""
    head = stream.peek(CHUNK)
    wide = find_wide_encoding(head)
    plain = head.decode(wide, "replace").encode() if wide else head
    has_carriage_returns = b"\r" in plain and b"\n" not in plain
    if not wide and not has_carriage_returns:
        return stream
    decoder = codecs.getincrementaldecoder(wide)("replace") if wide else None
    ended = False

    def read_some(size: int) -> bytes:
        nonlocal ended
        while not ended:
            data = stream.read_chunk()
            if not data and stream.fault:
                raise Damaged(stream.fault)
            ended = not data
            if decoder:
                data = decoder.decode(data, final=ended).encode("utf-8", "replace")
            if data:
                return data.replace(b"\r", b"\n") if has_carriage_returns else data
        return b""

    return ByteStream(read_some)
