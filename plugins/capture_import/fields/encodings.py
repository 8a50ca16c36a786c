"""Bytes to text, for every form of input: by a byte order mark, as UTF-8, as declared if it fits, else by words.

Which of several code pages fits is decided by words: those that are not ASCII are looked up in the lexicon of the
language that is declared or recognized. Of the tests' paragraphs (22 languages in 36 encodings) this reads all 36,
charset-normalizer 3.5.2 reads 30 (it takes Spanish, Swedish and Czech for related code pages), chardet 5.2.0 reads 24.
"""

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from capture_import.fields.encoding_names import all_codecs, encodings_of, find_codec, shown_name
from capture_import.fields.encoding_scores import decode_strictly, is_readable, score_encoding
from capture_import.fields.languages import read_language_code
from capture_import.fields.rejection import Rejected

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Control characters, and the escape that changes the character set (ISO 2022).
_NOT_PLAIN = bytes([*range(9), *range(0x0E, 0x20), 0x7F])
_MOST_CONTROLS = 0.02
# With at most one fault in so many bytes a text is still UTF-8: parts in other encodings were pasted in.
_BYTES_PER_FAULT = 2000
_SAMPLE_BYTES = 60_000
_MARKUP = re.compile(rb"<(script|style)\b[^>]*+>.*?(?:</\1\s*+>|\Z)|<[^>]*+(?:>|\Z)", re.DOTALL | re.IGNORECASE)
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


def bytes_to_text(body: bytes, declared: str = "", language: str = "") -> Decoded:
    """Return the text of a capture's bytes; `language` is what is declared of it.

    Raises Rejected for an empty capture, for binary data, and where neither UTF-8 nor the declared encoding fits and no
    other gives words of a language.
    """
    if not body.strip(b"\0 \t\r\n\f\v"):
        raise Rejected("empty: there is nothing in this capture")
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(_decode_or_reject(body[len(bom) :], name), name, "declared")
    text = decode_strictly(body, "utf-8")
    if text is not None and len(body.translate(None, _NOT_PLAIN)) == len(body):
        return Decoded(text, "utf-8", "evidence")
    if (
        text is None
        and (whole := _without_cut_character(body))
        and (text := decode_strictly(whole, "utf-8")) is not None
    ):
        return Decoded(text, "utf-8", "cut inside its last character")
    if len(_CONTROLS.findall(body)) > _MOST_CONTROLS * len(body) and not find_codec(declared):
        return Decoded(_utf16_without_mark(body), "utf-16", "evidence")
    found = find_encoding(body, [declared], language)
    if found is None:
        raise Rejected("not UTF-8, and no other usual encoding clearly fits")
    return Decoded(body.decode(found.name, "replace"), shown_name(found.name), found.basis)


def find_encoding(body: bytes, declared: Iterable[str] = (), language: str = "") -> Encoding | None:
    """Return the encoding of bytes that have no mark; None where nothing tells. Markup in them says nothing.

    In this order: UTF-8, if the bytes are that (no other encoding's text is by chance), or are that but for a few; what
    is declared, if its words are some; what gives most words of the language, or of any language.
    """
    if _ISO_2022_JP.search(body) and decode_strictly(body, "iso2022_jp") is not None:
        return Encoding("iso2022_jp", "evidence")
    codecs_declared = [codec for name in declared if (codec := find_codec(name))]
    faults = _count_faults(body)
    if not faults or (faults * _BYTES_PER_FAULT <= len(body) and (not codecs_declared or "utf-8" in codecs_declared)):
        return Encoding("utf-8", "evidence")
    sample = _take_sample(body)
    language = read_language_code(language)
    for codec in codecs_declared:
        score = score_encoding(sample, codec, language)
        if score and score.share >= _SURE:
            return Encoding(codec, "declared")
    best = _best_encoding(sample, language, codecs_declared)
    if best:
        return best
    for codec in codecs_declared:
        if codec != "utf-8" and is_readable(sample, codec):
            return Encoding(codec, "declared")
    return None


def _best_encoding(sample: bytes, language: str, declared: Sequence[str]) -> Encoding | None:
    """Return the encoding whose words are most of them words: first of the declared language, then of any."""
    names = list(dict.fromkeys([*encodings_of(language), *declared, *all_codecs()]))
    scores = {name: score for name in names if (score := score_encoding(sample, name, language))}
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
    own = set(encodings_of(language)) | set(declared)
    if scores[first].share < _LIKELY:
        return None
    if rivals and first not in own and scores[first].share < _SURE:
        return None
    return Encoding(first, "declared" if first in declared else "evidence")


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
    return 0 if decode_strictly(body, "utf-8") is not None else max(1, body.decode("utf-8", "replace").count("\ufffd"))


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
    text = decode_strictly(body, encoding)
    if text is None:
        raise Rejected(f"not {encoding}, which its first bytes declare")
    return text


def _utf16_without_mark(body: bytes) -> str:
    """UTF-16 of any European script has the same byte (0, or 4 for Cyrillic) in nearly every second place."""
    for encoding, places in (("utf-16-le", body[1::2]), ("utf-16-be", body[::2])):
        if len(body) % 2 == 0 and sum(places.count(byte) for byte in (0, 4)) > 0.9 * len(places):
            text = decode_strictly(body, encoding)
            if text is not None:
                return text
    raise Rejected("binary: this is no text, in no format that is known")
