"""The headlines that a page shows: its candidates, the one that agrees with what is declared, a heading's words without
its kicker.
"""

import re
from collections import Counter

from lxml.html import HtmlElement

from capture_import.fields.plain_text import SOFT_HYPHEN
from capture_import.forms.web_page.page import Page
from capture_import.forms.web_page.site_titles import clean_site_name

_WORD = re.compile(r"\w+")
_HEADLINE_NAME = re.compile(r"headline|title|titel|titre|titulo|titular|überschrift|ueberschrift", re.I)
_NOT_HEADLINE = re.compile(
    r"site|blog|logo|widget|sub|comment|related|page-?header|brand|section|screen-reader|sr-only|hidden|modal|popup|cookie|banner",
    re.I,
)
_ARTICLE_TITLE = re.compile(r"(?:entry|post|article|story|single|page)[-_]*(?:title|headline)|^headline", re.I)
_KICKER_NAME = re.compile(
    r"kicker|topline|overline|eyebrow|dach|label|prefix|category|rubrik|roof|flag|strap|tag|sr-only|screen-?reader|hidden|premium|badge|ribbon|icon|volanta|antetitulo|sub",
    re.I,
)


def list_shown_headlines(page: Page) -> list[tuple[str, HtmlElement]]:
    """Return the page's candidates for a visible headline with their elements, likeliest kinds first."""
    found = [(text, element) for element in page.tree.iter("h1") if (text := heading_text(element))]
    for element in page.tree.iter("h2", "h3", "h4", "div", "span", "p", "font", "strong"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_named = element.get("itemprop") in ("headline", "name headline") or (
            _HEADLINE_NAME.search(name) and not _NOT_HEADLINE.search(name)
        )
        if element.tag in ("h2", "h3") or is_named:
            text = heading_text(element)
            if 8 <= len(text) <= 300:
                found.append((text, element))
    return found


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
        for element in page.tree.iter("b", "strong", "font", "big", "center"):
            if element.text and len(element.text) < 300 and clean_site_name(element.text) == wanted:
                return element
    return best


def find_best_shown(shown: list[tuple[str, HtmlElement]], declared: list[str]) -> str:
    """Return the visible heading that agrees best with what is declared, if one agrees well enough."""
    best, best_weight = "", 0.0
    declared = list(dict.fromkeys(declared))
    for position, (text, element) in enumerate(shown):
        agreement = max((share_of_words(text, other) for other in declared), default=0.0)
        is_first = element.tag == "h1"
        weight = agreement + (0.3 if is_first else 0.0) - 0.001 * position
        is_named = is_first and bool(_ARTICLE_TITLE.search(element.get("class") or ""))
        needed = 0.15 if is_named else 0.35 if is_first else 0.7
        if agreement >= needed and weight > best_weight:
            best, best_weight = text, weight
    if not best and not any(declared):
        return ""
    return best


def find_lone_heading(shown: list[tuple[str, HtmlElement]]) -> str:
    """Return the only first-level heading where it is long enough to be a headline, though nothing declared has its
    words.
    """
    headings = [text for text, element in shown if element.tag == "h1"]
    return headings[0] if len(headings) == 1 and len(headings[0]) >= 20 and len(headings[0].split()) > 2 else ""


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
                elif not (skip and _is_kicker(child)):
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


def share_of_words(one: str, other: str) -> float:
    """Return how much of their words two headlines share, 0 to 1."""
    first, second = Counter(_fold_words(one)), Counter(_fold_words(other))
    if not first or not second:
        return 0.0
    # a title that goes on with the site's name and slogan
    if len(one) >= 12 and first.total() >= 2 and other.casefold().startswith(one.casefold()):
        return 0.95
    return 2 * (first & second).total() / (first.total() + second.total())


def _fold_words(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    # scripts without spaces are compared by their signs
    return (
        words
        if not re.search(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]", text)
        else [sign for word in words for sign in word]
    )
