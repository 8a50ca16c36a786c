"""The pictures of a PDF: which of them belong to its text, and their bytes in a format that browsers show."""

import hashlib
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from capture_import.forms.text_documents.paragraphs import figure
from capture_import.forms.text_documents.pdf_lines import PdfLine, Sheet

_MOST_PICTURES = 100
_MOST_PIXELS = 20_000_000
# Of one picture, and of all pictures of a document, which a worker holds at once.
_MOST_BYTES, _MOST_BYTES_OF_ALL = 20_000_000, 60_000_000
# In points: what is smaller is a logo, a rule or an icon.
_SMALLEST_SIDE = 50.0
# A background or a scan behind its text takes nearly all of a page, or has lines of text on it.
_BACKGROUND, _MOST_LINES_ON_IT = 0.8, 2
_SAME_PLACE = 3.0
# A caption is printed smaller than the text, so near below its picture, in sizes of its letters.
_SMALLER, _NEAR, _MOST_LINES_OF_CAPTION = 0.95, 2.6, 4


@dataclass(slots=True)
class PdfPicture:
    """A picture at its place on a page; `key` is the same for the same bytes."""

    x0: float
    y0: float
    x1: float
    y1: float
    key: str
    image: Any


def list_pictures(page: Any) -> Iterator[PdfPicture]:
    """Yield the pictures of a page that are large enough, and no background."""
    from pdfminer.layout import LTContainer, LTImage  # noqa: PLC0415 - a heavy library

    waiting = [page]
    whole = page.width * page.height or 1
    while waiting:
        found = waiting.pop()
        if isinstance(found, LTImage):
            is_small = min(found.width, found.height) < _SMALLEST_SIDE
            if not is_small and found.width * found.height < _BACKGROUND * whole:
                key = hashlib.sha256(found.stream.get_rawdata() or b"").hexdigest()
                yield PdfPicture(*found.bbox, key, found)
        elif isinstance(found, LTContainer):
            waiting += [each for each in found if isinstance(each, (LTImage, LTContainer))]


def place_pictures(sheets: Sequence[Sheet], pictures: Sequence[Sequence[PdfPicture]]) -> dict[int, list[str]]:
    """Return the figures of a document, as HTML, by the line before which each stands (its `id`); those behind the last
    line of a document stand under 0. Captions are taken out of the lines.

    `sheets` have their lines in the order of reading. What stands on several pages is decoration.
    """
    pages = Counter(key for page in pictures for key in {picture.key for picture in page})
    sizes = Counter[float]()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[line.size] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    figures: dict[int, list[str]] = {}
    count = size = 0
    for number, (sheet, page) in enumerate(zip(sheets, pictures, strict=True)):
        for picture in sorted(page, key=lambda each: (-each.y1, each.x0)):
            if pages[picture.key] > 1 or count >= _MOST_PICTURES or _has_text_on_it(sheet, picture):
                continue
            source = _to_source(picture.image)
            if not source or size + len(source) > _MOST_BYTES_OF_ALL:
                continue
            count, size = count + 1, size + len(source)
            caption = _take_caption(sheet, picture, usual)
            following = _find_following(sheet, picture) or next(
                (line for later in sheets[number + 1 :] for line in later.lines), None
            )
            figures.setdefault(id(following) if following else 0, []).append(figure(source, "", caption))
    return figures


def _has_text_on_it(sheet: Sheet, picture: PdfPicture) -> bool:
    on_it = sum(
        picture.x0 <= line.x0 and line.x1 <= picture.x1 and picture.y0 <= line.y0 and line.y1 <= picture.y1
        for line in sheet.lines
    )
    return on_it > _MOST_LINES_ON_IT


def _is_beside(line: PdfLine, picture: PdfPicture) -> bool:
    return line.x1 > picture.x0 + _SAME_PLACE and line.x0 < picture.x1 - _SAME_PLACE


def _find_following(sheet: Sheet, picture: PdfPicture) -> PdfLine | None:
    """Return the first line below a picture, in the order of reading."""
    below = (line for line in sheet.lines if line.y1 <= picture.y0 + _SAME_PLACE and _is_beside(line, picture))
    return next(below, None)


def _take_caption(sheet: Sheet, picture: PdfPicture, usual: float) -> str:
    """Take the lines below a picture that are its caption out of the page; return their words."""
    taken: list[PdfLine] = []
    edge = picture.y0
    for line in sheet.lines:
        is_next = 0 <= edge + _SAME_PLACE - line.y1 <= _NEAR * line.size
        if (
            is_next
            and _is_beside(line, picture)
            and line.size < _SMALLER * usual
            and (not taken or abs(line.size - taken[0].size) < 1)
        ):
            taken.append(line)
            edge = line.y0
    if not taken or len(taken) > _MOST_LINES_OF_CAPTION:
        return ""
    sheet.lines = [line for line in sheet.lines if not any(line is other for other in taken)]
    return " ".join(line.text for line in taken)


def _to_source(image: Any) -> str:
    """Return a picture as a `data:` URL; empty for one in a format that browsers don't show, or that is too large."""
    width, height = image.srcsize
    if not (isinstance(width, int) and isinstance(height, int)) or not 0 < width * height <= _MOST_PIXELS:
        return ""
    body, media_type = _read_body(image, width, height)
    if not body or len(body) > _MOST_BYTES:
        return ""
    return f"data:{media_type};base64,{b64encode(body).decode('ascii')}"


def _read_body(image: Any, width: int, height: int) -> tuple[bytes, str]:
    from pdfminer.pdftypes import PDFException  # noqa: PLC0415 - a heavy library
    from PIL import Image  # noqa: PLC0415 - a heavy library

    filters = [getattr(name, "name", "") for name, _ in image.stream.get_filters()]
    raw = image.stream.get_rawdata() or b""
    try:
        if filters == ["DCTDecode"] and image.stream.decipher is None:
            return raw, "image/jpeg"
        if filters != ["FlateDecode"] or image.bits != 8 or image.stream.decipher is not None:
            return b"", ""
        # no more than the pixels need, with the byte before each row that a predictor uses
        most = height * (4 * width + 1)
        if len(zlib.decompressobj().decompress(raw, most + 1)) > most:
            return b"", ""
        pixels = image.stream.get_data()
        mode = {3: "RGB", 1: "L", 4: "CMYK"}.get(len(pixels) // (width * height), "")
        if not mode or len(pixels) != len(mode) * width * height or _is_indexed(image):
            return b"", ""
        written = BytesIO()
        Image.frombytes(mode, (width, height), pixels).convert("L" if mode == "L" else "RGB").save(written, "PNG")
    except (PDFException, zlib.error, ValueError, TypeError, OSError):
        return b"", ""
    return written.getvalue(), "image/png"


def _is_indexed(image: Any) -> bool:
    return any(getattr(name, "name", "") == "Indexed" for name in image.colorspace)
