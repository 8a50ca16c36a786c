"""Tokens to words: what separates words in a token, and which characters belong to no word. Twin of words.js.

A token is what stands between white space. Words keep their case here, since a stop word in capitals is a name
(`tokens.py`). Languages are not considered, so that a query, whose language is unknown, has the same words.
"""

import re
import unicodedata
from itertools import pairwise

MAX_TERM = 64
"""The most characters of a term: longer words are cut, in the index and in a query alike."""

# A class that both twins write in the same way: a letter, and a letter or digit.
_LETTER = r"[^\W\d_]"
_DELETED = re.compile(
    "[\u00ad\u0300\u0301\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f]"
)
_WIDE = re.compile("[\uff00-\uffef]")
# Apostrophes and Hebrew's marks of abbreviation as a keyboard has them, İ as i, which has no dot twice; final sigma.
_UNIFIED = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4\u05f3", "'"), "\u05f4": '"', "\u0130": "i", "\u03c2": "\u03c3"}
)
_SEPARATOR = re.compile(
    r"[\s\-!$%()*;<=>?@\[\\\]^`{|}~"
    "\u00a1-\u00a9\u00ab-\u00b1\u00b6\u00b8\u00bb\u00bf\u00d7\u00f7\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05c6"
    "\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e2f\u0e4f\u0e5a\u0e5b\u104a-\u104f\u17d4-\u17da"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u3001-\u3004\u3008-\u3020\u3030\u30fb"
    "\ufe30-\ufe4f\ufeff]+"
    rf'|\.\.+|[.,:/](?![0-9])|(?<![0-9])[.,:/]|"(?!{_LETTER})|(?<!{_LETTER})"'
)
_DOTTED = re.compile(rf"(?<![\w.])(?:{_LETTER}\.)+{_LETTER}\.?(?!\w)")
_EXCHANGE = re.compile(rf"(?<=\w\w)\.{_LETTER}(?![\w.])")
_GROUPS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_BOUND = "sub non co re multi micro mini semi inter intra ultra e".split()
_CAPITALISED = "|".join(prefix.capitalize() for prefix in _BOUND)
_PREFIX = re.compile(
    rf"(?<!\w)(?:({'|'.join(_BOUND)}|{_CAPITALISED})-(?=[a-z])|({_CAPITALISED})-(?=[A-Z])|({_LETTER})-(?=[0-9]))"
)
_SIGNED = re.compile(rf"({_LETTER}(?:\+\+|#))['&+#.]*")
_ASCII_EDGES = "".join(chr(code) for code in range(128) if not chr(code).isalnum() and code != ord("_"))
# Scripts that write no spaces between words, and Korean, which writes particles at their ends.
_HAN_AND_KANA = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_THAI_LAO_BURMESE_KHMER = (
    "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u109a-\u109f"
    "\u1780-\u17d3\u17d7\u17dc\u17dd"
)
_HANGUL = "\uac00-\ud7a3"
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd\u3099\u309a"
)
_RUN = re.compile(f"([{_HAN_AND_KANA}]+|[{_THAI_LAO_BURMESE_KHMER}]+|[{_HANGUL}]+)")
_CLUSTER = re.compile(f".[{_MARKS}]*", re.DOTALL)
_CLOSING = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb)]"
_OPENING = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb(["
_ENDS = ".!?:;\u2026\u3002\uff01\uff1f"
_ABBREVIATION = re.compile(rf"(?:{_LETTER}\.)+|[A-Z][bcdfghjklmnpqrstvwxz]{{1,3}}\.")
_WORD = re.compile(r"[^\W_]")


def has_run(token: str) -> bool:
    """Return whether a token has a run of characters that become pairs, so that it may be a whole sentence."""
    return not token.isascii() and bool(_RUN.search(token))


def token_to_words(token: str) -> list[str]:
    """Return the words of a token, in its case: without punctuation, possessive `'s`, and the points of `U.S.`.

    A hyphen separates words, but for a letter before a number and the prefixes that English writes in both ways. A
    slash, a colon and a comma don't separate digits; between thousands a comma goes. A last letter behind a point is
    the exchange of a ticker, and goes. Runs of Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese become
    overlapping pairs of characters, those of Korean behind the whole word.

    >>> token_to_words("(U.S.-led"), token_to_words("sub-prime,"), token_to_words("GOOG.O"), token_to_words("9/11")
    (['US', 'led'], ['subprime'], ['GOOG'], ['9/11'])
    >>> token_to_words("东京都。"), token_to_words("항만청")
    (['东京', '京都'], ['항만청', '항만', '만청'])
    """
    is_ascii = token.isascii()
    if not is_ascii:
        token = _unify(token)
    if "." in token:
        token = _EXCHANGE.sub("", _DOTTED.sub(_join_letters, token))
    if "," in token:
        token = _GROUPS.sub("", token)
    if "-" in token:
        token = _PREFIX.sub(r"\1\2\3", token)
    words = []
    if is_ascii:
        return [word for piece in _SEPARATOR.split(token) if piece and (word := trim_word(piece))]
    for piece in _SEPARATOR.split(token):
        for part in _RUN.split(piece):
            if _RUN.match(part):
                words += _run_to_pairs(part)
            elif word := trim_word(part):
                words.append(word)
    return words


def _unify(token: str) -> str:
    token = unicodedata.normalize("NFC", token)
    if _WIDE.search(token):
        token = unicodedata.normalize("NFKC", token)
    return _DELETED.sub("", token).translate(_UNIFIED)


def _join_letters(found: re.Match[str]) -> str:
    return found[0].replace(".", "").upper()


def _run_to_pairs(run: str) -> list[str]:
    clusters = _CLUSTER.findall(run)
    pairs = [one + other for one, other in pairwise(clusters)]
    if _HANGUL[0] <= run[0] <= _HANGUL[-1]:
        return [run[:MAX_TERM], *pairs] if len(clusters) > 2 else [run]
    return [pair[:MAX_TERM] for pair in pairs or clusters]


def text_to_words(text: str) -> list[str]:
    """Return all words of a text in lower case.

    >>> text_to_words("The U.S.-led talks")
    ['the', 'us', 'led', 'talks']
    """
    return [word.lower() for token in text.split() for word in token_to_words(token)]


def trim_word(word: str) -> str:
    """Return a word without the characters around it that are no letters, marks, digits or `_`, and without `'s`.

    >>> trim_word("'Kyiv's'"), trim_word("C++"), trim_word("C#")
    ('Kyiv', 'C++', 'C#')
    """
    if not word.isalnum():
        if found := _SIGNED.fullmatch(word):
            return found[1]
        word = word.strip(_ASCII_EDGES)
        start, end = 0, len(word)
        while start < end and not _is_word_character(word[start]):
            start += 1
        while end > start and not _is_word_character(word[end - 1]):
            end -= 1
        word = word[start:end]
        if word.endswith(("'s", "'S")):
            word = word[:-2]
    return word[:MAX_TERM]


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] in "LMN"


def ends_sentence(token: str) -> bool:
    """Return whether a token may be the last of a sentence, so that a capital behind it says nothing.

    >>> [ends_sentence(token) for token in ("said.", 'said."', "—", "Mr.", "U.S.", 'said,"')]
    [True, True, True, False, False, False]
    """
    rest = token.rstrip(_CLOSING)
    if not rest or not _WORD.search(rest):
        return True
    if rest[-1] not in _ENDS:
        return False
    return not (rest[-1] == "." and _ABBREVIATION.fullmatch(rest.lstrip(_OPENING)))


def opens_quotation(token: str) -> bool:
    """Return whether a token has a quotation mark or a bracket before it and none behind it.

    >>> opens_quotation('"It'), opens_quotation('"It",')
    (True, False)
    """
    return token[0] in _OPENING and token.rstrip(".,:;!?")[-1:] not in [*_CLOSING]
