"""A text that is said to be a date: the day or time that it means, or what it is that can't be understood."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from capture_import.fields.dates.context import DateContext, to_day
from capture_import.fields.dates.machine import is_nothing, read_machine_date
from capture_import.fields.dates.mentions import Mention
from capture_import.fields.dates.orders import order_of_dates, order_of_language
from capture_import.fields.dates.relative import read_relative
from capture_import.fields.dates.shapes import find_mentions
from capture_import.fields.dates.stamps import read_stamp
from capture_import.fields.plain_text import quote

_LONGEST = 300
_CLOCK_ALONE = re.compile(r"\d{1,2}\s?[:.h]\s?\d\d\b\D{0,12}\Z")
_NOT_LONG = timedelta(days=31)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Reading:
    """A day or a time; or None and what is wrong with the text. `contradiction` says what does not fit a date that was
    read.
    """

    when: datetime | date | None
    problem: str = ""
    contradiction: str = ""


NOTHING = Reading(None)


def read_date(text: str, known: DateContext) -> Reading:
    """Return what a text means that a place calls a date; of several dates in it, the first.

    A text by which software says that there is none (`0000-00-00`) is nothing. One that can't be understood is quoted
    in `problem`.
    """
    text = " ".join(text.split())
    if is_nothing(text):
        return NOTHING
    if when := read_machine_date(text):
        return _judge(when, text, known)
    if stamp := read_stamp(text):
        return read_mention(stamp, known, text)
    if len(text) > _LONGEST:
        return Reading(None, quote(text))
    mentions = find_mentions(text, known.codes, is_short_allowed=True)
    if mentions:
        return read_mention(mentions[0], known, text)
    if _CLOCK_ALONE.match(text):
        return NOTHING
    found = read_relative(text, known.captured_at, known.zone) or _read_yearless(text, known)
    return _judge(found, text, known) if found else Reading(None, quote(text))


def to_iso(text: object) -> str:
    """Return a time as ISO 8601 where it can be read without more evidence, else as its source has it; empty for what
    is none.

    >>> to_iso("Fri, 03 Mar 2023 14:30:00 +0200"), to_iso("31.05.2017"), to_iso("03/04/2021"), to_iso("0000-00-00")
    ('2023-03-03T14:30:00+02:00', '2017-05-31', '03/04/2021', '')
    """
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        text = str(int(text)) if math.isfinite(text) else ""
    if not isinstance(text, str) or is_nothing(text):
        return ""
    text = " ".join(text.split())
    found = read_date(text, DateContext()).when
    return found.isoformat() if found else text[:_LONGEST]


def _read_yearless(text: str, known: DateContext) -> datetime | date | None:
    """Return the last day before the capture that a text names without its year (`March 6, 12:05 PM`)."""
    mentions = find_mentions(text, known.codes, is_yearless_allowed=True)
    if len(mentions) != 1 or known.captured_day is None or len(mentions[0].orders) != 1:
        return None
    mention = mentions[0]
    day = last_such_day(*mention.orders[0], mention.weekday, known.captured_day)
    return mention._replace(year=day.year).when() if day else None


def last_such_day(month: int, number: int, weekday: int | None, captured: date) -> date | None:
    """Return the last such day before a capture; None where it is to be soon or was a year ago: nothing tells which."""
    for year in range(captured.year, captured.year - 2, -1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if weekday is None and timedelta(days=1) < day - captured <= _NOT_LONG:
            break
        if day <= captured + timedelta(days=1) and weekday in (None, day.weekday()):
            return day
    return None


def read_mention(mention: Mention, known: DateContext, text: str = "") -> Reading:
    """Return what a mention means, by the evidence that is known where it could be two days."""
    text = text or mention.words
    if mention.calendar is None or not mention.orders:
        if mention.year is not None and not mention.orders and mention.calendar == "":
            again = find_mentions(text, known.all_codes, is_short_allowed=True)
            if again and again[0].orders and again[0].calendar is not None:
                return read_mention(again[0], known, text)
        if (
            mention.calendar is None
            and (again := find_mentions(text, known.all_codes, is_short_allowed=True))
            and again[0].calendar is not None
        ):
            return read_mention(again[0], known, text)
        return Reading(None, quote(text))
    order = choose_order(mention, known) if mention.is_ambiguous else ""
    if mention.is_ambiguous and not order:
        days = sorted(filter(None, (mention.day("dmy"), mention.day("mdy"))))
        return Reading(None, f"{quote(text)}, which can be {' or '.join(day.isoformat() for day in days)}")
    when = mention.when(order)
    if when is None:
        return Reading(None, f"{quote(text)}, but there is no such day")
    reading = _judge(when, text, known)
    if reading.when and (wrong := wrong_weekday(mention, to_day(when))):
        return Reading(reading.when, "", wrong)
    return reading


def choose_order(mention: Mention, known: DateContext) -> str:
    """Return the order of an ambiguous date, `dmy` or `mdy`: by the capture's other dates, its language and region, its
    clock; else empty.
    """
    possible = {order: day for order in ("dmy", "mdy") if (day := mention.day(order)) and known.is_plausible(day)}
    if len(possible) == 1:
        return next(iter(possible))
    for order, found in possible.items():
        if found == known.url_day:
            return order
    told = {
        to_day(when) for text in (known.other_days() if known.other_days else ()) if (when := read_machine_date(text))
    }
    if len(agreed := [order for order, found in possible.items() if found in told]) == 1:
        return agreed[0]
    others = known.other_texts() if known.other_texts else ()
    if order := order_of_dates(other for text in others for other in find_mentions(text)):
        return order
    if order := order_of_language(known.languages, known.country):
        return order
    if known.text_language and (order := order_of_language([known.text_language()], known.country)):
        return order
    return "mdy" if mention.is_zone_american and mention.has_half and known.country != "ca" else ""


def wrong_weekday(mention: Mention, day: date) -> str:
    """Return what is wrong with the weekday that stands beside a date; an empty string where nothing is."""
    if mention.weekday is None or mention.weekday == day.weekday():
        return ""
    return f"the day of {mention.words!r} was a {WEEKDAY_NAMES[day.weekday()]}"


def _judge(when: datetime | date, text: str, known: DateContext) -> Reading:
    if known.is_plausible(when):
        return Reading(when)
    return Reading(None, f"{quote(text)}, which is no day that news of this capture can have")
