"""The records of an ARC, the format of crawlers before WARC (until about 2009), read as those of a WARC.

The Internet Archive's "ARC File Format" of 1996, versions 1 and 2: a line of fields separated by spaces, the URL first
and the length last, then so many bytes.
"""

import re
from collections.abc import Iterator

from capture_import.containers.streams import ByteStream
from capture_import.containers.warc_records import (
    DamagedRegion,
    Record,
    RecordFormat,
    list_records,
    yield_record,
)
from newsrecord.whole_numbers import text_to_number

_LONGEST_LINE = 4096
_MOST_LENGTH_DIGITS = 15
_PREFACE = b"Internet Archive File"
# URL, IP address, time, media type and, in version 2, more fields before the length.
_LINE = rb"[a-z][a-z0-9+.-]{1,20}:[^\s]{0,2000} [0-9a-fA-F.:-]{1,45} [0-9]{8,14} [^\r\n]{0,1000}[0-9]{1,15}\r?\n"
_ARC = RecordFormat(
    re.compile(rb"\A" + _LINE, re.IGNORECASE), re.compile(rb"(?<=\n)" + _LINE, re.IGNORECASE), _LONGEST_LINE
)


def read_arc_records(stream: ByteStream) -> Iterator[Record | DamagedRegion]:
    """Yield an ARC's records with the headers that a WARC's responses have, also those behind damage."""
    if stream.peek(len(_PREFACE)) == _PREFACE:
        stream.read_line(_LONGEST_LINE)
    return list_records(stream, _ARC, _read_record)


def _read_record(stream: ByteStream, number: int) -> Iterator[Record | DamagedRegion]:
    line = stream.read_line(_LONGEST_LINE)
    url, _, time, media_type, *others = (part.decode("utf-8", "replace") for part in line.split())
    headers = {
        "warc-type": "response",
        "warc-target-uri": url,
        "warc-date": time.ljust(14, "0"),
        "content-type": media_type if others else "",
    }
    size = text_to_number(others[-1] if others else media_type, _MOST_LENGTH_DIGITS) or 0
    return yield_record(Record(number, headers, size, stream, _ARC))
