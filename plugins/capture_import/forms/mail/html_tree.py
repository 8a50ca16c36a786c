"""The tree of a mail's HTML without what no reader sees, and with boxes in place of the tables that lay it out."""

import re

from lxml.html import HtmlElement

_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|\Z)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|\Z)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\Z))",
    re.I,
)
# What a cell of facts does not hold.
_OF_LAYOUT = ("p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "table", "img", "blockquote")


def drop_hidden(body: HtmlElement) -> None:
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element.tag in ("style", "script", "title", "head"):
            if element is not body and element.getparent() is not None:
                drop(element)
        elif element is not body and (
            _HIDDEN.search(element.get("style") or "")
            or element.get("hidden") is not None
            or (element.get("aria-hidden") == "true" and element.tag != "img")
        ):
            drop(element)


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


def open_layout(body: HtmlElement) -> None:
    """Make boxes of the tables that lay a mail out: all but those with headings of columns, or with words alone."""
    for table in reversed(list(body.iter("table"))):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        has_headings = any(cell.tag == "th" for row in cells for cell in row)
        has_blocks = any(next(cell.iter(*_OF_LAYOUT), None) is not None for row in cells for cell in row)
        widest = max(map(len, cells), default=0)
        if has_headings or (not has_blocks and widest > 1 and len(rows) > 1 and table.get("role") != "presentation"):
            continue
        for part in list(table.iter("tbody", "thead", "tfoot", "tr", "td", "caption")):
            if next(part.iterancestors("table")) is table:
                part.tag = "div"
        table.tag = "div"
