"""Elements of an agency's XML by their names alone, whatever their namespace; and what of them becomes HTML."""

import re
from collections.abc import Iterator

from lxml import etree

from newsrecord.clean_text import clean_line

# What NITF 3 and HTML do not call the same: "NITF 3.6 element list".
_AS_HTML = {
    **dict.fromkeys(("block", "body.content", "body.head", "nitf-table", "note", "fn"), "div"),
    **{"hl1": "h2", "hl2": "h3", "bq": "blockquote", "credit": "cite", "datasource": "cite", "tagline": "p"},
    **{"nitf-col": "col", "nitf-colgroup": "colgroup"},
}
_SAME = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th colgroup col a em strong b i u "
    "s br hr pre blockquote q cite code sub sup img figure figcaption section article span abbr time del ins "
    "iframe video audio source".split()
)
_DROPPED = frozenset("media-metadata media-object nitf-table-metadata custom-table script style object".split())
_ATTRIBUTES = frozenset("href src alt title colspan rowspan start lang width height srcset cite".split())
_PLAYERS = ("video", "audio")
_DEEPEST = 100


class Element:
    """An element, found by local names."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    @property
    def name(self) -> str:
        """Its name without namespace, in lower case."""
        return _name_of(self.element)

    def children(self, *path: str) -> "Iterator[Element]":
        """Yield the elements at the end of a path of names."""
        if not path:
            yield self
            return
        for child in self.element:
            if _name_of(child) == path[0]:
                yield from Element(child).children(*path[1:])

    def child(self, *path: str) -> "Element | None":
        """Return the first of them; None where there is none."""
        return next(self.children(*path), None)

    def all(self, name: str) -> "Iterator[Element]":
        """Yield the elements of a name anywhere inside."""
        return (Element(found) for found in self.element.iter() if _name_of(found) == name)

    def get(self, name: str) -> str:
        """Return an attribute's words, whatever its namespace; empty where there is none."""
        for key, value in self.element.attrib.items():
            if str(key).rpartition("}")[2].lower() == name:
                return clean_line(str(value))
        return ""

    @property
    def text(self) -> str:
        """All words in it, as one line."""
        return clean_line(" ".join("".join(_list_words(self.element)).split()))

    def text_at(self, *path: str) -> str:
        """Return the words of the first element at a path; empty where there is none."""
        return next((text for found in self.children(*path) if (text := found.text)), "")


def is_web(text: str) -> bool:
    """Return whether a text is an address in the web."""
    return text.lower().startswith(("http://", "https://"))


def parse_item(xml: str, namespaces: str) -> Element | None:
    """Return the first element of an item's XML; None for what is malformed. No DTD is read, no entity expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(f"<items{namespaces}>{xml}</items>".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    return Element(root[0]) if len(root) else None


def elements_to_html(element: Element) -> str:
    """Return what an element of NITF or XHTML holds as HTML.

    >>> item = parse_item("<c><hl2>Lamp</hl2><p>It <org>burns</org>.</p></c>", "")
    >>> item and elements_to_html(item)
    '<h3>Lamp</h3><p>It <span>burns</span>.</p>'
    """
    made = etree.Element("div")
    _copy(element.element, made, 0)
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in made)
    return _escape(made.text or "") + inner


def _copy(source: etree._Element, made: etree._Element, depth: int) -> None:
    made.text = source.text
    last: etree._Element | None = None
    for child in source:
        name = _name_of(child)
        is_rule = name == "p" and len(child) == 0 and not any(map(str.isalnum, child.text or ""))
        if name and name not in _DROPPED and not is_rule and depth < _DEEPEST:
            inner = _to_html(child, name)
            if inner is None:
                inner = etree.Element(_AS_HTML.get(name) or (name if name in _SAME else "span"))
                # a quotation's classes, and no others, say what it is: a post of a network
                kept = _ATTRIBUTES | {"class"} if name == "blockquote" else _ATTRIBUTES
                inner.attrib.update({key: value for key, value in _list_attributes(child) if key in kept})
                _copy(child, inner, depth + 1)
            inner.tail = child.tail
            made.append(inner)
            last = inner
        elif child.tail:
            if last is None:
                made.text = (made.text or "") + child.tail
            else:
                last.tail = (last.tail or "") + child.tail


def _to_html(element: etree._Element, name: str) -> etree._Element | None:
    """Return what is written in another way in HTML: pictures, films, sounds, who made them; None for all else."""
    if name == "media-reference":
        media = element.getparent()
        what = Element(media).get("media-type") if media is not None else ""
        kind = Element(element).get("mime-type").partition("/")[0] or what
        if kind in _PLAYERS and is_web(Element(element).get("source")):
            player = etree.Element(kind)
            player.set("src", Element(element).get("source"))
            return player
        if not (kind == "image" or what in ("image", "photo", "graphic", "")):
            return etree.Element("span")
        image = etree.Element("img")
        image.set("src", Element(element).get("source"))
        if alternate := Element(element).get("alternate-text"):
            image.set("alt", alternate)
        for side in ("width", "height"):
            if value := Element(element).get(side):
                image.set(side, value)
        return image
    if name == "media":
        return _to_figure(element)
    return None


def _to_figure(element: etree._Element) -> etree._Element:
    """Return a picture or player with one caption, in which its credit stands apart; other media as a caption alone."""
    figure = etree.Element("figure")
    references = [found for found in element if _name_of(found) == "media-reference"]
    sized = sorted(references, key=lambda found: -_to_number(Element(found).get("width")))
    for reference in sized[:1]:
        image = _to_html(reference, "media-reference")
        if image is not None:
            figure.append(image)
    caption = etree.SubElement(figure, "figcaption")
    caption.text = " ".join(Element(found).text for found in element if _name_of(found) == "media-caption")
    if producer := " ".join(Element(found).text for found in element if _name_of(found) == "media-producer"):
        credit = etree.SubElement(caption, "span")
        credit.set("class", "credit")
        credit.text = producer
        caption.text += " "
    return figure


def _to_number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


def _list_attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        yield str(key).rpartition("}")[2].lower(), str(value)


def _list_words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _name_of(child):
            yield from _list_words(child)
            if _name_of(child) in ("p", "br", "block", "hl1", "hl2", "li", "td"):
                yield " "
        yield child.tail or ""


def _name_of(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
