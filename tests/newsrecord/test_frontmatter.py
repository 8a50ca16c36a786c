"""Front matter: any values are written and read back exactly, and Pelican's own reader reads the same values."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.readers import MarkdownReader
from pelican.settings import read_settings

from newsrecord.frontmatter import KEYS, article_to_markdown, markdown_to_article
from newsrecord.record import Article, Tag

FULL = Article(
    title="Bridge: closed --- again",
    date=date(2025, 2, 17),
    modified=datetime(2025, 2, 18, 9, 30, tzinfo=timezone(timedelta(hours=2))),
    slug="bridge-closed-again",
    lang="en",
    sections=("War", "News of the World"),
    tags=(Tag("NATO", "nato"), Tag("Volodymyr Zelenskyy", "volodymyr-zelenskyi"), Tag("Halverin, Upper")),
    authors=("Ada Quill",),
    summary="The bridge is closed.",
    dateline="Halverin",
    publisher="HNA",
    source_url="https://example.org/bridge",
    captured=datetime(2025, 2, 19, tzinfo=UTC),
    capture_sha256="ab" * 32,
    date_basis="text",
    views=0,
    status="hidden",
    body="A paragraph.\n\n## Recall\n\n> A quotation.",
    extra={"Repairs": "statedthat -> stated that"},
)

FULL_TEXT = """\
Title: Bridge: closed --- again
Date: 2025-02-17
Modified: 2025-02-18T09:30:00+02:00
Slug: bridge-closed-again
Lang: en
Category: War
Sections: War; News of the World
Tags: NATO; Volodymyr Zelenskyy; Halverin, Upper
Tag_slugs: volodymyr-zelenskyi=Volodymyr Zelenskyy
Authors: Ada Quill
Summary: The bridge is closed.
Dateline: Halverin
Publisher: HNA
Source_url: https://example.org/bridge
Captured: 2025-02-19T00:00:00+00:00
Capture_sha256: abababababababababababababababababababababababababababababababab
Date_basis: text
Views: 0
Status: hidden
Repairs: statedthat -> stated that

A paragraph.

## Recall

> A quotation.
"""

HOSTILE = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="a:;,=-\n\r\t\"'#<>\\.\u2028\x85\u00a0 ", max_size=20),
    st.sampled_from(["---", "...", "Title: x", "x\n\nBody", "a" * 5000, '"quoted"', "'", "\x00\x1b[0m", "...\n---"]),
)
NAMES = st.lists(HOSTILE, max_size=4).map(tuple)
DATES = st.one_of(
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=-9, minutes=-30))])),
)
ARTICLES = st.builds(
    Article,
    title=HOSTILE.filter(lambda text: Article(text, date(2020, 1, 1)).title),
    date=DATES,
    modified=st.none() | DATES,
    slug=HOSTILE,
    lang=HOSTILE,
    sections=NAMES,
    tags=st.lists(st.builds(Tag, HOSTILE, st.none() | HOSTILE), max_size=4).map(tuple),
    authors=NAMES,
    summary=HOSTILE,
    dateline=HOSTILE,
    publisher=HOSTILE,
    source_url=HOSTILE,
    captured=st.none() | DATES,
    capture_sha256=HOSTILE,
    date_basis=st.sampled_from(["", "text"]),
    views=st.none() | st.integers(min_value=0),
    body=st.one_of(HOSTILE, st.text()),
    extra=st.dictionaries(st.sampled_from(["Repairs", "Images", "Note"]), HOSTILE),
)


def test_an_article_is_written_as_expected() -> None:
    assert article_to_markdown(FULL) == FULL_TEXT
    assert markdown_to_article(FULL_TEXT) == FULL


@given(ARTICLES)
def test_any_article_is_read_back_as_it_was_written(article: Article) -> None:
    text = article_to_markdown(article)
    assert markdown_to_article(text) == article
    assert article_to_markdown(markdown_to_article(text)) == text


@pytest.mark.parametrize("name", ["a, b", "a/b", "a: b", "---", "<b>", '"q"', "semi; colon"])
def test_pelican_reads_the_same_lists(name: str, tmp_path: Path) -> None:
    article = Article("T", date(2020, 1, 2), sections=(name,), tags=(Tag(name),), authors=(name, "B"), body="Text.")
    path = tmp_path / "a.md"
    path.write_text(article_to_markdown(article), encoding="utf-8")
    _, metadata = MarkdownReader(read_settings()).read(str(path))
    assert [tag.name for tag in metadata["tags"]] == [tag.name for tag in article.tags]
    assert tuple(author.name for author in metadata["authors"]) == article.authors
    assert metadata["category"].name == article.sections[0]


def test_a_draft_stays_a_draft() -> None:
    text = article_to_markdown(Article("T", date(2020, 1, 2), status="draft", body="Text."))
    assert text == "Title: T\nDate: 2020-01-02\nStatus: draft\n\nText.\n"
    assert markdown_to_article(text).status == "draft"


def test_only_what_is_known_is_written() -> None:
    assert article_to_markdown(Article("T", date(2020, 1, 2))) == "Title: T\nDate: 2020-01-02\n\n"


@pytest.mark.parametrize("key", ["Title", "save_as", "Template", "STATUS", "no key", "a:b", ""])
def test_a_key_of_a_field_is_refused_as_an_extra_key(key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        article_to_markdown(Article("T", date(2020, 1, 2), extra={key: "x"}))


def test_a_file_written_by_a_person_is_read() -> None:
    article = markdown_to_article(
        "---\ntitle: Mine\ndate: 2020-01-02\ncategory: Town\ntags: a, b\nsummary: one\n    two\n---\nText.\n"
    )
    assert article.sections == ("Town",)
    assert [tag.name for tag in article.tags] == ["a", "b"]
    assert article.summary == "one two"
    assert article.body == "Text."


@pytest.mark.parametrize(
    "text", ["", "Text only.", "Title: x\n\nText", "Title: x\nDate: 0000-00-00\n\n", "Date: 2020-01-01\n\n"]
)
def test_a_file_without_title_or_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"[Tt]itle|[Dd]ate|year"):
        markdown_to_article(text)


def test_the_list_of_keys_is_complete() -> None:
    written = [line.partition(":")[0] for line in FULL_TEXT.partition("\n\n")[0].splitlines()]
    assert tuple(written[:-1]) == KEYS
