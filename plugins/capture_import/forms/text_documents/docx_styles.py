"""The styles and the lists of a Word document, as its other parts refer to them."""

import re
from dataclasses import dataclass

from lxml import etree

from capture_import.forms.text_documents.package import Package, find_attribute, local_name

_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    """What a style says: its English name, what it is based on, the level of a heading, size and weight of letters."""

    name: str = ""
    based_on: str = ""
    level: int = 0
    size: float = 0
    is_bold: bool = False


class Styles:
    """The styles of a document, and which of its lists are numbered."""

    def __init__(self, package: Package, folder: str) -> None:
        self._styles, self.usual_size = _read_styles(package.read_xml(f"{folder}/styles.xml".lstrip("/")))
        self._ordered = _read_numbering(package.read_xml(f"{folder}/numbering.xml".lstrip("/")))

    def is_ordered(self, number: str) -> bool:
        """Return whether the items of a list are numbered."""
        return self._ordered.get(number, False)

    def find(self, style_id: str) -> tuple[str, Style]:
        """Return a style's name, and what it says, that of the styles that it is based on too."""
        style = self._styles.get(style_id, Style(name=re.sub(r"(?<=[a-z])(?=\d)", " ", style_id.lower())))
        found = Style(style.name, level=style.level, size=style.size, is_bold=style.is_bold)
        seen = {style_id}
        while (base := style.based_on) and base not in seen and base in self._styles:
            seen.add(base)
            style = self._styles[base]
            found.level, found.size = found.level or style.level, found.size or style.size
            found.is_bold = found.is_bold or style.is_bold
        return found.name, found


def _read_styles(root: etree._Element | None) -> tuple[dict[str, Style], float]:
    styles: dict[str, Style] = {}
    usual = 0.0
    for each in root if root is not None else ():
        if local_name(each) == "docDefaults":
            usual = next((read_size(inner) for inner in each.iter() if local_name(inner) == "rPr"), 0.0)
        if local_name(each) != "style" or find_attribute(each, "type") not in ("paragraph", ""):
            continue
        style = Style()
        for inner in each:
            name = local_name(inner)
            if name == "name":
                style.name = find_attribute(inner, "val").lower()
            elif name == "basedOn":
                style.based_on = find_attribute(inner, "val")
            elif name == "pPr":
                style.level = read_outline(inner)
            elif name == "rPr":
                style.size, style.is_bold = read_size(inner), is_on(inner, "b")
        if find_attribute(each, "default") in ("1", "true") and style.size:
            usual = style.size
        styles[find_attribute(each, "styleId")] = style
    return styles, usual


def _read_numbering(root: etree._Element | None) -> dict[str, bool]:
    """Return of each list whether its items are numbered."""
    formats: dict[str, bool] = {}
    ordered: dict[str, bool] = {}
    for each in root if root is not None else ():
        if local_name(each) == "abstractNum":
            first = next((inner for inner in each.iter() if local_name(inner) == "numFmt"), None)
            formats[find_attribute(each, "abstractNumId")] = first is not None and find_attribute(first, "val") not in (
                "bullet",
                "none",
            )
        elif local_name(each) == "num":
            of = next((inner for inner in each if local_name(inner) == "abstractNumId"), None)
            ordered[find_attribute(each, "numId")] = of is not None and formats.get(find_attribute(of, "val"), False)
    return ordered


def read_outline(properties: etree._Element) -> int:
    """Return the level of a heading that a paragraph's properties name; 0 for none."""
    value = next((find_attribute(each, "val") for each in properties if local_name(each) == "outlineLvl"), "")
    return int(value) + 1 if value in tuple("012345") else 0


def read_size(properties: etree._Element) -> float:
    """Return the size of letters that properties name, in half points; 0 for none."""
    value = next((find_attribute(each, "val") for each in properties if local_name(each) == "sz"), "")
    return float(value) if re.fullmatch(r"\d{1,4}(?:\.\d)?", value, re.ASCII) else 0.0


def is_on(properties: etree._Element, name: str) -> bool:
    """Return whether properties switch something on."""
    return any(local_name(each) == name and find_attribute(each, "val") not in _OFF for each in properties)


def is_off(properties: etree._Element, name: str) -> bool:
    """Return whether properties switch something off."""
    return any(local_name(each) == name and find_attribute(each, "val") in _OFF for each in properties)
