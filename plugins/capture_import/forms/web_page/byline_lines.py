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
_LONG_PARAGRAPH = 150


def labelled_names(page: Page) -> list[str]:
    """Return the names that follow a label of their own (`<strong>Author</strong> Ann Lee`)."""
    for element in page.tree.iter("strong", "b", "dt", "th", "label", "span", "p", "div", "small", "li", "h5", "h6"):
        text = element.text
        if text and len(text) < 30 and len(element) == 0 and is_label(text):
            following = element.getnext()
            after = " ".join((element.tail or "").split()) or (
                " ".join(following.text_content().split()) if following is not None else ""
            )
            if len(after) < 90 and are_names(after.strip(" ,.")):
                return split_byline(after)
    return []


def list_names_in_lines(page: Page, headline: HtmlElement | None) -> Iterator[list[str]]:
    """Yield the names of each short line by the headline that has them as bylines do; of those below it first."""
    for block in _list_nearby(page, headline):
        # a part of a line that is marked up by itself says it better than the line
        for line in dict.fromkeys((*inline_parts(block), *inline_lines(block), inline_words(block))):
            if 5 < len(line) < 120 and (names := line_to_names(line)):
                yield names
                break


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
    return [*_list_blocks(elements_after(headline, _LINES_AFTER)), *reversed(_list_blocks(above))]


def _list_blocks(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the blocks that elements are or stand in, each once, in their order."""
    blocks = dict.fromkeys(
        block_of(element) for element in elements if isinstance(element.tag, str) and element.tag not in NEVER_TEXT
    )
    return [block for block in blocks if not any(place.tag in _NOT_THERE for place in (block, *block.iterancestors()))]


def _is_signature(block: HtmlElement) -> bool:
    """Return whether a paragraph is names and nothing more, set off as bold or slanted."""
    marked = next(block.iter("strong", "b", "em", "i"), None) if block.tag == "p" else None
    return marked is not None and are_names(line := inline_words(block)) and inline_words(marked) == line
