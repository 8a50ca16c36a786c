"""Documents to captures: one story each, or the stories of a newspaper database, as that exports them in documents."""

from collections.abc import Iterable, Iterator

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.items import ContainerItem, DocumentReader
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.streams import CHUNK, ByteStream, bytes_to_stream, read_whole
from capture_import.fields.rejection import Rejected
from capture_import.forms.databases.detection import find_database
from capture_import.forms.databases.hints import has_hint
from capture_import.forms.databases.readers import find_database_reader
from capture_import.forms.text_documents import docx, epub, opendocument, pdf, rtf
from capture_import.forms.text_documents.document import PDF_MEDIA_TYPE, TextDocument, document_to_capture
from capture_import.forms.text_documents.package import Package

# A database's export shows what it is on its first pages: a cover, a list of results, the first story.
_FIRST_PAGES = 3


def docx_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the story or the stories of a Word document, its pictures before it."""
    package = Package(read_whole(stream, budget.limits.feed_bytes, docx.WHAT), budget, docx.WHAT)
    document, pictures = docx.read_docx(package)
    yield from _story_to_captures(document, package.read_pictures(pictures, source), source, budget, metadata)


def odt_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the story or the stories of an OpenDocument text, its pictures before it."""
    package = Package(read_whole(stream, budget.limits.feed_bytes, opendocument.WHAT), budget, opendocument.WHAT)
    document, pictures = opendocument.read_odt(package)
    yield from _story_to_captures(document, package.read_pictures(pictures, source), source, budget, metadata)


def rtf_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the story or the stories of an RTF document, its pictures before it."""
    document, pictures = rtf.read_rtf(read_whole(stream, budget.limits.feed_bytes, rtf.WHAT))
    resources = (picture.to_resource(source) for picture in pictures)
    yield from _story_to_captures(document, resources, source, budget, metadata)


def epub_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the stories of a book, the pictures of each before it."""
    package = Package(read_whole(stream, budget.limits.feed_bytes, epub.WHAT), budget, epub.WHAT)
    stories = epub.read_epub(package)
    for number, story in enumerate(stories, 1):
        yield from package.read_pictures(story.pictures, source)
        yield document_to_capture(f"{source}#{number}" if len(stories) > 1 else source, story.document, metadata)


def pdf_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield a PDF as it is, to be read in a worker, since that takes long; or the stories of a database's export."""
    content = read_whole(stream, budget.limits.capture_bytes, "a PDF", "capture_bytes")
    try:
        first = pdf.read_pdf(content, most_pages=_FIRST_PAGES).html
        if (reader := _find_database_reader(first)) is not None:
            html = pdf.read_pdf(content).html
            yield from reader(bytes_to_stream(_to_page(html)), source, budget, metadata)
            return
    except Rejected as rejected:
        yield Unreadable(source, rejected.reason)
        return
    yield Capture(source, content, PDF_MEDIA_TYPE, "", metadata.url, metadata.captured_at, kind=metadata.kind)


def _story_to_captures(
    document: TextDocument,
    resources: Iterable[ContainerItem],
    source: str,
    budget: UnpackBudget,
    metadata: CaptureMetadata,
) -> Iterator[ContainerItem]:
    if (reader := _find_database_reader(document.html)) is not None:
        yield from reader(bytes_to_stream(_to_page(document.html)), source, budget, metadata)
        return
    yield from resources
    yield document_to_capture(source, document, metadata)


def _find_database_reader(html: str) -> DocumentReader | None:
    head = _to_page(html)[:CHUNK]
    kind = find_database(head) if has_hint(head) else ""
    return find_database_reader(kind)


def _to_page(html: str) -> bytes:
    return f"<html><body>{html}</body></html>".encode("utf-8", "replace")
