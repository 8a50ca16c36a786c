"""Summaries as the store has them, in little memory: equal labels and short texts of many articles are one object."""

import json
from collections.abc import Callable, Sequence
from typing import Any

# By keys and values, in one tuple: pairs would take twice the memory.
_shared: dict[tuple[Any, ...], dict[str, Any]] = {}
_texts: dict[str, str] = {}
_nothing: list[Any] = []
# So many are shared at most: a million articles name some hundred thousand people and places, most of them once.
_MOST_SHARED = 1 << 18
# Longer texts (headlines, addresses, ledes) are hardly ever equal: remembering them would take more than it spares.
_LONGEST_SHARED = 12


def _share(item: dict[str, Any]) -> dict[str, Any]:
    """Return one object for all equal small objects of texts (a tag, an author).

    A larger one is returned itself; its empty lists and its short texts are then those that other articles have.
    """
    if len(item) <= 3:
        try:
            return _shared.setdefault((*item, *item.values()), item)
        except TypeError:
            return item
    for key, value in item.items():
        if value.__class__ is str:
            if len(value) <= _LONGEST_SHARED:
                item[key] = _texts.setdefault(value, value)
        elif value.__class__ is list and not value:
            item[key] = _nothing
    return item


# So many summaries are parsed at a time.
TOGETHER = 500
_decode: Callable[[str], tuple[Any, int]] = json.JSONDecoder(object_hook=_share).raw_decode


def parse_summary(text: str) -> Any:
    """Return the summary of a JSON text. Do not change it: parts of it are shared."""
    return _decode(text)[0]


def parse_summaries(texts: Sequence[str], *, is_shared: bool = True) -> list[Any]:
    """Return the summaries of JSON texts, as `parse_summary` does. Without `is_shared` nothing is shared with others:
    that takes half the time, and more memory.

    All of them have the same objects as keys, which would otherwise take a third of the memory.
    """
    if not is_shared:
        return list(json.loads(f"[{','.join(texts)}]"))
    if len(_shared) > _MOST_SHARED:
        _shared.clear()
    if len(_texts) > _MOST_SHARED:
        _texts.clear()
    summaries: list[Any] = parse_summary(f"[{','.join(texts)}]")
    return summaries
