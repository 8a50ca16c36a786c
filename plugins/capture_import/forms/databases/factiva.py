"""Factiva, text and HTML: stories whose lines have codes (`HD`, `BY`, `LP`), or the same lines in that order without
any; `Document` with a number behind each.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.streams import ByteStream
from capture_import.fields.body.sentences import ends_sentence
from capture_import.fields.names import are_names, read_byline
from capture_import.forms.databases.blocks import Block, blocks_to_text, is_notice, join_lines, split_blocks
from capture_import.forms.databases.factiva_codes import (
    HEAD_CODES,
    NUMBER_CODE,
    TAIL_CODES,
    TEXT_CODES,
    Edges,
    has_narrow_gaps,
    list_codes,
    read_code,
    read_number,
)
from capture_import.forms.databases.heads import find_day, is_day, is_edition, is_page, read_length, split_sections
from capture_import.forms.databases.parts import Part
from capture_import.forms.databases.stories import CUT, parts_to_captures, stream_to_parts
from capture_import.forms.entries.entry import NewsItem, text_to_html
from capture_import.publishers.database_labels import label_to_language, name_to_language

_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_FEWEST_CODES = 3
_LONGEST_HEAD = 14
_LONGEST_SECTION = 30
# What the length says counts more or less than we do; with less than this of it a text that ends as one does is cut.
_LEAST_SHARE = 0.4
_NO_TEXT = "no text: the export holds the lines above it alone: export the whole story"


def factiva_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the stories of a file."""
    edges = Edges()
    parts = stream_to_parts(stream, budget, metadata, edges.is_end, edges.is_start)
    yield from parts_to_captures(parts, stream, source, budget, metadata, read_story)


def read_story(part: Part, is_last: bool) -> NewsItem | str | None:
    """Return a story's entry, why there is none, or None for what is no story."""
    codes = list_codes(part.lines)
    is_coded = len(codes & HEAD_CODES) >= _FEWEST_CODES or bool(codes & TEXT_CODES and codes & HEAD_CODES)
    if is_coded:
        return _read_coded(part, is_last)
    return _read_shown(part, is_last)


def _read_coded(part: Part, is_last: bool) -> NewsItem | str:
    values: dict[str, list[str]] = {}
    code = ""
    is_narrow = has_narrow_gaps([line for line in part.lines if line.strip()])
    for line in part.lines:
        found = read_code(line, is_narrow=is_narrow)
        # within the text only what can follow it is a code
        if found and not (code in TEXT_CODES and found[0] in HEAD_CODES) and found[0] not in values:
            code = found[0]
            values[code] = [found[1]] if found[1] else []
        elif code:
            values[code].append(line)
    text = [block for name in ("LP", "TD") for block in split_blocks(values.get(name, ()))]
    if (
        is_last
        and not part.end
        and not values.keys() & TAIL_CODES
        and (part.follows_end or not _is_whole(text, values))
    ):
        return CUT
    if not text:
        return _NO_TEXT
    told = {name: join_lines(filter(str.strip, lines)) for name, lines in values.items()}
    day, clock = told.get("PD", ""), told.get("ET", "")
    both = f"{day} {clock}".strip()
    correction = split_blocks(values.get("CX", ()))
    return NewsItem(
        title=told.get("HD", ""),
        published=both if is_day(both) else day,
        byline=told.get("BY", ""),
        sections=split_sections(told.get("SE", "")),
        language=label_to_language(told.get("LA", "")),
        content_html=text_to_html(blocks_to_text([*text, *correction])),
        publisher=told.get("SN", ""),
        place=told.get("DLN", ""),
        identifier=_read_number(part) or told.get("AN", ""),
    )


def _is_whole(text: Sequence[Block], values: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a text ends as one does and has most of the words that are announced."""
    words = sum(len(line.split()) for block in text for line in block)
    return (
        bool(text)
        and ends_sentence(text[-1][-1])
        and words >= _LEAST_SHARE * read_length(join_lines(values.get("WC", ())))
    )


def _read_number(part: Part) -> str:
    return read_number(part.end.removeprefix(NUMBER_CODE))


def _read_shown(part: Part, is_last: bool) -> NewsItem | str | None:
    """Read a story without codes, from the line that counts its words: above it headline and byline, below it day,
    time, paper, its code, page, language and copyright.
    """
    blocks = split_blocks(part.lines)
    lines = [(number, line.strip()) for number, block in enumerate(blocks) for line in block]
    at = next((at for at, (_, line) in enumerate(lines) if read_length(line)), -1)
    if at < 0:
        return "no line of this story counts its words, so that nothing tells its headline" if part.end else None
    below = [line for _, line in lines[at + 1 : at + 1 + _LONGEST_HEAD]]
    day = find_day(below[:4])
    if day < 0 and not part.end:
        return None
    if is_last and not part.end:
        return CUT
    start, head = _read_lines_below(lines, at + 1)
    above = [(number, line) for number, line in lines[:at]]
    byline = ""
    if len(above) > 1 and (read_byline(above[-1][1]) or are_names(above[-1][1])):
        byline = above.pop()[1]
    number = above[-1][0] if above else -1
    headline = [line for at_block, line in above if at_block == number]
    section = ""
    if len(headline) > 1 and headline[0] == headline[0].upper() and len(headline[0]) <= _LONGEST_SECTION:
        section = headline.pop(0)
    elif len(above) > len(headline) and len(previous := blocks[number - 1]) == 1:
        section = previous[0].strip() if len(previous[0]) <= _LONGEST_SECTION and part.count is None else ""
    text = blocks[start:]
    if not text:
        return _NO_TEXT
    return NewsItem(
        title=join_lines(headline),
        published=head.get("date", ""),
        byline=byline,
        sections=split_sections(section),
        language=head.get("language", ""),
        content_html=text_to_html(blocks_to_text(text)),
        publisher=head.get("publisher", ""),
        identifier=_read_number(part),
    )


def _read_lines_below(lines: Sequence[tuple[int, str]], at: int) -> tuple[int, dict[str, str]]:
    """Return the block where the text begins, and what stands above it: up to the copyright, else up to a sentence."""
    head: dict[str, str] = {}
    last = lines[at - 1][0]
    for number, line in lines[at : at + _LONGEST_HEAD]:
        if is_notice([line]):
            return number + 1, head
        if number > last and ends_sentence(line) and not is_page(line) and len(line) > _LONGEST_SECTION:
            return number, head
        if "date" not in head and is_day(line):
            head["date"] = line
        elif "date" in head and "publisher" not in head and is_day(both := f"{head['date']} {line}") and ":" in line:
            head["date"] = both
        elif language := name_to_language(line):
            head["language"] = language
        elif "publisher" not in head and not is_page(line):
            head["publisher"] = line
        elif not (is_page(line) or is_edition(line) or _SOURCE_CODE.fullmatch(line)) and "language" in head:
            return number, head
        last = number
    return last + 1, head


def is_shown_head(block_lines: Sequence[str]) -> bool:
    """Return whether lines hold one that counts words, and a day in one of the next: a story without codes."""
    return any(read_length(line) and find_day(block_lines[at + 1 : at + 4]) >= 0 for at, line in enumerate(block_lines))


def is_coded_head(lines: Sequence[str]) -> bool:
    """Return whether lines begin with enough of the codes, that of the headline among them."""
    codes = list_codes(lines)
    return "HD" in codes and len(codes & HEAD_CODES) > _FEWEST_CODES and bool(codes & (TEXT_CODES | {"PD"}))
