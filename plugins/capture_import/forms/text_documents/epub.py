"""EPUB 2 and 3: a book whose chapters are articles, or one article.

A chapter is what the table of contents names a document of. The chapters are articles of their own where most of them
are dated or signed below their headings, as in a newspaper's edition or in a collection; else the book, in the order of
its spine, is one article with its chapters' headings.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

import lxml.html
from lxml import etree

from capture_import.containers.streams import Damaged
from capture_import.fields.dates import read_line
from capture_import.fields.names import read_byline
from capture_import.forms.text_documents.document import Properties, TextDocument
from capture_import.forms.text_documents.package import Package, find_attribute, local_name
from capture_import.forms.web_page.parsing import parse_page

WHAT = "an EPUB book"
_PAGES = ("application/xhtml+xml", "text/html")
_TEXT_NAME = re.compile(r"\.x?html?\Z", re.IGNORECASE)
_SHORTEST_CHAPTER = 200
_TOP = 8
_LONGEST_LINE = 160
# What Calibre sets above and below the articles that it fetches, and how it calls the link to the article.
_NAVIGATION_CLASS, _SOURCE_RELATION = "calibre_navbar", "calibre-downloaded-from"
# The day of an edition behind its name: `The Gazette [Mon, 21 Oct 2024]`.
_DAY_BEHIND = re.compile(r"(?<!\s)\s*+\[(?=[^\]]{0,60}\d{4})[^\]\[]{1,80}\]\Z")
# Named as publishers of the books that they make.
_PROGRAMS = ("", "calibre")
_ENCRYPTION = "META-INF/encryption.xml"


@dataclass(slots=True)
class _Chapter:
    """A document of the spine: its path, its body, what the table of contents calls it."""

    path: str
    body: lxml.html.HtmlElement
    label: str
    url: str = ""

    @property
    def letters(self) -> int:
        return len(" ".join(self.body.text_content().split()))

    @property
    def is_list(self) -> bool:
        """Whether most of its words lead elsewhere: the contents of a section."""
        linked = sum(len(" ".join(link.text_content().split())) for link in self.body.iter("a") if link.get("href"))
        return linked * 2 > self.letters


@dataclass(frozen=True, slots=True)
class EpubStory:
    """One story of a book, and the names of its pictures."""

    document: TextDocument
    pictures: list[str]


def read_epub(package: Package) -> list[EpubStory]:
    """Return the stories of a book. Raises Damaged where a part of it can't be read."""
    _check_protection(package)
    return _Book(package).read()


def _check_protection(package: Package) -> None:
    """Raise Damaged where a book's texts are encrypted; fonts alone may be."""
    root = package.read_xml(_ENCRYPTION)
    for each in root.iter() if root is not None else ():
        if local_name(each) == "CipherReference" and re.search(r"\.x?html?\Z", find_attribute(each, "URI")):
            raise Damaged(f"{WHAT} that is protected (DRM): its texts are encrypted")


class _Book:
    def __init__(self, package: Package) -> None:
        self._package = package
        opf = self._find_opf()
        self._root = self._read_package_document(opf)
        self._folder = posixpath.dirname(opf)
        self._items = {
            find_attribute(each, "id"): (self._resolve(find_attribute(each, "href")), each)
            for each in self._root.iter()
            if local_name(each) == "item"
        }

    def read(self) -> list[EpubStory]:
        """Return the book's stories."""
        labels = self._read_contents()
        chapters = [chapter for path in self._list_spine() if (chapter := self._read_chapter(path, labels))]
        if not chapters:
            raise Damaged(f"{WHAT} without a text: nothing that its spine names is in it")
        properties = self._read_properties()
        named = [
            chapter
            for chapter in chapters
            if chapter.label and chapter.letters >= _SHORTEST_CHAPTER and not chapter.is_list
        ]
        told = [chapter for chapter in named if _is_dated_or_signed(chapter.body)]
        if len(named) < 2 or len(told) * 2 < len(named):
            text = [chapter for chapter in chapters if chapter.letters >= _SHORTEST_CHAPTER] or chapters
            return [self._to_story(text, properties)]
        # a book's title and author are not its articles'
        shared = Properties(
            created=properties.created,
            publisher=properties.publisher
            if properties.publisher.lower() not in _PROGRAMS
            else _DAY_BEHIND.sub("", properties.title),
            language=properties.language,
        )
        stories: list[list[_Chapter]] = []
        for chapter in chapters:
            if chapter in named:
                stories.append([chapter])
            elif stories and not chapter.label and not chapter.is_list:
                stories[-1].append(chapter)
        return [self._to_story(story, shared, story[0].label) for story in stories]

    def _to_story(self, chapters: list[_Chapter], properties: Properties, title: str = "") -> EpubStory:
        pictures: list[str] = []
        parts: list[str] = []
        for chapter in chapters:
            folder = posixpath.dirname(chapter.path)
            for image in chapter.body.iter("img"):
                source = image.get("src") or ""
                if source and "://" not in source and not source.startswith("data:"):
                    path = posixpath.normpath(posixpath.join("/", folder, unquote(source))).lstrip("/")
                    image.set("src", path)
                    pictures.append(path)
            for link in chapter.body.iter("a"):
                if "://" not in (link.get("href") or ""):
                    link.attrib.pop("href", None)
            parts += [lxml.html.tostring(child, encoding="unicode") for child in chapter.body]
        if title:
            properties = Properties(
                title, created=properties.created, publisher=properties.publisher, language=properties.language
            )
        if url := next((chapter.url for chapter in chapters if chapter.url), ""):
            properties = replace(properties, url=url)
        return EpubStory(TextDocument("".join(parts), properties, is_made_for_readers=True), pictures)

    def _read_package_document(self, path: str) -> etree._Element:
        """Return the package document; of a book without one that can be read, an empty one."""
        try:
            root = self._package.read_xml(path)
        except Damaged:
            root = None
        return etree.Element("package") if root is None else root

    def _find_opf(self) -> str:
        container = self._package.read_xml("META-INF/container.xml")
        for each in container.iter() if container is not None else ():
            if local_name(each) == "rootfile" and (path := find_attribute(each, "full-path")):
                return path
        return next((name for name in self._package.names if name.endswith(".opf")), "")

    def _resolve(self, reference: str, folder: str | None = None) -> str:
        path = unquote(reference.partition("#")[0])
        return posixpath.normpath(posixpath.join("/", self._folder if folder is None else folder, path)).lstrip("/")

    def _list_spine(self) -> Iterator[str]:
        """Yield the paths of the texts in their order, without those that stand apart from it and without contents.

        Of a book that does not say its order, those of all texts in the order of the zip.
        """
        if not any(local_name(each) == "itemref" for each in self._root.iter()):
            yield from (name for name in self._package.names if _TEXT_NAME.search(name))
            return
        for each in self._root.iter():
            if local_name(each) != "itemref" or find_attribute(each, "linear") == "no":
                continue
            path, item = self._items.get(find_attribute(each, "idref"), ("", None))
            if item is None or find_attribute(item, "media-type") not in _PAGES:
                continue
            if "nav" not in find_attribute(item, "properties").split():
                yield path

    def _read_contents(self) -> dict[str, str]:
        """Return what the table of contents calls each document: the navigation of EPUB 3, else the NCX of EPUB 2."""
        labels: dict[str, str] = {}
        for path, item in self._items.values():
            folder = posixpath.dirname(path)
            if "nav" in find_attribute(item, "properties").split():
                page = parse_page(self._package.read(path).decode("utf-8", "replace"))
                for link in page.iter("a") if page is not None else ():
                    labels.setdefault(
                        self._resolve(link.get("href") or "", folder), " ".join(link.text_content().split())
                    )
            elif find_attribute(item, "media-type") == "application/x-dtbncx+xml":
                root = self._package.read_xml(path)
                for point in root.iter() if root is not None else ():
                    if local_name(point) != "navPoint":
                        continue
                    source = next((find_attribute(e, "src") for e in point if local_name(e) == "content"), "")
                    words = next(("".join(e.itertext()) for e in point if local_name(e) == "navLabel"), "")
                    labels.setdefault(self._resolve(source, folder), " ".join(words.split()))
        return labels

    def _read_chapter(self, path: str, labels: dict[str, str]) -> _Chapter | None:
        content = self._package.read(path)
        tree = parse_page(content.decode("utf-8", "replace")) if content else None
        body = tree.find(".//body") if tree is not None else None
        if body is None:
            return None
        source = next(iter(body.xpath(".//a[@rel=$relation]/@href", relation=_SOURCE_RELATION)), "")
        for bar in body.find_class(_NAVIGATION_CLASS):
            bar.drop_tree()
        return _Chapter(path, body, labels.get(path, ""), str(source))

    def _read_properties(self) -> Properties:
        values: dict[str, list[str]] = {}
        metadata = next((each for each in self._root if local_name(each) == "metadata"), None)
        for each in metadata.iter() if metadata is not None else ():
            if text := _text(each):
                values.setdefault(local_name(each), []).append(text)
        sources = [
            text for name in ("source", "identifier") for text in values.get(name, ()) if text.startswith("http")
        ]
        return Properties(
            title=next(iter(values.get("title", ())), ""),
            authors=tuple(values.get("creator", ())),
            created=next(iter(values.get("date", ())), ""),
            keywords=tuple(values.get("subject", ())),
            publisher=next(iter(values.get("publisher", ())), ""),
            language=next(iter(values.get("language", ())), ""),
            url=next(iter(sources), ""),
        )


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_dated_or_signed(body: lxml.html.HtmlElement) -> bool:
    """Return whether a line near a chapter's top is its day or its byline."""
    texts = (" ".join(each.text_content().split()) for each in body.iter("p", "div", "h2", "h3", "h4", "span", "time"))
    lines = [text for text in texts if 0 < len(text) <= _LONGEST_LINE][:_TOP]
    return any(read_line(line).is_date or read_byline(line) for line in lines)
