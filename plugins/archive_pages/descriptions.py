"""What a page of a list says of itself in one sentence, for search engines and for who shares its address."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from archive_engine.interface import Variables
from archive_pages.stories import shorten_text
from archive_pages.wording import list_labels, say

# The most characters of a description: search engines show no more.
LONGEST = 160
# So many headlines or names fill it.
_MOST = 8


def describe_list(template: str, variables: Variables, wording: str) -> str | None:
    """Return what the page says of itself, from the variables of its template; None if the template knows it.

    >>> describe_list("year", {"year": "2024", "count": "2 stories", "newest_months": []}, "en")
    '2 stories of 2024'
    """
    if template not in _TEMPLATES:
        return None
    lead, following = _TEMPLATES[template](variables, wording)
    rest = "; ".join(islice(following, _MOST))
    return shorten_text(f"{lead}: {rest}" if rest else lead, LONGEST)


def _titles(groups: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (story["title"] for group in groups for story in group["stories"])


def _archives(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    return list_labels(wording)["all_by_date"], filter(None, [variables["count"]])


def _year(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    return say("of_period", wording, variables["count"], variables["year"]), _titles(variables["newest_months"])


def _month(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    return say("of_period", wording, variables["count"], variables["month"]), _titles(variables["days"])


def _day(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    lead = [variables["lead"]] if variables["lead"] else []
    parts = [*lead, *variables["entries"], *(story for group in variables["groups"] for story in group["entries"])]
    titles = (story["title"] for story in [*parts, *variables["undated"]])
    return say("of_period", wording, variables["count"], variables["date_text"]), titles


def _day_of_years(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    titles = (story["title"] for year in variables["years"] for story in year["entries"])
    return f"{say('through_years', wording, variables['day'])}, {variables['count']}", titles


def _listing(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    parts = filter(None, [variables["label"]["name"], variables["count"], variables["period"]])
    return f"{_kind(variables, wording)}: {', '.join(parts)}", (story["title"] for story in variables["entries"])


def _listing_page(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    lead = f"{_kind(variables, wording)}: {variables['label']['name']}, {variables['period']}"
    return lead, _titles(variables["groups"])


def _directory(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    lead = ", ".join(filter(None, [variables["title"], variables["letter"], variables["count"]]))
    return lead, (label["name"] for group in variables["groups"] for label in group["labels"])


def _cards(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    lead = ", ".join(filter(None, [variables["title"], variables["count"]]))
    return lead, (card["name"] for card in variables["cards"])


def _thread(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    lead = f"{list_labels(wording)['thread']}: {variables['title']}, {variables['period']}"
    return lead, (story["title"] for story in variables["stories"])


def _threads(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    lead = ", ".join(filter(None, [variables["title"], variables["period"], variables["count"]]))
    return lead, (thread["title"] for section in variables["sections"] for thread in section["threads"])


def _changes(variables: Variables, wording: str) -> tuple[str, Iterable[str]]:
    return f"{list_labels(wording)['changes']}: {variables['title']}", ()


def _kind(variables: Variables, wording: str) -> str:
    return list_labels(wording)[variables["kind"]]


_TEMPLATES = {
    "archives": _archives,
    "year": _year,
    "month": _month,
    "day": _day,
    "day_of_years": _day_of_years,
    "listing": _listing,
    "name": _listing,
    "listing_page": _listing_page,
    "directory": _directory,
    "cards": _cards,
    "thread": _thread,
    "threads": _threads,
    "changes": _changes,
}
