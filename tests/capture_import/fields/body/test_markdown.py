"""Blocks that are written as Markdown and converted by the site are the same blocks again, however nested."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import Markdown

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import TextRun
from capture_import.fields.body.markdown import blocks_to_markdown

# as the site converts it
RENDERER = Markdown(extensions=["archive_engine.article_markdown", "sane_lists"], output_format="html")
TEXTS = st.sampled_from(["The ferry", "- a dash", "1. a number", "# a sign", "> a mark", "| a bar |", "*a star*"])


def words(text: str) -> Block:
    return Block("paragraph", [TextRun(text)])


def code(text: str) -> Block:
    return Block("code", [TextRun(f"{text}\n  below")])


def items(*children: list[Block], level: int = 0, start: int = 1) -> Block:
    return Block("list", level=level, start=start, children=list(children))


def quote(*blocks: Block) -> Block:
    return Block("quote", children=[list(blocks)])


def expect(blocks: list[Block]) -> list[Any]:
    """Return blocks in the form in which `read` returns them."""
    found: list[Any] = []
    for block in blocks:
        if block.kind == "list":
            inner = [expect(item) for item in block.children]
            while inner and not inner[-1]:
                inner.pop()
            inner = inner if block.level else [item for item in inner if item]
            if inner:
                found.append(("ol" if block.level else "ul", block.start if block.level else 1, inner))
        elif block.kind == "quote":
            found.append(("quote", expect(block.children[0])))
        else:
            found.append((block.kind, " ".join(block.text.split())))
    return found


def read(element: Any) -> list[Any]:
    """Return the blocks of converted Markdown; the words of a list item without paragraphs are one paragraph."""
    found: list[Any] = []

    def add(kind: str, text: str | None) -> None:
        if shown := " ".join((text or "").replace("\u200b", "").split()):
            found.append((kind, shown))

    add("paragraph", element.text)
    for child in element:
        if child.tag in ("ul", "ol"):
            found.append((child.tag, int(child.get("start") or 1), [read(item) for item in child]))
        elif child.tag == "blockquote":
            found.append(("quote", read(child)))
        elif child.tag == "figure":
            # a last paragraph that begins with a dash is the quotation's attribution
            last = child.find("figcaption").text_content()
            found.append(("quote", [*read(child.find("blockquote")), ("paragraph", " ".join(last.split()))]))
        else:
            add({"pre": "code", "div": "table"}.get(child.tag, "paragraph"), child.text_content())
        add("paragraph", child.tail)
    return found


def convert(blocks: list[Block]) -> list[Any]:
    html = RENDERER.reset().convert(blocks_to_markdown(blocks))
    return read(lxml_html.fragment_fromstring(html, create_parent="div"))


TIGHT = items([words("one")], [words("two"), items([words("in it")])])
LOOSE = items([words("one"), words("more")], [words("two")])


@pytest.mark.parametrize(
    "blocks",
    [
        [TIGHT, code("behind a list")],
        [code("one"), code("another")],
        [quote(words("a"), items([words("b")]), code("c"))],
        [quote(words("a"), items([words("b")]), items([words("c")], level=1))],
        [items([words("outer"), LOOSE], [words("next")])],
        [items([words("outer"), items([words("tight"), LOOSE])], [words("next")])],
        [items([words("one"), items([words("a")]), items([words("b")], level=1)], [words("two")])],
        [items([code("first")], [words("two")])],
        [items([quote(words("first"))], [words("two")])],
        [items([items([items([words("three deep")], [words("two")])])])],
        [items([words("one")], [], [words("three")], level=1)],
        [items([], [words("two")], level=1, start=4)],
        [items([words("one")], [], [words("two")])],
    ],
)
def test_adjacent_blocks_stay_separate(blocks: list[Block]):
    assert convert(blocks) == expect(blocks)


LINES = st.builds(words, TEXTS) | st.builds(code, TEXTS)


def hold(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=1, max_size=3)
    lists = st.lists(st.lists(inner, max_size=3), min_size=1, max_size=3)
    return st.builds(lambda parts: quote(*parts), some) | st.builds(
        lambda parts, level, start: items(*parts, level=level, start=start),
        lists.filter(any),
        st.integers(0, 1),
        st.integers(1, 4),
    )


@given(st.lists(st.recursive(LINES, hold, max_leaves=12), min_size=1, max_size=3))
def test_any_adjacent_blocks_stay_separate(blocks: list[Block]):
    assert convert(blocks) == expect(blocks)
