"""Text to a form in which a date looks alike in every language: each month, weekday, zone and word between them becomes
one character (`symbols`), so that a few short patterns hold for all languages. Digits of all scripts become ASCII.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from capture_import.fields.dates.chinese_numbers import write_in_digits
from capture_import.fields.dates.symbols import (
    AM,
    CLOCK,
    DAY_UNIT,
    HOUR_UNIT,
    JOINT,
    MINUTE_UNIT,
    MONTH,
    MONTH_BEFORE,
    MONTH_UNIT,
    PM,
    YEAR_UNIT,
    meaning_symbol,
    zone_symbol,
)
from capture_import.fields.dates.words import load_words, load_zones

# Marks that are letters to a reader (vowels of Hindi, Thai, Arabic, Hebrew), and what joins two parts of a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u05f3\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0970\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56"
    "\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u200c\u200d"
)
# Scripts that write their words without spaces between them.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"(?<=\d)\s?(?P<unit>[年년月월日號号일時时點点시分분])|(?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKS}]|['’ʼ](?=[^\W\d_]))*[º°ª]?|[º°ª])(?P<inner>(?:\.\s?[^\W\d_](?:[^\W\d_]|[{_MARKS}])*)*)",
)
_UNITS = {
    **dict.fromkeys("年년", YEAR_UNIT),
    **dict.fromkeys("月월", MONTH_UNIT),
    **dict.fromkeys("日號号일", DAY_UNIT),
    **dict.fromkeys("時时點点시", HOUR_UNIT),
    **dict.fromkeys("分분", MINUTE_UNIT),
}
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_PERSIAN_DIGIT = re.compile("[\u06f0-\u06f9]")
_PUNCTUATION = str.maketrans(
    {
        "：": ":", "／": "/", "．": ".", "，": ",", "、": ",", "،": ",", "‐": "-", "‑": "-",
        "−": "-", "–": "-", "—": "-", "⁄": "/", "∕": "/", "（": "(", "）": ")", "\u200e": " ",
        "\u200f": " ", "\u061c": " ", "\u200b": " ", "\ufeff": " ", "\u00ad": " ",
    }
)  # fmt: skip
_ROMAN = {numeral: number for number, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
_DIGITS = re.compile("[0-9]+")
_MOST_PLAIN = 50_000
# How far from its digits a date's words stand, in characters.
_WINDOW = 40
# German's "on" before a day, whose number has a full stop: `am 3. Mai`.
_GERMAN_ON = "am"
_ORDINAL_DAY = re.compile(r"\s+[0-3]?[0-9]\.(?![0-9]+:)")
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")


class _Replacement(NamedTuple):
    """Where a word of a date begins and ends, and the character that takes its place."""

    start: int
    stop: int
    symbol: str


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text in that form; `places[i]` is where character `i` of it begins in the text that was read, whose length ends
    the list.
    """

    source: str
    text: str
    places: list[int] | None
    has_persian_digits: bool = False

    def place(self, at: int) -> int:
        """Return where a character of the form stands in the source."""
        return at if self.places is None else self.places[at]

    def word(self, at: int) -> str:
        """Return the folded word for which a character stands."""
        return fold_word(self.source[self.place(at) : self.place(at + 1)])


def lex(text: str, languages: frozenset[str] = frozenset()) -> Lexed:
    """Return a text in the form in which dates are looked for; its words are read in the languages first that are
    named.
    """
    source = text
    has_persian_digits = False
    if not text.isascii():
        has_persian_digits = bool(_PERSIAN_DIGIT.search(text))
        text = _OTHER_DIGIT.sub(lambda digit: str(int(digit[0])), text.translate(_PUNCTUATION))
        if "年" in text or "月" in text:
            text, source = write_in_digits(text), ""
    parts: list[str] = []
    places: list[int] = []
    end = 0
    plain = _plain_words(languages)
    for window_start, window_end in list_windows(text, _DIGITS, _WINDOW):
        for match in _WORD.finditer(text, window_start, window_end):
            if (match["word"] in plain and not match["inner"]) or match.start() < end:
                continue
            found = _read_word(text, match, languages)
            if not found and match["word"] and _is_plain(match["word"], languages):
                if len(plain) > _MOST_PLAIN:
                    plain.clear()
                plain.add(match["word"])
            for start, stop, symbol in found:
                parts += (text[end:start], symbol)
                places += range(end, start)
                places.append(start)
                end = stop
    parts.append(text[end:])
    places += range(end, len(text) + 1)
    return Lexed(source or text, "".join(parts), places, has_persian_digits)


def list_windows(text: str, mark: re.Pattern[str], width: int) -> list[tuple[int, int]]:
    """Return the parts of a text that stand near what a pattern finds, whole words each."""
    if len(text) <= width:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []
    end = 0
    for match in mark.finditer(text):
        if windows and match.end() + width <= end:
            continue
        start = max(0, match.start() - width)
        behind = text.find(" ", match.end() + width)
        if windows and start <= end:
            start, _ = windows.pop()
        else:
            start = max(text.rfind(" ", end, start), end)
        end = len(text) if behind < 0 else behind
        windows.append((start, end))
    return windows


@cache
def _plain_words(languages: frozenset[str]) -> set[str]:
    """Return the words, as written, that are known to be in no date in these languages; `lex` fills the set."""
    return set()


def _is_plain(word: str, languages: frozenset[str]) -> bool:
    """Return whether a word means nothing for a date wherever it stands."""
    folded = fold_word(word)
    return (
        word.isascii()
        and folded not in load_words().phrases
        and word not in load_zones()
        and word not in _ROMAN
        and not _symbol_of(folded, languages, True, True)
        and not _symbol_of(folded, languages, False, False)
    )


def fold_word(word: str) -> str:
    """Return a word as the tables have it."""
    word = word.casefold()
    return (
        word if word.isascii() else word.replace("’", "'").replace("ʼ", "'").replace("\u200c", "").replace("\u200d", "")
    )


def _read_word(text: str, match: re.Match[str], languages: frozenset[str]) -> list[_Replacement]:
    """Return the symbols for a word, with where they begin and end: none for a word that is of no date."""
    if match["unit"]:
        return [_Replacement(match.start(), match.end(), _UNITS[match["unit"]])]
    if match["word"] is None:
        return []
    start, stop = match.span("word")
    word, inner = match["word"], match["inner"]
    if not word.isascii() and _UNSPACED_LETTER.match(word):
        return _read_unspaced(text, start, match.end(), languages)
    is_behind_digit = start > 0 and text[start - 1].isdigit()
    is_near_digit = (is_behind_digit or (start > 1 and text[start - 2].isdigit())) and _can_be_half(text, start, stop)
    if inner:
        whole = re.sub(r"\s", "", text[start : match.end()])
        if symbol := _symbol_of(fold_word(whole), languages, is_near_digit, False):
            return [_Replacement(start, match.end(), symbol)]
    folded = fold_word(word)
    for others in load_words().phrases.get(folded, ()):
        phrase = re.compile(r"\s+".join(map(re.escape, (folded, *others))) + r"(?![^\W\d_])", re.I).match(text, start)
        if phrase and (symbol := _symbol_of(" ".join((folded, *others)), languages, is_near_digit, False)):
            return [_Replacement(start, phrase.end(), symbol)]
    symbol = zone_symbol(word) if word.isupper() else ""
    symbol = symbol or _symbol_of(folded, languages, is_near_digit, is_behind_digit)
    if not symbol and word in _ROMAN:
        symbol = chr(MONTH + _ROMAN[word])
    found = [_Replacement(start, stop, symbol)] if symbol else []
    if inner:
        # `р.Київ`: what is no word of the tables as a whole is read part by part
        found.extend(
            _Replacement(stop + part.start(), stop + part.end(), symbol)
            for part in re.finditer(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*", text[stop : match.end()])
            if (symbol := _symbol_of(fold_word(part[0]), languages, False, False))
        )
    return found


def _can_be_half(text: str, start: int, stop: int) -> bool:
    """Return whether a word behind a number can be AM or PM: the number is no end of a name (`Ann1 am 3.5.2020`), and
    the word is not German's before a day (`Saal 1 am 3. Mai`).
    """
    number = start - 1
    while number >= 0 and (text[number].isdigit() or text[number] in " :."):
        number -= 1
    if number >= 0 and text[number].isalpha() and text[number + 1].isdigit():
        return False
    return text[start:stop].casefold() != _GERMAN_ON or not _ORDINAL_DAY.match(text, stop)


def _read_unspaced(text: str, start: int, stop: int, languages: frozenset[str]) -> list[_Replacement]:
    """Return the symbols for the words in a run of letters without spaces, the longest first at each place."""
    found: list[_Replacement] = []
    at = start
    while at < stop:
        for length in range(min(16, stop - at), 0, -1):
            if symbol := _symbol_of(fold_word(text[at : at + length]), languages, False, False):
                found.append(_Replacement(at, at + length, symbol))
                at += length
                break
        else:
            at += 1
    return found


@lru_cache(maxsize=4096)
def _symbol_of(word: str, languages: frozenset[str], is_near_digit: bool, is_on_digit: bool) -> str:
    """Return the character that stands for a folded word; an empty string for one that dates do not have.

    `is_on_digit` says that it stands at a digit's end, as an ordinal's letters do, `is_near_digit` at most one space
    away, as AM and PM do.
    """
    words = load_words()
    if is_on_digit and word in words.kind("ordinal"):
        return JOINT
    half = words.halves.get(word)
    if half is not None and (is_near_digit or not word.isascii()):
        return PM if half else AM
    if word == "tháng" or word == "thg":
        return MONTH_BEFORE
    meaning = words.mean(word, languages)
    if word in words.kind("joint") and not (meaning and meaning.month and len(word) > 2):
        return JOINT
    if meaning and (symbol := meaning_symbol(meaning)):
        return symbol if not (len(word) < 3 and word in words.kind("clock")) else CLOCK
    if word in words.kind("clock"):
        return CLOCK
    return ""
