"""Text to sequences of capitalised words, which may be names or hold some."""

import re
from typing import NamedTuple

from archive_names.letters import CAPITALISED, name_start
from archive_names.words import Words

_LOOK_BACK = 12
_OPENING = " \t\n\r\N{NO-BREAK SPACE}\"'«“„‘([—–-•*"
_CLOSING = "\"'»”’)]"
_EXCHANGE = re.compile(r"\.[A-Z]{1,3}\b")
_NUMBER_BETWEEN = re.compile(r" \d{1,2} ")


class Word(NamedTuple):
    """A capitalised word: its span, itself, in lower case, its stem, and whether a sentence begins with it."""

    start: int
    end: int
    text: str
    lower: str
    stem: str
    opens: bool


def find_sequences(text: str, words: Words) -> list[list[Word]]:
    """Return runs of capitalised words that may be one name, in order.

    Small words between them join them where they are parts of names: particles (`van`), `&`, a number of two digits,
    and the words of `joined_by` after their heads (`University of London`).
    """
    sequences: list[list[Word]] = []
    last: Word | None = None
    stem = words.stem
    for match in CAPITALISED.finditer(text):
        start, end = name_start(text, match.start()), match.end()
        written = text[start:end]
        if _is_ticker(text, start, end, written):
            continue
        lower = written.lower()
        word = Word(start, end, written, lower, stem(lower), _opens_sentence(text, start, last))
        if last is not None and _is_joined(text[last.end : start], sequences[-1], word, words):
            sequences[-1].append(word)
        else:
            sequences.append([word])
        last = word
    return sequences


def _is_ticker(text: str, start: int, end: int, written: str) -> bool:
    """Tell the code of a security as Reuters writes it: `GOOG.O`, `.SPX`, `( F.N )`."""
    if start and text[start - 1] == ".":
        return True
    if _EXCHANGE.match(text, end) and written[:-1].isupper():
        return True
    return "." in written and written[-1] != "." and text[max(0, start - 2) : start].strip() == "("


def _opens_sentence(text: str, start: int, last: Word | None) -> bool:
    if start > 1 and text[start - 1] == " " and (text[start - 2].isalnum() or text[start - 2] == ","):
        return False
    if last is not None and last.end == start - 1 and last.text.endswith(".") and len(last.text) <= 3:
        return False  # an initial or a short form
    window = text[max(0, start - _LOOK_BACK) : start]
    before = window.rstrip(_OPENING)
    gap = window[len(before) :]
    if not before or "\n" in gap:
        return True
    if not any(map(str.isspace, gap)):
        return False
    if before[-1] == ")" and any(dash in gap for dash in "-–—"):
        return True  # behind the dateline of an agency: `(Reuters) - The`
    return before[-1] in ":;" or before.rstrip(_CLOSING)[-1:] in tuple(".!?…")


def _is_joined(gap: str, sequence: list[Word], word: Word, words: Words) -> bool:
    if gap in (" ", "\N{NO-BREAK SPACE}"):
        return not word.opens
    if gap == " & ":
        return True
    if len(gap) > 12 or not gap or "\n" in gap:
        return False
    if gap == ", ":
        return word.lower in words.legal_forms and word.lower.rstrip(".") not in words.particles
    if not gap[0] == gap[-1] == " ":
        return False
    if _NUMBER_BETWEEN.fullmatch(gap):
        return True
    small = gap.split()
    if small and all(part in words.particles for part in small):
        return True
    heads = words.joined_by.get(small[0]) if small and small[1:] in ([], ["the"]) else None
    if small == ["and", "the"]:
        return False
    return heads is not None and any(part.lower in heads for part in sequence)
