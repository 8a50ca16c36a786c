"""Word documents (docx): Office Open XML, ECMA-376, part 1, in its transitional and its strict form.

Read here by lxml: the libraries that were looked at make of a part a tree of Python objects that takes thirty times its
size (mammoth), or leave insertions, content controls, notes and text boxes to their caller (python-docx).
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from capture_import.forms.text_documents.document import Properties, TextDocument
from capture_import.forms.text_documents.docx_styles import Style, Styles, is_off, is_on, read_outline, read_size
from capture_import.forms.text_documents.package import Package, find_attribute, local_name, text_of
from capture_import.forms.text_documents.paragraphs import Paragraph, figure, join_captions, paragraphs_to_html

_HEADING = re.compile(r"heading ?(\d)\Z")
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_HOLDERS = frozenset(["ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "txbxContent"])
_BREAKS = {"tab": " ", "cr": "<br>", "noBreakHyphen": "-", "ptab": " "}
# The day that a widely used template has as its own making.
_OF_TEMPLATES = ("2013-12-23T23:15:00Z",)
WHAT = "a Word document"


@dataclass(slots=True)
class _Line:
    """A paragraph while its runs are read."""

    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0
    field_code: list[str] | None = None
    is_linked: bool = False


def read_docx(package: Package) -> tuple[TextDocument, list[str]]:
    """Return a document, and the names of its pictures. Raises Damaged where a part of it can't be read."""
    reader = _Reader(package)
    return TextDocument(reader.read(), _read_properties(package)), reader.pictures


def _read_properties(package: Package) -> Properties:
    core = package.read_xml("docProps/core.xml")
    created = text_of(core, "created")
    return Properties(
        title=text_of(core, "title"),
        authors=tuple(filter(None, [text_of(core, "creator")])),
        created="" if created in _OF_TEMPLATES else created,
        keywords=tuple(filter(None, (word.strip() for word in re.split(r"[,;]", text_of(core, "keywords"))))),
    )


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = _find_main_part(package)
        self._folder = posixpath.dirname(self._part)
        self._targets = self._read_relationships()
        self._styles = Styles(package, self._folder)
        self._notes: list[str] = []
        self._note_texts: dict[tuple[str, str], str] = {}
        self.pictures: list[str] = []

    def read(self) -> str:
        """Return the document's HTML, its notes below its text."""
        root = self._package.read_xml(self._part)
        body = next((child for child in root if local_name(child) == "body"), None) if root is not None else None
        if body is None:
            return ""
        self._read_notes("footnotes", "footnote")
        self._read_notes("endnotes", "endnote")
        html = paragraphs_to_html(list(join_captions(self._read_blocks(body))))
        return html + "".join(f"<p>[{number}] {note}</p>" for number, note in enumerate(self._notes, 1))

    def _read_relationships(self) -> dict[str, tuple[str, bool]]:
        root = self._package.read_xml(f"{self._folder}/_rels/{posixpath.basename(self._part)}.rels".lstrip("/"))
        return {
            find_attribute(each, "Id"): (
                find_attribute(each, "Target"),
                find_attribute(each, "TargetMode") == "External",
            )
            for each in (root if root is not None else ())
        }

    def _read_notes(self, part: str, name: str) -> None:
        root = self._package.read_xml(f"{self._folder}/{part}.xml".lstrip("/"))
        for each in root if root is not None else ():
            if local_name(each) == name and find_attribute(each, "type") in ("", "normal"):
                paragraphs = [paragraph.html for paragraph in self._read_blocks(each) if paragraph.tag]
                self._note_texts[name, find_attribute(each, "id")] = "<br>".join(filter(None, paragraphs)).strip()

    def _read_blocks(self, parent: etree._Element) -> Iterator[Paragraph]:
        for child in parent:
            name = local_name(child)
            if name == "p":
                yield from self._read_paragraph(child)
            elif name == "tbl":
                yield Paragraph(self._read_table(child), "", tag="")
            elif name == "AlternateContent":
                yield from self._read_blocks(_choose(child))
            elif name in _HOLDERS:
                yield from self._read_blocks(child)

    def _read_table(self, table: etree._Element) -> str:
        rows = []
        for row in _list_inside(table, "tr"):
            cells = [
                f"<td>{paragraphs_to_html(list(self._read_blocks(cell)))}</td>" for cell in _list_inside(row, "tc")
            ]
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _read_paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        properties = next((child for child in element if local_name(child) == "pPr"), None)
        style_id = number = ""
        level = 0
        for each in properties if properties is not None else ():
            if local_name(each) == "pStyle":
                style_id = find_attribute(each, "val")
            elif local_name(each) == "numPr":
                number = next((find_attribute(e, "val") for e in each if local_name(e) == "numId"), "")
        if properties is not None:
            level = read_outline(properties)
        name, style = self._styles.find(style_id)
        line = _Line()
        self._read_runs(element, line, style)
        size = max(line.sizes, key=lambda each: line.sizes[each], default=0.0)
        text = "".join(line.text)
        heading = _HEADING.match(name)
        paragraph = Paragraph("".join(line.html).strip(), text, size=size)
        paragraph.is_bold = bool(text.strip()) and line.bold >= len(text.strip())
        if name == "title":
            paragraph.level = 1
        elif heading or level or style.level:
            paragraph.level = int(heading[1]) if heading else level or style.level
        elif name == "subtitle":
            paragraph.is_subtitle = True
        elif number not in ("", "0") or name.startswith("list "):
            paragraph.tag = "li"
            paragraph.list_tag = "ol" if self._styles.is_ordered(number) or name.startswith("list number") else "ul"
        elif name in ("quote", "intense quote", "block text"):
            paragraph.is_quote = True
        elif name == "caption":
            paragraph.tag = "figcaption"
        if line.is_linked:
            paragraph.html += "</a>"
        yield paragraph
        yield from (Paragraph(each, "", tag="") for each in line.figures)
        yield from line.boxes

    def _read_runs(self, parent: etree._Element, line: _Line, style: Style) -> None:
        for child in parent:
            name = local_name(child)
            if name == "r":
                self._read_run(child, line, style)
            elif name == "hyperlink":
                self._read_link(child, line, style)
            elif name == "fldSimple":
                code = _LINK_FIELD.match(find_attribute(child, "instr"))
                self._read_linked(child, line, style, code[1] if code else "")
            elif name == "AlternateContent":
                self._read_runs(_choose(child), line, style)
            elif name in _HOLDERS:
                self._read_runs(child, line, style)

    def _read_link(self, element: etree._Element, line: _Line, style: Style) -> None:
        target, is_external = self._targets.get(find_attribute(element, "id"), ("", False))
        self._read_linked(element, line, style, target if is_external else "")

    def _read_linked(self, element: etree._Element, line: _Line, style: Style, target: str) -> None:
        if target:
            line.html.append(f'<a href="{escape(target)}">')
        self._read_runs(element, line, style)
        if target:
            line.html.append("</a>")

    def _read_run(self, run: etree._Element, line: _Line, style: Style) -> None:
        properties = next((child for child in run if local_name(child) == "rPr"), None)
        size, is_bold, raised = style.size or self._styles.usual_size, style.is_bold, ""
        if properties is not None:
            if is_on(properties, "vanish"):
                return
            size = read_size(properties) or size
            is_bold = is_on(properties, "b") or (is_bold and not is_off(properties, "b"))
            aligned = next((find_attribute(e, "val") for e in properties if local_name(e) == "vertAlign"), "")
            raised = {"superscript": "sup", "subscript": "sub"}.get(aligned, "")
        for child in run:
            name = local_name(child)
            if name == "t" and child.text and line.field_code is None:
                words = escape(child.text, quote=False)
                line.html.append(f"<{raised}>{words}</{raised}>" if raised else words)
                line.text.append(child.text)
                line.sizes[size] += len(child.text)
                line.bold += len(child.text) if is_bold else 0
            elif name == "br" and find_attribute(child, "type") in ("", "textWrapping"):
                line.html.append("<br>")
                line.text.append(" ")
                line.bold += is_bold
            elif name in _BREAKS:
                line.html.append(_BREAKS[name])
                line.text.append(" ")
                line.bold += is_bold
            elif name in ("footnoteReference", "endnoteReference"):
                self._read_note(child, name.removesuffix("Reference"), line)
            elif name == "fldChar":
                self._read_field(find_attribute(child, "fldCharType"), line)
            elif name == "instrText" and line.field_code is not None:
                line.field_code.append(child.text or "")
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._read_drawing(_choose(child) if name == "AlternateContent" else child, line)

    def _read_field(self, kind: str, line: _Line) -> None:
        if kind == "begin":
            line.field_code = []
        elif kind == "separate" and line.field_code is not None:
            if (code := _LINK_FIELD.match("".join(line.field_code))) and not line.is_linked:
                line.html.append(f'<a href="{escape(code[1])}">')
                line.is_linked = True
            line.field_code = None
        elif kind == "end":
            line.field_code = None
            if line.is_linked:
                line.html.append("</a>")
                line.is_linked = False

    def _read_note(self, element: etree._Element, name: str, line: _Line) -> None:
        if note := self._note_texts.get((name, find_attribute(element, "id"))):
            self._notes.append(note)
            line.html.append(f"[{len(self._notes)}]")

    def _read_drawing(self, element: etree._Element, line: _Line) -> None:
        alt = next(
            (find_attribute(each, "descr") for each in element.iter() if local_name(each) in ("docPr", "cNvPr")), ""
        )
        for each in element.iter():
            name = local_name(each)
            if name in ("blip", "imagedata"):
                target, is_external = self._targets.get(
                    find_attribute(each, "embed") or find_attribute(each, "link") or find_attribute(each, "id"),
                    ("", False),
                )
                if target and not is_external:
                    target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
                    self.pictures.append(target)
                if target:
                    line.figures.append(figure(target, alt))
            elif name == "txbxContent":
                line.boxes += self._read_blocks(each)


def _find_main_part(package: Package) -> str:
    root = package.read_xml("_rels/.rels")
    for each in root if root is not None else ():
        if find_attribute(each, "Type").endswith("/officeDocument"):
            return find_attribute(each, "Target").lstrip("/")
    return "word/document.xml"


def _choose(element: etree._Element) -> etree._Element:
    """Return the first of several forms of one thing."""
    return next((child for child in element if local_name(child) in ("Choice", "Fallback")), element)


def _list_inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of a name, those in content controls and insertions too."""
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) in _HOLDERS:
            yield from _list_inside(child, name)
