"""The forms in which feeds and exports write times, as ISO 8601 with the zone that they name. Nothing is made up."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?)\s*(Z|[+-]\d\d:?\d\d)?)?\Z", re.I)
_FRACTION = re.compile(r"[.,]\d+")
# RFC 5322, section 3.3, with the day's name left out or written in full, as feeds have it.
_MAIL_DAY_NAME = re.compile(r"^[A-Za-z]+\s*,\s*")


def text_to_iso(text: object) -> str:
    """Give a time as ISO 8601; empty for what is none, or for one that can't be (`0000-00-00`, year 9999).

    >>> text_to_iso("Fri, 03 Mar 2023 14:30:00 +0200"), text_to_iso("2023-03-03"), text_to_iso("soon")
    ('2023-03-03T14:30:00+02:00', '2023-03-03', '')
    """
    if not isinstance(text, str):
        return ""
    text = " ".join(text.split())
    moment = _read_iso(text) or _read_mail_time(text)
    return moment.isoformat() if moment and _FIRST_YEAR <= moment.year <= _LAST_YEAR else ""


def iso_to_moment(text: str) -> datetime | date | None:
    """Give the day or time of `text_to_iso`'s answer; None for an empty one."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _read_iso(text: str) -> datetime | date | None:
    match = _ISO.match(text)
    if not match:
        return None
    try:
        if not match[2]:
            return date.fromisoformat(match[1])
        return datetime.fromisoformat(f"{match[1]}T{_FRACTION.sub('', match[2])}{(match[3] or '').upper()}")
    except ValueError:
        return None


def _read_mail_time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(_MAIL_DAY_NAME.sub("", text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
