"""Names that stand alone in a line below a headline, and what beside them says that they are somebody's: a picture
described by the name, the icon of a person, a job.
"""

from lxml.html import HtmlElement

from capture_import.fields.names import (
    clean_name,
    has_job,
    is_full_name,
    is_job,
    is_organisation,
    is_portrait,
    signed_in_section,
)
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.byline_lines import list_blocks
from capture_import.forms.web_page.lines import inline_words
from capture_import.forms.web_page.page import Page, elements_after

# How many elements below the headline a name is looked for, and how many characters make a paragraph surely text.
_AREA = 120
_LONG_PARAGRAPH = 150
# The longest line with a name, and a section behind it.
_LONGEST_LINE = 80
_PICTURE_AREA = 6
# What icon fonts call the icon of a person: `fa-user`, `bi-person`, `mdi-account`.
_PERSON_ICONS = frozenset("user person account author".split())
_ICON_TAGS = ("i", "svg", "img", "span")


def names_with_marks(page: Page, headline: HtmlElement | None) -> list[str]:
    """Return the first whole name below the headline, before the text, that stands in a line of its own with a mark of
    a person beside it.
    """
    if headline is None:
        return []
    blocks = []
    for block in list_blocks(elements_after(headline, _AREA)):
        line = inline_words(block)
        if len(line) > _LONG_PARAGRAPH:
            break
        if line:
            blocks.append((block, line))
    for at, (block, line) in enumerate(blocks):
        if len(line) > _LONGEST_LINE:
            continue
        if name := signed_in_section(line, _words_of_last_link(block)):
            return [name]
        name = clean_name(line)
        if not is_full_name(name) or name != line or has_job(name) or is_organisation(name):
            continue
        following = blocks[at + 1][1] if at + 1 < len(blocks) else ""
        if is_job(following) or _has_icon(block) or _is_pictured(page, block, name):
            return [name]
    return []


def _words_of_last_link(block: HtmlElement) -> str:
    links = list(block.iter("a"))
    return " ".join(links[-1].text_content().split()) if links else ""


def _has_icon(block: HtmlElement) -> bool:
    """Return whether the icon of a person stands before a block's words."""
    first = next(iter(block), None)
    return (
        first is not None
        and not (block.text or "").strip()
        and first.tag in _ICON_TAGS
        and not (first.text or "").strip()
        and bool(split_name(first.get("class") or "") & _PERSON_ICONS)
    )


def _is_pictured(page: Page, block: HtmlElement, name: str) -> bool:
    """Return whether a picture just before a block, or in it, is described as somebody's of this name."""
    at = page.order.get(block)
    if at is None:
        return False
    return any(
        is_portrait(element.get("alt") or "", name)
        for element in (*page.elements[max(at - _PICTURE_AREA, 0) : at], *block.iter("img"))
        if element.tag == "img"
    )
