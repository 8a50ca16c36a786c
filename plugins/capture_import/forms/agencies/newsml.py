"""NewsML-G2 of the IPTC: the text items of an item, a package or a message, each to an entry."""

from collections.abc import Iterator

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream
from capture_import.fields.dates import to_iso
from capture_import.forms.agencies.elements import Element, elements_to_html, is_web, parse_item
from capture_import.forms.agencies.nitf import MALFORMED, document_to_entry, nitf_to_html
from capture_import.forms.entries.entry import (
    EntryImage,
    EntryTag,
    NewsItem,
    entry_to_capture,
    text_to_html,
    unique_lines,
)
from capture_import.forms.entries.xml_items import XmlItems

_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_NO_TEXT = "a NewsML-G2 item without a text of its own"
_ELSEWHERE = "a NewsML-G2 item whose text lies elsewhere: import that, {}"
_WITHDRAWN = ("canceled", "cancelled", "withheld")
_TEXTS = ("text", "composite", "")


def newsml_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the text items of a file. Packages (lists of items), concepts, items of pictures and films, and what was
    withdrawn or withheld are skipped and counted.
    """
    items = XmlItems(stream, metadata.charset, budget.limits.entry_bytes, _ITEMS)
    skipped = SkippedCounter(source)
    number = 0
    for item in items.items():
        number = item.number
        where = f"{source}#{number}"
        found = parse_item(item.xml, items.namespaces) if item.xml else None
        if found is None:
            yield Unreadable(where, item.fault or MALFORMED)
        elif why := why_no_text(found):
            skipped.add(why)
        else:
            entry = item_to_entry(found)
            yield entry_to_capture(where, entry, metadata) if isinstance(entry, NewsItem) else Unreadable(where, entry)
    if not number:
        yield Unreadable(source, stream.fault or "NewsML-G2 without items")
    yield from skipped.totals()


def why_no_text(item: Element) -> str:
    """Return what an item is where it is no text that was published; empty for one that is."""
    if item.name != "newsitem":
        return "NewsML-G2 packages and concepts"
    kind = next((_last(each) for each in item.children("itemmeta", "itemclass")), "").lower()
    if kind not in _TEXTS:
        return f"NewsML-G2 items of the class {kind[:20]}"
    status = next((_last(each) for each in item.children("itemmeta", "pubstatus")), "").lower()
    return "NewsML-G2 items that were withdrawn or withheld" if status in _WITHDRAWN else ""


def item_to_entry(item: Element) -> NewsItem | str:
    """Return the entry of a text item; the reason why there is none, where it has no text."""
    content, inner = _find_content(item)
    if not content:
        remote = next((each.get("href") for each in item.children("contentset", "remotecontent")), "")
        return _ELSEWHERE.format(remote) if remote else _NO_TEXT
    own = document_to_entry(inner, content) if inner is not None else NewsItem("")
    created = _time(item, "itemmeta", "firstcreated") or _time(item, "contentmeta", "contentcreated")
    published = created or own.published or _time(item, "itemmeta", "versioncreated")
    modified = _time(item, "contentmeta", "contentmodified") or _time(item, "itemmeta", "versioncreated")
    creators = unique_lines([_name(each) for each in item.children("contentmeta", "creator")])
    byline = "; ".join(unique_lines([each.text for each in item.children("contentmeta", "by")])) or own.byline
    return NewsItem(
        title=_find_headline(item) or own.title or item.text_at("itemmeta", "title"),
        url=_find_address(item) or own.url,
        published=published,
        modified=modified if modified != published else "",
        authors=() if byline else own.authors or creators,
        byline=byline,
        sections=own.sections,
        tags=tuple(EntryTag(name) for name in unique_lines(list(_list_subjects(item)))) or own.tags,
        language=next((each.get("tag") for each in item.children("contentmeta", "language")), "") or item.get("lang"),
        summary=_find_description(item) or own.summary,
        content_html=content,
        images=_list_images(item),
        publisher=_find_publisher(item) or own.publisher,
        place=next((_name(each) for each in item.children("contentmeta", "located")), "")
        or own.place
        or item.text_at("contentmeta", "dateline"),
        identifier=item.get("guid"),
    )


def _find_content(item: Element) -> tuple[str, Element | None]:
    """Return the text as HTML, and the NITF document that it came in, if in one; marked up before plain text."""
    for inline in item.children("contentset", "inlinexml"):
        for nitf in inline.children("nitf"):
            if content := nitf_to_html(nitf):
                return content, nitf
        for page in inline.children("html"):
            body = page.child("body")
            if body is not None and body.text:
                return elements_to_html(body), None
        if inline.text and inline.child("nitf") is None:
            return elements_to_html(inline), None
    for inline in item.children("contentset", "inlinedata"):
        words = "".join(inline.element.itertext()).strip()
        if words:
            is_markup = "html" in inline.get("contenttype").lower()
            return words if is_markup else text_to_html(words), None
    return "", None


def _find_headline(item: Element) -> str:
    """Return the headline without a role, or with the main one's; else the first."""
    headlines = [each for each in item.children("contentmeta", "headline") if each.text]
    main = [
        each for each in headlines if not each.get("role") or each.get("role").rpartition(":")[2] in ("main", "hl1")
    ]
    return next((each.text for each in [*main, *headlines]), "")


def _find_description(item: Element) -> str:
    found = [each for each in item.children("contentmeta", "description") if each.text]
    return next((each.text for each in found if "caption" not in each.get("role")), "")


def _find_address(item: Element) -> str:
    """Return the item's page in the web: a link that says so, an alternative identifier, its own where it is one."""
    for link in item.children("itemmeta", "link"):
        kind = f"{link.get('rel')} {link.get('contenttype')}".lower()
        if ("webpage" in kind or "canonical" in kind or "text/html" in kind) and is_web(link.get("href")):
            return link.get("href")
    for name in ("altid", "altrep"):
        for each in item.children("contentmeta", name):
            if is_web(each.text) or is_web(each.get("href")):
                return each.text if is_web(each.text) else each.get("href")
    return item.get("guid") if is_web(item.get("guid")) else ""


def _find_publisher(item: Element) -> str:
    """Return who sent the item: by name, else by the line that papers print, else by a code."""
    sources = [*item.children("itemmeta", "provider"), *item.children("contentmeta", "infosource")]
    named = [each.text_at("name") or each.get("literal") for each in sources]
    codes = [_last(each) for each in sources]
    return next(filter(None, [*named, item.text_at("contentmeta", "creditline"), *codes]), "")


def _list_subjects(item: Element) -> Iterator[str]:
    for subject in item.children("contentmeta", "subject"):
        yield next((name.text for name in subject.children("name") if name.text), "") or subject.get("literal")
    for keyword in item.children("contentmeta", "keyword"):
        yield keyword.text


def _list_images(item: Element) -> tuple[EntryImage, ...]:
    addresses = [each.get("href") for each in item.children("contentmeta", "icon")]
    return tuple(EntryImage(address) for address in addresses if is_web(address))


def _name(element: Element) -> str:
    return element.text_at("name") or element.get("literal") or (element.text if not len(element.element) else "")


def _last(element: Element) -> str:
    """Return a code without the scheme that it is of: `stat:usable`, or an address that ends with it."""
    return (element.get("qcode").rpartition(":")[2] or element.get("uri").rstrip("/").rpartition("/")[2]).strip()


def _time(item: Element, *path: str) -> str:
    return next((when for each in item.children(*path) if (when := to_iso(each.text))), "")
