"""An article's text as blocks: the page's own paragraphs, without what stands between and around them."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from capture_import.fields.body import notes
from capture_import.fields.body.blocks import Block
from capture_import.fields.body.boilerplate_lines import is_paywall
from capture_import.fields.body.inline_markdown import TextRun, linked_share
from capture_import.fields.body.noise import drop_noise
from capture_import.fields.body.sentences import count_letters, ends_sentence
from capture_import.fields.plain_text import plain
from capture_import.fields.urls import link_url
from capture_import.forms.web_page.blocks import BlockReader
from capture_import.forms.web_page.boilerplate import (
    AD,
    BOX,
    COMMENT,
    DETAIL,
    HIDDEN,
    PERSON,
    RELATED,
    SHARE,
    SITE,
    boilerplate_kind,
)
from capture_import.forms.web_page.doubts import count_shown, is_doubtful, is_little_of_page
from capture_import.forms.web_page.page import Page
from capture_import.forms.web_page.page_state import find_kept_text
from capture_import.forms.web_page.regions import (
    Weights,
    find_body,
    find_boilerplate,
    weigh_paragraphs,
    weigh_rest,
)
from capture_import.forms.web_page.trafilatura_body import read_with_trafilatura

_MUCH_LONGER = 1.5
_LONG_ITEM = 30
_LONGEST_SALES_LINE, _LONGEST_SALES_BOX = 300, 1500
_MOST_BEHIND_PAYWALL = 1000
_MIN_BODY = 140
_ENOUGH_LETTERS = 400
_KEPT_KINDS: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset([SITE, HIDDEN, DETAIL, PERSON, SHARE, RELATED, AD, BOX]),
    frozenset([SITE, HIDDEN, DETAIL, PERSON, SHARE, RELATED, AD, BOX, COMMENT]),
)


@dataclass
class PageBody:
    """An article's blocks, the element that they come from, the core of it, and what was left out."""

    blocks: list[Block] = field(default_factory=list)
    element: HtmlElement | None = None
    core: HtmlElement | None = None
    boilerplate: set[HtmlElement] = field(default_factory=set)
    weights: Weights = field(default_factory=Weights)
    # the front matter's `Body_note`: see `fields.body.notes`
    note: str = ""
    is_cut: bool = False

    @property
    def text(self) -> str:
        """The plain text, a line a block."""
        return "\n".join(block.text for block in self.blocks)


def find_article_body(page: Page, headline: HtmlElement | None = None) -> PageBody:
    """Find and read an article's text on its page; what stands before the headline is none of it."""
    root = page.tree.find("body")
    if root is None:
        root = page.tree
    everything = weigh_paragraphs(root)
    body = PageBody()
    # where hardly any text remains, more and more kinds of boilerplate are kept
    for kept_kinds in _KEPT_KINDS:
        boilerplate = find_boilerplate(root, everything, kept_kinds, headline)
        weights = weigh_rest(everything, boilerplate)
        found = find_body(root, weights)
        if found is not None and (body.element is None or weights.of(found[0]) > 4 * body.weights.of(body.element)):
            body = PageBody([], *found, boilerplate, weights)
        if body.element is not None and body.weights.of(body.element) > _ENOUGH_LETTERS:
            break
    if body.element is not None:
        blocks = read_blocks(page, body.element, body.boilerplate | _find_titles(body.element, headline))
        blocks = _keep_article(blocks, page, body, headline)
        end = find_paywall(blocks)
        body.is_cut = end is not None or _holds_paywall(body)
        body.blocks = drop_noise(blocks[:end], page.address)
        _read_again(page, body, everything)
    return body


def _find_titles(element: HtmlElement, headline: HtmlElement | None) -> set[HtmlElement]:
    """Return the first-level headings that are the page's own headline; all others are headings of the text."""
    titles = list(element.iter("h1"))
    words = " ".join("".join(headline.itertext()).split()) if headline is not None else ""
    if headline not in titles:
        # a single one, or the first of a page whose headline stands elsewhere
        return set(titles[:1])
    return {title for title in titles if title is headline or " ".join("".join(title.itertext()).split()) == words}


def find_paywall(blocks: list[Block]) -> int | None:
    """Return the position of the block with which a paywall begins; None where there is none.

    Blocks are asked from the end on: a line like a paywall's with much text behind it cuts nothing off.
    """
    found = None
    following = 0
    for position in range(len(blocks) - 1, -1, -1):
        block = blocks[position]
        text = block.text
        if _is_sentence(block):
            following += len(text)
        if following >= _MOST_BEHIND_PAYWALL:
            break
        if len(text) < _LONGEST_SALES_LINE and is_paywall(text):
            found = position
    return found


def _holds_paywall(body: PageBody) -> bool:
    """Return whether a visible box that was left out of the text is a paywall."""
    return any(
        any(outer is body.element for outer in box.iterancestors())
        and len(words := " ".join("".join(box.itertext()).split())) < _LONGEST_SALES_BOX
        and boilerplate_kind(box) not in (HIDDEN, COMMENT)
        and is_paywall(words)
        for box in body.boilerplate
    )


def _read_again(page: Page, body: PageBody, everything: Weights) -> None:
    """Where much of what the page shows was not kept, take a second extractor's text if it is much longer; note what
    was done.
    """
    assert body.element is not None
    kept = count_letters(body.text)
    shown_in_own, shown = count_shown(body.element, body.boilerplate, everything)
    has_doubt = is_doubtful(kept, shown_in_own)
    if not has_doubt and not is_little_of_page(kept, shown):
        return
    blocks = drop_noise(read_with_trafilatura(page), page.address)
    found = count_letters(PageBody(blocks).text)
    if found > _MUCH_LONGER * kept:
        body.blocks = blocks
        body.note = notes.say_second(kept, max(shown_in_own, shown))
    elif has_doubt:
        body.note = notes.say_doubt(kept, shown_in_own)


def _keep_article(blocks: list[Block], page: Page, body: PageBody, headline: HtmlElement | None) -> list[Block]:
    """Return the blocks without those before the headline, and without those outside the text's core that are no
    sentences.

    A headline in a heading of a lower level may stand below the first sentences: these stay.
    """
    order = page.order
    start = order.get(headline, -1) if headline is not None else -1
    letters = [
        (len(block.text), block.element is None or order.get(block.element, start + 1) > start) for block in blocks
    ]
    if sum(length for length, is_after in letters if is_after) < 0.5 * sum(length for length, _ in letters):
        start = -1
    core = body.core
    make = ("", None) if core is None else (core.tag, core.get("class"))
    is_core: dict[HtmlElement, bool] = {}

    def stands_in_core(element: HtmlElement | None) -> bool:
        if element is None:
            return True
        if element not in is_core:
            is_here = element is core or (bool(make[1]) and (element.tag, element.get("class")) == make)
            is_core[element] = is_here or (
                element is not body.element and element.getparent() is not None and stands_in_core(element.getparent())
            )
        return is_core[element]

    kept: list[Block] = []
    for block in blocks:
        if (
            block.element is not None
            and start >= 0
            and order.get(block.element, start + 1) <= start
            and headline not in set(block.element.iterdescendants())
            and (headline is None or headline.tag == "h1" or not _is_sentence(block))
        ):
            continue
        is_heading = block.kind == "heading" and block.element is not None and block.element.tag in ("h2", "h3")
        is_whole = is_heading or block.kind in ("quote", "table", "code")
        if stands_in_core(block.element) or is_whole or _is_sentence(block):
            kept.append(block)
    # a heading outside of the core counts where a sentence outside of it follows
    return [
        block
        for position, block in enumerate(kept)
        if block.kind != "heading"
        or stands_in_core(block.element)
        or (position + 1 < len(kept) and kept[position + 1].kind != "heading")
    ]


def _is_sentence(block: Block) -> bool:
    text = block.text
    if block.kind == "list":
        items = [item for items in block.children for item in items]
        is_long = len(text) > _LONG_ITEM * max(len(items), 1)
        return len(text) > 120 and (
            ends_sentence(text) or (is_long and not any(linked_share(item.words) > 0.5 for item in items))
        )
    return (
        block.kind == "paragraph"
        and count_letters(text) >= 50
        and ends_sentence(text)
        and linked_share(block.words) < 0.5
    )


def find_kept_body(page: Page) -> PageBody | None:
    """Return the text of a page that shows none to go by: its scripts' data, its JSON-LD, what trafilatura finds."""
    element = find_kept_text(page)
    if element is not None:
        weights = weigh_paragraphs(element)
        boilerplate = find_boilerplate(element, weights)
        boilerplate |= set(element.iter("h1"))
        blocks = drop_noise(read_blocks(page, element, boilerplate), page.address)
        return PageBody(blocks, element, element, boilerplate, weights)
    text = page.article_node.get("articleBody")
    if isinstance(text, str) and len(text) >= _MIN_BODY:
        paragraphs = [part for part in re.split(r"(?:(?<!\s)[^\S\n]++)?\n\s*+|(?<=[.!?])\s{2,}", text) if part.strip()]
        return PageBody([Block("paragraph", [TextRun(plain(part))]) for part in paragraphs])
    blocks = read_with_trafilatura(page)
    return PageBody(drop_noise(blocks, page.address)) if blocks else None


def read_blocks(page: Page, element: HtmlElement, boilerplate: set[HtmlElement]) -> list[Block]:
    """Read an element's blocks but for the boilerplate in it."""
    base = page.base_url
    reader = BlockReader(boilerplate.__contains__, lambda href: link_url(href, base, page.clean_url))
    return reader.read(element)


def is_enough(body: PageBody) -> bool:
    """Return whether a body is long enough to be an article's."""
    return count_letters(body.text) >= _MIN_BODY
