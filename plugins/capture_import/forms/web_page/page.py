"""A saved page for the extraction: its tree, within limits, what it declares, and its URL. Nothing is judged here."""

import hashlib
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property, partial
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement

from capture_import.fields.picture_sources import is_data_picture
from capture_import.fields.urls import clean_url, resolve_url
from capture_import.fields.urls_archived import is_toolbar_id, unwrap_url
from capture_import.fields.urls_chosen import find_place
from capture_import.forms.web_page.jsonld import LinkedData, read_linked_data
from capture_import.forms.web_page.parsing import parse_page
from capture_import.forms.web_page.unopened_players import open_players
from newsrecord.whole_numbers import text_to_number

# The longest page that is read, in characters, without its embedded pictures and fonts; a longer page is cut.
MAX_CHARACTERS = 12_000_000
_LONG_DATA = re.compile(r"data:[a-zA-Z]+/[a-zA-Z0-9.+-]+(?:;[a-zA-Z0-9=-]+)*;base64,[A-Za-z0-9+/=%\s]{200,}")
# The prefix of the number that replaces an embedded picture in the tree.
_DATA_PICTURE = "data:picture,"
# SingleFile keeps a picture that a page shows twice once, as a variable of a style.
_STYLE_PICTURE = re.compile(rf"""(--[\w-]{{1,60}})\s{{0,9}}:\s{{0,9}}url\(["']?({_DATA_PICTURE}\d{{1,6}})["']?\)""")
# The time of the copy, as Google's cache shows it above the page.
_SNAPSHOT_TIME = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\b")


@dataclass
class Page:
    """One page. Every part of the extraction reads `tree`; a part that changes it works on a copy.

    If the capture is a web archive's copy of a page (`is_copy`), `url` and `captured_at` are those of the page, while
    the links in it are the archive's.
    `elements` holds all elements in order, which makes walking the tree cheap: lxml makes a new Python object for an
    element whenever none is referenced. `data_pictures` are the page's `data:` URLs, for which the tree has numbers;
    `embedded` has those of them that were asked for, by their new address. `frames` has the URLs of frames that a
    browser saved beside the page, by the page's own references.
    """

    tree: HtmlElement
    url: str = ""
    captured_at: datetime | None = None
    is_copy: bool = False
    elements: list[HtmlElement] = field(default_factory=list)
    data_pictures: Sequence[str] = ()
    embedded: dict[str, bytes] = field(default_factory=dict)
    frames: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The contents of `<meta>` elements, by their name, property or itemprop in lower case."""
        metas: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = element.get("content")
            if content and (content := content.strip()):
                for attribute in ("name", "property", "itemprop", "http-equiv"):
                    if name := element.get(attribute):
                        metas.setdefault(name.strip().lower(), []).append(content)
        return metas

    @cached_property
    def order(self) -> dict[HtmlElement, int]:
        """The position of each element in the page."""
        return {element: position for position, element in enumerate(self.elements)}

    @cached_property
    def article_node(self) -> dict[str, Any]:
        """The JSON-LD node that is the page's article; empty where there is none."""
        title = self.tree.find(".//title")
        return self.linked.find_article(
            self.address, [self.first("og:title"), "".join(title.itertext()) if title is not None else ""]
        )

    @cached_property
    def linked(self) -> LinkedData:
        """The page's JSON-LD, from scripts, or from a `<meta>`, into which older versions of Remix write it."""
        scripts = (
            element.text or ""
            for element in self.tree.iter("script")
            if "ld+json" in (element.get("type") or "").lower() or element.get("type") == "application/json+ld"
        )
        return read_linked_data([*scripts, *self.metas.get("script:ld+json", ())])

    @cached_property
    def base_url(self) -> str:
        """The URL against which relative links are resolved; an empty string where none is known."""
        for base in self.tree.iter("base"):
            if joined := resolve_url(base.get("href") or "", self.url):
                return joined
        return self.url

    @cached_property
    def address(self) -> str:
        """The page's URL: the capture's, else the first that the page declares."""
        return self.url or next((url for text in self.declared_urls if (url := clean_url(text))), "")

    @cached_property
    def declared_urls(self) -> list[str]:
        """The URLs that the page declares as its own, the most trusted first; relative ones resolved if possible."""
        return [
            resolve_url(text, self.base_url)
            for text in (*self.links("canonical"), *self.list_metas("og:url", "twitter:url"))
        ]

    def clean_url(self, url: str) -> str:
        """Return a link of the page as a clean URL; an empty string if it is not a web URL."""
        return unwrap_url(url) if self.is_copy else clean_url(url)

    @cached_property
    def style_pictures(self) -> dict[str, str]:
        """The references of pictures that the page's styles hold, by the name of their variable (CSS Variables 1)."""
        if not self.data_pictures:
            return {}
        return dict(pair for style in self.tree.iter("style") for pair in _STYLE_PICTURE.findall(style.text or ""))

    def find_data_picture(self, reference: str) -> str:
        """Return an address, made from its bytes, for a picture embedded in the page; empty if it is no picture."""
        number = (
            text_to_number(reference.removeprefix(_DATA_PICTURE), 6) if reference.startswith(_DATA_PICTURE) else None
        )
        if number is None or number >= len(self.data_pictures):
            return ""
        try:
            content = b64decode(unquote(self.data_pictures[number].partition(",")[2]))
        except ValueError:
            return ""
        address = f"embedded:{hashlib.sha256(content).hexdigest()}"
        self.embedded[address] = content
        return address

    def links(self, rel: str) -> list[str]:
        """Return the targets of the `<link>` elements of a relation."""
        return [
            href.strip()
            for link in self.tree.iter("link")
            if rel in (link.get("rel") or "").lower().split() and (href := link.get("href"))
        ]

    def list_metas(self, *names: str) -> list[str]:
        """Return all contents of the `<meta>` elements with these names."""
        return [content for name in names for content in self.metas.get(name, ())]

    def first(self, *names: str) -> str:
        """Return the first content of the first of these names that has one; an empty string if none has."""
        for name in names:
            for content in self.metas.get(name, ()):
                return content
        return ""


def read_page(html: str, url: str = "", captured_at: datetime | None = None) -> Page | None:
    """Parse an HTML text to a page; None for a text without elements."""
    # first shorten embedded pictures and fonts, as SingleFile writes them: they can be most of the page
    pictures: list[str] = []
    short = _LONG_DATA.sub(partial(_shorten_data, pictures), html) if ";base64," in html else html
    tree = parse_page(short[:MAX_CHARACTERS])
    if tree is None:
        return None
    for element in tree.iter("noscript"):
        # `<noscript>` mostly holds pictures and visit counters, but on some sites the whole text
        if sum(len(paragraph.text_content()) for paragraph in element.iter("p")) > 400:
            element.tag = "div"
    open_players(tree)
    page = _at_its_place(tree, url, captured_at)
    page.data_pictures = pictures
    return page


def _shorten_data(pictures: list[str], match: re.Match[str]) -> str:
    if not is_data_picture(match[0]):
        return "data:,"
    pictures.append(match[0])
    return f"{_DATA_PICTURE}{len(pictures) - 1}"


def _at_its_place(tree: HtmlElement, url: str, captured_at: datetime | None) -> Page:
    """Return the page of a tree. For a web archive's copy, it is the page that was copied, without the toolbar."""
    # before the tree is searched, so that its elements are made once: see `Page.elements`
    page = Page(tree, url, captured_at, elements=list(tree.iter()))
    place = find_place(url, [*page.links("canonical"), *page.links("bookmark"), *page.list_metas("og:url")])
    if place.url == clean_url(url):
        page.url, page.captured_at = place.url, place.archived_at or captured_at
        return page
    shown_at = _drop_toolbars(tree)
    return Page(tree, place.url, place.archived_at or shown_at or captured_at, is_copy=True, elements=list(tree.iter()))


def _drop_toolbars(tree: HtmlElement) -> datetime | None:
    """Drop a web archive's toolbars from a page; return the time of the copy if a toolbar has it."""
    shown_at = None
    for element in [element for element in tree.iter() if is_toolbar_id(element.get("id") or "")]:
        if match := _SNAPSHOT_TIME.search("".join(element.itertext())):
            shown_at = parsedate_to_datetime(match[0])
        element.drop_tree()
    return shown_at


def elements_after(element: HtmlElement, count: int) -> Iterator[HtmlElement]:
    """Yield at most `count` elements that follow one in the page; scripts and styles are left out."""
    current: HtmlElement | None = element
    yielded = 0
    while current is not None:
        for sibling in current.itersiblings():
            for inner in sibling.iter():
                if isinstance(inner.tag, str) and inner.tag not in ("script", "style", "noscript"):
                    yield inner
                    yielded += 1
                    if yielded >= count:
                        return
        current = current.getparent()
