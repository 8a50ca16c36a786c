"""The words that a language is known to have (wordfreq's lists), in little memory, and which of them are common."""

import gzip
import importlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import msgpack

# A list's place is its words' frequency in negative centibels (wordfreq's format cB): 550 is once in 300,000 words.
_WELL_KNOWN = 550


class Lexicon:
    """A language's words. Russian has 713,000: as wordfreq's own dictionary they take 107 MB, as 64-bit hashes 6 MB.

    A word that no list has is taken for known once in 10**13.
    """

    def __init__(self, words_by_frequency: Iterator[list[str]]) -> None:
        hashes: list[int] = []
        well_known: list[str] = []
        for centibels, words in enumerate(words_by_frequency):
            hashes.extend(map(hash, words))
            if centibels <= _WELL_KNOWN:
                well_known.extend(words)
        hashes.sort()
        self._hashes = array("q", hashes)
        self._well_known = frozenset(well_known)

    def __contains__(self, word: str) -> bool:
        """Whether the language has a word, given in lower case."""
        key = hash(word)
        at = bisect_left(self._hashes, key)
        return at < len(self._hashes) and self._hashes[at] == key

    def knows_well(self, word: str) -> bool:
        """Whether a word, given in lower case, is a common one."""
        return word in self._well_known


@cache
def has_lexicon(lang: str) -> bool:
    """Return whether wordfreq has a list of a language's words."""
    return lang in importlib.import_module("wordfreq").available_languages("best")


@cache
def load_lexicon(lang: str) -> Lexicon:
    """Give the words of a language that wordfreq has a list of, loaded once."""
    path = importlib.import_module("wordfreq").available_languages("best")[lang]
    return Lexicon(_read_lists(path))


def _read_lists(path: str) -> Iterator[list[str]]:
    """Yield the lists of a file in wordfreq's format cB: a header, then words of one frequency, most common first."""
    with gzip.open(path) as file:
        unpacker = msgpack.Unpacker(file, raw=False)
        count = unpacker.read_array_header()
        header = unpacker.unpack()
        if header != {"format": "cB", "version": 1}:
            raise ValueError(f"{path} is not in the format cB 1 but {header!r}")
        for _ in range(count - 1):
            yield unpacker.unpack()
