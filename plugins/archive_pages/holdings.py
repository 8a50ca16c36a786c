"""The page that says what the archive has: how many stories, whose, of which years and languages, how their days are
known, on which days there is none, and what the import rejected.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypedDict

from archive_engine.interface import PagePlan, Summary
from archive_pages.dates import month_to_text, period_to_text
from archive_pages.lines import is_dated
from archive_pages.stories import SAVED
from archive_pages.wording import (
    ENGLISH,
    MONTHS,
    SHORT_MONTHS,
    count_to_text,
    list_labels,
    name_language,
    number_to_text,
)
from archive_pages.years import list_year_bars

PAGE = "holdings.html"
# So many publishers are named; the others are counted together.
PUBLISHERS = 40
# Shades of a month: the more days without a story, the darker.
_SHADES = 5


# By the beginning of a kind of reason: the label that tells it.
_REJECTIONS = (
    ("no article", "rejected_kind"),
    ("no text", "rejected_text"),
    ("empty", "rejected_text"),
    ("no headline", "rejected_headline"),
    ("no date", "rejected_date"),
)


class CountRow(TypedDict):
    """A row of a table: what is counted, its number of stories in words, and its share of the largest row in %."""

    name: str
    count: str
    level: int


class GapMonth(TypedDict):
    """A month of the table of gaps: its days without a story, the text of its cell, its shade; "" outside the span."""

    count: str
    text: str
    shade: int


class GapYear(TypedDict):
    """A row of the table of gaps: a year, its page ("" if it has no stories), its months."""

    year: str
    url: str
    months: list[GapMonth]


def plan_holdings(
    members: Sequence[Summary], rejections: Mapping[str, int], lang: str = "", wording: str = ENGLISH
) -> PagePlan:
    """Return the page. `members` are all stories, oldest first, `rejections` the import's counts by reason, `lang` is
    the language of stories that name none.
    """
    dated = [story for story in members if is_dated(story)]
    languages = Counter(story["lang"] or lang for story in members)
    publishers = _count_publishers(members)
    labels = list_labels(wording)
    bases = Counter(SAVED if not is_dated(story) else story.get("basis", "declared") for story in members)
    return PagePlan(
        PAGE,
        "holdings",
        {
            "count": count_to_text("story", len(members), wording) if members else "",
            "period": period_to_text(dated[0]["date"], dated[-1]["date"], wording) if dated else "",
            "years": list_year_bars(members, wording),
            "languages": _rows(((name_language(code, wording), count) for code, count in languages.items()), wording),
            "publishers": _rows(_group_rest(publishers, labels["others"], labels["unnamed"]), wording),
            "bases": _rows(((labels[f"basis_{basis}"], count) for basis, count in bases.items()), wording),
            "months": [
                {"name": name, "short": short}
                for name, short in zip(MONTHS[wording], SHORT_MONTHS[wording], strict=True)
            ],
            "gaps": list_gaps([story["date"][:10] for story in dated], wording),
            "rejections": _rows(((labels[key], count) for key, count in _sum_rejections(rejections).items()), wording),
        },
    )


def list_gaps(days: Sequence[str], wording: str = ENGLISH) -> list[GapYear]:
    """Return a row for each year that the days (in order) span, newest first, with the days without a story by month.

    Months before the first day and after the last one are empty.
    """
    if not days:
        return []
    first, last = days[0], days[-1]
    known = {month: len(set(part)) for month, part in groupby(days, lambda day: day[:7])}
    rows: list[GapYear] = []
    for year in range(int(last[:4]), int(first[:4]) - 1, -1):
        months = [_describe_gap(f"{year:04}-{month:02}", first, last, known, wording) for month in range(1, 13)]
        rows.append(
            {"year": f"{year:04}", "url": f"{year:04}/index.html" if _has_year(known, year) else "", "months": months}
        )
    return rows


def _describe_gap(month: str, first: str, last: str, known: Mapping[str, int], wording: str) -> GapMonth:
    if not first[:7] <= month <= last[:7]:
        return {"count": "", "text": "", "shade": 0}
    days = monthrange(int(month[:4]), int(month[5:]))[1]
    begin = int(first[8:]) if month == first[:7] else 1
    end = int(last[8:]) if month == last[:7] else days
    missing = end - begin + 1 - known.get(month, 0)
    text = f"{month_to_text(month, wording)}: {count_to_text('day', missing, wording)}"
    return {"count": str(missing), "text": text, "shade": -(-_SHADES * missing // days)}


def _has_year(known: Mapping[str, int], year: int) -> bool:
    return any(f"{year:04}-{month:02}" in known for month in range(1, 13))


def _count_publishers(members: Sequence[Summary]) -> Counter[str]:
    """Return the number of stories by publisher: those of names with one page together, under the name most used."""
    spellings: dict[str, Counter[str]] = {}
    for story in members:
        name = story.get("publisher", "")
        page = next((label["slug"] for label in story.get("publishers", ())), name)
        spellings.setdefault(page, Counter())[name] += 1
    counts: Counter[str] = Counter()
    for names in spellings.values():
        counts[max(names, key=lambda name: (names[name], name))] += names.total()
    return counts


def _group_rest(counts: Counter[str], others: str, unnamed: str) -> list[tuple[str, int]]:
    rows = [(name or unnamed, count) for name, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]
    if counts.keys() == {""}:
        return []
    rest = sum(count for _, count in rows[PUBLISHERS:])
    return rows[:PUBLISHERS] + ([(others, rest)] if rest else [])


def _sum_rejections(rejections: Mapping[str, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for kind, count in rejections.items():
        counts[next((label for begin, label in _REJECTIONS if kind.startswith(begin)), "rejected_form")] += count
    return counts


def _rows(counts: Iterable[tuple[str, int]], wording: str) -> list[CountRow]:
    """Return the rows of a table, the largest count first."""
    ordered = sorted(counts, key=lambda row: -row[1])
    most = ordered[0][1] if ordered else 1
    return [
        {"name": name, "count": number_to_text(count, wording), "level": -(-100 * count // most)}
        for name, count in ordered
    ]
