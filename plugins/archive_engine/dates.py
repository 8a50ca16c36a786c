"""Dates of front matter: each must name year, month and day.

Pelican takes what a date leaves out from the machine's clock: `March 2019` would be another day in another build.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Any

import dateutil.parser
from dateutil.tz import tzoffset, tzutc

if TYPE_CHECKING:
    # commands that only read the content check dates, too, and start sooner without Pelican
    from pelican.readers import Readers

DATE_KEYS = ("date", "modified")
_FIRST_YEAR = 1000  # an earlier one would not have four digits everywhere
LONGEST = 100  # characters of a date: the longer the text, the longer the parser takes
# Most dates: such a text names its day, or Pelican can't read it. Neither needs a further check.
_WHOLE_DAY = re.compile(r"\s*\d{4}-\d\d-\d\d(?!\d)")
# Two days that differ in year, month and day: a text that is read as the same day with both names that day itself.
_DEFAULTS = (datetime(2001, 1, 1, tzinfo=UTC), datetime(2002, 2, 2, tzinfo=UTC))


def check_date(text: str) -> None:
    """Raise ValueError, saying why, where a text is no date or does not name a day.

    >>> check_date("3 March 2019")
    >>> check_date("March 2019")
    Traceback (most recent call last):
    ValueError: 'March 2019' does not name year, month and day
    """
    spaced = re.sub(" +", " ", text.replace("_", " "))
    days = {_read_day(spaced, default) if len(spaced) <= LONGEST else None for default in _DEFAULTS}
    if days == {None}:
        raise ValueError(f"{text.strip()[:60]!r} is no date")
    if len(days) > 1:
        raise ValueError(f"{text.strip()[:60]!r} does not name year, month and day")


def find_fault(key: str, moment: date) -> str:
    """Return why no article can have a day or a time as its `key`; "" where it can.

    >>> find_fault("date", date(79, 8, 24)), find_fault("date", date(1979, 8, 24))
    ('its date is in the year 79: a year has four digits', '')
    """
    if moment.year < _FIRST_YEAR:
        return f"its {key} is in the year {moment.year}: a year has four digits"
    if isinstance(moment, datetime) and not _has_zone(moment):
        return f"its {key} is in a time zone that there can't be"
    return ""


def _has_zone(moment: datetime) -> bool:
    """Return whether a time's zone has an offset that Python can work with: the date parser takes `+99:00`, too."""
    try:
        moment.utcoffset()
    except ValueError:
        return False
    return True


@cache
def offset_to_zone(offset: timedelta) -> tzinfo:
    """Return the zone that Pelican's date parser gives a time of so much before or after UTC."""
    zone: tzinfo = tzoffset(None, offset) if offset else tzutc()
    return zone


def require_days(readers: "Readers") -> None:
    """Make Pelican's readers raise ValueError for a date without year, month or day."""
    for reader in readers.readers.values():
        reader.process_metadata = _check_before(reader.process_metadata)


def find_bad_date(data: bytes) -> str | None:
    """Return `line: what is wrong` of the first front-matter date that can't be taken, or None."""
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        key, colon, value = line.partition(":")
        if not colon:
            break
        if key.strip().lower() in DATE_KEYS:
            try:
                check_date(value)
            except ValueError as error:
                return f"{number}: {key.strip()} {error}"
    return None


def _check_before(process: Callable[[str, Any], Any]) -> Callable[[str, Any], Any]:
    def process_metadata(name: str, value: Any) -> Any:
        if name in DATE_KEYS and isinstance(value, str) and not _WHOLE_DAY.match(value):
            check_date(value)
        return process(name, value)

    return process_metadata


def _read_day(text: str, default: datetime) -> tuple[int, int, int] | None:
    try:
        read = dateutil.parser.parse(text, default=default)
    except (TypeError, ValueError, ArithmeticError):  # decimal's errors, where its digits never end
        return None
    return (read.year, read.month, read.day) if _has_zone(read) else None
