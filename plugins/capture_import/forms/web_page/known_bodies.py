"""Finds the paragraphs of a publisher's parser, which are plain text, on the page, with links, lists and quotations."""

import re

from lxml.html import HtmlElement

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import TextRun
from capture_import.forms.web_page.bodies import PageBody, read_blocks
from capture_import.forms.web_page.known_publishers import KnownArticle
from capture_import.forms.web_page.page import Page

_HEADING_LEVEL = 2
_ENOUGH = 0.8
# The number of letters at a paragraph's beginning that are enough to identify it.
_TELLING = 24


def read_known_body(page: Page, known: KnownArticle) -> tuple[PageBody, str]:
    """Return the article's body with the words that the publisher's parser found, and the lede."""
    texts = [text for headings, paragraphs in known.sections for text in (*headings, *paragraphs)]
    holder = _find_holder(page, texts)
    shown: dict[str, Block] = {}
    # first the element that holds the text; if many paragraphs are not in it, the whole page
    for element in (holder, page.tree.find("body")):
        if element is not None and sum(_key(text) in shown for text in texts) < _ENOUGH * len(texts):
            shown = _index_blocks(read_blocks(page, element, set(element.iter("h1"))))
    blocks: list[Block] = []
    for headings, paragraphs in known.sections:
        blocks.extend(_find_heading(text, shown) for text in headings if text)
        blocks.extend(_find_block(text, shown) for text in paragraphs if text)
    return PageBody(blocks, holder, holder), " ".join(known.lede)


def _find_holder(page: Page, texts: list[str]) -> HtmlElement | None:
    """Return the smallest element that holds both the first and the last paragraph that are found on the page."""
    beginnings = {_beginning(text) for text in texts if len(text) > _TELLING}
    found = [
        element
        for element in page.tree.iter("p", "li", "h2", "h3", "div", "blockquote")
        if _beginning_of(element) in beginnings
    ]
    if not found:
        return None
    around = list(found[0].iterancestors())
    last = set(found[-1].iterancestors())
    return next((ancestor for ancestor in around if ancestor in last), None)


def _beginning(text: str) -> str:
    return "".join(text.split())[:_TELLING]


def _beginning_of(element: HtmlElement) -> str:
    """Return an element's first letters; nothing if it begins with another block, which is looked at by itself."""
    text = element.text or ""
    if element.tag == "div" and not text.strip():
        return ""
    if len(text) < 2 * _TELLING:
        text = ""
        for part in element.itertext():
            text += part
            if len(text) > 3 * _TELLING:
                break
    return "".join(text.split())[:_TELLING]


def _index_blocks(blocks: list[Block]) -> dict[str, Block]:
    """Return the blocks by their words, with the paragraphs inside lists and quotations."""
    index: dict[str, Block] = {}
    for block in blocks:
        if key := _key(block.text):
            index.setdefault(key, block)
        for inner in block.children:
            for key, part in _index_blocks(inner).items():
                index.setdefault(key, part)
    return index


def _find_block(text: str, shown: dict[str, Block]) -> Block:
    block = shown.get(_key(text))
    if block is None:
        return Block("paragraph", [TextRun(text)])
    return Block("paragraph", block.words, element=block.element) if block.kind == "heading" else block


def _find_heading(text: str, shown: dict[str, Block]) -> Block:
    block = shown.get(_key(text))
    if block is not None and block.kind in ("heading", "paragraph"):
        return Block("heading", block.words, level=block.level or _HEADING_LEVEL, element=block.element)
    return Block("heading", [TextRun(text)], level=_HEADING_LEVEL)


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
