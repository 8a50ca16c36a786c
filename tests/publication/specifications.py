"""Checks of feeds and sitemaps, written after their specifications: each returns what is wrong, in words."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, section 5.6, which RFC 4287 asks for.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z")
# RFC 822, section 5, with the four digits of the year that RSS allows for.
_MAIL_DATE = re.compile(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UT)\Z")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*\Z")
SITEMAP = etree.XMLSchema(file=str(Path(__file__).with_name("sitemap.xsd")))


def is_url(text: str | None) -> bool:
    """Return whether a text is an absolute URL of the web, written in ASCII."""
    parts = urlsplit(text or "")
    return (
        parts.scheme in ("http", "https") and bool(parts.netloc) and (text or "").isascii() and " " not in (text or "")
    )


def check_atom(data: bytes, place: str) -> list[str]:
    """Check a feed by RFC 4287; `place` is its URL without the format's end."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    return list(_check_atom(root, place))


def _check_atom(root: Any, place: str) -> Iterator[str]:
    if root.tag != f"{ATOM}feed":
        yield f"the root is {root.tag}"
    if root.find(f"{ATOM}link[@rel='self']") is None:
        yield "4.1.1: a feed should have a link to itself"
    elif root.find(f"{ATOM}link[@rel='self']").get("href") != f"{place}.atom.xml":
        yield "its link leads elsewhere"
    has_author = root.find(f"{ATOM}author/{ATOM}name") is not None
    seen = set()
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if len(element.findall(f"{ATOM}{name}")) != 1:
                yield f"4.1: {element.tag} has not exactly one {name}"
        for name in ("id",):
            if not is_url(element.findtext(f"{ATOM}{name}")):
                yield "4.2.6: the id is no IRI in its shortest form"
        for name in ("updated", "published"):
            for time in element.findall(f"{ATOM}{name}"):
                if not _TIME.match(time.text or ""):
                    yield f"3.3: {time.text!r} is no time"
        for name in ("title", "summary"):
            for text in element.findall(f"{ATOM}{name}"):
                if len(text):
                    yield f"3.1.1.1: {name} is plain text and has elements"
        for link in element.findall(f"{ATOM}link"):
            if not is_url(link.get("href")):
                yield f"4.2.7.1: {link.get('href')!r} is no URL"
        if element is not root:
            if not has_author and element.find(f"{ATOM}author") is None:
                yield "4.1.2: an entry has no author"
            if element.find(f"{ATOM}link") is None:
                yield "4.1.2: an entry without content has no link"
            if element.findtext(f"{ATOM}id") in seen:
                yield "4.1.1: two entries have one id"
            seen.add(element.findtext(f"{ATOM}id"))
        for author in element.findall(f"{ATOM}author"):
            if not author.findtext(f"{ATOM}name"):
                yield "3.2.1: an author has no name"
        for category in element.findall(f"{ATOM}category"):
            if category.get("term") is None:
                yield "4.2.2.1: a category has no term"
        for name in ("updated",):
            entries = [entry.findtext(f"{ATOM}{name}") or "" for entry in root.findall(f"{ATOM}entry")]
            if element is root and entries and all(map(_TIME.match, entries)):
                newest = max(map(datetime.fromisoformat, entries))
                own = root.findtext(f"{ATOM}updated") or ""
                if _TIME.match(own) and datetime.fromisoformat(own) != newest:
                    yield "the feed is not as old as its newest entry"


def check_rss(data: bytes, place: str) -> list[str]:
    """Check a feed by RSS 2.0.11 and the recommendations of the RSS Advisory Board's profile."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    return list(_check_rss(root, place))


def _check_rss(root: Any, place: str) -> Iterator[str]:
    if root.tag != "rss" or root.get("version") != "2.0":
        yield "the root is not <rss version=2.0>"
    channels = root.findall("channel")
    if len(channels) != 1:
        yield "there is not exactly one channel"
        return
    (channel,) = channels
    for name in ("title", "link", "description"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name):
            yield f"the channel has not exactly one {name}"
    if not is_url(channel.findtext("link")):
        yield "the channel's link is no URL"
    if not _LANGUAGE.match(channel.findtext("language", "en")):
        yield "the language is none"
    own = channel.find(f"{ATOM}link[@rel='self']")
    if own is None or own.get("href") != f"{place}.rss.xml":
        yield "profile: a feed should have a link to itself"
    seen = set()
    for item in channel.findall("item"):
        if not item.findtext("title") and not item.findtext("description"):
            yield "an item has neither title nor description"
        for name in ("title", "link", "description", "author", "guid", "pubDate"):
            if len(item.findall(name)) > 1:
                yield f"an item has several of {name}"
        guid = item.find("guid")
        if guid is None or (guid.get("isPermaLink", "true") == "true" and not is_url(guid.text)):
            yield "a guid is no permanent link"
        elif guid.text in seen:
            yield "two items have one guid"
        else:
            seen.add(guid.text)
        if "@" not in (item.findtext("author") or "@"):
            yield "an author is no address of mail"
        if "<" in re.sub(r"&lt;", "", item.findtext("description") or ""):
            yield "what is plain text stands as HTML in a description"
    for time in channel.iter("pubDate", "lastBuildDate"):
        if not _MAIL_DATE.match(time.text or "") or parsedate_to_datetime(time.text or "").tzinfo is None:
            yield f"{time.text!r} is no time by RFC 822"


def check_json_feed(data: bytes, place: str) -> list[str]:
    """Check a feed by JSON Feed 1.1."""
    try:
        feed = json.loads(data)
    except ValueError as error:
        return [str(error)]
    return list(_check_json_feed(feed, place))


def _check_json_feed(feed: dict[str, Any], place: str) -> Iterator[str]:
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "the version is another one"
    if not feed.get("title") or not isinstance(feed["title"], str):
        yield "there is no title"
    if feed.get("feed_url") != f"{place}.json" or not is_url(feed.get("home_page_url")):
        yield "its URLs are wrong"
    seen = set()
    for item in feed.get("items", [{}]):
        if not isinstance(item.get("id"), str) or item["id"] in seen:
            yield "an item has no id of its own"
        seen.add(item.get("id"))
        if not isinstance(item.get("content_text", item.get("content_html")), str):
            yield "an item has no content"
        for name in ("url", "image"):
            if name in item and not is_url(item[name]):
                yield f"{item[name]!r} is no URL"
        for name in ("date_published", "date_modified"):
            if name in item and not _TIME.match(item[name]):
                yield f"{item[name]!r} is no time by RFC 3339"
        if not all(isinstance(author, dict) and author.get("name") for author in item.get("authors", ())):
            yield "an author has no name"
        if not all(isinstance(tag, str) for tag in item.get("tags", ())):
            yield "a tag is no text"
        if not _LANGUAGE.match(item.get("language", "en")):
            yield "a language is none"


def check_sitemap(data: bytes) -> list[str]:
    """Check a sitemap, or an index of sitemaps, by the protocol's rules (version 0.9)."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    wrong = [] if SITEMAP.validate(root) else [str(error.message) for error in SITEMAP.error_log]
    if len(root) > 50_000:
        wrong.append("it has more than 50,000 URLs")
    if len(data) > 50 * 1024 * 1024:
        wrong.append("it has more than 50 MB")
    locations = [element.text or "" for element in root.iter("{*}loc")]
    wrong += [f"{location!r} is no URL" for location in locations if not is_url(location)]
    if len({urlsplit(location)[:2] for location in locations}) > 1:
        wrong.append("it has URLs of several hosts")
    if len(set(locations)) < len(locations):
        wrong.append("a URL stands twice")
    return wrong
