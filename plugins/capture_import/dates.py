"""The day of an article from the words of its text: found, checked against the weekday, never made up.

What a page declares (metadata, address, header) is read where the page is read; this file knows written-out dates only.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from capture_import.calendar_words import MONTH_NUMBERS, WEEKDAY_NAMES, WEEKDAY_NUMBERS
from capture_import.capture import Rejected

_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# A day of the week that no calendar has is a slip (`Wensday`).
_SLIP = r"(?!(?:birth|holi|to|yester|mid|every|some|any)day)[a-z]{2,7}day"
_RANGE = r"(?:(?P<{name}>\d{{1,2}})\s?[-–—/]\s?)?"
_MENTION = re.compile(
    rf"""
    (?<![\w.])
    (?:(?:(?P<weekday>{_WEEKDAY})|{_SLIP})(?:\s*+,)?\s++(?:the\s++)?)?
    (?:
        (?P<month>{_MONTH})\.?\s++{_RANGE.format(name="from")}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|\.\d) (?:(?:\s*+,)?\s++{_YEAR}(?!\d))?
      | {_RANGE.format(name="from2")}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s++(?:of\s++)?(?P<month2>{_MONTH})\b (?:(?:\s*+,)?\s++{_YEAR.replace("year", "year2")}(?!\d))?
      | (?P<day3>\d{{1,2}})\.(?P<month3>\d{{1,2}})\.{_YEAR.replace("year", "year3")}(?!\d)
      | {_YEAR.replace("year", "year4")}-(?P<month4>\d\d)-(?P<day4>\d\d)(?!\d)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MAYBE_MENTION = re.compile(
    rf"\d\s++(?:of\s++)?(?:{_MONTH})|\b(?:{_MONTH})\.?\s++\d|\d\d\.\d\d\.\d{{4}}|\d{{4}}-\d\d-\d\d", re.IGNORECASE
)
_HOUR = r"(?:\d{1,2}[:.]\d\d(?:\s*+[ap]\.?m\.?)?(?:\s*+год(?:ину|ини|\.)?)?(?:\s*+,)?\s++)"
_NIGHT = r"(?:(?:on|in|during|at)\s+)?the\s+night\s+(?:of|to)|overnight(?:\s+(?:on|into|to))?|[ув]\s+ніч\s+на|вночі|уночі|в\s+ночь\s+на|ночью"
_SENTENCE_START = re.compile(
    rf"""(?:\A|[.!?]\s+)["'«“„(]?
    (?:(?:early|late|today|yesterday|tomorrow|сьогодні|учора|вчора|завтра|сегодня|вчера)(?:\s*+,)?\s++)?
    (?:(?:
        on|at|in|at\s+midnight\s+on|{_NIGHT}
      | (?:in|on|during)\s+the\s+(?:morning|evening|afternoon|early\s+hours)\s+of
      | as\s+of\s++(?:the\s++)?(?:{_HOUR}|(?:morning|evening)\s++)?(?:of|on)?
      | у|в|об?|ввечері|увечері|вранці|уранці|вдень|удень|опівночі|утром|вечером|дн[её]м
      | (?:станом|по\s+состоянию)\s+на\s*+(?:{_HOUR}|(?:ранок|вечір|утро|вечер)\s++)?
    )\s*)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_NIGHT_BEFORE = re.compile(rf"(?:{_NIGHT})\s+\Z", re.IGNORECASE)
# `Yesterday, March 4` is written on March 5.
_SHIFTS = (
    (re.compile(r"(?:yesterday|[ув]чора|вчера)(?:\s*+,)?\s++(?:(?:on|[ув])\s++)?\Z", re.IGNORECASE), 1),
    (re.compile(r"(?:tomorrow|завтра)(?:\s*+,)?\s++(?:(?:on|[ув])\s++)?\Z", re.IGNORECASE), -1),
)
# Words before a date which say that the day is another than the one of the news.
_OTHER_DAY = re.compile(
    r"(?:since|until|till|by|from|after|before|through|to|between|and|of|dated|born|"
    r"до|від|з|із|після|перед|по|с|от|после|к|и|та|і)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_FIRST_YEAR = 1900
_FIRST_NEWS, _BEYOND = 1605, 2100
_OPENING_PARAGRAPHS = 3
_NOT_LONG = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as a text names it: `year` and `weekday` (0 is Monday) where it does; `is_leading` at a sentence's start.

    `shift` is how many days later than the day named the words themselves were written.
    """

    words: str
    month: int
    day: int
    year: int | None
    weekday: int | None
    is_leading: bool
    is_other_day: bool
    shift: int = 0

    @property
    def date(self) -> date | None:
        """The day, where the year is named and such a day exists."""
        return to_day(self.year, self.month, self.day) if self.year else None

    @property
    def is_impossible(self) -> bool:
        """Whether no such day exists, or it fell on another weekday than the text says."""
        day = self.date
        return bool(self.year) and (day is None or (self.weekday is not None and day.weekday() != self.weekday))


def to_day(year: int, month: int, day: int) -> date | None:
    """Give the day, or None where there is none (`Feb 30`, `0000-00-00`)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_plausible(day: date, captured: date | None = None) -> bool:
    """Whether news can bear this date: printed news has existed since 1605, and none is later than its capture.

    The day after the capture counts, for the sake of zones. Nothing depends on the day of the import.
    """
    return _FIRST_NEWS <= day.year < _BEYOND and (captured is None or day <= captured + timedelta(days=1))


def find_mentions(text: str) -> Iterator[Mention]:
    """Give the dates that a text names, in order."""
    if not _MAYBE_MENTION.search(text):
        return
    text = text.replace("’", "'").replace("ʼ", "'")
    for match in _MENTION.finditer(text):
        found = match.groupdict()
        month = found["month"] or found["month2"] or found["month3"] or found["month4"]
        year = found["year"] or found["year2"] or found["year3"] or found["year4"]
        before = text[max(0, match.start() - 40) : match.start()]
        weekday = (found["weekday"] or "").lower()
        is_leading = bool(_SENTENCE_START.search(before)) if len(before) < 40 or "." in before else False
        # several days are an event's, but a night lies between two, and its news is of the second
        is_several = bool(found["from"] or found["from2"]) and not _NIGHT_BEFORE.search(before)
        yield Mention(
            words=match[0],
            month=int(month) if month.isdigit() else MONTH_NUMBERS[month.lower()],
            day=int(found["day"] or found["day2"] or found["day3"] or found["day4"]),
            year=int(year) if year else None,
            weekday=WEEKDAY_NUMBERS.get(weekday),
            is_leading=is_leading and not is_several,
            is_other_day=is_several or (not is_leading and bool(_OTHER_DAY.search(before))),
            shift=next((shift for pattern, shift in _SHIFTS if is_leading and pattern.search(before)), 0),
        )


def infer_date(paragraphs: Iterable[str], captured: date | None = None) -> date:
    """Give the day of the news from its paragraphs, the lede first.

    The day is the one that the opening names (`On February 17`), a leading one first; its year comes from the same day
    written out anywhere (`Monday, February 17, 2025`), else from the day of capture: the nearest such day that is not
    after it. Raises Rejected where the text names no day, an impossible one, or several with nothing to choose by.
    """
    paragraphs = list(paragraphs)
    opening = [mention for text in paragraphs[:_OPENING_PARAGRAPHS] for mention in find_mentions(text)]
    everywhere = opening + [mention for text in paragraphs[_OPENING_PARAGRAPHS:] for mention in find_mentions(text)]
    days: list[date] = []
    problem = ""
    for mention in sorted(opening, key=_trust):
        if mention.is_other_day or (days and _is_of_any_year(mention)):
            break
        if mention.is_impossible:
            problem = problem or impossible_day(mention)
            continue
        day, why_not = _complete(mention, everywhere, captured)
        if not day:
            # The news names its day without the year, as news does: no other date in the text is that day.
            problem = problem or why_not
            break
        if mention.is_leading:
            return day + timedelta(days=mention.shift)
        if _is_corroborated(mention, day, everywhere, captured):
            days.append(day)
        else:
            problem = (
                problem or f"no date: the text names {mention.words!r} and does not say that it is the day of the news"
            )
    if len(set(days)) == 1:
        return days[0]
    if days:
        raise Rejected("no date: the text names several days and does not say which is its own")
    raise Rejected(problem or "no date: nothing in the page tells the day")


def _trust(mention: Mention) -> tuple[bool, bool, bool]:
    """Order mentions: a day of this year (`On February 17`, or with its weekday) before one long past; leading ones first."""
    return mention.is_other_day, _is_of_any_year(mention), not mention.is_leading


def _is_of_any_year(mention: Mention) -> bool:
    """Whether a mention has its year and no weekday, as days long past are written."""
    return mention.year is not None and mention.weekday is None


def _is_corroborated(mention: Mention, day: date, everywhere: list[Mention], captured: date | None) -> bool:
    """Whether a day inside a sentence is the news's own: by its weekday, named again, or not long before the capture."""
    return (
        mention.weekday is not None
        or sum((other.month, other.day) == (mention.month, mention.day) for other in everywhere) > 1
        or (captured is not None and timedelta(0) <= captured - day <= _NOT_LONG)
    )


def impossible_day(mention: Mention) -> str:
    """Say what is wrong with a day that can't be."""
    day = mention.date
    if day is None:
        return f"no date: there is no such day as {mention.words!r}"
    return f"no date: {mention.words!r} can't be, that day was a {WEEKDAY_NAMES[day.weekday()]}"


def _complete(mention: Mention, everywhere: list[Mention], captured: date | None) -> tuple[date | None, str]:
    """Give a mention's day, its year taken from where there is one; or why not."""
    if mention.year:
        return mention.date, ""
    same = [other for other in everywhere if other.year and (other.month, other.day) == (mention.month, mention.day)]
    possible = {other.date for other in same if not other.is_impossible}
    if mention.weekday is not None:
        possible = {day for day in possible if day and day.weekday() == mention.weekday}
    if len(possible) == 1:
        return possible.pop(), ""
    if possible:
        return None, f"no date: the text names {mention.words!r} in several years"
    if same:
        return None, impossible_day(same[0]) if same[
            0
        ].is_impossible else f"no date: the weekday of {mention.words!r} fits no year that the text names"
    if captured is None:
        return None, f"no date: nothing tells the year of {mention.words!r}"
    for year in range(captured.year, max(captured.year - 2, _FIRST_YEAR), -1):
        day = to_day(year, mention.month, mention.day)
        if day and mention.weekday is None and timedelta(days=1) < day - captured <= _NOT_LONG:
            break  # what is to be soon, or was a year ago: who knows
        if day and day <= captured + timedelta(days=1) and mention.weekday in (None, day.weekday()):
            return day, ""
    return None, f"no date: {mention.words!r} does not fit the day of capture"


def to_kyiv_time(day: date, hour: int, minute: int) -> datetime:
    """Give the time in Kyiv's zone: UTC+2, UTC+3 from the last Sunday of March to that of October (since 1996)."""
    naive = datetime(day.year, day.month, day.day, hour, minute)
    begins = _last_sunday(day.year, 3) + timedelta(hours=3)
    ends = _last_sunday(day.year, 10) + timedelta(hours=4)
    return naive.replace(tzinfo=timezone(timedelta(hours=3 if begins <= naive < ends else 2)))


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
