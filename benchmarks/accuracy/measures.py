"""The measures: when two headlines, dates, lists or bodies count as the same. No files, no tables."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return a text without case and punctuation: its words, one space apart.

    >>> fold("Ready, set - GO!")
    'ready set go'
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def is_same_headline(found: str, expected: str) -> bool:
    """Return whether two headlines are equal after folding."""
    return fold(found) == fold(expected)


def is_same_day(found: str, expected: str) -> bool:
    """Return whether two dates in ISO 8601 are of the same day."""
    return bool(found) and found[:10] == expected[:10]


def score_list(found: Iterable[str], expected: Iterable[str]) -> float:
    """Return F1 of two lists of one page, as sets of folded members."""
    mine, theirs = ({folded for text in texts if (folded := fold(text))} for texts in (found, expected))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else float(not mine and not theirs)


def score_words(found: str, expected: str) -> float:
    """Return F1 of two texts as multisets of words."""
    mine, theirs = (Counter(_WORD.findall(text.casefold())) for text in (found, expected))
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 1.0


def find_snippets(text: str, snippets: Sequence[str]) -> list[bool]:
    """Return for each snippet whether the text contains it, after folding."""
    folded = fold(text)
    return [fold(snippet) in folded for snippet in snippets]


def mean(values: Sequence[float | bool]) -> float:
    """Return the mean; 0 if there are no values."""
    return sum(values) / len(values) if values else 0.0
