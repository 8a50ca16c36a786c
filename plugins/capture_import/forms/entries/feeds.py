"""RSS (0.9 to 2.0) and Atom, read with feedparser one entry at a time, so that no whole feed is in memory."""

import io
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import feedparser

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream
from capture_import.fields.body.boilerplate_lines import cut_feed_footer, cut_html_footer, ends_as_teaser
from capture_import.fields.dates import to_iso
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, entry_to_capture, text_to_html
from capture_import.forms.entries.xml_items import XmlItems

_MAIL_ALONE = re.compile(r"\S+@\S+\Z")
_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "")
_TAGS = re.compile(r"<[^<>]*>")


def feed_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield a feed's entries. An entry that has only a teaser is rejected; the reason names the page to import."""
    items = XmlItems(stream, metadata.charset, budget.limits.entry_bytes)
    skipped = SkippedCounter(source)
    feed: Mapping[str, Any] = {}
    number = 0
    for item in items.items():
        number = item.number
        if number == 1:
            feed = _parse_head(items)
        where = f"{source}#{number}"
        if item.fault:
            yield Unreadable(where, item.fault)
            continue
        parsed = _parse(
            f'<rss version="2.0"{items.namespaces}><channel>{item.xml}</channel></rss>'
            if _is_rss(item.xml)
            else f"<feed{_atom(items)}>{item.xml}</feed>"
        )
        if not parsed.entries:
            yield Unreadable(where, "malformed XML: no entry can be read from it")
            continue
        if no_post := _why_no_post(parsed.entries[0]):
            skipped.add(no_post)
            continue
        entry = _entry(parsed.entries[0], feed)
        if not entry.content_html:
            yield Unreadable(where, _teaser_reason(entry))
        else:
            yield entry_to_capture(where, entry, metadata)
    if not number:
        yield Unreadable(source, "a feed without entries")
    yield from skipped.totals()


def _why_no_post(found: Any) -> str:
    """Return what an entry is if it is not a published post: a draft (RFC 5023), a comment (RFC 4685), another kind.

    Return an empty string for a published post.
    """
    kinds = [tag.get("term") or "" for tag in dict.get(found, "tags") or () if _is_kind(tag)]
    kind = (kinds[0].rpartition("#")[2] if kinds else _text(found, "blogger_type")).lower()
    if kind == "comment" or "thr_in-reply-to" in found:
        return "comments in feeds"
    if kind not in ("", "post"):
        return "pages, templates and settings in feeds"
    status = _text(found, "blogger_status").lower()
    is_draft = _text(found, "app_draft").lower() == "yes" or status not in ("", "live")
    return "drafts in feeds" if is_draft else ""


def _is_kind(tag: Mapping[str, Any]) -> bool:
    """Return whether a category says what an entry is, and not what it is about."""
    return (tag.get("scheme") or "").endswith("#kind")


def _is_rss(xml: str) -> bool:
    return bool(re.match(r"<(?:[\w.-]+:)?item\b", xml))


def _atom(items: XmlItems) -> str:
    return (
        items.namespaces if "xmlns=" in items.namespaces else f' xmlns="http://www.w3.org/2005/Atom"{items.namespaces}'
    )


def _parse_head(items: XmlItems) -> Mapping[str, Any]:
    """Return the feed's own title, language and authors.

    The head is a document whose elements are not closed; feedparser's lenient parser reads it.
    """
    head = re.sub(r"<\?xml[^<>]*+>|<!DOCTYPE[^<>\[]*+(?:\[.*?(?:\]\s*+>|\Z)|>)", "", items.head, flags=re.S)
    feed: Mapping[str, Any] = _parse(head).feed
    return feed


def _parse(xml: str) -> Any:
    document = f'<?xml version="1.0" encoding="utf-8"?>{xml}'.encode("utf-8", "replace")
    return feedparser.parse(io.BytesIO(document), sanitize_html=False, resolve_relative_uris=False)


def _entry(found: Any, feed: Mapping[str, Any]) -> NewsItem:
    content = _content(found)
    summary_html = _text(found, "summary")
    if not content and summary_html and not _is_teaser(summary_html):
        content = summary_html if _is_markup(found, summary_html) else text_to_html(unescape(summary_html))
        summary_html = ""
    # feedparser's own `get` returns `published` for a missing `updated`; `dict.get` does not
    return NewsItem(
        title=_plain(_text(found, "title")),
        url=_text(found, "feedburner_origlink") or _text(found, "link"),
        published=to_iso(dict.get(found, "published"))
        or to_iso(dict.get(found, "created"))
        or to_iso(dict.get(found, "updated")),
        modified=to_iso(dict.get(found, "updated")),
        authors=_authors(found) or _authors(feed),
        tags=tuple(
            EntryTag(name)
            for tag in dict.get(found, "tags") or ()
            if not _is_kind(tag) and (name := _plain(tag.get("label") or tag.get("term") or ""))
        ),
        language=_text(found, "language") or _content_language(found) or _text(feed, "language"),
        summary=cut_feed_footer(_plain(summary_html)),
        content_html=cut_html_footer(content).strip(),
        images=_images(found),
        publisher=_plain(_text(dict.get(found, "source") or {}, "title") or _text(feed, "title")),
        identifier=_text(found, "id"),
    )


def _text(values: Mapping[str, Any], key: str) -> str:
    value = dict.get(values, key)  # type: ignore[call-overload]  # feedparser's are dicts
    return value if isinstance(value, str) else ""


def _content(found: Any) -> str:
    """Return the longest content, as HTML."""
    contents = []
    for content in dict.get(found, "content") or ():
        value = content.get("value") or ""
        contents.append(value if content.get("type", "") in _HTML_TYPES else text_to_html(value))
    return max(contents, key=len, default="").strip()


def _is_markup(found: Any, text: str) -> bool:
    detail = dict.get(found, "summary_detail") or {}
    return detail.get("type") != "text/plain" and bool(re.search(r"<[a-z]", text, re.I))


def _is_teaser(html: str) -> bool:
    return ends_as_teaser(_plain(html))


def _teaser_reason(entry: NewsItem) -> str:
    if entry.summary:
        return "the feed has only the beginning of this entry: import the page itself" + (
            f", {entry.url}" if "@" not in entry.url and entry.url else ""
        )
    return "the feed has no text of this entry"


def _authors(values: Mapping[str, Any]) -> tuple[str, ...]:
    names = []
    for author in dict.get(values, "authors") or ():  # type: ignore[call-overload]  # feedparser's are dicts
        name = _without_rest_of_mail(_plain(author.get("name") or ""))
        if name and not _MAIL_ALONE.match(name):
            names.append(name)
    return tuple(dict.fromkeys(names))


def _without_rest_of_mail(name: str) -> str:
    """Return a name without the rest of a mail address that feedparser leaves in it.

    feedparser cuts an address after four letters of the top-level domain: `desk@gazette.london (Ann Lee)` becomes
    `on (Ann Lee`, and `Ann Lee (ann@gazette.london)` becomes `Ann Lee (on`.
    """
    before, bracket, behind = (part.strip() for part in name.partition("("))
    if not bracket or ")" in name:
        return name
    return behind if before.islower() and " " not in before else before


def _content_language(found: Any) -> str:
    return next((content["language"] for content in dict.get(found, "content") or () if content.get("language")), "")


def _images(found: Any) -> tuple[EntryImage, ...]:
    images: dict[str, EntryImage] = {}
    for media in [*(dict.get(found, "media_content") or ()), *(dict.get(found, "enclosures") or ())]:
        address = media.get("url") or media.get("href") or ""
        if address and (media.get("medium") == "image" or str(media.get("type", "")).startswith("image/")):
            images.setdefault(address, EntryImage(address))
    return tuple(images.values())


def _plain(html: str) -> str:
    return " ".join(unescape(_TAGS.sub(" ", html)).split()) if "<" in html or "&" in html else " ".join(html.split())
