"""Elements of a page that say that they hold an author's name: by relation, by name, by where they lead."""

import re
from collections.abc import Callable
from functools import lru_cache

from lxml.html import HtmlElement

from capture_import.fields.element_names import names_of, pattern_of
from capture_import.fields.names import is_full_name, split_list
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.lines import block_of, inline_words
from capture_import.forms.web_page.page import Page, elements_after

_AUTHOR_WORDS = names_of("bylines")
_AUTHOR_STEMS = tuple(names_of("byline_beginnings"))
_NOT_AUTHOR = frozenset(
    """comment comments commentlist respond related sidebar widget teaser bio biography description footer nav
    menu avatar img photo caption credit social follow count role job position""".split()
)
_NEVER_AUTHOR = frozenset("comment comments related teaser bio biography description role job position".split())
_NOT_AUTHOR_NEARBY = frozenset("count role description photo widget footer social follow sidebar".split())
_FOR_SCREEN_READERS = re.compile(r"screen-?reader|sr-only|visually-?hidden|assistive", re.I)
_MAX_AUTHORS = 12
# How many elements below the headline a byline stands at most, and how many words its line has.
_RIGHT_BELOW = 40
_LINE_WORDS = 20
_NAMED_TAGS = frozenset(
    ("a span div p li address strong b em h3 h4 h5 h6 cite td small author dd section header i ul font label").split()
)
_AUTHOR_PATH = re.compile(rf"/{pattern_of('author_paths')}/[^/?#]|[?&]author(?:_name)?=\w", re.I)
_ELSEWHERE = re.compile(
    r"facebook|twitter|//x\.com|linkedin|instagram|xing\.|whatsapp|pinterest|share|creativecommons|log-?(?:in|out)|youtube|mailto:",
    re.I,
)


def says_author_by_relation(element: HtmlElement) -> bool:
    # most elements have neither, which is cheaper to see than to take apart
    rel, itemprop = element.get("rel"), element.get("itemprop")
    return (
        element.tag == "author"
        or bool(rel and "author" in rel.lower().split())
        or bool(itemprop and "author" in itemprop.split())
    )


def leads_to_author(element: HtmlElement) -> bool:
    href = element.get("href") or ""
    return (
        element.tag == "a"
        and bool(_AUTHOR_PATH.search(href))
        and not _ELSEWHERE.search(href)
        # a picture alone is a teaser's
        and (element.find(".//img") is None or is_full_name(_visible_text(element)))
    )


def says_author_by_name(element: HtmlElement) -> bool:
    return _is_author_name(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}")


@lru_cache(maxsize=50_000)
def _is_author_name(names: str) -> bool:
    return len(names) > 2 and any(word in _AUTHOR_WORDS or word.startswith(_AUTHOR_STEMS) for word in split_name(names))


def says_or_leads(element: HtmlElement) -> bool:
    return says_author_by_name(element) or (leads_to_author(element) and is_full_name(_visible_text(element)))


def names_under_headline(page: Page, headline: HtmlElement | None, around: set[HtmlElement]) -> list[str]:
    """Return the full names in the first byline below the headline: in an element that says author or leads to one."""
    if headline is None:
        return []
    for element in elements_after(headline, _RIGHT_BELOW):
        if element.tag in _NAMED_TAGS and says_or_leads(element) and not _is_elsewhere(element, around):
            # the first words that only the layout keeps apart from others
            first = next((part for part in _visible_text(element).split(" | ") if split_list([part])), "")
            if len(first) < 160 and (names := [name for name in split_list([first]) if is_full_name(name)]):
                return names if len(inline_words(block_of(element)).split()) <= _LINE_WORDS else []
    return []


def shown_names(
    page: Page, headline: HtmlElement | None, around: set[HtmlElement], is_author: Callable[[HtmlElement], bool]
) -> list[str]:
    """Return the names under elements of a kind: the first with a name after the headline, and those right beside
    it.
    """
    found: list[tuple[int, str]] = []
    start = None
    for position, element in enumerate(page.elements):
        if element is headline:
            start = position
        if element.tag not in _NAMED_TAGS or not is_author(element) or _is_elsewhere(element, around):
            continue
        if _asks_for_input(element):
            continue
        inner = next((child for child in element.iter() if child.get("itemprop") == "name"), None)
        text = _visible_text(inner if inner is not None else element)
        is_list_of_facts = any(part.isdigit() for part in text.split(" | ")) or text.count(" / ") > 3
        if text and len(text) < 160 and not is_list_of_facts and split_list([text]):
            found.append((position, text))
    if not found:
        return []
    first = found[0]
    if start is not None:
        after = [item for item in found if item[0] > start]
        before = [item for item in found if item[0] <= start and start - item[0] < 80]
        is_far = bool(after and before) and after[0][0] - start > 400
        first = before[-1] if is_far else (after or before[-1:] or found)[0]
    return [text for position, text in found if first[0] <= position <= first[0] + 25][:_MAX_AUTHORS]


def _asks_for_input(element: HtmlElement) -> bool:
    """Return whether an element is a label of a field to write in, or holds such a label and its field (`username`)."""
    if element.tag == "label":
        return element.get("for") is not None
    return element.find(".//label") is not None and element.find(".//input") is not None


def _visible_text(element: HtmlElement) -> str:
    """Return an element's words, ` | ` between those that only layout keeps apart, no labels for screen readers."""
    parts: list[str] = []

    def add(text: str | None) -> None:
        if text:
            if parts and parts[-1][-1:].isalnum() and text[:1].isalnum():
                parts.append(" | ")
            parts.append(text)

    def collect(node: HtmlElement) -> None:
        add(node.text)
        for child in node:
            if (
                isinstance(child.tag, str)
                and child.tag not in ("script", "style", "svg", "time", "button", "img", "noscript")
                and not _FOR_SCREEN_READERS.search(child.get("class") or "")
            ):
                if child.tag in ("br", "div", "p", "li", "h4", "h5", "ul"):
                    parts.append(" | ")
                collect(child)
            add(child.tail)

    collect(element)
    return re.sub(r" ?\|[ |]*+", " | ", " ".join("".join(parts).split())).strip(" |")


def _is_elsewhere(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Return whether an element stands in comments, a teaser or a box about somebody, unless the headline does, too."""
    if (
        "author" in (element.get("rel") or "").lower().split()
        and next(element.iterancestors("address"), None) is not None
    ):
        # HTML: `address` is whom to ask about the article, wherever it stands
        return False
    for depth, ancestor in enumerate((element, *element.iterancestors())):
        if ancestor in around or ancestor.tag in ("body", "main"):
            return False
        if (
            ancestor.tag in ("nav", "aside", "figure", "figcaption", "blockquote")
            or ancestor.get("itemprop") == "comment"
        ):
            return True
        if depth > 5 and ancestor.tag not in ("li", "ol", "ul"):
            continue
        words = split_name(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}")
        if (
            words & _NOT_AUTHOR
            and not (depth == 0 and not words & _NEVER_AUTHOR)
            and not (depth > 2 and words & _NOT_AUTHOR_NEARBY)
            and not words & {"h", "hcard"}
        ):
            return True
    return False
