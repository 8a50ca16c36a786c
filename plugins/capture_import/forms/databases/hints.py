"""Whether a file may be a newspaper database's export, by a look at its first bytes that costs every page little."""

import codecs
import re
from collections.abc import Iterable
from functools import cache

from capture_import.publishers.database_labels import list_words, load_labels

HEAD = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_TAGS = ("<!doctype html", "<html", "<head", "<body")
_EUROPRESSE = (b"docpublicationname", b"dococurrcontainer", b"titrearticle", b"rdp__articletitle", b"docheader")
_FEWEST_CLASSES = 3
_HEADLINE_CODE = re.compile(rb"HD(?:[\t\r\n<&\xa0\xc2]|  )")
_DOCUMENT = re.compile(rb"do[ck]ument[a-z]{0,2}(?:[ \t\r\n<]|\Z)")
_AROUND = 30


def has_hint(head: bytes) -> bool:
    """Return whether a file may be of one of these layouts, so that `detection` should read its lines.

    It is asked of every page of an import, so it searches for literals first and uses expressions only near them.
    """
    if marked := find_marked_encoding(head):
        head = head.decode(marked, "replace").encode()
    elif b"\0" in head:
        return False
    lower = head.lower()
    if _HEADLINE_CODE.search(head) or _has_classes(lower):
        return True
    # an article begins with such a number, ends with such words, or is numbered
    for match in _DOCUMENT.finditer(lower):
        if _mention().search(lower[max(0, match.start() - _AROUND) : match.end() + _AROUND]):
            return True
    # a page's scripts and comments count words, too; what has no other hint was exported as text
    return not lower.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _counts_words(lower)


def has_classes(head: bytes) -> bool:
    """Return whether a page has the classes of Europresse's articles."""
    return _has_classes(head.lower())


def _has_classes(lower: bytes) -> bool:
    return b"<article" in lower and sum(name in lower for name in _EUROPRESSE) >= _FEWEST_CLASSES


def _counts_words(lower: bytes) -> bool:
    for word in _encode(list_words("length")):
        at = lower.find(b" " + word)
        while at >= 0:
            if lower[at - 1 : at].isdigit():
                return True
            at = lower.find(b" " + word, at + 1)
    return any(label in lower for label in _encode(load_labels("proquest")) if b"proquest" in label)


def _encode(words: Iterable[str]) -> set[bytes]:
    """Return words as the bytes of the usual encodings."""
    return {word.encode(name, "ignore") for word in words for name in ("utf-8", "cp1252")}


def find_marked_encoding(head: bytes) -> str:
    """Return the encoding of text that begins with a mark, or has a zero in every second place; empty for others."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if len(head) > 3 and 0 in head[:2]:
        return "utf-16-be" if not head[0] else "utf-16-le"
    return ""


def is_html(text: str) -> bool:
    """Return whether a text begins as an HTML document does."""
    beginning = text[:HEAD].lstrip("\ufeff \t\r\n").lower()
    return beginning.startswith("<") and any(tag in beginning for tag in _HTML_TAGS)


@cache
def _mention() -> re.Pattern[bytes]:
    """Return what says a number of a document, or a document's end."""
    nouns, of = ("|".join(map(re.escape, list_words(kind, "count"))) for kind in ("nouns", "of"))
    ends = "|".join(re.escape(end) for end in list_words("end"))
    number = r"[a-z][a-z0-9]{0,12}\d{4}"
    return re.compile(
        rf"(?:{nouns}) \d{{1,7}} (?:{of}) \d|(?:{of}) \d{{1,7}} (?:{nouns})\b|(?:{ends})|(?:{nouns}) {number}".encode()
    )
