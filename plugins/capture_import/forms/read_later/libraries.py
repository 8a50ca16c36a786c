"""What a library that lies beside a page knows of it: the page's capture with that."""

import json
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

from capture_import.containers.capture import Capture
from capture_import.containers.items import ContainerItem
from capture_import.containers.limits import Limits
from capture_import.containers.neighbours import Neighbours, split_library_page
from capture_import.fields.rejection import Rejected
from capture_import.forms.read_later import omnivore, zotero, zotero_json, zotero_rdf

_LARGEST = Limits().feed_bytes
_ZOTERO_RDF = b"zotero.org/namespaces/export"
_ZOTERO_JSON = b'"itemType"'
Library = Mapping[str, "dict[str, Any] | zotero.ZoteroItem"]


def complete_page(capture: Capture, neighbours: Neighbours) -> ContainerItem:
    """Return a page's capture with what its library knows of it; as it is, where it lies in none."""
    found = split_library_page(neighbours.path)
    if not found:
        return capture
    folder, file = found
    for path in neighbours.list_libraries(folder):
        known = _find_item(neighbours, path, file)
        if isinstance(known, zotero.ZoteroItem):
            return zotero.page_to_capture(capture, known)
        if known is not None:
            try:
                return omnivore.page_to_item(capture, file, known)
            except Rejected:
                return capture
    return capture


def _find_item(neighbours: Neighbours, path: str, file: str) -> "dict[str, Any] | zotero.ZoteroItem | None":
    return _load_library(_Reading(neighbours, path, neighbours.mark(path))).get(file)


class _Reading:
    """A library's file, told from others by its mark: libraries of many pages are read once."""

    def __init__(self, neighbours: Neighbours, path: str, mark: Hashable) -> None:
        self.neighbours, self.path, self.mark = neighbours, path, mark

    def __hash__(self) -> int:
        return hash(self.mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reading) and self.mark == other.mark


@lru_cache(maxsize=8)
def _load_library(reading: _Reading) -> Library:
    content = reading.neighbours.read(reading.path, _LARGEST)
    if omnivore.is_library(reading.path):
        return omnivore.library_to_items(content)
    items: list[zotero.ZoteroItem] = []
    if _ZOTERO_RDF in content[:4096]:
        items = zotero_rdf.read_items(content)
    elif _ZOTERO_JSON in content:
        try:
            document = json.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            document = None
        if isinstance(document, dict) and zotero_json.is_library(document):
            items = zotero_json.read_items(document)
    return {file: item for item in items for file in item.files}
