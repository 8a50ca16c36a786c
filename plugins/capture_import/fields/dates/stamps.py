"""Time stamps as programs write them in English: RFC 5322, section 3.3 (mail, RSS), and `Mon Jun 18, 2007 12:38pm EDT`.

They are parsed by one expression, without the tables of words, since most dates of feeds and archives are of these
forms; any other text is left to `shapes`, which would read these as well.
"""

import re
from datetime import date

from capture_import.fields.dates.mentions import Mention
from capture_import.fields.dates.words import load_zones

_STAMP = re.compile(
    r"(?P<weekday>[A-Z][a-z]{2}),? "
    r"(?:(?P<day>[0-3]?\d) (?P<month>[A-Z][a-z]{2}) |(?P<month_first>[A-Z][a-z]{2}) (?P<day_second>[0-3]?\d), )"
    r"(?P<year>(?:1[6-9]|20)\d\d) "
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?: ?(?P<half>[ap]m))?"
    r" (?:(?P<zone>[A-Z]{2,4})|(?P<sign>[+-])(?P<hours>0\d|1[0-3])(?P<minutes>[0-5]\d))\Z"
)
_MONTHS = {
    name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)
}
_WEEKDAYS = {name: number for number, name in enumerate("Mon Tue Wed Thu Fri Sat Sun".split())}
_NOON = 12


def read_stamp(text: str) -> Mention | None:
    """Return the mention of a text that is such a stamp as a whole; None for any other text.

    >>> read_stamp("Mon Jun 18, 2007 12:38pm EDT").when().isoformat()
    '2007-06-18T12:38:00-04:00'
    """
    match = _STAMP.match(text)
    if match is None:
        return None
    weekday = _WEEKDAYS.get(match["weekday"])
    month = _MONTHS.get(match["month"] or match["month_first"])
    day, year, hour = int(match["day"] or match["day_second"]), int(match["year"]), int(match["hour"])
    offset = load_zones().get(match["zone"]) if match["zone"] else _read_offset(match)
    if weekday is None or month is None or offset is None or not _is_day(year, month, day):
        return None
    half = match["half"]
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return Mention(
        words=text[: match.end("year")],
        source=text,
        before="",
        start=0,
        end=len(text),
        year=year,
        orders=((month, day),),
        weekday=weekday,
        time=(hour, int(match["minute"]), int(match["second"] or 0)),
        offset=offset,
        has_half=bool(half),
    )


def _read_offset(match: re.Match[str]) -> int | None:
    """Return the minutes of an offset; None for `-0000`, by which the zone is not known."""
    minutes = int(match["hours"]) * 60 + int(match["minutes"])
    if match["sign"] == "+":
        return minutes
    return -minutes if minutes else None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
