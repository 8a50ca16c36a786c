"""Summaries as the store has them, in little memory: equal labels and short texts of many articles are one object."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

# By keys and values, in one tuple: pairs would take twice the memory.
_shared: dict[tuple[Any, ...], dict[str, Any]] = {}
_texts: dict[str, str] = {}
_nothing: list[Any] = []
# So many are shared at most: a million articles name some hundred thousand people and places, most of them once.
_MOST_SHARED = 1 << 16
# Longer texts (headlines, addresses, ledes) are hardly ever equal: remembering them would take more than it spares.
_LONGEST_SHARED = 12


def _share(item: dict[str, Any]) -> dict[str, Any]:
    """Return one object for all equal small objects of texts (a tag, an author).

    Of another one, the keys, the empty lists and the short texts are those that other articles have.
    """
    # of texts alone: 1 and true are equal, and yet two values
    if len(item) <= 3 and {*map(type, item.values())} == {str}:
        return _shared.setdefault((*item, *item.values()), item)
    own = {}
    for key, value in item.items():
        if value.__class__ is str:
            if len(value) <= _LONGEST_SHARED:
                value = _texts.setdefault(value, value)
        elif value.__class__ is list and not value:
            value = _nothing
        # summaries that are parsed together have the same keys already, those of two calls have not
        own[sys.intern(key)] = value
    return own


# So many summaries are parsed at a time.
TOGETHER = 500
_decode: Callable[[str], tuple[Any, int]] = json.JSONDecoder(object_hook=_share).raw_decode


def parse_summary(text: str) -> Any:
    """Return the summary of a JSON text. Do not change it: parts of it are shared."""
    if len(_shared) > _MOST_SHARED:
        _shared.clear()
    if len(_texts) > _MOST_SHARED:
        _texts.clear()
    return _decode(text)[0]


def parse_summaries(texts: Sequence[str]) -> list[Any]:
    """Return the summaries of JSON texts. Do not change them: parts of them are shared."""
    summaries: list[Any] = parse_summary(f"[{','.join(texts)}]")
    return summaries
