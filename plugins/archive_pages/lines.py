"""A story's line in a list: alone, with its lede, or in a group under a heading. JSON data for the templates."""

from typing import TypedDict

from archive_engine.interface import Summary
from archive_pages.addresses import find_relative_url
from archive_pages.thumbnails import Thumbnail, find_thumbnail


class StoryLine(TypedDict):
    """A story in a list: its URL relative to the list's page, its headline, its language, and a note beside it.

    `lang` is "" for the archive's own language. `note` is a day, a time of day, a section, or "".
    """

    url: str
    title: str
    lang: str
    note: str


class LedeLine(StoryLine):
    """A line with the story's lede and its picture; `id` is the HTML id that URLs can point to, "" for none."""

    id: str
    lede: str
    picture: Thumbnail | None


class LineGroup(TypedDict):
    """Lines under a heading; `id` is the HTML id that URLs can point to, "" for none."""

    id: str
    heading: str
    stories: list[StoryLine]


def story_to_line(story: Summary, page: str, note: str = "") -> StoryLine:
    """Return a story's line in a list on `page`."""
    url = find_relative_url(page, story["url"])
    return {"url": url, "title": story["title"], "lang": story["lang"], "note": note}


def story_to_lede_line(story: Summary, page: str, note: str, name: str = "") -> LedeLine:
    """Return a story's line with its lede in a list on `page`; `name` becomes its `id`."""
    picture = find_thumbnail(story, page)
    return {**story_to_line(story, page, note), "id": name, "lede": story["lede"], "picture": picture}
