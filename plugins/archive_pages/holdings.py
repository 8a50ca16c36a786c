"""The page that says what the archive has: how many stories, whose, of which years and languages, how their days are
known, on which days there is none, and what the import rejected.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
# What `list_facts` yields: a text that begins with one of these; its parts are divided by tabs.
_LANGUAGE, _PUBLISHER, _BASIS, _DAY = "language", "publisher", "basis", "day"
_TAB = "\t"
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
    members: Sequence[Summary],
    totals: Mapping[str, int],
    rejections: Mapping[str, int],
    lang: str = "",
    wording: str = ENGLISH,
) -> PagePlan:
    """Return the page. `members` are all stories, oldest first, `totals` says how many of them have each text of
    `list_facts`, `rejections` are the import's counts by reason, `lang` is the language of stories that name none.
    """
    facts: dict[str, dict[str, int]] = {name: {} for name in (_LANGUAGE, _PUBLISHER, _BASIS, _DAY)}
    for text, count in totals.items():
        name, _, value = text.partition(_TAB)
        facts[name][value] = count
    languages = Counter[str]()
    for code, count in facts[_LANGUAGE].items():
        languages[code or lang] += count
    days = sorted(facts[_DAY])
    labels = list_labels(wording)
    return PagePlan(
        PAGE,
        "holdings",
        {
            "count": count_to_text("story", len(members), wording) if members else "",
            "period": period_to_text(days[0], days[-1], wording) if days else "",
            "years": list_year_bars(members, wording),
            "languages": _rows(((name_language(code, wording), count) for code, count in languages.items()), wording),
            "publishers": _rows(
                _group_rest(_count_publishers(facts[_PUBLISHER]), labels["others"], labels["unnamed"]), wording
            ),
            "bases": _rows(((labels[f"basis_{basis}"], count) for basis, count in facts[_BASIS].items()), wording),
            "months": [
                {"name": name, "short": short}
                for name, short in zip(MONTHS[wording], SHORT_MONTHS[wording], strict=True)
            ],
            "gaps": list_gaps(days, wording),
            "rejections": _rows(((labels[key], count) for key, count in _sum_rejections(rejections).items()), wording),
        },
    )


def list_facts(story: Summary) -> Iterator[str]:
    """Yield what the page counts of a story: its language, its publisher's page and name, how its day is known, and the
    day if it is the story's own.
    """
    name = story.get("publisher", "")
    page = next((label["slug"] for label in story.get("publishers", ())), name)
    yield _TAB.join((_LANGUAGE, story["lang"]))
    yield _TAB.join((_PUBLISHER, page, name))
    yield _TAB.join((_BASIS, story.get("basis", "declared") if is_dated(story) else SAVED))
    if is_dated(story):
        yield _TAB.join((_DAY, story["date"][:10]))


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


def _count_publishers(totals: Mapping[str, int]) -> Counter[str]:
    """Return the number of stories by publisher: those of names with one page together, under the name most used.

    `totals` has the number of stories by page and name.
    """
    spellings: dict[str, Counter[str]] = {}
    for text, count in totals.items():
        page, _, name = text.partition(_TAB)
        spellings.setdefault(page, Counter())[name] += count
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
    ordered = sorted(counts, key=lambda row: (-row[1], row[0]))
    most = ordered[0][1] if ordered else 1
    return [
        {"name": name, "count": number_to_text(count, wording), "level": -(-100 * count // most)}
        for name, count in ordered
    ]
