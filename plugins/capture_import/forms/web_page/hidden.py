"""What of a text in HTML no reader sees: elements that their attributes hide. For texts without a page's styles."""

import re

from lxml.html import HtmlElement

from capture_import.forms.web_page.boilerplate import is_opened_name

_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|\Z)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|\Z)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\Z))",
    re.I,
)


def drop_hidden(body: HtmlElement) -> None:
    """Take what is hidden out of a text, and what is never shown, such as styles.

    Boxes that a reader opens stay. So does a picture without words that becomes visible when it is loaded.
    """
    for element in list(body.iter()):
        if element is body or element.getparent() is None:
            continue
        if (
            not isinstance(element.tag, str)
            or element.tag in ("style", "script", "title", "head")
            or _is_hidden(element)
        ):
            drop(element)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return not is_opened_name(element.get("class") or "")
    is_picture = element.tag in ("img", "picture")
    if element.get("aria-hidden") == "true" and not is_picture:
        return True
    style = element.get("style") or ""
    match = _NOT_SHOWN.search(style) if style else None
    if match is None or is_opened_name(element.get("class") or ""):
        return False
    is_faded = "opacity" in match[0].lower()
    return not (is_faded and not any(map(str.isalnum, element.text_content())))


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree; what stands behind it stays."""
    tail, parent, before = element.tail, element.getparent(), element.getprevious()
    if parent is None:
        return
    element.tail = None
    parent.remove(element)
    if tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
