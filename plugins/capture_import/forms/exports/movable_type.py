"""Movable Type's text of entries (TypePad and others write it too), entry by entry, however long the file is.

Lines `NAME: value`, then fields of many lines, each behind `-----`; `--------` ends an entry. Dates are American.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream
from capture_import.fields.dates import to_iso
from capture_import.forms.entries.entry import EntryTag, NewsItem, entry_to_capture, text_to_html, unique_lines
from capture_import.forms.entries.xml_text import TextStream
from newsrecord.clean_text import clean_line

_ENTRY_END, _FIELD_END = "--------", "-----"
_NAMED = re.compile(r"([A-Z][A-Z ]{2,30}):\s?(.*)\Z", re.S)
_PUBLISHED = ("publish", "published", "")
_TAG = re.compile(r'"([^"]*)"|([^,]+)')
_BLOCK = re.compile(r"<(?:p|div|ul|ol|table|blockquote|h[1-6]|pre|figure)\b", re.I)
_CUT = "cut off: the file ends inside this entry; those before it are kept"


def movable_type_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the published entries; drafts are skipped and counted, comments are no part of them."""
    skipped = SkippedCounter(source)
    text = TextStream(stream, metadata.charset)
    for number, (lines, is_whole) in enumerate(_split_entries(text, budget.limits.entry_bytes), 1):
        where = f"{source}#{number}"
        if lines is None:
            limit = budget.limits.entry_bytes
            yield Unreadable(where, f"too large: an entry of more than {limit} characters (the limit entry_bytes)")
            continue
        values, parts = _read_entry(lines)
        if values.get("STATUS", [""])[0].lower() not in _PUBLISHED:
            skipped.add("drafts in Movable Type exports")
        elif not is_whole and (stream.fault or not parts.get("BODY", "").strip()):
            yield Unreadable(where, stream.fault or _CUT)
        elif not (content := _to_html(values, parts)):
            yield Unreadable(where, "an entry without text")
        else:
            yield entry_to_capture(where, _to_entry(values, parts, content), metadata)
        for _ in range(len([name for name in parts if name.startswith(("COMMENT", "PING"))])):
            skipped.add("comments in Movable Type exports")
    yield from skipped.totals()


def _split_entries(text: TextStream, limit: int) -> Iterator[tuple[list[str] | None, bool]]:
    """Yield the lines of each entry, and whether it has its end; None for one that is too large."""
    lines: list[str] = []
    size = 0
    for line in _list_lines(text, limit):
        if line.rstrip() == _ENTRY_END:
            if size > limit:
                yield None, True
            elif any(each.strip() for each in lines):
                yield lines, True
            lines, size = [], 0
            continue
        size += len(line) + 1
        if size <= limit:
            lines.append(line)
        else:
            lines.clear()
    if size > limit:
        yield None, False
    elif any(each.strip() for each in lines):
        yield lines, False


def _list_lines(text: TextStream, limit: int) -> Iterator[str]:
    rest = ""
    while some := text.read_some():
        *whole, rest = (rest + some).split("\n")
        yield from (line.removesuffix("\r") for line in whole)
        if len(rest) > limit:
            yield rest
            rest = ""
    if rest:
        yield rest


def _read_entry(lines: list[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return an entry's values by their names, and its long fields; a later one of a name has its number behind it."""
    values: dict[str, list[str]] = {}
    parts: dict[str, str] = {}
    at = 0
    while at < len(lines) and lines[at].rstrip() != _FIELD_END:
        if named := _NAMED.match(lines[at]):
            values.setdefault(named[1], []).append(clean_line(named[2]))
        at += 1
    part: list[str] = []
    for line in [*lines[at + 1 :], _FIELD_END]:
        if line.rstrip() != _FIELD_END:
            part.append(line)
            continue
        named = _NAMED.match(part[0]) if part else None
        if named:
            name = named[1] if named[1] not in parts else f"{named[1]} {len(parts)}"
            parts[name] = "\n".join([named[2], *part[1:]]).strip()
        part = []
    return values, parts


def _to_html(values: dict[str, list[str]], parts: dict[str, str]) -> str:
    """Return the text, with its extended part; as HTML by what the entry says that its lines are."""
    how = values.get("CONVERT BREAKS", ["1"])[0].lower()
    texts = [parts[name] for name in ("BODY", "EXTENDED BODY") if parts.get(name, "").strip()]
    if how.startswith("markdown"):
        from capture_import.forms.plain_text.markdown_captures import markdown_to_html  # noqa: PLC0415 - seldom used

        return "\n".join(map(markdown_to_html, texts))
    return "\n".join(
        text if how in ("0", "richtext") or _BLOCK.search(text) else _to_paragraphs(text) for text in texts
    )


def _to_paragraphs(text: str) -> str:
    if "<" not in text:
        return text_to_html(text)
    return "".join(
        f"<p>{part.strip()}</p>".replace("\n", "<br>") for part in re.split(r"\n\s*\n", text) if part.strip()
    )


def _to_entry(values: dict[str, list[str]], parts: dict[str, str], content: str) -> NewsItem:
    def first(name: str) -> str:
        return values.get(name, [""])[0]

    sections = [*values.get("PRIMARY CATEGORY", ()), *values.get("CATEGORY", ())]
    tags = [quoted or bare for quoted, bare in _TAG.findall(first("TAGS"))]
    return NewsItem(
        title=first("TITLE"),
        url=first("UNIQUE URL"),
        published=_to_time(first("DATE")),
        authors=unique_lines([first("AUTHOR")]),
        sections=unique_lines(sections),
        tags=tuple(EntryTag(name) for name in unique_lines([*tags, *parts.get("KEYWORDS", "").split(",")])),
        summary=clean_line(re.sub(r"<[^<>]*>", " ", parts.get("EXCERPT", ""))),
        content_html=content,
        identifier=first("BASENAME"),
    )


def _to_time(text: str) -> str:
    """Return a date as the format has it: month, day, year, and a clock of twelve or of twenty-four hours."""
    for form in ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y"):
        try:
            when = datetime.strptime(text, form)  # noqa: DTZ007 - the format names no zone
        except ValueError:
            continue
        return when.isoformat() if ":" in form else when.date().isoformat()
    return to_iso(text)
