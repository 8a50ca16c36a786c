"""The lines of a PDF's page in the order of reading: column by column, between lines that span the columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from capture_import.forms.text_documents.pdf_lines import PdfLine

# A gap between columns is at least so wide.
_GUTTER = 5.0
# So many places are looked at where lines begin.
_MOST_STARTS = 12
# Of the rows so many may span the columns: a headline, a picture's caption.
_MOST_SPANNING = 0.35
_FEWEST_LINES = 4
_SAME_ROW = 0.5
# What stands apart by more than this beside a running head, in sizes of letters, is another line.
_WIDE_SPACE = 3.0
# Running heads and page numbers stand so far from the text, in sizes of letters, in few rows.
_APART, _MOST_APART = 2.2, 2


def order_page(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Return a page's lines in the order of reading: what stands apart above and below its columns first and last."""
    rows = _list_rows(lines)
    first, last = 0, len(rows)
    while first < min(_MOST_APART, last - 1) and _is_apart(rows[first], rows[first + 1]):
        first += 1
    while last - 1 > max(first, len(rows) - 1 - _MOST_APART) and _is_apart(rows[last - 2], rows[last - 1]):
        last -= 1
    above, below = (
        _sort_rows([line for row in part for line in row], _WIDE_SPACE) for part in (rows[:first], rows[last:])
    )
    return above + order_lines([line for row in rows[first:last] for line in row]) + below


def _is_apart(row: Sequence[PdfLine], following: Sequence[PdfLine]) -> bool:
    return row[0].y0 - following[0].y0 > _APART * max(row[0].size, following[0].size)


def order_lines(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Return lines in the order of reading."""
    gutter = _find_gutter(lines)
    if gutter is None:
        return _sort_rows(lines)
    ordered: list[PdfLine] = []
    band: list[PdfLine] = []
    for line in sorted(lines, key=lambda line: -line.y0):
        if line.x0 < gutter < line.x1:
            ordered += _order_band(band, gutter)
            ordered.append(line)
            band = []
        else:
            band.append(line)
    return ordered + _order_band(band, gutter)


def _order_band(lines: Sequence[PdfLine], gutter: float) -> list[PdfLine]:
    left = [line for line in lines if line.x1 <= gutter]
    return order_lines(left) + order_lines([line for line in lines if line.x1 > gutter])


def _sort_rows(lines: Sequence[PdfLine], widest: float = inf) -> list[PdfLine]:
    """Return lines from above, those of one height from the left; what spaces part that are no wider is one line."""
    whole: list[PdfLine] = []
    for row in _list_rows(lines):
        whole.append(row[0])
        for line in row[1:]:
            before = whole[-1]
            if line.x0 - before.x1 < widest * max(before.size, line.size):
                whole[-1] = _join(before, line)
            else:
                whole.append(line)
    return whole


def _join(before: PdfLine, line: PdfLine) -> PdfLine:
    longer = before if len(before.text) >= len(line.text) else line
    return replace(
        longer,
        text=f"{before.text} {line.text}",
        x0=before.x0,
        x1=max(before.x1, line.x1),
        y0=min(before.y0, line.y0),
        y1=max(before.y1, line.y1),
    )


def _list_rows(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Return the rows of a page from above, the lines of each from the left."""
    rows: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda line: -line.y0):
        if rows and abs(rows[-1][0].y0 - line.y0) < _SAME_ROW * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _find_gutter(lines: Sequence[PdfLine]) -> float | None:
    """Return where a gap stands between columns; None for one column. A column's lines begin at one place."""
    if len(lines) < _FEWEST_LINES:
        return None
    rows = _list_rows(lines)
    starts = Counter(round(line.x0) for line in lines)
    best, fewest = None, _MOST_SPANNING * len(rows)
    for start, count in starts.most_common(_MOST_STARTS):
        place = start - _GUTTER / 2 - 1
        spanning = [line for line in lines if line.x0 < place + _GUTTER / 2 and line.x1 > place - _GUTTER / 2]
        if count > 1 and len(spanning) < fewest and _has_columns(lines, spanning, place):
            best, fewest = place, len(spanning)
    return best


def _has_columns(lines: Sequence[PdfLine], spanning: Sequence[PdfLine], place: float) -> bool:
    """Return whether on both sides of a place lines stand beside each other that are text, and no labels or numbers."""
    across = {id(line) for line in spanning}
    left = [line for line in lines if line.x1 <= place and id(line) not in across]
    right = [line for line in lines if line.x0 >= place and id(line) not in across]
    if len(left) < 2 or not right:
        return False
    # a single column whose lines happen to be short has nothing on one of the sides that is as wide
    width = max(line.x1 for line in left) - min(line.x0 for line in left)
    other = max(line.x1 for line in right) - min(line.x0 for line in right)
    top, bottom = max(line.y1 for line in right), min(line.y0 for line in right)
    beside = sum(line.y0 < top and line.y1 > bottom for line in left)
    return beside >= 1 and min(width, other) * 4 >= max(width, other)
