"""The words in names of pages' parts (class, id, steps of URLs), from `data/element_names.toml`."""

import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "element_names.toml"


def names_of(kind: str) -> frozenset[str]:
    """Return the words of a kind.

    >>> "autor" in names_of("authors")
    True
    """
    return frozenset(_load_lists()[kind])


def pattern_of(kind: str) -> str:
    """Return a regular expression for one of the patterns of a kind.

    >>> pattern_of("section_paths")
    '(?:categor(?:y|ia|ie)|kategorie|rubrik|section|author)'
    """
    return f"(?:{'|'.join(_load_lists()[kind])})"


@cache
def _load_lists() -> dict[str, list[str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
