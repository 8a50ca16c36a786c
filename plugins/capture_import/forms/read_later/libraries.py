"""What a library that lies beside a page knows of it: the page's capture with that."""

import json
from collections.abc import Hashable, Mapping, Sequence
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
    libraries = _Libraries(neighbours, neighbours.list_libraries(folder))
    known = _load(libraries).get(file) if libraries.paths else None
    if isinstance(known, zotero.ZoteroItem):
        return zotero.page_to_capture(capture, known)
    if known is not None:
        try:
            return omnivore.page_to_item(capture, file, known)
        except Rejected:
            return capture
    return capture


class _Libraries:
    """The files of a folder that may be libraries, told from others by their marks: each is read once for all pages."""

    def __init__(self, neighbours: Neighbours, paths: Sequence[str]) -> None:
        self.neighbours, self.paths = neighbours, paths
        self.mark: Hashable = tuple(neighbours.mark(path) for path in paths)

    def __hash__(self) -> int:
        return hash(self.mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Libraries) and self.mark == other.mark


@lru_cache(maxsize=4)
def _load(libraries: _Libraries) -> Library:
    """Return what the libraries know, by the paths of their pages; of two that know a page the first."""
    found: dict[str, dict[str, Any] | zotero.ZoteroItem] = {}
    for path in libraries.paths:
        for file, item in _read_library(path, libraries.neighbours.read(path, _LARGEST)).items():
            found.setdefault(file, item)
    return found


def _read_library(path: str, content: bytes) -> Library:
    if omnivore.is_library(path):
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
