"""Names in the lines around a headline that no element calls an author's: by labels and by the grammar of bylines."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from capture_import.fields.names import are_names, is_label, line_to_names, split_byline
from capture_import.forms.web_page.boilerplate import NEVER_TEXT
from capture_import.forms.web_page.lines import block_of, inline_lines, inline_parts, inline_words
from capture_import.forms.web_page.page import Page, elements_after

_NOT_THERE = ("figure", "figcaption", "blockquote", "aside", "nav")
_LINES_BEFORE = 30
_LINES_AFTER = 150
_LINES_ABOVE_TEXT = 40
_LONG_PARAGRAPH = 150
_LABEL_TAGS = ("strong", "b", "dt", "th", "label", "span", "p", "div", "small", "li", "h2", "h3", "h4", "h5", "h6")


def labelled_names(page: Page) -> list[str]:
    """Return the names that follow a label of their own (`<strong>Author</strong> Ann Lee`)."""
    for element in page.tree.iter(*_LABEL_TAGS):
        text = element.text
        if text and len(text) < 30 and len(element) == 0 and is_label(text):
            following = element.getnext()
            after = " ".join((element.tail or "").split()) or (_list_items(following) if following is not None else "")
            if len(after) < 90 and are_names(after.strip(" ,.")):
                return split_byline(after)
    return []


def _list_items(element: HtmlElement) -> str:
    """Return an element's words, with commas between the items of a list."""
    items = [" ".join(item.text_content().split()) for item in element.iter("li")]
    return ", ".join(items) if items else " ".join(element.text_content().split())


def list_names_in_lines(page: Page, headline: HtmlElement | None) -> Iterator[list[str]]:
    """Yield the names of each short line by the headline that has them as bylines do; of those below it first."""
    return filter(None, map(_block_to_names, _list_nearby(page, headline)))


def find_names_above_text(page: Page, headline: HtmlElement | None) -> list[str]:
    """Return the names of the first byline between the headline and the text's first long paragraph."""
    if headline is None:
        return []
    for block in list_blocks(elements_after(headline, _LINES_ABOVE_TEXT)):
        if len(inline_words(block)) > _LONG_PARAGRAPH:
            break
        if names := _block_to_names(block):
            return names
    return []


def _block_to_names(block: HtmlElement) -> list[str]:
    # a part of a line that is marked up by itself says it better than the line
    for line in dict.fromkeys((*inline_parts(block), *inline_lines(block), inline_words(block))):
        if 5 < len(line) < 120 and (names := line_to_names(line)):
            return names
    return []


def find_signature(page: Page, headline: HtmlElement | None, *, opens_text: bool) -> list[str]:
    """Return the names of a line that is names alone: of the one that opens the text, or of the only one in it, since
    several are a list of something.
    """
    blocks = _list_nearby(page, headline)
    signed = [block for block in blocks if _is_signature(block)]
    if not signed:
        return []
    long = [block for block in blocks if block.tag == "p" and len(inline_words(block)) > _LONG_PARAGRAPH]
    is_opening = not long or blocks.index(signed[0]) < blocks.index(long[0])
    if not (is_opening if opens_text else len(signed) == 1):
        return []
    return split_byline(inline_words(signed[0]).replace("/", ", "))


def _list_nearby(page: Page, headline: HtmlElement | None) -> list[HtmlElement]:
    """Return the blocks below the headline, then those above it, from the headline on."""
    if headline is None:
        return []
    position = page.order.get(headline, 0)
    above = page.elements[max(position - _LINES_BEFORE, 0) : position]
    return [*list_blocks(elements_after(headline, _LINES_AFTER)), *reversed(list_blocks(above))]


def list_blocks(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the blocks that elements are or stand in, each once, in their order."""
    blocks = dict.fromkeys(
        block_of(element) for element in elements if isinstance(element.tag, str) and element.tag not in NEVER_TEXT
    )
    return [block for block in blocks if not any(place.tag in _NOT_THERE for place in (block, *block.iterancestors()))]


def _is_signature(block: HtmlElement) -> bool:
    """Return whether a paragraph is names and nothing more, set off as bold or slanted."""
    marked = next(block.iter("strong", "b", "em", "i"), None) if block.tag == "p" else None
    return marked is not None and are_names(line := inline_words(block)) and inline_words(marked) == line
