"""One record for an entry of a feed, a ninjs item and a post of a WordPress export, and the capture that carries it.

The capture's body is the entry as canonical JSON, so that an entry that comes twice, in two feeds or in two copies of
one, has the same hash.
"""

import json
from dataclasses import asdict, dataclass, replace
from html import escape

from capture_import.containers.capture import Capture
from capture_import.containers.metadata import CaptureMetadata
from capture_import.fields.urls import clean_url
from newsrecord.clean_text import clean_block, clean_line

ENTRY_MEDIA_TYPE = "application/vnd.newsarchive.entry+json"


@dataclass(frozen=True, slots=True)
class EntryTag:
    """A tag's name and the slug that its source gave it."""

    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class EntryImage:
    """A picture's address with what its source says of it."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One article as a feed or an export has it; a value that the source does not have is empty.

    `published` and `modified` are ISO 8601 (a day, a time, or a time with its zone) where they can be read without more
    evidence, else the source's own words. `byline` holds the authors where the source has them in one line.
    `content_html` is the article's text; if `content_form` is `wordpress`, it is as WordPress stores it.
    """

    title: str
    url: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    byline: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[EntryTag, ...] = ()
    language: str = ""
    summary: str = ""
    content_html: str = ""
    content_form: str = ""
    images: tuple[EntryImage, ...] = ()
    publisher: str = ""
    place: str = ""
    identifier: str = ""


def entry_to_capture(source: str, entry: NewsItem, metadata: CaptureMetadata) -> Capture:
    """Return the capture that carries an entry; its addresses are clean of credentials."""
    entry = _clean(entry)
    body = entry_to_json(entry).encode("utf-8", "replace")
    return Capture(source, body, ENTRY_MEDIA_TYPE, "utf-8", entry.url, metadata.captured_at)


def capture_to_entry(capture: Capture) -> NewsItem:
    """Return the entry that a capture carries."""
    return json_to_entry(capture.body)


def entry_to_json(entry: NewsItem) -> str:
    """Return an entry as canonical JSON."""
    values = {key: value for key, value in asdict(_clean(entry)).items() if value}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_to_entry(text: str | bytes) -> NewsItem:
    """Return the entry that `entry_to_json` wrote."""
    values = json.loads(text)
    values["tags"] = tuple(EntryTag(**tag) for tag in values.get("tags", ()))
    values["images"] = tuple(EntryImage(**image) for image in values.get("images", ()))
    for key in ("authors", "sections"):
        values[key] = tuple(values.get(key, ()))
    return NewsItem(**{"title": "", **values})


def text_to_html(text: str) -> str:
    """Return plain text as HTML. Empty lines divide paragraphs; where no line is empty, each line is a paragraph."""
    text = clean_block(text).strip()
    parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
    return "".join(
        f"<p>{escape(part.strip(), quote=False)}</p>".replace("\n", "<br>") for part in parts if part.strip()
    )


def unique_lines(texts: object) -> tuple[str, ...]:
    """Return the texts of a list as clean lines, in order, each once; items that are not texts are left out."""
    if not isinstance(texts, (list, tuple)):
        return ()
    return tuple(dict.fromkeys(line for text in texts if isinstance(text, str) and (line := clean_line(text))))


def _clean(entry: NewsItem) -> NewsItem:
    images = tuple(replace(image, url=url) for image in entry.images if (url := clean_url(image.url)))
    # a URL that can't be parsed stays as it stands, for the article to quote
    url = clean_url(entry.url) or (entry.url if "://" in entry.url else "")
    return replace(entry, url=url, images=images, identifier=_clean_identifier(entry.identifier))


def _clean_identifier(identifier: str) -> str:
    return clean_url(identifier) if "://" in identifier else clean_line(identifier)
