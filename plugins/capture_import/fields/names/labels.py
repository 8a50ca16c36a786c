"""The words before the names of a byline: `By`, `Written by`, `Text:`."""

import re

from capture_import.fields.names.words import either, first_word, first_words_of, words_of

_MADE = either(words_of("made"))
_ARTICLES = frozenset("a an the ein eine un une una uno el la il".split())
_ONE = either(_ARTICLES)
_BY_WORDS = words_of("by")
_BY = re.compile(rf"\A\W*+(?:(?:{_ONE}\s+)?{_MADE}\s+)?{either(_BY_WORDS)}(?:\s*+:)?\s++(?=\S)", re.IGNORECASE)
_MADE_BY = re.compile(rf"\A\W*+(?:{_ONE}\s+)?{_MADE}\s+{either(_BY_WORDS)}(?:\s*+:)?\s*+", re.IGNORECASE)
_BEGIN_NAMES = words_of("particle") - frozenset("von vom af av".split())
_CJK_BY = re.compile(r"\A\W*+(?:文|撰文|撰稿)\s*+[/／|｜]\s*+|(?:記者|记者)(?=[\u4e00-\u9fff]{2,4}(?:\Z|\W))")
_LABEL = re.compile(rf"\A\W*+{either(words_of('label', 'made'))}\s*+(?:[:：]|[|]\s)\s*+", re.IGNORECASE)
# A label without a colon, before a whole name.
_BARE_LABEL = re.compile(
    rf"{either(frozenset(word for word in words_of('label') - words_of('signature') if len(word) > 3))}\s++"
    r"(?=(?-i:[A-ZÀ-ÞΑ-ΩЀ-Я]))",
    re.IGNORECASE,
)
_LABEL_STARTS = first_words_of("by", "made", "label") | _ARTICLES


def strip_label(text: str) -> str:
    """Return a byline without the words before its names: `By`, `Written by`, `Text:`."""
    for _ in range(3):
        before = text
        if first_word(text) not in _LABEL_STARTS and not _CJK_BY.match(text):
            break
        if match := _CJK_BY.match(text) or _LABEL.match(text) or _BARE_LABEL.match(text):
            text = text[match.end() :]
        if match := _BY.match(text):
            rest = text[match.end() :]
            # `Di Maria`, `Von Trapp`: a name begins with the word
            is_own = text[: match.end()].strip().casefold() in _BEGIN_NAMES and len(rest.split()) < 2
            text = text if is_own else rest
        elif match := _MADE_BY.fullmatch(text):
            text = ""
        if text == before:
            break
    return text.strip()
