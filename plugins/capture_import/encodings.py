"""Bytes to text, with what was done about it: declared, UTF-8, and then the usual encodings, by evidence only."""

import codecs
import re
from dataclasses import dataclass

from capture_import.capture import Rejected

# Beginnings of files that are no text (magic numbers).
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"MZ\x90", b"RIFF", b"\xd0\xcf\x11\xe0",
    b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"SQLite format 3\x00", b"\x00\x00\x01\x00", b"OggS", b"ID3",
)  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that name an encoding which in practice means its larger relative (WHATWG Encoding Standard, section 4.2).
_LABELS = {
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
}
_CYRILLIC_ENCODINGS = ("windows-1251", "koi8-u", "cp866", "iso-8859-5")
_LATIN_ENCODINGS = ("windows-1252", "windows-1250")

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02
_HIGH_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]*+[^\x00-\x7f\W\d_][^\W\d_]*+")
_CYRILLIC_WORD = re.compile(r"[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]{2,5}")
_PUNCTUATION = frozenset("\u00a0«»„“”‘’‚–—…•№§©®°")
_LATIN_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿœšžŠŽŒ]*")
_RARE_IN_LATIN = re.compile("[¤¦¨¬¯±²³´µ¶¸¹¼½¾×÷ˆ¥†‡‰]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was read in, and where that comes from: `declared`, `evidence`, or a word on what was lost."""

    text: str
    encoding: str
    basis: str

    @property
    def note(self) -> str:
        """What a reader of the archive should know: nothing for UTF-8."""
        return "" if (self.encoding, self.basis) == ("utf-8", "evidence") else f"{self.encoding} ({self.basis})"


def bytes_to_text(body: bytes, declared: str = "") -> Decoded:
    """Give the text of a capture's bytes.

    Raises Rejected for nothing at all, for what is no text, and where neither the declared encoding nor UTF-8 fits and
    the usual ones give no clear answer.
    """
    if not body.strip(b"\0 \t\r\n\f\v"):
        raise Rejected("empty: there is nothing in this capture")
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return Decoded(_decode_or_reject(body[len(bom) :], encoding), encoding, "declared")
    if body.startswith(_MAGIC):
        raise Rejected("binary: this is no text")
    fitting, basis = _decode(body, "utf-8"), "evidence"
    if fitting is None and (whole := _without_cut_character(body)):
        fitting, basis = _decode(whole, "utf-8"), "cut inside its last character"
    if declared and fitting is None:
        name = declared.strip().strip("\"'").lower()
        text = _decode(body, _LABELS.get(name, name))
        if text is not None and not _is_nonsense(text):
            return Decoded(text, _LABELS.get(name, name), "declared")
    controls = len(_CONTROLS.findall(body))
    if controls > _MOST_CONTROLS * len(body):
        return Decoded(_utf16_without_mark(body), "utf-16", "evidence")
    if fitting is not None:
        return Decoded(fitting, "utf-8", basis)
    return _text_by_evidence(body)


def _decode(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _without_cut_character(body: bytes) -> bytes:
    """The bytes without a UTF-8 character that ends before its end, where they do end so; else none."""
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
    raise Rejected("binary: this is no text")


def _is_nonsense(text: str) -> bool:
    """Whether a declared encoding is plainly the wrong one: decoded controls, or words of no shape."""
    words = _HIGH_WORD.findall(text)
    return any("\x80" <= char <= "\x9f" for char in text) or (
        len(words) >= 5 and max(_cyrillic_share(text), _latin_share(text, words)) < 0.5
    )


def _text_by_evidence(body: bytes) -> Decoded:
    candidates: dict[str, tuple[float, str]] = {}
    for encodings, is_cyrillic in ((_CYRILLIC_ENCODINGS, True), (_LATIN_ENCODINGS, False)):
        for encoding in encodings:
            text = _decode(body, encoding)
            if text is None or any("\x80" <= char <= "\x9f" for char in text):
                continue
            words = _HIGH_WORD.findall(text)
            share = _cyrillic_share(text) if is_cyrillic else _latin_share(text, words)
            candidates[encoding] = (share, text)
    ranked = sorted(candidates.items(), key=lambda item: -item[1][0])
    if ranked:
        encoding, (share, text) = ranked[0]
        rivals = [other for _, (rival, other) in ranked[1:] if rival > share - 0.2 and other != text]
        is_same_script = encoding == "windows-1252" and all(
            other == candidates.get("windows-1250", (0, ""))[1] for other in rivals
        )
        if share >= 0.8 and (not rivals or is_same_script):
            return Decoded(text, encoding, "evidence")
    raise Rejected("not UTF-8, and no other usual encoding clearly fits")


def _cyrillic_share(text: str) -> float:
    """How much of the text outside ASCII stands in Cyrillic words of a natural shape, signs of punctuation apart."""
    all_high = sum(not char.isascii() and char not in _PUNCTUATION for char in text)
    good = sum(len(word) for word in _HIGH_WORD.findall(text) if _CYRILLIC_WORD.fullmatch(word))
    return good / all_high if all_high else 0.0


def _latin_share(text: str, words: list[str]) -> float:
    """How many of the words outside ASCII are Latin words with few letters of the upper half, none in odd places."""
    rare = len(_RARE_IN_LATIN.findall(text))
    if not words:
        return 1.0 if not rare and not text.isascii() else 0.0
    good = sum(
        bool(_LATIN_WORD.fullmatch(word)) and sum(not char.isascii() for char in word) <= max(1, len(word) // 2)
        for word in words
    )
    return (good - rare) / len(words)
