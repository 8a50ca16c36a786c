"""A story as feeds show it, and what all three formats have in common."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from publication.config import PublicationConfig

Story = Mapping[str, Any]
"""A story's summary, as `archive_pages` makes it: its keys are listed in this folder's README."""


class Feed(NamedTuple):
    """A feed: its place without a format's end, its title, the page that it belongs to, its stories, newest first.

    Place and page are percent-encoded (RFC 3986).
    """

    place: str
    title: str
    page: str
    stories: Sequence[Story]


def make_time(key: str, offset: str = "") -> str:
    """Return a story's time by RFC 3339. A day without a time begins at midnight, UTC.

    >>> make_time("2024-05-02T10:30", "+03:00"), make_time("2024-05-02")
    ('2024-05-02T10:30:00+03:00', '2024-05-02T00:00:00Z')
    """
    return f"{key}:00{offset or 'Z'}" if len(key) > len("2024-05-02") else f"{key}T00:00:00Z"


_moment = lru_cache(maxsize=4096)(datetime.fromisoformat)  # a story is in several feeds


def published_at(story: Story) -> str:
    """Return when a story was published, by RFC 3339."""
    return make_time(story["date"], story.get("offset", ""))


def updated_at(story: Story) -> str:
    """Return when a story was last changed, by RFC 3339."""
    offset = story.get("offset", "")
    return max(published_at(story), make_time(story.get("modified") or story["date"], offset), key=_moment)


def newest_time(stories: Sequence[Story]) -> str:
    """Return the time of a feed: that of its newest entry, so that the same stories make the same bytes."""
    return max(map(updated_at, stories), default="1970-01-01T00:00:00Z", key=_moment)


def summary_text(story: Story) -> str:
    """Return what a feed says of a story: its lede, else its first sentence; "" for a story without both."""
    return str(story["lede"] or story.get("opening", ""))


def story_url(story: Story, config: PublicationConfig) -> str:
    """Return the public URL of a story's page."""
    return f"{config.root}/{story['url']}"
