"""Summaries as the store has them, in little memory: equal labels of many articles are one object."""

import json
from collections.abc import Callable
from typing import Any

# By keys and values, in one tuple: pairs would take twice the memory.
_shared: dict[tuple[Any, ...], dict[str, Any]] = {}


def _share(item: dict[str, Any]) -> dict[str, Any]:
    """Return one object for all equal small objects of texts (a tag, an author)."""
    if len(item) <= 3:
        try:
            return _shared.setdefault((*item, *item.values()), item)
        except TypeError:
            return item
    return item


_decode: Callable[[str], tuple[Any, int]] = json.JSONDecoder(object_hook=_share).raw_decode


def parse_summary(text: str) -> Any:
    """Return the summary of a JSON text. Do not change it: parts of it are shared."""
    return _decode(text)[0]
