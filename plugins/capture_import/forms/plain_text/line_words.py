"""The words of lines above and below a plain text, from `fields/data/text_lines.toml`."""

import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[2] / "fields" / "data" / "text_lines.toml"


def pattern_of(kind: str) -> str:
    """Return a regular expression for one of the words of a kind."""
    return f"(?:{'|'.join(_load_lists()[kind])})"


@cache
def _load_lists() -> dict[str, list[str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
