"""A document's story: its text as HTML, what its properties say, and the capture that carries both."""

import json
from dataclasses import asdict, dataclass, field

from capture_import.containers.capture import Capture
from capture_import.containers.metadata import CaptureMetadata

PDF_MEDIA_TYPE = "application/pdf"
DOCUMENT_MEDIA_TYPE = "application/vnd.newsarchive.document+json"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself beside its text, word for word; software fills most of it in when a file is saved.

    `issued` is the day that stands in the running head of its pages.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    created: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    url: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class TextDocument:
    """One story: the HTML of its text, in which a headline that the document marks is an `<h1>`, and its properties.

    `is_made_for_readers` where the properties are a library's entry of a publication, as in EPUB, and no office
    program's.
    """

    html: str
    properties: Properties = field(default_factory=Properties)
    is_made_for_readers: bool = False


def document_to_capture(source: str, document: TextDocument, metadata: CaptureMetadata) -> Capture:
    """Return the capture that carries a document."""
    values: dict[str, object] = {
        "html": document.html,
        "properties": {key: v for key, v in asdict(document.properties).items() if v},
    }
    if document.is_made_for_readers:
        values["is_made_for_readers"] = True
    body = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
    return Capture(source, body, DOCUMENT_MEDIA_TYPE, "utf-8", metadata.url, metadata.captured_at, kind=metadata.kind)


def capture_to_document(capture: Capture) -> TextDocument:
    """Return the document that a capture carries."""
    values = json.loads(capture.body)
    properties = values["properties"]
    for key in ("authors", "keywords"):
        properties[key] = tuple(properties.get(key, ()))
    return TextDocument(values["html"], Properties(**properties), bool(values.get("is_made_for_readers")))
