"""The blocks of a story, parted by empty lines: labels in them, what stands below a story, wrapped lines."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from capture_import.publishers.database_labels import list_words

Block = Sequence[str]
"""Lines without an empty one between them."""

_LONGEST_LABEL = 45
# A line that is longer was never wrapped: each is a paragraph.
_LONGEST_WRAPPED = 100
_INDENT = re.compile(r"(?:\t|[ \u00a0\u3000]{2,8})\S")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*•–—·]|\d{1,3}[.)])\s")


class Label(NamedTuple):
    """A label's meaning (`byline`) and what stands behind it."""

    name: str
    value: str


def split_blocks(lines: Iterable[str]) -> list[Block]:
    """Return the blocks of a text, their lines with the white space before them."""
    blocks: list[list[str]] = []
    is_open = False
    for line in lines:
        if not line.strip():
            is_open = False
            continue
        if not is_open:
            blocks.append([])
            is_open = True
        blocks[-1].append(line.rstrip())
    return list(blocks)


def read_label(line: str, labels: Mapping[str, str], *, is_capital: bool = False) -> Label | None:
    """Return the label that a line begins with; None where it has none of these. `is_capital` where they are capitals.

    >>> read_label("BYLINE: Ann Lee", {"byline": "names"}), read_label("She said: no", {"byline": "names"})
    (Label(name='names', value='Ann Lee'), None)
    """
    before, colon, value = line[: _LONGEST_LABEL + len(line)].partition(":")
    before = before.strip()
    if not colon or len(before) > _LONGEST_LABEL or (is_capital and before != before.upper()):
        return None
    name = labels.get(before.lower())
    return Label(name, value.strip()) if name else None


def read_labels(block: Block, labels: Mapping[str, str], *, is_capital: bool = False) -> list[Label]:
    """Return the labels of a block that begins with one: a line without one goes on with the value before it."""
    found: list[tuple[str, list[str]]] = []
    for line in block:
        label = read_label(line, labels, is_capital=is_capital)
        if label:
            found.append((label.name, [label.value]))
        elif found:
            found[-1][1].append(line.strip())
        else:
            return []
    return [Label(name, " ".join(filter(None, values))) for name, values in found]


def find_tail(blocks: Sequence[Block], is_known: Callable[[Block], bool], is_like: Callable[[Block], bool]) -> int:
    """Return where the labels below a text begin: behind the last block that looks like none, at the first known one.

    A paragraph that begins like a label is thereby text wherever text comes behind it.
    """
    start = len(blocks)
    while start and (is_known(blocks[start - 1]) or is_like(blocks[start - 1])):
        start -= 1
    while start < len(blocks) and not is_known(blocks[start]):
        start += 1
    return start


def is_notice(block: Block) -> bool:
    """Return whether a block says whose the copyright is.

    >>> is_notice(["Copyright 2015 Wexmoor Press Ltd.", "All Rights Reserved"]), is_notice(["Copyright is at stake."])
    (True, False)
    """
    return len(block) <= 5 and all(len(line) < 250 for line in block) and bool(_notice().match(block[0].strip()))


def drop_notices(block: Block) -> Block:
    """Return the lines of a block behind its notices of copyright, which may be wrapped; all where it has none."""
    last = max((at for at, line in enumerate(block) if is_notice([line])), default=-1)
    return block[last + 1 :]


@cache
def _notice() -> re.Pattern[str]:
    words = list_words("copyright")
    marks = "|".join(re.escape(word) for word in words if not word[-1:].isalpha() or word == "copyright")
    rights = "|".join(re.escape(word) for word in words if " " in word)
    return re.compile(
        rf"(?:{marks}){{1,2}}[\s:(c)©]{{0,9}}\d{{4}}|(?:{marks})[^.]{{0,150}}(?:{rights})|(?:{rights})", re.I
    )


def block_to_paragraphs(block: Block) -> list[str]:
    """Return the paragraphs of a block: wrapped lines are joined; an indented line or an item of a list begins one.

    >>> block_to_paragraphs(["The harbour council agreed on", "Monday."]), block_to_paragraphs(["  One.", "  Two."])
    (['The harbour council agreed on Monday.'], ['One.', 'Two.'])
    """
    is_wrapped = all(len(line) <= _LONGEST_WRAPPED for line in block)
    paragraphs: list[list[str]] = []
    for line in block:
        if not is_wrapped or not paragraphs or _INDENT.match(line) or _LIST_ITEM.match(line):
            paragraphs.append([])
        paragraphs[-1].append(line.strip())
    return [" ".join(parts) for parts in paragraphs]


def blocks_to_text(blocks: Iterable[Block]) -> str:
    """Return blocks as a text whose paragraphs stand apart by empty lines."""
    return "\n\n".join(paragraph for block in blocks for paragraph in block_to_paragraphs(block))


def join_lines(lines: Iterable[str]) -> str:
    """Return lines as one."""
    return " ".join(line.strip() for line in lines)
