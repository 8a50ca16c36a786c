"""Boxes in which a page asks for consent, or for a click, before it loads a player: the player's URL is in an
attribute of the box, whose words are none of the article.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from capture_import.fields.body.embeds import find_provider

LAZY = re.compile(r"data-(?:[a-z-]{1,20}-)?src(?:-[a-z]{1,20})?\Z")
"""Attributes that hold the URL of a frame until a reader scrolls near it or agrees."""

# libxml2 finds the few boxes in a tenth of the time in which Python looks at all elements
_FIND = etree.XPath(".//*[@*[starts-with(name(), 'data-') and contains(name(), 'src')]]")
_BOXES = frozenset(["div", "section", "figure", "span", "a", "button", "p"])
_MOST_WORDS = 120


def open_players(tree: HtmlElement) -> None:
    """Make frames of the boxes that stand for players."""
    boxes: Iterable[HtmlElement] = _FIND(tree)
    found = [(box, url) for box in boxes if box.tag in _BOXES for url in _find_player(box)]
    for box, url in found:
        for child in list(box):
            box.remove(child)
        box.text = None
        box.tag = "iframe"
        box.set("src", url)


def _find_player(box: HtmlElement) -> Iterator[str]:
    """Yield the URL of the player for which a box stands, if it does."""
    for name, value in box.attrib.items():
        url = f"https:{value}" if value.startswith("//") else value
        if LAZY.match(name) and url.startswith("http") and find_provider(url):
            if len(box.text_content().split()) <= _MOST_WORDS and next(box.iter("iframe"), None) is None:
                yield url
            return
