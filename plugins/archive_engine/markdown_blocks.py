"""Blocks of canonical Markdown (docs/canonical-markdown.md) to HTML and to the words that it shows.

Byte for byte what Python-Markdown with `article_markdown` and `sane_lists` gives, read line by line, once. What is
outside the subset raises OutsideSubset in here, and is None outside. Nothing about what stands inside a line.
"""

import re
from dataclasses import dataclass, field

from archive_engine.markdown_inline import Converted, OutsideSubset, card_to_html, inline_to_html, pictures_to_html
from archive_engine.markdown_lines import (
    INDENT,
    NUMBER,
    ItemLines,
    check_text,
    read_items,
    read_marker,
    remove_indent,
    split_row,
)

# A paragraph of one line without markup.
_PLAIN = re.compile(r"(?:[^\W\d_]|[\"'“‘«„($€£])[^\\`*_\[<&>\n]*")
_DEEPEST = 8
_HEADING = re.compile(r"(#{1,6})([^#\n].*)")
_ATTRIBUTION = "\\- "


@dataclass(slots=True)
class _Item:
    """An item of a list: its text, as long as no paragraph holds it, and its blocks."""

    text: str | None
    blocks: "_Blocks"

    def wrap(self) -> None:
        """Make the text a paragraph, as it is in a list with empty lines."""
        if self.text is not None:
            self.blocks.nodes.insert(0, f"<p>{self.text}</p>")
            self.text = None

    def render(self) -> str:
        """Return its HTML."""
        inner = self.blocks.render()
        if self.text is None:
            return f"<li>\n{inner}\n</li>"
        return f"<li>{self.text}{inner}\n</li>" if inner else f"<li>{self.text}</li>"


@dataclass(slots=True)
class _List:
    """A list, to which further blocks may add."""

    tag: str
    start: str
    items: list[_Item] = field(default_factory=list)

    def render(self) -> str:
        """Return its HTML."""
        start = f' start="{self.start}"' if self.start != "1" else ""
        return f"<{self.tag}{start}>\n" + "\n".join(item.render() for item in self.items) + f"\n</{self.tag}>"


@dataclass(slots=True)
class _Code:
    """Code, to which further blocks may add."""

    text: list[str]

    def render(self) -> str:
        """Return its HTML."""
        code = "".join(self.text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<pre><code>{code}\n</code></pre>"


def body_to_html(body: str) -> Converted | None:
    r"""Return the HTML and the words of a normalized text's body; None where it is not canonical Markdown.

    >>> body_to_html("One.\n\n- *two*\n- three\n").html
    '<p>One.</p>\n<ul>\n<li><em>two</em></li>\n<li>three</li>\n</ul>'
    >>> body_to_html("One\n===\n")
    """
    body = body.strip("\n")
    if not body:
        return None
    words: list[str] = []
    blocks = _Blocks(words, 0)
    try:
        blocks.read(body)
    except OutsideSubset:
        return None
    return Converted(blocks.render(), "\n".join(words))


class _Blocks:
    """The blocks inside one element: the body, a quotation, an item."""

    __slots__ = ("_depth", "_gap", "_has_pictures", "_kind", "_opening", "_words", "nodes")

    def __init__(self, words: list[str], depth: int, *, has_pictures: bool = True) -> None:
        if depth > _DEEPEST:
            raise OutsideSubset
        self.nodes: list[str | _List | _Code] = []
        self._words = words
        self._depth = depth
        self._has_pictures = has_pictures  # not those of an item of a list
        self._kind = ""
        self._opening = ""
        self._gap = 0

    def render(self) -> str:
        """Return the HTML of all blocks."""
        return "\n".join([node if isinstance(node, str) else node.render() for node in self.nodes])

    def read(self, text: str) -> None:
        """Add the blocks of a text, which does not begin or end with an empty line."""
        for block in text.split("\n\n"):
            if not block or block[0] == "\n":
                # more empty lines than one: only code, if it goes on, keeps them
                self._gap += 1 if block else 2
                if not block.strip("\n"):
                    continue
                block = block[1:]
            if _PLAIN.fullmatch(block):  # most blocks are such
                self._words.append(block)
                self._opening = self._kind = "p"
                self.nodes.append(f"<p>{block}</p>")
            elif block[:4] == INDENT:
                self._add_indented(block)
            else:
                self.add(block)
            self._gap = 0

    def add(self, block: str) -> None:
        """Add one block that is not indented."""
        first = block[0]
        if first == "#":
            self._add_heading(block)
        elif first == ">":
            self._add_quotation(block)
        elif first == "-":
            self._add_items(block, "ul")
        elif first == "|":
            self._add_table(block)
        elif first.isdigit() and NUMBER.match(block):
            self._add_items(block, "ol")
        else:
            self._add_paragraph(block)

    def _inline(self, text: str) -> str:
        markup, words = inline_to_html(text)
        self._words.append(_join_source_lines(words))
        return markup

    def _add_paragraph(self, block: str) -> None:
        check_text(block)
        pictures = pictures_to_html(block) if block[:2] == "![" and self._has_pictures else None
        if pictures is not None:
            self._kind = "picture"
            self.nodes += (picture.html for picture in pictures)
            self._words += (picture.words for picture in pictures)
            return
        card = card_to_html(block) if block[0] == "[" and self._has_pictures else None
        if card is not None:
            self._kind = "card"
            self.nodes.append(card.html)
            self._words.append(card.words)
            return
        self._opening = block[:3]
        self._kind = "p"
        self.nodes.append(f"<p>{self._inline(block)}</p>")

    def _add_heading(self, block: str) -> None:
        heading = _HEADING.fullmatch(block)
        text = heading[2].strip() if heading else ""
        if not heading or not text or (text[-1] == "#" and (text[-2:] != "\\#" or text[-3:] == "\\\\#")):
            raise OutsideSubset
        level = max(2, len(heading[1]))  # the page's own first level is the headline
        self._kind = "h"
        self.nodes.append(f"<h{level}>{self._inline(text)}</h{level}>")

    def _add_quotation(self, block: str) -> None:
        if self._kind == "quotation":
            raise OutsideSubset
        lines = []
        for line in block.split("\n"):
            if line[:2] == "> " and line.strip() != ">":
                lines.append(line[2:])
            elif line.strip() == ">":
                lines.append("")
            else:
                raise OutsideSubset
        if not lines[0] or not lines[-1]:
            raise OutsideSubset
        inner = _Blocks(self._words, self._depth + 1)
        inner.read("\n".join(lines))
        self._kind = "quotation"
        self.nodes.append(inner.render_quotation(has_caption=not self._depth))

    def render_quotation(self, *, has_caption: bool) -> str:
        """Return the blocks as a quotation; as a figure where the last paragraph says whose words they are."""
        caption = self.nodes[-1]
        if not (has_caption and self._kind == "p" and len(self.nodes) > 1 and self._opening == _ATTRIBUTION):
            return f"<blockquote>\n{self.render()}\n</blockquote>"
        assert isinstance(caption, str)
        del self.nodes[-1]
        quotation = f"<blockquote>\n{self.render()}\n</blockquote>"
        caption = caption.removeprefix("<p>").removesuffix("</p>")
        return f"<figure>\n{quotation}\n<figcaption>{caption}</figcaption>\n</figure>"

    def _add_table(self, block: str) -> None:
        rows = [split_row(line) for line in block.split("\n")]
        width = len(rows[0])
        if len(rows) < 2 or width < 2 or any(len(row) != width for row in rows) or set(rows[1]) != {"---"}:
            raise OutsideSubset
        head, *further = [[inline_to_html(cell) for cell in row] for row in (rows[0], *(rows[2:] or [[""] * width]))]
        self._words.append(" | ".join(words for row in (head, *further) for _, words in row))
        self._kind = "table"
        body = "".join(f"<tr>\n{_cells_to_html(row, 'td')}</tr>\n" for row in further)
        self.nodes.append(
            f'<div class="table" tabindex="0">\n<table>\n<thead>\n<tr>\n{_cells_to_html(head, "th")}</tr>\n</thead>\n'
            f"<tbody>\n{body}</tbody>\n</table>\n</div>"
        )

    def _add_indented(self, block: str) -> None:
        """Add a block that is indented: a part of the last item of a list, or code."""
        last = self.nodes[-1] if self.nodes else None
        inner = remove_indent(block)
        if isinstance(last, _List):
            _add_to_item(last, inner)
            return
        code = inner.rstrip()
        self._words.append(code.replace("\n", " "))
        if isinstance(last, _Code):
            last.text += ("\n\n", "\n" * self._gap, code)
        else:
            self._kind = "code"
            self.nodes.append(_Code([code]))

    def _add_items(self, block: str, tag: str) -> None:
        """Add the items of a block: to the list before it, if that is of the same kind."""
        entries = read_items(block, tag)
        items = self.nodes[-1] if self.nodes else None
        is_loose = isinstance(items, _List) and items.tag == tag
        if not isinstance(items, _List) or not is_loose:
            items = _List(tag, entries[0].number)
            self.nodes.append(items)
            self._kind = tag
        else:
            items.items[-1].wrap()
        for entry in entries:
            item = self._make_item(entry)
            if is_loose:
                item.wrap()
                is_loose = False  # the others of the block follow each other without an empty line
            items.items.append(item)

    def _make_item(self, entry: ItemLines) -> _Item:
        blocks = _Blocks(self._words, self._depth + 1, has_pictures=False)
        text = "\n".join(entry.lines)
        if len(entry.lines) == 1 and (read_marker(text, "ul") or read_marker(text, "ol")):
            blocks.add("\n".join([text, *entry.nested]))  # an item without a text, in which a list begins
            return _Item(None, blocks)
        check_text(text)
        item = _Item(self._inline(text), blocks)
        if entry.nested:
            blocks.add("\n".join(entry.nested))
        return item


def _add_to_item(items: _List, block: str) -> None:
    """Add a block to the last item, or where it is indented further, to the last item of the list in there."""
    item = items.items[-1]
    if block[:4] != INDENT:
        item.wrap()
        item.blocks.add(block)
        return
    nested = item.blocks.nodes[-1] if item.blocks.nodes else None
    if not isinstance(nested, _List):
        raise OutsideSubset
    _add_to_item(nested, remove_indent(block))


def _join_source_lines(words: str) -> str:
    """Return words with a space for a break of a source line: `New` and `York` on two lines are one name. A line break
    that readers see, which two spaces before it make, stays one.
    """
    if "\n" not in words:
        return words
    return "\n".join(line.replace("\n", " ") for line in words.split("  \n"))


def _cells_to_html(cells: list[Converted], tag: str) -> str:
    return "".join([f"<{tag}>{markup}</{tag}>\n" for markup, _ in cells])
