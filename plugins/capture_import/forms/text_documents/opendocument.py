"""OpenDocument text (odt): ISO/IEC 26300, version 1.0 to 1.3. Read by lxml, which is here anyway."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from capture_import.containers.streams import Damaged
from capture_import.forms.text_documents.document import Properties, TextDocument
from capture_import.forms.text_documents.package import Package, find_attribute, local_name, text_of
from capture_import.forms.text_documents.paragraphs import Paragraph, figure, paragraphs_to_html
from newsrecord.whole_numbers import text_to_number

_NO_TEXT = frozenset(["annotation", "annotation-end", "tracked-changes", "sequence-decls", "forms", "note-citation"])
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0}
_MOST_SPACES = 2
WHAT = "an OpenDocument text"


@dataclass(slots=True)
class _Style:
    parent: str = ""
    name: str = ""
    size: float = 0
    is_bold: bool = False
    is_hidden: bool = False
    list_is_ordered: bool = False


@dataclass(slots=True)
class _Line:
    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    blocks: list[Paragraph] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0


def read_odt(package: Package) -> tuple[TextDocument, list[str]]:
    """Return a document, and the names of its pictures. Raises Damaged where a part of it can't be read."""
    manifest = package.read("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise Damaged(f"{WHAT} that is encrypted: save it without its password, and import that")
    reader = _Reader(package)
    return TextDocument(reader.read(), _read_properties(package)), reader.pictures


def _read_properties(package: Package) -> Properties:
    meta = package.read_xml("meta.xml")
    keywords = [
        " ".join("".join(each.itertext()).split())
        for each in (meta.iter() if meta is not None else ())
        if local_name(each) == "keyword"
    ]
    return Properties(
        title=text_of(meta, "title"),
        authors=tuple(filter(None, [text_of(meta, "initial-creator", "creator")])),
        created=text_of(meta, "creation-date"),
        keywords=tuple(filter(None, keywords)),
    )


class _Reader:
    def __init__(self, package: Package) -> None:
        self._content = package.read_xml("content.xml")
        self._styles: dict[str, _Style] = {}
        for root in (package.read_xml("styles.xml"), self._content):
            if root is not None:
                self._read_styles(root)
        self._notes: list[str] = []
        self.pictures: list[str] = []

    def read(self) -> str:
        """Return the document's HTML, its notes below its text."""
        root = self._content
        parts = (each for each in (root.iter() if root is not None else ()) if local_name(each) == "body")
        body = next((each for part in parts for each in part if local_name(each) == "text"), None)
        if body is None:
            return ""
        html = paragraphs_to_html(list(self._read_blocks(body)))
        return html + "".join(f"<p>[{number}] {note}</p>" for number, note in enumerate(self._notes, 1))

    def _read_styles(self, root: etree._Element) -> None:
        for each in root.iter():
            name = local_name(each)
            if name not in ("style", "list-style", "default-style"):
                continue
            style = _Style(find_attribute(each, "parent-style-name"))
            style.name = (
                (find_attribute(each, "display-name") or find_attribute(each, "name")).replace("_20_", " ").lower()
            )
            if name == "list-style":
                style.list_is_ordered = next((local_name(level) for level in each), "") == "list-level-style-number"
            for inner in each:
                if local_name(inner) == "text-properties":
                    style.size = _read_size(find_attribute(inner, "font-size"))
                    style.is_bold = find_attribute(inner, "font-weight") in ("bold", "600", "700", "800", "900")
                    style.is_hidden = find_attribute(inner, "display") == "none"
            if name == "default-style" and find_attribute(each, "family") != "paragraph":
                continue
            self._styles["" if name == "default-style" else find_attribute(each, "name")] = style

    def _find_style(self, name: str) -> tuple[list[str], _Style]:
        """Return the names of a style and of those that it inherits from, and what they say."""
        names: list[str] = []
        found = _Style()
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            names.append(style.name)
            found.size, found.is_bold = found.size or style.size, found.is_bold or style.is_bold
            found.is_hidden = found.is_hidden or style.is_hidden
            name = style.parent
        return names or [name.replace("_20_", " ").lower()], found

    def _read_blocks(self, parent: etree._Element) -> Iterator[Paragraph]:
        for child in parent:
            name = local_name(child)
            if name in ("p", "h"):
                yield from self._read_paragraph(child)
            elif name == "list":
                yield from self._read_list(child, find_attribute(child, "style-name"))
            elif name == "table":
                yield Paragraph(self._read_table(child), "", tag="")
            elif name == "frame":
                line = _Line()
                self._read_frame(child, line)
                yield from line.blocks
            elif name and name not in _NO_TEXT:
                yield from self._read_blocks(child)

    def _read_list(self, element: etree._Element, style_name: str) -> Iterator[Paragraph]:
        style = self._styles.get(style_name)
        tag = "ol" if style and style.list_is_ordered else "ul"
        for item in element:
            if local_name(item) not in ("list-item", "list-header"):
                continue
            for paragraph in self._read_blocks(item):
                if paragraph.tag == "p" and not paragraph.level:
                    paragraph.tag, paragraph.list_tag = "li", tag
                yield paragraph

    def _read_table(self, element: etree._Element) -> str:
        rows = [
            "".join(
                f"<td>{paragraphs_to_html(list(self._read_blocks(cell)))}</td>"
                for cell in row
                if local_name(cell) == "table-cell"
            )
            for row in element.iter()
            if local_name(row) == "table-row"
        ]
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    def _read_paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        names, style = self._find_style(find_attribute(element, "style-name"))
        line = _Line()
        self._read_words(element, line, style)
        text = "".join(line.text)
        paragraph = Paragraph("".join(line.html).strip(), text)
        paragraph.size = max(line.sizes, key=lambda each: line.sizes[each], default=0.0)
        paragraph.is_bold = bool(text.strip()) and line.bold >= len(text.strip())
        if "title" in names:
            paragraph.level = 1
        elif local_name(element) == "h":
            paragraph.level = text_to_number(find_attribute(element, "outline-level") or "1", 2) or 1
        elif "subtitle" in names:
            paragraph.is_subtitle = True
        elif "quotations" in names:
            paragraph.is_quote = True
        yield paragraph
        yield from line.blocks

    def _read_words(self, element: etree._Element, line: _Line, style: _Style) -> None:
        self._add(element.text, line, style)
        for child in element:
            name = local_name(child)
            if name == "span":
                _, own = self._find_style(find_attribute(child, "style-name"))
                own.size, own.is_bold = own.size or style.size, own.is_bold or style.is_bold
                own.is_hidden = own.is_hidden or style.is_hidden
                self._read_words(child, line, own)
            elif name == "a":
                line.html.append(f'<a href="{escape(find_attribute(child, "href"))}">')
                self._read_words(child, line, style)
                line.html.append("</a>")
            elif name == "s":
                self._add(
                    " " * min(text_to_number(find_attribute(child, "c") or "1", 4) or 1, _MOST_SPACES), line, style
                )
            elif name == "tab":
                self._add(" ", line, style)
            elif name == "line-break":
                line.html.append("<br>")
                line.text.append(" ")
                line.bold += style.is_bold
            elif name == "note":
                self._read_note(child, line)
            elif name == "frame":
                self._read_frame(child, line)
            elif name and name not in _NO_TEXT:
                self._read_words(child, line, style)
            self._add(child.tail, line, style)

    def _add(self, text: str | None, line: _Line, style: _Style) -> None:
        if text and not style.is_hidden:
            line.html.append(escape(text, quote=False))
            line.text.append(text)
            line.sizes[style.size] += len(text)
            line.bold += len(text) if style.is_bold else 0

    def _read_note(self, element: etree._Element, line: _Line) -> None:
        body = next((each for each in element if local_name(each) == "note-body"), None)
        if body is not None:
            note = "<br>".join(each.html for each in self._read_blocks(body) if each.tag)
            self._notes.append(note)
            line.html.append(f"[{len(self._notes)}]")

    def _read_frame(self, element: etree._Element, line: _Line) -> None:
        """Read a picture with its description, or a box: what a box says beside a picture is its caption."""
        alt = text_of(element, "desc") or text_of(element, "title")
        for child in element:
            name = local_name(child)
            if name == "image" and (target := find_attribute(child, "href")):
                if "://" not in target:
                    target = target.removeprefix("./")
                    self.pictures.append(target)
                line.blocks.append(Paragraph(figure(target, alt), "", tag=""))
                return
            if name == "text-box":
                inside = list(self._read_blocks(child))
                pictures = [each for each in inside if each.html.startswith("<figure>")]
                words = [each for each in inside if each.tag and each.text.strip()]
                if len(pictures) != 1 or len(words) != 1:
                    line.blocks += inside
                    return
                caption = f"<figcaption>{words[0].html}</figcaption></figure>"
                line.blocks.append(Paragraph(pictures[0].html.removesuffix("</figure>") + caption, "", tag=""))
                return


def _read_size(text: str) -> float:
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)(pt|cm|mm|in|pc)", text, re.ASCII)
    return round(float(match[1]) * _POINTS[match[2]], 1) if match else 0.0
