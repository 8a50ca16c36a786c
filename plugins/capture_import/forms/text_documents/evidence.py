"""A document to evidence: what its head says in lines, what its properties say, its text as blocks."""

from datetime import date

from capture_import.containers.capture import Capture
from capture_import.fields.body.noise import drop_site_lines
from capture_import.fields.document_properties import clean_author, clean_title
from capture_import.fields.evidence import Candidate, Context, Evidence, Field, Place, Role
from capture_import.fields.rejection import Rejected
from capture_import.fields.urls import clean_url, link_url
from capture_import.fields.urls_archived import find_original, unwrap_url
from capture_import.forms.block_text import BlockText
from capture_import.forms.text_documents.document import TextDocument, capture_to_document
from capture_import.forms.text_documents.head import DocumentHead, read_head
from capture_import.forms.web_page.blocks import BlockReader
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.embeds import find_embeds
from capture_import.forms.web_page.hidden import drop_hidden
from capture_import.forms.web_page.page import read_page
from capture_import.forms.web_page.pictures import find_pictures

_KEY, _PROPERTY = "the document", "the document's properties"
_SHORTEST_TEXT = 40
_MISSING = {
    Field.HEADLINE: "no headline: nothing above the text is plainly its title; make one its first line, or a heading",
    Field.DATE: "write the day below the headline, or what you know of it into a sidecar NAME.meta.json "
    "(url, captured_at), or give --date",
}


def read_document_capture(capture: Capture, given_day: date | None = None) -> Evidence:
    """Return what a document's capture says. Raises Rejected for one without text."""
    return read_document(capture_to_document(capture), capture, given_day)


def read_document(document: TextDocument, capture: Capture, given_day: date | None = None) -> Evidence:
    """Return what a document says. Raises Rejected for one without text."""
    properties = document.properties
    page = read_page(f"<html><body>{document.html}</body></html>", "", capture.captured_at)
    root = page.tree.find("body") if page else None
    if page is None or root is None:
        raise Rejected("no text: the document holds none")
    drop_hidden(root)
    blocks = BlockReader(lambda element: False, lambda href: link_url(href, "", clean_url)).read(root)
    head = read_head(blocks, clean_title(properties.title))
    place = find_original(capture.url or head.header.get("url") or properties.url)
    if place.archived_at is not None:
        blocks = BlockReader(lambda element: False, lambda href: link_url(href, "", unwrap_url)).read(root)
        head = read_head(blocks, clean_title(properties.title))
    body = PageBody(blocks, root)
    pictures, embeds = find_pictures(page, body), find_embeds(page, body)
    text = BlockText(drop_site_lines(head.blocks), page.order if pictures or embeds else {}, embeds)
    if sum(len(each) for each in text.paragraphs) < _SHORTEST_TEXT:
        raise Rejected("no text: hardly a sentence of running text")
    captured_at = place.archived_at or capture.captured_at
    return Evidence(
        Context(capture.source, capture.sha256, captured_at, capture.kind, given_day, is_text=True),
        _list_candidates(document, head, place.url),
        text=text,
        languages=tuple(filter(None, [head.header.get("lang") or properties.language])),
        dated=[block.text for block in text.blocks if block.kind == "paragraph"],
        site_names=tuple(filter(None, [head.header.get("publisher") or properties.publisher])),
        missing=_MISSING,
        pictures=pictures,
        embedded=page.embedded,
    )


def _list_candidates(document: TextDocument, head: DocumentHead, url: str) -> dict[Field, list[Candidate]]:
    properties, header = document.properties, head.header

    def take(name: str, place: Place, role: Role = Role.UNNAMED) -> list[Candidate]:
        texts = tuple(header.lists.get(name, ())) or tuple(filter(None, [header.get(name)]))
        return [Candidate(texts, place, _KEY, role)] if texts else []

    # an editor's program writes its own language into what nobody set
    told = Place.DECLARED if document.is_made_for_readers else Place.VAGUE
    named = clean_title(properties.title)
    title = [Candidate((head.title,), Place.HEADER, _KEY)] if head.title else []
    if not title and named:
        title = [Candidate((named,), Place.VAGUE, _PROPERTY)]
    names = take("authors", Place.DECLARED)
    authors = properties.authors if document.is_made_for_readers else tuple(map(clean_author, properties.authors))
    if not names and any(authors):
        place = Place.DECLARED if document.is_made_for_readers else Place.TEXT
        names = [Candidate(tuple(filter(None, authors)), place, _PROPERTY)]
    created = [Candidate((properties.created,), Place.PROPERTY, _PROPERTY)] if properties.created else []
    issued = [Candidate((properties.issued,), Place.SHOWN, "the running head")] if properties.issued else []
    source = "" if "://" in header.get("source") else header.get("source")
    publisher = header.get("publisher") or source or properties.publisher
    return {
        Field.URL: [Candidate((url,), Place.URL, _KEY)],
        Field.LANGUAGE: [
            *take("lang", Place.DECLARED),
            *([Candidate((properties.language,), told, _PROPERTY)] if properties.language else []),
        ],
        Field.HEADLINE: title,
        Field.DATE: [*take("date", Place.HEADER), *issued, *created],
        Field.MODIFIED: take("modified", Place.HEADER, Role.MODIFIED),
        Field.NAMES: names,
        Field.SIGNERS: names,
        Field.SECTIONS: take("sections", Place.HEADER),
        Field.TAGS: take("tags", Place.HEADER)
        or [Candidate((word,), Place.VAGUE, _PROPERTY) for word in properties.keywords],
        Field.SUMMARY: [
            *take("summary", Place.HEADER),
            *([Candidate((head.summary,), Place.HEADER, _KEY)] if head.summary else []),
        ],
        Field.DATELINE: take("place", Place.HEADER),
        Field.PUBLISHER: [Candidate((publisher,), Place.HEADER, _KEY)] if publisher else [],
        Field.STATUS: [Candidate((header.status,), Place.HEADER, _KEY)],
    }
