"""The lede: the lines between the headline and the text that sum the article up, where the page sets them apart."""

import re

from lxml.html import HtmlElement

from capture_import.fields.body.sentences import count_letters, ends_sentence
from capture_import.fields.plain_text import plain
from capture_import.forms.web_page.blocks import BLOCK_TAGS
from capture_import.forms.web_page.bodies import Body
from capture_import.forms.web_page.boilerplate import NEVER_TEXT, split_name
from capture_import.forms.web_page.jsonld import text_of
from capture_import.forms.web_page.page import Page

_LEDE_WORDS = frozenset(
    """
    lead lede leadtext intro introduction introtext summary standfirst teaser teasertext subtitle subtitel
    subheadline subheading subhead sub deck dek description excerpt abstract chapo chapeau sapo ingress entradilla
    bajada copete vorspann vorlauf anleser unterzeile untertitel sommario occhiello abstracts perex strapline
    manchet manchette preamble antetitulo linha fine
    """.split()
)
_MIN_LETTERS = 40
_MIN_PLAIN = 80
_MAX_LETTERS = 900


def find_lede(page: Page, headline: HtmlElement | None, body: Body, title: str) -> tuple[str, list[HtmlElement]]:
    """Return the lede's words, and the paragraphs between headline and text that are no lede but the text's beginning.

    The words are empty where the page sets no lede apart, or where it is the text's own beginning.
    """
    beginnings: list[HtmlElement] = []
    beginning = _fold(" ".join(block.text for block in body.blocks[:3]))
    described = {_fold(plain(page.first(name))) for name in ("description", "og:description")} | {
        _fold(text_of(page.article_node.get("description")))
    }
    described.discard("")
    in_body = {block.element: _fold(block.text) for block in body.blocks}
    for element in _between(page, headline, body):
        text = " ".join(_text_without_scripts(element).split())
        if (
            not _MIN_LETTERS <= len(text) <= _MAX_LETTERS
            or _fold(text) == _fold(title)
            or next(element.iter("time"), None) is not None
        ):
            continue
        words = split_name(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}")
        folded = _fold(text)
        if any(inner in in_body and in_body[inner][:60] in folded for inner in element.iter()):
            # a paragraph of the text itself
            continue
        is_described = any(
            folded == other or (len(other) > 60 and (folded.startswith(other[:80]) or other.startswith(folded[:80])))
            for other in described
        )
        if folded[:60] in beginning or _is_linked(element):
            continue
        is_sentence = count_letters(text) >= _MIN_PLAIN and ends_sentence(text)
        if words & _LEDE_WORDS or is_described or (is_sentence and element.tag in ("h2", "h3")):
            return text, beginnings
        if is_sentence and element.tag == "p":
            beginnings.append(element)
    return "", beginnings


def _between(page: Page, headline: HtmlElement | None, body: Body) -> list[HtmlElement]:
    """Return the small blocks from the headline on to the text's element, that element and boilerplate left out."""
    if body.element is None or headline is None:
        return []
    inside = (
        {body.element, *body.element.iterdescendants()}
        if headline not in set(body.element.iterdescendants())
        else set()
    )
    first = body.blocks[0].element if body.blocks else None
    found: list[HtmlElement] = []
    started = False
    for element in page.elements:
        if element is headline:
            started = True
            continue
        if not started or not isinstance(element.tag, str) or element.tag in NEVER_TEXT:
            continue
        if (element is body.element and inside) or element is first:
            break
        if element in inside or element.tag not in BLOCK_TAGS | {"span", "strong"}:
            continue
        if any(ancestor in body.boilerplate for ancestor in (element, *element.iterancestors())):
            continue
        found.append(element)
        if len(found) > 150:
            break
    return found


def _is_linked(element: HtmlElement) -> bool:
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked > 0.5 * len(element.text_content())


def _text_without_scripts(element: HtmlElement) -> str:
    """Return an element's words; of a heading that was never closed, those before the first block in it."""
    is_heading = element.tag in ("h2", "h3", "h4")
    parts: list[str] = []
    for inner in element.iter():
        if is_heading and inner is not element and inner.tag in ("p", "ul", "div", "article", "section"):
            break
        if isinstance(inner.tag, str) and inner.tag not in NEVER_TEXT and inner.text:
            parts.append(inner.text)
        if inner is not element and inner.tail:
            parts.append(inner.tail)
    return "".join(parts)


def _fold(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
