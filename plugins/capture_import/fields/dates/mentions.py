"""A date as a text names it: its words, the days that they can mean, the time beside them."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from capture_import.fields.dates.calendars import to_gregorian


class Mention(NamedTuple):
    """A date as a text names it, from `start` to `end` of the lexed text, its time included.

    `orders` are the (month, day) that it can be: two of them where nothing in it tells the month from the day. `year`
    is None where none is named, `weekday` 0 for Monday. `words` are the day's own, `source` those with the time,
    `before` what stands before them. `first` is the first day of several (`4-9 March`). `calendar` is None where the
    year is of none known.
    """

    words: str
    source: str
    before: str
    start: int
    end: int
    year: int | None
    orders: tuple[tuple[int, int], ...]
    weekday: int | None = None
    time: tuple[int, int, int] | None = None
    offset: int | None = None
    first: int | None = None
    calendar: str | None = ""
    is_zone_american: bool = False
    has_half: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether day and month can be exchanged."""
        return len(self.orders) > 1

    def day(self, order: str = "") -> date | None:
        """Return the day, where the year is named and there is such a day; of an ambiguous one by an order, `dmy` or
        `mdy`.
        """
        if self.year is None or self.calendar is None or not self.orders or (self.is_ambiguous and not order):
            return None
        month, day = self.orders[1 if self.is_ambiguous and order == "mdy" else 0]
        return to_gregorian(self.year, month, day, self.calendar)

    def when(self, order: str = "") -> datetime | date | None:
        """Return the day with the time, and its zone, that stand beside it."""
        day = self.day(order)
        if day is None or self.time is None:
            return day
        hour, minute, second = self.time
        zone = None if self.offset is None else (timezone(timedelta(minutes=self.offset)) if self.offset else UTC)
        try:
            moment = datetime(day.year, day.month, day.day, hour % 24, minute, second, tzinfo=zone)
            return moment + timedelta(days=hour // 24)
        except (ValueError, OverflowError):
            return day


def to_mention(text: str, when: datetime | date) -> Mention:
    """Return the mention of a text that is a machine's date as a whole."""
    time = (when.hour, when.minute, when.second) if isinstance(when, datetime) else None
    offset = when.utcoffset() if isinstance(when, datetime) else None
    return Mention(
        words=text,
        source=text,
        before="",
        start=0,
        end=len(text),
        year=when.year,
        orders=((when.month, when.day),),
        time=time,
        offset=None if offset is None else int(offset.total_seconds() // 60),
    )
