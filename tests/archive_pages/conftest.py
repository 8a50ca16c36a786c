"""Fixtures with stories for the tests of the planners."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from archive_pages.stories import names_to_labels

FIRST = date(2020, 1, 1)


def make_story(number: int, day: str = "", **fields: Any) -> dict[str, Any]:
    """Return a summary of a story, dated `day` or, without it, `number` days after 2020-01-01."""
    day = day or (FIRST + timedelta(days=number)).isoformat()
    labels = {kind: names_to_labels(fields.pop(kind, ())) for kind in ("sections", "tags", "authors")}
    labels["publishers"] = names_to_labels([fields["publisher"]] if "publisher" in fields else ())
    return {
        "title": f"Story {number}",
        "url": f"{day[:10].replace('-', '/')}/story-{number}.html",
        "date": day,
        "lang": "",
        "lede": "",
        "is_opening": False,
        "versions": "",
        **labels,
        **fields,
    }


@pytest.fixture
def stories() -> Callable[..., list[dict[str, Any]]]:
    """Make `count` stories, one each day, all with the same labels."""
    return lambda count, **fields: [make_story(number, **fields) for number in range(count)]
