"""Which share of the text that a page shows was kept: with a small one a second extractor reads the page."""

from lxml.html import HtmlElement

from capture_import.forms.web_page.boilerplate import BIOGRAPHY, COMMENT, HIDDEN, PERSON, SITE, boilerplate_kind
from capture_import.forms.web_page.regions import Weights

# On pages whose right text is known, readings that kept less are mostly wrong, and those that kept more mostly right.
_LEAST_OF_ELEMENT = 0.5
_LEAST_OF_PAGE = 0.4
_ENOUGH_TO_DOUBT = 600
# Kinds of boilerplate that are rightly left out, however long they are.
_SURE = frozenset([COMMENT, HIDDEN, BIOGRAPHY, PERSON, SITE])
_SURE_TAGS = frozenset(["aside", "nav", "footer"])


def count_shown(element: HtmlElement, boilerplate: set[HtmlElement], weights: Weights) -> tuple[int, int]:
    """Return the letters of sentences that the article's own element shows, and those of the page.

    The own element is the `<article>` or `<main>` around the text, else the element of the text. `weights` are of all
    that is on the page; what is surely none of the article does not count.
    """
    own = next((outer for outer in (element, *element.iterancestors()) if outer.tag in ("article", "main")), element)
    shown = shown_in_own = 0.0
    root = element
    for root in element.iterancestors():
        if root.tag == "body":
            break
    for box in boilerplate:
        weight = weights.of(box)
        if weight and (box.tag in _SURE_TAGS or boilerplate_kind(box) in _SURE):
            shown -= weight
            if any(outer is own for outer in box.iterancestors()):
                shown_in_own -= weight
    return int(shown_in_own + weights.of(own)), int(shown + weights.of(root))


def is_doubtful(kept: int, shown: int) -> bool:
    """Return whether so little of what the article's own element shows was kept that the text is to be doubted."""
    return shown > _ENOUGH_TO_DOUBT and kept < _LEAST_OF_ELEMENT * shown


def is_little_of_page(kept: int, shown: int) -> bool:
    """Return whether so little of what the page shows was kept that something else should read it, too."""
    return shown > _ENOUGH_TO_DOUBT and kept < _LEAST_OF_PAGE * shown
