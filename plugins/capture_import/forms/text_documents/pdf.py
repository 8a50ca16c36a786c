"""PDF with a text layer: its lines by the library pdfminer.six, which keeps where they stand and how large they are."""

import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from capture_import.fields.rejection import Rejected
from capture_import.forms.text_documents.document import Properties, TextDocument
from capture_import.forms.text_documents.missing import why_missing
from capture_import.forms.text_documents.paragraphs import paragraphs_to_html
from capture_import.forms.text_documents.pdf_lines import PdfLine, Sheet, drop_frames, lines_to_paragraphs
from capture_import.forms.text_documents.pdf_order import order_page
from capture_import.forms.text_documents.pdf_pictures import PdfPicture, list_pictures, place_pictures

_LARGEST_STREAM = 64 * 1024 * 1024
_STREAM = re.compile(rb"(?<![a-z])stream\r?\n")
_DICTIONARY = 2000
# What parts two pieces of a line, in widths of a letter: less than the gap between columns.
_GAP_IN_LINE = 0.8
_APOSTROPHES = frozenset("'’")
_NARROW = 0.2
_FEW_LETTERS = 60
_MOST_LETTERS = 100_000
_MOST_OF_PAGE = 0.5
_UNKNOWN_LETTER = "(cid:"
_MANY_UNKNOWN = 0.1
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?\s*(Z|[+-]\d\d'?\d\d)?", re.ASCII)
# Letters that a font draws in one; they are no letters of any word.
_LIGATURES = str.maketrans(
    {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
)
_SCAN = "a scan: its pages are pictures without text; run `ocrmypdf FILE.pdf FILE.pdf`, and import it again"
_UNKNOWN = (
    "a PDF whose fonts do not say which letters they show; run `ocrmypdf --force-ocr FILE.pdf FILE.pdf`, "
    "and import it again"
)
_ENCRYPTED = (
    "a PDF that is encrypted with a password; save it without (`qpdf --decrypt --password=... FILE.pdf NEW.pdf`)"
)
_DAMAGED = "a PDF that is cut off or damaged ({}): fetch or copy it anew"


@dataclass(slots=True)
class _Counts:
    pages: int = 0
    letters: int = 0
    unknown: int = 0
    full_pictures: int = 0
    sheets: list[Sheet] = field(default_factory=list)
    pictures: list[list[PdfPicture]] = field(default_factory=list)


def load() -> None:
    """Load the library. Raises Rejected where it is not installed."""
    try:
        # loads longer than a page is read, and is needed by few files: an installation may do without
        import pdfminer.high_level  # noqa: F401, PLC0415 - see above
    except ImportError as error:
        raise Rejected(why_missing("PDF")) from error
    # what is odd in a file is no matter of the import's output
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pdf(content: bytes, most_pages: int = 0, *, with_pictures: bool = False) -> TextDocument:
    """Return the document of a PDF, or of its first pages, with its pictures where they are asked for.

    Raises Rejected for one that has no text to be read.
    """
    load()
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed  # noqa: PLC0415 - a heavy library
    from pdfminer.pdftypes import PDFException  # noqa: PLC0415 - a heavy library
    from pdfminer.psparser import PSException  # noqa: PLC0415 - a heavy library

    _check_streams(content)
    try:
        counts, properties = _read_pages(content, most_pages)
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise Rejected(_ENCRYPTED) from error
    except (
        PDFException,
        PSException,
        AssertionError,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        AttributeError,
    ) as error:
        raise Rejected(_DAMAGED.format(type(error).__name__)) from error
    if not counts.pages:
        raise Rejected(_DAMAGED.format("no page is found in it"))
    if counts.letters < _FEW_LETTERS * counts.pages and counts.full_pictures * 2 >= counts.pages:
        raise Rejected(_SCAN)
    if counts.unknown > _MANY_UNKNOWN * max(counts.letters, 1):
        raise Rejected(_UNKNOWN)
    frames = drop_frames(counts.sheets)
    for sheet in counts.sheets:
        sheet.lines = order_page(sheet.lines)
    figures = place_pictures(counts.sheets, counts.pictures) if with_pictures else {}
    lines = [line for sheet in counts.sheets for line in sheet.lines]
    html = paragraphs_to_html(list(lines_to_paragraphs(lines, figures)))
    return TextDocument(html, replace(properties, url=frames.url, issued=frames.issued))


def _read_pages(content: bytes, most_pages: int) -> tuple[_Counts, Properties]:
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415 - a heavy library
    from pdfminer.layout import LAParams  # noqa: PLC0415 - a heavy library
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 - a heavy library
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415 - a heavy library
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415 - a heavy library
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415 - a heavy library

    class Device(PDFPageAggregator):
        """Takes letters and pictures, not lines and fills; no more letters of a page than any page of a paper has."""

        letters = 0

        def render_char(self, *arguments: Any, **named: Any) -> float:
            self.letters += 1
            if self.letters > _MOST_LETTERS:
                raise Rejected(f"too large: a PDF with a page of more than {_MOST_LETTERS} letters")
            return float(super().render_char(*arguments, **named))

        def paint_path(self, *arguments: Any, **named: Any) -> None:
            return

    document = PDFDocument(PDFParser(io.BytesIO(content)))
    resources = PDFResourceManager()
    device = Device(resources, laparams=LAParams(char_margin=_GAP_IN_LINE, boxes_flow=None, all_texts=True))
    interpreter = PDFPageInterpreter(resources, device)
    counts = _Counts()
    for page in PDFPage.create_pages(document):
        device.letters = 0
        interpreter.process_page(page)
        _take_page(device.get_result(), counts)
        if counts.pages == most_pages:
            break
    return counts, _read_properties(document.info)


def _take_page(page: object, counts: _Counts) -> None:
    counts.pages += 1
    sheet = Sheet(counts.pages, *page.bbox[1::2])  # type: ignore[attr-defined]
    for line in _list_lines(page):
        sheet.lines.append(line)
        counts.unknown += line.text.count(_UNKNOWN_LETTER)
        counts.letters += sum(map(str.isalpha, line.text))
    counts.full_pictures += _find_largest_picture(page) >= _MOST_OF_PAGE
    counts.sheets.append(sheet)
    counts.pictures.append(list(list_pictures(page)))


def _list_lines(page: object) -> Iterator[PdfLine]:
    """Yield the lines of a page, column by column. Letters of a font without widths stand alone: they are joined."""
    from pdfminer.layout import LTChar, LTContainer, LTTextLine  # noqa: PLC0415 - a heavy library

    waiting: PdfLine | None = None
    boxes = [page]
    number = 0
    while boxes:
        container = boxes.pop()
        if isinstance(container, LTTextLine):
            letters = [letter for letter in container if isinstance(letter, LTChar)]
            text = " ".join(_read_text(container).translate(_LIGATURES).split())
            is_lone = len(letters) == 1 and letters[0].width == 0
            if not text and not is_lone:
                continue
            sizes = Counter(round(letter.size * 2) / 2 for letter in letters)
            bold = sum("bold" in letter.fontname.lower() or "black" in letter.fontname.lower() for letter in letters)
            size = max(sizes, key=lambda each: sizes[each], default=0.0)
            line = PdfLine(
                container.get_text().rstrip("\n") if is_lone else text,
                *container.bbox,
                size,
                bold * 2 > len(letters),
                number,
            )
            if is_lone and waiting and (waiting.y0, waiting.x0) == (line.y0, line.x0):
                waiting.text += line.text
                continue
            if waiting:
                yield waiting
            waiting = line
        elif isinstance(container, LTContainer):
            number += 1
            boxes += reversed(list(container))
    if waiting:
        yield waiting


def _read_text(line: Any) -> str:
    """Return a line's words. No space stands beside an apostrophe where the gap there is narrow: some fonts draw it
    apart.
    """
    from pdfminer.layout import LTAnno, LTChar  # noqa: PLC0415 - a heavy library

    parts = list(line)
    words: list[str] = []
    for place, part in enumerate(parts):
        if isinstance(part, LTAnno) and part.get_text() == " " and 0 < place < len(parts) - 1:
            before, after = parts[place - 1], parts[place + 1]
            if (
                isinstance(before, LTChar)
                and isinstance(after, LTChar)
                and _APOSTROPHES.intersection((before.get_text(), after.get_text()))
                and after.x0 - before.x1 < _NARROW * before.size
            ):
                continue
        words.append(part.get_text())
    return "".join(words)


def _find_largest_picture(page: object) -> float:
    """Return how much of a page its largest picture takes."""
    from pdfminer.layout import LTContainer, LTImage  # noqa: PLC0415 - a heavy library

    largest, waiting = 0.0, [page]
    whole = page.width * page.height or 1  # type: ignore[attr-defined]
    while waiting:
        found = waiting.pop()
        if isinstance(found, LTImage):
            largest = max(largest, abs(found.width * found.height) / whole)
        elif isinstance(found, LTContainer):
            waiting += [each for each in found if isinstance(each, (LTImage, LTContainer))]
    return largest


def _read_properties(info: list[dict[str, object]]) -> Properties:
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 - a heavy library
    from pdfminer.utils import decode_text  # noqa: PLC0415 - a heavy library

    texts: dict[str, str] = {}
    for values in info:
        for name, value in values.items():
            value = resolve1(value)
            if isinstance(value, bytes):
                texts[name] = " ".join(decode_text(value).replace("\0", "").split())
    return Properties(
        title=texts.get("Title", ""),
        authors=tuple(filter(None, [texts.get("Author", "")])),
        created=_read_time(texts.get("CreationDate", "")),
        keywords=tuple(filter(None, (word.strip() for word in re.split("[,;]", texts.get("Keywords", ""))))),
    )


def _read_time(text: str) -> str:
    """Return a PDF's date (ISO 32000, 7.9.4) as ISO 8601; empty for what is none."""
    match = _DATE.match(text)
    if not match:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    when = f"{year}-{month or '01'}-{day or '01'}"
    if hour:
        zone = "" if zone is None else "Z" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
        when = f"{when}T{hour}:{minute}:{second or '00'}{zone}"
    try:
        datetime.fromisoformat(when)
    except ValueError:
        return ""
    return when


def _check_streams(content: bytes) -> None:
    """Raise Rejected where a stream unpacks to more than may be: the library unpacks streams whole."""
    if not re.match(rb"[\s\xef\xbb\xbf]{0,64}%PDF-", content):
        raise Rejected(_DAMAGED.format("it does not begin as one"))
    for match in _STREAM.finditer(content):
        before = content[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = before[before.rfind(b"obj") + 1 :]
        count = dictionary.count(b"/FlateDecode") + len(re.findall(rb"/Fl\b", dictionary))
        if not count or (b"/Image" in dictionary and count < 2):
            continue
        data: bytes | memoryview = memoryview(content)[match.end() :]
        for _ in range(min(count, 3)):
            try:
                data = zlib.decompressobj().decompress(data, _LARGEST_STREAM + 1)
            except zlib.error:
                break
            if len(data) > _LARGEST_STREAM:
                raise Rejected(f"too large: a PDF with a part that unpacks to more than {_LARGEST_STREAM} bytes")
