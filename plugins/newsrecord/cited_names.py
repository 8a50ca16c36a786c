"""An author's name as citations have it: family name and given name, or the whole name as it stands.

A name is divided only where its shape leaves little doubt. No words of a language are known here, so that the name of
an organisation in two capitalised words is taken for a person's.
"""

import re
from functools import lru_cache
from typing import NamedTuple

# Languages in which the family name comes first, whatever the letters; their names are cited as they stand.
_FAMILY_FIRST = frozenset(["hu", "ja", "ko", "km", "vi", "zh"])
_MOST_WORDS = 6
# Letters, marks, and what joins or shortens parts of names. No digit, no bracket, no sign.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’ʼ`.\-‐])*")
# BibTeX's own separator of names.
_SEPARATOR = "and"


class CitedName(NamedTuple):
    """A name: `family` and `given`; or the whole name as `family`, with "" as `given`."""

    family: str
    given: str = ""

    @property
    def sorted_name(self) -> str:
        """The name as an alphabetical list has it: `Whitlow, Clara`."""
        return f"{self.family}, {self.given}" if self.given else self.family


@lru_cache(maxsize=10_000)  # an archive repeats its authors
def split_name(name: str, lang: str = "") -> CitedName:
    """Return the parts of a name in an article in `lang`.

    The last word is the family name, with the words in small letters before it. A name of one word, of letters that
    have no capitals, with an abbreviation in capitals, or in a language whose family names come first stays whole.

    >>> split_name("Clara Whitlow"), split_name("Whitlow, Clara")
    (CitedName(family='Whitlow', given='Clara'), CitedName(family='Whitlow', given='Clara'))
    >>> split_name("Ada van der Lamp")
    CitedName(family='van der Lamp', given='Ada')
    >>> split_name("HVN Newsroom"), split_name("Nagy Anna", "hu")
    (CitedName(family='HVN Newsroom', given=''), CitedName(family='Nagy Anna', given=''))
    """
    whole = CitedName(name)
    if lang.replace("_", "-").partition("-")[0].casefold() in _FAMILY_FIRST:
        return whole
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma:
        words = [*family.split(), *given.split()]
        is_divided = bool(given) and _is_family(family.split()) and all(map(_is_name_word, words))
        return CitedName(family, given) if is_divided else whole
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS or not all(map(_is_name_word, words)):
        return whole
    if not words[0][0].isupper() or not words[-1][0].isupper() or words[-1].endswith("."):
        return whole
    at = next((number for number, word in enumerate(words) if word[0].islower()), len(words) - 1)
    return CitedName(" ".join(words[at:]), " ".join(words[:at]))


def _is_name_word(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    is_short = len(letters) > 1 and all(letter.isupper() for letter in letters) and "." not in word
    has_case = word[0].isupper() or word[0].islower()
    return bool(_WORD.fullmatch(word)) and has_case and not is_short and word.casefold() != _SEPARATOR


def _is_family(words: list[str]) -> bool:
    """Return whether words are a family name before a comma: one, with words in small letters before it."""
    return bool(words) and words[-1][0].isupper() and all(word[0].islower() for word in words[:-1])
