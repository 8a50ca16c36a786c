"""The time above the text of a UNN page, as it is stamped there."""

import re
from datetime import date, datetime

from capture_import.dates import find_mentions, is_plausible, to_day, to_kyiv_time

_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})\.(\d\d)\.(\d\d)(?!\d)")


def stamp_to_day(stamp: str, captured: date | None) -> date | None:
    """Give the day that a time above the text names; without a year that of the last such day before the capture."""
    if match := _SHORT_YEAR.search(stamp):
        day = to_day(2000 + int(match[3]), int(match[2]), int(match[1]))
        return day if day and is_plausible(day, captured) else None
    mention = next(find_mentions(stamp), None)
    if mention and mention.year:
        return mention.date if mention.date and is_plausible(mention.date, captured) else None
    if mention and captured:
        days = (to_day(year, mention.month, mention.day) for year in (captured.year, captured.year - 1))
        return next((day for day in days if day and day <= captured), None)
    return None


def with_time(day: date, when: str) -> date | datetime:
    """Give the day with the time of a stamp, in Kyiv's zone; the day alone where the stamp has none."""
    match = re.search(r"(\d{1,2}):(\d\d)(?:\s*([AP])M)?", when, re.IGNORECASE)
    if not match:
        return day
    hour, minute = int(match[1]), int(match[2])
    if match[3]:
        hour = hour % 12 + (12 if match[3].upper() == "P" else 0)
    return to_kyiv_time(day, hour, minute) if hour < 24 and minute < 60 else day
