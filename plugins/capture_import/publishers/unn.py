"""The news agency UNN (unn.ua) as plain text, and agencies whose pages are laid out like its: one dateline
`Place • AGENCY`.

Shapes, as pages of 2023 to 2025 come out when they are saved as text:
- full: headline twice, dateline, views, lede, body, author twice, sections joined, tags joined to their slugs;
- short: headline, dateline, lede, body;
- body alone: no headline (it is read from the address, which UNN makes of it) and no dateline;
- AMP: the address's last part, headline, views, body, then lists of other headlines;
- newer (from 2025): a time of day first or the site's footer first, the headline again below the lede, tags without
  slugs;
- with a ticker of other headlines (each with a time and views, or each twice) before the article;
- syndicated: the older dateline `КИЇВ. 19 жовтня. УНН.` before the first paragraph.
A listing page has none of these, only headlines: it is rejected. `unn_lines.py` knows what a line is, `unn_head.py`
the part above the text.
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
    part_dateline,
)
from newsrecord.slugs import text_to_slug

HOSTS = ("unn.ua", "unn.com.ua", "amp.my.ua")
_ARTICLE_ADDRESS = re.compile(r"https?://[^/]+/(?:(?:en|ru|uk|ua)/)?(?:news|amp)/[^/?]+-[^/?]+")


def is_mine(page: TextPage) -> bool:
    """Return whether this is a page of UNN's, or one that is laid out as UNN's are."""
    host = page.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return host in HOSTS or any(DATELINE.match(line) or OLD_DATELINE.match(line) for line in page.lines)


def read(page: TextPage, given_day: date | None = None) -> Evidence:
    """Return what a page says. Raises Rejected for a listing page and where the headline can't be known."""
    lines = _without_after_article([part for line in page.lines for part in part_dateline(line)])
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
    """Return the lines up to the first that begins other things than the article, where text stands before it."""
    for at, line in enumerate(lines):
        if line and AFTER_ARTICLE.match(line) and sum(is_sentence(other) and len(other) > 40 for other in lines[:at]):
            return list(lines[:at])
    return list(lines)


def _reject_listing(page: TextPage, texts: list[str], head: Head) -> None:
    """Raise Rejected where a page without a headline of its own is a list of other articles."""
    is_unn = _publisher_of(page) != ""
    if page.url and (
        re.search(r"[?&]page=\d+", page.url)
        or len(url_to_words(page.url)) < 2
        or (is_unn and not _ARTICLE_ADDRESS.match(page.url))
    ):
        raise NoArticle(LISTING, "a listing page: headlines of other articles, none of its own")
    if any(match_ticker(line) for line in page.lines) and not any(is_sentence(text) for text in texts):
        raise Rejected("only a ticker of other headlines: the article's own text is missing")
    if len(texts) > 2 and not any(is_sentence(text) for text in texts) and not head.place:
        raise NoArticle(LISTING, "a listing page: headlines of other articles, none of its own")


def _title_from_address(page: TextPage, body: PlainTextBody, lede: str) -> Candidate:
    """Return a headline for a page that was saved without its own: UNN's addresses are made of the headline's words."""
    words = url_to_words(page.url)
    if len(words) < 2:
        raise Rejected("no headline: the page has none, and no address that holds one")
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
