"""An article's text as blocks: the page's own paragraphs, without what stands between and around them."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from capture_import.extraction.addresses import link_address
from capture_import.extraction.blocks import Block, BlockReader
from capture_import.extraction.furniture import AD, COMMENT, DETAIL, HIDDEN, RELATED, SHARE, SITE
from capture_import.extraction.inline_markdown import Words, linked_share, plain_text
from capture_import.extraction.jsonld import plain
from capture_import.extraction.page import Page
from capture_import.extraction.page_state import find_kept_text
from capture_import.extraction.regions import Weights, find_body, find_furniture, weigh_paragraphs

_SENTENCE_END = re.compile(r"[.!?…:;\"'“”»«)\]。！？।॥؟]\s*$")
_LETTERS = re.compile(r"\w")
_POINTER = re.compile(
    r"^\W*(?:(?:read|see|watch|listen|click|related|more|also|mehr|lesen sie|lies|siehe|hier|auch interessant|lesetipp|zum thema|weiterlesen|"
    r"lire|à lire|a lire|voir|leer|lea|le puede|te puede|leia|veja|leggi|lees|läs|les også|læs|czytaj|zobacz|читайте|читать|смотрите|"
    r"advertisement|anzeige|werbung|publicidad|publicité|реклама|continue reading|story continues|article continues|"
    r"sign up|subscribe|follow us|download|share|print|teilen|folgen sie|newsletter|photo|foto|bild|image|picture|video)\b)",
    re.I,
)
_MIN_BODY = 140
_ENOUGH_LETTERS = 400
_KEPT_KINDS = (frozenset(), frozenset([SITE, HIDDEN, DETAIL, SHARE, RELATED, AD]), frozenset([SITE, HIDDEN, DETAIL, SHARE, RELATED, AD, COMMENT]))


@dataclass
class Body:
    """An article's blocks, the element they come from, and what was told from them on the way."""

    blocks: list[Block] = field(default_factory=list)
    element: HtmlElement | None = None
    furniture: set[HtmlElement] = field(default_factory=set)
    weights: Weights = field(default_factory=Weights)

    @property
    def text(self) -> str:
        """The plain text, a line a block."""
        return "\n".join(block.text for block in self.blocks)


def find_article_body(page: Page) -> Body:
    """Find and read an article's text on its page."""
    root = page.tree.find("body")
    if root is None:
        root = page.tree
    everything = weigh_paragraphs(root)
    body = Body()
    # what a name calls furniture is let stay, kind by kind, where without it hardly a text remains
    for kept_kinds in _KEPT_KINDS:
        furniture = find_furniture(root, everything, kept_kinds)
        weights = weigh_paragraphs(root, furniture)
        element = find_body(root, weights)
        if element is not None and (body.element is None or weights.of(element) > 4 * body.weights.of(body.element)):
            blocks = drop_noise(read_blocks(page, element, furniture))
            body = Body(blocks, element, furniture, weights)
        if body.element is not None and body.weights.of(body.element) > _ENOUGH_LETTERS:
            break
    return body


def find_kept_body(page: Page) -> Body | None:
    """Give the text that the page keeps for its scripts, or that its JSON-LD gives in full; None where there is neither."""
    element = find_kept_text(page)
    if element is not None:
        weights = weigh_paragraphs(element)
        furniture = find_furniture(element, weights)
        return Body(drop_noise(read_blocks(page, element, furniture)), element, furniture, weights)
    text = page.article_node.get("articleBody")
    if isinstance(text, str) and len(text) >= _MIN_BODY:
        paragraphs = [part for part in re.split(r"\s*\n\s*|(?<=[.!?])\s{2,}", text) if part.strip()]
        return Body([Block("paragraph", [Words(plain(part))]) for part in paragraphs])
    return None


def read_blocks(page: Page, element: HtmlElement, furniture: set[HtmlElement]) -> list[Block]:
    """Read an element's blocks but for the furniture in it."""
    base = page.base_url
    reader = BlockReader(lambda inner: inner in furniture or inner.tag == "h1", lambda href: link_address(href, base))
    return reader.read(element)


def drop_noise(blocks: list[Block]) -> list[Block]:
    """Leave out what a reader would not count as the article: lists of links, pointers elsewhere, headings over nothing."""
    kept = [block for block in blocks if not _is_noise(block)]
    result: list[Block] = []
    for position, block in enumerate(kept):
        following = kept[position + 1] if position + 1 < len(kept) else None
        if block.kind == "heading" and following is None:
            continue
        result.append(block)
    return result


def _is_noise(block: Block) -> bool:
    text = block.text
    if not _LETTERS.search(text):
        return True
    if block.kind == "list":
        shares = [linked_share(item.words) if item.kind == "paragraph" else 0.0 for items in block.children for item in items]
        linked = sum(share > 0.7 for share in shares)
        return bool(shares) and linked >= 0.6 * len(shares) and (len(shares) > 1 or len(text) < 120)
    if block.kind == "paragraph":
        share = linked_share(block.words)
        if share > 0.8:
            return len(text) < 160 and (not _SENTENCE_END.search(text) or bool(_POINTER.match(text)) or share > 0.95)
        if len(text) < 160 and _POINTER.match(text):
            return share > 0.3 or len(text) < 25 or not _SENTENCE_END.search(text)
    if block.kind == "heading":
        return linked_share(block.words) > 0.8 or bool(_POINTER.match(text) and len(text) < 30)
    return False


def is_enough(body: Body) -> bool:
    """Tell whether a body is one, rather than the crumbs of a page that shows none."""
    return len(plain_text(run for block in body.blocks for run in block.words)) >= _MIN_BODY or len(body.text) >= _MIN_BODY
