"""Lines of canonical Markdown (docs/canonical-markdown.md): what marks an item, a cell or an indented line, and what no
line of a paragraph may begin with. Functions of text alone; what blocks the lines make is `markdown_blocks`' business.

Each raises OutsideSubset where a line is not canonical.
"""

import re
from typing import NamedTuple

from archive_engine.markdown_inline import OutsideSubset

INDENT = "    "
NUMBER = re.compile(r"(\d+)\.( +)")
_STARS = re.compile(r"\*{1,2}[^\s*_]")
# What a line of a paragraph can't begin with, since it may mean another block; `*` and `_` may be rules.
_NEVER_FIRST = frozenset("#>-+=|_ ")
_NEVER_FURTHER = _NEVER_FIRST | {":", ""}


class ItemStart(NamedTuple):
    """The number and the text of a line that begins an item."""

    number: str
    text: str


class ItemLines(NamedTuple):
    """An item in a block: its number, the lines of its text, the lines of the list in it, without their indent."""

    number: str
    lines: list[str]
    nested: list[str]


def read_items(block: str, tag: str) -> list[ItemLines]:
    """Return the items of a list that are in a block, each with the lines below it."""
    items: list[ItemLines] = []
    for line in block.split("\n"):
        start = read_marker(line, tag)
        if start:
            items.append(ItemLines(start.number, [start.text], []))
            continue
        inner = line[4:]
        if not items or not inner or line[:4] != INDENT:
            raise OutsideSubset
        item = items[-1]
        if item.nested or read_marker(inner, "ul") or NUMBER.match(inner):
            item.nested.append(inner)
        else:
            item.lines.append(line)
    return items


def read_marker(line: str, tag: str) -> ItemStart | None:
    """Return how an item of a list (`tag`: `ul` or `ol`) begins in this line; None where none does."""
    if tag == "ul":
        return ItemStart("1", line[2:].lstrip(" ")) if line[:2] == "- " and line[2:].strip(" ") else None
    number = NUMBER.match(line)
    return (
        ItemStart(number[1], line[number.end() :]) if number and number[1].isascii() and line[number.end() :] else None
    )


def remove_indent(block: str) -> str:
    """Return a block of indented lines without one indent."""
    lines = block.split("\n")
    if not all(line[:4] == INDENT and len(line) > 4 for line in lines):
        raise OutsideSubset
    return "\n".join([line[4:] for line in lines])


def split_row(line: str) -> list[str]:
    """Return the cells of a table's row."""
    if len(line) < 2 or line[0] != "|" or line[-1] != "|" or "\\|" in line:
        raise OutsideSubset
    if line.count("`") > line.count("\\`"):  # a code span hides what parts cells
        raise OutsideSubset
    return [cell.strip(" ") for cell in line[1:-1].split("|")]


def check_text(text: str) -> None:
    """Raise OutsideSubset where a line of a paragraph may begin, or be, another block."""
    first = text[0]
    if (
        first in _NEVER_FIRST
        or first.isspace()
        or (first == "*" and not _STARS.match(text))
        or (first.isdigit() and NUMBER.match(text))
    ):
        raise OutsideSubset
    if "\n" in text:
        for line in text.split("\n")[1:]:
            first = line.removeprefix(INDENT)[:1]
            if first in _NEVER_FURTHER or first.isspace() or (first == "*" and not _STARS.match(line.lstrip())):
                raise OutsideSubset
    if "]:" in text and (text[0] == "[" or "\n[" in text):
        raise OutsideSubset  # a reference's address
