"""Pelican's metadata as JSON and back: only dates, categories, tags and authors are not JSON already."""

import json
from datetime import datetime
from typing import Any

from pelican.urlwrappers import Author, Category, Tag, URLWrapper
from pelican.utils import SafeDatetime

from archive_engine.dates import offset_to_zone

_MARK = "$"
_WRAPPERS: dict[str, type[URLWrapper]] = {"Category": Category, "Tag": Tag, "Author": Author}


def metadata_to_json(metadata: dict[str, Any]) -> str:
    """Return metadata as JSON text; raises TypeError where a value is of another kind (a plugin's own object)."""
    return _encoder.encode(metadata)


def json_to_metadata(text: str, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of a JSON text, as Pelican's reader made it under the same settings."""

    def decode(item: dict[str, Any]) -> Any:
        kind = item.get(_MARK)
        if kind is None:
            return item
        if kind == "date":
            moment = SafeDatetime.fromisoformat(item["value"])
            offset = moment.utcoffset()
            if offset is not None:
                moment = moment.replace(tzinfo=offset_to_zone(offset))
            return moment
        wrapper = _WRAPPERS[kind](item["name"], settings)
        if "slug" in item:
            wrapper.slug = item["slug"]
        return wrapper

    metadata: dict[str, Any] = json.loads(text, object_hook=decode)
    return metadata


def _encode(value: Any) -> dict[str, Any]:
    if isinstance(value, datetime):
        return {_MARK: "date", "value": value.isoformat()}
    kind = type(value).__name__
    if _WRAPPERS.get(kind) is type(value):
        item = {_MARK: kind, "name": value.name}
        return item if value._slug_from_name else item | {"slug": value.slug}
    raise TypeError(f"{kind} is not kept between builds")


_encoder = json.JSONEncoder(default=_encode, ensure_ascii=False, check_circular=False, separators=(",", ":"))
