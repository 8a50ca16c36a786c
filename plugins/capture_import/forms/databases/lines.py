"""The lines of an export, decoded a little at a time: plain text as it stands, HTML as its blocks show it."""

import codecs
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

from capture_import.containers.streams import ByteStream, Damaged
from capture_import.fields.encodings import find_encoding
from capture_import.forms.databases.hints import HEAD, find_marked_encoding, is_html

_ISO_2022 = b"\x1b$"
# What these databases wrote before UTF-8.
_USUAL = "cp1252"
# Bytes without a line's end are decoded in pieces of this size: no line of an export is so long.
_LONGEST_PIECE = 1024 * 1024
_BLOCKS = frozenset(
    (
        "address article aside blockquote body center dd details div dl doc docfull dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead "
        "title tr ul"
    ).split()
)
_LINES = frozenset(("br", "td", "th"))
_HIDDEN = frozenset(("script", "style", "title", "template", "noscript", "select", "button"))


def read_lines(stream: ByteStream, charset: str, *, longest: int) -> Iterator[str]:
    """Yield the lines of a text or of an HTML document. A line is cut at `longest` characters.

    HTML gives a line for each block and row, with an empty one behind it, and a line for each `<br>` and cell.
    Raises Damaged where the encoding can't be told.
    """
    texts = read_texts(stream, charset)
    first = next(texts, "")
    pieces = _HtmlText(longest).read(first, texts) if is_html(first) else _chain(first, texts)
    yield from _split_lines(pieces, longest)


def read_texts(stream: ByteStream, charset: str = "") -> Iterator[str]:
    """Yield a file's text in pieces: by its mark, as UTF-8, else in the encoding that its first such piece is in."""
    if marked := find_marked_encoding(stream.peek(HEAD)):
        decoder = codecs.getincrementaldecoder(marked)("replace")
        while data := stream.read_chunk():
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)
        return
    codec = ""
    for piece in _split_pieces(stream):
        text = None
        if _ISO_2022 not in piece:
            with suppress(UnicodeDecodeError):
                text = piece.decode("utf-8")
        if text is None:
            codec = codec or _find_codec(piece, charset)
            text = piece.decode(codec, "replace")
        yield text


def _find_codec(piece: bytes, charset: str) -> str:
    try:
        piece.decode("utf-8")
        start = 0
    except UnicodeDecodeError as error:
        start = piece.rfind(b"\n", 0, error.start) + 1
    # the stories before it may be in another language; a name or two in it are words of none
    found = find_encoding(piece[start:], [charset]) or find_encoding(piece, [charset, _USUAL])
    if found is None:
        raise Damaged("its encoding is unknown: it is not UTF-8, and no other usual encoding clearly fits")
    return found.name


def _split_pieces(stream: ByteStream) -> Iterator[bytes]:
    """Yield bytes that end where no character is cut."""
    parts: list[bytes] = []
    size = 0
    while data := stream.read_chunk():
        end = max(data.rfind(b"\n"), data.rfind(b">"), data.rfind(b"\r")) + 1
        if end:
            yield b"".join([*parts, data[:end]])
            parts, size = [], 0
            data = data[end:]
        parts.append(data)
        size += len(data)
        if size > _LONGEST_PIECE:
            yield b"".join(parts)
            parts, size = [], 0
    if size:
        yield b"".join(parts)


def _chain(first: str, texts: Iterator[str]) -> Iterator[str]:
    yield first.removeprefix("\ufeff")
    yield from texts


def _split_lines(texts: Iterator[str], longest: int) -> Iterator[str]:
    parts: list[str] = []
    size = 0
    was_return = False
    for text in texts:
        if was_return and text.startswith("\n"):
            text = text[1:]
        was_return = text.endswith("\r") if text else was_return
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
        for line in lines[:-1]:
            yield "".join([*parts, line])
            parts, size = [], 0
        parts.append(lines[-1])
        size += len(lines[-1])
        if size > longest:
            yield "".join(parts)
            parts, size = [], 0
    if size:
        yield "".join(parts)


class _HtmlText(HTMLParser):
    """HTML to the text that its blocks show, as it comes."""

    def __init__(self, longest: int) -> None:
        super().__init__(convert_charrefs=True)
        self._longest = longest
        self._parts: list[str] = []
        self._hidden = self._kept = 0
        self._has_space = True

    def read(self, first: str, texts: Iterator[str]) -> Iterator[str]:
        """Yield the text of a document that comes in pieces."""
        self.feed(first.removeprefix("\ufeff"))
        yield self._take()
        for text in texts:
            self.feed(text)
            if len(self.rawdata) > self._longest:
                raise Damaged("malformed HTML: a tag or a comment in it does not end")
            yield self._take()
        if self.rawdata.startswith("<"):
            self.rawdata = ""  # a tag that the file's end cuts
        self.close()
        yield self._take()

    def _take(self) -> str:
        text = "".join(self._parts)
        self._parts = []
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        self._kept += tag == "pre"
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        self._kept = max(0, self._kept - (tag == "pre"))
        if tag not in _LINES:
            self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _LINES:
            self._parts.append("\n\n" if tag in _BLOCKS else "\n")
            self._has_space = True

    def handle_data(self, data: str) -> None:
        if self._hidden or not data:
            return
        if self._kept:
            self._parts.append(data)
            return
        words = " ".join(data.split())
        if not words:
            if not self._has_space:
                self._parts.append(" ")
                self._has_space = True
            return
        before = " " if data[:1].isspace() and not self._has_space else ""
        behind = " " if data[-1:].isspace() else ""
        self._parts.append(f"{before}{words}{behind}")
        self._has_space = bool(behind)
