"""Where a web page says its date: metadata, JSON-LD, microdata, the lines beside its headline, its text.

Which of them counts, and what it means, `fields.dates` says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from capture_import.fields.dates import (
    Line,
    find_first_publication,
    find_mentions,
    find_signed_day,
    is_labelled,
    role_of,
)
from capture_import.fields.evidence import Candidate, Place, Role
from capture_import.forms.web_page.date_declarations import list_declared, list_updates, list_vague
from capture_import.forms.web_page.date_elements import NearDate, line_to_candidates, list_named, list_times
from capture_import.forms.web_page.date_lines import is_plain, list_above, list_lines
from capture_import.forms.web_page.date_regions import DateRegions
from capture_import.forms.web_page.page import Page, elements_after

_NEAR = 150
_LABELLED_AREA = 20_000
# In running text an earlier year is one that the article tells about.
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

    @cached_property
    def _times(self) -> list[NearDate]:
        return list_times(self._regions)

    @cached_property
    def _named(self) -> list[Candidate]:
        return list_named(self._regions)

    @cached_property
    def _lines(self) -> list[Line]:
        return list_lines(self._regions)

    def labelled_words(self) -> str:
        """Return the part of the page's words in which a label before a date is looked for."""
        return self._regions.words[:_LABELLED_AREA]

    def list_modified(self) -> Iterator[Candidate]:
        """Yield the dates of updates."""
        yield from list_updates(self.page)
        for line in self._lines:
            if line.modified:
                yield Candidate((line.modified.source,), Place.BESIDE, "the line below the headline", Role.MODIFIED)

    def _list_shown(self) -> Iterator[Candidate]:
        """Yield the dates that the page shows, those of updates last: by the headline, above it, behind a label, in
        another line, in any `<time>`.
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
        for line in filter(is_plain, self._lines):
            yield from line_to_candidates(line, "the line below the headline")

    def _list_all_shown(self) -> Iterator[Candidate]:
        yield from self._list_near()
        yield from list_above(self._regions)
        yield from self._list_labelled()
        for line in self._lines:
            if not is_plain(line):
                yield from line_to_candidates(line, "the line below the headline")
        yield from (candidate for distance, candidate in self._times if distance > _NEAR)

    def _list_near(self) -> Iterator[Candidate]:
        """Yield the dates by the headline: in a `<time>`, in a line that says little else, in an element named after a
        date.
        """
        yield from (candidate for distance, candidate in self._times if distance <= _NEAR)
        yield from self._list_beside()
        yield from self._named

    def _list_labelled(self) -> Iterator[Candidate]:
        """Yield the first date behind a word that says what it is (`Published: 4 May 2021`)."""
        for mention in find_mentions(self.labelled_words()):
            if is_labelled(mention):
                yield Candidate((mention.source,), Place.SHOWN, "the page", Role.PUBLISHED)
                return

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
        for area in (
            find_signed_day(text),
            self._regions.words[:3000],
            text[-600:],
            self._regions.words[-3000:],
        ):
            yield from _of_words(area)


def _of_words(words: str) -> Iterator[Candidate]:
    for mention in find_mentions(words):
        if (
            mention.year is not None
            and mention.year >= _FIRST_IN_TEXT
            and mention.calendar == ""
            and role_of(mention.before) is not Role.OTHER
        ):
            yield Candidate((mention.source,), Place.TEXT, "the text")
