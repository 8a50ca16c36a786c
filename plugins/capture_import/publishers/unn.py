"""Plain text of the news agency UNN (unn.ua), and of agencies with the same layout: a dateline `Place • AGENCY`.

The shapes that pages of 2023 to 2025 have when they are saved as text:
- full: headline twice, dateline, views, lede, body, author twice, sections joined, tags joined to their slugs;
- short: headline, dateline, lede, body;
- body alone: no dateline and no headline, which is then made from the URL, since UNN makes its URLs from headlines;
- AMP: the last part of the URL, headline, views, body, then lists of other headlines;
- newer (from 2025): a time of day first or the site's footer first, the headline again below the lede, tags without
  slugs;
- with a ticker of other headlines (each with a time and views, or each twice) before the article;
- syndicated: the older dateline `КИЇВ. 19 жовтня. УНН.` before the first paragraph.
A listing page has none of these shapes, only headlines: it is rejected. `unn_lines.py` tells what a single line is,
`unn_head.py` reads the part above the text.
"""

import re
from collections.abc import Sequence
from datetime import date

from capture_import.fields import dates
from capture_import.fields.evidence import Candidate, Context, Evidence, Field, Paragraphs, Place
from capture_import.fields.kind import ARTICLE, LISTING
from capture_import.fields.languages import letters_to_language
from capture_import.fields.rejection import NoArticle, Rejected
from capture_import.fields.urls import url_to_words
from capture_import.forms.plain_text.blocks import PlainTextBody, is_sentence, lines_to_body
from capture_import.forms.plain_text.footer import read_footer
from capture_import.forms.plain_text.page import TextPage
from capture_import.publishers.unn_head import Head, read_head
from capture_import.publishers.unn_lines import (
    AFTER_ARTICLE,
    DATELINE,
    MASTHEAD,
    OLD_DATELINE,
    SECTIONS,
    is_boilerplate,
    is_subhead,
    match_ticker,
    split_dateline,
)
from newsrecord.slugs import text_to_slug

HOSTS = ("unn.ua", "unn.com.ua", "amp.my.ua")
_ARTICLE_ADDRESS = re.compile(r"https?://[^/]+/(?:(?:en|ru|uk|ua)/)?(?:news|amp)/[^/?]+-[^/?]+")


def is_mine(page: TextPage) -> bool:
    """Return whether this is a page of UNN, or of another agency with UNN's layout."""
    host = page.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return host in HOSTS or any(DATELINE.match(line) or OLD_DATELINE.match(line) for line in page.lines)


def read(page: TextPage, given_day: date | None = None) -> Evidence:
    """Return what a page says. Raise Rejected for a listing page, and for a page without a headline."""
    lines = _without_after_article([part for line in page.lines for part in split_dateline(line)])
    head = read_head(lines, page)
    footer = read_footer(
        lines, head.start, SECTIONS, is_subhead, lambda line: is_boilerplate(line) or bool(match_ticker(line))
    )
    texts = [line for line in lines[head.start : footer.start] if line and not is_boilerplate(line)]
    while texts and MASTHEAD.match(texts[0]):
        del texts[0]
    if head.title:
        texts = [line for at, line in enumerate(texts) if not (at < 3 and line == head.title)]
    lede = texts.pop(0) if head.place and texts and not head.old_dateline else ""
    related = [
        match["joined"].strip()
        for line in lines[head.start :]
        if (match := match_ticker(line)) and match["joined"].strip()
    ]
    texts = [line for line in texts if not match_ticker(line)]
    body = lines_to_body(texts, is_subhead)
    title = Candidate((head.title,), Place.HEADER)
    if not head.title:
        if page.capture.kind != ARTICLE:
            _reject_listing(page, texts, head)
        title = _title_from_address(page, body, lede)
    paragraphs = (lede, *body.paragraphs) if lede else body.paragraphs
    above = [stamp for stamp in (head.old_dateline or head.when,) if any(map(str.isalpha, stamp))]
    capture, layout = page.capture, Place.PUBLISHER
    return Evidence(
        Context(
            capture.source,
            capture.sha256,
            capture.captured_at,
            capture.kind,
            given_day,
            page.day,
            zone="Europe/Kyiv",
            clock=head.when,
            is_text=True,
        ),
        {
            Field.URL: [Candidate((page.url or page.declared_url,), Place.URL, "the first line")],
            Field.LANGUAGE: [Candidate((_find_language(page, title.text, paragraphs),), layout)],
            Field.HEADLINE: [title],
            Field.DATE: [
                Candidate((stamp,), Place.HEADER, "the header")
                for stamp in (head.when, head.old_dateline)
                if dates.find_mentions(stamp)
            ],
            Field.NAMES: [Candidate(footer.authors, layout)],
            Field.SECTIONS: [Candidate(footer.sections, layout)],
            Field.TAGS: [Candidate((tag.name,), layout, attributes={"slug": tag.slug or ""}) for tag in footer.tags],
            Field.SUMMARY: [Candidate((lede,), layout)],
            Field.DATELINE: [Candidate((head.place,), layout)],
            Field.PUBLISHER: [Candidate((head.agency or _publisher_of(page),), layout)],
        },
        text=Paragraphs(paragraphs, body.markdown),
        languages=("uk", "ru", "en-GB"),
        dated=(*above, *paragraphs),
        missing={Field.BODY: "no text: the page has a headline and nothing below it"},
        notes={
            "Encoding": page.decoded.note,
            "Related": "; ".join(headline.replace(";", ",") for headline in (*related, *body.related)),
        },
        views=head.views,
    )


def _without_after_article(lines: Sequence[str]) -> list[str]:
    """Return the lines above the first that begins something else, such as a list of other news.

    Such a line does not count if no text stands above it.
    """
    for at, line in enumerate(lines):
        if line and AFTER_ARTICLE.match(line) and sum(is_sentence(other) and len(other) > 40 for other in lines[:at]):
            return list(lines[:at])
    return list(lines)


def _reject_listing(page: TextPage, texts: list[str], head: Head) -> None:
    """Raise Rejected if a page without a headline of its own is a list of other articles."""
    is_unn = _publisher_of(page) != ""
    if page.url and (
        re.search(r"[?&]page=\d+", page.url)
        or len(url_to_words(page.url)) < 2
        or (is_unn and not _ARTICLE_ADDRESS.match(page.url))
    ):
        raise NoArticle(LISTING, "a listing page: headlines of other articles, none of its own")
    if any(match_ticker(line) for line in page.lines) and not any(is_sentence(text) for text in texts):
        raise Rejected("a list of other articles' headlines without the article's own text: save the page again")
    if len(texts) > 2 and not any(is_sentence(text) for text in texts) and not head.place:
        raise NoArticle(LISTING, "a listing page: headlines of other articles, none of its own")


def _title_from_address(page: TextPage, body: PlainTextBody, lede: str) -> Candidate:
    """Return a headline for a page that was saved without one, from its URL, which UNN makes from the headline."""
    words = url_to_words(page.url)
    if len(words) < 2:
        raise Rejected("no headline: neither the page nor its URL has one")
    forms: dict[str, str] = {}
    for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", " ".join((lede, *body.paragraphs))):
        slug = text_to_slug(word)
        if not forms.get(slug, "a")[0].isupper() or word.islower():
            forms[slug] = word
    title = " ".join(forms.get(word, word) for word in words)
    if re.search("[\u0400-\u04ff]", " ".join(body.paragraphs)) and re.search("[A-Za-z]", title):
        first = re.split(r"(?<=[.!?])\s", next(iter((lede, *body.paragraphs) if lede else body.paragraphs), ""))[0]
        if not first:
            raise Rejected("no headline: the page has none")
        return Candidate((first,), Place.TEXT)
    return Candidate((title[:1].upper() + title[1:],), Place.URL)


def _find_language(page: TextPage, title: str, paragraphs: Sequence[str]) -> str:
    language = letters_to_language(" ".join((title, *paragraphs)))
    if language:
        return language
    match = re.match(r"https?://[^/]+/(en|ru|uk)(?:/|\Z)", page.url)
    return match[1] if match else ""


def _publisher_of(page: TextPage) -> str:
    host = page.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return "UNN" if host in HOSTS[:2] else ""
