"""The headlines that a page shows: their elements, and a heading's words without its kicker and its permalink."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from capture_import.fields.element_names import pattern_of
from capture_import.fields.headlines import share_of_words
from capture_import.fields.plain_text import SOFT_HYPHEN
from capture_import.fields.site_titles import clean_site_name
from capture_import.forms.web_page.page import Page

_HEADLINE_NAME = re.compile(pattern_of("headlines"))
_NOT_HEADLINE = re.compile(pattern_of("other_titles"))
_KICKER_NAME = re.compile(pattern_of("kickers"), re.I)


def list_shown_headlines(page: Page) -> list[tuple[str, HtmlElement]]:
    """Return the page's candidates for a visible headline with their elements, likeliest kinds first."""
    found = [(text, element) for element in page.tree.iter("h1") if (text := heading_text(element))]
    for element in page.tree.iter("h2", "h3", "h4", "div", "span", "p", "font", "strong"):
        if (
            element.tag in ("h2", "h3")
            or _is_headline_name(f"{element.get('class') or ''} {element.get('id') or ''}")
            or element.get("itemprop") in ("headline", "name headline")
        ):
            text = heading_text(element)
            if 8 <= len(text) <= 300:
                found.append((text, element))
    return found


@lru_cache(maxsize=50_000)
def _is_headline_name(name: str) -> bool:
    name = name.lower()
    return bool(_HEADLINE_NAME.search(name) and not _NOT_HEADLINE.search(name))


def find_headline_element(
    page: Page, headline: str, shown: list[tuple[str, HtmlElement]] | None = None
) -> HtmlElement | None:
    """Return the element in which the page shows its headline; None where it shows none that agrees with it."""
    best, best_weight = None, 0.6
    for text, element in shown or list_shown_headlines(page):
        agreement = share_of_words(text, headline) + (0.05 if element.tag == "h1" else 0.0)
        if agreement > best_weight:
            best, best_weight = element, agreement
    if best is None and (wanted := clean_site_name(headline)):
        # pages from before there were style sheets: a headline is large and bold, and no heading
        for element in page.tree.iter("b", "strong", "font", "big", "center", "legend"):
            if element.text and len(element.text) < 300 and clean_site_name(element.text) == wanted:
                return element
    return best


def heading_text(element: HtmlElement) -> str:
    """Return a heading's words without the kicker that stands in it under a name of its own."""
    whole = _words(element, skip=False)
    bare = _words(element, skip=True)
    if bare != whole:
        # what divided the kicker from the headline; a colon makes them one
        bare = re.sub(r"^[\s|·•/–—-]+", "", bare)
    is_whole = re.match(r"[\w\"'„“”‘’«»‹›¿¡(\[#$€£@…]", bare) and (len(bare) >= 12 or len(bare) > 0.5 * len(whole))
    return bare if is_whole else whole


def _words(element: HtmlElement, *, skip: bool) -> str:
    parts: list[str] = []

    def collect(node: HtmlElement) -> None:
        if node.text:
            parts.append(node.text)
        for child in node:
            if isinstance(child.tag, str) and child.tag not in ("script", "style", "svg", "button", "noscript"):
                if child.tag == "br":
                    parts.append(" ")
                elif not (skip and _is_kicker(child)) and not _is_permalink(child):
                    if (
                        child.tag in ("div", "p", "span", "small", "h2", "h3")
                        and parts
                        and not parts[-1].endswith(" ")
                        and child.tag != "span"
                    ):
                        parts.append(" ")
                    collect(child)
            if child.tail:
                parts.append(child.tail)

    collect(element)
    return " ".join("".join(parts).replace(SOFT_HYPHEN, "").split())


def _is_kicker(element: HtmlElement) -> bool:
    return element.tag in ("small", "sup") or bool(
        _KICKER_NAME.search(f"{element.get('class') or ''} {element.get('data-testid') or ''}")
    )


def _is_permalink(element: HtmlElement) -> bool:
    """Return whether an element is a link to the heading itself, by a character without words (`¶`, `#`)."""
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    return not any(character.isalnum() for character in element.text_content())
