"""Elements of a web page that say that they hold a date: `<time>`, and those whose names say so."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from capture_import.fields.dates import Line, find_mentions, may_be_relative, read_line
from capture_import.fields.element_names import names_of
from capture_import.fields.evidence import Candidate, Place, Role
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.date_regions import DateRegions

_DATE_NAMES = names_of("dates")
_DATE_STEMS = tuple(names_of("date_beginnings"))
_LONGEST_NAMED = 250
_NAMED_TAGS = (
    "span", "div", "p", "li", "td", "small", "em", "strong", "b", "i", "a",
    "h2", "h3", "h4", "h5", "h6", "dd", "section", "header", "font",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_BESIDE_LABEL = 60


class NearDate(NamedTuple):
    """A date and how many elements stand between the headline and it."""

    distance: int
    candidate: Candidate


def list_times(regions: DateRegions) -> list[NearDate]:
    """Return the `<time>` elements with a date, those of a publication first, then the nearest to the headline."""
    found = []
    for element in regions.page.tree.iter("time", "abbr"):
        text = element.get("datetime") or element.get("title") or element.text_content()
        if not text or not text.strip():
            continue
        role = _role_of(element, f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        if role is Role.OTHER or regions.is_elsewhere(element, role):
            continue
        if not _DIGIT.search(text) and not is_relative(text):
            continue
        if element.tag == "abbr" and not find_mentions(text):
            continue
        distance = _count_between(regions, element)
        found.append((role is not Role.PUBLISHED, distance, Candidate((text,), Place.SHOWN, "a <time>", role)))
    found.sort(key=lambda item: item[:2])
    return [NearDate(distance, candidate) for _, distance, candidate in found]


def _role_of(element: HtmlElement, name: str) -> Role:
    """Return what a `<time>` tells the time of: by its names, else by the words before it."""
    lower = name.lower()
    if "published" in lower or "entry-date" in lower or element.get("pubdate") is not None:
        return Role.PUBLISHED
    if "updated" in lower or "modified" in lower:
        return Role.MODIFIED
    parent = element.getparent()
    if parent is None:
        return Role.UNNAMED
    before = [parent.text or ""]
    for sibling in parent:
        if sibling is element:
            break
        before += [sibling.text_content()[:_BESIDE_LABEL], sibling.tail or ""]
    words = " ".join(" ".join(before).split())[-_BESIDE_LABEL:]
    if not words and (previous := parent.getprevious()) is not None:
        words = " ".join(previous.text_content()[:_BESIDE_LABEL].split())
    # any date will do: only the role that the words give it counts
    return read_line(f"{words} 2000-01-01").dates[-1][1] if words else Role.UNNAMED


def list_named(regions: DateRegions) -> list[Candidate]:
    """Return the dates in elements whose names say that they hold one, the nearest to the headline first."""
    found: list[tuple[int, Candidate]] = []
    for element in regions.page.tree.iter(*_NAMED_TAGS):
        if not is_named_date(element):
            continue
        text = " ".join(element.text_content().split())
        if not text or len(text) > _LONGEST_NAMED or (not _DIGIT.search(text) and not is_relative(text)):
            continue
        found.extend(
            (_count_between(regions, element), candidate)
            for candidate in line_to_candidates(read_line(text), "the page")
            if not regions.is_elsewhere(element, candidate.role)
        )
    found.sort(key=lambda item: item[0])
    return [candidate for _, candidate in found]


def _count_between(regions: DateRegions, element: HtmlElement) -> int:
    """Return how many elements stand between the headline and another, those before it counting more."""
    order, headline = regions.page.order, regions.headline
    if headline is None or headline not in order or element not in order:
        return order.get(element, 10**6)
    gap = order[element] - order[headline]
    return gap if gap >= 0 else 10 - gap


def is_named_date(element: HtmlElement) -> bool:
    """Return whether an element says by its tag or its names that it holds a date."""
    return element.tag == "time" or _is_date_name(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=50_000)
def _is_date_name(names: str) -> bool:
    return len(names) > 2 and any(word in _DATE_NAMES or word.startswith(_DATE_STEMS) for word in split_name(names))


def is_relative(text: str) -> bool:
    """Return whether a short text tells a day from the time of capture: `3 hours ago`."""
    return len(text) < _BESIDE_LABEL and may_be_relative(text) and bool(read_line(text).relative)


def line_to_candidates(line: Line, key: str) -> Iterator[Candidate]:
    """Yield the dates of a line, with their roles; what tells a day from the time of capture as a whole."""
    for mention, role in line.dates:
        yield Candidate((mention.source,), Place.SHOWN, key, role)
    if line.relative:
        yield Candidate((line.relative,), Place.SHOWN, key, line.relative_role)
