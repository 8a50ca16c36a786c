"""What a page's title says beside the headline: parts of `Site - Headline` that no heading next to the text repeats."""

import re

from lxml.html import HtmlElement

from capture_import.forms.web_page.page import Page
from capture_import.forms.web_page.shown_headlines import share_of_words
from capture_import.forms.web_page.site_titles import SEPARATOR, clean_site_name

# So many characters in one paragraph are running text, and no slogan, menu or teaser.
_RUNNING_TEXT = 80
# So much of their words a heading and a part of the title share where one repeats the other.
_REPEATED = 0.8
# A single word that is shorter is the name of a section or of a kind of page, and no headline.
_LONG_WORD = 16
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?$")
_AROUND = frozenset(["nav", "aside", "footer"])


def find_headline_part(
    page: Page, title: str, shown: list[tuple[str, HtmlElement]], site_names: list[str]
) -> tuple[str, list[str]]:
    """Return the part of a title that is its headline, and the others; ("", []) where that can't be told.

    The headline is the part that a heading next to the text repeats. A heading that leads to the front page, or that
    has another such heading between itself and the text, is the site's logo or the name of a section. It can't be told
    where the page names its site elsewhere (then the site's name is known), or where a heading repeats the whole title.
    """
    parts = [part.strip() for part in SEPARATOR.split(title) if part and clean_site_name(part)]
    folded = [clean_site_name(part) for part in parts]
    known = [name for name in map(clean_site_name, site_names) if name]
    if len(parts) < 2 or any(_is_named(part, name) for part in folded for name in known):
        return "", []
    headings = [(text, element) for text, element in shown if not _leads_home(element)]
    if any(clean_site_name(text) == clean_site_name(title) for text, _ in headings):
        return "", []
    repeated = [
        (element, part)
        for part in dict.fromkeys(parts)
        if len(part.split()) > 1 or len(part) >= _LONG_WORD
        for element in [next((other for text, other in headings if share_of_words(text, part) >= _REPEATED), None)]
        if element is not None
    ]
    headline = _find_next_to_text(page, repeated)
    return headline, [part for part in parts if part != headline] if headline else []


def _find_next_to_text(page: Page, headings: list[tuple[HtmlElement, str]]) -> str:
    """Return the words of the heading that running text follows before any other heading; the longest of several."""
    if len(headings) < 2:
        return headings[0][1] if headings else ""
    order = page.order
    places = sorted((order[element], name) for element, name in headings)
    texts = [
        order[element]
        for element in page.tree.iter("p")
        if len("".join(element.itertext()).strip()) >= _RUNNING_TEXT and not _is_around(element)
    ]
    ends = [place for place, _ in places[1:]] + [len(order)]
    followed = [
        name for (place, name), end in zip(places, ends, strict=True) if any(place < text < end for text in texts)
    ]
    return max(followed, key=len, default="")


def _is_named(part: str, name: str) -> bool:
    return part == name or (len(name) > 3 and len(part) > 3 and (name in part or part in name))


def _is_around(element: HtmlElement) -> bool:
    return any(parent.tag in _AROUND for parent in element.iterancestors())


def _leads_home(element: HtmlElement) -> bool:
    links = [*element.iter("a"), *(parent for parent in element.iterancestors("a"))]
    return any(_HOME.match(link.get("href") or "#") for link in links)
