"""Wallabag's JSON export: the entry's own keys, as its API has them (NewsItem of wallabag 2)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.times import text_to_time
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, entry_to_capture
from capture_import.forms.tables.values import value_to_line, value_to_texts
from newsrecord.clean_text import clean_line

_DATA = Path(__file__).parents[2] / "fields" / "data" / "read_later.toml"
_OWN_NAMES = frozenset(
    "is_archived is_starred is_public hashed_url given_url origin_url reading_time domain_name published_by mimetype "
    "preview_picture annotations http_status user_name starred_at archived_at".split()
)
_FEWEST_NAMES = 3


def is_entry(item: Mapping[str, Any]) -> bool:
    """Return whether an object is an entry: it has a title, a content, and several names that only Wallabag has."""
    return "title" in item and "content" in item and len(_OWN_NAMES & item.keys()) >= _FEWEST_NAMES


def entry_to_item(item: Mapping[str, Any], where: str, metadata: CaptureMetadata) -> Capture | Unreadable:
    """Return the capture of an entry: `created_at` is when it was saved, `published_at` when it was published."""
    url = next((line for name in ("url", "origin_url", "given_url") if (line := value_to_line(item.get(name)))), "")
    content = str(item.get("content") or "")
    remedy = f"import the page itself{', ' + url if '://' in url else ''}"
    if any(words in content[:500].lower() for words in _failed()):
        return Unreadable(where, f"Wallabag did not get the text of this page: {remedy}")
    if not content.strip():
        return Unreadable(where, f"an entry without text: {remedy}")
    picture = value_to_line(item.get("preview_picture"))
    entry = NewsItem(
        title=value_to_line(item.get("title")),
        url=url,
        published=value_to_line(item.get("published_at")),
        authors=tuple(line for text in value_to_texts(item.get("published_by")) if (line := clean_line(text))),
        tags=tuple(EntryTag(line) for text in value_to_texts(item.get("tags")) if (line := clean_line(text))),
        language=value_to_line(item.get("language")),
        content_html=content,
        images=(EntryImage(picture),) if "://" in picture else (),
        publisher=value_to_line(item.get("domain_name")),
    )
    saved_at = text_to_time(value_to_line(item.get("created_at")))
    return entry_to_capture(where, entry, replace(metadata, captured_at=saved_at or metadata.captured_at))


@cache
def _failed() -> list[str]:
    words: dict[str, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return words["failed"]
