"""The feeds of `publication` as their readers see them, in all three formats: texts of entries, and what is foreign."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

_ATOM, _DUBLIN = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Every element and key that a feed may have, with its attributes. An Atom text without `type` is plain text (RFC 4287,
# section 3.1.1); `content_html` is missing, as no feed has HTML there.
_ATOM_ELEMENTS = {
    **{f"{_ATOM}{name}": set() for name in "title id updated published author name summary".split()},
    **{f"{_ATOM}{name}": {_LANG} for name in ("feed", "entry")},
    f"{_ATOM}link": {"rel", "type", "href"},
    f"{_ATOM}category": {"term"},
}
_RSS_ELEMENTS = {
    **{
        name: set()
        for name in "channel title link description language lastBuildDate item guid pubDate category".split()
    },
    "rss": {"version"},
    f"{_ATOM}link": {"rel", "type", "href"},
    f"{_DUBLIN}creator": set(),
}
_JSON_KEYS = set("version title home_page_url feed_url language items".split())
_ITEM_KEYS = set("id url title content_text date_published date_modified authors tags language image".split())
_ITEM_URLS = ("id", "url", "image")


class Entry(NamedTuple):
    """What a reader is shown of a story. `text` is HTML in RSS and plain text elsewhere."""

    url: str
    title: str
    text: str
    authors: tuple[str, ...]
    labels: tuple[str, ...]


class Feed(NamedTuple):
    """A feed: its own texts, all of its URLs, its entries, and the elements, attributes and keys that no feed has."""

    title: str
    urls: list[str]
    entries: list[Entry]
    foreign: list[str]


def read_feeds(site: Path) -> Iterator[tuple[str, dict[str, Feed]]]:
    """Yield the place of each list's feeds in a public site, and the feeds by the end of their names."""
    for path in sorted((site / "feeds").rglob("*.atom.xml")):
        stem = str(path).removesuffix(".atom.xml")
        place = path.relative_to(site).as_posix().removesuffix(".atom.xml")
        yield place, {end: read(Path(f"{stem}{end}").read_bytes()) for end, read in READERS.items()}


def _read_atom(data: bytes) -> Feed:
    root = ET.fromstring(data)
    entries = [
        Entry(
            entry.find(f"{_ATOM}link").get("href"),
            entry.findtext(f"{_ATOM}title"),
            entry.findtext(f"{_ATOM}summary", ""),
            _texts(entry.iterfind(f"{_ATOM}author/{_ATOM}name")),
            _once(category.get("term") for category in entry.iterfind(f"{_ATOM}category")),
        )
        for entry in root.iterfind(f"{_ATOM}entry")
    ]
    urls = [link.get("href") for link in root.iter(f"{_ATOM}link")] + [part.text for part in root.iter(f"{_ATOM}id")]
    return Feed(root.findtext(f"{_ATOM}title"), urls, entries, list(_list_foreign(root, _ATOM_ELEMENTS)))


def _read_rss(data: bytes) -> Feed:
    root = ET.fromstring(data)
    entries = [
        Entry(
            item.findtext("link"),
            item.findtext("title"),
            item.findtext("description", ""),
            _texts(item.iterfind(f"{_DUBLIN}creator")),
            _once(_texts(item.iterfind("category"))),
        )
        for item in root.iter("item")
    ]
    urls = [part.text for name in ("link", "guid") for part in root.iter(name)]
    urls += [link.get("href") for link in root.iter(f"{_ATOM}link")]
    return Feed(root.findtext("channel/title"), urls, entries, list(_list_foreign(root, _RSS_ELEMENTS)))


def _read_json(data: bytes) -> Feed:
    feed = json.loads(data)
    items = feed["items"]
    entries = [
        Entry(
            item["url"],
            item["title"],
            item["content_text"],
            tuple(author["name"] for author in item.get("authors", ())),
            tuple(item.get("tags", ())),
        )
        for item in items
    ]
    urls = [
        feed["home_page_url"],
        feed["feed_url"],
        *(item[key] for item in items for key in _ITEM_URLS if key in item),
    ]
    foreign = [*(feed.keys() - _JSON_KEYS), *(key for item in items for key in item.keys() - _ITEM_KEYS)]
    return Feed(feed["title"], urls, entries, foreign)


READERS: dict[str, Callable[[bytes], Feed]] = {".atom.xml": _read_atom, ".rss.xml": _read_rss, ".json": _read_json}


def _list_foreign(root: Any, known: dict[str, set[str]]) -> Iterator[str]:
    for element in root.iter():
        if element.tag not in known:
            yield f"{element.tag} in {root.tag}"
        else:
            yield from (f"{name} of {element.tag}" for name in element.attrib.keys() - known[element.tag])


def _texts(elements: Any) -> tuple[str, ...]:
    return tuple(element.text or "" for element in elements)


def _once(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
