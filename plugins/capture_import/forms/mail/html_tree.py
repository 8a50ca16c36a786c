"""The tree of a mail's HTML with boxes in place of the tables that lay it out."""

from lxml.html import HtmlElement

# What a cell of facts does not hold.
_OF_LAYOUT = ("p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "table", "img", "blockquote")


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
