"""Captures of each form with one text in all places that untrusted input can fill, to time a whole reading."""

import html
import json
from collections.abc import Callable

from capture_import.containers.capture import Capture
from capture_import.containers.metadata import NO_METADATA
from capture_import.forms.entries.entry import EntryTag, NewsItem, entry_to_capture

PARAGRAPH = (
    "The harbour office lit the lamp on the north mole after two winters in which no boat could find the channel. "
)


def _page(head: str, body: str) -> Capture:
    text = (
        f'<!doctype html><html lang="en"><head><title>Harbour lamp is lit</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    return Capture("lamp.html", text.encode(), url="https://halverin.example/2023/03/03/lamp")


def _article(top: str = "", text: str = "", bottom: str = "") -> str:
    paragraph = f"<p>{PARAGRAPH * 2}</p>"
    return f"<article><h1>Harbour lamp is lit</h1>{top}{paragraph}{text}{paragraph}{bottom}</article>"


def page_with_declarations(text: str) -> Capture:
    quoted = html.escape(text)
    names = (
        "author",
        "description",
        "keywords",
        "og:title",
        "og:site_name",
        "article:published_time",
        "article:section",
    )
    metas = "".join(f'<meta property="{name}" content="{quoted}">' for name in names)
    node = {
        "@type": "NewsArticle",
        "headline": text,
        "author": {"name": text},
        "datePublished": text,
        "keywords": text,
        "articleSection": text,
    }
    linked = json.dumps(node).replace("<", "\\u003c")
    return _page(f'{metas}<script type="application/ld+json">{linked}</script>', _article())


def page_with_broken_json(text: str) -> Capture:
    return _page(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{text}</script>', _article()
    )


def page_with_kept_text(text: str) -> Capture:
    node = {"@type": "NewsArticle", "headline": "Harbour lamp is lit", "articleBody": f"{PARAGRAPH * 3}\n{text}"}
    linked = json.dumps(node).replace("<", "\\u003c")
    return _page(f'<script type="application/ld+json">{linked}</script>', "<h1>Harbour lamp is lit</h1>")


def page_with_shown_names(text: str) -> Capture:
    quoted = html.escape(text)
    top = (
        f'<p class="byline author">By {quoted}</p><a rel="author">{quoted}</a><time>{quoted}</time>'
        f'<p class="{quoted}">a</p>'
    )
    return _page("", _article(top, f"<figure><img src=a.jpg><figcaption>{quoted}</figcaption></figure>"))


def page_with_shown_words(text: str) -> Capture:
    quoted = html.escape(text)
    return _page(
        "",
        _article(f"<h2>{quoted}</h2>", f"<p>{quoted}</p><ul><li>{quoted}</li></ul><blockquote>{quoted}</blockquote>"),
    )


def page_with_first_words(text: str) -> Capture:
    return _page("", f"<article><h1>{html.escape(text)}</h1><p>{html.escape(text)}</p><p>{PARAGRAPH * 3}</p></article>")


def page_with_markup(text: str) -> Capture:
    return _page(text, _article("", text, text))


def text_with_first_line(text: str) -> Capture:
    return Capture("lamp.txt", f"{text}\n\nMarch 3, 2023\n\n{PARAGRAPH * 3}\n".encode())


def text_with_names(text: str) -> Capture:
    head = f"Title: Harbour lamp is lit\nDate: 2023-03-03\nAuthor: {text}\nTags: {text}\n"
    return Capture("lamp.txt", f"{head}\n{PARAGRAPH * 3}\n".encode())


def text_with_front_matter(text: str) -> Capture:
    head = f"---\ntitle: Harbour lamp is lit\ndate: 2023-03-03\nauthor: {text}\ntags: [{text}]\n---\n"
    return Capture("lamp.md", f"{head}\n{PARAGRAPH * 3}\n\n{text}\n".encode())


def text_with_body(text: str) -> Capture:
    head = f"Harbour lamp is lit\n\nBy Ann Lee\nMarch 3, 2023\n\n{PARAGRAPH * 3}\n\n"
    return Capture("lamp.txt", f"{head}{text}\n\n(Reporting by {text}; {text})\n".encode())


def reuters_story(text: str) -> Capture:
    head = f"-- Harbour lamp is lit\n-- By {text}\n-- Fri Mar 3, 2023 6:15pm EDT\n-- http://www.reuters.com/article/2023/03/03/a\n"
    return Capture(
        "lamp.txt", f"{head}\nHALVERIN (Reuters) - {PARAGRAPH * 3}\n\n{text}\n(Reporting by {text})\n".encode()
    )


def unn_page(text: str) -> Capture:
    head = f"https://unn.ua/en/news/harbour-lamp-is-lit\n{text}\nHarbour lamp is lit\nKyiv • UNN\n"
    return Capture("lamp.txt", f"{head}March 3 2023, 10:00 • 123 views\n{PARAGRAPH * 3}\n{text}\n{text}\n".encode())


def wordpress_post(text: str) -> Capture:
    entry = NewsItem(
        "Harbour lamp is lit",
        published="2023-03-03",
        content_html=f"{PARAGRAPH * 3}\n\n{text}",
        content_form="wordpress",
    )
    return entry_to_capture("export.xml#1", entry, NO_METADATA)


def feed_entry(text: str) -> Capture:
    entry = NewsItem(
        f"Harbour lamp is lit {text}",
        published="2023-03-03",
        authors=(text,),
        byline=text,
        summary=text,
        tags=(EntryTag(text),),
        content_html=f"<p>{PARAGRAPH * 3}</p>{text}",
    )
    return entry_to_capture("feed.xml#1", entry, NO_METADATA)


PLACES: dict[str, Callable[[str], Capture]] = {
    make.__name__: make
    for make in (
        page_with_declarations,
        page_with_broken_json,
        page_with_kept_text,
        page_with_shown_names,
        page_with_shown_words,
        page_with_first_words,
        page_with_markup,
        text_with_first_line,
        text_with_names,
        text_with_front_matter,
        text_with_body,
        reuters_story,
        unn_page,
        wordpress_post,
        feed_entry,
    )
}
