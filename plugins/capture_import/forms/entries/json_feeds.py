"""JSON Feed 1.0 and 1.1 (jsonfeed.org): the entries of a parsed feed."""

from collections.abc import Iterator
from typing import Any

from capture_import.fields.dates import to_iso
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, text_to_html, unique_lines
from newsrecord.clean_text import clean_line

_NO_TEXT = "the feed has no text of this entry: import the page itself"


def is_feed(document: Any) -> bool:
    """Return whether a parsed document is a JSON feed."""
    return (
        isinstance(document, dict)
        and "jsonfeed.org/version" in str(document.get("version", ""))
        and isinstance(document.get("items"), list)
    )


def feed_to_entries(feed: dict[str, Any]) -> Iterator[NewsItem | str]:
    """Yield a feed's entries. For an entry without a text, yield the reason for its rejection."""
    for item in feed["items"]:
        if not isinstance(item, dict):
            yield "malformed: this item is not a JSON object"
            continue
        content = _text(item, "content_html") or text_to_html(_text(item, "content_text"))
        yield _item_to_entry(item, feed, content) if content.strip() else _NO_TEXT


def _item_to_entry(item: dict[str, Any], feed: dict[str, Any], content: str) -> NewsItem:
    images = [_text(item, "image") or _text(item, "banner_image")]
    published = to_iso(item.get("date_published"))
    modified = to_iso(item.get("date_modified"))
    return NewsItem(
        title=clean_line(_text(item, "title")),
        url=_text(item, "url") or _text(item, "external_url"),
        published=published or modified,
        modified=modified,
        authors=_authors(item) or _authors(feed),
        tags=tuple(EntryTag(name) for name in unique_lines(item.get("tags"))),
        language=clean_line(_text(item, "language") or _text(feed, "language")),
        summary=clean_line(_text(item, "summary")),
        content_html=content,
        images=tuple(EntryImage(url) for url in images if url),
        publisher=clean_line(_text(feed, "title")),
        identifier=clean_line(str(item.get("id", ""))),
    )


def _authors(values: dict[str, Any]) -> tuple[str, ...]:
    authors = values.get("authors") if isinstance(values.get("authors"), list) else [values.get("author")]
    return unique_lines([author.get("name") for author in authors or () if isinstance(author, dict)])


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
