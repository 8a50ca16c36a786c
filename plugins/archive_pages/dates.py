"""Days and times as a reader sees them. The words come from the CLDR and from catalogues, never from the machine's
locale, so that every machine builds the same bytes.
"""

from datetime import date, datetime
from functools import cache

from archive_pages.wording import (
    ENGLISH,
    MONTHS,
    MONTHS_IN_TEXT,
    MONTHS_OF_DAYS,
    SHORT_MONTHS,
    WEEKDAYS,
    format_date,
)


def time_to_key(moment: datetime | date) -> str:
    """Return a day, or the minute if it is known, as ISO 8601 text without a zone: the key by which lists are sorted.

    The time is that of the article's own zone, so that an article's day is the day on its page. Midnight to the second
    counts as "no time known", as Pelican makes it of a day without a time.

    >>> time_to_key(datetime(2025, 2, 17, 14, 30))
    '2025-02-17T14:30'
    >>> time_to_key(datetime(2025, 2, 17))
    '2025-02-17'
    """
    if not isinstance(moment, datetime) or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}T{moment.hour:02}:{moment.minute:02}"


# Cached: an archive has few days, and each is formatted very often.


@cache
def count_days(day: str) -> int:
    """Return the number of a day: 1 is the first day of the year 1."""
    return date.fromisoformat(day).toordinal()


@cache
def _day_to_text(day: str, wording: str) -> str:
    month = MONTHS_OF_DAYS[wording][int(day[5:7]) - 1]
    return format_date("full_date", wording, day=int(day[8:]), month=month, year=int(day[:4]))


@cache
def _day_to_short_text(day: str, wording: str) -> str:
    return format_date("date_short", wording, day=int(day[8:]), month=SHORT_MONTHS[wording][int(day[5:7]) - 1])


def day_to_text(key: str, wording: str = ENGLISH) -> str:
    """Return a key's day in words.

    >>> day_to_text("2025-02-17T14:30"), day_to_text("2025-02-17", "uk")
    ('17 February 2025', '17 лютого 2025')
    """
    return _day_to_text(key[:10], wording)


@cache
def day_to_weekday_text(day: str, wording: str = ENGLISH) -> str:
    """Return a day with its weekday.

    >>> day_to_weekday_text("2025-02-17"), day_to_weekday_text("2025-02-17", "uk")
    ('Monday 17 February 2025', 'Понеділок, 17 лютого 2025')
    """
    weekday = WEEKDAYS[wording][date.fromisoformat(day).weekday()]
    return format_date("date_and_weekday", wording, weekday=weekday, date=_day_to_text(day, wording))


@cache
def day_to_weekday_and_number(day: str, wording: str = ENGLISH) -> str:
    """Return the weekday of a day and its number in the month.

    >>> day_to_weekday_and_number("2025-02-17")
    'Monday 17'
    """
    weekday = WEEKDAYS[wording][date.fromisoformat(day).weekday()]
    return format_date("day_and_weekday", wording, weekday=weekday, day=int(day[8:]))


@cache
def day_of_year_to_text(day: str, wording: str = ENGLISH) -> str:
    """Return a day without its year, its month in full.

    >>> day_of_year_to_text("2025-02-17")
    '17 February'
    """
    month = MONTHS_OF_DAYS[wording][int(day[5:7]) - 1]
    return format_date("date_without_year", wording, day=int(day[8:]), month=month)


def time_to_short_day(key: str, wording: str = ENGLISH) -> str:
    """Return a key's day without its year: `17 Feb`."""
    return _day_to_short_text(key[:10], wording)


def time_to_text(key: str, wording: str = ENGLISH) -> str:
    """Return a key in words, the time with it where it is known: `17 February 2025, 14:30`."""
    day = _day_to_text(key[:10], wording)
    return format_date("date_and_time", wording, date=day, time=key[11:]) if len(key) > 10 else day


def find_zone(moment: datetime | date) -> str:
    """Return the zone of a time as ISO 8601 has it; "" for a day, and where the time or its zone is not known.

    >>> find_zone(datetime.fromisoformat("2025-02-17T14:30+02:00"))
    '+02:00'
    >>> find_zone(datetime.fromisoformat("2025-02-17T14:30Z"))
    'Z'
    """
    if not isinstance(moment, datetime) or len(time_to_key(moment)) == len("2025-02-17"):
        return ""
    offset = moment.utcoffset()
    if offset is None or offset.seconds % 60:
        return ""
    return moment.isoformat()[-6:] if offset else "Z"


def zone_to_text(zone: str) -> str:
    """Return a zone behind a time in words, with a space before it.

    >>> zone_to_text("-04:00"), zone_to_text("+05:30"), zone_to_text("Z"), zone_to_text("")
    (' UTC−4', ' UTC+5:30', ' UTC', '')
    """
    if zone in ("", "Z"):
        return " UTC" if zone else ""
    sign = "−" if zone[0] == "-" else "+"
    return f" UTC{sign}{int(zone[1:3])}{'' if zone.endswith(':00') else zone[3:]}"


@cache
def month_to_text(key: str, wording: str = ENGLISH) -> str:
    """Return the month of a key or of `2025-02` in words: `February 2025`."""
    return format_date("month_of_year", wording, month=MONTHS[wording][int(key[5:7]) - 1], year=int(key[:4]))


@cache
def month_to_text_within(key: str, wording: str = ENGLISH) -> str:
    """Return the month of a key as it stands within a sentence.

    >>> month_to_text_within("2025-02", "uk")
    'лютий 2025'
    """
    month = MONTHS_IN_TEXT[wording][int(key[5:7]) - 1]
    return format_date("month_of_year", wording, month=month, year=int(key[:4]))


def period_to_text(first: str, last: str, wording: str = ENGLISH) -> str:
    """Return the period between two keys in words, as short as possible.

    >>> period_to_text("2025-02-17", "2025-02-20")
    '17–20 February 2025'
    >>> period_to_text("2024-12-30", "2025-02-20")
    '30 December 2024 – 20 February 2025'
    """
    first, last = first[:10], last[:10]
    if first == last:
        return day_to_text(first, wording)
    if first[:7] == last[:7]:
        month = MONTHS_OF_DAYS[wording][int(last[5:7]) - 1]
        days = {"first": int(first[8:]), "last": int(last[8:])}
        return format_date("days_of_month", wording, **days, month=month, year=int(last[:4]))
    if first[:4] == last[:4]:
        return f"{day_of_year_to_text(first, wording)} – {day_to_text(last, wording)}"
    return f"{day_to_text(first, wording)} – {day_to_text(last, wording)}"


def years_to_text(first: str, last: str) -> str:
    """Return the years of two keys: `2019`, or `2019–2025`."""
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def days_between(first: str, last: str) -> int:
    """Return the number of days from one key's day to the other's."""
    return count_days(last[:10]) - count_days(first[:10])
