"""Nexis exports, text and HTML, in two layouts.

The older one has `1 of 3 DOCUMENTS` before each story and labels in capitals above and below it. The newer one has a
title, a line `Body`, and `End of Document` below each story.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.streams import ByteStream
from capture_import.fields.body.sentences import ends_sentence
from capture_import.forms.databases.blocks import (
    Block,
    Label,
    block_to_paragraphs,
    blocks_to_text,
    find_tail,
    is_notice,
    read_label,
    read_labels,
    split_blocks,
)
from capture_import.forms.databases.heads import (
    is_day,
    read_length,
    split_sections,
)
from capture_import.forms.databases.nexis_heads import find_heading, read_head
from capture_import.forms.databases.parts import Part
from capture_import.forms.databases.stories import CUT, parts_to_captures, stream_to_parts
from capture_import.forms.entries.entry import EntryTag, NewsItem, text_to_html
from capture_import.publishers.database_labels import label_to_language, list_words, load_labels

_ANYWHERE = frozenset(("correction", "none", "language", "load_date", "subject"))
_LIKE_LABEL = re.compile(r"[A-Z][A-Z /-]{2,30}: ")
_SHARE = re.compile(r"\(\d{1,3}%\)")
_LONGEST_LANGUAGE = 60
_MOST_CAPTIONS = 3
# The label for the length counts words by another rule than ours. A text with less than this share of it is cut off.
_LEAST_SHARE = 0.4


def nexis_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the stories of a file."""
    parts = stream_to_parts(stream, budget, metadata, is_end)
    yield from parts_to_captures(parts, stream, source, budget, metadata, read_story)


def is_end(line: str) -> bool:
    """Return whether a line is the end of a story, such as `End of Document`."""
    return line.strip().lower() in _ends()


@cache
def _ends() -> frozenset[str]:
    return frozenset(list_words("end"))


def read_story(part: Part, is_last: bool) -> NewsItem | str | None:
    """Return a story's entry, or the reason for its rejection; None for a part that is not a story."""
    blocks = split_blocks(part.lines)
    is_new = bool(part.end) or (part.count is None and find_heading(blocks, "body") is not None)
    labels = load_labels("nexis")
    start, head = read_head(blocks, labels, is_new=is_new)
    if part.count is None and not part.end and not head.keys() & {"length", "body"}:
        return None
    if head.get("body"):
        # the text begins on the label's own line or on the next one
        blocks[start : start + 1] = [_text_of_label(blocks[start], labels)]
    elif "body" in head and not is_new:
        start += 1
    end = start + _find_end(blocks[start:], labels, is_new=is_new)
    body, tail = list(blocks[start:end]), _read_tail(blocks[end:], labels, is_new=is_new)
    has_tail = any(name != "correction" for name, _ in tail) or end < len(blocks)
    if _repeats_head(body, labels, is_new=is_new):
        return "several stories, and no line divides them: export them again with numbered documents"
    words = sum(len(line.split()) for block in body for line in block)
    length = read_length(head.get("length", ""))
    is_ended = bool(body) and ends_sentence(body[-1][-1])
    is_short = words < _LEAST_SHARE * length
    if not has_tail and not part.end and (is_short or (is_last and not is_ended)):
        return CUT if is_last else f"cut off: {words} of the {length} words that the story announces"
    notes = [f"{name_}: {value}" for name_, value in _list_notes(blocks[end:], labels, is_new=is_new)]
    said = dict(reversed(tail))
    return NewsItem(
        title=head.get("headline", ""),
        published=head.get("date", ""),
        byline=head.get("byline", ""),
        sections=split_sections(head.get("section", "")),
        tags=tuple(EntryTag(tag) for tag in _split_subjects(said.get("subject", ""))),
        language=label_to_language(said.get("language", "")),
        summary=head.get("summary", ""),
        content_html=text_to_html("\n\n".join(filter(None, [blocks_to_text(body), *notes]))),
        publisher=head.get("publisher", ""),
        place=head.get("place", ""),
    )


def _text_of_label(block: Block, labels: Mapping[str, str]) -> Block:
    """Return the lines behind the label of the text."""
    for at, line in enumerate(block):
        label = read_label(line, labels)
        if label and label.name == "body":
            return [part for part in (label.value, *block[at + 1 :]) if part]
    return block


def _is_tail_label(label: Label) -> bool:
    if label.name == "load_date":
        return not label.value or is_day(label.value)
    if label.name == "language":
        return len(label.value) <= _LONGEST_LANGUAGE
    return label.name in (*_ANYWHERE, "graphic", "classification")


def _find_end(blocks: Sequence[Block], labels: Mapping[str, str], *, is_new: bool) -> int:
    """Return where the text ends: at the labels below it, or at captions of pictures that the file does not have."""

    def is_known(block: Block) -> bool:
        found = read_labels(block, labels, is_capital=not is_new)
        return is_notice(block) or (bool(found) and all(map(_is_tail_label, found)))

    def is_like(block: Block) -> bool:
        return bool(_LIKE_LABEL.match(block[0]))

    end = find_tail(blocks, is_known, is_like)
    if is_new:
        headings = [
            found[0] for name in ("classification", "graphic", "correction") if (found := find_heading(blocks, name))
        ]
        return min([end, *(at for at in headings if at)])
    for at in range(max(0, end - 1 - _MOST_CAPTIONS), end):
        label = read_label(blocks[at][0], labels, is_capital=True)
        if label and label.name == "graphic" and at:
            return at
    return end


def _read_tail(blocks: Sequence[Block], labels: Mapping[str, str], *, is_new: bool) -> list[Label]:
    return [label for block in blocks for label in read_labels(block, labels, is_capital=not is_new)]


def _list_notes(blocks: Sequence[Block], labels: Mapping[str, str], *, is_new: bool) -> Iterator[tuple[str, str]]:
    """Yield the corrections and editors' notes below a text, each with its label. They are part of what was published.

    Captions of pictures that the file does not have are left out.
    """
    heading = ""
    for block in blocks:
        word = block[0].strip()
        if len(block) == 1 and labels.get(word.lower()):
            heading = word if labels[word.lower()] == "correction" else ""
            continue
        found = read_labels(block, labels, is_capital=not is_new)
        for label, line in zip(found, (line for line in block if read_label(line, labels)), strict=False):
            if label.name == "correction" and label.value:
                yield line.partition(":")[0].strip(), label.value
        if heading and not found and not is_notice(block):
            yield heading, " ".join(block_to_paragraphs(block))


def _repeats_head(body: Sequence[Block], labels: Mapping[str, str], *, is_new: bool) -> bool:
    """Return whether a text has a label for the length, which belongs to the head of another story."""
    return any(
        label.name == "length" and read_length(label.value)
        for block in body
        if (label := read_label(block[0], labels, is_capital=not is_new))
    )


def _split_subjects(text: str) -> list[str]:
    return [tag for part in text.split(";") if (tag := _SHARE.sub("", part).strip())]
