"""What a page's title says beside the headline: the parts of `Site - Headline` that no heading next to the text repeats."""

import re

from lxml.html import HtmlElement

from capture_import.extraction.page import Page
from capture_import.extraction.site_titles import SEPARATOR, clean_site_name

# So many characters in one paragraph are running text, and no slogan, menu or teaser.
_RUNNING_TEXT = 80
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?$")
_AROUND = frozenset(["nav", "aside", "footer"])


def list_other_parts(page: Page, title: str, shown: list[tuple[str, HtmlElement]]) -> list[str]:
    """Return the parts of a title that are not its headline, on whichever side of it; none where that can't be told.

    The headline is the part that a heading next to the text repeats. A heading that leads to the front page, or that has
    another such heading between itself and the text, is the site's logo or the name of a section. A heading that repeats the
    whole title says that all of it is the headline.
    """
    parts = [part.strip() for part in SEPARATOR.split(title) if part and clean_site_name(part)]
    folded = [clean_site_name(part) for part in parts]
    headings = {clean_site_name(text): element for text, element in reversed(shown) if not _leads_home(element)}
    if len(parts) < 2 or clean_site_name(title) in headings:
        return []
    repeated = [(headings[name], name) for name in dict.fromkeys(folded) if name in headings]
    headline = _find_next_to_text(page, repeated)
    return [part for part, name in zip(parts, folded, strict=True) if name != headline] if headline else []


def _find_next_to_text(page: Page, headings: list[tuple[HtmlElement, str]]) -> str:
    """The words of the heading after which, before any other of them, running text stands; the longest where several do."""
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


def _is_around(element: HtmlElement) -> bool:
    return any(parent.tag in _AROUND for parent in element.iterancestors())


def _leads_home(element: HtmlElement) -> bool:
    links = [*element.iter("a"), *(parent for parent in element.iterancestors("a"))]
    return any(_HOME.match(link.get("href") or "#") for link in links)
