"""NITF 3 (News Industry Text Format of the IPTC), the New York Times Annotated Corpus too: a document to an entry."""

import re
from collections.abc import Iterator

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream
from capture_import.fields.dates import read_machine_date, to_iso
from capture_import.forms.agencies.elements import Element, elements_to_html, is_web, parse_item
from capture_import.forms.entries.entry import EntryTag, NewsItem, entry_to_capture, text_to_html, unique_lines
from capture_import.forms.entries.xml_items import XmlItems

MALFORMED = "malformed XML: this item can't be read; repair it in the file (xmllint shows where)"
_NO_TEXT = "an NITF document without text: its body.content is empty"
_WITHDRAWN = ("canceled", "cancelled", "withheld", "info-only")
# The day alone, as papers write it that have no time.
_MIDNIGHT = re.compile(r"(\d{8}|\d{4}-\d\d-\d\d)T00:?00(?::?00(?:\.0+)?)?\Z")
_SUBJECTS = ("classifier", "person", "org", "location", "event", "object.title")


def nitf_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the documents of a file: as a rule one."""
    items = XmlItems(stream, metadata.charset, budget.limits.entry_bytes, ("nitf",))
    skipped = SkippedCounter(source)
    for item in items.items():
        where = source if item.number == 1 else f"{source}#{item.number}"
        document = parse_item(item.xml, items.namespaces) if item.xml else None
        if document is None:
            yield Unreadable(where, item.fault or MALFORMED)
        elif is_withdrawn(document):
            skipped.add("NITF documents that were withdrawn")
        elif not (content := nitf_to_html(document)):
            yield Unreadable(where, _NO_TEXT)
        else:
            yield entry_to_capture(where, document_to_entry(document, content), metadata)
    yield from skipped.totals()


def is_withdrawn(document: Element) -> bool:
    """Return whether a document's publisher took it back, or never meant it for readers."""
    data = document.child("head", "docdata")
    return data is not None and data.get("management-status").lower() in _WITHDRAWN


def document_to_entry(document: Element, content: str) -> NewsItem:
    """Return the entry of a document."""
    published = _find_date(document)
    data = document.child("head", "pubdata")
    head = document.child("body", "body.head")
    return NewsItem(
        title=_find_title(document),
        url=_find_address(document),
        published=published,
        modified=next((when for each in document.children("head", "revision-history") if (when := _norm(each))), ""),
        authors=_list_people(head) if head else (),
        byline=_find_byline(head) if head else "",
        sections=_list_sections(document),
        tags=tuple(EntryTag(name) for name in unique_lines(list(_list_subjects(document)))),
        language=document.get("lang")
        or document.get("baselang")
        or next((body.get("lang") for body in document.children("body")), ""),
        summary=_find_summary(head) if head else "",
        content_html=content,
        publisher=(data.get("name") if data else "") or _find_holder(document),
        place=_find_place(head) if head else "",
        identifier=next((each.get("id-string") for each in document.children("head", "docdata", "doc-id")), ""),
    )


def nitf_to_html(document: Element) -> str:
    """Return a document's text as HTML; empty where it has none.

    The New York Times keeps a text whole in one block, and its beginning in another: the second is left out.
    """
    shown: list[str] = []
    for content in document.children("body", "body.content"):
        blocks = list(content.children("block"))
        whole = max(blocks, key=lambda block: len(block.text), default=None)
        for block in blocks:
            words = block.text.removeprefix("LEAD: ")
            is_beginning = block is not whole and whole is not None and words and words in whole.text
            parent = block.element.getparent()
            if is_beginning and parent is not None:
                parent.remove(block.element)
        has_elements = len(content.element) > 0
        shown.append(elements_to_html(content) if has_elements else text_to_html(content.element.text or ""))
    if not any(shown) or not any(content.text for content in document.children("body", "body.content")):
        return ""
    shown += [f"<p>{elements_to_html(each)}</p>" for each in document.children("body", "body.end", "tagline")]
    return "".join(shown)


def _find_title(document: Element) -> str:
    return (
        document.text_at("body", "body.head", "hedline", "hl1")
        or document.text_at("body", "body.head", "hedline")
        or document.text_at("head", "title")
    )


def _find_date(document: Element) -> str:
    """Return when it was published: in the paper, else when it was released, issued, or dated."""
    places = [each.get("date.publication") for each in document.children("head", "pubdata")]
    for name in ("date.release", "date.issue"):
        places += [each.get("norm") for each in document.children("head", "docdata", name)]
    places += [each.get("norm") for each in document.children("body", "body.head", "dateline", "story.date")]
    places += [each.text for each in document.children("body", "body.head", "dateline", "story.date")]
    times = [when for place in places if (when := _to_time(place))]
    return next((when for when in times if read_machine_date(when)), times[0] if times else "")


def _norm(element: Element) -> str:
    return _to_time(element.get("norm"))


def _to_time(text: str) -> str:
    midnight = _MIDNIGHT.match(text)
    return to_iso(midnight[1] if midnight else text)


def _find_address(document: Element) -> str:
    for path, name in (
        (("head", "pubdata"), "ex-ref"),
        (("head", "docdata", "doc-id"), "id-string"),
        (("head", "docdata", "urgency"), "id-string"),
    ):
        for element in document.children(*path):
            if is_web(element.get(name)):
                return element.get(name)
    return ""


def _list_bylines(head: Element) -> list[Element]:
    """Return the bylines as they were printed: a database's own form of names beside them says nothing more."""
    bylines = list(head.children("byline"))
    return [byline for byline in bylines if not byline.get("class").startswith("normalized")] or bylines


def _list_people(head: Element) -> tuple[str, ...]:
    return unique_lines([person.text for byline in _list_bylines(head) for person in byline.all("person")])


def _find_byline(head: Element) -> str:
    """Return the words of the byline, without the titles of those whom it names."""
    lines = []
    for byline in _list_bylines(head):
        words = byline.text
        for title in byline.all("byttl"):
            words = words.replace(title.text, " ", 1) if title.text else words
        lines.append(" ".join(words.split()))
    return "; ".join(filter(None, lines))


def _list_sections(document: Element) -> tuple[str, ...]:
    metas = {meta.get("name"): meta.get("content") for meta in document.children("head", "meta")}
    named = metas.get("online_sections", "").split(";")
    return unique_lines([*[each.get("position.section") for each in document.children("head", "pubdata")], *named])


def _list_subjects(document: Element) -> Iterator[str]:
    for identified in document.children("head", "docdata", "identified-content"):
        for name in _SUBJECTS:
            for subject in identified.children(name):
                # a path through a database's own shelves: `Top/News/Sports`
                if "taxonomic" not in subject.get("type"):
                    yield subject.text or subject.get("value")
    for keyword in document.children("head", "docdata", "key-list", "keyword"):
        yield keyword.get("key")
    for subject in document.children("head", "tobject", "tobject.subject"):
        yield subject.get("tobject.subject.matter") or subject.get("tobject.subject.type")


def _find_summary(head: Element) -> str:
    decks = [
        # another form of the headline is no summary
        deck
        for deck in head.children("hedline", "hl2")
        if "headline" not in f"{deck.get('class')} {deck.get('id')}".lower()
    ]
    return head.text_at("abstract") or next((deck.text for deck in decks if deck.text), "")


def _find_holder(document: Element) -> str:
    holders = [each.get("holder") for each in document.children("head", "docdata", "doc.copyright")]
    return next(filter(None, holders), "") or document.text_at("body", "body.head", "distributor")


def _find_place(head: Element) -> str:
    return head.text_at("dateline", "location") or next(
        (line.text for line in head.children("dateline") if line.child("story.date") is None), ""
    )
