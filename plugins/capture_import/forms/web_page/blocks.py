"""An element of a page as blocks: paragraphs, headings, lists, quotations, tables.

What to leave out is told by the caller.
"""

import re
from collections.abc import Callable, Iterable, Iterator

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
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FEW_ROWS = 2
_FEW_CELLS = 2
# What a figure can hold beside a picture, and what makes it one of a picture.
_TEXTS_OF_FIGURES = ("blockquote", "table", "pre")
_PICTURES = (
    *("img", "picture", "amp-img", "svg", "canvas", "video", "amp-video", "audio", "iframe", "amp-iframe", "object"),
    *("embed", "noscript"),
)
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
        self._are_captions_text = False

    def read(self, element: HtmlElement) -> list[Block]:
        """Return an element's blocks in the order of the page."""
        self._holders = _find_block_holders(element)
        return self._read_children(element)

    def _is_block(self, element: HtmlElement) -> bool:
        return element.tag in BLOCK_TAGS or element in self._holders

    def _is_read(self, element: HtmlElement) -> bool:
        tag = element.tag
        return (
            isinstance(tag, str)
            and tag not in NEVER_TEXT
            # a name such as `caption` says what an element is, not that it is none of the text
            and (not self.is_left_out(element) or (tag == "figcaption" and self._are_captions_text))
        )

    def _read_children(self, element: HtmlElement) -> list[Block]:
        """Read what an element holds; words between its blocks are paragraphs of their own."""
        blocks: list[Block] = []
        href = self._href
        words = _read_text(element.text, href)
        # where the words begin, as far as they stand in an element of their own
        source, is_blank = element, not any(word.text.strip() for word in words)
        for child in element:
            if not self._is_read(child):
                pass
            elif self._is_block(child):
                if not is_blank:
                    blocks += _split_paragraphs(words, source)
                words, source, is_blank = [], element, True
                if child.tag == "a" and (target := child.get("href")):
                    # a link around blocks is a link in each of them
                    self._href = self.resolve(target) or href
                blocks += self._read_block(child)
                self._href = href
            elif run := self._read_words(child, href):
                if is_blank:
                    source, is_blank = child, not any(word.text.strip() for word in run)
                words += run
            if tail := child.tail:
                if is_blank:
                    source, is_blank = element, tail.isspace()
                words += _read_text(tail, href)
        if not is_blank:
            blocks += _split_paragraphs(words, source)
        return blocks

    def _read_block(self, element: HtmlElement) -> list[Block]:
        tag = element.tag
        if tag in _HEADINGS and next(element.iter("p", "ul", "ol", "blockquote"), None) is None:
            words = [run for run in self._read_line(element) if run.text.strip() not in _PERMALINK_SIGNS]
            return [Block("heading", words, level=int(tag[1]), element=element)] if plain_text(words) else []
        if tag in ("ul", "ol", "menu"):
            return self._read_list(element)
        if tag == "blockquote":
            return self._read_quote(element)
        if tag == "table":
            return self._read_table(element)
        if tag == "pre":
            text = "".join(element.itertext())
            return [Block("code", [Words(text)], element=element)] if text.strip() else []
        if tag == "figure":
            return self._read_figure(element)
        if tag == "figcaption" and self._are_captions_text:
            return _split_paragraphs(self._read_line(element), element)
        if tag in ("hr", "figcaption", "picture", "img", "amp-img"):
            return []
        # a heading that was never closed holds the text below it, too
        return self._read_children(element)

    def _read_figure(self, element: HtmlElement) -> list[Block]:
        """Return the blocks of a figure.

        A picture's words are its caption, which is none of the text, but for quotations and tables that stand beside
        it. Of a figure of text or code the caption is text, too, unless it says whose a quotation is.
        """
        texts = list(_list_outermost(element, _TEXTS_OF_FIGURES))
        in_texts = {inner for text in texts for inner in text.iter(*_PICTURES)}
        if not texts or any(picture not in in_texts for picture in element.iter(*_PICTURES)):
            return [block for text in texts if text.tag != "pre" for block in self._read_block(text)]
        before = self._are_captions_text
        self._are_captions_text = all(text.tag != "blockquote" for text in texts)
        blocks = self._read_children(element)
        self._are_captions_text = before
        return blocks

    def _read_list(self, element: HtmlElement) -> list[Block]:
        items: list[list[Block]] = []
        for child in element:
            if not self._is_read(child):
                continue
            if child.tag == "li":
                blocks = self._read_children(child)
            elif self._is_block(child):
                blocks = self._read_block(child)
            else:
                blocks = _split_paragraphs(self._read_words(child), child)
            # an item without words counts where items are numbered
            if blocks or (element.tag == "ol" and child.tag == "li"):
                items.append(blocks)
        if not any(items):
            return []
        level = 1 if element.tag == "ol" else 0
        return [Block("list", level=level, start=_find_start(element), children=items, element=element)]

    def _read_quote(self, element: HtmlElement) -> list[Block]:
        attribution: list[Words] = []
        sources = [inner for inner in element.iter("footer", "cite", "figcaption") if inner.getparent() is not None]
        source = next((inner for inner in reversed(sources) if _is_last(inner, element)), None)
        parent = element.getparent()
        keep = self.is_left_out
        if source is not None:
            attribution = self._read_line(source)
            self.is_left_out = lambda inner: inner is source or keep(inner)
        elif parent is not None and parent.tag == "figure":
            caption = next(parent.iter("figcaption"), None)
            if caption is not None and not self.is_left_out(caption):
                attribution = self._read_line(caption)
        try:
            blocks = self._read_children(element)
        finally:
            self.is_left_out = keep
        return [Block("quote", children=[blocks], attribution=attribution, element=element)] if blocks else []

    def _read_table(self, element: HtmlElement) -> list[Block]:
        """Return a table of facts as a table; of one that lays out the page, the blocks in its cells."""
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
            shown = (cell for row in cells for cell in row if not self.is_left_out(cell))
            return [block for cell in shown for block in self._read_children(cell)]
        caption = next(element.iterchildren("caption"), None)
        blocks: list[Block] = []
        if caption is not None and not self.is_left_out(caption):
            blocks += _split_paragraphs(self._read_line(caption), caption)
        read = [[self._read_line(cell) for cell in row] for row in cells]
        if read := [row for row in read if any(plain_text(cell) for cell in row)]:
            blocks.append(Block("table", rows=read, element=element))
        return blocks

    def _read_line(self, element: HtmlElement) -> list[Words]:
        """Read all words of an element as one line, those of the blocks in it too."""
        href = self._href
        words = _read_text(element.text, href)
        for child in element:
            if not self._is_read(child):
                pass
            elif self._is_block(child):
                words += (Words(" "), *self._read_line(child), Words(" "))
            else:
                words += self._read_words(child, href)
            words += _read_text(child.tail, href)
        return [Words(" ") if run.text == "\n" else run for run in words]

    def _read_words(self, element: HtmlElement, href: str = "") -> list[Words]:
        if element.tag == "br":
            return [Words("\n")]
        if element.tag in ("sup", "sub") and (text := _raise_or_lower(element)):
            return [Words(text, href or next((self.resolve(a.get("href") or "") for a in element.iter("a")), ""))]
        if element.tag == "a" and not href and (target := element.get("href")):
            href = self.resolve(target)
        words = _read_text(element.text, href)
        for child in element:
            if self._is_read(child):
                words += self._read_words(child, href)
            words += _read_text(child.tail, href)
        # white space at a link's ends belongs outside of it, for the line's sake only
        return words


def _read_text(text: str | None, href: str) -> list[Words]:
    """Return a text of the page as words; the end of a line in the source is white space."""
    return [Words(" " if text == "\n" else text, href)] if text else []


def _list_outermost(element: HtmlElement, tags: Iterable[str]) -> Iterator[HtmlElement]:
    """Yield the elements of some kinds that stand in no other of them, captions left out."""
    inside: set[HtmlElement] = set()
    for inner in element.iter(*tags, "figcaption"):
        if inner in inside:
            continue
        inside.update(inner.iterdescendants())
        if inner.tag != "figcaption":
            yield inner


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


def _split_paragraphs(words: list[Words], element: HtmlElement) -> list[Block]:
    """Two line ends in a row divide paragraphs; one is a line's end."""
    parts: list[list[Words]] = [[]]
    pending = 0
    for run in words:
        if run.text == "\n" and not run.href:
            pending += 1
            continue
        if pending:
            if not run.text.strip():
                continue
            if parts[-1]:
                if pending > 1:
                    parts.append([])
                else:
                    parts[-1].append(Words("\n"))
        pending = 0
        parts[-1].append(run)
    blocks = [Block("paragraph", part, element=element) for part in parts]
    return [block for block in blocks if block.text]


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
