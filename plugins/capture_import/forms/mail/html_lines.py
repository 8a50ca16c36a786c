"""The lines of a mail's HTML as a reader sees them, each with the places of the tree that hold its words."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from capture_import.forms.web_page.block_elements import BLOCK_TAGS
from capture_import.forms.web_page.boilerplate import NEVER_TEXT


class TextSlot(NamedTuple):
    """A place of the tree that holds words: an element's text, or what stands behind it."""

    element: HtmlElement
    is_tail: bool

    @property
    def words(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def empty(self) -> None:
        """Take the words away, and the picture that they stand behind."""
        if self.is_tail:
            self.element.tail = None
            if self.element.tag == "img":
                self.element.drop_tree()
        else:
            self.element.text = None


class ShownLine(NamedTuple):
    """Words that a reader sees in one line, and the places that hold them."""

    text: str
    slots: list[TextSlot]


def list_lines(body: HtmlElement) -> list[ShownLine]:
    """Return what a reader sees, line by line: parted by blocks and breaks."""
    lines: list[ShownLine] = []
    words: list[str] = []
    slots: list[TextSlot] = []

    def end() -> None:
        text = " ".join("".join(words).split())
        if slots:
            lines.append(ShownLine(text, list(slots)))
        words.clear()
        slots.clear()

    for slot, is_new in _list_slots(body):
        if is_new:
            end()
        words.append(slot.words)
        slots.append(slot)
    end()
    return lines


def _list_slots(body: HtmlElement) -> Iterator[tuple[TextSlot, bool]]:
    """Yield the places of words in order, and whether each begins a line."""
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        is_text = isinstance(element.tag, str) and element.tag not in NEVER_TEXT
        is_block = is_text and (element.tag in BLOCK_TAGS or element.tag == "br") and element.tag != "img"
        if event == "start":
            if is_text and element.tag not in ("br", "img"):
                yield TextSlot(element, is_tail=False), is_block
        elif element is not body:
            yield TextSlot(element, is_tail=True), is_block
