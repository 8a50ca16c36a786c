"""JSON files of entries: which of them it is, a whole document, a list of any length, or one object a line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import CHUNK, ByteStream, Damaged
from capture_import.fields.encodings import find_encoding
from capture_import.forms.entries import json_feeds, ninjs
from capture_import.forms.entries.entry import NewsItem, entry_to_capture
from capture_import.forms.exports import ghost
from capture_import.forms.read_later import bookmarks, omnivore, wallabag, zotero_json
from capture_import.forms.tables.columns import Columns
from capture_import.forms.tables.json_tables import find_objects, is_article, is_frame, object_to_item
from capture_import.forms.tables.json_values import JsonValues, begins_array
from capture_import.forms.tables.rows import NOT_PUBLISHED, NotPublished
from capture_import.forms.tables.wide_streams import to_narrow
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
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata, columns: Columns | None = None
) -> Iterator[ContainerItem]:
    """Yield the entries of a JSON feed, of one ninjs item, of a list of them, or of a file with one object a line; the
    articles of a crawler or of any table whose columns have names that are known, or are named in the call.

    A document is read whole (up to the limit feed_bytes); lines and the objects of a list one at a time, however many
    there are.
    """
    yield from _JsonFile(stream, source, budget.limits.feed_bytes, metadata, columns or Columns()).read()


class _JsonFile:
    """A JSON file that is read."""

    def __init__(
        self, stream: ByteStream, source: str, limit: int, metadata: CaptureMetadata, columns: Columns
    ) -> None:
        self._stream = to_narrow(stream)
        self._source = source
        self._limit = limit
        self._metadata = metadata
        self._columns = columns
        self._skipped = SkippedCounter(source)

    def read(self) -> Iterator[ContainerItem]:
        """Yield what the file holds."""
        if begins_array(self._stream.peek(CHUNK)):
            yield from self._read_values()
            yield from self._skipped.totals()
            return
        first = self._stream.read_line(self._limit + 1)
        if _is_whole_object(first) and self._stream.peek(1):
            yield from self._read_lines(first)
        else:
            content = first + self._stream.read(max(0, self._limit + 1 - len(first)))
            if self._stream.fault:
                raise Damaged(self._stream.fault)
            if len(content) > self._limit:
                raise Damaged(
                    f"too large: a JSON document of more than {self._limit} bytes (the limit feed_bytes): write one "
                    "object a line"
                )
            yield from self._read_document(_parse(content))
        yield from self._skipped.totals()

    def _read_values(self) -> Iterator[ContainerItem]:
        for number, value in enumerate(JsonValues(self._stream, self._limit), 1):
            where = f"{self._source}#{number}"
            try:
                if isinstance(value, str):
                    raise Damaged(value)
                yield from self._read_object(_parse(value), where)
            except Damaged as damaged:
                yield Unreadable(where, str(damaged))

    def _read_lines(self, line: bytes) -> Iterator[ContainerItem]:
        stream, limit = self._stream, self._limit
        number = 0
        while line:
            number += 1
            where = f"{self._source}#{number}"
            is_cut = not line.endswith(b"\n") and (stream.fault or stream.peek(1))
            try:
                if is_cut:
                    raise Damaged(
                        stream.fault or f"too large: a line of more than {limit} bytes (the limit feed_bytes)"
                    )
                if line.strip():
                    yield from self._read_object(_parse(line), where)
            except Damaged as damaged:
                yield Unreadable(where, str(damaged))
            while line and not line.endswith(b"\n"):
                line = stream.read_line(limit + 1)
            line = stream.read_line(limit + 1)

    def _read_document(self, document: Any) -> Iterator[ContainerItem]:
        if ghost.is_ghost(document):
            yield from ghost.ghost_to_captures(document, self._source, self._metadata)
        elif json_feeds.is_feed(document):
            yield from _entries_to_items(json_feeds.feed_to_entries(document), self._source, self._metadata)
        elif isinstance(document, list) and document:
            yield from self._read_objects(document)
        elif isinstance(document, dict) and zotero_json.is_library(document):
            yield from zotero_json.library_to_items(document, self._source, self._metadata)
        elif self._is_table(document):
            yield from self._read_objects(find_objects(document, self._columns))
        else:
            yield from self._read_object(document, self._source)

    def _is_table(self, document: Any) -> bool:
        """Return whether a document is no article itself, and holds some."""
        if not isinstance(document, dict) or ninjs.is_ninjs(document):
            return False
        if is_frame(document, self._columns):
            return True
        return not is_article(document, self._columns) and bool(find_objects(document, self._columns))

    def _read_objects(self, objects: Iterable[Any]) -> Iterator[ContainerItem]:
        for number, item in enumerate(objects, 1):
            where = f"{self._source}#{number}"
            try:
                yield from self._read_object(item, where)
            except Damaged as damaged:
                yield Unreadable(where, str(damaged))

    def _read_ninjs(self, item: Any, where: str) -> Iterator[ContainerItem]:
        if no_text := ninjs.why_no_text(item):
            self._skipped.add(no_text)
            return
        found = ninjs.list_items(item)
        for number, each in enumerate(found, 1):
            if no_text := ninjs.why_no_text(each):
                self._skipped.add(no_text)
            else:
                place = where if len(found) == 1 else f"{where}#{number}"
                yield entry_to_capture(place, ninjs.item_to_entry(each), self._metadata)

    def _read_object(self, item: Any, where: str) -> Iterator[ContainerItem]:
        if ghost.is_ghost(item):
            yield from ghost.ghost_to_captures(item, where, self._metadata)
        elif json_feeds.is_feed(item):
            yield from _entries_to_items(json_feeds.feed_to_entries(item), where, self._metadata)
        elif ninjs.is_ninjs(item):
            yield from self._read_ninjs(item, where)
        elif not isinstance(item, dict) or not item:
            raise Damaged(_UNKNOWN)
        elif wallabag.is_entry(item):
            yield wallabag.entry_to_item(item, where, self._metadata)
        elif omnivore.is_item(item):
            yield from omnivore.check_item(item, where, self._metadata, self._skipped)
        elif reason := bookmarks.find_reference(item):
            raise Damaged(reason)
        else:
            found = object_to_item(item, where, self._metadata, self._columns)
            if isinstance(found, NotPublished):
                self._skipped.add(NOT_PUBLISHED)
            else:
                yield found


def _entries_to_items(
    entries: Iterator[NewsItem | str], source: str, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    for number, entry in enumerate(entries, 1):
        where = f"{source}#{number}"
        yield entry_to_capture(where, entry, metadata) if isinstance(entry, NewsItem) else Unreadable(where, entry)


def _is_known(document: Any) -> bool:
    return json_feeds.is_feed(document) or ninjs.is_ninjs(document) or ghost.is_ghost(document)


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
