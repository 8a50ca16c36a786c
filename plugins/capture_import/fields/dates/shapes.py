"""The shapes that dates have in words and digits, once for every language and form: texts to mentions. Which day a
mention means is decided elsewhere.
"""

import re
from functools import lru_cache

from capture_import.fields.dates.calendars import guess_calendar, to_gregorian
from capture_import.fields.dates.clock_times import TIME, TIME_BEFORE, TIME_BEHIND, ZONE, match_to_time
from capture_import.fields.dates.lexing import Lexed, lex, list_windows
from capture_import.fields.dates.mentions import Mention
from capture_import.fields.dates.symbols import (
    AM,
    BOTH,
    CLOCK,
    DAY_UNIT,
    JOINT,
    MONTH_BEFORE,
    MONTH_UNIT,
    MONTHS,
    PM,
    WEEKDAYS,
    YEAR_UNIT,
    month_of,
    weekday_of,
)
from capture_import.fields.dates.words import load_words

_GAP = rf"[\s.,/(){JOINT}-]{{0,6}}"
# A number in brackets of its own counts what a list links to: `December (31)`.
_DAY = r"(?!(?<=\()\d\d?\))(?P<day>[0-3]?\d)(?!\d)"
_MONTH = rf"(?P<month>[{MONTHS}])"
_YEAR = r"(?P<year>1[2-9]\d\d|2[0-6]\d\d)(?!\d)"
_SEVERAL = rf"(?:(?P<first>\d{{1,2}})\s?{JOINT}?[-/&]\s?)?"
_WEEKDAY_BEFORE = re.compile(rf"([{WEEKDAYS}])[\s.,()/{JOINT}{CLOCK}-]*\Z")
_WEEKDAY_BEHIND = re.compile(rf"[\s.,(]*([{WEEKDAYS}])(?!\s?\d)")

# In this order: what one has taken, the next ones do not get.
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        # Thu Nov 26 00:49:47 UTC 2026
        rf"{_MONTH}\s+{_DAY}\s+{TIME}{ZONE}\s+{_YEAR}",
        rf"(?<![\d:/]){_SEVERAL}{_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}{_GAP}{_SEVERAL}{_DAY}{_GAP}{_YEAR}",
        rf"(?<!\d){_DAY}\s*{MONTH_BEFORE}\s*(?P<number>[01]?\d){_GAP}{_YEAR}",
        rf"(?<!\d){_YEAR}\s?{YEAR_UNIT}\s?(?P<number>[01]?\d)\s?{MONTH_UNIT}\s?{_DAY}\s?{DAY_UNIT}?",
        rf"(?<![\d/.-]){_YEAR}(?P<between>\s?[./-]\s?)(?P<number>[01]?\d)(?P=between){_DAY}(?:\.(?!\d))?",
        rf"(?<![\d.:/-])(?P<one>[0-3]?\d)(?P<between>\s?[./-]\s?)(?P<two>[0-3]?\d)(?P=between){_YEAR}",
        rf"(?<![\d/]){_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}(?!:\d)",
        rf"(?<![\d/]){_YEAR}{_GAP}{_DAY}{_GAP}{_MONTH}",
    )
)
_YEARLESS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MONTH}[\s.{JOINT}]{{1,4}}{_SEVERAL}{_DAY}(?![:.]\d|\s?{AM}|\s?{PM})",
        rf"(?<![\d:/.,]){_SEVERAL}{_DAY}[\s.{JOINT}]{{1,4}}{_MONTH}",
        rf"(?<!\d)(?P<number>[01]?\d)\s?{MONTH_UNIT}\s?{_DAY}\s?{DAY_UNIT}",
    )
)
# Only where a place says that a date stands there: in running text these are versions, scores and prices.
_SHORT = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d.:/-])(?P<one>[0-3]?\d)(?P<between>[./-])(?P<two>[0-3]?\d)(?P=between)(?P<short>\d\d)(?![\d./-])",
        rf"(?<!\d){_DAY}[\s-]{_MONTH}[\s-](?P<short>\d\d)(?=\s+\d\d?:\d\d|\s*\Z)",
    )
)
_MAYBE = re.compile(r"\d|[〇一二三四五六七八九十]年")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[2-9]|2[0-6])\d\d(?!\d)")
# How far from its year a date reaches, in characters of the lexed text.
_NEAR = 48


def find_mentions(
    text: str,
    languages: frozenset[str] = frozenset(),
    *,
    is_short_allowed: bool = False,
    is_yearless_allowed: bool = False,
) -> list[Mention]:
    """Return the dates that a text names, in order; those without a year, or with two digits of one, only where that is
    asked for.
    """
    if not _MAYBE.search(text):
        return []
    return find_in_lexed(
        lex(text, languages), languages, is_short_allowed=is_short_allowed, is_yearless_allowed=is_yearless_allowed
    )


def find_in_lexed(
    lexed: Lexed,
    languages: frozenset[str] = frozenset(),
    *,
    is_short_allowed: bool = False,
    is_yearless_allowed: bool = False,
) -> list[Mention]:
    """Return the dates of a lexed text."""
    taken = bytearray(len(lexed.text))
    found: list[Mention] = []
    years = [match.start() for match in _ANY_YEAR.finditer(lexed.text)]
    if years:
        near_years = list_windows(lexed.text, _ANY_YEAR, _NEAR)
        for shape in _SHAPES:
            _take(shape, near_years, lexed, languages, taken, found)
            if all(taken[year] for year in years):
                break
    whole = [(0, len(lexed.text))]
    for shape in _SHORT if is_short_allowed else ():
        _take(shape, whole, lexed, languages, taken, found)
    for shape in _YEARLESS if is_yearless_allowed else ():
        _take(shape, whole, lexed, languages, taken, found)
    found.sort(key=lambda mention: mention.start)
    return found


def _take(
    shape: re.Pattern[str],
    windows: list[tuple[int, int]],
    lexed: Lexed,
    languages: frozenset[str],
    taken: bytearray,
    found: list[Mention],
) -> None:
    """Add the dates of one shape that overlap none before them; `taken` is 1 for each character of those."""
    for window in windows:
        for match in shape.finditer(lexed.text, *window):
            start, end = match.span()
            if taken.find(1, start, end) >= 0:
                continue
            if shape in _YEARLESS and not _is_month_alone(match, languages):
                continue
            if mention := _read(match, lexed, languages):
                taken[start:end] = b"\1" * (end - start)
                found.append(mention)


def _is_month_alone(match: re.Match[str], languages: frozenset[str]) -> bool:
    """Return whether the month of a date without a year is surely one: `Sat 5` is not of September."""
    symbol = match.groupdict().get("month")
    return symbol is None or ord(symbol) < BOTH or bool(languages)


def _read(match: re.Match[str], lexed: Lexed, languages: frozenset[str]) -> Mention | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("short"):
        # RFC 5322, section 4.3
        year = int(groups["short"]) + (2000 if int(groups["short"]) < 50 else 1900)
    orders, calendar = _read_day_and_month(groups, year, languages, lexed)
    if orders is None:
        return None
    text = lexed.text
    start, end = match.span()
    weekday = None
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 12), start)
    if before and _is_of_one_language(before, match, lexed, languages):
        weekday, start = weekday_of(before[1]), before.start()
    else:
        before = None
        behind = _WEEKDAY_BEHIND.match(text, end)
        if behind and _is_of_one_language(behind, match, lexed, languages):
            weekday = weekday_of(behind[1])
    time = match if groups.get("hour") else TIME_BEHIND.match(text, end)
    if time is not None and time is not match:
        end = time.end()
    if time is None:
        time = TIME_BEFORE.search(text, max(0, start - 40), start)
        if time is not None:
            start = time.start("before" if time["before"] else "hour")
    clock = match_to_time(time) if time else None
    if clock is None and time is not None and time is not match:
        start, end = (before.start() if before else match.start()), match.end()
    return Mention(
        words=lexed.source[lexed.place(before.start() if before else match.start()) : lexed.place(match.end())],
        source=lexed.source[lexed.place(start) : lexed.place(end)].strip(" ,|"),
        before=lexed.source[max(0, lexed.place(start) - _NEAR) : lexed.place(start)],
        start=start,
        end=end,
        year=year,
        orders=_fit_weekday(orders, year, weekday, calendar),
        weekday=weekday,
        time=clock.time if clock else None,
        offset=clock.offset if clock else None,
        first=int(groups["first"]) if groups.get("first") else None,
        calendar=calendar,
        is_zone_american=clock is not None and clock.is_zone_american,
        has_half=clock is not None and clock.has_half,
    )


def _is_of_one_language(weekday: re.Match[str], match: re.Match[str], lexed: Lexed, languages: frozenset[str]) -> bool:
    """Return whether some language has both the weekday and the month: every short word is a weekday somewhere."""
    month = match.groupdict().get("month")
    month_word = "" if month is None else lexed.word(match.start("month"))
    return _share_language(lexed.word(weekday.start(1)), month_word, languages)


@lru_cache(maxsize=4096)
def _share_language(weekday: str, month: str, languages: frozenset[str]) -> bool:
    if not month:
        return load_words().share_language([weekday], languages or frozenset(["en"]))
    return load_words().share_language([weekday, month], frozenset())


def _read_day_and_month(
    groups: dict[str, str | None], year: int | None, languages: frozenset[str], lexed: Lexed
) -> tuple[tuple[tuple[int, int], ...] | None, str | None]:
    """Return the (month, day) that a match can be, and its calendar; None for what can't be a date in any order."""
    if groups.get("one"):
        one, two = int(groups["one"] or 0), int(groups["two"] or 0)
        calendar = guess_calendar(year or 0, languages, has_persian_digits=lexed.has_persian_digits)
        orders = [(two, one), (one, two)]
        if "." in (groups["between"] or "") and two <= 12:
            orders = [(two, one)]  # no language that writes full stops has the month first
        orders = [(month, day) for month, day in dict.fromkeys(orders) if 1 <= month <= 12 and 1 <= day <= 31]
        return (tuple(orders) or None), calendar
    day = int(groups["day"] or 0)
    if groups.get("number"):
        month, calendar = (
            int(groups["number"] or 0),
            guess_calendar(year, languages, has_persian_digits=lexed.has_persian_digits) if year else "",
        )
    else:
        month, named = month_of(groups["month"] or "")
        calendar = named
        if not named and year is not None and year < 1600:
            return None, None
        if named and year is not None and year >= 1600:
            return None, None
    if month > 12 or not day or day > 31:
        return ((), calendar) if year else (None, calendar)
    return ((month, day),) if month else (), calendar


def _fit_weekday(
    orders: tuple[tuple[int, int], ...], year: int | None, weekday: int | None, calendar: str | None
) -> tuple[tuple[int, int], ...]:
    """Return the orders that the weekday beside a date allows, where it allows one of two (`Tue, 11/09/2021`), and that
    are days.
    """
    if len(orders) < 2 or year is None or calendar is None:
        return orders
    days = {order: to_gregorian(year, *order, calendar) for order in orders}
    possible = tuple(order for order in orders if days[order])
    fitting = tuple(order for order in possible if (day := days[order]) and day.weekday() == weekday)
    return fitting or possible or orders
