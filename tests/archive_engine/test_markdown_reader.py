"""The reused Markdown object and the faster reader have the same result as a new Markdown object."""

import copy

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pelican.readers import MarkdownReader
from pelican.settings import DEFAULT_CONFIG

from archive_engine.markdown_reader import KeptMarkdownReader
from newsrecord import escape_text
from tests.archive_engine.canonical import OURS, make_reference, read_quickly

PIECES = st.sampled_from(
    ["word", "Word", "42", "1. ", "- ", "# ", "&", "&amp;", "&lt;", "&x", ";", "*", "_", "\\*", "\\_", "\\[", "[", "]",
     "(", ")", "<b>", ">", "`", '"', "'", "“", " ", "  ", "\n", "\n\n", "\n\n\n", "http://a.b/c", "a@b.c", "!", "{x}",
     "|", "~", "=", ":", "\t", "\u00a0", "\u2028", "é", "Є", "\x85", "---", "===", "$", "€", ".", ",", "\\-", "\\.",
     "\\#", "\\>", " | ", "a | b\n", "\n--- | ---\n", "\n-|-\n", "\n:- | -:\n", "\\|"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)


def make(kind, markdown=OURS):
    config = copy.deepcopy(DEFAULT_CONFIG) | {"MARKDOWN": copy.deepcopy(markdown), "FORMATTED_FIELDS": []}
    return kind(config)


@pytest.fixture(scope="module")
def full():
    return make_reference()


@given(TEXTS)
@settings(max_examples=2000, deadline=None)
def test_the_faster_reader_has_the_result_of_python_markdown(full, text):
    reader = make(KeptMarkdownReader)
    document = "Title: A\nDate: 2020-01-01\n\n" + text
    full.reset()
    assert reader.read_text("a.md", document)[0] == full.convert(document)


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=40).map(escape_text), max_size=4))
@settings(max_examples=500, deadline=None)
def test_the_faster_reader_has_the_result_of_python_markdown_for_escapes(full, paragraphs):
    document = "Title: A\n\n" + "\n\n".join(paragraphs)
    full.reset()
    assert make(KeptMarkdownReader).read_text("a.md", document)[0] == full.convert(document)


@pytest.mark.parametrize(
    "other, is_quick",
    [
        ({}, True),
        ({"output_format": "html5"}, True),
        ({"output_format": "xhtml"}, False),
        ({"tab_length": 2}, False),
        ({"extensions": ["archive_engine.article_markdown"]}, False),
        ({"extensions": [*OURS["extensions"], "markdown.extensions.smarty"]}, False),
        ({"extension_configs": {"markdown.extensions.meta": {"x": 1}}}, False),
    ],
)
def test_other_markdown_settings_are_followed(other, is_quick):
    text = 'Title: A\n\n"One"  \ntwo\n\n3. x\n\n- y\n  - z\n\n![a](b)'
    plain = 'Title: A\n\n"One"  \ntwo\n\n3. x\n\n![a](b)'
    markdown = OURS | other
    if "extension_configs" not in other:
        for document in (text, plain):
            expected = make(MarkdownReader, markdown)
            converter = Markdown(**expected.settings["MARKDOWN"])
            assert make(KeptMarkdownReader, markdown).read_text("a.md", document)[0] == converter.convert(document)
    reader = make(KeptMarkdownReader, markdown)
    assert reader._is_canonical == is_quick


FRONT = st.sampled_from(
    [
        "Title: A",
        "Tags: a; b",
        "Title: A\n",
        "Tags: a; b\n",
        "KEY: b: c \n",
        "status:\n",
        "---: x\n",
        "key:",
        "   Key: x",
        "    more",
        "---",
        "...",
        "x",
        "- a",
        "[a](b)",
        "\n",
        "\n\n",
        " ",
    ]
)


@given(st.lists(FRONT, max_size=12).map("".join) | st.lists(FRONT, max_size=6).map("\n".join))
@example("Title: A\nword\nDate: 2020-01-01\n\nBody")
@example("Title: A\nTwo words\nDate: 2020-01-01\n\nBody")
@settings(max_examples=300, deadline=None)
def test_the_faster_reader_reads_front_matter_as_the_extension_does(full, text):
    full.reset()
    content, metadata = make(KeptMarkdownReader).read_text("a.md", text)
    assert content == full.convert(text)
    pelicans = make(MarkdownReader)
    pelicans._md = make_reference()
    assert metadata == pelicans._parse_metadata(full.Meta)


@pytest.mark.parametrize(
    "body",
    ["One.\n\nTwo & three,\nfour \\* five.", '"Quoted," he said.', "$5 &amp; more", "a *b* **c**", "- a\n- b",
     "1. a\n2. b", "a  \nb", "# a", "[a](b)", "![a](b)", "    a", "> a\n>\n> \\- b", "| a | b |\n| --- | --- |",
     "a `b` c", "`<b>`"],
)  # fmt: skip
def test_the_faster_reader_is_used(body):
    assert read_quickly(body) is not None


@pytest.mark.parametrize(
    "body",
    ["* a", "+ a", "1) a\n===", "a\n---", "---", "***", "a <b>", "<https://a.example>", "[a]", "[a][b]", "[a]: b",
     "a *b", "a _b_", "***a***", "*a **b***", "[a](<b>)", 'a [a](b "c")', "[a](b c)", "``a``", "> a\nb", "- a\n  b",
     "a|b\n-|-", "| a |\n| --- |", "# a #", "#", "\\a", "a\x07", "https://a:b@c.example", ""],
)  # fmt: skip
def test_other_markdown_is_left_to_python_markdown(body):
    assert read_quickly(body) is None


def test_a_reused_object_keeps_nothing_of_the_file_before(tmp_path):
    texts = [
        (
            "Title: One\nSummary: *a*\n\n# Head\n\nSee [x] and[^1].\n\n[x]: https://example.org\n"
            "[^1]: Note.\n\n*[HTML]: Hyper\n"
        ),
        "Title: Two\nTags: a, b\nDate: 2020-02-03 04:05\n\n# Head\n\nSee [x] and[^1]. HTML\n",
        "No front matter at all\n\n\tcode\n",
        "Title: Four\nModified: 2021-01-01\nModified: 2022-01-01\n\n```\ncode\n```\n",
    ]
    config = copy.deepcopy(DEFAULT_CONFIG)
    kept = KeptMarkdownReader(config)
    for number, text in enumerate([*texts, *reversed(texts)]):
        path = tmp_path / f"{number}.md"
        path.write_text(text, encoding="utf-8")
        content, metadata = kept.read(str(path))
        expected, expected_metadata = MarkdownReader(copy.deepcopy(DEFAULT_CONFIG)).read(str(path))
        assert content == expected
        assert metadata == expected_metadata
        assert [type(value) for value in metadata.values()] == [type(value) for value in expected_metadata.values()]


@pytest.mark.parametrize(
    "date",
    ["2006-11-23", "2006-11-23T21:48", "2006-11-23 21:48:09", "2006-11-23T21:48:00-05:00", "2006-11-23T21:48:00+00:00",
     "2006-11-23T21:48:00-00:00", "2006-11-23T21:48+05:45", "2006-11-23T21:48:00+23:59", "2006-11-23T21:48:00Z",
     "2006-11-23T21:48:00.5+02:00", "2006-11-23T21:48:00+0200", "23 Nov 2006 21:48 +0200"],
)  # fmt: skip
def test_a_date_is_read_as_by_pelican(date):
    text = f"Title: A\nDate: {date}\nModified: {date}\n\nText."
    metadata = make(KeptMarkdownReader).read_text("a.md", text)[1]
    config = copy.deepcopy(DEFAULT_CONFIG) | {"MARKDOWN": copy.deepcopy(OURS), "FORMATTED_FIELDS": []}
    for key in ("date", "modified"):
        expected = MarkdownReader(config).process_metadata(key, date)
        assert metadata[key] == expected and type(metadata[key]) is type(expected)
        assert metadata[key].strftime("%c %z %Z") == expected.strftime("%c %z %Z")


def test_a_date_written_by_the_import_is_read_without_the_parser(monkeypatch):
    monkeypatch.setattr("dateutil.parser.parse", None)
    text = "Title: A\nDate: 2006-11-23T21:48:00-05:00\nModified: 2006-11-24\n\nText."
    metadata = make(KeptMarkdownReader).read_text("a.md", text)[1]
    assert metadata["date"].isoformat() == "2006-11-23T21:48:00-05:00"
