"""A capture of a web page to one article: every field asked of the part that knows it. Its only rule: who is first."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lxml.html import HtmlElement

from capture_import.containers.capture import Capture
from capture_import.fields import dates
from capture_import.fields.body.inline_markdown import join_lines, plain_text, split_lines
from capture_import.fields.body.markdown import blocks_to_markdown
from capture_import.fields.kind import ARTICLE, judge_page
from capture_import.fields.names import list_agencies, split_byline
from capture_import.fields.rejection import NoArticle, Rejected
from capture_import.fields.urls_chosen import choose_url
from capture_import.forms.web_page import keywords, known_bodies
from capture_import.forms.web_page.bodies import (
    Body,
    find_article_body,
    find_kept_body,
    is_date_line,
    is_enough,
    read_blocks,
)
from capture_import.forms.web_page.bylines import find_authors, find_signers
from capture_import.forms.web_page.date_places import DatePlaces
from capture_import.forms.web_page.decoding import decode_page
from capture_import.forms.web_page.headlines import find_headline
from capture_import.forms.web_page.images import find_images
from capture_import.forms.web_page.known_publishers import KnownArticle, read_known_page
from capture_import.forms.web_page.languages import find_language
from capture_import.forms.web_page.ledes import find_lede
from capture_import.forms.web_page.page import Page, read_page
from capture_import.forms.web_page.page_shapes import page_to_facts, page_to_shape
from capture_import.forms.web_page.shown_headlines import find_headline_element, list_shown_headlines
from capture_import.forms.web_page.sites import find_publisher, list_site_names
from newsrecord import Article, Tag, text_to_slug

_REMEDY = "neither metadata nor address nor text tell the day, and nobody wrote down when it was saved"


def page_to_article(capture: Capture, *, day: date | None = None, use_known_publishers: bool = True) -> Article:
    """Return the article of a capture that holds a web page. Its slug is empty until it is placed.

    `day` is the day of a page that tells none, in its metadata, its address or its text; without it that of the
    capture is taken. With `use_known_publishers` the parsers of the library fundus read the pages of the sites that
    it knows. Raises Rejected where the page has no headline, no text or no day.
    """
    html = decode_page(capture.body, capture.charset)
    page = read_page(html, capture.url, capture.captured_at)
    if page is None:
        raise Rejected("empty: no element of a page in it")
    known = read_known_page(page, html) if use_known_publishers else None
    site_names = list_site_names(page)
    shown = [] if known else list_shown_headlines(page)
    title = known.title if known else find_headline(page, site_names, shown)
    headline = find_headline_element(page, title, shown) if title and not known else None
    if known:
        body, lede = known_bodies.read_known_body(page, known)
        language = find_language(page, body.text)
        dated = _choose_date(page, known, headline, body, day, language)
        authors = list(known.authors)
    else:
        body = find_article_body(page, headline)
        if not (is_shown := is_enough(body)):
            body = find_kept_body(page) or body
        authors = find_authors(page, site_names, headline)
        language = find_language(page, body.text)
        dated = _choose_date(page, None, headline, body, day, language)
        if capture.kind != ARTICLE:
            _reject_other_kinds(page, title, body, authors, dated, is_shown)
        if not title:
            raise Rejected("no headline: the page neither shows nor declares one")
        if not is_enough(body):
            raise Rejected("no article: hardly a sentence of running text on the page")
        lede, beginnings = find_lede(page, headline, body, title)
        body.blocks[:0] = [block for part in beginnings for block in read_blocks(page, part, body.boilerplate)]
    if isinstance(dated, Rejected):
        raise dated
    sections = keywords.find_sections(page, site_names)
    return Article(
        title=title,
        date=dated.when,
        modified=dated.modified,
        lang=language,
        sections=tuple(sections),
        tags=tuple(_choose_tags(page, known, site_names, f"{title} {body.text}")),
        authors=tuple(authors),
        summary=lede,
        publisher=find_publisher(page),
        source_url=choose_url(page.url, page.declared_urls, page.links("prev")),
        captured=page.captured_at,
        capture_sha256=capture.sha256,
        date_basis=dated.basis,
        body=blocks_to_markdown(_without_headline(body, title, authors).blocks),
        extra={
            "Images": find_images(page, body),
            "Agencies": list_agencies(find_signers(page), authors),
            "Date_note": dated.note,
            "Body_note": body.note,
            "Truncated": "paywall" if body.is_cut else "",
        },
    )


def _choose_date(
    page: Page, known: KnownArticle | None, headline: HtmlElement | None, body: Body, day: date | None, language: str
) -> dates.Dated | Rejected:
    """Return the page's date; why it has none where nothing tells it.

    A page that is no article is rejected as that first.
    """
    places = DatePlaces(page, headline, body.element, language)
    evidence = places.evidence()
    if known and known.published:
        evidence = replace(evidence, declared=[dates.Candidate(known.published.isoformat(), "the publisher's parser")])
    try:
        return dates.choose(evidence, replace(places.known(), given=day), remedy=_REMEDY)
    except Rejected as rejected:
        return rejected


def _reject_other_kinds(
    page: Page, title: str, body: Body, authors: list[str], dated: dates.Dated | Rejected, is_shown: bool
) -> None:
    """Raise NoArticle for a page that is none: a list, a wall, an error."""
    # a day in a text can be anybody's
    has_date = isinstance(dated, dates.Dated) and dated.is_told and dated.basis != "text"
    facts = page_to_facts(page, title, body, has_authors=bool(authors), has_date=has_date, is_text_shown=is_shown)
    kind = judge_page(facts, lambda: page_to_shape(page))
    if kind:
        raise NoArticle(
            kind,
            'what it shows is no single article; a sidecar NAME.meta.json with "kind": "article" '
            "has it imported all the same",
        )


def _choose_tags(page: Page, known: KnownArticle | None, site_names: list[str], text: str) -> list[Tag]:
    if not known:
        return keywords.find_tags(page, site_names, text)
    slugs = keywords.find_slugs(page, known.tags)
    return [Tag(name, slugs.get(name.casefold())) for name in known.tags if text_to_slug(name)]


def _without_headline(body: Body, title: str, authors: Iterable[str]) -> Body:
    """Take the headline, and a byline and a date below it, off the text's beginning, where they stand in it."""
    blocks = list(body.blocks)
    while blocks and blocks[0].kind in ("heading", "paragraph") and _fold(blocks[0].text) == _fold(title):
        del blocks[0]
    names = {_fold(name) for name in authors}

    def stands_above(line: str) -> bool:
        return (
            _fold(line) == _fold(title)
            or is_date_line(line)
            or set() < {_fold(name) for name in split_byline(line)} <= names
        )

    if blocks and blocks[0].kind == "paragraph":
        lines = split_lines(blocks[0].words)
        while len(lines) > 1 and stands_above(plain_text(lines[0])):
            del lines[0]
            blocks[0] = replace(blocks[0], words=join_lines(lines))
        is_entry = len(blocks) > 1 and blocks[1].kind == "heading"  # of a live blog, whose times stay
        if len(lines) == 1 and stands_above(plain_text(lines[0])) and not is_entry:
            del blocks[0]
    return replace(body, blocks=blocks)


def _fold(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
