"""How well an encoding fits bytes: the share of words, or characters, of a language in the text that they become."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from capture_import.fields.encoding_names import common_characters, encodings_of, multibyte_codecs
from capture_import.fields.languages import likely_language
from capture_import.fields.lexicons import has_lexicon, load_lexicon

_WORD = re.compile(r"[^\W\d_]++")
_MOST_WORDS = 300
_C1 = re.compile("[\x80-\x9f]")
# Where one code page has a letter, another has one of these, which hardly any article uses.
_RARE = re.compile("[¤¦¨¬¯±²³´µ¶¸¹¼½¾×÷ˆ¥†‡‰˜˛ˇ˘˙˝∙√≈≤≥\u2500-\u259f]")
_NATURAL = re.compile(r"[^\W\d_][^\W\d_A-ZА-ЯЁІЇЄҐЎ]*|[A-ZА-ЯЁІЇЄҐЎ]{2,}")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_THAI = re.compile("[\u0e01-\u0e4e]")
_THAI_SIGN = re.compile("[\u0e31\u0e34-\u0e3a\u0e47]")
_THAI_SYLLABLE = re.compile("[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47]")
_HIGH = re.compile(r"[^\x00-\x7f\s]")


class Score(NamedTuple):
    """The share of known words (0 to 1), and the text of the sample."""

    share: float
    text: str


def score_encoding(sample: bytes, codec: str, language: str) -> Score | None:
    """Return which share of the words outside ASCII are words of the text's language; None if the bytes can't be it."""
    text = decode_strictly(sample, codec)
    if text is None or _C1.search(text):
        return None
    if codec in multibyte_codecs():
        return Score(_score_characters(text, codec), text)
    if codec == "cp874":
        return Score(_score_thai(text), text)
    words = list(dict.fromkeys(_list_high_words(text)))[:_MOST_WORDS]
    rare = len(_RARE.findall(text))
    if not words:
        # no letters: quotation marks and dashes are of the usual code page
        return Score(0.8 if codec == "cp1252" and not rare else 0.0, text)
    if codec not in encodings_of(language):
        language = likely_language(text)
    share = _known_share(words, language)
    return Score(max(0.0, share - rare / len(words)), text)


def _known_share(words: Sequence[str], language: str) -> float:
    natural = [word for word in words if _NATURAL.fullmatch(word)]
    if not has_lexicon(language):
        return 0.5 * len(natural) / len(words)
    lexicon = load_lexicon(language)
    known = sum(
        1.0 if lexicon.knows_well(word.lower()) else 0.8 if word.lower() in lexicon else 0.0 for word in natural
    )
    return known / len(words)


def _score_characters(text: str, codec: str) -> float:
    """Return the share (0 to 1) of characters that Japanese, Korean or Chinese writes most."""
    high = len(_HIGH.findall(text))
    kana, ideographs, hangul = (len(pattern.findall(text)) for pattern in (_KANA, _IDEOGRAPH, _HANGUL))
    if not high:
        return 0.0
    if codec in ("cp932", "euc_jp", "iso2022_jp"):
        return min(1.0, (kana + ideographs) / high) if kana > 0.2 * (kana + ideographs) else 0.0
    if codec == "cp949":
        common = _count(text, common_characters("ko"))
        return min(1.0, hangul / high * 1.1) if hangul and common > 0.3 * hangul else 0.0
    common = _count(text, common_characters("zh"))
    # kana in a Chinese code page are Japanese in a wrong one
    return min(1.0, 2.2 * common / ideographs) * ideographs / high if ideographs and kana < 0.1 * high else 0.0


def _count(text: str, characters: str) -> int:
    return sum(character in characters for character in text)


def _score_thai(text: str) -> float:
    """Return the share (0 to 1) of Thai characters, times that of vowel signs behind consonants: Arabic read in the
    wrong code page has few of those.
    """
    signs = len(_THAI_SIGN.findall(text))
    well_placed = len(_THAI_SYLLABLE.findall(text))
    return len(_THAI.findall(text)) / max(1, len(_HIGH.findall(text))) * (well_placed / signs if signs else 0.0)


def is_readable(sample: bytes, codec: str) -> bool:
    """Return whether bytes give words of a natural shape in an encoding, whether a lexicon knows them or not: for texts
    of names, or of few words.
    """
    text = decode_strictly(sample, codec)
    if text is None or _C1.search(text):
        return False
    words = _list_high_words(text)
    return 2 * sum(bool(_NATURAL.fullmatch(word)) for word in words) >= len(words) + 2 * len(_RARE.findall(text))


def _list_high_words(text: str) -> list[str]:
    """Return the words that are not ASCII alone: those that tell one code page from another."""
    return [word for word in _WORD.findall(text) if not word.isascii()]


def decode_strictly(body: bytes, encoding: str) -> str | None:
    """Return the text of bytes; None where they can't be of an encoding, or nobody knows it."""
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
