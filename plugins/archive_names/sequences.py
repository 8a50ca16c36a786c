"""Text to sequences of capitalised words, which may be names or hold some."""

import re
from typing import NamedTuple

from archive_names.letters import capitalised, name_start
from archive_names.words import Words

_LOOK_BACK = 12
# Small words between the parts of a name have no more characters.
_LONGEST_GAP = 12
_new = tuple.__new__  # a third of the time of `Word(...)`, which is called for each capitalised word
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
    last_end, sequence = -1, []
    stem, last = words.stem, None
    for match in capitalised().finditer(text):
        start, end = match.span()
        written = match.group()
        before = text[start - 1 : start]
        if before != " " and before.isalnum():
            start = name_start(text, start)
            written, before = text[start:end], text[start - 1 : start]
        if (before == "." or "." in written or text.startswith(".", end)) and _is_ticker(text, start, end, written):
            continue
        lower = written.lower()
        if before == " " and start > 1 and ((second := text[start - 2]).isalnum() or second == ","):
            opens = False
        else:
            opens = _opens_sentence(text, start, last)
        word: Word = _new(Word, (start, end, written, lower, stem(lower), opens))
        gap = start - last_end
        if last is not None and (
            not opens
            if gap == 1 and before == " "
            else gap <= _LONGEST_GAP and _is_joined(text[last_end:start], sequence, word, words)
        ):
            sequence.append(word)
        else:
            sequence = [word]
            sequences.append(sequence)
        last, last_end = word, end
    return sequences


def _is_ticker(text: str, start: int, end: int, written: str) -> bool:
    """Tell the code of a security as Reuters writes it: `GOOG.O`, `.SPX`, `( F.N )`."""
    if start and text[start - 1] == ".":
        return True
    if _EXCHANGE.match(text, end) and written[:-1].isupper():
        return True
    return "." in written and written[-1] != "." and text[max(0, start - 2) : start].strip() == "("


def _opens_sentence(text: str, start: int, last: Word | None) -> bool:
    if last is not None and last.end == start - 1 and last.text.endswith(".") and len(last.text) <= 3:
        return False  # an initial or a short form
    if text[start - 1 : start] == "\n" or (text[start - 1 : start] == " " and text[start - 2 : start - 1] in ".!?…"):
        return True  # most sentences; the rest of this function is for what stands between them and a name
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
    if not gap or "\n" in gap:
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
