"""Zotero RDF, the export that keeps all of a library: its items, and attachments that name their files."""

from collections.abc import Iterator

from lxml import etree

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.streams import ByteStream, bytes_to_stream
from capture_import.forms.entries.entry import EntryTag, NewsItem
from capture_import.forms.entries.xml_text import TextStream, repair_xml
from capture_import.forms.read_later.zotero import ZoteroItem, check_items, path_to_file
from newsrecord.clean_text import clean_line

_NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
}
_ATTACHMENT, _MEMO, _COLLECTION = "Attachment", "Memo", "Collection"
# Of something else than the item: what it stands in, its people.
_NO_ITEMS = (_ATTACHMENT, _MEMO, _COLLECTION, "UserItem")
_AUTHORS = ("bib:authors", "z:interviewers", "z:podcasters", "z:presenters", "z:artists")


def zotero_to_items(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield what of the pages that a library names is missing; each page that is there is a capture of its own."""
    limit = budget.limits.feed_bytes
    content = stream.read(limit + 1)
    if stream.fault or len(content) > limit:
        yield Unreadable(source, stream.fault or f"too large: more than {limit} bytes (the limit feed_bytes)")
        return
    items, fault = _read_library(content)
    if fault:
        yield Unreadable(source, fault)
    if items or not fault:
        yield from check_items(items, source, metadata)


def read_items(content: bytes) -> list[ZoteroItem]:
    """Return the items of a library, as far as it can be read."""
    return _read_library(content)[0]


def _read_library(content: bytes) -> tuple[list[ZoteroItem], str]:
    """Return a library's items, and why some may be missing."""
    stream = TextStream(bytes_to_stream(content))
    parts = []
    while part := stream.read_some():
        parts.append(part)
    xml = repair_xml("".join(parts)).partition("?>")
    text = (xml[2] if xml[0].lstrip().startswith("<?xml") else "".join(xml)).encode("utf-8", "replace")
    fault = ""
    try:
        root = etree.fromstring(text, _make_parser(recover=False))
    except etree.XMLSyntaxError as error:
        fault = f"malformed XML ({error.msg}): what stands behind that place is lost"
        root = etree.fromstring(text, _make_parser(recover=True))
    if root is None:
        return [], fault or "no XML"
    attachments = {
        element.get(f"{{{_NAMES['rdf']}}}about", ""): element
        for element in root
        if isinstance(element.tag, str) and etree.QName(element).localname == _ATTACHMENT
    }
    items = [
        _read_item(element, attachments)
        for element in root
        if isinstance(element.tag, str)
        and etree.QName(element).localname not in _NO_ITEMS
        and element.find("z:itemType", _NAMES) is not None
    ]
    linked = {link for element in root for link in _list_links(element)}
    # a page that was saved without an item
    items += [
        _read_item(element, {}) for about, element in attachments.items() if about not in linked and _find_file(element)
    ]
    return items, fault


def _make_parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _read_item(element: etree._Element, attachments: dict[str, etree._Element]) -> ZoteroItem:
    linked = [attachments[link] for link in _list_links(element) if link in attachments]
    files = [file for attachment in (element, *linked) if (file := _find_file(attachment))]
    container = element.find("dcterms:isPartOf", _NAMES)
    section = element.find("prism:section", _NAMES)
    addresses = [_text(found, "rdf:value") for found in element.findall("dc:identifier/dcterms:URI", _NAMES)]
    accessed = _text(element, "dcterms:dateSubmitted") or next(
        (text for attachment in linked if (text := _text(attachment, "dcterms:dateSubmitted"))), ""
    )
    return ZoteroItem(
        NewsItem(
            title=_text(element, "dc:title"),
            url=next((address for address in addresses if "://" in address), _about(element)),
            published=_text(element, "dc:date"),
            authors=tuple(_list_authors(element)),
            sections=tuple(filter(None, [clean_line(section.text or "") if section is not None else ""])),
            tags=tuple(map(EntryTag, _list_subjects(element))),
            language=_text(element, "z:language"),
            summary=_text(element, "dcterms:abstract"),
            publisher=_text(container[0], "dc:title") if container is not None and len(container) else "",
        ),
        tuple(dict.fromkeys(files)),
        accessed,
    )


def _list_links(element: etree._Element) -> list[str]:
    resource = f"{{{_NAMES['rdf']}}}resource"
    return [link.get(resource, "") for link in element.findall("link:link", _NAMES)]


def _find_file(attachment: etree._Element) -> str:
    resource = attachment.find("rdf:resource", _NAMES)
    path = resource.get(f"{{{_NAMES['rdf']}}}resource", "") if resource is not None else ""
    return path_to_file(path)


def _about(element: etree._Element) -> str:
    about = element.get(f"{{{_NAMES['rdf']}}}about", "")
    return about if "://" in about else ""


def _list_authors(element: etree._Element) -> Iterator[str]:
    for role in _AUTHORS:
        for person in element.findall(f"{role}/rdf:Seq/rdf:li/foaf:Person", _NAMES):
            given = _text(person, "foaf:givenName") or _text(person, "foaf:givenname")
            if name := clean_line(f"{given} {_text(person, 'foaf:surname')}"):
                yield name


def _list_subjects(element: etree._Element) -> Iterator[str]:
    for subject in element.findall("dc:subject", _NAMES):
        if name := clean_line("".join(subject.itertext())):
            yield name


def _text(element: etree._Element, path: str) -> str:
    return clean_line(element.findtext(path, "", _NAMES) or "")
