"""Threads: the pages of developing stories, and what a story's page shows of its thread.

`archive_names` finds them, and the engine gives them as groups of summaries. Only the thread's own page says how many
stories it has, so that an added story changes that page and the pages of its neighbours.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

from archive_engine.interface import (
    GroupEnds,
    NearGroup,
    PagePlan,
    Summary,
    choose_groups,
    find_last_day,
    summary_to_order,
)
from archive_pages.addresses import find_relative_url, place_below, quote_url
from archive_pages.bars import draw_bars
from archive_pages.dates import count_days, day_to_text, days_between, period_to_text
from archive_pages.lines import StoryLine, story_to_line
from archive_pages.wording import ENGLISH, count_to_text, gap_to_text

# A thread runs if its last story is of so many days before the newest story of the archive.
RUNNING = 30
# A gap is told from so many days on; in months from so many on.
SHORTEST_GAP = 14
IN_MONTHS = 60
MONTH = 30.44
WEEK = 7
# The thread is named by so many names, each of which at least half of its stories tell.
MOST_NAMES = 2


class ThreadStory(StoryLine):
    """A story of a thread: its lede or first sentence, the time since the story before in words ("" where it is short),
    and its near-duplicates.
    """

    date: str
    gap: str
    lede: str
    versions: list[StoryLine]


class ThreadOfStory(TypedDict):
    """What a story's page shows of its thread: where that is, and the stories just before and after it."""

    url: str
    earlier: list[StoryLine]
    later: list[StoryLine]


def thread_place(first: Summary) -> str:
    """Return where the page of a thread lies: no other thread has the same first story."""
    return place_below("thread", first["url"])


def find_thread_url(page: str, first: Summary) -> str:
    """Return the relative URL of a thread's page from another page."""
    return find_relative_url(page, quote_url(thread_place(first)))


def plan_thread(members: Sequence[Summary], wording: str = ENGLISH) -> PagePlan:
    """Return the page of a thread, given its stories, oldest first."""
    page = thread_place(members[0])
    stories = fold_versions(members, page, wording)
    first, last = members[0]["date"], members[-1]["date"]
    weeks = count_weeks(members)
    return PagePlan(
        page,
        "thread",
        {
            "title": title_thread(members),
            "lang": members[0]["lang"],
            "count": count_to_text("story", len(stories), wording),
            "period": period_to_text(first, last, wording),
            "bars": draw_bars(weeks, max(weeks)),
            "weeks": len(weeks) if max(weeks) > 1 else 0,  # bars of one height tell no more than the days below them
            "stories": stories,
        },
    )


def title_thread(members: Sequence[Summary]) -> str:
    """Return the title of a thread: the names that most of its stories tell, else its first headline."""
    return ", ".join(name_thread(members)) or str(members[0]["title"])


def name_thread(members: Sequence[Summary]) -> list[str]:
    """Return the names that most stories of a thread tell, people and organisations before places; [] for none."""
    spelling: dict[str, str] = {}
    order: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()
    for story in members:
        for at, label in enumerate(story.get("names", ())):
            if label["name"] == story.get("publisher"):
                continue
            spelling.setdefault(label["slug"], label["name"])
            order.setdefault(label["slug"], (label["kind"] == "place", at))
            counts[label["slug"]] += 1
    told = [slug for slug, count in counts.items() if 2 * count >= len(members) and not order[slug][0]]
    chosen = sorted(told, key=lambda slug: (-counts[slug], order[slug], slug))[:MOST_NAMES]
    return [spelling[slug] for slug in chosen]


def fold_versions(members: Sequence[Summary], page: str, wording: str) -> list[ThreadStory]:
    """Return the stories of a thread, near-duplicates with the first of them."""
    rows: list[ThreadStory] = []
    of_versions: dict[str, ThreadStory] = {}
    before = ""
    for story in members:
        row = of_versions.get(story["versions"]) if story["versions"] else None
        if row is not None:
            row["versions"].append(story_to_line(story, page, day_to_text(story["date"], wording)))
            continue
        row = {
            **story_to_line(story, page, day_to_text(story["date"], wording)),
            "date": story["date"],
            "gap": tell_gap(before, story["date"], wording) if before else "",
            "lede": story["lede"] or story.get("opening", ""),
            "versions": [],
        }
        rows.append(row)
        before = story["date"]
        if story["versions"]:
            of_versions[story["versions"]] = row
    return rows


def tell_gap(before: str, after: str, wording: str = ENGLISH) -> str:
    """Return how long it was between two stories, in words; "" where it was short.

    >>> tell_gap("2024-01-01", "2024-06-01"), tell_gap("2024-01-01", "2024-01-22"), tell_gap("2024-01-01", "2024-01-03")
    ('after five months', 'after three weeks', '')
    """
    days = days_between(before, after)
    if days < SHORTEST_GAP:
        return ""
    if days < IN_MONTHS:
        return gap_to_text("week", days // WEEK, wording)
    return gap_to_text("month", int(days / MONTH + 0.5), wording)


def count_weeks(members: Sequence[Summary]) -> list[int]:
    """Return the number of stories of each week, counted from the first story's day."""
    first, last = (count_days(story["date"][:10]) for story in (members[0], members[-1]))
    counts = Counter((count_days(story["date"][:10]) - first) // WEEK for story in members)
    return [counts[week] for week in range((last - first) // WEEK + 1)]


def show_thread(story: Summary, near: NearGroup, wording: str = ENGLISH) -> ThreadOfStory:
    """Return what a story's page shows of its thread."""
    page = story["url"]
    earlier, later = (
        [story_to_line(other, page, day_to_text(other["date"], wording)) for other in others]
        for others in (near.earlier, near.later)
    )
    return {"url": find_thread_url(page, near.first), "earlier": earlier, "later": later}


def choose_running(threads: Sequence[GroupEnds], newest: str, most: int) -> list[GroupEnds]:
    """Return up to `most` threads that had a story in the RUNNING days up to that of the newest story: those with the
    latest day first, of one day those that have run the longest.
    """
    days = [find_last_day(threads, place) for place in range(len(threads))]
    running = [place for place, day in enumerate(days) if 0 <= days_between(day, newest) <= RUNNING]
    running.sort(key=days.__getitem__, reverse=True)
    latest = count_latest([days[place] for place in running], most)
    found = sorted(choose_groups(threads, running[:latest]), key=lambda ends: summary_to_order(ends.first))
    return sorted(found, key=lambda ends: ends.last["date"][:10], reverse=True)[:most]


def count_latest(days: Sequence[str], most: int) -> int:
    """Return how many of the days, the latest first, may be among the `most` latest: of the last such day all, as only
    their times decide, which are not read.

    >>> count_latest(["2025-03-09", "2025-03-08", "2025-03-08", "2025-03-07"], 2)
    3
    """
    if len(days) <= most:
        return len(days)
    return next((at for at in range(most, len(days)) if days[at] != days[most - 1]), len(days))
