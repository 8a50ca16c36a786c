"""Boxes in a post that ask its reader for something: an address, a subscription, a purchase. None of its text."""

import re

from lxml.html import HtmlElement

from capture_import.fields.element_names import names_of, pattern_of
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.hidden import drop

_NAMES = names_of("invitations")
_JOINED = re.compile(pattern_of("invitation_patterns"))
_WITH_BUTTON = re.compile(pattern_of("invitation_patterns_with_button"))
_BUTTON = names_of("buttons")
# A button to one of these is a source of the text.
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|xlsx?|ods|csv|pptx?|epub|zip)(?:[?#]|\Z)", re.I)
_LARGEST_SHARE = 0.4


def drop_invitations(body: HtmlElement) -> None:
    """Take such boxes out of a text. What holds much of the text is none, whatever its name."""
    boxes = [element for element in body.iter() if isinstance(element.tag, str) and element.get("class")]
    boxes = [element for element in boxes if _is_invitation(element)]
    if not boxes:
        return
    whole = len(body.text_content())
    for box in boxes:
        if box is not body and len(box.text_content()) <= _LARGEST_SHARE * whole:
            drop(box)


def _is_invitation(element: HtmlElement) -> bool:
    names = (element.get("class") or "").lower()
    if any(_DOCUMENT.search(link.get("href") or "") for link in element.iter("a")):
        return False
    if element.tag == "a":
        return not split_name(names).isdisjoint(_BUTTON)
    if any(not split_name(name).isdisjoint(_NAMES) or _JOINED.search(name) for name in names.split()):
        return True
    return bool(_WITH_BUTTON.search(names)) and any(
        not split_name(link.get("class") or "").isdisjoint(_BUTTON) for link in element.iter("a", "button")
    )
