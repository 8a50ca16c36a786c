"""A capture in plain text as publishers read it: its lines, its address, its declared day."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from newsrecord.clean_text import clean_block

from capture_import.addresses import clean_address
from capture_import.capture import Capture
from capture_import.encodings import Decoded

_ADDRESS_LINE = re.compile(r"(?:url:?\s+)?(https?://\S+)\Z", re.IGNORECASE)
_NO_ADDRESS_LINE = re.compile(r"\(no url given\b.*\)\Z", re.IGNORECASE)
_DAY_LINE = re.compile(r"date:?\s+(\d{4})-(\d\d)-(\d\d)(?:T\S*)?(?:\s+|\Z)", re.IGNORECASE)
_HEADER_LINES = 4


@dataclass(frozen=True, slots=True)
class TextPage:
    """The lines of a text capture, ends trimmed, gaps kept as they are, empty lines kept as empty; and what stood above.

    `url` is the capture's, else the one that the first line gives; `day` is what a line `date 2025-02-17` declares.
    """

    capture: Capture
    decoded: Decoded
    lines: tuple[str, ...]
    url: str
    day: date | None

    @property
    def captured_day(self) -> date | None:
        """The day on which the page was saved, where that is known."""
        return self.capture.captured_at.date() if self.capture.captured_at else None

    @property
    def captured_at(self) -> datetime | None:
        """The time at which the page was saved, where that is known."""
        return self.capture.captured_at


def capture_to_page(capture: Capture, decoded: Decoded) -> TextPage:
    """Give the page; header lines (an address, a day) are taken off its lines."""
    lines = [line.strip() for line in clean_block(decoded.text).split("\n")]
    url, day = clean_address(capture.url), None
    for at in range(min(_HEADER_LINES, len(lines))):
        line = lines[at]
        if not line:
            continue
        address, declared = _ADDRESS_LINE.match(line), _DAY_LINE.match(line)
        if address:
            url = url or clean_address(address[1])
            lines[at] = ""
        elif _NO_ADDRESS_LINE.match(line):
            lines[at] = ""
        elif declared and day is None:
            try:
                day = date(*map(int, declared.groups()[:3]))
            except ValueError:
                day = None
            lines[at] = line[declared.end() :].strip()
            break
        else:
            break
    return TextPage(capture, decoded, tuple(lines), url, day)
