"""The lines of a PDF to paragraphs: without what stands round each page, joined over lines, columns and pages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import NamedTuple

from capture_import.fields.body.sentences import ends_sentence
from capture_import.fields.dates import read_line
from capture_import.forms.text_documents.paragraphs import Paragraph

_URL = re.compile(r"https?://\S+")
_EDGE = 0.1
_NUMBER = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(r"\W{0,4}(?:\d{1,4}|[ivxlc]{1,6})\W{0,4}\Z")
_MOST_WORDS_OF_COUNT = 6
_LEAST_SHARE = 0.3
# Beyond the usual distance, in sizes of letters.
_LARGE_GAP = 0.48
_GAP_OF_HEADINGS = 1.2
_INDENT = 0.8
_OTHER_SIZE = 0.12
_ALMOST_FULL = 0.8
_SAME_ROW = 0.5
_SHORT = 0.6
_MOST_LINES = 0.9
_ONE_EDGE = 8
_HYPHEN = re.compile(r"[^\W\d_]-\Z")


@dataclass(slots=True)
class PdfLine:
    """One line of a page: its words, its box from the lower left, the size of its letters, the number of its block."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    is_bold: bool
    block: int


@dataclass(slots=True)
class Sheet:
    """One page: its number, its lower and upper edge, its lines in the order of reading."""

    number: int
    bottom: float
    top: float
    lines: list[PdfLine] = field(default_factory=list)

    def list_edges(self) -> list[PdfLine]:
        """Return the lines that stand at the page's upper or lower edge."""
        margin = (self.top - self.bottom) * _EDGE
        return [line for line in self.lines if line.y0 > self.top - margin or line.y1 < self.bottom + margin]


class Frames(NamedTuple):
    """What stood round the pages: the URL that a browser printed, the day in their running heads."""

    url: str
    issued: str


def drop_frames(sheets: Sequence[Sheet]) -> Frames:
    """Take running heads, page numbers and what a browser prints round pages off; return what they said."""
    counts: Counter[str] = Counter()
    for sheet in sheets:
        counts.update({_fold(line.text) for line in sheet.list_edges()})
    url = issued = ""
    for sheet in sheets:
        edges = sheet.list_edges()
        framed = [line for line in edges if _is_count(line.text, sheet.number, len(sheets))]
        beside = {round(line.y0) for line in framed}
        dropped: set[int] = set()
        for line in edges:
            is_repeated = counts[_fold(line.text)] >= max(2, _LEAST_SHARE * len(sheets))
            is_number = bool(_NUMBER_ALONE.match(line.text))
            has_url = round(line.y0) in beside and bool(_URL.match(line.text))
            is_framed = any(line is other for other in framed)
            if is_framed or is_repeated or is_number or has_url:
                if found := _URL.search(line.text):
                    url = url or (found[0] if is_framed or has_url else "")
                if is_repeated and not issued and (day := read_line(line.text).published):
                    issued = day.source
                dropped.add(id(line))
        sheet.lines = [line for line in sheet.lines if id(line) not in dropped]
        if url:
            _drop_browser_head(sheet)
    # a browser's day is that of printing
    return Frames(url, "" if url else issued)


def _drop_browser_head(sheet: Sheet) -> None:
    """Take the time and the title off that a browser prints above a page: the line of the upper edge that begins with
    numbers, and what stands beside it.
    """
    head = [line for line in sheet.list_edges() if line.y0 > sheet.top - (sheet.top - sheet.bottom) * _EDGE / 2]
    timed = [line for line in head if re.match(r"\d{1,4}[./-]", line.text)]
    dropped = {id(line) for line in head if any(abs(line.y0 - other.y0) < 2 for other in timed)}
    sheet.lines = [line for line in sheet.lines if id(line) not in dropped]


def _fold(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split()).casefold())


def _is_count(text: str, number: int, total: int) -> bool:
    """Return whether a line says which of how many pages this is, in whatever words, and maybe its URL."""
    without = _URL.sub(" ", text)
    numbers = [int(found) for found in _NUMBER.findall(without) if len(found) < 6]
    return numbers == [number, total] and len(without.split()) <= _MOST_WORDS_OF_COUNT


def lines_to_paragraphs(lines: Sequence[PdfLine], figures: Mapping[int, Sequence[str]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of lines in the order of reading.

    `figures` are those that stand before a line, by its `id`, and under 0 those behind all: a figure inside a paragraph
    comes behind it.
    """
    columns = _find_columns(lines)
    gap = _find_usual_gap(lines)
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    parts: list[PdfLine] = []
    waiting: list[str] = []
    for line in lines:
        if parts and _begins(
            parts, line, columns[_column_of(parts[-1])] if line.size < usual * (1 + _OTHER_SIZE) else 0, gap
        ):
            yield _join(parts)
            yield from (Paragraph(html, "", tag="") for html in waiting)
            parts, waiting = [], []
        waiting += figures.get(id(line), ())
        if not parts:
            yield from (Paragraph(html, "", tag="") for html in waiting)
            waiting = []
        parts.append(line)
    if parts:
        yield _join(parts)
    yield from (Paragraph(html, "", tag="") for html in (*waiting, *figures.get(0, ())))


def _find_columns(lines: Sequence[PdfLine]) -> dict[tuple[int, float], float]:
    """Return how wide lines can be, by their left edge and their size: as wide as most of the widest there."""
    widths: dict[tuple[int, float], list[float]] = {}
    for line in lines:
        widths.setdefault(_column_of(line), []).append(line.x1 - line.x0)
    return {edge: sorted(found)[int(_MOST_LINES * len(found))] for edge, found in widths.items()}


def _column_of(line: PdfLine) -> tuple[int, float]:
    return round(line.x0 / _ONE_EDGE), line.size


def _find_usual_gap(lines: Sequence[PdfLine]) -> float:
    """Return how far the lines of the text stand apart."""
    gaps = Counter(
        round(before.y0 - line.y0, 1)
        for before, line in pairwise(lines)
        if abs(before.size - line.size) < 1 and 0 < before.y0 - line.y0 < 3 * line.size
    )
    return min((gap for gap, count in gaps.items() if count >= max(gaps.values()) / 2), default=0.0)


def _begins(parts: Sequence[PdfLine], line: PdfLine, column: float, gap: float) -> bool:
    """Return whether a line begins a new paragraph. `column` is the width of the text's lines; 0 for headings, whose
    lines are broken anywhere.
    """
    before = parts[-1]
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return True
    if line.x0 > before.x1 and abs(before.y0 - line.y0) < _SAME_ROW * line.size:
        return True
    is_below = 0 < before.y0 - line.y0 < 3 * max(line.size, 1)
    if is_below:
        if before.is_bold != line.is_bold and (before.is_bold or ends_sentence(before.text)):
            return True
        usual = gap if column else line.size * _GAP_OF_HEADINGS
        if before.y0 - line.y0 > (usual or before.y0 - line.y0) + _LARGE_GAP * line.size:
            return True
        if line.x0 - before.x0 > _INDENT * line.size and len(parts) > 1 and ends_sentence(before.text):
            return True
        # words run on to the end of a line; one that is much shorter ends a paragraph
        width = before.x1 - before.x0
        return width < _SHORT * column or (width < _ALMOST_FULL * column and ends_sentence(before.text))
    # in the next column or on the next page
    if _HYPHEN.search(before.text) or line.text[:1].islower():
        return False
    return ends_sentence(before.text) or before.x1 - before.x0 < _ALMOST_FULL * column


def _join(lines: Sequence[PdfLine]) -> Paragraph:
    html: list[str] = []
    for at, line in enumerate(lines):
        text = escape(line.text, quote=False)
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if not following:
            html.append(text)
        elif line.text.endswith("\xad"):
            html.append(text.removesuffix("\xad"))
        elif _HYPHEN.search(line.text) and following[:1].islower():
            html.append(f"{text}<br>")  # which words are whole, the repair of broken words knows
        else:
            html.append(f"{text} ")
    size = Counter({line.size: 0 for line in lines})
    for line in lines:
        size[line.size] += len(line.text)
    return Paragraph(
        "".join(html),
        " ".join(line.text for line in lines),
        size=max(size, key=lambda each: size[each]),
        is_bold=all(line.is_bold for line in lines),
    )
