"""Where a web page says its date: metadata, JSON-LD, microdata, the lines beside its headline, its text.

What a date means, `fields.dates` says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from capture_import.fields.dates import (
    Line,
    find_first_publication,
    find_mentions,
    is_labelled,
    may_be_relative,
    read_line,
    role_of,
)
from capture_import.fields.evidence import Candidate, Place, Role
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.date_declarations import list_declared, list_updates, list_vague
from capture_import.forms.web_page.date_regions import OTHERS_TAGS, DateRegions
from capture_import.forms.web_page.lines import block_of, inline_words
from capture_import.forms.web_page.page import Page, elements_after

_DATE_NAMES = frozenset(
    (
        "date dates datum fecha data published publish publication posted postdate pubdate time timestamp dateline "
        "erstellt created entry meta postmeta info byline published updated"
    ).split()
)
# A line under the headline: how many elements below it, how many words it has at most, and how long what is surely the
# text.
_LINE_AREA = 160
_LINE_WORDS = 14
_LONG_PARAGRAPH = 250
_NEAR = 150
_LITTLE_ELSE = 6
_LINES_ABOVE = 25
_LONGEST_NAMED = 250
_NAMED_TAGS = (
    "span", "div", "p", "li", "td", "small", "em", "strong", "b", "i", "a",
    "h2", "h3", "h4", "h5", "h6", "dd", "section", "header", "font",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_LABELLED_AREA = 20_000
_BESIDE_LABEL = 60
# As letters and press releases are dated: `Hamburg, den 2. Dezember 2022`.
_PLACE_AND_DATE = re.compile(r"\b[^\W\d_a-z][\w-]+,\s+(?:den|le|il|el|lì|am|dnia|dne)\s+(?=\d)")
# In running text an earlier year is that of what the article tells about.
_FIRST_IN_TEXT = 1990


@dataclass
class DatePlaces:
    """The places of a page that can hold its date, each looked at when it is asked for."""

    page: Page
    headline: HtmlElement | None = None
    body: HtmlElement | None = None
    _regions: DateRegions = field(init=False)

    def __post_init__(self) -> None:
        self._regions = DateRegions(self.page, self.headline, self.body)

    def find(self, place: Place) -> Iterator[Candidate]:
        """Yield the dates in a kind of place."""
        if place is Place.DECLARED:
            yield from list_declared(self.page, self._regions)
        elif place is Place.NEAR:
            yield from self._list_near()
        elif place is Place.BESIDE:
            yield from self._list_beside()
        elif place is Place.SHOWN:
            yield from self._list_shown()
        elif place is Place.VAGUE:
            yield from list_vague(self.page)
        elif place is Place.TEXT:
            yield from self._list_text()

    def labelled_words(self) -> str:
        """Return the words among which a label can say what a date is of."""
        return self._regions.words[:_LABELLED_AREA]

    def list_modified(self) -> Iterator[Candidate]:
        """Yield the dates of updates."""
        yield from list_updates(self.page)
        for line in self._lines:
            if line.modified:
                yield Candidate((line.modified.source,), Place.BESIDE, "the line below the headline", Role.MODIFIED)

    def _list_shown(self) -> Iterator[Candidate]:
        """Yield the dates that the page shows, those of an update last.

        They stand by its headline, above it, behind a label, in another line, in any `<time>`.
        """
        updates: list[Candidate] = []
        for candidate in self._list_all_shown():
            if candidate.role is Role.MODIFIED:
                updates.append(candidate)
            elif candidate.role is not Role.OTHER:
                yield candidate
        yield from updates

    def _list_beside(self) -> Iterator[Candidate]:
        """Yield the date of the first publication, where a sentence of the text tells it, and the dates that stand
        plainly in the lines below the headline.
        """
        if first := find_first_publication(self._regions.words_around_body):
            yield Candidate((first,), Place.BESIDE, "the text", Role.PUBLISHED)
        for line in filter(_is_plain, self._lines):
            yield from _of_line(line, "the line below the headline")

    def _list_all_shown(self) -> Iterator[Candidate]:
        yield from self._list_near()
        yield from self._list_above()
        yield from self._list_labelled()
        for line in self._lines:
            if not _is_plain(line):
                yield from _of_line(line, "the line below the headline")
        yield from (candidate for distance, candidate in self._times if distance > _NEAR)

    def _list_near(self) -> Iterator[Candidate]:
        """Yield what the page shows by its headline.

        That is a `<time>`, a line below it that says little else, an element named after a date.
        """
        yield from (candidate for distance, candidate in self._times if distance <= _NEAR)
        yield from self._list_beside()
        yield from self._named

    @cached_property
    def _times(self) -> list[tuple[int, Candidate]]:
        """Return the `<time>` elements with a date, those of a publication first, then the nearest to the headline."""
        found = []
        for element in self.page.tree.iter("time", "abbr"):
            text = element.get("datetime") or element.get("title") or element.text_content()
            if not text or not text.strip():
                continue
            role = self._role_of(element, f"{element.get('class') or ''} {element.get('itemprop') or ''}")
            if role is Role.OTHER or self._regions.is_elsewhere(element, role):
                continue
            if not _DIGIT.search(text) and not _is_relative(text):
                continue
            if element.tag == "abbr" and not find_mentions(text):
                continue
            distance = self._distance(element)
            found.append((role is not Role.PUBLISHED, distance, Candidate((text,), Place.SHOWN, "a <time>", role)))
        found.sort(key=lambda item: item[:2])
        return [(distance, candidate) for _, distance, candidate in found]

    def _role_of(self, element: HtmlElement, name: str) -> Role:
        """Return what a `<time>` is of, by its names, else by the words before it."""
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
        return read_line(f"{words} 2000-01-01").dates[-1][1] if words else Role.UNNAMED

    def _list_labelled(self) -> Iterator[Candidate]:
        """Yield the first date behind a word that says what it is (`Published: 4 May 2021`)."""
        for mention in find_mentions(self.labelled_words()):
            if is_labelled(mention):
                yield Candidate((mention.source,), Place.SHOWN, "the page", Role.PUBLISHED)
                return

    @cached_property
    def _named(self) -> list[Candidate]:
        """Return the dates in elements whose names say that they hold one, the nearest to the headline first."""
        found: list[tuple[int, Candidate]] = []
        for element in self.page.tree.iter(*_NAMED_TAGS):
            if not _is_named_date(element):
                continue
            text = " ".join(element.text_content().split())
            if not text or len(text) > _LONGEST_NAMED or (not _DIGIT.search(text) and not _is_relative(text)):
                continue
            found.extend(
                (self._distance(element), candidate)
                for candidate in _of_line(read_line(text), "the page")
                if not self._regions.is_elsewhere(element, candidate.role)
            )
        found.sort(key=lambda item: item[0])
        return [candidate for _, candidate in found]

    @cached_property
    def _lines(self) -> list[Line]:
        """The lines of facts with a date in them that stand between the headline and the text."""
        lines: list[Line] = []
        if self.headline is None:
            return lines
        if loose := _loose_words(self.headline):
            lines += filter(lambda line: line.is_date, [read_line(loose)])
        for element in elements_after(self.headline, _LINE_AREA):
            own = (element.text, *(child.tail for child in element))
            if any(text and (_DIGIT.search(text) or _is_relative(text)) for text in own) and (
                text := self._line_of(element)
            ):
                line = read_line(text)
                if line.dates or line.is_date:
                    lines.append(line)
            if element.tag == "p" and len(" ".join(element.text_content().split())) > _LONG_PARAGRAPH:
                break
        return lines

    def _line_of(self, element: HtmlElement) -> str:
        """Return the words of the block that an element stands in; none where they are a sentence rather than facts."""
        if self._regions.is_elsewhere(element):
            return ""
        element = block_of(element, _is_named_date)
        line = inline_words(element)
        words = len(re.findall(r"[^\W\d_]{2,}", line))
        is_sentence = words > _LINE_WORDS or (words > 4 and line.endswith((".", "!", "?")))
        return "" if element.tag in OTHERS_TAGS or is_sentence or "://" in line else line

    def _list_text(self) -> Iterator[Candidate]:
        """Yield the first whole date in the words around the headline, in the text's beginning or end."""
        headline = self.headline
        if headline is not None:
            words = [
                part
                for element in elements_after(headline, 60)
                if not self._regions.is_elsewhere(element)
                for part in (element.text, element.tail)
                if part
            ]
            yield from _of_words(" ".join(" ".join(words).split())[:1200])
        text = " ".join(self.body.text_content().split()) if self.body is not None else ""
        signed = _PLACE_AND_DATE.search(text)
        for area in (
            text[signed.start() :][:80] if signed else "",
            self._regions.words[:3000],
            text[-600:],
            self._regions.words[-3000:],
        ):
            yield from _of_words(area)

    def _list_above(self) -> Iterator[Candidate]:
        """Yield the dates of lines just above the headline that say nothing else, the nearest first."""
        if self.headline is None or self.headline not in self.page.order:
            return
        position = self.page.order[self.headline]
        for element in reversed(self.page.elements[max(position - _LINES_ABOVE, 0) : position]):
            if (
                not isinstance(element.tag, str)
                or element in self._regions.around_headline
                or self._regions.is_elsewhere(element)
            ):
                continue
            own = (element.text, *(child.tail for child in element))
            if any(text and _DIGIT.search(text) for text in own):
                line = read_line(inline_words(element))
                if line.is_date:
                    yield from _of_line(line, "the line above the headline")

    def _distance(self, element: HtmlElement) -> int:
        """Return how many elements stand between the headline and another, those before it counting more."""
        order = self.page.order
        if self.headline is None or self.headline not in order or element not in order:
            return order.get(element, 10**6)
        gap = order[element] - order[self.headline]
        return gap if gap >= 0 else 10 - gap


def _loose_words(headline: HtmlElement) -> str:
    """Return the words right behind a headline that stand in no element of their own, with a digit among them."""
    words = headline.tail or ""
    following = headline.getnext()
    if following is not None and following.tag == "br":
        words += following.tail or ""
    return " ".join(words.split()) if _DIGIT.search(words) else ""


def _is_plain(line: Line) -> bool:
    """Return whether a line says little else than a date: that of a picture or a headline says what it shows."""
    return line.published is None or line.first(Role.PUBLISHED) is not None or len(line.rest.split()) <= _LITTLE_ELSE


def _of_line(line: Line, key: str) -> Iterator[Candidate]:
    """Yield the dates of a line, with their roles.

    A line that tells the day from the time of capture is one as a whole.
    """
    for mention, role in line.dates:
        yield Candidate((mention.source,), Place.SHOWN, key, role)
    if line.relative:
        yield Candidate((line.relative,), Place.SHOWN, key, line.relative_role)


def _of_words(words: str) -> Iterator[Candidate]:
    for mention in find_mentions(words):
        if (
            mention.year is not None
            and mention.year >= _FIRST_IN_TEXT
            and mention.calendar == ""
            and role_of(mention.before) is not Role.OTHER
        ):
            yield Candidate((mention.source,), Place.TEXT, "the text")


def _is_named_date(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag == "time" or (
        len(names) > 2
        and any(
            word in _DATE_NAMES or word.startswith(("date", "datum", "time", "fecha")) for word in split_name(names)
        )
    )


def _is_relative(text: str) -> bool:
    return len(text) < _BESIDE_LABEL and may_be_relative(text) and bool(read_line(text).relative)
