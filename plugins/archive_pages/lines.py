"""A story's line in a list: alone, with its lede, or in a group under a heading. JSON data for the templates."""

from typing import TypedDict

from archive_engine.interface import Summary
from archive_pages.addresses import find_relative_url
from archive_pages.dates import day_to_text
from archive_pages.stories import LONG_HEADLINE, Label
from archive_pages.thumbnails import Thumbnail, find_thumbnail
from archive_pages.wording import say


class StoryLine(TypedDict):
    """A story in a list: its URL relative to the list's page, its headline, its language, and a note beside it.

    `lang` is "" for the archive's own language. `note` is a day, a time of day, a section, or "". If it is a day or a
    time, `date` has it in ISO 8601; else `date` is "". A time of day stands under its day and is alone: it has the form
    of ISO 8601 itself.
    """

    url: str
    title: str
    lang: str
    note: str
    date: str


class LedeLine(StoryLine):
    """A line with the story's lede and its picture; `id` is the HTML id that URLs can point to, "" for none."""

    id: str
    lede: str
    picture: Thumbnail | None


class StoryEntry(LedeLine):
    """A line with its lede, the story's first section, and whether its headline is long."""

    section: Label | None
    is_long: bool


class GroupedLedeLine(StoryLine):
    """One of the few lines of a long list that have their story's lede."""

    lede: str


class LineGroup(TypedDict):
    """Lines under a heading; `id` is the HTML id that URLs can point to, "" for none."""

    id: str
    heading: str
    stories: list[StoryLine]


def story_to_line(story: Summary, page: str, note: str = "", *, is_time: bool = True) -> StoryLine:
    """Return a story's line in a list on `page`; `is_time` says whether a note is the story's day or time."""
    url = find_relative_url(page, story["url"])
    date = (note if ":" in note else story["date"][:10]) if note and is_time else ""
    return {"url": url, "title": story["title"], "lang": story["lang"], "note": note, "date": date}


def story_to_lede_line(story: Summary, page: str, note: str, name: str = "", *, is_time: bool = True) -> LedeLine:
    """Return a story's line with its lede in a list on `page`; `name` becomes its `id`.

    A story that declares no lede has its first sentence.
    """
    return {
        **story_to_line(story, page, note, is_time=is_time),
        "id": name,
        "lede": find_lede(story),
        "picture": find_thumbnail(story, page),
    }


def find_lede(story: Summary) -> str:
    """Return a story's lede, or its first sentence; "" for neither."""
    return str(story["lede"] or story.get("opening", ""))


def story_to_entry(story: Summary, page: str) -> StoryEntry:
    """Return a story with its time of day, its lede and its section for `page`."""
    sections = story["sections"]
    return {
        **story_to_lede_line(story, page, story["date"][11:]),
        "section": sections[0] if sections else None,
        "is_long": len(story["title"]) > LONG_HEADLINE,
    }


def is_dated(story: Summary) -> bool:
    """Return whether a story's date is its own, not the day on which its page was saved."""
    return not story.get("is_saved_date", False)


def story_to_saved_line(story: Summary, page: str, wording: str) -> StoryLine:
    """Return the line of a story that is dated by its capture alone: it says that the day is that of the saving."""
    return story_to_line(story, page, say("saved_on", wording, day_to_text(story["date"], wording)))
