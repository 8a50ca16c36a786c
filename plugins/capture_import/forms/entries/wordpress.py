"""WordPress exports (WXR 1.0 to 1.2): yields each published post as a capture of its own."""

import html
import json
import re
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta, timezone

from lxml import etree

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream
from capture_import.fields.dates import read_machine_date, to_iso
from capture_import.fields.kind import is_article_type
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, entry_to_capture
from capture_import.forms.entries.xml_items import XmlItems
from newsrecord.clean_text import clean_line
from newsrecord.whole_numbers import text_to_number

_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_EXCERPT = re.compile(r"\{https?://wordpress\.org/export/[\d.]+/excerpt/\}encoded\Z")
_WORDPRESS = re.compile(r"\{https?://wordpress\.org/export/[\d.]+/\}(\w+)\Z")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ONE_DAY = timedelta(days=1)
_NO_CATEGORY = ("uncategorized", "uncategorised")


def wordpress_to_captures(
    stream: ByteStream,
    source: str,
    budget: UnpackBudget,
    metadata: CaptureMetadata,
    post_types: Collection[str] = (),
) -> Iterator[ContainerItem]:
    """Yield an export's published posts, and what has a type of the owner's that is one of articles (`news`) or that
    the call names (`post_types`).

    Pages, attachments, menus, templates, drafts, private posts and posts behind a password are not published articles:
    they are skipped and counted.
    """
    items = XmlItems(stream, metadata.charset, budget.limits.entry_bytes)
    skipped = SkippedCounter(source)
    site: _Site | None = None
    for item in items.items():
        where = f"{source}#{item.number}"
        site = site or _Site(items.head)
        post = _parse(item.xml, items.namespaces) if item.xml else None
        if post is None:
            yield Unreadable(
                where,
                item.fault or "malformed XML: this item can't be read; repair it in the file (xmllint shows where)",
            )
            continue
        values = _wordpress_values(post)
        no_post = _why_no_post(values, post_types)
        if no_post:
            skipped.add(no_post)
        elif not (content := _child(post, "content", "encoded")).strip():
            yield Unreadable(where, "a post without text")
        else:
            yield entry_to_capture(where, _post_to_entry(post, values, content + _list_footnotes(post), site), metadata)
    if site is None:
        yield Unreadable(source, "a WordPress export without items")
    yield from skipped.totals()


class _Site:
    """The site's name and language, and the names of its authors by their login."""

    def __init__(self, head: str) -> None:
        # the elements of the head are not closed: the parser recovers what it can
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(head.encode("utf-8"), parser) if "<" in head else None
        channel = root.find("channel") if root is not None else None
        self.title = _shown(channel.findtext("title") if channel is not None else "")
        self.language = clean_line((channel.findtext("language") or "") if channel is not None else "")
        self.authors: dict[str, str] = {}
        for author in channel if channel is not None else ():
            values = _wordpress_values(author)
            if login := values.get("author_login", ""):
                first_and_last = f"{values.get('author_first_name', '')} {values.get('author_last_name', '')}".strip()
                self.authors[login] = _shown(values.get("author_display_name") or first_and_last or login)


def _parse(xml: str, namespaces: str) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
    )
    try:
        root = etree.fromstring(f"<channel{namespaces}>{xml}</channel>".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    return root[0] if len(root) else None


def _wordpress_values(element: etree._Element) -> dict[str, str]:
    values: dict[str, str] = {}
    for child in element:
        name = _WORDPRESS.match(child.tag) if isinstance(child.tag, str) else None
        if name and not len(child):
            values.setdefault(name[1], (child.text or "").strip())
    return values


def _why_no_post(values: dict[str, str], post_types: Collection[str]) -> str:
    post_type, status = values.get("post_type", "post"), values.get("status", "publish")
    if post_type.lower() not in post_types and not is_article_type(post_type):
        return {"page": "WordPress pages", "attachment": "WordPress attachments"}.get(
            post_type, f"WordPress items of the type {post_type}"
        )
    if status != "publish":
        return "WordPress posts that are not published"
    return "WordPress posts behind a password" if values.get("post_password") else ""


def _post_to_entry(post: etree._Element, values: dict[str, str], content: str, site: _Site) -> NewsItem:
    categories, tags, authors = [], [], []
    for category in post.findall("category"):
        name, slug = _shown(category.text), category.get("nicename") or ""
        if category.get("domain") == "category":
            categories.append("" if slug in _NO_CATEGORY else name)
        elif category.get("domain") in ("post_tag", "tag"):
            tags.append(EntryTag(name, clean_line(slug)))
        elif category.get("domain") == "author":
            # a post of several authors: WordPress itself knows one, who may only have typed it
            authors.append(name)
    login = clean_line(_child(post, "dc", "creator"))
    excerpt = next((child.text or "" for child in post if isinstance(child.tag, str) and _EXCERPT.match(child.tag)), "")
    published = _local_time(values.get("post_date", ""), values.get("post_date_gmt", "")) or to_iso(
        post.findtext("pubDate")
    )
    modified = _local_time(values.get("post_modified", ""), values.get("post_modified_gmt", ""))
    author = site.authors.get(login, login)
    return NewsItem(
        title=_shown(_TAG.sub("", post.findtext("title") or "")),
        url=(post.findtext("link") or "").strip(),
        published=published,
        modified=modified if modified != published else "",
        authors=tuple(dict.fromkeys(filter(None, authors or [author]))),
        sections=tuple(dict.fromkeys(filter(None, categories))),
        tags=tuple(tag for tag in tags if tag.name),
        language=site.language,
        summary=_shown(re.sub(r"<[^<>]*>", " ", excerpt)),
        content_html=content,
        content_form="wordpress",
        images=tuple(EntryImage(values["attachment_url"]) for _ in (1,) if values.get("attachment_url")),
        publisher=site.title,
        identifier=clean_line(post.findtext("guid") or ""),
    )


def _list_footnotes(post: etree._Element) -> str:
    """Return the footnotes of a post, which WordPress keeps beside its text, as a list with their numbers."""
    for meta in post:
        values = _wordpress_values(meta)
        if values.get("meta_key") != "footnotes":
            continue
        try:
            notes = json.loads(values.get("meta_value", ""), parse_int=text_to_number)
        except (ValueError, RecursionError):
            return ""
        texts = [note.get("content") for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
        return (
            "<ol>" + "".join(f"<li>{text}</li>" for text in texts if isinstance(text, str)) + "</ol>" if texts else ""
        )
    return ""


def _shown(text: str | None) -> str:
    """Return a name or title as readers see it. WordPress stores it as HTML, in which `&` is `&amp;`."""
    return clean_line(html.unescape(text or ""))


def _child(post: etree._Element, prefix: str, name: str) -> str:
    return post.findtext(f"{{{_NAMESPACES[prefix]}}}{name}") or ""


def _local_time(local: str, utc: str) -> str:
    """Return a post's local time, with the offset by which it differs from the time in UTC, if both are known."""
    there, here = read_machine_date(utc), read_machine_date(local)
    if not isinstance(there, datetime) or not isinstance(here, datetime) or there.tzinfo or here.tzinfo:
        return to_iso(local)
    offset = timedelta(minutes=round((here - there).total_seconds() / 60))
    return here.replace(tzinfo=timezone(offset)).isoformat() if abs(offset) < _ONE_DAY else to_iso(local)
