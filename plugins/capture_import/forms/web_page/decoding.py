"""A saved page's bytes to text: what it declares of both; which encoding it is, `fields.encodings` decides."""

import codecs
import re

from capture_import.fields.encodings import find_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?|\?xml\b[^>]{0,100}?)(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I
)
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,300}?\slang\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z]{2,3}\b)""", re.I)
_DECLARATION_AREA = 8192


def decode_page(body: bytes, charset: str | None = None) -> str:
    """Return the page's text; `charset` is what the answer's header said.

    A page is always read: if no encoding fits, as UTF-8 with replacement characters. NULs are dropped as in browsers.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").lstrip("\ufeff").replace("\0", "")
    # ISO-2022-JP is ASCII by its bytes, and so UTF-8
    if b"\x1b$" not in body:
        try:
            return body.decode("utf-8").replace("\0", "")
        except UnicodeDecodeError:
            pass
    head = body[:_DECLARATION_AREA]
    declared = [charset or "", *(name.decode("ascii") for name in _DECLARED.findall(head))]
    language = _LANGUAGE.search(head)
    found = find_encoding(body, declared, language[1].decode("ascii") if language else "")
    return body.decode(found.name if found else "utf-8", "replace").replace("\0", "")
