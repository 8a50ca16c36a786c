"""Whether a box with a name of boilerplate is a part of the article: by its content, not by its name."""

from collections.abc import Mapping

from lxml.html import HtmlElement

from capture_import.fields.body.boilerplate_lines import is_box_of_offers
from capture_import.fields.body.sentences import count_letters
from capture_import.forms.web_page.boilerplate import BOX, DETAIL, NAVIGATION, NEVER_TEXT, RELATED, SHARE

# The kinds of boilerplate whose names do not settle it.
JUDGED = frozenset([BOX, RELATED, NAVIGATION, DETAIL, SHARE])
# Elements whose tag settles it.
_NOT_JUDGED = frozenset(["aside", "nav", "footer", "a", "h2", "h3", "h4", "h5", "h6"])
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
# A form, rather than the switches of an accordion.
_SWITCHES = frozenset(["hidden", "checkbox", "radio", "button"])

# In letters of sentences. A name such as `card` says nothing of what is in it; one such as `related` does.
_LEAST, _LEAST_AGAINST_NAME = 60, 600
_SENTENCE = 35
_PARAGRAPHS_AGAINST_NAME, _MEAN_AGAINST_NAME = 3, 200
_MOST_LINKED, _MOST_LINKED_AGAINST_NAME = 0.35, 0.15
_LONGEST_OFFER = 2000


def is_prose(
    box: HtmlElement,
    kind: str,
    total: Mapping[HtmlElement, float],
    own: Mapping[HtmlElement, float],
    *,
    is_inside: bool,
) -> bool:
    """Return whether a box of some kind of boilerplate holds sentences of its own, rather than links to other texts, an
    offer or a form.

    `total` and `own` are the letters of sentences in each element, and in it alone; `is_inside` says that it stands in
    a box that does hold sentences: there a part without any belongs to them, such as a heading.
    """
    if kind not in JUDGED or box.tag in _NOT_JUDGED:
        return False
    weight = total.get(box, 0.0)
    is_against_name = kind != BOX
    if weight < (_LEAST_AGAINST_NAME if is_against_name else 0 if is_inside else _LEAST):
        return False
    letters = linked = paragraphs = pointers = 0
    in_link: set[HtmlElement] = set()
    for element in box.iter():
        tail = count_letters((element.tail or "").strip()) if element is not box else 0
        letters += tail
        parent = element.getparent()
        if parent in in_link:
            linked += tail
        if not isinstance(element.tag, str) or element.tag in NEVER_TEXT:
            if element.tag in ("input", "select", "textarea") and element.get("type") not in _SWITCHES:
                return False
            continue
        if parent in in_link and element is not box:
            in_link.add(element)
        elif element.tag == "a" and (href := element.get("href")) and not href.startswith("#"):
            in_link.add(element)
            pointers += _is_pointer(element, parent)
        length = count_letters((element.text or "").strip())
        letters += length
        if element in in_link:
            linked += length
        paragraphs += own.get(element, 0.0) >= _SENTENCE
    if 3 * pointers > paragraphs or (weight < _LONGEST_OFFER and is_box_of_offers(" ".join(box.itertext()))):
        return False
    if is_against_name:
        return (
            paragraphs >= _PARAGRAPHS_AGAINST_NAME
            and weight >= _MEAN_AGAINST_NAME * paragraphs
            and linked <= _MOST_LINKED_AGAINST_NAME * letters
        )
    if paragraphs == 1 and not is_inside and _is_picture(box):
        return False
    return (is_inside or paragraphs > 0) and linked <= _MOST_LINKED * letters


def _is_picture(box: HtmlElement) -> bool:
    """Return whether a box holds a picture without a heading: its one paragraph is a caption."""
    return next(box.iter("img", "picture", "amp-img"), None) is not None and next(box.iter(*_HEADINGS), None) is None


def _is_pointer(link: HtmlElement, parent: HtmlElement | None) -> bool:
    """Return whether a link is a heading or holds blocks: it opens another text."""
    return (parent is not None and parent.tag in _HEADINGS) or next(link.iter("p", "div", *_HEADINGS), None) is not None
