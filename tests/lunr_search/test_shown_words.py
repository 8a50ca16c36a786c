"""The index is the same from the words that the engine's reader reports as from the HTML."""

import datetime as dt
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_engine.interface import keep_shown_words, shown_words
from archive_engine.markdown_blocks import body_to_html
from archive_engine.markdown_text import normalize
from lunr_search import plugin
from lunr_search.digests import document_to_digest
from lunr_search.plugin import article_to_document
from tests.archive_engine.canonical import DOCUMENTS, JOINED

LANGUAGES = ("en", "uk", "ru")
LONG = st.lists(DOCUMENTS, min_size=3, max_size=8).map("\n\n".join)


def make_article(html: str, **metadata: str) -> SimpleNamespace:
    return SimpleNamespace(
        metadata=metadata,
        content=html,
        raw_content=html,
        date=dt.date(2024, 5, 2),
        lang="en",
        url="a.html",
        title="Lamp",
    )


@given(DOCUMENTS | JOINED | LONG)
@settings(max_examples=300, deadline=None)
def test_words_and_html_have_one_digest(document):
    converted = body_to_html(normalize(document) or "")
    if converted is None:
        return
    article = make_article(converted.html)
    expected = document_to_digest(article_to_document(article), LANGUAGES)
    keep_shown_words(article, *converted)
    assert shown_words(article) == converted.words
    assert document_to_digest(article_to_document(article), LANGUAGES) == expected


def test_the_html_is_not_parsed_if_the_words_are_reported(monkeypatch):
    article = make_article("<p>One</p>", summary="Told")
    keep_shown_words(article, "<p>One</p>", "One")
    monkeypatch.setattr(plugin, "markup_to_lines", None)
    assert article_to_document(article).body == "One"


def test_the_words_of_a_body_changed_by_a_plugin_are_not_reported():
    article = make_article("<p>One</p>")
    assert shown_words(article) is None
    keep_shown_words(article, "<p>One</p>", "One")
    article.raw_content = "<p>Two</p>"
    assert shown_words(article) is None
