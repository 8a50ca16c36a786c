"""The characters that stand for words of dates: a range of Unicode's private use area for each kind of word."""

from capture_import.fields.dates.words import Meaning, load_zones

# The first character of each kind of word; a word's number is added to it.
# SEVERAL: languages disagree on the month; BOTH: a month in one language, a weekday in another.
MONTH, SEVERAL, WEEKDAY, BOTH = 0xE000, 0xE00F, 0xE010, 0xE100
JALALI, HIJRI = 0xE200, 0xE210
AM, PM, JOINT, CLOCK = "\ue020", "\ue021", "\ue022", "\ue023"
# The characters behind numbers in Chinese, Japanese and Korean (`2021年5月4日`), and Vietnamese's word before a month.
YEAR_UNIT, MONTH_UNIT, DAY_UNIT, HOUR_UNIT, MINUTE_UNIT = "\ue024", "\ue025", "\ue026", "\ue028", "\ue029"
MONTH_BEFORE = "\ue027"
ZONE = 0xE300
MONTHS = "\ue001-\ue00f\ue100-\ue15f\ue201-\ue20c\ue211-\ue21c"
WEEKDAYS = "\ue010-\ue017\ue100-\ue15f"


def zone_symbol(word: str) -> str:
    """Return the character of a time zone's abbreviation; an empty string for a word that is none."""
    zones = load_zones()
    return chr(ZONE + list(zones).index(word)) if word in zones else ""


def meaning_symbol(meaning: Meaning) -> str:
    """Return the character of a month or a weekday; an empty string for a word that is neither."""
    if meaning.calendar:
        return chr((JALALI if meaning.calendar == "jalali" else HIJRI) + meaning.month)
    if meaning.is_several:
        return chr(SEVERAL)
    if meaning.month and meaning.weekday is not None and meaning.weekday >= 0:
        return chr(BOTH + (meaning.month - 1) * 7 + meaning.weekday)
    if meaning.month:
        return chr(MONTH + meaning.month)
    return chr(WEEKDAY + meaning.weekday % 8) if meaning.weekday is not None else ""


def month_of(symbol: str) -> tuple[int, str]:
    """Return the number and the calendar of a month's character; 0 for one that languages disagree on."""
    code = ord(symbol)
    if JALALI < code <= JALALI + 12:
        return code - JALALI, "jalali"
    if HIJRI < code <= HIJRI + 12:
        return code - HIJRI, "hijri"
    if BOTH <= code < BOTH + 84:
        return (code - BOTH) // 7 + 1, ""
    return (0 if code == SEVERAL else code - MONTH), ""


def weekday_of(symbol: str) -> int | None:
    """Return the weekday of a weekday's character, 0 for Monday; None for one on which languages disagree."""
    code = ord(symbol)
    weekday = (code - BOTH) % 7 if code >= BOTH else code - WEEKDAY
    return weekday if weekday < 7 else None


def zone_of(symbol: str) -> int:
    """Return how many minutes the zone of a character is ahead of universal time."""
    return list(load_zones().values())[ord(symbol) - ZONE]
