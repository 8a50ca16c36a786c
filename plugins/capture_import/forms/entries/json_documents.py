"""JSON files of entries: tells a JSON feed from ninjs, and a whole document from a file with one object a line."""

import json
from collections.abc import Iterator
from typing import Any

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream, Damaged
from capture_import.fields.encodings import find_encoding
from capture_import.forms.entries import json_feeds, ninjs
from capture_import.forms.entries.entry import NewsItem, entry_to_capture
from newsrecord.whole_numbers import text_to_number

_UNKNOWN = "JSON, but neither a JSON feed nor ninjs: it does not say which of its parts are articles"


def is_known_json(content: bytes) -> bool:
    """Return whether a JSON document is a JSON feed, a ninjs item or a list that holds one."""
    try:
        document = _parse(content)
    except Damaged:
        return False
    return _is_known(document) or (isinstance(document, list) and any(map(_is_known, document)))


def json_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the entries of a JSON feed, of one ninjs item, of a list of them, or of a file with one object a line.

    A document is read whole (up to the limit feed_bytes); lines are read one at a time, however many there are.
    """
    limit = budget.limits.feed_bytes
    skipped = SkippedCounter(source)
    first = stream.read_line(limit + 1)
    if _is_whole_object(first) and stream.peek(1):
        yield from _read_lines(first, stream, source, limit, metadata, skipped)
    else:
        content = first + stream.read(max(0, limit + 1 - len(first)))
        if stream.fault:
            raise Damaged(stream.fault)
        if len(content) > limit:
            raise Damaged(
                f"too large: a JSON document of more than {limit} bytes (the limit feed_bytes): write one object a line"
            )
        yield from _read_document(_parse(content), source, metadata, skipped)
    yield from skipped.totals()


def _read_lines(
    line: bytes, stream: ByteStream, source: str, limit: int, metadata: CaptureMetadata, skipped: SkippedCounter
) -> Iterator[ContainerItem]:
    number = 0
    while line:
        number += 1
        where = f"{source}#{number}"
        is_cut = not line.endswith(b"\n") and (stream.fault or stream.peek(1))
        try:
            if is_cut:
                raise Damaged(stream.fault or f"too large: a line of more than {limit} bytes (the limit feed_bytes)")
            if line.strip():
                yield from _read_object(_parse(line), where, metadata, skipped)
        except Damaged as damaged:
            yield Unreadable(where, str(damaged))
        while line and not line.endswith(b"\n"):
            line = stream.read_line(limit + 1)
        line = stream.read_line(limit + 1)


def _read_document(
    document: Any, source: str, metadata: CaptureMetadata, skipped: SkippedCounter
) -> Iterator[ContainerItem]:
    if json_feeds.is_feed(document):
        entries = json_feeds.feed_to_entries(document)
        yield from _entries_to_items(entries, source, metadata)
    elif isinstance(document, list) and document:
        for number, item in enumerate(document, 1):
            try:
                yield from _read_object(item, f"{source}#{number}", metadata, skipped)
            except Damaged as damaged:
                yield Unreadable(f"{source}#{number}", str(damaged))
    else:
        yield from _read_object(document, source, metadata, skipped)


def _read_object(item: Any, source: str, metadata: CaptureMetadata, skipped: SkippedCounter) -> Iterator[ContainerItem]:
    if json_feeds.is_feed(item):
        yield from _entries_to_items(json_feeds.feed_to_entries(item), source, metadata)
    elif not ninjs.is_ninjs(item):
        raise Damaged(_UNKNOWN)
    elif no_text := ninjs.why_no_text(item):
        skipped.add(no_text)
    else:
        yield entry_to_capture(source, ninjs.item_to_entry(item), metadata)


def _entries_to_items(
    entries: Iterator[NewsItem | str], source: str, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    for number, entry in enumerate(entries, 1):
        where = f"{source}#{number}"
        yield entry_to_capture(where, entry, metadata) if isinstance(entry, NewsItem) else Unreadable(where, entry)


def _is_known(document: Any) -> bool:
    return json_feeds.is_feed(document) or ninjs.is_ninjs(document)


def _is_whole_object(line: bytes) -> bool:
    try:
        return line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and isinstance(_parse(line), dict)
    except Damaged:
        return False


def _decode(content: bytes) -> str:
    """Return the text of JSON, which should be UTF-8 (RFC 8259) but is sometimes in another encoding."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    found = find_encoding(content)
    return content.decode(found.name if found else "utf-8").removeprefix("\ufeff")


def _parse(content: bytes) -> Any:
    try:
        return json.loads(_decode(content), parse_int=text_to_number)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"malformed JSON: {str(error)[:120]}") from error
