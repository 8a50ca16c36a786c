"""A language of the search: its stemmer and its stop words."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """How the words of one language become terms.

    `name` is that of its file in browser/stemmers/; `scripts` are those in which it is written, named as in tokens.py.
    `knows_accents` says whether the stemmer has rules for accented letters; else words lose their accents first.
    """

    name: str
    scripts: tuple[str, ...]
    stem: Callable[[str], str]
    stop_words: frozenset[str]
    knows_accents: bool = True
