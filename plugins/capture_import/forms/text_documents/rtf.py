"""Rich Text Format: its words by the library striprtf, its properties and pictures by the specification (RTF 1.9.1)."""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from capture_import.containers.capture import Resource
from capture_import.containers.streams import Damaged
from capture_import.forms.text_documents.document import Properties, TextDocument
from capture_import.forms.text_documents.missing import why_missing
from capture_import.forms.text_documents.paragraphs import figure
from newsrecord.whole_numbers import text_to_number

WHAT = "an RTF document"
_PICTURE = r"{\pict"
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}\s*+){32,}+")
_LONGEST_HEAD = 2000
_TYPES = ((r"\pngblip", "image/png", "png"), (r"\jpegblip", "image/jpeg", "jpg"))
# Signs of the private use area, which stand for a picture while its text is read.
_MARK = re.compile("\ue0f0([0-9]{1,6})\ue0f1")
_LINK_FIELD = re.compile(
    r"\{\\\*\\fldinst\s{0,9}(?:\{[^{}\"]{0,200})?HYPERLINK\s{1,9}\"([^\"]{1,2000})\"[^{}]{0,200}\}{1,2}\s{0,9}\{\\fldrslt"
)
_LINK = re.compile("\ue0f2([0-9]{1,6})\ue0f3([^\ue0f2-\ue0f4]*)\ue0f4")
_LINK_MARKS = re.compile("\ue0f2[0-9]*\ue0f3|\ue0f4")
# A group of words that are hidden, or that were deleted while changes were tracked.
_UNSHOWN = re.compile(r"\{(?:\\[a-z]{1,32}+-?[0-9]{0,9}+ ?+){0,20}?\\(?:v|deleted)(?![a-z0-9])")
_SHOWN_AGAIN = re.compile(r"\\(?:v0|deleted0|plain)(?![a-z0-9])")
_NOTE = re.compile(r"\{(?:\\\*)?\\footnote(?![a-z0-9])(?:\\ftnalt)? ?")
_NOTE_SIGN = re.compile(r"\\chftn(?![a-z0-9]) ?")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_LONGEST_LINK = 5000
_INFO = re.compile(r"\{\\(title|author|keywords) ?((?:[^{}]|\{[^{}]*\}){1,2000}+)\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})", re.ASCII)


class RtfPicture(NamedTuple):
    """A picture of a text: what the HTML calls it, its media type, its bytes."""

    address: str
    media_type: str
    body: bytes

    def to_resource(self, source: str) -> Resource:
        """Return it as a container's resource."""
        return Resource(f"{source}#{self.address}", self.address, self.media_type, self.body)


def read_rtf(content: bytes) -> tuple[TextDocument, list[RtfPicture]]:
    """Return a document and its pictures. Raises Damaged for one that is cut off or can't be read."""
    try:
        # beside few files: an installation may do without
        from striprtf import striprtf  # noqa: PLC0415 - see above
    except ImportError as error:
        raise Damaged(why_missing("RTF")) from error
    to_text: Callable[..., str] = striprtf.rtf_to_text
    text, pictures = _take_pictures(content.decode("latin-1"))
    text, links = _mark_links(_move_notes(_drop_unshown(text)))
    if _is_cut(text):
        raise Damaged(f"{WHAT} that is cut off: its last group does not end; copy or save it anew")
    try:
        words = to_text(text, encoding="cp1252", errors="replace")
    except Exception as error:
        raise Damaged(f"{WHAT} that is malformed ({type(error).__name__}: {error}): save it anew") from error
    info = {name: to_text(rf"{{\rtf1 {value}}}", errors="replace") for name, value in _INFO.findall(text)}
    return TextDocument("".join(_lines_to_html(words, pictures, links)), _read_properties(info, text)), pictures


def _read_properties(info: dict[str, str], text: str) -> Properties:
    created = _CREATED.search(text)
    return Properties(
        title=" ".join(info.get("title", "").split()),
        authors=tuple(filter(None, [" ".join(info.get("author", "").split())])),
        created=f"{created[1]}-{created[2]:0>2}-{created[3]:0>2}" if created else "",
        keywords=tuple(filter(None, (word.strip() for word in re.split("[,;]", info.get("keywords", ""))))),
    )


def _lines_to_html(words: str, pictures: list[RtfPicture], links: list[str]) -> Iterator[str]:
    for line in words.replace("\x0b", "\n").split("\n"):
        at = 0
        for mark in _MARK.finditer(line):
            yield _to_paragraph(line[at : mark.start()], links)
            yield figure(pictures[text_to_number(mark[1], 6) or 0].address)
            at = mark.end()
        yield _to_paragraph(line[at:], links)


def _to_paragraph(text: str, links: list[str]) -> str:
    cells = [" ".join(cell.split()) for cell in text.split("|")] if text.count("|") > 1 else [" ".join(text.split())]
    words = " | ".join(cell for cell in cells if cell)
    html = _LINK.sub(
        lambda match: f'<a href="{escape(links[text_to_number(match[1], 6) or 0])}">{match[2]}</a>',
        escape(words, quote=False),
    )
    return f"<p>{_LINK_MARKS.sub('', html)}</p>" if words else ""


def _mark_links(text: str) -> tuple[str, list[str]]:
    """Return the text with marks round the words of each link, without the instructions of their fields."""
    parts: list[str] = []
    links: list[str] = []
    at = 0
    for match in _LINK_FIELD.finditer(text):
        if match.start() < at:
            continue
        end = _find_end(text, match.end())
        if end < 0:
            break
        parts += [text[at : match.start()], f"{{\\fldrslt \ue0f2{len(links)}\ue0f3", text[match.end() : end], "\ue0f4"]
        links.append(match[1])
        at = end
    return "".join([*parts, text[at:]]), links


def _move_notes(text: str) -> str:
    """Return the text with its footnotes and endnotes behind it, a number in the place of each."""
    parts: list[str] = []
    notes: list[str] = []
    at = 0
    for match in _NOTE.finditer(text):
        if match.start() < at or (end := _find_end(text, match.end())) < 0:
            continue
        parts += [text[at : match.start()], f"[{len(notes) + 1}]"]
        # the sign of a note in the note itself: its number replaces that
        notes.append(rf"{{\par [{len(notes) + 1}] {_NOTE_SIGN.sub('', text[match.end() : end])}}}")
        at = end + 1
    whole = "".join([*parts, text[at:]])
    last = whole.rfind("}")
    return whole[:last] + "".join(notes) + whole[last:] if notes else text


def _drop_unshown(text: str) -> str:
    """Return the text without the groups that are hidden or deleted."""
    parts: list[str] = []
    at = 0
    for match in _UNSHOWN.finditer(text):
        if match.start() < at or (end := _find_end(text, match.end())) < 0:
            continue
        if not _SHOWN_AGAIN.search(text, match.end(), end):
            parts.append(text[at : match.start()])
            at = end + 1
    return "".join([*parts, text[at:]])


def _find_end(text: str, start: int) -> int:
    """Return where the group ends in which a place is; -1 where it does not end."""
    depth = 1
    for match in _BRACES.finditer(text, start, start + _LONGEST_LINK):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return -1


def _take_pictures(text: str) -> tuple[str, list[RtfPicture]]:
    """Return the text with a mark in the place of each picture, and the pictures; what is no picture of the web, such
    as a Windows metafile, is dropped.
    """
    text = text.replace(r"{\*\shppict", "{")
    parts: list[str] = []
    pictures: list[RtfPicture] = []
    at = 0
    while (start := text.find(_PICTURE, at)) >= 0:
        data = _HEX.search(text, start, start + _LONGEST_HEAD)
        data = data and _HEX.match(text, data.start())
        end = text.find("}", data.end()) if data else -1
        if not data or end < 0:
            parts.append(text[at : start + len(_PICTURE)])
            at = start + len(_PICTURE)
            continue
        head = text[start : data.start()]
        kind = next((kind for kind in _TYPES if kind[0] in head), None)
        # a copy for older programs
        is_copy = text[max(0, start - 20) : start].rstrip().endswith(r"{\nonshppict")
        parts.append(text[at:start])
        if kind and not is_copy:
            hexadecimal = "".join(data[0].split())
            pictures.append(
                RtfPicture(
                    f"picture{len(pictures) + 1}.{kind[2]}",
                    kind[1],
                    bytes.fromhex(hexadecimal[: len(hexadecimal) // 2 * 2]),
                )
            )
            parts.append(f"\ue0f0{len(pictures) - 1}\ue0f1")
        at = end + 1
    return "".join([*parts, text[at:]]), pictures


def _is_cut(text: str) -> bool:
    """Return whether a group at the text's end was never closed."""
    depth = 0
    for match in _BRACES.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return depth > 0
