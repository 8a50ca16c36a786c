"""The page of a day, as an issue: its lead, then its stories by section; and of one day through the years."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TypedDict

from archive_engine.interface import PagePlan, Summary, Variables, summary_to_order
from archive_pages.addresses import find_relative_url
from archive_pages.choosing import Background, choose_stories, count_background
from archive_pages.dates import day_of_year_to_text, day_to_text
from archive_pages.lines import (
    LedeLine,
    StoryLine,
    is_dated,
    story_to_entry,
    story_to_lede_line,
    story_to_line,
    story_to_saved_line,
)
from archive_pages.wording import ENGLISH, MONTHS, WEEKDAYS, count_to_text, say

# A section of a day shows so many stories with their ledes, chosen ones first, then headlines.
LEDES = 4
# Of a day with more stories the sections are named, if there are any; with fewer, each story names its own.
FEW = 4
# A year shows so many stories of one day on that day's page through the years.
GLIMPSES = 4
# Of many years that page names fewer of each, so many in all: forty years of four would be thirty screens of a phone.
GLIMPSES_IN_ALL = 48
# Where a day's stories have no sections, they are divided by time of day: the hours at which a part begins.
_PARTS = (0, 6, 12, 18)


class PeriodLink(TypedDict):
    """A link to the page of a month, a day, or a day through the years."""

    url: str
    text: str


class DayPart(TypedDict):
    """A part of a day: a section with its slug, name and language, or hours with their text as `name`, or all (all
    are ""); stories with their ledes, then headlines.
    """

    slug: str
    name: str
    lang: str
    entries: list[LedeLine]
    stories: list[StoryLine]


class YearOfDay(PeriodLink):
    """One year on the page of a day through the years: chosen stories, and the text of a link to all, or ""."""

    id: str
    entries: list[LedeLine]
    all: str


def page_of(period: str) -> str:
    """Return the page of `2025-02` or `2025-02-17`."""
    return period.replace("-", "/") + "/index.html"


def through_the_years(day: str) -> str:
    """Return the page of a day through the years.

    >>> through_the_years("2025-02-17")
    'on/02-17.html'
    """
    return f"on/{day[5:10]}.html"


def newest_first(stories: Iterable[Summary]) -> list[Summary]:
    """Return stories in order, the newest first."""
    return sorted(stories, key=summary_to_order, reverse=True)


def list_undated(stories: Iterable[Summary], page: str, wording: str = ENGLISH) -> list[StoryLine]:
    """Return the lines of those stories that are dated by their capture alone, newest first."""
    return [story_to_saved_line(story, page, wording) for story in newest_first(stories) if not is_dated(story)]


def describe_day(
    day: str,
    members: Sequence[Summary],
    background: Background,
    links: tuple[PeriodLink | None, PeriodLink | None],
    wording: str = ENGLISH,
) -> Variables:
    """Return the variables of the page of one day. `members` are its stories, oldest first, `background` is that of its
    month; `links` lead to the days with stories before and after it.
    """
    page = page_of(day)
    dated = [story for story in members if is_dated(story)]
    (lead,) = choose_stories(dated, 1, background) or (None,)
    others = newest_first(story for story in dated if story is not lead)
    is_full = len(dated) > FEW
    return {
        "year": day[:4],
        "month": MONTHS[wording][int(day[5:7]) - 1],
        "weekday": WEEKDAYS[wording][date.fromisoformat(day).weekday()],
        "date": day,
        "date_text": day_to_text(day, wording),
        "count": count_to_text("story", len(members), wording),
        "lead": story_to_entry(lead, page) if lead else None,
        "entries": [] if is_full else [story_to_entry(story, page) for story in others],
        "groups": divide_day(others, background, page) if is_full else [],
        "undated": list_undated(members, page, wording),
        "years": {
            "url": f"{find_relative_url(page, through_the_years(day))}#y{day[:4]}",
            "text": say("through_years", wording, day_of_year_to_text(day, wording)),
        }
        if dated
        else None,
        "earlier": links[0],
        "later": links[1],
    }


def divide_day(stories: Sequence[Summary], background: Background, page: str) -> list[DayPart]:
    """Return a day's stories, newest first, by the first section of each; by hours where no story has a section.

    The section with the most stories comes first, then by name; stories without a section come last.
    """
    parts: dict[str, list[Summary]] = {}
    names: dict[str, tuple[str, str]] = {"": ("", "")}
    for story in stories:
        section = story["sections"][0] if story["sections"] else {"slug": "", "name": ""}
        names.setdefault(section["slug"], (section["name"], story["lang"]))
        parts.setdefault(section["slug"], []).append(story)
    if parts.keys() == {""}:
        return [
            _describe_part("", hours, "", list(part), background, page)
            for hours, part in groupby(stories, lambda story: _name_hours(story["date"]))
        ]
    ordered = sorted(parts, key=lambda slug: (not slug, -len(parts[slug]), names[slug][0]))
    return [_describe_part(slug, *names[slug], parts[slug], background, page) for slug in ordered]


def plan_day_of_years(day: str, members: Sequence[Summary], wording: str = ENGLISH) -> PagePlan:
    """Return the page of a day (`05-14`) through the years. `members` are its dated stories, oldest first."""
    page = f"on/{day}.html"
    background = count_background(members)
    years = []
    most = max(1, min(GLIMPSES, GLIMPSES_IN_ALL // max(1, len({story["date"][:4] for story in members}))))
    for year, part in groupby(reversed(members), lambda story: story["date"][:4]):
        stories = list(part)
        chosen = choose_stories(stories, most, background)
        text = say("all_of", wording, count_to_text("story", len(stories), wording), f"{year}")
        years.append(
            YearOfDay(
                id=f"y{year}",
                url=find_relative_url(page, page_of(f"{year}-{day}")),
                text=year,
                entries=[story_to_lede_line(story, page, "") for story in chosen],
                all=text if len(chosen) < len(stories) else "",
            )
        )
    return PagePlan(
        page,
        "day_of_years",
        {
            "day": day_of_year_to_text(f"2000-{day}", wording),
            "count": count_to_text("story", len(members), wording),
            "years": years,
        },
    )


def _describe_part(
    slug: str, name: str, lang: str, stories: Sequence[Summary], background: Background, page: str
) -> DayPart:
    chosen = choose_stories(stories, LEDES, background)
    urls = {story["url"] for story in chosen}
    return {
        "slug": slug,
        "name": name,
        "lang": lang,
        "entries": [story_to_lede_line(story, page, story["date"][11:]) for story in chosen],
        "stories": [story_to_line(story, page, story["date"][11:]) for story in stories if story["url"] not in urls],
    }


def _name_hours(key: str) -> str:
    """Return the part of the day in which a time is: `06:00–12:00`; "" for a day without a time."""
    if len(key) <= len("2025-02-17"):
        return ""
    begin = max(hour for hour in _PARTS if hour <= int(key[11:13]))
    return f"{begin:02}:00–{begin + 6:02}:00"
