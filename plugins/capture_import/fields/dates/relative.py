"""Days told from the time of capture: `yesterday, 18:20`, `3 hours ago`, `вчора`; only in lines that say nothing else
but a date.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from capture_import.fields.dates.clock_times import read_clock
from capture_import.fields.dates.lexing import fold_word
from capture_import.fields.dates.words import load_words

_SPANS = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(weeks=1),
    timedelta(days=30),
)
_DAYS, _HOURS = 3, 2
LONGEST_RELATIVE = 120  # characters of a line that may say nothing else
_MOST = 999
_LETTER = r"[^\W\d_]"
_WORD = re.compile(r"[^\W\d_]+")


def read_relative(text: str, captured_at: datetime | None, zone: ZoneInfo | None = None) -> datetime | date | None:
    """Return the day or time that words tell from the time of capture; None where they do not, or where that is not
    known.

    Hours and minutes give a time, days and weeks a day, of the publisher's zone where it is known. Months are no day.

    >>> read_relative("3 hours ago", datetime.fromisoformat("2023-03-02T01:30:00+00:00")).isoformat()
    '2023-03-01T22:30:00+00:00'
    """
    if captured_at is None or not text or len(text) > LONGEST_RELATIVE:
        return None
    folded = " ".join(fold_word(text).split())
    here = captured_at.astimezone(zone) if zone and captured_at.tzinfo else captured_at
    if match := _ago_pattern().search(folded):
        number = next((int(found) for found in re.findall(r"\d+", match[0])), 1)
        unit = _unit_of(re.sub(r"\d+", "#", match[0]))
        if unit is not None and number <= _MOST:
            if unit <= _HOURS:
                return (captured_at - number * _SPANS[unit]).replace(second=0, microsecond=0)
            return (here - number * _SPANS[unit]).date() if unit < len(_SPANS) - 1 else None
    for days, pattern in _day_patterns():
        if match := pattern.search(folded):
            day = here.date() - timedelta(days=days)
            clock = read_clock(folded[: match.start()] + " , " + folded[match.end() :])
            return datetime.combine(day, time(*clock)) if clock else day
    return None


@cache
def _ago_pattern() -> re.Pattern[str]:
    texts = {text for text, _ in load_words().ago}
    with_number = "|".join(
        sorted((re.escape(text).replace(r"\#", r"\d{1,3}") for text in texts), key=len, reverse=True)
    )
    return re.compile(rf"(?<!{_LETTER})(?<!\d)(?:{with_number})(?!{_LETTER})")


@cache
def _unit_of(text: str) -> int | None:
    return next((unit for known, unit in load_words().ago if known == text), None)


@cache
def _day_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    words = load_words()
    patterns = []
    for days in (2, 1, 0):
        alternatives = "|".join(sorted(map(re.escape, words.kind(f"relative{days}")), key=len, reverse=True))
        patterns.append((days, re.compile(rf"(?<!{_LETTER})(?:{alternatives})(?!{_LETTER})")))
    return tuple(patterns)


def relative_words(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return where a folded text says how long ago, and where it names a day as today and yesterday are named."""
    if len(text) > 2 * LONGEST_RELATIVE or _telling_words().isdisjoint(_WORD.findall(text)):  # folding makes it longer
        return [], []
    days = [match.span() for _, pattern in _day_patterns() for match in pattern.finditer(text)]
    return [match.span() for match in _ago_pattern().finditer(text)], days


@cache
def _telling_words() -> frozenset[str]:
    """Return one word of each expression that tells a day, the longest: a line without any needs no search."""
    words = load_words()
    phrases = [text for text, _ in words.ago]
    for days in (0, 1, 2):
        phrases += words.kind(f"relative{days}")
    return frozenset(max(_WORD.findall(phrase), key=len) for phrase in phrases)


def may_be_relative(text: str) -> bool:
    """Return whether a text may tell a day from the time of capture: cheap, since it is asked of every line by a
    headline.
    """
    if any(char.isdigit() for char in text):
        return True
    return not _first_words().isdisjoint(_WORD.findall(text.casefold())) or (
        not text.isascii() and any(pattern.search(text) for _, pattern in _day_patterns())
    )


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of what tells a day without a number (`yesterday`, `an hour ago`)."""
    words = load_words()
    phrases = [text for text, _ in words.ago if "#" not in text]
    for days in (0, 1, 2):
        phrases += words.kind(f"relative{days}")
    return frozenset(_WORD.findall(phrase)[0] for phrase in phrases if _WORD.findall(phrase))
