"""What stands above a document's text: its headline, its byline, its day, its address, told by styles and by lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import TextRun
from capture_import.fields.body.sentences import ends_sentence
from capture_import.fields.dates import read_line
from capture_import.fields.names import clean_name, is_full_name, is_organisation, line_to_names
from capture_import.forms.plain_text.header_fields import TextHeader
from capture_import.forms.plain_text.headers import read_bare_header, read_named_header

# A headline stands within so many blocks of the top.
_TOP = 6
_LONGEST_TITLE = 250
_LONGEST_KICKER = 80
_LONGEST_HEAD, _LONGEST_NAMES = 7, 100
_BETWEEN_FACTS = re.compile(r"[|•·–—/]|,\s|\s-\s")
_MOST_WORDS_OF_FACT = 3
_NO_TITLE_END = re.compile(r"[,;:]\Z|[^.]\.\Z")


class _Line(NamedTuple):
    """A line of a block: the block's place, its words."""

    block: int
    text: str


class _Facts(NamedTuple):
    """What a line of facts says: a day, names."""

    day: str
    names: tuple[str, ...]


@dataclass(slots=True)
class DocumentHead:
    """What a document's head says, as it says it, and the blocks that are its text."""

    title: str = ""
    summary: str = ""
    header: TextHeader = field(default_factory=TextHeader)
    blocks: list[Block] = field(default_factory=list)


def read_head(blocks: Sequence[Block], named_title: str) -> DocumentHead:
    """Return a document's head. `named_title` is what its properties call it, which a line of it may confirm."""
    head = DocumentHead()
    at = _find_title_block(blocks, named_title)
    if at >= 0:
        head.title = " ".join(blocks[at].text.split())
    lines = [
        _Line(place, " ".join(text.split()))
        for place, block in enumerate(blocks)
        for text in (block.text.split("\n") if block.kind in ("paragraph", "heading") else [block.text])
    ]
    texts = [line.text for line in lines]
    named = read_named_header(texts)
    if named is not None:
        kept = lines[len(lines) - len(named.rest) :]
        head.header = named
        head.title = named.get("title") or head.title
    else:
        # a document without a marked headline has it in its first line
        bare = read_bare_header(texts)
        head.header = bare
        kept = [line._replace(text=text) for line, text in zip(lines, bare.rest, strict=True)]
        kept = [line for line, text in zip(kept, texts, strict=True) if line.text or not text]
        kept = _take_names(head, kept, lines, at)
    if at >= 0:
        kept = [line for line in kept if line.block != at]
    first = next((line for line in kept if line.text), None)
    if not head.title and first and blocks[first.block].kind != "list" and _is_title(first, kept):
        head.title = first.text
        kept = kept[kept.index(first) + 1 :]
    elif at >= 0 and head.title:
        kept = [line for line in kept if line.block > at or not _is_kicker(line.text)]
    head.blocks = _to_blocks(blocks, kept)
    if head.blocks and head.blocks[0].element is not None and head.blocks[0].element.get("class") == "subtitle":
        head.summary = head.blocks.pop(0).text
    return head


def _take_names(head: DocumentHead, kept: Sequence[_Line], lines: Sequence[_Line], at: int) -> list[_Line]:
    """Return the lines without those by the headline that are a name alone, one with the day, or a paper's name: below
    a document's headline stands who wrote it.
    """
    values = head.header.values
    left = {line.block for line in kept}
    taken: set[int] = set()
    area = [line for line in lines if line.text][:_LONGEST_HEAD]
    for place, line in enumerate(area):
        if len(line.text) > _LONGEST_NAMES:
            if place:
                break
            continue
        is_title = line.block == at or (at < 0 and not place)
        if is_title or line.block not in left:
            continue
        neighbours = {each.block for each in area[max(0, place - 1) : place + 2]} - {line.block}
        is_near = at in neighbours or bool(neighbours - left) or bool(neighbours & taken) or (at < 0 and place == 1)
        if not is_near:
            continue
        signed = _read_facts(line.text)
        # above a headline stands what the paper or the section is called
        is_below = line.block > at
        if is_organisation(line.text) and is_full_name(line.text):
            values.setdefault("publisher", line.text)
        elif is_below and "authors" not in values and _is_name(line.text):
            values["authors"] = line.text
        elif is_below and signed is not None and ("date" not in values or ("authors" not in values and signed.names)):
            values.setdefault("date", signed.day)
            if signed.names:
                values.setdefault("authors", ", ".join(signed.names))
        else:
            continue
        taken.add(line.block)
    return [line for line in kept if line.block not in taken]


def _is_name(text: str) -> bool:
    return is_full_name(text) and clean_name(text) == text and not is_organisation(text)


def _read_facts(text: str) -> _Facts | None:
    """Return the day and the names of a line of facts, such as `June Alderton, 14 February 2022` and `Sport | 2 May
    2023 | Words: Ivor Pask`: beside the day stand names, and what has few words; None for another line.
    """
    dated = read_line(text)
    if not dated.published:
        return None
    pieces = [piece for part in _BETWEEN_FACTS.split(dated.rest) if (piece := part.strip(" ,;"))]
    names = [line_to_names(piece) or ([piece] if _is_name(piece) else []) for piece in pieces]
    others = [piece for piece, found in zip(pieces, names, strict=True) if not found]
    if any(len(piece.split()) > _MOST_WORDS_OF_FACT or ends_sentence(piece) for piece in others):
        return None
    return _Facts(dated.published.source, tuple(name for found in names for name in found))


def _find_title_block(blocks: Sequence[Block], named_title: str) -> int:
    """Return the block that is the headline: one of the first level, one that the properties confirm, a heading that
    begins the text; -1 where no block is plainly it.
    """
    top = [
        (place, block) for place, block in enumerate(blocks[:_TOP]) if block.text and len(block.text) <= _LONGEST_TITLE
    ]
    for place, block in top:
        if block.kind == "heading" and block.level == 1:
            return place
    wanted = _fold(named_title)
    for place, block in top:
        if wanted and block.kind in ("heading", "paragraph") and _fold(block.text) == wanted:
            return place
    return 0 if top and top[0][0] == 0 and blocks[0].kind == "heading" else -1


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _is_title(line: _Line, lines: Sequence[_Line]) -> bool:
    """Return whether a first line is a headline: no sentence, with more text below it."""
    behind = [other for other in lines if other.text and other != line]
    return (
        len(line.text) <= _LONGEST_TITLE
        and not line.text[:1].islower()
        and not _NO_TITLE_END.search(line.text)
        and bool(behind)
    )


def _is_kicker(text: str) -> bool:
    """Return whether a line above the headline is the name of a paper or a section, and none of the text."""
    return len(text) <= _LONGEST_KICKER and not ends_sentence(text)


def _to_blocks(blocks: Sequence[Block], lines: Sequence[_Line]) -> list[Block]:
    """Return the blocks of which a line is left; of those that lost some lines, the others."""
    left: dict[int, list[str]] = {}
    for line in lines:
        left.setdefault(line.block, []).append(line.text)
    kept: list[Block] = []
    for place, texts in left.items():
        block = blocks[place]
        if block.kind not in ("paragraph", "heading") or len(texts) == len(block.text.split("\n")):
            kept.append(block)
        elif any(texts):
            kept.append(replace(block, words=[TextRun("\n".join(texts))]))
    return kept
