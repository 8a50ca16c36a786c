"""Tables of a page: those of facts told from those that lay out the page."""

from lxml.html import HtmlElement

_FEW_ROWS = 2
_FEW_CELLS = 2
_LONG_CELL = 200


def list_cells(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of each row of a table, those of tables inside it left out."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]


def is_layout(cells: list[list[HtmlElement]]) -> bool:
    """Return whether a table lays out a page: it has one column, or a long cell with blocks in it and is no grid."""
    return max(map(len, cells), default=0) < 2 or (
        not _is_grid(cells)
        and any(
            next(cell.iter("p", "ul", "ol", "h1", "h2", "h3", "div", "table", "blockquote"), None) is not None
            for row in cells
            for cell in row
            if len(cell.text_content()) > _LONG_CELL
        )
    )


def _is_grid(cells: list[list[HtmlElement]]) -> bool:
    """Return whether a table is one of facts, however long its texts are: three rows or more, all of the same three
    cells or more, with at most one paragraph in each.
    """
    return (
        len(cells) > _FEW_ROWS
        and len(cells[0]) > _FEW_CELLS
        and len({len(row) for row in cells}) == 1
        and not any(
            next(cell.iter("ul", "ol", "h1", "h2", "h3", "table", "blockquote"), None) is not None
            or sum(1 for _ in cell.iter("p", "div")) > 1
            for row in cells
            for cell in row
        )
    )
