"""The date of an article from the words of its text: found, checked against the weekday, never made up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from capture_import.fields.dates.context import DateContext
from capture_import.fields.dates.lexing import lex
from capture_import.fields.dates.lines import text_of
from capture_import.fields.dates.mentions import Mention
from capture_import.fields.dates.moments import WEEKDAY_NAMES, choose_order, last_such_day
from capture_import.fields.dates.shapes import find_in_lexed
from capture_import.fields.rejection import Rejected

# A day of the week that no calendar has is a slip (`Wensday`).
_SLIP = r"(?!(?:birth|holi|to|yester|mid|every|some|any)day)[a-z]{2,7}day"
_HOUR = r"(?:\d{1,2}[:.]\d\d(?:\s*+[ap]\.?m\.?)?(?:\s*+год(?:ину|ини|\.)?)?(?:\s*+,)?\s++)"
_NIGHT = (
    r"(?:(?:on|in|during|at)\s+)?the\s+night\s+(?:of|to)|overnight(?:\s+(?:on|into|to))?"
    r"|[ув]\s+ніч\s+на|вночі|уночі|в\s+ночь\s+на|ночью"
)
_SENTENCE_START = re.compile(
    rf"""(?:\A|[.!?]\s+)["'«“„(]?
    (?:(?:early|late|today|yesterday|tomorrow|сьогодні|учора|вчора|завтра|сегодня|вчера)(?:\s*+,)?\s++)?
    (?:(?:
        on|at|in|at\s+midnight\s+on|{_NIGHT}
      | (?:in|on|during)\s+the\s+(?:morning|evening|afternoon|early\s+hours)\s+of
      | as\s+of\s++(?:the\s++)?(?:{_HOUR}|(?:morning|evening)\s++)?(?:of|on)?
      | у|в|об?|ввечері|увечері|вранці|уранці|вдень|удень|опівночі|утром|вечером|дн[её]м
      | (?:станом|по\s+состоянию)\s+на\s*+(?:{_HOUR}|(?:ранок|вечір|утро|вечер)\s++)?
      | am|vom|le|el|il|op|em|na|dnia|den|d[i']
    )\s*+)?(?:(?:the|{_SLIP})(?:\s*+,)?\s*+)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_NIGHT_BEFORE = re.compile(rf"(?:{_NIGHT})\s+\Z", re.IGNORECASE)
# `Yesterday, March 4` is written on March 5.
_SHIFTS = (
    (re.compile(r"(?:yesterday|[ув]чора|вчера)(?:\s*+,)?\s++(?:(?:on|[ув])\s++)?\Z", re.IGNORECASE), 1),
    (re.compile(r"(?:tomorrow|завтра)(?:\s*+,)?\s++(?:(?:on|[ув])\s++)?\Z", re.IGNORECASE), -1),
)
# Words before a date which say that it is not the day of the news.
_OTHER_DAY = re.compile(
    r"(?:since|until|till|by|from|after|before|through|to|between|and|of|dated|born|"
    r"до|від|з|із|після|перед|по|с|от|после|к|и|та|і)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_FIRST_YEAR = 1900
_BEFORE = 40
_OPENING_PARAGRAPHS = 3
_NOT_LONG = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as a text names it.

    `is_leading` says that it begins a sentence; `shift` is how many days after it the text was written.
    """

    mention: Mention
    month: int
    day: int
    is_leading: bool
    is_other_day: bool
    shift: int
    order: str

    @property
    def date(self) -> date | None:
        """The day, if the text names the year and the day exists."""
        return self.mention.day(self.order)

    @property
    def is_impossible(self) -> bool:
        """Whether no such day exists, or it fell on another weekday than the text says."""
        day = self.date
        return self.mention.year is not None and (
            day is None or (self.mention.weekday is not None and day.weekday() != self.mention.weekday)
        )

    @property
    def is_of_any_year(self) -> bool:
        """Whether it has a year and no weekday, as days long past are written."""
        return self.mention.year is not None and self.mention.weekday is None

    @property
    def words(self) -> str:
        """The date's own words."""
        return self.mention.words


def infer_date(paragraphs: Iterable[str], known: DateContext) -> date:
    """Return the day of the news from its paragraphs, the lede first.

    The day is one that the opening names (`On February 17`), preferably at a sentence's start. Its year comes from the
    same day written out anywhere in the text (`Monday, February 17, 2025`), else from the day of capture: the last such
    day that is not after it. Raise Rejected if the text names no day, an impossible one, or several without a reason to
    prefer one.
    """
    paragraphs = list(paragraphs)
    captured = known.captured_day
    opening = [named for text in paragraphs[:_OPENING_PARAGRAPHS] for named in _list_named(text, known)]
    everywhere = opening + [named for text in paragraphs[_OPENING_PARAGRAPHS:] for named in _list_named(text, known)]
    days: list[date] = []
    problem = ""
    for named in sorted(opening, key=_trust):
        if named.is_other_day or (days and named.is_of_any_year):
            break
        if named.is_impossible:
            problem = problem or impossible_day(named)
            continue
        day, why_not = _complete(named, everywhere, captured)
        if not day:
            # News names its own day without the year, so no later date in the text is the day of the news.
            problem = problem or why_not
            break
        if named.is_leading:
            return day + timedelta(days=named.shift)
        if _is_corroborated(named, day, everywhere, captured):
            days.append(day)
        else:
            problem = (
                problem or f"no date: the text names {named.words!r} and does not say that it is the day of the news"
            )
    if len(set(days)) == 1:
        return days[0]
    if days:
        raise Rejected("no date: the text names several days and does not say which is its own")
    raise Rejected(problem or "no date: nothing in the page tells the day")


def _list_named(text: str, known: DateContext) -> list[NamedDate]:
    """Return the dates that a text names, in order."""
    if not any(char.isdigit() for char in text):
        return []
    lexed = lex(text, known.codes)
    found = []
    for mention in find_in_lexed(lexed, known.codes, is_yearless_allowed=True):
        order = choose_order(mention, known) if mention.is_ambiguous else ""
        if (mention.is_ambiguous and not order) or mention.calendar is None:
            continue
        if not mention.orders:
            continue
        month, day = mention.orders[1 if order == "mdy" else 0]
        before = text_of(lexed, max(0, mention.start - _BEFORE), mention.start)
        is_leading = bool(_SENTENCE_START.search(before)) if mention.start < _BEFORE or "." in before else False
        # several days are those of an event; but two may be named for a night, which is in the news on the second
        is_several = mention.first is not None and not _NIGHT_BEFORE.search(before)
        is_old = mention.year is not None and mention.calendar == "" and mention.year < _FIRST_YEAR
        found.append(
            NamedDate(
                mention,
                month,
                day,
                is_leading=is_leading and not is_several,
                is_other_day=is_several or is_old or (not is_leading and bool(_OTHER_DAY.search(before))),
                shift=next((shift for pattern, shift in _SHIFTS if is_leading and pattern.search(before)), 0),
                order=order,
            )
        )
    return found


def _trust(named: NamedDate) -> tuple[bool, bool, bool]:
    """Return a sort key: a day of this year (`On February 17`, or with a weekday) before one long past; then leading
    ones first.
    """
    return named.is_other_day, named.is_of_any_year, not named.is_leading


def _is_corroborated(named: NamedDate, day: date, everywhere: list[NamedDate], captured: date | None) -> bool:
    """Return whether a day within a sentence is that of the news: it has a weekday, is named twice, or lies shortly
    before the capture.
    """
    return (
        named.mention.weekday is not None
        or sum((other.month, other.day) == (named.month, named.day) for other in everywhere) > 1
        or (captured is not None and timedelta(0) <= captured - day <= _NOT_LONG)
    )


def impossible_day(named: NamedDate) -> str:
    """Return what is wrong with an impossible date."""
    day = named.date
    if day is None:
        return f"no date: there is no such day as {named.words!r}"
    return f"no date: {named.words!r} can't be, that day was a {WEEKDAY_NAMES[day.weekday()]}"


def _complete(named: NamedDate, everywhere: list[NamedDate], captured: date | None) -> tuple[date | None, str]:
    """Return a date with its year, from the text or from the day of capture; or the reason why it is unknown."""
    if named.mention.year:
        return named.date, ""
    same = [
        other for other in everywhere if other.mention.year and (other.month, other.day) == (named.month, named.day)
    ]
    possible = {other.date for other in same if not other.is_impossible}
    if named.mention.weekday is not None:
        possible = {day for day in possible if day and day.weekday() == named.mention.weekday}
    if len(possible) == 1:
        return possible.pop(), ""
    if possible:
        return None, f"no date: the text names {named.words!r} in several years"
    if same:
        return None, impossible_day(same[0]) if same[
            0
        ].is_impossible else f"no date: the weekday of {named.words!r} fits no year that the text names"
    if captured is None:
        return None, f"no date: nothing tells the year of {named.words!r}"
    if day := last_such_day(named.month, named.day, named.mention.weekday, captured):
        return day, ""
    return None, f"no date: {named.words!r} does not fit the day of capture"
