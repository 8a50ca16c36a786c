"""A strip of years: how many stories each has, as bars with links to the pages of the years."""

from collections.abc import Sequence
from typing import TypedDict

from archive_engine.interface import Summary
from archive_pages.listings import count_years
from archive_pages.wording import ENGLISH, number_to_text


class YearBar(TypedDict):
    """A year: its page ("" if it has no stories), its number of stories in words, the height of its bar (0 to 100)."""

    year: str
    url: str
    text: str
    level: int


def list_year_bars(members: Sequence[Summary], wording: str = ENGLISH) -> list[YearBar]:
    """Return the years that the stories span, oldest first, those without stories too. `members` are in order."""
    return [
        {
            "year": row["year"],
            "url": f"{row['year']}/index.html" if row["count"] else "",
            "text": number_to_text(row["count"], wording),
            "level": row["level"],
        }
        for row in (count_years(members) if members else ())
    ]
