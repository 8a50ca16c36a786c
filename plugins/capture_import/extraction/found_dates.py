"""A date that was found on a page: when, and by what. What can be a page's date at all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from capture_import.extraction.page import Page

# The first news on the web, the last day that can be news where nobody wrote down the capture's, and how far a clock may be ahead.
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)
_TOLERANCE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, or a time with its zone where one is known, and where it was found: `metadata`, `url`, `header` or `text`.

    `is_update` says that the page calls it an update's; `note` says what else the page tells.
    """

    when: datetime | date
    basis: str
    is_update: bool = False
    note: str = ""

    @property
    def day(self) -> date:
        return self.when.date() if isinstance(self.when, datetime) else self.when


def is_possible(when: datetime | date, page: Page) -> bool:
    """Tell whether a date is of the web's time and not after the capture (today is not asked: an import gives the same any day)."""
    day = when.date() if isinstance(when, datetime) else when
    return EARLIEST <= day <= (page.captured_at.date() + _TOLERANCE if page.captured_at else LATEST)
