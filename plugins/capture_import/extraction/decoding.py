"""Bytes to text: which encoding a saved page is in, whatever it says about itself. Nothing about HTML's structure."""

import codecs
import re

from charset_normalizer import from_bytes

# What a page's declared name means to a browser, where Python means something narrower (WHATWG Encoding, section 4.2).
_BROWSER_MEANING = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?|\?xml\b[^>]{0,100}?)(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I
)
_DECLARATION_AREA = 8192
_GUESS_AREA = 60_000
# A page that is UTF-8 but for one byte in so many is still taken for UTF-8: the rest are the faults of parts put together.
_BYTES_PER_FAULT = 2000


def decode_page(body: bytes, charset: str | None = None) -> str:
    """Give the page's text; `charset` is what the answer's header said.

    In this order: a byte-order mark; UTF-8, if the bytes are that (no other encoding's text is by chance); what header
    and page declare, if the bytes can be it; the best guess from the bytes; UTF-8 with replacement characters. NULs are
    dropped, as browsers do.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").lstrip("\ufeff").replace("\0", "")
    return _decode_unmarked(body, charset).replace("\0", "")


def _decode_unmarked(body: bytes, charset: str | None) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = [codec for codec in (_find_codec(charset), *map(_find_codec, _list_declared(body))) if codec]
    lenient = body.decode("utf-8", "replace")
    faults = lenient.count("\ufffd")
    if faults * _BYTES_PER_FAULT <= len(body) and (not declared or "utf-8" in declared):
        return lenient
    for codec in declared:
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            if codec in ("cp1252", "cp1251", "cp1254", "cp1250") and "utf-8" not in declared:
                return body.decode(codec, "replace")
    guess = from_bytes(_take_telling_bytes(body)).best()
    if guess is not None:
        return body.decode(guess.encoding, "replace")
    return lenient


def _list_declared(body: bytes) -> list[str]:
    return [match.decode("ascii") for match in _DECLARED.findall(body[:_DECLARATION_AREA])]


def _find_codec(name: str | None) -> str | None:
    """Give Python's name of the encoding that a browser would use for a declared name; None for one nobody knows."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    codec = _BROWSER_MEANING.get(codec, codec)
    # codecs that are not character sets ("rot13", "zip") and those a page can not declare about itself
    is_text = codecs.lookup(codec)._is_text_encoding and not codec.startswith(
        ("utf-16", "utf-32", "idna", "punycode", "unicode_escape", "raw_unicode")
    )
    return codec if is_text else None


def _take_telling_bytes(body: bytes) -> bytes:
    """Give the first bytes with the markup taken out: tags are ASCII and tell nothing."""
    text = re.sub(
        rb"<(script|style)\b.*?(?:</\1\s*+>|\Z)|<[^>]*+(?:>|\Z)", b" ", body[: _GUESS_AREA * 8], flags=re.S | re.I
    )
    return text[:_GUESS_AREA] or body[:_GUESS_AREA]
