"""The pages that stand for the whole archive: the home page, and the 404 page for URLs that lead nowhere."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypedDict

from archive_engine.interface import GroupEnds, PagePlan, Summary, Variables
from archive_pages.addresses import quote_url
from archive_pages.collation import name_to_order
from archive_pages.dates import day_to_weekday_text, time_to_short_day
from archive_pages.days import page_of
from archive_pages.lines import StoryEntry, StoryLine, story_to_entry, story_to_line, story_to_saved_line
from archive_pages.listings import KINDS
from archive_pages.threads import choose_running, thread_place, title_thread
from archive_pages.together import NamedLabel, Together
from archive_pages.wording import ENGLISH, count_to_text, say
from archive_pages.years import list_year_bars

HOME = "index.html"
# After its newest story the home page shows so many stories with their ledes, then so many headlines.
ENTRIES = 8
HEADLINES = 12
# So many threads are named that run on.
THREADS = 5
# So many stories that are dated by their capture alone are named below.
UNDATED = 5
# Labels are taken from this many newest stories, so that a larger archive takes no more time. A kind of label that
# has a place here and in `listings.KINDS` is shown, under its heading in `wording`.
RECENT = 400
LABELS = {"section": 24, "tag": 24, "author": 12}
# A label of fewer stories says nothing of what is in the news.
FEWEST = 2


class HomeDay(TypedDict):
    """The newest stories of one day: its page, its date, its text; the lead of the page, stories with their ledes,
    headlines.
    """

    url: str
    date: str
    text: str
    lead: StoryEntry | None
    entries: list[StoryEntry]
    headlines: list[StoryLine]


def plan_home(
    members: Sequence[Summary],
    dated: Sequence[Summary],
    undated: Sequence[Summary],
    days_of_years: Iterable[str],
    public_path: str,
    wording: str = ENGLISH,
    together: Sequence[Together] = (),
) -> Iterator[PagePlan]:
    """Yield the home page and the 404 page.

    `members` are all stories, oldest first, `dated` those with a date of their own, `undated` those that are dated by
    their capture alone, `days_of_years` the days of the year that have any dated ones (`05-14`). `together` has the
    names that stand out among the newest ones: they are shown where no tag is in the news. `public_path` is the path of
    the site's public URL (`/archive`; "" for a host's root; "." without a public URL). The 404 page needs it: a host
    shows that page for a URL of any depth, so its links can't be relative.
    """
    newest = list(dated[: -(1 + ENTRIES + HEADLINES) - 1 : -1])
    recent = list(members[-RECENT:])
    labels = {kind: most_used(kind, recent) for kind in LABELS}
    names = (label for group in together for label in group["names"])
    labels["tag"] = labels["tag"] or sorted(names, key=lambda label: name_to_order(label["name"]))
    yield PagePlan(
        HOME,
        "index",
        {
            "search_text": say("search_stories", wording, count_to_text("story", len(members), wording)),
            "days": _list_days(newest, wording),
            "undated": [story_to_saved_line(story, HOME, wording) for story in undated[: -UNDATED - 1 : -1]],
            "running": [],  # see add_running
            "labels": [{"kind": kind, "labels": found} for kind, found in labels.items() if found],
            "years": list_year_bars(members, wording),
            "days_of_years": mark_days(days_of_years),
        },
    )
    yield PagePlan("404.html", "404", {"SITEURL": public_path})


class RunningThread(TypedDict):
    """A thread that runs on: its page, its name as on that page, the language of its first story, its newest story."""

    url: str
    title: str
    lang: str
    newest: StoryLine


def add_running(
    home: Variables,
    threads: Sequence[GroupEnds],
    members_of: Callable[[GroupEnds], Sequence[Summary]],
    wording: str = ENGLISH,
) -> Variables:
    """Return the variables of the home page with its running threads. There are none where all stories are dated by
    their capture alone.

    Nothing says how many stories a thread has: that stands on its own page.
    """
    chosen = choose_running(threads, home["days"][0]["date"], THREADS) if home["days"] else []
    running: list[RunningThread] = [
        {
            "url": quote_url(thread_place(ends.first)),
            "title": title_thread(members_of(ends)),
            "lang": ends.first["lang"],
            "newest": story_to_line(ends.last, HOME, time_to_short_day(ends.last["date"], wording)),
        }
        for ends in chosen
    ]
    return {**home, "running": running}


def most_used(kind: str, stories: Sequence[Summary]) -> list[NamedLabel]:
    """Return the labels that are used most in these stories, in alphabetical order.

    Labels of fewer stories than FEWEST are left out.
    """
    field = KINDS[kind]
    labels: dict[str, NamedLabel] = {}
    counts: Counter[str] = Counter()
    for story in stories:
        for label in story[field]:
            slug = label["slug"]
            url = quote_url(f"{kind}/{slug}.html")
            labels.setdefault(slug, {"name": label["name"], "lang": story["lang"], "url": url})
            counts[slug] += 1
    often = [slug for slug, count in counts.items() if count >= FEWEST]
    chosen = sorted(often, key=lambda slug: (-counts[slug], slug))[: LABELS[kind]]
    return sorted((labels[slug] for slug in chosen), key=lambda label: name_to_order(label["name"]))


def mark_days(days: Iterable[str]) -> str:
    """Return the days of the year (`05-14`) that are in a set, as twelve hexadecimal numbers: bit 0 is the first day of
    the month. `theme/templates/start.js` reads them.

    >>> mark_days({"01-01", "01-03", "12-31"})
    '5 0 0 0 0 0 0 0 0 0 0 40000000'
    """
    months = [0] * 12
    for day in days:
        months[int(day[:2]) - 1] |= 1 << (int(day[3:]) - 1)
    return " ".join(f"{bits:x}" for bits in months)


def _list_days(newest: Sequence[Summary], wording: str) -> list[HomeDay]:
    days: list[HomeDay] = []
    place = 0
    for date, stories in groupby(newest, lambda story: story["date"][:10]):
        day: HomeDay = {
            "url": page_of(date),
            "date": date,
            "text": day_to_weekday_text(date, wording),
            "lead": None,
            "entries": [],
            "headlines": [],
        }
        for story in stories:
            if place == 0:
                day["lead"] = story_to_entry(story, HOME)
            elif place <= ENTRIES:
                day["entries"].append(story_to_entry(story, HOME))
            else:
                day["headlines"].append(story_to_line(story, HOME, story["date"][11:]))
            place += 1
        days.append(day)
    return days
