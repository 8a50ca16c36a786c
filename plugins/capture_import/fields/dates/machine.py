"""Dates as machines write them: ISO 8601 in all its forms, seconds since 1970, JSON's `/Date(...)/`. No table of words
is needed for these.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

_ISO = re.compile(
    r"(?P<day>(?P<year>\d{4})(?:-(?P<month>\d\d?)-(?P<number>\d\d?)|-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?|-(?P<ordinal>\d{3})|(?P<compact>\d{4})))"
    r"(?:\s?[Tt]\s?|\s++|(?<=\d)-(?=\d\d:))?"
    r"(?:(?P<hour>\d\d?):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?\s*+(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*+(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?)?(?:\[[\w/]+\])?\Z",
    re.I,
)
_SECONDS = re.compile(r"(?:/Date\()?(?P<number>-?\d{9,10}|\d{12,13})(?:\.\d+)?(?P<zone>[+-]\d{4})?(?:\)/)?\Z")
_MILLISECONDS = 12
# Zeros, and the first day or second of .NET, Unix, Excel, Windows and SQL Server.
_NOTHING = re.compile(
    r"\W*(?:0000\W?00\W?00|0001\W01\W01|-?62135596800|1970-01-01[T ]00:00:00"
    r"|1899-12-3[01]|(?:1601|1900)-01-01[T ]00:00:00)"
)


def is_nothing(text: str) -> bool:
    """Return whether a date stands for no date: zeros, the first day of a calendar, the first second of 1970."""
    return (
        not text.strip()
        or bool(_NOTHING.match(text))
        or text.strip() in ("0", "null", "None", "Invalid Date", "Invalid date")
    )


def read_machine_date(text: str) -> datetime | date | None:
    """Return the day or the time that a machine wrote, with its zone where it names one; None for anything else.

    >>> read_machine_date("2021-05-04T06:07:08Z").isoformat(), read_machine_date("2021-W18-2")
    ('2021-05-04T06:07:08+00:00', datetime.date(2021, 5, 4))
    >>> read_machine_date("1620108428").year
    2021
    """
    text = text.strip()
    if not text.isascii():
        return None
    if seconds := _SECONDS.match(text):
        number = int(seconds["number"])
        try:
            return datetime.fromtimestamp(number // 1000 if len(seconds["number"]) >= _MILLISECONDS else number, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    match = _ISO.match(text)
    if match is None:
        return None
    day = _read_day(match)
    if day is None or match["hour"] is None:
        return day
    hour, minute, second = int(match["hour"]), int(match["minute"]), min(int(match["second"] or 0), 59)
    if match["half"] and hour <= 12:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and (minute or second)):
        return day
    try:
        moment = datetime(day.year, day.month, day.day, hour % 24, minute, second, tzinfo=_read_zone(match["zone"]))
        return moment + timedelta(days=hour // 24)
    except (ValueError, OverflowError):
        return day


def _read_day(match: re.Match[str]) -> date | None:
    year = int(match["year"])
    if year < 1600:  # of another calendar, if of any
        return None
    try:
        if match["month"]:
            return date(year, int(match["month"]), int(match["number"]))
        if match["week"]:
            return (
                date.fromisocalendar(year, int(match["week"]), int(match["weekday"] or 1)) if match["weekday"] else None
            )
        if match["ordinal"]:
            day = date(year, 1, 1) + timedelta(days=int(match["ordinal"]) - 1)
            return day if day.year == year else None
        return date(year, int(match["compact"][:2]), int(match["compact"][2:]))
    except (ValueError, OverflowError):
        return None


def _read_zone(text: str | None) -> timezone | None:
    if not text:
        return None
    offset = re.search(r"[+-]\d\d?(?::?\d\d)?\Z", text)
    if not offset:
        return UTC
    digits = re.sub(r"\D", "", offset[0])
    minutes = int(digits) * 60 if len(digits) <= 2 else int(digits[:-2]) * 60 + int(digits[-2:])
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if offset[0][0] == "+" else -minutes)) if minutes else UTC
