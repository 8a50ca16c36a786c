"""Objects of JSON that are articles: a crawler's, a dump's, anybody's; and documents that hold tables of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.metadata import CaptureMetadata
from capture_import.forms.tables.columns import Columns, Layout, is_wrapper
from capture_import.forms.tables.rows import NotPublished, row_to_item
from capture_import.forms.tables.values import is_empty

_DEEPEST = 3
_DEEPEST_DOCUMENT = 4
_MOST_NAMES = 400


class JsonRow(NamedTuple):
    """An object as a row: where its fields are, and its values."""

    layout: Layout
    values: Sequence[Any]


def object_to_row(item: Mapping[str, Any], columns: Columns) -> JsonRow:
    """Return an object as a row: its names, and those of the objects in it with their own before them
    (`source.name`); those of an object that only wraps an article (`_source`) count as its own.
    """
    pairs = dict(list(_flatten(item, columns, "", _DEEPEST))[:_MOST_NAMES])
    return JsonRow(columns.lay_out(tuple(pairs)), list(pairs.values()))


def object_to_item(
    item: Mapping[str, Any], where: str, metadata: CaptureMetadata, columns: Columns
) -> Capture | Unreadable | NotPublished:
    """Return what an object is a capture of, or why it is none."""
    row = object_to_row(item, columns)
    if row.layout.fault:
        inner = _find_longest_list(item, _DEEPEST_DOCUMENT)
        fault = object_to_row(inner[0], columns).layout.fault if inner else row.layout.fault
        return Unreadable(where, f"JSON, but neither a JSON feed nor ninjs: {fault or row.layout.fault}")
    return row_to_item(row.layout, row.values, where, metadata)


def find_objects(document: Any, columns: Columns) -> list[Mapping[str, Any]]:
    """Return the articles in a document that is none itself: in a list under some name, or as a data frame is
    written; none where there are none.
    """
    return _find_objects(document, columns, _DEEPEST_DOCUMENT)


def is_frame(document: Mapping[str, Any], columns: Columns) -> bool:
    """Return whether a document is a data frame."""
    return bool(_read_frame(document, columns))


def is_article(item: Any, columns: Columns) -> bool:
    """Return whether an object has a title and a text."""
    return isinstance(item, dict) and object_to_row(item, columns).layout.has("title", "text")


def _flatten(item: Mapping[str, Any], columns: Columns, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in item.items():
        name = f"{path}{key}"
        if not isinstance(value, dict) or not depth:
            yield name, value
        elif is_wrapper(key) and not _is_source(key, value, columns):
            yield from _flatten(value, columns, path, depth - 1)
        else:
            yield name, value
            for inner, inner_value in _flatten(value, columns, f"{name}.", depth - 1):
                if columns.knows(inner):
                    yield inner, inner_value


def _is_source(key: str, value: Mapping[str, Any], columns: Columns) -> bool:
    """Return whether an object is where an article comes from: `"source": {"name": "Gazette", "url": ...}`; what
    Elasticsearch calls `_source` is an article itself.
    """
    return key.strip("_").lower() == "source" and not columns.lay_out(tuple(value)).has("text")


def _find_objects(document: Any, columns: Columns, depth: int) -> list[Mapping[str, Any]]:
    if not depth:
        return []
    if isinstance(document, list):
        objects: list[Mapping[str, Any]] = [item for item in document if isinstance(item, dict)]
        if any(is_article(item, columns) for item in objects[:20]):
            return objects
        if len(objects) == 1:
            return _find_objects(objects[0], columns, depth - 1)
        return []
    if not isinstance(document, dict):
        return []
    if found := _read_frame(document, columns):
        return found
    inner = [value for value in document.values() if isinstance(value, (dict, list)) and value]
    if len(inner) > 1 and any(is_article(value, columns) for value in inner[:20]):
        return [value for value in inner if isinstance(value, dict)]
    lists = sorted((found for value in inner[:50] if (found := _find_objects(value, columns, depth - 1))), key=len)
    return lists[-1] if lists else []


def _find_longest_list(document: Any, depth: int) -> list[dict[str, Any]]:
    """Return the longest list of objects in a document, whose names a reader may want to know."""
    if isinstance(document, list) and document and all(isinstance(item, dict) for item in document):
        return document
    if not isinstance(document, dict) or not depth:
        return []
    return max((_find_longest_list(value, depth - 1) for value in list(document.values())[:50]), key=len, default=[])


def _read_frame(document: Mapping[str, Any], columns: Columns) -> list[Mapping[str, Any]]:
    """Return the rows of a data frame that is written by columns (`{"title": {"0": ...}}`, `{"title": [...]}`) or with
    its columns' names apart.
    """
    names, data = document.get("columns"), document.get("data")
    if isinstance(names, list) and isinstance(data, list) and all(isinstance(name, str) for name in names):
        return [dict(zip(names, row, strict=False)) for row in data if isinstance(row, list)]
    title = next((value for name, value in document.items() if columns.lay_out((name,)).has("title")), None)
    values = list(document.values())
    if isinstance(title, dict) and len(title) > 0 and all(isinstance(value, dict) for value in values):
        if not columns.lay_out(tuple(document)).has("title", "text"):
            return []
        return [{name: value.get(row) for name, value in document.items()} for row in title]
    if isinstance(title, list) and all(isinstance(value, list) and len(value) == len(title) for value in values):
        if not columns.lay_out(tuple(document)).has("title", "text"):
            return []
        return [{name: value[row] for name, value in document.items()} for row in range(len(title))]
    return []


def has_text(row: JsonRow) -> bool:
    """Return whether a row has a text."""
    return any(not is_empty(row.values[place]) for place in row.layout.list_places("text"))
