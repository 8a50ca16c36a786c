"""A capture of a web page to evidence. A field's places are read when the field is chosen; nothing is judged here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lxml.html import HtmlElement

from capture_import.containers.capture import Capture
from capture_import.fields.body.embeds import place_embeds
from capture_import.fields.body.markdown import blocks_to_markdown
from capture_import.fields.body.pictures import FoundPicture, place_pictures
from capture_import.fields.evidence import Candidate, Context, Evidence, Field, Known, Place, Text
from capture_import.fields.kind import judge_page
from capture_import.fields.names import fold_name, is_full_name
from capture_import.fields.rejection import Rejected
from capture_import.fields.urls_chosen import PREVIOUS
from capture_import.forms.web_page import known_bodies
from capture_import.forms.web_page.bodies import (
    PageBody,
    find_article_body,
    find_kept_body,
    is_enough,
    read_blocks,
)
from capture_import.forms.web_page.byline_elements import names_under_headline, says_or_leads, shown_names
from capture_import.forms.web_page.byline_lines import find_names_above_text, find_signature
from capture_import.forms.web_page.bylines import list_declared_names, list_names_beside, list_signers
from capture_import.forms.web_page.date_declarations import list_days
from capture_import.forms.web_page.date_places import DatePlaces
from capture_import.forms.web_page.decoding import decode_page
from capture_import.forms.web_page.embeds import find_embeds
from capture_import.forms.web_page.headlines import list_headlines, list_running_text
from capture_import.forms.web_page.keywords import find_tags
from capture_import.forms.web_page.known_publishers import KnownArticle, read_known_page
from capture_import.forms.web_page.languages import list_dates_languages, list_languages
from capture_import.forms.web_page.ledes import find_lede
from capture_import.forms.web_page.openings import without_headline
from capture_import.forms.web_page.page import Page, read_page
from capture_import.forms.web_page.page_shapes import page_to_facts, page_to_shape
from capture_import.forms.web_page.pictures import find_pictures
from capture_import.forms.web_page.sections import find_sections
from capture_import.forms.web_page.shown_headlines import find_headline_element, list_shown_headlines
from capture_import.forms.web_page.sites import find_publisher, list_site_names
from capture_import.forms.web_page.tag_links import find_slugs
from newsrecord import text_to_slug

_MISSING = {
    Field.HEADLINE: "no headline: the page neither shows nor declares one",
    Field.BODY: "no article: the page has hardly a sentence of running text",
    Field.DATE: "neither metadata nor URL nor text has one, and the time of capture is unknown",
}
# Bases of a date that do not count for an article: a page of any kind can have a day in its text.
_UNTOLD = ("", "text", "filename", "given", "captured")


def read_web_page(capture: Capture, given_day: date | None = None, *, use_known_publishers: bool = True) -> Evidence:
    """Return what a capture of a web page says.

    With `use_known_publishers` the parsers of the library fundus read the pages of the sites that it knows. Raise
    Rejected if the capture has no element.
    """
    html = decode_page(capture.body, capture.charset)
    page = read_page(html, capture.url, capture.captured_at)
    if page is None:
        raise Rejected("empty: no element of a page in it")
    page.frames = dict(capture.frames)
    known = read_known_page(page, html) if use_known_publishers else None
    context = Context(capture.source, capture.sha256, page.captured_at, capture.kind, given_day, url=capture.url)
    return KnownPageEvidence(page, context, known) if known else PageEvidence(page, context)


@dataclass(slots=True)
class PageText:
    """A page's text; `is_shown` is false for a text that stands only in the data of the page's scripts."""

    body: PageBody
    page: Page
    is_enough: bool
    is_shown: bool = True

    @property
    def paragraphs(self) -> Sequence[str]:
        """The words, one block each."""
        return [block.text for block in self.body.blocks]

    @property
    def words(self) -> str:
        """All words."""
        return self.body.text

    def to_markdown(self, headline: str, authors: Sequence[str], pictures: Sequence[FoundPicture] = ()) -> str:
        """Return the text as Markdown, without a headline, a byline and a date at its beginning."""
        blocks = without_headline(self.body, headline, authors).blocks
        if pictures:
            blocks = place_pictures(blocks, pictures, self.page.order)
        if embeds := find_embeds(self.page, self.body):
            blocks = place_embeds(blocks, embeds, self.page.order)
        return blocks_to_markdown(blocks)


class PageEvidence(Evidence):
    """What a page says. Call `read_text` before asking for places that depend on the headline's place."""

    def __init__(self, page: Page, context: Context) -> None:
        super().__init__(
            context,
            {},
            languages=list_dates_languages(page),
            site_names=list_site_names(page),
            missing=_MISSING,
        )
        self.page = page
        self.title = ""
        self.headline: HtmlElement | None = None
        self.body = PageBody()
        self.lede = ""
        self._shown: list[tuple[str, HtmlElement]] = []
        self._dates = DatePlaces(page)
        self._pictures: list[FoundPicture] | None = None

    def place(self, headline: HtmlElement | None, body: PageBody) -> None:
        """Store which element shows the headline, and which is the text."""
        self.headline, self.body = headline, body
        self._dates = DatePlaces(self.page, headline, body.element)

    def read_text(self, headline: str) -> Text:
        """Return the text below a headline."""
        element = find_headline_element(self.page, headline, self._shown) if headline else None
        body = find_article_body(self.page, element)
        if not (is_shown := is_enough(body)):
            body = find_kept_body(self.page) or body
        self.title = headline
        self.place(element, body)
        self.text = PageText(body, self.page, is_enough(body), is_shown)
        self.lede, beginnings = find_lede(self.page, element, body, headline)
        body.blocks[:0] = [block for part in beginnings for block in read_blocks(self.page, part, body.boilerplate)]
        return self.text

    def find(self, name: Field, place: Place) -> Iterable[Candidate]:
        """Return the candidates of a field in a kind of place."""
        if name is Field.DATE:
            return self._dates.find(place)
        if name is Field.NAMES:
            return self._find_names(place)
        return (candidate for candidate in self.find_all(name) if candidate.place is place)

    def find_all(self, name: Field) -> Iterable[Candidate]:
        """Return the candidates of a field."""
        page = self.page
        if name is Field.URL:
            return _list_urls(page, self.context.url)
        if name is Field.LANGUAGE:
            return list_languages(page)
        if name is Field.HEADLINE:
            self._shown = list_shown_headlines(page)
            return list_headlines(page, self._shown)
        if name is Field.MODIFIED:
            return self._dates.list_modified()
        if name is Field.SIGNERS:
            return [Candidate(tuple(list_signers(page)), Place.DECLARED, "metadata")]
        if name is Field.SECTIONS:
            return [Candidate(tuple(find_sections(page, self.site_names)), Place.DECLARED)]
        if name is Field.PUBLISHER:
            return [Candidate((find_publisher(page),), Place.DECLARED)]
        if name is Field.TAGS:
            return self._list_tags()
        if name is Field.SUMMARY:
            return [Candidate((self.lede,), Place.SHOWN)]
        return ()

    def _list_tags(self) -> list[Candidate]:
        tags = find_tags(self.page, self.site_names, f"{self.title} {self.body.text}")
        return [Candidate((tag.name,), Place.SHOWN, attributes={"slug": tag.slug or ""}) for tag in tags]

    def _find_names(self, place: Place) -> Iterator[Candidate]:
        page, headline = self.page, self.headline
        around = set(headline.iterancestors()) if headline is not None else set()
        if place is Place.DECLARED:
            sites = {fold_name(name) for name in self.site_names if name}
            yield from list_declared_names(page, headline, around, sites)
        elif place is Place.NEAR:
            names = names_under_headline(page, headline, around) or find_names_above_text(page, headline)
            if all(map(is_full_name, names)):
                yield Candidate(tuple(names), place, "the byline")
        elif place is Place.SHOWN:
            yield Candidate(tuple(shown_names(page, headline, around, says_or_leads)), place, "an element")
        elif place is Place.BESIDE:
            yield from list_names_beside(page, headline)
        elif place is Place.TEXT:
            yield Candidate(tuple(find_signature(page, headline, opens_text=False)), place, "the text's last line")

    def list_running_text(self) -> Sequence[int]:
        """Return the places of paragraphs of running text, on the scale of the candidates' `block`."""
        return list_running_text(self.page)

    def other_texts(self) -> Iterator[str]:
        """Yield the words of the page that can hold dates in digits."""
        yield self._dates.labelled_words()

    def other_days(self) -> Iterator[str]:
        """Yield all other dates of the page in machine-readable form."""
        return list_days(self.page)

    def judge_kind(self, known: Known) -> str:
        """Return what kind of page the capture is; an empty string for an article."""
        facts = page_to_facts(
            self.page,
            known.headline,
            self.body,
            has_authors=bool(known.authors),
            has_date=known.date_basis not in _UNTOLD,
            is_text_shown=isinstance(known.text, PageText) and known.text.is_shown,
        )
        return judge_page(facts, lambda: page_to_shape(self.page))

    def list_pictures(self) -> Sequence[FoundPicture]:
        """Return the article's pictures."""
        if self._pictures is None:
            self._pictures = find_pictures(self.page, self.body)
            self.embedded = self.page.embedded
        return self._pictures

    def list_notes(self, known: Known) -> Mapping[str, str]:
        """Return further keys of front matter."""
        body = self.body
        return {
            "Body_note": body.note,
            "Truncated": "paywall" if body.is_cut else "",
        }


class KnownPageEvidence(PageEvidence):
    """What the parser of a known publisher finds in its page; the rest is read as on any page."""

    def __init__(self, page: Page, context: Context, known: KnownArticle) -> None:
        super().__init__(page, context)
        self.known = known

    def read_text(self, headline: str) -> Text:
        """Return the text that the parser found."""
        body, self.lede = known_bodies.read_known_body(self.page, self.known)
        self.title = headline
        self.place(None, body)
        self.text = PageText(body, self.page, is_enough=True)
        return self.text

    def find(self, name: Field, place: Place) -> Iterable[Candidate]:
        """Return the candidates of a field in a kind of place."""
        known, key = self.known, "the publisher's parser"
        if name is Field.DATE and place is Place.DECLARED and known.published:
            return [Candidate((known.published.isoformat(),), place, key)]
        if name is Field.NAMES and place is Place.PUBLISHER:
            return [Candidate(known.authors, place, key)]
        return super().find(name, place)

    def find_all(self, name: Field) -> Iterable[Candidate]:
        """Return the candidates of a field."""
        if name is Field.HEADLINE:
            return [Candidate((self.known.title,), Place.PUBLISHER)]
        if name is Field.SUMMARY:
            return [Candidate((self.lede,), Place.PUBLISHER)]
        return super().find_all(name)

    def _list_tags(self) -> list[Candidate]:
        slugs = find_slugs(self.page, self.known.tags)
        return [
            Candidate((name,), Place.PUBLISHER, attributes={"slug": slugs.get(name.casefold()) or ""})
            for name in self.known.tags
            if text_to_slug(name)
        ]

    def judge_kind(self, known: Known) -> str:
        """Return an empty string: the parser reads nothing but articles."""
        return ""


def _list_urls(page: Page, captured: str) -> list[Candidate]:
    """Return the URL of the capture (as its container has it, if it can't be parsed), and those the page declares."""
    return [
        Candidate((page.url or captured,), Place.URL, "the capture"),
        *(Candidate((url,), Place.DECLARED, "canonical") for url in page.declared_urls),
        *(Candidate((url,), Place.DECLARED, PREVIOUS) for url in page.links("prev")),
    ]
