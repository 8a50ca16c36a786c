"""Pelican's metadata to JSON and back. Dates, categories, tags and authors need it; all else is JSON already."""

import json
from datetime import datetime
from typing import Any

from pelican.urlwrappers import Author, Category, Tag, URLWrapper
from pelican.utils import SafeDatetime

from archive_engine.dates import offset_to_zone
from archive_engine.interface import Settings
from archive_engine.upstream import has_own_slug

_MARK = "$"
_WRAPPERS: dict[str, type[URLWrapper]] = {"Category": Category, "Tag": Tag, "Author": Author}


def metadata_to_json(metadata: dict[str, Any]) -> str:
    """Return metadata as JSON text; raises TypeError where a value is of another kind (a plugin's own object)."""
    return _encoder.encode(metadata)


def json_to_metadata(text: str, settings: Settings) -> dict[str, Any]:
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


def data_to_json(value: Any) -> str:
    """Return JSON text, the same for the same value."""
    return _plain_encoder.encode(value)


def _encode(value: Any) -> dict[str, Any]:
    if isinstance(value, datetime):
        return {_MARK: "date", "value": value.isoformat()}
    kind = type(value).__name__
    if _WRAPPERS.get(kind) is type(value):
        item = {_MARK: kind, "name": value.name}
        return item | {"slug": value.slug} if has_own_slug(value) else item
    raise TypeError(f"{kind} is not kept between builds")


_plain_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_encoder = json.JSONEncoder(default=_encode, ensure_ascii=False, check_circular=False, separators=(",", ":"))
