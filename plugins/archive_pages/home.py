"""The pages that stand for the whole archive: the home page, and the 404 page for URLs that lead nowhere."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from archive_engine.interface import PagePlan, Summary
from archive_pages.collation import name_to_order
from archive_pages.dates import day_to_text
from archive_pages.lines import LedeLine, story_to_lede_line, story_to_line
from archive_pages.listings import KINDS
from archive_pages.stories import LONG_HEADLINE, Label
from archive_pages.wording import ENGLISH, count_to_text, say

HOME = "index.html"
# After its newest story the home page shows so many stories with their ledes, then so many headlines.
ENTRIES = 6
HEADLINES = 14
# Labels are taken from this many newest stories, so that a larger archive takes no more time.
RECENT = 400
LABELS = {"section": 24, "tag": 24, "author": 12}


class HomeEntry(LedeLine):
    """A story with its lede, its date in ISO 8601, its first section, and whether its headline is long."""

    date: str
    section: Label | None
    is_long: bool


def plan_home(members: Sequence[Summary], public_path: str, wording: str = ENGLISH) -> Iterator[PagePlan]:
    """Yield the home page and the 404 page.

    `members` are all stories, oldest first. `public_path` is the path of the site's public URL (`/archive`; "" for a
    host's root; "." without a public URL). The 404 page needs it: a host shows that page for a URL of any depth, so its
    links can't be relative.
    """
    newest = list(members[-1 - ENTRIES - HEADLINES :])[::-1]
    recent = list(members[-RECENT:])
    yield PagePlan(
        HOME,
        "index",
        {
            "search_text": say("search", wording, count_to_text("story", len(members), wording)),
            "lead": _entry(newest[0], wording) if newest else None,
            "entries": [_entry(story, wording) for story in newest[1 : 1 + ENTRIES]],
            "more": [
                story_to_line(story, HOME, day_to_text(story["date"], wording)) for story in newest[1 + ENTRIES :]
            ],
            "years": _list_years(members),
            "sections": most_used("section", recent),
            "tags": most_used("tag", recent),
            "authors": most_used("author", recent),
            "names": [],
        },
    )
    yield PagePlan("404.html", "404", {"SITEURL": public_path})


def most_used(kind: str, stories: Sequence[Summary]) -> list[dict[str, str]]:
    """Return the labels that are used most in these stories, in alphabetical order."""
    field = KINDS[kind]
    labels: dict[str, dict[str, str]] = {}
    counts: Counter[str] = Counter()
    for story in stories:
        for label in story[field]:
            labels.setdefault(label["slug"], {"name": label["name"], "lang": story["lang"]})
            counts[label["slug"]] += 1
    chosen = sorted(counts, key=lambda slug: (-counts[slug], slug))[: LABELS[kind]]
    return sorted(
        ({"url": f"{kind}/{slug}.html", **labels[slug]} for slug in chosen),
        key=lambda label: name_to_order(label["name"]),
    )


def _entry(story: Summary, wording: str) -> HomeEntry:
    sections = story["sections"]
    return {
        **story_to_lede_line(story, HOME, day_to_text(story["date"], wording)),
        "date": story["date"],
        "section": sections[0] if sections else None,
        "is_long": len(story["title"]) > LONG_HEADLINE,
    }


def _list_years(members: Sequence[Summary]) -> list[dict[str, str]]:
    """Return the years that have stories, newest first. Bisection finds them: there are few years and many stories."""
    years = []
    at = len(members)
    while at:
        year = members[at - 1]["date"][:4]
        years.append({"text": year, "url": f"{year}/index.html"})
        at = bisect_left(members, year, hi=at, key=lambda story: story["date"])
    return years
