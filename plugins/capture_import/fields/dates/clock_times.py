"""The time of day beside a date, or alone, with its zone."""

import re
from typing import NamedTuple

from capture_import.fields.dates.lexing import lex
from capture_import.fields.dates.symbols import AM, CLOCK, HOUR_UNIT, JOINT, MINUTE_UNIT, MONTHS, PM, WEEKDAYS, zone_of

# Hour and minute, or an hour with AM or PM, which Chinese and Korean write before it.
TIME = (
    rf"(?P<before>[{AM}{PM}])?\s?(?P<hour>[01]?\d|2[0-4])(?:\s?(?:[:.hH]|{HOUR_UNIT}|{CLOCK})\s?(?P<minute>[0-5]\d)(?!\d|[.,/]\d|-\d\d?[./-])(?:\s?{MINUTE_UNIT})?"
    rf"(?:[:.](?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?:\s?(?P<half>[{AM}{PM}]))?|(?(before)|\s?(?P<alone>[{AM}{PM}]))(?![\d{MONTHS}]))"
)
# `10:30-11:30` is a time and another, not a time with its zone.
ZONE = (
    r"(?:(?:\s?\(?(?P<zone>[\ue300-\ue34f])|\s?\((?=[+-]))?"
    r"(?P<offset>(?:\s?\+|\s-|(?<=[\ue300-\ue34f(])-)\d\d?(?::?\d\d)?(?!\d))?)"
)
_BETWEEN = rf"(?:[\s,.|·•()@{CLOCK}{JOINT}{WEEKDAYS}月火水木金土日월화수목금토일-]|[Tt](?=\d)){{0,8}}"
# What stands right behind a day, and right before it.
TIME_BEHIND = re.compile(rf"{_BETWEEN}{TIME}{ZONE}")
TIME_BEFORE = re.compile(rf"(?<![\d.:/-]){TIME}{ZONE}\)?[\s,|·•(){CLOCK}{JOINT}{WEEKDAYS}-]{{1,8}}\Z")
_ANY_TIME = re.compile(rf"(?<![\d.:]){TIME}{ZONE}")
# In no text without one does a time of day stand; `〇年` is of a year in Chinese digits.
_DIGIT = re.compile(r"\d|[〇一二三四五六七八九十]年")


class ClockTime(NamedTuple):
    """A time of day: hour (to 24), minute, second; the minutes that its zone, if named, is ahead of universal time."""

    time: tuple[int, int, int]
    offset: int | None
    is_zone_american: bool
    has_half: bool  # AM or PM


def match_to_time(match: re.Match[str]) -> ClockTime | None:
    """Return the time in a match of `TIME` and `ZONE`; None for one that no clock shows."""
    hour = int(match["hour"])
    half = match["half"] or match["alone"] or match["before"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == PM else 0)
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    if hour == 24 and (minute or second):
        return None
    offset: int | None = None
    is_american = False
    if match["zone"]:
        offset = zone_of(match["zone"])
        is_american = offset <= -240 and offset != -180
    if match["offset"]:
        sign, digits = match["offset"].strip()[0], re.sub(r"\D", "", match["offset"])
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        if (sign, hours, minutes) == ("-", 0, 0):
            offset = None  # RFC 5322, section 3.3: the zone is not known
        elif hours <= 14 and minutes < 60:
            offset, is_american = (hours * 60 + minutes) * (1 if sign == "+" else -1), False
    return ClockTime((hour, minute, second), offset, is_american, bool(half))


def read_clock(text: str) -> tuple[int, int] | None:
    """Return the hour and minute of the first time of day in a text; None where there is none.

    >>> read_clock("March 6, 12:05 AM"), read_clock("March 6")
    ((0, 5), None)
    """
    match = _ANY_TIME.search(lex(text).text) if _DIGIT.search(text) else None
    clock = match_to_time(match) if match else None
    return (clock.time[0] % 24, clock.time[1]) if clock else None
