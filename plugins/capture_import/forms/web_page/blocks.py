"""An element of a page as blocks: paragraphs, headings, lists, quotations, tables.

What to leave out is told by the caller.
"""

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import Words, plain_text
from capture_import.forms.web_page.boilerplate import NEVER_TEXT
from newsrecord.whole_numbers import text_to_number

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figure figcaption footer form h1 h2
    h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr
    ul picture img amp-img
    """.split()
)

# HTML, "Rules for parsing integers": what follows the digits is ignored. Markdown has no sign before a list's number.
_WHOLE_NUMBER = re.compile(r"[\t\n\f\r ]*+\+?([0-9]++)")
_MOST_START_DIGITS = 9  # CommonMark, "List items"
_FEW_ROWS = 2
_FEW_CELLS = 2
# Beside a heading, they link to it.
_PERMALINK_SIGNS = frozenset("¶#§🔗⚓∞")
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SIGNS = re.compile(r"\s*([0-9+\-−=()]{1,12})\s*\Z")


class BlockReader:
    """Reads elements into blocks.

    `is_left_out(element)` tells what to skip, `resolve(href)` gives a safe address or nothing.
    """

    def __init__(self, is_left_out: Callable[[HtmlElement], bool], resolve: Callable[[str], str]) -> None:
        self.is_left_out = is_left_out
        self.resolve = resolve
        self._holders: set[HtmlElement] = set()
        self._href = ""

    def read(self, element: HtmlElement) -> list[Block]:
        """Return an element's blocks in the order of the page."""
        self._holders = _find_block_holders(element)
        return list(self._read_children(element))

    def _is_block(self, element: HtmlElement) -> bool:
        return element.tag in BLOCK_TAGS or element in self._holders

    def _list_parts(self, element: HtmlElement) -> Iterator[tuple[HtmlElement, list[Words] | None]]:
        """Yield what an element holds, in order: runs of words with the element that they stand in, and blocks without
        words.
        """
        href = self._href
        if element.text:
            yield element, [Words(element.text, href)]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in NEVER_TEXT and not self.is_left_out(child):
                yield child, None if self._is_block(child) else self._read_words(child, href)
            if child.tail:
                yield element, [Words(child.tail, href)]

    def _read_children(self, element: HtmlElement) -> Iterator[Block]:
        """Read what an element holds; words between its blocks are paragraphs of their own."""
        words: list[Words] = []
        # where the words begin, as far as they stand in an element of their own
        source = element
        href = self._href
        for part, run in self._list_parts(element):
            if run is not None:
                if not any(word.text.strip() for word in words):
                    source = part
                words.extend(run)
                continue
            yield from _split_paragraphs(words, source)
            words, source = [], element
            if part.tag == "a" and (target := part.get("href")):
                # a link around blocks is a link in each of them
                self._href = self.resolve(target) or href
            yield from self._read_block(part)
            self._href = href
        yield from _split_paragraphs(words, source)

    def _read_block(self, element: HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if (
            tag in ("h1", "h2", "h3", "h4", "h5", "h6")
            and next(element.iter("p", "ul", "ol", "blockquote"), None) is not None
        ):
            # a heading that was never closed holds the text below it
            yield from self._read_children(element)
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            words = [
                run
                for run in self._read_line(element)
                if run.text.strip() not in _PERMALINK_SIGNS or not run.text.strip()
            ]
            if plain_text(words):
                yield Block("heading", words, level=int(tag[1]), element=element)
        elif tag in ("ul", "ol", "menu"):
            yield from self._read_list(element)
        elif tag == "blockquote":
            yield from self._read_quote(element)
        elif tag == "table":
            yield from self._read_table(element)
        elif tag == "pre":
            text = "".join(element.itertext())
            if text.strip():
                yield Block("code", [Words(text)], element=element)
        elif tag in ("figure", "figcaption", "picture", "img", "amp-img"):
            # a figure's words are a caption, but for a quotation or a table that stands in one
            for inner in element.iter("blockquote", "table"):
                yield from self._read_block(inner)
                break
        elif tag != "hr":
            yield from self._read_children(element)

    def _read_list(self, element: HtmlElement) -> Iterator[Block]:
        items: list[list[Block]] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in NEVER_TEXT or self.is_left_out(child):
                continue
            if child.tag == "li":
                blocks = list(self._read_children(child))
            elif self._is_block(child):
                blocks = list(self._read_block(child))
            else:
                blocks = list(_split_paragraphs(self._read_words(child), child))
            if blocks:
                items.append(blocks)
        if items:
            level = 1 if element.tag == "ol" else 0
            yield Block("list", level=level, start=_find_start(element), children=items, element=element)

    def _read_quote(self, element: HtmlElement) -> Iterator[Block]:
        attribution: list[Words] = []
        sources = [inner for inner in element.iter("footer", "cite", "figcaption") if inner.getparent() is not None]
        source = next((inner for inner in reversed(sources) if _is_last(inner, element)), None)
        parent = element.getparent()
        if source is None and parent is not None and parent.tag == "figure":
            source = next(parent.iter("figcaption"), None)
            if source is not None and not self.is_left_out(source):
                attribution = self._read_line(source)
        elif source is not None:
            attribution = self._read_line(source)
            keep = self.is_left_out
            self.is_left_out = lambda inner: inner is source or keep(inner)
            try:
                blocks = list(self._read_children(element))
            finally:
                self.is_left_out = keep
            if blocks:
                yield Block("quote", children=[blocks], attribution=attribution, element=element)
            return
        blocks = list(self._read_children(element))
        if blocks:
            yield Block("quote", children=[blocks], attribution=attribution, element=element)

    def _read_table(self, element: HtmlElement) -> Iterator[Block]:
        """Yield a table of facts as a table; of one that lays out the page, the blocks in its cells."""
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        is_layout = max(map(len, cells), default=0) < 2 or (
            not _is_grid(cells)
            and any(
                next(cell.iter("p", "ul", "ol", "h1", "h2", "h3", "div", "table", "blockquote"), None) is not None
                for row in cells
                for cell in row
                if _is_long(cell)
            )
        )
        if is_layout:
            for row in cells:
                for cell in row:
                    if not self.is_left_out(cell):
                        yield from self._read_children(cell)
            return
        caption = next(element.iterchildren("caption"), None)
        if caption is not None and not self.is_left_out(caption):
            yield from _split_paragraphs(self._read_line(caption), caption)
        read = [[self._read_line(cell) for cell in row] for row in cells]
        read = [row for row in read if any(plain_text(cell) for cell in row)]
        if read:
            yield Block("table", rows=read, element=element)

    def _read_line(self, element: HtmlElement) -> list[Words]:
        """Read all words of an element as one line, those of the blocks in it too."""
        words: list[Words] = []
        for part, run in self._list_parts(element):
            words.extend(run if run is not None else (Words(" "), *self._read_line(part), Words(" ")))
        return [Words(" ") if run.text == "\n" else run for run in words]

    def _read_words(self, element: HtmlElement, href: str = "") -> list[Words]:
        if element.tag == "br":
            return [Words("\n")]
        if element.tag in ("sup", "sub") and (text := _raise_or_lower(element)):
            return [Words(text, href or next((self.resolve(a.get("href") or "") for a in element.iter("a")), ""))]
        if element.tag == "a" and not href and (target := element.get("href")):
            href = self.resolve(target)
        words: list[Words] = []
        if element.text:
            words.append(Words(element.text, href))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in NEVER_TEXT and not self.is_left_out(child):
                words.extend(self._read_words(child, href))
            if child.tail:
                words.append(Words(child.tail, href))
        # white space at a link's ends belongs outside of it, for the line's sake only
        return words


def _find_block_holders(root: HtmlElement) -> set[HtmlElement]:
    """Return the inline elements that hold blocks (`<a><div>`, `<span><p>`): they are read as blocks."""
    holders: set[HtmlElement] = set()
    for block in root.iter(*(BLOCK_TAGS - {"img", "picture", "amp-img"})):
        for ancestor in block.iterancestors():
            if ancestor is root or ancestor in holders:
                break
            if ancestor.tag not in BLOCK_TAGS:
                holders.add(ancestor)
    return holders


def _raise_or_lower(element: HtmlElement) -> str:
    """Return a number's raised or lowered signs; of a mark that links to a note, `[1]`; nothing for what has others."""
    match = _SIGNS.match("".join(element.itertext()))
    if not match:
        return ""
    parent = element.getparent()
    if element.tag == "sup" and (
        next(element.iter("a"), None) is not None or (parent is not None and parent.tag == "a")
    ):
        return f"[{match[1]}]"
    return match[1].translate(_RAISED if element.tag == "sup" else _LOWERED)


def _split_paragraphs(words: list[Words], element: HtmlElement) -> Iterator[Block]:
    """Two line ends in a row divide paragraphs; one is a line's end."""
    part: list[Words] = []
    pending = 0
    for run in words:
        if run.text == "\n" and not run.href:
            pending += 1
            continue
        if not run.text.strip() and pending:
            continue
        if pending and part:
            if pending > 1:
                if plain_text(part):
                    yield Block("paragraph", part, element=element)
                part = []
            else:
                part.append(Words("\n"))
        pending = 0
        part.append(run if run.text != "\n" else Words(" ", run.href))
    if plain_text(part):
        yield Block("paragraph", part, element=element)


def _is_last(inner: HtmlElement, element: HtmlElement) -> bool:
    """Return whether nothing but white space follows an element inside another."""
    while inner is not element:
        if (inner.tail or "").strip() or any(
            (sibling.text_content() or "").strip() for sibling in inner.itersiblings() if isinstance(sibling.tag, str)
        ):
            return False
        parent = inner.getparent()
        if parent is None:
            return False
        inner = parent
    return True


def _find_start(element: HtmlElement) -> int:
    """Return the number that a list's first item has: HTML, "The ol element"; 1 where Markdown can't write it."""
    match = _WHOLE_NUMBER.match(element.get("start", ""))
    start = text_to_number(match[1], _MOST_START_DIGITS) if match and element.get("reversed") is None else None
    return 1 if start is None else start


def _is_grid(cells: list[list[HtmlElement]]) -> bool:
    """Return whether rows are of one length, of three cells or more, with one paragraph in a cell at most: a table,
    however long its texts are.
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


def _is_long(cell: HtmlElement) -> bool:
    return len(cell.text_content()) > 200
