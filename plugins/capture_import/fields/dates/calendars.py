"""Years, months and days of other calendars as those of the Gregorian one. Eras that count Gregorian years are read in
`lexing`.
"""

from datetime import date

# The Thai year is 543 ahead of the Gregorian, whose months and days it has (since 1941).
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2400, 2700)
# Years in which news can be dated by the Iranian and by the Islamic calendar.
_JALALI_YEARS = range(1200, 1500)
_HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura tables cover
_ISLAMIC_LANGUAGES = frozenset(["ar", "ur", "ms", "tr"])


def to_gregorian(year: int, month: int, day: int, calendar: str) -> date | None:
    """Return the day that a date of a calendar (`jalali`, `hijri`, or an empty string for the Gregorian) is; None where
    it is none.

    >>> to_gregorian(1399, 12, 15, "jalali"), to_gregorian(2564, 3, 5, ""), to_gregorian(1442, 7, 21, "hijri")
    (datetime.date(2021, 3, 5), datetime.date(2021, 3, 5), datetime.date(2021, 3, 5))
    """
    try:
        if calendar == "jalali":
            # both libraries are loaded for the few captures that need them
            import jdatetime  # noqa: PLC0415 - see above

            found = jdatetime.date(year, month, day).togregorian()
            return date(found.year, found.month, found.day)
        if calendar == "hijri":
            from hijridate import Hijri  # noqa: PLC0415 - see above

            found = Hijri(year, month, day).to_gregorian()
            return date(found.year, found.month, found.day)
        return date(year - _BUDDHIST if year in _BUDDHIST_YEARS else year, month, day)
    except (ValueError, OverflowError):
        return None


def guess_calendar(year: int, languages: frozenset[str], *, has_persian_digits: bool) -> str | None:
    """Return the calendar of a date in digits: empty for the Gregorian; None where the year is of none that can be
    told.

    A year of the fourteenth or fifteenth century is an Iranian one on a Persian page, or in the digits that Persian
    has; on an Arabic one it is an Islamic one.
    """
    if year >= 1600:
        return ""
    if year in _JALALI_YEARS and (has_persian_digits or languages & {"fa", "ps"}):
        return "jalali"
    return "hijri" if year in _HIJRI_YEARS and languages & _ISLAMIC_LANGUAGES else None
