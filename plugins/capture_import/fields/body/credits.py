"""Whose a picture is, as captions and lines of a text say it; the words stand in `data/credits.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data" / "credits.toml"


def is_credit_line(text: str) -> bool:
    """Return whether a line begins as one that says whose a picture is.

    >>> is_credit_line("Photo: Ann Lee"), is_credit_line("Фото - Оля"), is_credit_line("Photographs fade.")
    (True, True, False)
    """
    return bool(_line().match(text))


def split_credit(caption: str) -> tuple[str, str]:
    """Return a caption and what at its end says whose its picture is, which may be nothing.

    >>> split_credit("The lamp at dusk. (Photo: Ann Lee)")
    ('The lamp at dusk.', 'Photo: Ann Lee')
    """
    match = _end().search(caption)
    return (caption[: match.start()].strip(), match[1].strip(" ()|")) if match else (caption, "")


@cache
def _load() -> dict[str, list[str]]:
    words: dict[str, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return words


@cache
def _line() -> re.Pattern[str]:
    words = "|".join((*_load()["media"], *_load()["sources"]))
    return re.compile(rf"(?:{words})\b\s*(?::|by\b|from\b|-|–|—|$)", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    words = "|".join(word for words in _load().values() for word in words)
    return re.compile(rf"(?:(?<!\s)\s++)?(?:[|(/]\s*+)?(\b(?:{words})\b\s*+[:©/].{{2,80}})$", re.IGNORECASE)
