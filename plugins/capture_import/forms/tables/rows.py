"""A row of a table, or an object of JSON, to what it is a capture of."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.metadata import CaptureMetadata, read_url
from capture_import.containers.times import text_to_time
from capture_import.fields.body.boilerplate_lines import ends_as_teaser
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, entry_to_capture, entry_to_json
from capture_import.forms.plain_text.header_fields import UNPUBLISHED, YES
from capture_import.forms.tables.columns import Layout
from capture_import.forms.tables.values import (
    is_empty,
    is_whole_page,
    value_to_html,
    value_to_line,
    value_to_texts,
)
from newsrecord.clean_text import clean_line

NOT_PUBLISHED = "rows of tables that are not published"
_SEPARATORS = (";", "|", "\n", "；", "、", "，", ",")
_TAGS = re.compile(r"<[^<>]*>")
_LETTERS = re.compile(r"[\W_]+")
_COUNTED_REST = re.compile(r"\[\+?\d+ [a-z]+\]\s*\Z")  # as NewsAPI and GNews end what they cut
_LONGEST_END = 200
_NO = ("false", "no", "0", "off", "0.0")


class NotPublished(NamedTuple):
    """A row that its owner has not published."""


def row_to_item(
    layout: Layout, values: Sequence[Any], where: str, metadata: CaptureMetadata
) -> Capture | Unreadable | NotPublished:
    """Return what a row is: an entry, a web page that stands in it as a whole, or why there is none."""
    row = _Row(layout, values)
    if _is_hidden(row):
        return NotPublished()
    for field in ("title", "text"):
        if fault := row.find_ambiguity(field):
            return Unreadable(where, fault)
    if captured_at := text_to_time(row.line("captured")):
        metadata = replace(metadata, captured_at=captured_at)
    entry = _row_to_entry(row)
    text = row.value("text")
    if is_whole_page(text):
        return Capture(
            where,
            text.encode("utf-8", "replace"),
            "text/html",
            "utf-8",
            read_url(entry.url),
            metadata.captured_at,
            declared=entry_to_json(entry),
        )
    content = value_to_html(text)
    plain = clean_line(_TAGS.sub(" ", content))
    if _COUNTED_REST.search(plain) or ends_as_teaser(plain[-_LONGEST_END:]):
        page = f", {entry.url}" if "://" in entry.url else ""
        return Unreadable(where, f"the table has only the beginning of this article: import the page itself{page}")
    return entry_to_capture(where, replace(entry, content_html=content), metadata)


class _Row:
    """A row's values by field."""

    def __init__(self, layout: Layout, values: Sequence[Any]) -> None:
        self._layout = layout
        self._values = values

    def value(self, field: str) -> Any:
        """Return the value of the most trusted column of a field that has one; None where none has."""
        found = [self._values[place] for place in self._layout.list_places(field) if not is_empty(self._values[place])]
        if field == "text" and len(found) > 1:
            # a text alone says what its article is; a page needs to be looked through
            found.sort(key=is_whole_page)
        return found[0] if found else None

    def line(self, field: str) -> str:
        """Return a field's text as one line."""
        return value_to_line(self.value(field))

    def texts(self, field: str) -> list[str]:
        """Return a field's texts."""
        return [line for text in value_to_texts(self.value(field)) if (line := clean_line(text))]

    def members(self, field: str) -> list[str]:
        """Return the members of a list, which one text may hold: `harbour; ferry`."""
        texts = list(value_to_texts(self.value(field)))
        if len(texts) == 1:
            texts = texts[0].split(next((sign for sign in _SEPARATORS if sign in texts[0]), "\n"))
        return list(dict.fromkeys(line for text in texts if (line := clean_line(text))))

    def find_ambiguity(self, field: str) -> str:
        """Return what is to be said of a row in which two columns of one rank have other words for the same field."""
        for group in self._layout.places.get(field, ()):
            filled = [place for place in group if not is_empty(self._values[place])]
            if not filled:
                continue
            words = [_fold(self._values[place]) for place in filled]
            longest = max(words, key=len)
            others = [name for name, word in zip(filled, words, strict=True) if word not in longest]
            if others:
                names = " and ".join(f"`{self._layout.names[place]}`" for place in filled)
                return (
                    f"{names} have different words, and each may be the {field}: say which is, as in "
                    f"`--map {self._layout.names[filled[0]]}={field}`"
                )
            return ""
        return ""


def _row_to_entry(row: _Row) -> NewsItem:
    source, url = row.line("source"), row.line("url")
    source_url = source if "://" in source else ""
    images = [text for text in row.texts("picture") if "://" in text]
    published, modified = row.line("date"), row.line("modified")
    return NewsItem(
        title=row.line("title"),
        url=url or source_url,
        published=published,
        modified=modified if modified != published else "",
        authors=tuple(row.texts("authors")),
        tags=tuple(map(EntryTag, row.members("tags"))),
        sections=tuple(row.members("sections")),
        language=row.line("language"),
        summary=clean_line(_TAGS.sub(" ", row.line("summary") or _summary_of(row.value("text")))),
        images=tuple(EntryImage(image) for image in images[:1]),
        publisher=row.line("publisher") or ("" if source_url else source),
        place=row.line("dateline"),
    )


def _summary_of(text: Any) -> str:
    """Return the lede that stands in the body's own object, as fundus has it."""
    summary = text.get("summary") if isinstance(text, dict) else None
    return " ".join(map(clean_line, value_to_texts(summary)))


def _is_hidden(row: _Row) -> bool:
    live = row.line("live").lower()
    return (
        row.line("status").lower() in UNPUBLISHED
        or _is_yes(row.value("draft"))
        or live in _NO
        or row.value("live") is False
        or row.value("status") is False
    )


def _is_yes(value: Any) -> bool:
    return value is True or value_to_line(value).lower() in YES


def _fold(value: Any) -> str:
    """Return a text's letters alone, by which two columns are compared."""
    return _LETTERS.sub("", _TAGS.sub(" ", value_to_html(value))).casefold()
