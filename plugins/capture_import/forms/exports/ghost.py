"""Ghost's export: one JSON document of tables (posts, users, tags), joined to entries."""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.fields.dates import to_iso
from capture_import.forms.embed_html import embed_to_html
from capture_import.forms.entries.entry import EntryTag, NewsItem, entry_to_capture, unique_lines
from capture_import.forms.exports.editor_texts import lexical_to_html, mobiledoc_to_html
from newsrecord.clean_text import clean_line

# `sent` is a post that went out by mail alone.
_PUBLISHED = ("published", "sent")
# What stands for the site's address, which an export does not tell.
_SITE = "__GHOST_URL__"
_BOOKMARK = re.compile(
    r'<figure\b[^<>]*\bkg-bookmark-card\b[^<>]*>.{0,200}?<a\b[^<>]*\bhref="([^"]*)"(.{0,5000}?)</figure>', re.S
)
# A picture in letters beside the words of a box.
_SIGN = re.compile(r'<div class="kg-callout-emoji">[^<>]{0,20}</div>')
_TITLE = re.compile(r'\bkg-bookmark-title"[^<>]{0,200}>([^<]{0,500})<')


def is_ghost(document: Any) -> bool:
    """Return whether a parsed document is an export of Ghost: a `meta` with its version beside `data` with posts."""
    database = _find_database(document)
    return (
        database is not None
        and isinstance(database.get("meta"), dict)
        and bool({"exported_on", "version"} & database["meta"].keys())
        and isinstance(database["data"].get("posts"), list)
    )


def ghost_to_captures(document: Any, source: str, metadata: CaptureMetadata) -> Iterator[ContainerItem]:
    """Yield the published posts; drafts, planned posts and pages are skipped and counted."""
    database = _find_database(document)
    data: dict[str, Any] = database["data"] if database else {}
    site = _Site(data)
    skipped = SkippedCounter(source)
    number = 0
    for number, post in enumerate(_rows(data, "posts"), 1):
        where = f"{source}#{number}"
        if post.get("type") == "page" or post.get("page") in (1, True):
            skipped.add("Ghost pages")
        elif str(post.get("status") or "published") not in _PUBLISHED:
            skipped.add("drafts and planned posts in Ghost exports")
        elif not (content := _find_text(post)):
            yield Unreadable(where, "a post without text")
        else:
            yield entry_to_capture(where, site.post_to_entry(post, content), metadata)
    if not number:
        yield Unreadable(source, "a Ghost export without posts")
    yield from skipped.totals()


class _Site:
    """What an export says beside its posts: who and what they name."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._people = {row.get("id"): clean_line(_text(row, "name")) for row in _rows(data, "users")}
        self._tags = {
            row.get("id"): EntryTag(clean_line(_text(row, "name")), clean_line(_text(row, "slug")))
            for row in _rows(data, "tags")
            # a name with this sign is seen by nobody but the owner
            if row.get("visibility") != "internal" and not _text(row, "name").startswith("#")
        }
        self._authors = _join(_rows(data, "posts_authors"), "author_id")
        self._tags_of = _join(_rows(data, "posts_tags"), "tag_id")
        self._about = {row.get("post_id"): row for row in _rows(data, "posts_meta")}
        chosen = {_text(row, "key"): _text(row, "value") for row in _rows(data, "settings")}
        self._title = clean_line(chosen.get("title", ""))
        self._language = clean_line(chosen.get("locale") or chosen.get("lang") or chosen.get("default_locale") or "")

    def post_to_entry(self, post: dict[str, Any], content: str) -> NewsItem:
        """Return the entry of a post."""
        about = self._about.get(post.get("id"), {})
        authors = self._authors.get(post.get("id")) or [post.get("author_id")]
        published = to_iso(post.get("published_at")) or to_iso(post.get("created_at"))
        modified = to_iso(post.get("updated_at"))
        tags = [self._tags[tag] for tag in self._tags_of.get(post.get("id"), ()) if tag in self._tags]
        return NewsItem(
            title=clean_line(_text(post, "title")),
            url=_text(post, "canonical_url"),
            published=published,
            modified=modified if modified != published else "",
            authors=unique_lines([self._people.get(author, "") for author in authors]),
            tags=tuple(tag for tag in tags if tag.name),
            language=clean_line(_text(post, "locale") or _text(post, "language") or self._language),
            summary=clean_line(_text(post, "custom_excerpt")),
            content_html=_lead_picture(post, about) + content,
            publisher=self._title,
            identifier=clean_line(_text(post, "uuid") or str(post.get("id") or "")),
        )


def _find_database(document: Any) -> dict[str, Any] | None:
    """Return the object with `meta` and `data`: it stands in a list of one, or, in old exports, by itself."""
    if isinstance(document, dict) and isinstance(document.get("db"), list) and document["db"]:
        document = document["db"][0]
    return document if isinstance(document, dict) and isinstance(document.get("data"), dict) else None


def _rows(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _join(rows: list[dict[str, Any]], key: str) -> dict[Any, list[Any]]:
    """Return what each post names, in the owner's order."""
    joined: dict[Any, list[Any]] = {}
    for row in sorted(rows, key=_order):
        joined.setdefault(row.get("post_id"), []).append(row.get(key))
    return joined


def _order(row: dict[str, Any]) -> int:
    order = row.get("sort_order")
    return order if isinstance(order, int) else 0


def _find_text(post: dict[str, Any]) -> str:
    """Return a post's text as HTML: as it was shown, else out of what its editor wrote."""
    html = (
        _text(post, "html").strip()
        or lexical_to_html(_text(post, "lexical"))
        or mobiledoc_to_html(_text(post, "mobiledoc"))
    )
    html = _SIGN.sub("", html)
    return _BOOKMARK.sub(_bookmark_to_card, html).replace(_SITE, "")


def _bookmark_to_card(match: re.Match[str]) -> str:
    title = _TITLE.search(match[2])
    return embed_to_html(unescape(match[1]), unescape(title[1]) if title else "")


def _lead_picture(post: dict[str, Any], about: dict[str, Any]) -> str:
    src = (_text(post, "feature_image") or _text(post, "image")).replace(_SITE, "")
    if not src:
        return ""
    caption = _text(about, "feature_image_caption")
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(src)}" alt="{escape(_text(about, "feature_image_alt"))}">{below}</figure>'


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
