"""Better BibTeX's JSON export of a Zotero library: its items as Zotero has them, with their attachments' paths."""

from collections.abc import Iterator, Mapping
from typing import Any

from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.forms.entries.entry import EntryTag, NewsItem
from capture_import.forms.read_later.zotero import AUTHOR_ROLES, ZoteroItem, check_items, path_to_file
from capture_import.forms.tables.values import value_to_line, value_to_texts
from newsrecord.clean_text import clean_line

_NO_ARTICLES = ("attachment", "note", "annotation")
_PUBLISHERS = ("publicationTitle", "websiteTitle", "blogTitle", "forumTitle", "programTitle", "publisher")


def is_library(document: Mapping[str, Any]) -> bool:
    """Return whether a document is such an export: its items have a type and attachments."""
    items = document.get("items")
    return (
        isinstance(items, list)
        and bool(items)
        and all(isinstance(item, dict) and isinstance(item.get("itemType"), str) for item in items)
        and ("config" in document or any("attachments" in item or "itemKey" in item for item in items))
    )


def library_to_items(document: Mapping[str, Any], source: str, metadata: CaptureMetadata) -> Iterator[ContainerItem]:
    """Yield what of the library's pages is missing."""
    yield from check_items(read_items(document), source, metadata)


def read_items(document: Mapping[str, Any]) -> list[ZoteroItem]:
    """Return the items of a library."""
    return [_read_item(item) for item in document["items"] if item["itemType"] not in _NO_ARTICLES]


def _read_item(item: Mapping[str, Any]) -> ZoteroItem:
    attachments = item.get("attachments")
    paths = [
        str(attachment.get(name))
        for attachment in (attachments if isinstance(attachments, list) else ())
        if isinstance(attachment, dict)
        for name in ("path", "localPath")
        if attachment.get(name)
    ]
    creators = item.get("creators")
    authors = [
        name
        for creator in (creators if isinstance(creators, list) else ())
        if isinstance(creator, dict) and str(creator.get("creatorType") or "author") in AUTHOR_ROLES
        for name in value_to_texts(creator)
    ]
    return ZoteroItem(
        NewsItem(
            title=value_to_line(item.get("title")),
            url=value_to_line(item.get("url")),
            published=value_to_line(item.get("date")),
            authors=tuple(authors),
            sections=tuple(filter(None, [value_to_line(item.get("section"))])),
            tags=tuple(EntryTag(line) for tag in value_to_texts(item.get("tags")) if (line := clean_line(tag))),
            language=value_to_line(item.get("language")),
            summary=value_to_line(item.get("abstractNote")),
            publisher=next((line for name in _PUBLISHERS if (line := value_to_line(item.get(name)))), ""),
        ),
        tuple(dict.fromkeys(file for path in paths if (file := path_to_file(path)))),
        value_to_line(item.get("accessDate")),
    )
