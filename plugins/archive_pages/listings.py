"""The pages of one list (of a section, a tag or an author), divided so that old pages do not change.

The head page shows the newest stories, bars of all months, and the stories of those that stand out. Older stories are
on a page for each period (`periods.py`), as days and headlines, a few with their ledes.
An added story changes the head page and the page of its own period. Other pages change only if that page is divided, or
if the head page passes stories on to a new page: then the pages before and after it get a new neighbour.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import nlargest
from typing import TypedDict

from archive_engine.interface import LaterVariables, MemberDays, PagePlan, Summary, Variables, summary_to_order
from archive_pages.addresses import find_relative_url, quote_url
from archive_pages.bars import draw_bars
from archive_pages.dates import (
    day_to_text,
    days_between,
    month_to_text,
    period_to_text,
    time_to_short_day,
)
from archive_pages.lines import (
    GroupedLedeLine,
    LedeLine,
    LineGroup,
    find_lede,
    is_dated,
    story_to_lede_line,
    story_to_line,
)
from archive_pages.peaks import choose_peaks, count_months
from archive_pages.periods import cut_by_period
from archive_pages.together import Together
from archive_pages.wording import ENGLISH, SHORT_MONTHS, count_to_text, list_labels, number_to_text
from newsrecord.names_file import Entity

# By kind of label: the key of a story's summary that has them.
KINDS = {"section": "sections", "tag": "tags", "author": "authors", "publisher": "publishers"}
# The page of an item (Wikidata, "Data access": entity URLs).
WIKIDATA = "https://www.wikidata.org/wiki/"
# A page that covers this many days or more groups its stories by year, not by month.
LONG = 400
BAR = 100
# A list of at most this many stories shows all with their ledes, and no timeline.
GLANCE = 10
# A longer list shows the ledes of this many of its newest stories.
LEDES = 6
# An older page shows those of so many of its stories.
LEDES_OF_PAGE = 3
# Where a list that is the calendar again has its older stories.
CALENDAR_LINK = {"url": "archives.html"}


class YearCount(TypedDict):
    """A year: its number of stories, the place of the newest one among the members, the height of the year's bar.

    The height (`level`) is 0 to 100; the year with the most stories has 100.
    """

    year: str
    count: int
    newest: int
    level: int


class YearLink(YearCount):
    """A year, the URL of its newest story, its count in words; its months as bars and as numbers, "" for none."""

    url: str
    text: str
    bars: str
    months: list[int | str]


def plan_listing(
    kind: str,
    slug: str,
    names: Sequence[Mapping[str, str]],
    members: Sequence[Summary],
    length: int,
    wording: str = ENGLISH,
    entity: Entity | None = None,
    together: Sequence[Together] = (),
    *,
    is_calendar: bool = False,
) -> Iterator[PagePlan]:
    """Yield all pages of one list: the head page, then those of its periods, newest first.

    `members` are the stories, oldest first, at least one. The head page shows `length` stories or more, if there are as
    many. The page of a period shows at most twice `length`, except for a single day with more stories. `names` are
    those of the list, at least one (`list_names`), `entity` is what the owner's names file says of it, `together` what
    it is often told together with. `is_calendar` says that the list has the same stories as the calendar: its older
    stories are there, and it has only a head page.
    """
    head_page = f"{kind}/{slug}.html"
    dates = MemberDays(members)
    parts = cut_by_period(dates, 2 * length)
    while len(parts) > 1 and len(members) - parts[-1].begin < length:
        parts.pop()
    head_begin = parts.pop().begin
    pages = [f"{kind}/{slug}/{part.name}.html" for part in parts] + [head_page]
    begins = [part.begin for part in parts] + [head_begin]
    ends = [*begins[1:], len(members)]
    texts = [period_to_text(dates[begin], dates[end - 1], wording) for begin, end in zip(begins, ends, strict=True)]
    links = [None, *({"url": quote_url(page), "text": text} for page, text in zip(pages, texts, strict=True)), None]
    links[-2] = {"url": quote_url(head_page), "text": ""}
    shown = {"kind": kind, "label": names[0]}
    feed = f"feeds/{head_page.removesuffix('.html')}"
    head = members[head_begin:]
    ledes = GLANCE if len(members) <= GLANCE else LEDES
    entries = list_entries(head[-ledes:], head_page, wording)
    months = count_months(members) if len(members) > GLANCE else {}
    yield PagePlan(
        head_page,
        "listing",
        shown
        | {
            "other_names": list(names[1:]),
            "line": entity.line if entity else "",
            "wikidata": f"{WIKIDATA}{entity.wikidata}" if entity and entity.wikidata else "",
            "feed": feed,
            "count": count_to_text("story", len(members), wording),
            "period": period_to_text(dates[0], dates[-1], wording) if len(members) > 1 else "",
            "years": list_years(members, months, pages, begins, wording, is_calendar=is_calendar)
            if len(members) > GLANCE
            else [],
            "month_names": SHORT_MONTHS[wording],
            "peaks": choose_peaks(members, months, head_page, wording) if parts else [],
            "together": list(together),
            "entries": entries,
            "groups": group_stories(head[:-ledes], head_page, {entry["id"] for entry in entries}, wording),
            "older": CALENDAR_LINK | {"text": list_labels(wording)["all_by_date"]}
            if is_calendar and parts
            else links[-3],
        },
    )
    if is_calendar:
        return
    for place in range(len(parts) - 1, -1, -1):
        known = shown | {
            "head_url": quote_url(head_page),
            "period": texts[place],
            "newer": links[place + 2],
            "older": links[place],
        }
        part = members[begins[place] : ends[place]]
        make = partial(_describe_part, known, part, pages[place], wording)
        yield PagePlan(pages[place], "listing_page", LaterVariables(make, known, part))


def _describe_part(known: Variables, part: Sequence[Summary], page: str, wording: str) -> Variables:
    """Return the variables of the page of a period."""
    return {**known, "groups": group_stories(part, page, (), wording, choose_ledes(part))}


def entity_to_names(entity: Entity) -> list[dict[str, str]]:
    """Return the name that the owner has chosen, then the other spellings; `lang` is "" where the file says none."""
    langs = {name: code for code, name in entity.languages}
    return [{"name": name, "lang": langs.get(name, "")} for name in (entity.name, *entity.spellings)]


def list_label_totals(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield what is counted in the lists of a story's labels: their names."""
    for kind, field in KINDS.items():
        for label in summary[field]:
            yield f"{kind}/{label['slug']}", label["name"]


def list_names(kind: str, slug: str, members: Sequence[Summary], totals: Iterable[str]) -> list[dict[str, str]]:
    """Return all names of one label, each with the language of its story; the oldest story's name comes first.

    `totals` has these names (`list_label_totals`): no more stories are read than it takes to meet each.
    """
    missing = {name.casefold() for name in totals}
    names: list[dict[str, str]] = []
    for story in members:
        for label in story[KINDS[kind]] if missing else ():
            if label["slug"] == slug and label["name"].casefold() in missing:
                missing.remove(label["name"].casefold())
                names.append({"name": label["name"], "lang": story["lang"]})
        if not missing:
            break
    return names


def choose_ledes(part: Sequence[Summary]) -> frozenset[str]:
    """Return the URLs of the stories of an older page that show their ledes: those with a lede of which there are
    several versions, the most labels, the longest texts.
    """
    weights = {
        story["url"]: (bool(story["versions"]), _count_labels(story), story.get("size", 0), summary_to_order(story))
        for story in part
        if is_dated(story) and find_lede(story)
    }
    return frozenset(nlargest(LEDES_OF_PAGE, weights, key=weights.__getitem__))


def _count_labels(story: Summary) -> int:
    return len(story["tags"]) + len(story["authors"]) + len(story.get("names", ()))


def list_years(
    members: Sequence[Summary],
    counts: Mapping[str, int],
    pages: Sequence[str],
    begins: Sequence[int],
    wording: str = ENGLISH,
    *,
    is_calendar: bool = False,
) -> list[YearLink]:
    """Return each year of a list with a link to its newest story: `#y` and the year, behind the URL of that story's
    page where that is not the head page itself, the last of `pages`. With `is_calendar` it is the calendar's page of
    a year whose newest story is not on the head page.

    `counts` has the number of stories of each month; `begins`, for each of `pages`, the place of its first story among
    the members.
    """
    fullest = max(counts.values())
    head_page = pages[-1]
    years: list[YearLink] = []
    for year in count_years(members):
        months = [counts.get(f"{year['year']}-{number:02}", 0) for number in range(1, 13)]
        page = pages[bisect_right(begins, year["newest"]) - 1]
        url = "" if page == head_page else find_relative_url(head_page, quote_url(page))
        years.append(
            {
                **year,
                "url": f"../{year['year']}/index.html" if url and is_calendar else f"{url}#y{year['year']}",
                "text": number_to_text(year["count"], wording),
                "bars": draw_bars(months, fullest),
                "months": [count or "" for count in months],
            }
        )
    return years


def count_years(members: Sequence[Summary], first: str = "", last: str = "") -> list[YearCount]:
    """Return the number of stories of each year from `first` to `last`, by default the years that the members span."""
    years: list[YearCount] = []
    days = MemberDays(members)
    at = 0
    for year in range(int(first or days[0][:4]), int(last or days[-1][:4]) + 1):
        end = bisect_right(days, f"{year:04}", lo=at, key=lambda day: day[:4])
        years.append({"year": f"{year:04}", "count": end - at, "newest": end - 1, "level": 0})
        at = end
    fullest = max((row["count"] for row in years), default=1)
    for row in years:
        row["level"] = -(-BAR * row["count"] // fullest)
    return years


def list_entries(part: Sequence[Summary], page: str, wording: str = ENGLISH) -> list[LedeLine]:
    """Return stories with their ledes and days, newest first; the newest one of each year has an `id`."""
    taken: set[str] = set()
    return [
        story_to_lede_line(story, page, day_to_text(story["date"], wording), _take_id(story["date"][:4], taken))
        for story in reversed(part)
    ]


def group_stories(
    part: Sequence[Summary],
    page: str,
    ids: Iterable[str] = (),
    wording: str = ENGLISH,
    with_ledes: Container[str] = (),
) -> list[LineGroup]:
    """Return a page's stories, newest first, grouped by month, or by year if they span a long time.

    The first group of each year has an `id`, unless that id is among `ids`, which the page uses already. `with_ledes`
    has the URLs of the stories that show their ledes.
    """
    if not part:
        return []
    is_long = days_between(part[0]["date"], part[-1]["date"]) >= LONG
    groups: list[LineGroup] = []
    taken = set(ids)
    last = ""
    for story in reversed(part):
        period = story["date"][: 4 if is_long else 7]
        if period != last:
            last = period
            heading = period if is_long else month_to_text(period, wording)
            groups.append({"id": _take_id(period[:4], taken), "heading": heading, "stories": []})
        line = story_to_line(story, page, time_to_short_day(story["date"], wording))
        if story["url"] in with_ledes:
            line = GroupedLedeLine({**line, "lede": find_lede(story)})
        groups[-1]["stories"].append(line)
    return groups


def _take_id(year: str, taken: set[str]) -> str:
    name = f"y{year}"
    if name in taken:
        return ""
    taken.add(name)
    return name
