"""A capture in plain text as publishers read it: its lines, its address, its declared day."""

import re
from dataclasses import dataclass, replace
from datetime import date

from capture_import.containers.capture import Capture
from capture_import.fields.encodings import Decoded
from capture_import.fields.urls_archived import Original, find_original
from capture_import.forms.plain_text.line_words import pattern_of
from capture_import.forms.plain_text.printed_pages import take_off_frames
from newsrecord.clean_text import clean_block

_ADDRESS_LINE = re.compile(rf"(?:{pattern_of('clipped_url')}:?\s+)?(https?://\S+)\Z", re.IGNORECASE)
_NO_ADDRESS_LINE = re.compile(rf"\({pattern_of('no_clipped_url')}\b.*\)\Z", re.IGNORECASE)
_DAY_LINE = re.compile(rf"{pattern_of('clipped_day')}:?\s+(\d{{4}})-(\d\d)-(\d\d)(?:T\S*)?(?:\s+|\Z)", re.IGNORECASE)
_HEADER_LINES = 4
_PRINTED_LINE = re.compile(rf"{pattern_of('wayback_titles')}\s*[-–—]\s*(https?://\S+)\Z", re.IGNORECASE)
_TOOLBAR_LINES = 60


@dataclass(frozen=True, slots=True)
class TextPage:
    """The lines of a text capture, ends trimmed, gaps kept as they are, empty lines kept as empty; and what stood
    above.

    `is_copy` says that an archive keeps the page, and its links may be the archive's. `url` is the capture's, else the
    one that the first line gives, `declared_url` the same as it stands there; `day` is what a line
    `date 2025-02-17` declares.
    """

    capture: Capture
    decoded: Decoded
    lines: tuple[str, ...]
    url: str
    day: date | None
    is_copy: bool = False
    declared_url: str = ""


def capture_to_page(capture: Capture, decoded: Decoded) -> TextPage:
    """Return the page without header lines (an address, a day) and without what a browser printed round its sheets."""
    printed_text, printed_url = take_off_frames(decoded.text)
    decoded = replace(decoded, text=printed_text)
    lines = [line.strip() for line in clean_block(decoded.text).split("\n")]
    declared_url, day = capture.url or printed_url, None
    place = find_original(declared_url)
    lines, printed = _drop_toolbar(lines)
    place = place if place.url else printed
    for at in range(min(_HEADER_LINES, len(lines))):
        line = lines[at]
        if not line:
            continue
        address, declared = _ADDRESS_LINE.match(line), _DAY_LINE.match(line)
        if address:
            place, declared_url = (place, declared_url) if place.url else (find_original(address[1]), address[1])
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
    is_copy = place.archived_at is not None
    return TextPage(at_place(capture, place), decoded, tuple(lines), place.url, day, is_copy, declared_url)


def at_place(capture: Capture, place: Original) -> Capture:
    """Return the capture with the time at which an archive copied its page, where its URL tells that."""
    return replace(capture, captured_at=place.archived_at) if place.archived_at else capture


def _drop_toolbar(lines: list[str]) -> tuple[list[str], Original]:
    """Take what the Wayback Machine sets above a page off its lines: everything down to the line that it prints with
    the URL.
    """
    for at, line in enumerate(lines[:_TOOLBAR_LINES]):
        if line[:1] in ("T", "t") and (match := _PRINTED_LINE.match(line)):
            return lines[at + 1 :], find_original(match[1])
    return lines, Original("", None)
