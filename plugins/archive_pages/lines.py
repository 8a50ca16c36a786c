"""How pages show a story in a list: a line, alone, with its lede, or under a heading. JSON data for the templates."""

from typing import TypedDict

from archive_engine.interface import Summary
from archive_pages.addresses import find_relative_url
from archive_pages.thumbnails import Thumbnail, find_thumbnail


class Line(TypedDict):
    """A story in a list: its URL from the list's page, its headline, its language, and what stands beside it.

    The language is "" where it is the archive's. The note is a day, an hour, a section, or "".
    """

    url: str
    title: str
    lang: str
    note: str


class LedeLine(Line):
    """A line with the story's lede and its picture; `id` is its name in the page's address, "" where it has none."""

    id: str
    lede: str
    picture: Thumbnail | None


class LineGroup(TypedDict):
    """Lines under a heading; `id` is the group's name in the page's address, "" where it has none."""

    id: str
    heading: str
    stories: list[Line]


def story_to_line(story: Summary, page: str, note: str = "") -> Line:
    """Return a story's line in a list on `page`."""
    url = find_relative_url(page, story["url"])
    return {"url": url, "title": story["title"], "lang": story["lang"], "note": note}


def story_to_lede_line(story: Summary, page: str, note: str, name: str = "") -> LedeLine:
    """Return a story's line with its lede in a list on `page`; `name` is its `id`."""
    picture = find_thumbnail(story, page)
    return {**story_to_line(story, page, note), "id": name, "lede": story["lede"], "picture": picture}
