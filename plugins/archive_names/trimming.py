"""Sequences of capitalised words to names: what is a title, a sentence's first word or another name goes."""

import re
from collections.abc import Container
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from archive_names.known import KnownNames, known_key
from archive_names.sequences import Word
from archive_names.words import Words

_LONGEST_PLACE = 3
# What becomes of so many parts' first words is kept in memory.
_PARTS = 20_000
_STAYS, _LEAVES = "stays", "leaves"
_LEAVES_UNLESS_INSIDE = "leaves unless inside"
"""A first word that leaves unless the article has it with a capital inside a sentence."""
_LEAVES_IF_SMALL = "leaves if small"
"""The same of a known name: it leaves only where the article writes it small, too."""
_new = tuple.__new__  # as in `sequences`
_APOSTROPHE = re.compile("['’]")


class Part(NamedTuple):
    """Words that may be a name, and whether a title stands right before and right after them."""

    words: list[Word]
    after_title: bool
    before_title: bool


def split_sequence(sequence: list[Word], words: Words, known: KnownNames) -> list[Part]:
    """Return the parts of a sequence that may be names of their own.

    A name ends before and after a title (`Apple Chief Executive Tim Cook`). Where names inflect, it also ends at a
    place (`США Джо Байден`), at a change of script and between an acronym and a given name. What has an organisation's
    head is one name: `General Motors Corp`, `МИД РФ`.
    """
    if len(sequence) == 1:
        return [] if _is_title(sequence[0], words) else [_new(Part, (sequence, False, False))]
    parts: list[Part] = []
    part: list[Word] = []
    titled = False
    cuts = _cuts(sequence, words, known) if words.inflects else ()
    for index, word in enumerate(sequence):
        if _is_title(word, words) and not _has_head(sequence[index + 1 :], words):
            if part:
                parts.append(Part(part, titled, True))
            part, titled = [], True
            continue
        if index in cuts and part:
            parts.append(Part(part, titled, False))
            part, titled = [], False
        part.append(word)
    if part:
        parts.append(_new(Part, (part, titled, False)))
    return parts


def _is_title(word: Word, words: Words) -> bool:
    return word.stem in words.titles or (word.text[-1] == "." and words.stem(word.lower[:-1]) in words.titles)


def _has_head(rest: list[Word], words: Words) -> bool:
    if words.inflects:
        return False
    for word in rest:
        if word.stem in words.titles:
            return False
        if word.stem in words.organisations:
            return True
    return False


def _cuts(sequence: list[Word], words: Words, known: KnownNames) -> set[int]:
    cuts: set[int] = set()
    head = next((index for index, word in enumerate(sequence) if word.stem in words.organisations), len(sequence))
    index = 0
    while index < len(sequence):
        end = _known_end(sequence, index, known)
        is_person = any(word.stem in words.given_names for word in sequence[max(0, index - 1) : index + 1])
        if end > index and not (is_person and len(sequence) > index + 1) and not _is_latin(sequence[index]):
            if head >= index:
                cuts |= {index, end}
            index = end
        else:
            index += 1
    for index in range(1, len(sequence)):
        before, word = sequence[index - 1], sequence[index]
        if before.text.isupper() and len(before.text) > 1 and word.stem in words.given_names:
            cuts.add(index)
        if _is_latin(before) != _is_latin(word) and len(before.text) > 1 and len(word.text) > 2:
            cuts.add(index)
    return cuts


def _known_end(sequence: list[Word], start: int, known: KnownNames) -> int:
    for end in range(min(len(sequence), start + _LONGEST_PLACE), start, -1):
        name = sequence[start:end]
        if known_key([word.text for word in name], [word.stem for word in name]) in known:
            return end
    return start


def _is_latin(word: Word) -> bool:
    return word.text[0] < "\u0250"


def trim(
    part: list[Word], words: Words, known: KnownNames, inside: AbstractSet[str], small: Container[str]
) -> list[Word]:
    """Return a part without the words at its beginning and end that belong to no name; [] where nothing is left.

    `inside` has the stems of words that have a capital inside a sentence, `small` what the article writes small.
    """
    while part and _leaves(part, words, known, inside, small):
        part = part[1:]
    while len(part) > 1 and part[-1].stem in words.calendar:
        part = part[:-1]
    return part


def is_no_name(word: Word, words: Words, known: KnownNames) -> bool:
    """Return whether a word that stands alone is a name in no article: half of the capitalised words of a web page."""
    return _judge_first((word.text,), word.opens, words, known) is _LEAVES


def _leaves(part: list[Word], words: Words, known: KnownNames, inside: AbstractSet[str], small: Container[str]) -> bool:
    word = part[0]
    if not (word.opens or words.inflects) and word.stem not in words.not_names and word.lower != "the":
        return len(part) == 1 and len(word.text) == 1  # as `_judge_first` says, in less time
    verdict = _judge_first(tuple([word.text for word in part]), word.opens, words, known)
    if verdict is _STAYS or verdict is _LEAVES:
        return verdict is _LEAVES
    return word.stem not in inside and (verdict is not _LEAVES_IF_SMALL or word.lower in small)


@lru_cache(_PARTS)
def _judge_first(texts: tuple[str, ...], opens: bool, words: Words, known: KnownNames) -> str:
    """Return what becomes of the first word of a part; it is kept, as most parts of an archive come again."""
    word, *rest = [Word(0, 0, text, low := text.lower(), words.stem(low), opens) for text in texts]
    acronym = word.text.isupper() and len(word.text) > 1
    if word.stem in words.not_names:
        if rest and not words.inflects and _known_end([word, *rest], 0, known) > 1:
            return _STAYS  # Saudi Arabia
        is_head = rest and any(part.stem in words.organisations or part.stem in words.places for part in rest)
        return _STAYS if is_head else _LEAVES
    if (word.opens or words.inflects or (rest and word.lower == "the")) and (
        word.lower in words.openers or _before_apostrophe(word.lower) in words.openers
    ):
        # New York begins a sentence, too
        return _LEAVES if not acronym and _known_end([word, *rest], 0, known) < 2 else _STAYS
    if len(word.text) == 1 and not rest:
        return _LEAVES
    if not word.opens or acronym or any(map(str.isupper, word.text[1:])) or any(map(str.isdigit, word.text)):
        return _STAYS
    if word.stem in words.given_names or (words.inflects and word.stem in words.organisations):
        return _STAYS
    end = _known_end([word, *rest], 0, known)
    if end > 1 or (rest and (rest[-1].stem in words.organisations or rest[-1].stem in words.places)):
        return _STAYS
    needs_capital = words.inflects and (not rest or rest[0].stem in words.given_names or rest[0].text.isupper())
    if not needs_capital and word.lower not in words.common:
        return _STAYS
    return _LEAVES_IF_SMALL if end == 1 and _is_as_known(word, words, known) else _LEAVES_UNLESS_INSIDE


def _is_as_known(word: Word, words: Words, known: KnownNames) -> bool:
    """Return whether a word is a known name in the form that dictionaries have: `Решту`, "the rest", has the stem of
    the city Решт, and a sentence hardly begins with a city in another case.
    """
    return not words.inflects or known[known_key([word.text], [word.stem])].written == word.lower


def _before_apostrophe(word: str) -> str:
    return _APOSTROPHE.split(word)[0] if "'" in word or "’" in word else word
