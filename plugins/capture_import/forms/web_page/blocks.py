"""An element of a page as blocks: paragraphs, headings, lists, quotations, tables. The caller tells boilerplate."""

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import TextRun, plain_text
from capture_import.fields.body.sentences import ends_sentence
from capture_import.fields.picture_sources import is_decoration, is_too_small
from capture_import.forms.web_page.block_elements import BLOCK_TAGS, find_block_holders, is_last, list_outermost
from capture_import.forms.web_page.block_words import raise_or_lower, read_text, split_paragraphs
from capture_import.forms.web_page.boilerplate import NEVER_TEXT, split_name
from capture_import.forms.web_page.posts import is_embedded_post, list_beside, list_paragraphs
from capture_import.forms.web_page.tables import is_layout, list_cells
from newsrecord.whole_numbers import text_to_number

# HTML, "Rules for parsing integers": what follows the digits is ignored. In Markdown a list's number is positive.
_WHOLE_NUMBER = re.compile(r"[\t\n\f\r ]*+\+?([0-9]++)")
_MOST_START_DIGITS = 9  # CommonMark, "List items"
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# What a figure can hold beside a picture, and what makes it one of a picture.
_TEXTS_OF_FIGURES = ("blockquote", "table", "pre")
_PICTURES = (
    *("img", "picture", "amp-img", "svg", "canvas", "video", "amp-video", "audio", "iframe", "amp-iframe", "object"),
    *("embed", "noscript"),
)
_PICTURES_IN_LINES = ("img", "picture", "amp-img")
_LINES = frozenset(["p", "li", "dd", "dt", "td", "th", "span", "a", "em", "strong", "b", "i"])
# Characters of links beside a heading that lead to the heading itself.
_PERMALINK_CHARACTERS = frozenset("¶#§🔗⚓∞")


class BlockReader:
    """Reads elements into blocks.

    `is_left_out(element)` tells what to skip, `resolve(href)` returns a safe URL, or an empty string.
    """

    def __init__(self, is_left_out: Callable[[HtmlElement], bool], resolve: Callable[[str], str]) -> None:
        self.is_left_out = is_left_out
        self.resolve = resolve
        self._holders: set[HtmlElement] = set()
        self._href = ""
        self._are_captions_text = False

    def read(self, element: HtmlElement) -> list[Block]:
        """Return an element's blocks in the order of the page."""
        self._holders = find_block_holders(element)
        return self._read_children(element)

    def _is_block(self, element: HtmlElement) -> bool:
        return element.tag in BLOCK_TAGS or element in self._holders

    def _is_read(self, element: HtmlElement) -> bool:
        tag = element.tag
        return (
            isinstance(tag, str)
            and tag not in NEVER_TEXT
            # the caption of a table or of code is text, though boilerplate's names have `caption`
            and (not self.is_left_out(element) or (tag == "figcaption" and self._are_captions_text))
        )

    def _read_children(self, element: HtmlElement) -> list[Block]:
        """Read what an element holds; words between its blocks are paragraphs of their own."""
        blocks: list[Block] = []
        href = self._href
        words = read_text(element.text, href)
        # the element in which the first words stand
        source, is_blank = element, not any(word.text.strip() for word in words)
        for child in element:
            if not self._is_read(child):
                pass
            elif self._is_block(child) and not _stands_in_line(child, words):
                if not is_blank:
                    blocks += split_paragraphs(words, source)
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
                words += read_text(tail, href)
        if not is_blank:
            blocks += split_paragraphs(words, source)
        return blocks

    def _read_block(self, element: HtmlElement) -> list[Block]:
        tag = element.tag
        if tag in _HEADINGS and next(element.iter("p", "ul", "ol", "blockquote"), None) is None:
            words = [run for run in self._read_line(element) if run.text.strip() not in _PERMALINK_CHARACTERS]
            return [Block("heading", words, level=int(tag[1]), element=element)] if plain_text(words) else []
        if tag in ("ul", "ol", "menu"):
            return self._read_list(element)
        if tag == "blockquote":
            return self.read_post(element) if is_embedded_post(element) else self._read_quote(element)
        if tag == "table":
            return self._read_table(element)
        if tag == "pre":
            text = "".join(element.itertext())
            return [Block("code", [TextRun(text)], element=element)] if text.strip() else []
        if tag == "figure":
            return self._read_figure(element)
        if tag == "figcaption" and self._are_captions_text:
            return split_paragraphs(self._read_line(element), element)
        if tag in ("hr", "figcaption", "picture", "img", "amp-img"):
            return []
        # a heading that was never closed holds the text below it, too
        return self._read_children(element)

    def _read_figure(self, element: HtmlElement) -> list[Block]:
        """Return the blocks of a figure.

        A picture's words are its caption, which is none of the text, but for quotations and tables that stand beside
        it. Of a figure of text or code the caption is text, too, unless it says whose a quotation is.
        """
        texts = list(list_outermost(element, _TEXTS_OF_FIGURES))
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
                blocks = split_paragraphs(self._read_words(child), child)
            # an item without words counts where items are numbered
            if blocks or (element.tag == "ol" and child.tag == "li"):
                items.append(blocks)
        if not any(items):
            return []
        level = 1 if element.tag == "ol" else 0
        return [Block("list", level=level, start=_find_start(element), children=items, element=element)]

    def _read_quote(self, element: HtmlElement) -> list[Block]:
        attribution: list[TextRun] = []
        sources = [inner for inner in element.iter("footer", "cite", "figcaption") if inner.getparent() is not None]
        source = next((inner for inner in reversed(sources) if is_last(inner, element)), None)
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

    def read_post(self, element: HtmlElement) -> list[Block]:
        """Return an embedded post as a quotation; one without words of its own shows nothing but a link to itself."""
        paragraphs = [
            block for each in list_paragraphs(element) for block in split_paragraphs(self._read_line(each), each)
        ]
        if not paragraphs:
            return []
        keep, left_out = self.is_left_out, set(list_beside(element))
        self.is_left_out = lambda inner: inner in left_out or keep(inner)
        try:
            attribution = self._read_line(element)
        finally:
            self.is_left_out = keep
        return [Block("quote", children=[paragraphs], attribution=attribution, element=element)]

    def _read_table(self, element: HtmlElement) -> list[Block]:
        """Return a table of facts as a table; of one that lays out the page, the blocks in its cells."""
        cells = list_cells(element)
        if is_layout(cells):
            shown = (cell for row in cells for cell in row if not self.is_left_out(cell))
            return [block for cell in shown for block in self._read_children(cell)]
        caption = next(element.iterchildren("caption"), None)
        blocks: list[Block] = []
        if caption is not None and not self.is_left_out(caption):
            blocks += split_paragraphs(self._read_line(caption), caption)
        read = [[self._read_line(cell) for cell in row] for row in cells]
        if read := [row for row in read if any(plain_text(cell) for cell in row)]:
            blocks.append(Block("table", rows=read, element=element))
        return blocks

    def _read_line(self, element: HtmlElement) -> list[TextRun]:
        """Read all words of an element as one line, those of the blocks in it too."""
        href = self._href
        words = read_text(element.text, href)
        for child in element:
            if not self._is_read(child):
                pass
            elif self._is_block(child):
                words += (TextRun(" "), *self._read_line(child), TextRun(" "))
            else:
                words += self._read_words(child, href)
            words += read_text(child.tail, href)
        return [TextRun(" ") if run.text == "\n" else run for run in words]

    def _read_words(self, element: HtmlElement, href: str = "") -> list[TextRun]:
        if element.tag == "br":
            return [TextRun("\n")]
        if element.tag in ("sup", "sub") and (text := raise_or_lower(element)):
            return [TextRun(text, href or next((self.resolve(a.get("href") or "") for a in element.iter("a")), ""))]
        if element.tag == "a" and not href and (target := element.get("href")):
            href = self.resolve(target)
        words = read_text(element.text, href)
        for child in element:
            if self._is_read(child):
                words += self._read_words(child, href)
            words += read_text(child.tail, href)
        return words


def _stands_in_line(element: HtmlElement, before: list[TextRun]) -> bool:
    """Return whether an element is a picture within a sentence that goes on behind it: it does not part the block,
    behind which it is shown.
    """
    if element.tag not in _PICTURES_IN_LINES or not (element.tail or "").strip():
        return False
    image = next(element.iter("img", "amp-img"), element)
    if is_too_small(image.get("width") or "", image.get("height") or ""):
        return True
    if is_decoration(split_name(f"{image.get('class') or ''} {image.get('id') or ''}")):
        return True
    parent = element.getparent()
    words = plain_text(before)
    return parent is not None and parent.tag in _LINES and bool(words) and not ends_sentence(words)


def _find_start(element: HtmlElement) -> int:
    """Return the number that a list's first item has: HTML, "The ol element"; 1 where Markdown can't write it."""
    match = _WHOLE_NUMBER.match(element.get("start", ""))
    start = text_to_number(match[1], _MOST_START_DIGITS) if match and element.get("reversed") is None else None
    return 1 if start is None else start
