"""Bytes to text, for every form of input: by mark, by UTF-8, as declared where that can be, else by its words.

Which of several code pages a text is in is decided by what it says: the words that are not ASCII are looked up in the
list of the language that the text is in (declared, or found in it). Of the paragraphs in the tests, 22 languages in 36
encodings, this has all; charset-normalizer 3.5.2 has 30 (it takes Spanish, Swedish and Czech for relatives' code pages)
and chardet 5.2.0 24.
"""

import codecs
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from capture_import.fields.languages import likely_language, read_language_code
from capture_import.fields.lexicons import has_lexicon, load_lexicon
from capture_import.fields.rejection import Rejected

_DATA = Path(__file__).parent / "data" / "encodings.toml"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# ... and what begins a change of the character set (ISO 2022)
_NOT_PLAIN = bytes([*range(9), *range(0x0E, 0x20), 0x7F])
_MOST_CONTROLS = 0.02
# A text that is UTF-8 but for one byte in so many is still taken for UTF-8: the rest are faults of parts put together.
_BYTES_PER_FAULT = 2000
_SAMPLE_BYTES = 60_000
_MARKUP = re.compile(rb"<(script|style)\b[^>]*+>.*?(?:</\1\s*+>|\Z)|<[^>]*+(?:>|\Z)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]++")
_MOST_WORDS = 300
_C1 = re.compile("[\x80-\x9f]")
# Signs that code pages have in the places of others' letters, and that hardly stand in an article.
_RARE = re.compile("[¤¦¨¬¯±²³´µ¶¸¹¼½¾×÷ˆ¥†‡‰˜˛ˇ˘˙˝∙√≈≤≥\u2500-\u259f]")
_NATURAL = re.compile(r"[^\W\d_][^\W\d_A-ZА-ЯЁІЇЄҐЎ]*|[A-ZА-ЯЁІЇЄҐЎ]{2,}")
_WITHOUT_SPACES = {"ja", "zh", "ko", "th"}
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_THAI = re.compile("[\u0e01-\u0e4e]")
_THAI_SIGN = re.compile("[\u0e31\u0e34-\u0e3a\u0e47]")
_THAI_SYLLABLE = re.compile("[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47]")
_HIGH = re.compile(r"[^\x00-\x7f\s]")
_SURE, _LIKELY, _AHEAD = 0.7, 0.4, 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was read in, and its basis: `declared`, `evidence`, or what was lost."""

    text: str
    encoding: str
    basis: str

    @property
    def note(self) -> str:
        """What a reader of the archive should know: nothing for UTF-8."""
        return "" if (self.encoding, self.basis) == ("utf-8", "evidence") else f"{self.encoding} ({self.basis})"


class Encoding(NamedTuple):
    """A codec's name and where it comes from."""

    name: str
    basis: str


class _Score(NamedTuple):
    share: float
    text: str


def bytes_to_text(body: bytes, declared: str = "", language: str = "") -> Decoded:
    """Return the text of a capture's bytes; `language` is what is declared of it.

    Raises Rejected for nothing at all, for what is no text, and where neither the declared encoding nor UTF-8 fits and
    no other gives words of a language.
    """
    if not body.strip(b"\0 \t\r\n\f\v"):
        raise Rejected("empty: there is nothing in this capture")
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(_decode_or_reject(body[len(bom) :], name), name, "declared")
    text = _decode(body, "utf-8")
    if text is not None and len(body.translate(None, _NOT_PLAIN)) == len(body):
        return Decoded(text, "utf-8", "evidence")
    if text is None and (whole := _without_cut_character(body)) and (text := _decode(whole, "utf-8")) is not None:
        return Decoded(text, "utf-8", "cut inside its last character")
    if len(_CONTROLS.findall(body)) > _MOST_CONTROLS * len(body) and not find_codec(declared):
        return Decoded(_utf16_without_mark(body), "utf-16", "evidence")
    found = find_encoding(body, [declared], language)
    if found is None:
        raise Rejected("not UTF-8, and no other usual encoding clearly fits")
    return Decoded(body.decode(found.name, "replace"), _shown_name(found.name), found.basis)


def find_encoding(body: bytes, declared: Iterable[str] = (), language: str = "") -> Encoding | None:
    """Return the encoding of bytes that have no mark; None where nothing tells. Markup in them says nothing.

    In this order: UTF-8, if the bytes are that (no other encoding's text is by chance), or are that but for a few; what
    is declared, if its words are some; what the words of the language, or of any language, make it.
    """
    if _ISO_2022_JP.search(body) and _decode(body, "iso2022_jp") is not None:
        return Encoding("iso2022_jp", "evidence")
    codecs_declared = [codec for name in declared if (codec := find_codec(name))]
    faults = _count_faults(body)
    if not faults or (faults * _BYTES_PER_FAULT <= len(body) and (not codecs_declared or "utf-8" in codecs_declared)):
        return Encoding("utf-8", "evidence")
    sample = _take_sample(body)
    language = read_language_code(language)
    for codec in codecs_declared:
        score = _score(sample, codec, language)
        if score and score.share >= _SURE:
            return Encoding(codec, "declared")
    best = _best_encoding(sample, language, codecs_declared)
    if best:
        return best
    for codec in codecs_declared:
        if codec != "utf-8" and _is_readable(sample, codec):
            return Encoding(codec, "declared")
    return None


@cache
def find_codec(name: str) -> str:
    """Return Python's name of the encoding that a browser would use for a declared name; empty for one nobody knows.

    >>> find_codec("ISO-8859-1"), find_codec("rot13"), find_codec("Windows-31J")
    ('cp1252', '', 'cp932')
    """
    name = name.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_data()["names"].get(name, name)).name
        codec = _data()["meanings"].get(codec, codec)
        # codecs that are not character sets ("rot13", "zip") and those that a text can't declare about itself
        is_text = codecs.lookup(codec)._is_text_encoding and not codec.startswith(
            ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode")
        )
    except (LookupError, ValueError):
        return ""
    return codec if is_text else ""


def _best_encoding(sample: bytes, language: str, declared: Sequence[str]) -> Encoding | None:
    """Return the encoding whose words are most of them words: first of the declared language, then of any."""
    names = [find_codec(name) for names in _data()["languages"].values() for name in names]
    names = list(dict.fromkeys([*_encodings_of(language), *declared, *names]))
    scores = {name: score for name in names if (score := _score(sample, name, language))}
    if not scores:
        return None
    order = {name: place for place, name in enumerate(names)}
    ranked = sorted(scores, key=lambda name: (-round(scores[name].share, 2), order[name]))
    first = ranked[0]
    rivals = [
        name
        for name in ranked[1:]
        if scores[name].text != scores[first].text and scores[name].share > scores[first].share - _AHEAD
    ]
    own = set(_encodings_of(language)) | set(declared)
    if scores[first].share < _LIKELY:
        return None
    if rivals and first not in own and scores[first].share < _SURE:
        return None
    return Encoding(first, "declared" if first in declared else "evidence")


def _is_readable(sample: bytes, codec: str) -> bool:
    """Return whether bytes give words of a natural shape in an encoding, be they known or not: names, few words."""
    text = _decode(sample, codec)
    if text is None or _C1.search(text):
        return False
    words = _list_high_words(text)
    return 2 * sum(bool(_NATURAL.fullmatch(word)) for word in words) >= len(words) + 2 * len(_RARE.findall(text))


def _list_high_words(text: str) -> list[str]:
    """Return the words that are not ASCII alone: those that tell one code page from another."""
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _encodings_of(language: str) -> list[str]:
    language = {"hr": "sh", "bs": "sh", "sr": "sh", "no": "nb", "nn": "nb"}.get(language, language)
    return [find_codec(name) for name in _data()["languages"].get(language, ())]


def _score(sample: bytes, codec: str, language: str) -> _Score | None:
    """Return which share of the words outside ASCII are words of the text's language; None if the bytes can't be it."""
    text = _decode(sample, codec)
    if text is None or _C1.search(text):
        return None
    if codec in _multibyte():
        return _Score(_score_characters(text, codec), text)
    if codec == "cp874":
        return _Score(_score_thai(text), text)
    words = list(dict.fromkeys(_list_high_words(text)))[:_MOST_WORDS]
    rare = len(_RARE.findall(text))
    if not words:
        # signs alone: quotation marks and dashes are of the usual code page
        return _Score(0.8 if codec == "cp1252" and not rare else 0.0, text)
    if codec not in _encodings_of(language):
        language = likely_language(text)
    share = _known_share(words, language)
    return _Score(max(0.0, share - rare / len(words)), text)


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
    """Return how far text without spaces between words consists of the characters that its language writes most."""
    high = len(_HIGH.findall(text))
    kana, ideographs, hangul = (len(pattern.findall(text)) for pattern in (_KANA, _IDEOGRAPH, _HANGUL))
    if not high:
        return 0.0
    if codec in ("cp932", "euc_jp", "iso2022_jp"):
        return min(1.0, (kana + ideographs) / high) if kana > 0.2 * (kana + ideographs) else 0.0
    if codec == "cp949":
        common = sum(char in _data()["common"]["ko"] for char in text)
        return min(1.0, hangul / high * 1.1) if hangul and common > 0.3 * hangul else 0.0
    common = sum(char in _data()["common"]["zh"] for char in text)
    # kana in a Chinese code page are Japanese in a wrong one
    return min(1.0, 2.2 * common / ideographs) * ideographs / high if ideographs and kana < 0.1 * high else 0.0


def _score_thai(text: str) -> float:
    """Return how far text is Thai, whose vowel signs stand on consonants, unlike Arabic in a wrong code page."""
    signs = len(_THAI_SIGN.findall(text))
    well_placed = len(_THAI_SYLLABLE.findall(text))
    return len(_THAI.findall(text)) / max(1, len(_HIGH.findall(text))) * (well_placed / signs if signs else 0.0)


@cache
def _multibyte() -> frozenset[str]:
    return frozenset(find_codec(name) for language in ("ja", "zh", "ko") for name in _data()["languages"][language])


def _take_sample(body: bytes) -> bytes:
    """Return some of the bytes with the markup taken out, cut between words: the first that are not all ASCII."""
    start = next((match.start() for match in re.finditer(rb"[\x80-\xff]", body)), 0)
    text = _MARKUP.sub(b" ", body[: start + 8 * _SAMPLE_BYTES])
    if len(text) <= _SAMPLE_BYTES:
        return text
    cut = text[:_SAMPLE_BYTES] if not text[:_SAMPLE_BYTES].isascii() else text[-_SAMPLE_BYTES:]
    first, last = cut.find(b" "), max(cut.rfind(b" "), cut.rfind(b"\n"))
    return cut[first + 1 : last] if first < last else cut


def _count_faults(body: bytes) -> int:
    """Return how many bytes are not UTF-8."""
    return 0 if _decode(body, "utf-8") is not None else max(1, body.decode("utf-8", "replace").count("\ufffd"))


def _decode(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _without_cut_character(body: bytes) -> bytes:
    """Return the bytes without a UTF-8 character that ends before its end, where they do end so; else none."""
    for length in (1, 2, 3):
        lead = body[-length:][0]
        if lead >= 0xC0:
            return body[:-length]
        if lead < 0x80:
            break
    return b""


def _decode_or_reject(body: bytes, encoding: str) -> str:
    text = _decode(body, encoding)
    if text is None:
        raise Rejected(f"not {encoding}, which its first bytes declare")
    return text


def _utf16_without_mark(body: bytes) -> str:
    """UTF-16 of any European script has the same byte (0, or 4 for Cyrillic) in nearly every second place."""
    for encoding, places in (("utf-16-le", body[1::2]), ("utf-16-be", body[::2])):
        if len(body) % 2 == 0 and sum(places.count(byte) for byte in (0, 4)) > 0.9 * len(places):
            text = _decode(body, encoding)
            if text is not None:
                return text
    raise Rejected("binary: this is no text, in no format that is known")


def _shown_name(codec: str) -> str:
    """Return an encoding's usual name: `windows-1252` for `cp1252`."""
    number = codec.removeprefix("cp")
    return (
        f"windows-{number}" if number in ("874", *map(str, range(1250, 1259))) else codec.replace("iso8859", "iso-8859")
    )


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
