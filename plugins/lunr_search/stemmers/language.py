"""What a language is to the search."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """How the words of one language become terms.

    `name` is that of its file in the browser; `scripts` are those that it is written in, named as in tokens.py.
    """

    name: str
    scripts: tuple[str, ...]
    stem: Callable[[str], str]
    stop_words: frozenset[str]
