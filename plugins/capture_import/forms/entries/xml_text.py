"""Repairs of XML that leave its words as they are: encoding, entities, characters that XML forbids.

Nothing is fetched.
"""

import codecs
import re
from html.entities import html5

from capture_import.containers.streams import ByteStream, Damaged
from capture_import.fields.encoding_names import find_codec
from capture_import.fields.encodings import find_encoding

_ENCODING = re.compile(rb"""<\?xml[^<>]{0,500}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,60})["']""", re.I)
_LANGUAGE = re.compile(rb"""<(?:dc:)?language>\s*([A-Za-z]{2,3})\b|\bxml:lang\s*=\s*["']([A-Za-z]{2,3})\b""", re.I)
_EVIDENCE = 64 * 1024
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(
    r"&(?:#(\d{1,8});|#[xX]([0-9A-Fa-f]{1,7});|(amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31};))?"
)
_LITERAL_START = re.compile(r"<!\[CDATA\[|<!--")


class TextStream:
    """The text of an XML file, a little at a time."""

    def __init__(self, stream: ByteStream, charset: str = "") -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(_find_encoding(stream.peek(_EVIDENCE), charset))("replace")
        self._is_first = True
        self._ended = False

    @property
    def fault(self) -> str:
        """Why the text stops before its end; empty if it does not."""
        return self._stream.fault

    def read_some(self) -> str:
        """Return the next piece of text; an empty string at the end."""
        while not self._ended:
            data = self._stream.read_chunk()
            self._ended = not data
            text = self._decoder.decode(data, final=not data)
            if text and self._is_first:
                self._is_first = False
                text = text.removeprefix("\ufeff")
            if text:
                return text
        return ""


def repair_xml(text: str) -> str:
    """Return XML in which every reference is one that XML knows.

    HTML's named characters become numeric references; any other `&` becomes `&amp;`. So entities that a document
    declares are never expanded: `&lol;` stays `&lol;`.

    >>> repair_xml("<a>Fish &amp; chips&nbsp;& <![CDATA[peas & more]]>&lol;</a>")
    '<a>Fish &amp; chips&#160;&amp; <![CDATA[peas & more]]>&amp;lol;</a>'
    """
    text = _NOT_XML.sub("", text)
    parts, at = [], 0
    while start := _LITERAL_START.search(text, at):
        delimiter = "-->" if start[0] == "<!--" else "]]>"
        end = text.find(delimiter, start.end())
        parts += [
            _REFERENCE.sub(_repair_reference, text[at : start.start()]),
            text[start.start() : end + 3 if end >= 0 else None],
        ]
        at = end + 3 if end >= 0 else len(text)
    return "".join([*parts, _REFERENCE.sub(_repair_reference, text[at:])])


def _repair_reference(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        code = int(match[1] or match[2], 10 if match[1] else 16)
        is_character = (
            code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        )
        return match[0] if is_character else ""
    if match[3]:
        return match[0]
    if match[4] in html5:
        return "".join(f"&#{ord(char)};" for char in html5[match[4]])
    return "&amp;" + (match[4] or "")


def _find_encoding(head: bytes, charset: str) -> str:
    """Return the encoding by the byte order mark, by what is declared, or by evidence. Raise Damaged if none fits."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if head.startswith(mark):
            return name
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    declared = _ENCODING.search(head[:1024])
    names = [declared[1].decode() if declared else "", charset]
    if head.isascii() and b"\x1b$" not in head:
        return next((codec for name in names if (codec := find_codec(name))), "utf-8")
    language = _LANGUAGE.search(head)
    # cut behind a `>`, so that no character is cut in two
    found = find_encoding(
        head[: head.rfind(b">") + 1] or head, names, (language[1] or language[2]).decode() if language else ""
    )
    if found is None:
        raise Damaged("its encoding is unknown: it is not UTF-8, and no other usual encoding clearly fits")
    return found.name
