"""The words round names in all languages, from `data/name_words.tsv`, and how they become expressions."""

import re
from functools import cache
from pathlib import Path

# `co-founder`, `e.V`, `gazette.com` are one word
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_LONGEST_WORD = 100
_TABLE = Path(__file__).parents[1] / "data" / "name_words.tsv"


@cache
def words_of(*kinds: str) -> frozenset[str]:
    """Return the phrases of some kinds in every language."""
    return frozenset().union(*(_load_table()[kind] for kind in kinds))


@cache
def single_words_of(*kinds: str) -> frozenset[str]:
    """Return the words that the phrases of some kinds are made of."""
    return frozenset(word for phrase in words_of(*kinds) for word in phrase.split())


class Phrases:
    """Phrases that are looked for anywhere in a text, by its words: many times faster than one expression of all."""

    def __init__(self, phrases: frozenset[str]) -> None:
        self._words = frozenset(phrase for phrase in phrases if "*" not in phrase and " " not in phrase)
        self._ends = tuple(phrase[1:] for phrase in phrases if phrase.startswith("*"))
        self._starts = tuple(phrase[:-1] for phrase in phrases if phrase.endswith("*"))
        self._several = [f" {phrase} " for phrase in phrases if " " in phrase]

    def stand_in(self, text: str) -> bool:
        """Return whether one of the phrases stands in a text, in capitals or not.

        >>> jobs = Phrases(frozenset(["head of", "*leiter"]))
        >>> jobs.stand_in("Head of Sales"), jobs.stand_in("Bo Ek, Ressortleiter"), jobs.stand_in("Ann Lee")
        (True, True, False)
        """
        found = _WORD.findall(text.casefold())
        words = {part for word in found for part in (word, *word.split("-"))}
        if not words.isdisjoint(self._words):
            return True
        if self._ends and any(word.endswith(self._ends) for word in words):
            return True
        if self._starts and any(word.startswith(self._starts) for word in words):
            return True
        line = f" {' '.join(found)} "
        return any(phrase in line for phrase in self._several)


def first_word(text: str) -> str:
    """Return a text's first word, folded; empty where it has none."""
    match = _WORD.search(text[:_LONGEST_WORD])
    return match[0].casefold() if match else ""


def first_words_of(*kinds: str) -> frozenset[str]:
    """Return the words with which the phrases of some kinds begin."""
    return frozenset(map(first_word, words_of(*kinds)))


def either(phrases: frozenset[str]) -> str:
    r"""Return an expression for one of some phrases, the longest first; `*` stands for any letters.

    >>> either(frozenset(["by", "text", "*leiter"])) == r"(?:\w*leiter|text|by)"
    True
    """
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"\w*".join(map(re.escape, phrase.split("*"))) for phrase in ordered) + ")"


@cache
def _load_table() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, phrases = line.split("\t")
            table.setdefault(kind, set()).update(phrases.split("|"))
    return table
