"""Omnivore's export: `metadata_0_to_20.json` lists items, whose texts lie in `content/SLUG.html`."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import Skipped, SkippedCounter
from capture_import.containers.times import text_to_time
from capture_import.fields.encodings import bytes_to_text
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, entry_to_capture
from capture_import.forms.tables.values import value_to_line, value_to_texts
from newsrecord.clean_text import clean_line

_METADATA = re.compile(r"(?:.*/)?metadata_\d+_to_\d+\.json\Z")
_OWN_NAMES = frozenset("readingProgress savedAt updatedAt publishedAt state labels thumbnail".split())
_FEWEST_NAMES = 3
_DELETED = "deleted"
_BODY = re.compile(r"<body\b[^<>]*>(.*?)(?:</body>|\Z)", re.I | re.S)


def is_item(item: Mapping[str, Any]) -> bool:
    """Return whether an object is an item of an export: it has a slug, and several names that Omnivore has."""
    return isinstance(item.get("slug"), str) and len(_OWN_NAMES & item.keys()) >= _FEWEST_NAMES


def check_item(
    item: Mapping[str, Any], where: str, metadata: CaptureMetadata, skipped: SkippedCounter
) -> Iterator[ContainerItem]:
    """Yield why an item has no text, where it has none; its page is a capture of its own."""
    if value_to_line(item.get("state")).lower() == _DELETED:
        skipped.add("deleted items of Omnivore")
        return
    neighbours = metadata.neighbours
    if neighbours is None:
        yield Unreadable(
            where, "an item of Omnivore, whose page can't be looked for here: import the folder or the zip"
        )
        return
    folder = neighbours.path.rpartition("/")[0]
    page = f"content/{item['slug']}.html"
    if not neighbours.has(f"{folder}/{page}" if folder else page):
        url = value_to_line(item.get("url"))
        yield Unreadable(where, f"the export has no {page}: import the page itself{', ' + url if '://' in url else ''}")


def is_library(path: str) -> bool:
    """Return whether a file is one that lists items, by its name."""
    return bool(_METADATA.match(path))


def library_to_items(content: bytes) -> dict[str, dict[str, Any]]:
    """Return a library's items by the paths of what belongs to them; none of a file that is none."""
    try:
        items = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    found = {}
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and is_item(item):
            found[f"content/{item['slug']}.html"] = item
            found[f"highlights/{item['slug']}.md"] = item
    return found


def page_to_item(capture: Capture, file: str, item: Mapping[str, Any]) -> ContainerItem:
    """Return the capture of an item's page, whose text is the article as Omnivore keeps it."""
    if file.startswith("highlights/"):
        return Skipped(capture.source, "highlights of Omnivore", 1)
    if value_to_line(item.get("state")).lower() == _DELETED:
        return Skipped(capture.source, "pages of deleted items of Omnivore", 1)
    text = bytes_to_text(capture.body, capture.charset).text
    body = _BODY.search(text)
    picture = value_to_line(item.get("thumbnail"))
    entry = NewsItem(
        title=value_to_line(item.get("title")),
        url=value_to_line(item.get("url")) or capture.url,
        published=value_to_line(item.get("publishedAt")),
        authors=tuple(line for line in [value_to_line(item.get("author"))] if line),
        tags=tuple(EntryTag(line) for label in value_to_texts(item.get("labels")) if (line := clean_line(label))),
        summary=value_to_line(item.get("description")),
        content_html=body[1] if body else text,
        images=(EntryImage(picture),) if "://" in picture else (),
    )
    saved_at = text_to_time(value_to_line(item.get("savedAt")))
    metadata = CaptureMetadata(captured_at=saved_at or capture.captured_at)
    return replace(entry_to_capture(capture.source, entry, metadata), kind=capture.kind)
