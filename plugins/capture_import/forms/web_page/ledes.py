"""The lede: the lines between the headline and the text that sum the article up, where the page sets them apart."""

import re
from itertools import islice

from lxml.html import HtmlElement

from capture_import.fields.body.sentences import count_letters, ends_sentence
from capture_import.fields.element_names import names_of
from capture_import.fields.plain_text import plain
from capture_import.forms.web_page.block_elements import BLOCK_TAGS
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.boilerplate import NEVER_TEXT, split_name
from capture_import.forms.web_page.jsonld import text_of
from capture_import.forms.web_page.page import Page

_LEDE_WORDS = names_of("ledes")
_LINE_TAGS = BLOCK_TAGS | {"span", "strong"}
# A block is compared by so many characters of its beginning.
_TELLING = 400
_MIN_LETTERS = 40
_MIN_PLAIN = 80
_MAX_LETTERS = 900


def find_lede(page: Page, headline: HtmlElement | None, body: PageBody, title: str) -> tuple[str, list[HtmlElement]]:
    """Return the lede's words, and the paragraphs between headline and text that are no lede but the text's beginning.

    The words are empty where the page sets no lede apart, or where it is the text's own beginning.
    """
    beginnings: list[HtmlElement] = []
    beginning = _fold(" ".join(block.text for block in body.blocks[:3]))
    described = {_fold(plain(page.first(name))) for name in ("description", "og:description")} | {
        _fold(text_of(page.article_node.get("description")))
    }
    described.discard("")
    in_body = {block.element: block.text for block in body.blocks}
    folded_title = _fold(title)
    for element in _between(page, headline, body):
        text = " ".join(_text_without_scripts(element).split())
        if not _MIN_LETTERS <= len(text) <= _MAX_LETTERS or next(element.iter("time"), None) is not None:
            continue
        words = split_name(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}")
        folded = _fold(text)
        if folded == folded_title:
            continue
        if any(inner in in_body and _fold(in_body[inner][:_TELLING])[:60] in folded for inner in element.iter()):
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


def _between(page: Page, headline: HtmlElement | None, body: PageBody) -> list[HtmlElement]:
    """Return the small blocks from the headline on to the text's element, that element and boilerplate left out."""
    if body.element is None or headline is None:
        return []
    first = body.blocks[0].element if body.blocks else None
    is_around = any(outer is body.element for outer in headline.iterancestors())
    inside = set(headline.iter()) if headline is body.element else set()
    found: list[HtmlElement] = []
    known: dict[HtmlElement, bool] = {}
    start = page.order.get(headline, len(page.elements))
    for element in islice(page.elements, start + 1, None):
        if not isinstance(element.tag, str) or element.tag in NEVER_TEXT:
            continue
        if (element is body.element and not is_around) or element is first:
            break
        if element in inside or element.tag not in _LINE_TAGS:
            continue
        if not _stands_in(element, body.boilerplate, known):
            found.append(element)
        if len(found) > 150:
            break
    return found


def _stands_in(element: HtmlElement, boxes: set[HtmlElement], known: dict[HtmlElement, bool]) -> bool:
    """Return whether an element is one of some boxes or stands in one; `known` holds what was found of others."""
    path = []
    place: HtmlElement | None = element
    while place is not None and place not in known:
        path.append(place)
        known[place] = place in boxes
        place = place.getparent() if not known[place] else place
    if place is not None and known[place]:
        known.update(dict.fromkeys(path, True))
    return known[element]


def _is_linked(element: HtmlElement) -> bool:
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked > 0.5 * len(element.text_content())


def _text_without_scripts(element: HtmlElement) -> str:
    """Return an element's words; of a heading that was never closed, those before the first block in it; of what is
    too long for a lede the beginning.
    """
    is_heading = element.tag in ("h2", "h3", "h4")
    parts: list[str] = []
    letters = 0
    for inner in element.iter():
        if is_heading and inner is not element and inner.tag in ("p", "ul", "div", "article", "section"):
            break
        if isinstance(inner.tag, str) and inner.tag not in NEVER_TEXT and (text := inner.text):
            parts.append(text)
            letters += sum(map(len, text.split()))
        if inner is not element and (tail := inner.tail):
            parts.append(tail)
            letters += sum(map(len, tail.split()))
        if letters > _MAX_LETTERS:
            break
    return "".join(parts)


def _fold(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
