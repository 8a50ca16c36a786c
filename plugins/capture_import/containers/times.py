"""Parses times of programs: ISO 8601, 14 digits, mail and HTTP headers, JavaScript."""

import re
from datetime import UTC, datetime

_DIGITS = re.compile(r"\d{14}\Z")
_ZONE_NAME = re.compile(r"(?<=\d)\s*(?:UTC|GMT)\Z")
# ECMA-262, "Date.prototype.toString"
_JAVASCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")


def text_to_time(text: str) -> datetime | None:
    """Return the time that a text means, in UTC where it has no zone; None for a text that is no time.

    >>> str(text_to_time("2025-02-17T10:30:00Z")), str(text_to_time("Mon, 17 Feb 2025 10:30:00 GMT"))
    ('2025-02-17 10:30:00+00:00', '2025-02-17 10:30:00+00:00')
    >>> str(text_to_time("Mon Feb 17 2025 10:30:00 GMT+0100 (Central European Standard Time)")), text_to_time("soon")
    ('2025-02-17 10:30:00+01:00', None)
    """
    text = text.strip()
    try:
        time = _read_iso(text) or _read_header(text)
        if time is None:
            return None
        time = time if time.tzinfo else time.replace(tzinfo=UTC)
        time.astimezone(UTC)  # a zone can move the first or last day of the calendar out of it
    except (ValueError, OverflowError):
        return None
    return time


def _read_iso(text: str) -> datetime | None:
    if _DIGITS.match(text):
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    try:
        return datetime.fromisoformat(_ZONE_NAME.sub("Z", text))
    except ValueError:
        return None


def _read_header(text: str) -> datetime | None:
    if not any(map(str.isdigit, text)):
        return None
    # loads the package `email`, which takes longer than to read a plain text
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - see above

    if match := _JAVASCRIPT.match(text):
        month, day, year, clock, zone = match.groups()
        text = f"{day} {month} {year} {clock} {zone}"
    return parsedate_to_datetime(text)
