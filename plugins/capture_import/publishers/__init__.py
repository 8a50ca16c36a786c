"""The publishers whose pages are known, one file each, the choice among them, and what is read of any other's
(`any_publisher`).

A publisher's module has `is_mine(page)`, which looks at the address, the time of capture and the form, and
`read(page, given_day)`, which gives its evidence.
"""

from datetime import date
from typing import Protocol

from capture_import.fields.evidence import Evidence
from capture_import.forms.plain_text.headers import read_named_header
from capture_import.forms.plain_text.page import TextPage
from capture_import.publishers import any_publisher, reuters, unn


class Publisher(Protocol):
    """The module of a known publisher."""

    def is_mine(self, page: TextPage) -> bool:
        """Return whether a page is laid out as the publisher's are."""
        ...

    def read(self, page: TextPage, given_day: date | None = None) -> Evidence:
        """Return what a page says."""
        ...


TEXT_PUBLISHERS: tuple[Publisher, ...] = (reuters, unn)


def read_text(page: TextPage, given_day: date | None = None) -> Evidence:
    """Return what a page in plain text says. Raises Rejected where it is plain that it holds no article.

    It is read by its publisher's shape where there is one, but where a header names its title, by that: somebody has
    read it before.
    """
    header = read_named_header(page.lines)
    if header is not None and header.get("title"):
        return any_publisher.read(page, given_day)
    for publisher in TEXT_PUBLISHERS:
        if publisher.is_mine(page):
            return publisher.read(page, given_day)
    return any_publisher.read(page, given_day)
