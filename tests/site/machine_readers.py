"""Pages as programs read them: the metadata in their heads, each by the rules of who reads it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from lxml import html

# Properties of schema.org 30 and what they may be; after schema-dts 2.0, schema.d.ts (NewsArticle and the types that it
# extends: Article, CreativeWork, Thing; Person).
SCHEMA: dict[str, dict[str, tuple[str, ...]]] = {
    "NewsArticle": {
        "headline": ("Text",),
        "url": ("URL",),
        "image": ("ImageObject", "URL"),
        "datePublished": ("Date", "DateTime"),
        "dateModified": ("Date", "DateTime"),
        "author": ("Organization", "Person"),
        "publisher": ("Organization", "Person"),
        "description": ("Text",),
        "inLanguage": ("Language", "Text"),
    },
    "Person": {"name": ("Text",), "url": ("URL",)},
    "Organization": {"name": ("Text",), "url": ("URL",)},
}
# What Google's documentation of Article recommends, as far as a story has it.
WANTED = ("headline", "datePublished")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?\Z")
# The elements whose property is a URL, and the attribute that has it (HTML, 5.2.4 Values).
_URL_ATTRIBUTES = {"a": "href", "link": "href", "area": "href", "img": "src"}


class Item(NamedTuple):
    """An item of microdata: the name of its type, its properties in order."""

    type: str
    properties: list[tuple[str, "str | Item", str]]
    """name, value, element"""


def read_page(path: Path) -> Any:
    """Return a page's document."""
    return html.document_fromstring(path.read_bytes().decode("utf-8"))


def list_pages(folder: Path) -> list[Path]:
    """Return all pages of a site but redirects."""
    pages = sorted(folder.rglob("*.html"))
    return [path for path in pages if b"http-equiv=refresh" not in path.read_bytes()]


def list_meta(document: Any, name: str) -> list[str]:
    """Return the contents of the `meta` elements of this name or property."""
    return [
        element.get("content", "")
        for element in document.iter("meta")
        if name in (element.get("name"), element.get("property"))
    ]


def list_links(document: Any, rel: str) -> list[dict[str, str]]:
    """Return the attributes of the head's links of this relation."""
    return [dict(link.attrib) for link in document.iter("link") if rel in link.get("rel", "").split()]


def read_items(document: Any) -> list[Item]:
    """Return the items of a document that are no item's property (HTML, 5.2.5)."""
    return [
        _read_item(element)
        for element in document.iter()
        if _has(element, "itemscope") and not _has(element, "itemprop")
    ]


def _has(element: Any, name: str) -> bool:
    return isinstance(element.tag, str) and element.get(name) is not None


def _read_item(element: Any) -> Item:
    kind = element.get("itemtype", "").removeprefix("https://schema.org/")
    return Item(kind, list(_list_properties(element)))


def _list_properties(scope: Any) -> Iterator[tuple[str, "str | Item", str]]:
    for element in scope:
        if not isinstance(element.tag, str):
            continue
        if _has(element, "itemprop"):
            yield element.get("itemprop"), _read_value(element), element.tag
        if not _has(element, "itemscope"):
            yield from _list_properties(element)


def _read_value(element: Any) -> "str | Item":
    if _has(element, "itemscope"):
        return _read_item(element)
    if element.tag == "meta":
        return str(element.get("content", ""))
    if element.tag == "time":
        return str(element.get("datetime", element.text_content()))
    if element.tag in _URL_ATTRIBUTES:
        return str(element.get(_URL_ATTRIBUTES[element.tag], ""))
    return str(element.text_content())


def check_item(item: Item) -> list[str]:
    """Return what of an item differs from schema.org's definitions."""
    if item.type not in SCHEMA:
        return [f"{item.type!r} is no type that is known here"]
    wrong = []
    for name, value, _ in item.properties:
        allowed = SCHEMA[item.type].get(name)
        if allowed is None:
            wrong.append(f"{item.type} has no property {name}")
        elif isinstance(value, Item):
            wrong += check_item(value) if value.type in allowed else [f"{name} is no {value.type}"]
        elif not any(_is_of_type(value, kind) for kind in allowed):
            wrong.append(f"{name} is {value!r}, none of {allowed}")
    if item.type == "NewsArticle":
        names = [name for name, _, _ in item.properties]
        wrong += [f"it has {names.count(name)} of {name}" for name in WANTED if names.count(name) != 1]
    return wrong


def _is_of_type(value: str, kind: str) -> bool:
    if kind == "Text":
        return bool(value.strip())
    if kind == "URL":
        return urlsplit(value).scheme in ("http", "https")
    if kind in ("Date", "DateTime"):
        return bool((_DATE if kind == "Date" else _DATE_TIME).match(value))
    return False


class Citation(NamedTuple):
    """What Zotero would keep of a page."""

    item_type: str
    title: str
    authors: list[str]
    date: str
    publication: str
    url: str


def read_citation(document: Any, url: str) -> Citation:
    """Return what Zotero's translator "Embedded Metadata" takes from a page, as its code does: of the `meta` elements
    in the head alone those with a name, `citation_` and what follows.
    """
    metas = [(meta.get("name"), meta.get("content", "")) for meta in document.xpath("/html/head/meta[@name]")]

    def first(name: str) -> str:
        return next((content.strip() for known, content in metas if known.endswith(name)), "")

    authors = [content for known, content in metas if known.endswith("citation_author")]
    # a name with a comma is read as "last, first"; two names of several words each are parted at it
    parted = [name for content in authors for name in re.split(r"\s*;\s*", content)]
    return Citation(
        "journalArticle" if first("citation_journal_title") else "journalArticle guessed",
        first("citation_title"),
        [name for name in parted if re.search(r"[^\s,\-.;]", name)],
        first("citation_publication_date") or first("citation_date"),
        first("citation_journal_title"),
        first("citation_public_url") or url,
    )


def audit_seo(path: Path, folder: Path, root: str) -> list[str]:
    """Return what Lighthouse's audits of the category SEO would find in a page of a public site.

    Those that follow from the page alone: title, description, crawlable, links' texts and addresses, alternative
    texts, hreflang, canonical.
    """
    document = read_page(path)
    place = path.relative_to(folder).as_posix()
    wrong = []
    if not (document.findtext(".//title") or "").strip():
        wrong.append("document-title")
    if [bool(text.strip()) for text in list_meta(document, "description")] != [True]:
        wrong.append("meta-description")
    if any("noindex" in text for text in list_meta(document, "robots")):
        wrong.append("is-crawlable")
    for link in document.iter("a"):
        if link.get("href") is not None and link.text_content().strip().casefold() in _POOR_TEXTS:
            wrong.append(f"link-text: {link.text_content()}")
        if not link.get("href") or link.get("href", "").startswith("javascript:"):
            wrong.append("crawlable-anchors")
    wrong += ["image-alt" for image in document.iter("img") if image.get("alt") is None]
    for link in list_links(document, "alternate"):
        if "hreflang" in link and not (_LANGUAGE.match(link["hreflang"]) and link["href"].startswith(root)):
            wrong.append(f"hreflang: {link}")
    canonical = [link.get("href", "") for link in list_links(document, "canonical")]
    if canonical != [f"{root}/{place}"] and canonical != [f"{root}/{quote(place)}"]:
        wrong.append(f"canonical: {canonical}")
    elif not (folder / place).exists():
        wrong.append("canonical: it leads nowhere")
    return wrong


_POOR_TEXTS = {"click here", "click this", "go", "here", "information", "learn more", "more", "more info", "right here",
               "read more", "see more", "start", "this"}  # fmt: skip
_LANGUAGE = re.compile(r"(?:x-default|[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*)\Z")


def parse_nu(report: str) -> list[str]:
    """Return the errors of a report of the Nu validator (`--format json`), each with its page."""
    messages = json.loads(report)["messages"]
    return [
        f"{message.get('url', '').rpartition('/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info"
    ]
