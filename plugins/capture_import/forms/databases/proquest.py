"""ProQuest's text: stories behind `Document 1 of 2`, each a title, labels, `Full text:`, and more labels."""

import re
from collections.abc import Iterator, Sequence

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.streams import ByteStream
from capture_import.fields.body.sentences import ends_sentence
from capture_import.fields.dates import read_line
from capture_import.forms.databases.blocks import (
    Block,
    Label,
    blocks_to_text,
    find_tail,
    is_notice,
    join_lines,
    read_label,
    read_labels,
    split_blocks,
)
from capture_import.forms.databases.heads import split_sections
from capture_import.forms.databases.parts import Part
from capture_import.forms.databases.stories import CUT, parts_to_captures, stream_to_parts
from capture_import.forms.entries.entry import EntryTag, NewsItem, text_to_html
from capture_import.publishers.database_labels import label_to_language, list_words, load_labels

_NO_TEXT = "no full text: the export holds the data of this story alone: export it with its full text"
_LIKE_LABEL = re.compile(r"[^\W\d_][\w /-]{2,40}: \S")
_RULE = re.compile(r"\s*[_=-]{8,}\s*")
# The service's own line below the last story.
_ADDRESS = re.compile(r"[^.]{0,60}(?:https?://|www\.)\S+\Z")


def proquest_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the stories of a file."""
    parts = stream_to_parts(stream, budget, metadata, lambda line: False, _Edges().is_start)
    yield from parts_to_captures(parts, stream, source, budget, metadata, read_story)


class _Edges:
    """Tells the rules that part stories, where no line numbers these: behind a text."""

    def __init__(self) -> None:
        self._has_text = False

    def is_start(self, line: str) -> bool:
        """Return whether a line begins a story."""
        if _RULE.fullmatch(line):
            had_text, self._has_text = self._has_text, False
            return had_text
        label = read_label(line, load_labels("proquest"))
        self._has_text = self._has_text or (label is not None and label.name in ("body", "identifier"))
        return False


def read_story(part: Part, is_last: bool) -> NewsItem | str | None:
    """Return a story's entry, why there is none, or None for what is no story."""
    labels = load_labels("proquest")
    blocks = split_blocks(line for line in part.lines if not _RULE.fullmatch(line))
    marks = [read_labels(block, labels) for block in blocks]
    at = next((at for at, found in enumerate(marks) if any(label.name == "body" for label in found)), -1)
    if part.count is None and at < 0:
        return None
    if at < 0:
        return (
            CUT if is_last and not any(label.name == "identifier" for found in marks for label in found) else _NO_TEXT
        )
    body = [*_text_behind_label(blocks[at]), *blocks[at + 1 :]]
    end = find_tail(body, _is_known, lambda block: bool(_LIKE_LABEL.match(block[0]) or _ADDRESS.fullmatch(block[0])))
    if is_last and end == len(body) and not (body and ends_sentence(body[-1][-1])):
        return CUT
    said: dict[str, str] = {}
    for found in (*marks[:at], marks[at], *(read_labels(block, labels) for block in body[end:])):
        for label in found:
            if label.value and label.value.strip(" .").lower() not in list_words("nothing"):
                said.setdefault(label.name, label.value)
    unlabelled = [block for block, found in zip(blocks[:at], marks, strict=False) if not found and not is_notice(block)]
    return NewsItem(
        title=said.get("headline") or (join_lines(unlabelled[0]) if unlabelled else ""),
        published=said.get("date") or _find_day(said.get("source", "")),
        byline=said.get("byline", ""),
        sections=split_sections(said.get("section", "")),
        tags=tuple(EntryTag(tag) for part in said.get("subject", "").split(";") if (tag := part.strip())),
        language=label_to_language(said.get("language", "")),
        summary=said.get("summary", ""),
        content_html=text_to_html(blocks_to_text(body[:end])),
        publisher=said.get("publisher") or said.get("source", "").partition(";")[0].partition("[")[0].strip(),
        place=said.get("place", ""),
        identifier=said.get("identifier", ""),
    )


def _text_behind_label(block: Block) -> Sequence[Block]:
    """Return the text that stands in the block of its label, which may have others above it."""
    labels = load_labels("proquest")
    for at, line in enumerate(block):
        found = read_labels([line], labels)
        if found and found[0].name == "body":
            lines = [line for line in (found[0].value, *block[at + 1 :]) if line]
            return [lines] if lines else []
    return []


def _is_known(block: Block) -> bool:
    found: Sequence[Label] = read_labels(block, load_labels("proquest"))
    return (bool(found) and all(label.name not in ("body", "summary") for label in found)) or is_notice(block)


def _find_day(text: str) -> str:
    """Return the words of the day in `The Herald ; Wexmoor [Wexmoor]04 Aug 2015: A.4.`."""
    dates = read_line(text[-200:].replace("]", "] ")).dates
    return dates[0][0].source if dates else ""
