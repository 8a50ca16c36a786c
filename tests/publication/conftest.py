"""Stories as `archive_pages` summarizes them, for the tests of what machines read."""

from typing import Any

import pytest

from publication.config import PublicationConfig
from tests.archive_pages.conftest import make_story

ROOT = "https://news.example/archive"


@pytest.fixture
def config() -> PublicationConfig:
    return PublicationConfig(ROOT, "News & Archive", "Saved news", "en", 3)


def make_stories(count: int, **fields: Any) -> list[dict[str, Any]]:
    """Return stories of consecutive days, each with labels, a publisher, a hash."""
    labels = {"sections": ["Town"], "tags": ["Ferry", "Tide & time"], "authors": ["Ann Lee"]}
    return [
        make_story(
            number, **(labels | {"lede": f"Lede {number}.", "publisher": "Halverin Post", "sha256": "ab"} | fields)
        )
        for number in range(count)
    ]
