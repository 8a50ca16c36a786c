"""What is known of a capture by which its dates are read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from capture_import.fields.dates.urls import url_to_country, url_to_day
from capture_import.fields.dates.zones import home_zone

T = TypeVar("T")

# Printed news has existed since 1605; calendars and clocks of software beyond this are wrong.
_FIRST_YEAR, _LAST_YEAR = 1600, 2100


class _once(Generic[T]):  # noqa: N801 - a decorator
    """A property that is worked out once: `cached_property` without the lock that it takes in Python 3.11."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self._work_out, self._name = work_out, work_out.__name__
        self.__doc__ = work_out.__doc__

    def __get__(self, instance: Any, owner: Any = None) -> T:
        value = self._work_out(instance)
        instance.__dict__[self._name] = value
        return value


@dataclass
class DateContext:
    """What is known of a capture beside its dates. `languages` are declared tags with their regions (`en-US`), the
    surest first.

    `text_language` says the language of the words, `other_texts` yields what else of the capture can hold dates in
    digits, `other_days` what it tells of any day in the form of machines: they are asked only where a date can't be
    read without them.
    """

    url: str = ""
    captured_at: datetime | None = None
    languages: Sequence[str] = ()
    source: str = ""
    given: date | None = None
    text_language: Callable[[], str] | None = None
    other_texts: Callable[[], Iterable[str]] | None = None
    other_days: Callable[[], Iterable[str]] | None = None

    @_once
    def captured_day(self) -> date | None:
        """Return the day of the capture."""
        return self.captured_at.date() if self.captured_at else None

    @_once
    def url_day(self) -> date | None:
        """Return the day that the URL names."""
        return url_to_day(self.url) if self.url else None

    @_once
    def country(self) -> str:
        """Return the country of the URL's domain."""
        return url_to_country(self.url) if self.url else ""

    @_once
    def codes(self) -> frozenset[str]:
        """Return the declared languages, without regions."""
        codes = (tag.replace("_", "-").partition("-")[0].strip().lower() for tag in self.languages)
        return frozenset(code for code in codes if 2 <= len(code) <= 3 and code.isalpha())

    @_once
    def all_codes(self) -> frozenset[str]:
        """Return the declared languages and that of the words."""
        found = self.text_language() if self.text_language else ""
        return self.codes | {found} if found else self.codes

    @_once
    def zone(self) -> ZoneInfo | None:
        """Return the zone that the publisher is at home in, where that is known."""
        return home_zone(self.url, self.languages)

    def is_plausible(self, when: date | datetime) -> bool:
        """Return whether news of this capture can bear a date."""
        return is_plausible(to_day(when), self.captured_day)


def is_plausible(day: date, captured: date | None = None) -> bool:
    """Return whether news can bear this date: printed news has existed since 1605, and none is later than its capture.

    The day after the capture counts, for the sake of zones. Nothing depends on the day of the import.
    """
    return _FIRST_YEAR <= day.year < _LAST_YEAR and (captured is None or day <= captured + timedelta(days=1))


def to_day(when: date | datetime) -> date:
    """Return the day of a day or a time."""
    return when.date() if isinstance(when, datetime) else when
