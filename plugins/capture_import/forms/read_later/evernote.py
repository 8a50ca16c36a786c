"""Evernote's export (ENEX): notes in XML, their text in ENML, their pictures in base64.

The document type is http://xml.evernote.com/pub/evernote-export4.dtd: `created` is when a note was made, which of a
clip is when its page was saved; `subject-date` is the day that it is about.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape

from lxml import etree

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Resource, Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream
from capture_import.containers.times import text_to_time
from capture_import.fields.dates import read_machine_date
from capture_import.fields.site_titles import SEPARATOR, strip_site_name
from capture_import.fields.urls import host_of
from capture_import.forms.entries.entry import EntryTag, NewsItem, entry_to_capture
from capture_import.forms.entries.xml_items import XmlItems
from newsrecord.clean_text import clean_line

_PROLOG = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)?", re.DOTALL)
_NOTE = re.compile(r"<(/?)en-note\b[^<>]*>", re.IGNORECASE)
_MEDIA = re.compile(r"<en-media\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/?>(?:\s*</en-media>)?", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"<en-crypt\b[^<>]*+>(?:[^<]++|<(?!/?en-crypt\b))*+</en-crypt>|</?en-todo\b[^<>]*+>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PICTURE = "image/"
_HEADING = re.compile(r"<h[12]\b[^<>]*+>((?:[^<]++|<(?!/?h[12]\b))*+)</h[12]>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")


def evernote_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield an export's notes, each behind its pictures. Of what is attached else, how much there is."""
    items = XmlItems(stream, metadata.charset, budget.limits.feed_bytes, ("note",))
    skipped = SkippedCounter(source)
    number = 0
    for item in items.items():
        number = item.number
        where = f"{source}#{number}"
        note = _parse(item.xml) if item.xml else None
        if note is None:
            yield Unreadable(where, item.fault or "malformed XML: this note can't be read")
            continue
        content = note.findtext("content") or ""
        if len(content) > budget.limits.entry_bytes:
            limit = budget.limits.entry_bytes
            yield Unreadable(where, f"too large: a note of more than {limit} characters (the limit entry_bytes)")
            continue
        resources = list(_read_resources(note, where, skipped))
        yield from resources
        created = text_to_time(_to_iso(note.findtext("created")))
        entry = _note_to_entry(note, content, {_hash(found): found for found in resources})
        yield entry_to_capture(where, entry, replace(metadata, captured_at=created or metadata.captured_at))
    if not number:
        yield Unreadable(source, "an Evernote export without notes")
    yield from skipped.totals()


def _parse(xml: str) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(xml.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _note_to_entry(note: etree._Element, content: str, resources: dict[str, Resource]) -> NewsItem:
    author = clean_line(note.findtext("note-attributes/author") or "")
    url = clean_line(note.findtext("note-attributes/source-url") or "")
    return NewsItem(
        title=_find_headline(clean_line(note.findtext("title") or ""), content, url),
        url=url,
        published=_to_iso(note.findtext("note-attributes/subject-date")),
        authors=(author,) if author else (),
        tags=tuple(EntryTag(name) for tag in note.findall("tag") if (name := clean_line(tag.text or ""))),
        content_html=_to_html(content, resources),
    )


def _find_headline(title: str, content: str, url: str) -> str:
    """Return a note's title, which is its page's, without the site's name: as a heading of the text has it, or as the
    URL's host tells the name.
    """
    if not url:
        return title
    headings = (clean_line(unescape(_TAG.sub("", heading))) for heading in _HEADING.findall(content))
    whole = next((heading for heading in headings if heading and _is_headline_of(heading, title)), "")
    return whole or strip_site_name(title, [host_of(url).removeprefix("www.")])


def _is_headline_of(heading: str, title: str) -> bool:
    """Return whether a title is a heading and, behind a separator, the name of a site."""
    return title.startswith(heading) and SEPARATOR.match(title, len(heading)) is not None


def _to_html(content: str, resources: dict[str, Resource]) -> str:
    """Return ENML as HTML: pictures at their addresses, what is encrypted or ticked left out."""
    html = _NO_TEXT.sub("", _PROLOG.sub("", content))
    html = _NOTE.sub(lambda mark: f"<{mark[1]}div>", html)

    def to_image(match: re.Match[str]) -> str:
        attributes = {name.lower(): first or second for name, first, second in _ATTRIBUTE.findall(match["attributes"])}
        if not attributes.get("type", "").startswith(_PICTURE):
            return ""
        found = resources.get(attributes.get("hash", "").lower())
        address = found.address if found else f"cid:{attributes.get('hash', '')}"
        alt = attributes.get("alt") or attributes.get("title") or ""
        return f'<img src="{escape(address)}" alt="{alt}">'

    return _MEDIA.sub(to_image, html)


def _read_resources(note: etree._Element, where: str, skipped: SkippedCounter) -> Iterator[Resource]:
    for resource in note.findall("resource"):
        media_type = clean_line(resource.findtext("mime") or "").lower()
        if not media_type.startswith(_PICTURE):
            skipped.add("attachments of notes that are no pictures")
            continue
        try:
            body = base64.b64decode("".join((resource.findtext("data") or "").split()))
        except (binascii.Error, ValueError):
            skipped.add("damaged pictures of notes")
            continue
        url = clean_line(resource.findtext("resource-attributes/source-url") or "")
        address = url if url.startswith(("http://", "https://")) else f"cid:{_hash_of(body)}"
        yield Resource(where, address, media_type, body)


def _hash(resource: Resource) -> str:
    return _hash_of(resource.body)


def _hash_of(body: bytes) -> str:
    # by MD5 of its bytes ENML names a picture
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def _to_iso(text: str | None) -> str:
    """Return a time in ISO 8601: `20150804T090000Z`."""
    found = read_machine_date(text or "")
    return found.isoformat() if found else clean_line(text or "")
