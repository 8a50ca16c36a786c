"""The blocks of a text: paragraphs, headings, lists, quotations, tables. Not how a form finds them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from capture_import.fields.body.inline_markdown import TextRun, plain_text
from newsrecord.embeds import Embed
from newsrecord.pictures import Picture

if TYPE_CHECKING:  # lxml loads longer than a plain text is read
    from lxml.html import HtmlElement


@dataclass(slots=True)
class Block:
    """One block, which nobody changes once it is made. `kind` is paragraph, heading, list, quote, table, code,
    picture or embed; `element` is where it stands in the page.

    `start` is the number of an ordered list's first item.
    """

    kind: str
    words: list[TextRun] = field(default_factory=list)
    level: int = 0
    start: int = 1
    children: list[list["Block"]] = field(default_factory=list)
    rows: list[list[list[TextRun]]] = field(default_factory=list)
    attribution: list[TextRun] = field(default_factory=list)
    element: "HtmlElement | None" = None
    picture: Picture | None = None
    embed: Embed | None = None
    # kept, since a reading asks for it some ten times
    _text: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The block's plain text, that of the blocks in it too."""
        if self._text is None:
            self._text = self._join_text()
        return self._text

    def _join_text(self) -> str:
        if self.kind in ("list", "quote"):
            inner = " ".join(block.text for blocks in self.children for block in blocks)
            return f"{inner} {plain_text(self.attribution)}".strip()
        if self.kind == "table":
            return " ".join(plain_text(cell) for row in self.rows for cell in row)
        return plain_text(self.words)
