"""A known publisher's paragraphs, which are plain text, found again on the page: with their links, lists and quotations."""

import re
from dataclasses import replace

from capture_import.extraction.bodies import Body, read_blocks
from capture_import.extraction.blocks import Block
from capture_import.extraction.inline_markdown import Words
from capture_import.extraction.known_publishers import KnownArticle
from capture_import.extraction.page import Page

_HEADING_LEVEL = 2
_ENOUGH = 0.8


def read_known_body(page: Page, body: Body, known: KnownArticle) -> tuple[Body, str]:
    """Give the article's body with the words that the publisher's parser found, and the lede."""
    texts = [text for headings, paragraphs in known.sections for text in (*headings, *paragraphs)]
    shown: dict[str, Block] = {}
    # where the text was found first, then, if much of it is not there, the whole page
    for element in (body.element, page.tree.find("body")):
        if element is not None and sum(_key(text) in shown for text in texts) < _ENOUGH * len(texts):
            shown = _index_blocks(read_blocks(page, element, set()))
    blocks: list[Block] = []
    for headings, paragraphs in known.sections:
        blocks.extend(_find_heading(text, shown) for text in headings if text)
        blocks.extend(_find_block(text, shown) for text in paragraphs if text)
    return replace(body, blocks=blocks), " ".join(known.lede)


def _index_blocks(blocks: list[Block]) -> dict[str, Block]:
    """Give blocks by their words; a list's and a quotation's own paragraphs too."""
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
        return Block("paragraph", [Words(text)])
    return Block("paragraph", block.words, element=block.element) if block.kind == "heading" else block


def _find_heading(text: str, shown: dict[str, Block]) -> Block:
    block = shown.get(_key(text))
    if block is not None and block.kind in ("heading", "paragraph"):
        return Block("heading", block.words, level=block.level or _HEADING_LEVEL, element=block.element)
    return Block("heading", [Words(text)], level=_HEADING_LEVEL)


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
