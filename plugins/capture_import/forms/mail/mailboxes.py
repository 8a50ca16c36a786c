"""Mailboxes (mbox, RFC 4155): many mails in one file, read one at a time, however many there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem, Documents
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import ByteStream, Damaged
from capture_import.containers.times import text_to_time
from capture_import.forms.mail.messages import read_message

_SEPARATOR = re.compile(rb"From [^\n]{0,300}\d\d:\d\d[^\n]{0,80}\n?\Z")
_FIELD = re.compile(rb">?[A-Za-z][A-Za-z-]{0,60}:(?:[ \t\r\n]|\Z)")
_QUOTED = re.compile(rb">+From ")
# `From ann@a.example Tue Aug 04 06:00:00 2015`, with a zone before or behind the year in some
_DAY = re.compile(
    rb"([A-Z][a-z]{2}) +(\d\d?) +(\d\d:\d\d(?::\d\d)?)(?: +([+-]\d{4}))?(?: +[A-Z]{2,4})? +(\d{4})(?: +([+-]\d{4}))?"
)
_LONGEST_LINE = 1024 * 1024


@dataclass(slots=True)
class _Mail:
    """A mail of the box: its bytes, or that they are too many."""

    number: int
    separator: bytes
    content: bytes
    is_too_large: bool


def mailbox_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata, documents: Documents
) -> Iterator[ContainerItem]:
    """Yield what each mail of a mailbox holds; one that is too large, cut off or empty costs itself alone."""
    limit = budget.limits.feed_bytes
    skipped: dict[str, int] = {}
    last = None
    for mail in _split(stream, limit):
        last = mail
        where = f"{source}#{mail.number}"
        if mail.is_too_large:
            yield Unreadable(where, f"too large: a mail of more than {limit} bytes (the limit feed_bytes)")
            continue
        known = CaptureMetadata(captured_at=text_to_time(_read_day(mail.separator)))
        try:
            for item in read_message(mail.content, where, budget, known, documents):
                if isinstance(item, Skipped):
                    skipped[item.what] = skipped.get(item.what, 0) + item.count
                else:
                    yield item
        except Damaged as damaged:
            yield Unreadable(where, str(damaged))
        except Exception as error:  # noqa: BLE001 - a mail that no program wrote must not cost those behind it
            yield Unreadable(where, f"can't be read: {type(error).__name__}: {error}"[:200])
    if stream.fault:
        yield Unreadable(f"{source}#{last.number if last else 1}", stream.fault)
    for what, count in sorted(skipped.items()):
        yield Skipped(source, what, count)


def _split(stream: ByteStream, limit: int) -> Iterator[_Mail]:
    """Yield the mails. A line `From ...` begins one behind an empty line, where a field of a header follows; what is
    quoted (`>From`, in mboxrd `>>From` too) loses one sign.
    """
    number, separator = 0, b""
    lines: list[bytes] = []
    size = 0
    was_empty = True
    while line := stream.read_line(_LONGEST_LINE):
        if was_empty and line.startswith(b"From ") and _SEPARATOR.match(line) and _FIELD.match(stream.peek(80)):
            if number:
                yield _Mail(number, separator, b"".join(lines), size > limit)
            number, separator, lines, size = number + 1, line, [], 0
            was_empty = False
            continue
        was_empty = not line.strip()
        size += len(line)
        if size <= limit:
            lines.append(line[1:] if _QUOTED.match(line) else line)
        else:
            lines.clear()
    if number and not stream.fault:  # else it is only the beginning of a mail
        yield _Mail(number, separator, b"".join(lines), size > limit)


def _read_day(separator: bytes) -> str:
    found = _DAY.search(separator)
    if not found:
        return ""
    month, day, clock, zone, year, zone_behind = (part.decode() if part else "" for part in found.groups())
    return f"{day} {month} {year} {clock} {zone or zone_behind or '+0000'}"
