"""Entries of feeds as articles: each field as declared, the text as Markdown, nothing made up."""

import json
from datetime import date

import pytest

from capture_import.containers.metadata import NO_METADATA, CaptureMetadata
from capture_import.containers.times import text_to_time
from capture_import.fields.assembly import evidence_to_article
from capture_import.fields.rejection import Rejected
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, entry_to_capture
from capture_import.forms.entries.evidence import read_entry

ENTRY = NewsItem(
    title="Lamp is lit",
    url="https://gazette.example/2023/03/03/lamp",
    published="2023-03-03T14:30:00+02:00",
    modified="2023-03-03T15:00:00+02:00",
    authors=("Jo Bell", "Halverin Gazette"),
    sections=("Harbour",),
    tags=(EntryTag("Lamps", "lamp-lights"),),
    language="en-GB",
    summary="It is lit again.",
    content_html=(
        "<h1>Lamp is lit</h1><p>Keeper *lit* the <a "
        'href="/lamp?utm_source=feed">lamp</a>.</p><figure><img src="/lamp.jpg">'
        "<figcaption>The lamp</figcaption></figure><h3>Recall</h3><script>x()</script><ul>"
        "<li>One</li><li>Two</li></ul>"
    ),
    images=(EntryImage("https://gazette.example/other.jpg", "Other", "Ann Ek"),),
    publisher="Halverin Gazette",
    place="Halverin",
)


def article_of(entry: NewsItem, metadata: CaptureMetadata = NO_METADATA, day: date | None = None):
    return evidence_to_article(read_entry(entry_to_capture("feed.xml#1", entry, metadata), day))


def test_every_field():
    article = article_of(ENTRY, CaptureMetadata(captured_at=text_to_time("2023-03-05T00:00:00Z")))
    assert article.title == "Lamp is lit"
    assert (article.date.isoformat(), article.date_basis, article.modified.isoformat()) == (
        "2023-03-03T14:30:00+02:00",
        "metadata",
        "2023-03-03T15:00:00+02:00",
    )
    assert (article.authors, article.sections, [(tag.name, tag.page_slug) for tag in article.tags]) == (
        ("Jo Bell",),
        ("Harbour",),
        [("Lamps", "lamp-lights")],
    )
    assert (article.lang, article.summary, article.dateline, article.publisher) == (
        "en",
        "It is lit again.",
        "Halverin",
        "Halverin Gazette",
    )
    assert (article.source_url, article.captured.isoformat()) == (
        "https://gazette.example/2023/03/03/lamp",
        "2023-03-05T00:00:00+00:00",
    )
    assert article.body == (
        "Keeper \\*lit\\* the [lamp](https://gazette.example/lamp).\n\n"
        '![](https://gazette.example/lamp.jpg "The lamp")\n\n## Recall\n\n-   One\n-   Two'
    )
    assert json.loads(article.extra["Images"]) == [
        {"src": "https://gazette.example/lamp.jpg", "caption": "The lamp"},
        {"src": "https://gazette.example/other.jpg", "caption": "Other", "credit": "Ann Ek"},
    ]


@pytest.mark.parametrize(
    "published, url, metadata, day, when, basis",
    [
        ("2023-03-03", "", NO_METADATA, None, "2023-03-03", "metadata"),
        ("", ENTRY.url, NO_METADATA, date(2024, 1, 1), "2023-03-03", "url"),
        ("", "", NO_METADATA, date(2024, 1, 1), "2024-01-01", "given"),
        (
            "",
            "",
            CaptureMetadata(captured_at=text_to_time("2023-03-05T00:00:00Z")),
            None,
            "2023-03-05T00:00:00+00:00",
            "captured",
        ),
    ],
)
def test_where_the_date_comes_from(published, url, metadata, day, when, basis):
    article = article_of(NewsItem("Lamp", url, published, content_html="<p>Lit.</p>"), metadata, day)
    assert (article.date.isoformat(), article.date_basis) == (when, basis)


@pytest.mark.parametrize(
    "byline, authors",
    [
        ("By Jo Bell and Ann Ek, Halverin Agency", ("Jo Bell", "Ann Ek")),
        ("Halverin Agency", ("Halverin Agency",)),
        ("", ()),
    ],
)
def test_bylines(byline, authors):
    assert (
        article_of(
            NewsItem("Lamp", "", "2023-03-03", byline=byline, content_html="<p>Lit.</p>", publisher="Halverin Agency")
        ).authors
        == authors
    )


@pytest.mark.parametrize(
    "entry, reason",
    [
        (NewsItem("", content_html="<p>Lit.</p>", published="2023-03-03"), "no headline"),
        (NewsItem("Lamp", content_html="<script>x</script>", published="2023-03-03"), "no text"),
        (NewsItem("Lamp", content_html="", published="2023-03-03"), "no text"),
        (NewsItem("Lamp", content_html="<p>Lit.</p>"), "no date"),
    ],
)
def test_the_reason_names_what_is_missing(entry, reason):
    with pytest.raises(Rejected, match=reason):
        article_of(entry)
