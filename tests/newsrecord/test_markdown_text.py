"""Escaped text is shown as the source wrote it, by Python-Markdown with and without Pelican's usual extensions."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrecord.clean_text import clean_block
from newsrecord.markdown_text import escape_text

RENDERERS = {"bare": markdown.Markdown(), "extra": markdown.Markdown(extensions=["extra", "meta", "sane_lists"])}

SIGNS = st.text(alphabet=" \n\t\\`*_{}[]()<>#+-.!|:=~&;\"'/0129abZї\u00a0^$%@,?", max_size=40)
CASES = [
    "- the statement said.",
    "1. Not a list",
    "2026. A year",
    "# no heading #",
    "C#",
    "> no quotation",
    "---",
    "===",
    "a\n===",
    "a\n---",
    "a | b\n--|--\nc | d",
    ": no definition",
    "~~~\nno code",
    "```\nno code",
    "!!! note",
    "*[HTML]: no abbreviation",
    "[1]: http://example.org",
    "[^1]: no footnote",
    "{: #id } and {static}/secret",
    "<script>alert(1)</script>",
    "<!-- no comment -->",
    "AT&T; &amp; &lt; &#60; & so on &#0",
    r"C:\new\_folder \\ \*",
    "![x](javascript:alert(1))",
    "<http://example.org>",
    "snake_case_name and 2*3*4",
    "\u2022 bullet",
    "Kyiv\u00a0 \u00a0 \u2022\u00a0 UNN",
    "\u0002klzzwxh:0001\u0003",
]


def text_of(page: str) -> str:
    body = re.fullmatch(r"<p>(.*)</p>", page, re.DOTALL)
    assert body, page
    assert "<" not in body[1], page
    return html.unescape(body[1])


def shown(text: str) -> str:
    lines = (line.strip() for line in clean_block(text).replace("\t", " ").split("\n"))
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("text", CASES)
def test_rendered_text_equals_the_source(text: str, renderer: str) -> None:
    assert text_of(
        RENDERERS[renderer].reset().convert("Before.\n\n" + escape_text(text)).partition("</p>\n")[2]
    ) == shown(text)


@pytest.mark.parametrize("renderer", RENDERERS)
@given(text=st.one_of(st.text(), SIGNS).filter(shown))
def test_any_rendered_text_equals_the_source(text: str, renderer: str) -> None:
    assert text_of(RENDERERS[renderer].reset().convert("\n\n" + escape_text(text))) == shown(text)


@given(text=SIGNS.filter(lambda text: shown(text) and "\n" not in shown(text)))
def test_any_rendered_heading_equals_the_source(text: str) -> None:
    page = RENDERERS["extra"].reset().convert("## " + escape_text(text))
    assert html.unescape(page.removeprefix("<h2>").removesuffix("</h2>")) == shown(text)


@given(st.text(alphabet="ab cd.ї", max_size=60))
def test_plain_words_are_not_escaped(text: str) -> None:
    assert escape_text(text) == text.strip()
