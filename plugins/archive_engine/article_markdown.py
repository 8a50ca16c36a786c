"""How an article's body becomes HTML: Markdown without raw HTML, with links that lead only where a reader may go.

A body comes from a saved page, so nothing in it is trusted: markup in it is shown as text, links are followed only to
http, https, mailto or a place on this site and without credentials, images become links, Pelican's `{static}` and
`{attach}` mean nothing. An image that is a paragraph of its own has its address, its alternative text and its title in
attributes of the paragraph (`interface.find_pictures`), for a plugin that shows pictures. A link with a title that is a
paragraph of its own is the card of a video, a sound or a post: link, title, provider. A quotation whose last
paragraph begins with "- " is a figure with that paragraph as its caption. Tables are Markdown's pipe tables, each in a
box that scrolls where the page is narrow. Footnotes are `[^1]` and `[^1]: words`. What front
matter is, is not known here.
"""

import html
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from newsrecord.credentials import remove_credentials, strip_user

SCHEMES = frozenset(["http", "https", "mailto"])
# What a page or a feed cannot show (XML 1.0, section 2.2); STX and ETX mean something to Python-Markdown.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# White space and controls, which browsers leave out of an address before they look at its scheme.
_BLANKS = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# Between a card's title and its provider, for readers without styles.
CARD_SEPARATOR = " · "
_ESCAPED_HYPHEN = f"{STX}{ord('-')}{ETX} "


def safe_address(address: str) -> str:
    r"""Return an address as a page may hold it, without credentials, or "" for one that no reader should follow.

    >>> safe_address("https://example.org/a?b=c")
    'https://example.org/a?b=c'
    >>> safe_address("java\nscript:alert(1)")
    ''
    """
    address = _BLANKS.sub("", html.unescape(address))
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in SCHEMES:
        return ""
    if not scheme and (
        address.startswith("//") or ":" in address.split("/")[0] or any(sign in address for sign in "{}|\\")
    ):
        return ""
    return strip_user(address).replace("{", "%7B").replace("}", "%7D").replace("|", "%7C").replace("\\", "%5C")


def picture_address(address: str) -> str:
    """Return the address of a picture as a plugin may look at it: of the web or of a file, else "".

    >>> picture_address("{static}/pictures/a.jpg"), picture_address("data:image/png;base64,AA")
    ('{static}/pictures/a.jpg', '')
    """
    plain = _BLANKS.sub("", html.unescape(address))
    scheme = _SCHEME.match(plain)
    if plain.startswith("//") or (scheme and scheme[1].lower() not in ("http", "https")):
        return ""
    return strip_user(plain) if scheme else address


class _Cleaner(Preprocessor):
    """Takes out of a text, front matter included, what no page may hold: control characters and credentials."""

    def run(self, lines: list[str]) -> list[str]:
        return [remove_credentials(_CONTROLS.sub("", line)) for line in lines]


class _BodyProcessor(Treeprocessor):
    """Makes every element fit for a page, after inline patterns are resolved."""

    def run(self, root: Element) -> None:
        self._clean(root, root)

    def _clean(self, parent: Element, root: Element) -> None:
        if parent is root or parent.tag == "blockquote":
            _part_pictures(parent)
            _mark_cards(parent)
        for at, element in enumerate(list(parent)):
            if element.tag == "a":
                _clean_link(element)
            elif element.tag == "img":
                _image_to_link(element)
            elif element.tag == "h1":
                element.tag = "h2"  # the page's own is the headline
            elif element.tag in ("th", "td"):
                _clean_cell(element)
            self._clean(element, root)
            if element.tag == "table":
                parent[at] = _table_to_box(element)
            if element.tag == "blockquote" and parent is root:
                figure = _quotation_to_figure(element)
                if figure is not None:
                    parent[at] = figure


def _part_pictures(parent: Element) -> None:
    """Give each image of a paragraph that holds nothing else a paragraph of its own, which says so."""
    if not any(map(_holds_pictures, parent)):
        return
    children: list[Element] = []
    for element in parent:
        if not _holds_pictures(element):
            children.append(element)
            continue
        for image in element:
            alt, address, title = (image.get(name, "") for name in ("alt", "src", "title"))
            values = {"data-alt": alt, "data-picture": picture_address(address), "data-title": title}
            paragraph = Element("p", values)
            image.tail = None
            paragraph.append(image)
            children.append(paragraph)
    parent[:] = children


def _holds_pictures(element: Element) -> bool:
    if element.tag != "p" or not len(element) or (element.text or "").strip(" \n"):
        return False
    return all(child.tag == "img" and not (child.tail or "").strip(" \n") for child in element)


def _mark_cards(parent: Element) -> None:
    """Make each paragraph that holds nothing but a link with a title the card of what the link embeds; the title is the
    provider.
    """
    for paragraph in parent:
        if paragraph.tag != "p" or len(paragraph) != 1 or (paragraph.text or "").strip(" \n"):
            continue
        link = paragraph[0]
        provider = link.get("title", "")
        if link.tag != "a" or not provider or (link.tail or "").strip(" \n"):
            continue
        paragraph.set("class", "embed")
        paragraph.text = link.tail = None
        SubElement(paragraph, "span").text = CARD_SEPARATOR
        SubElement(paragraph, "small").text = AtomicString(provider)


def _clean_link(link: Element) -> None:
    address = safe_address(link.get("href", ""))
    if address and "@" in link.get("href", "") and link.text == link.get("href"):
        link.text = AtomicString(address)  # what stands in angle brackets shows as it leads
    link.attrib.clear()
    if address:
        link.set("href", address)
    else:
        link.tag = "span"


def _image_to_link(image: Element) -> None:
    address, words = safe_address(image.get("src", "")), image.get("alt", "")
    image.attrib.clear()
    image.tag = "a" if address else "span"
    if address:
        image.set("href", address)
    image.text = words or address


def _clean_cell(cell: Element) -> None:
    """Leave a cell no attribute but `align`; a `style` would be blocked by the pages' security policy."""
    align = cell.get("align") or cell.get("style", "").removeprefix("text-align:").strip(" ;")
    cell.attrib.clear()
    if align in ("left", "center", "right"):
        cell.set("align", align)


def _table_to_box(table: Element) -> Element:
    """Return a box around a table. It takes the keyboard's focus, since without that nobody could scroll it by keys."""
    box = Element("div", {"class": "table", "tabindex": "0"})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box


def _quotation_to_figure(quotation: Element) -> Element | None:
    """Return a figure for a quotation whose last of several paragraphs says whose it is, else None."""
    last = quotation[-1] if len(quotation) > 1 else None
    if last is None or last.tag != "p" or not (last.text or "").startswith(("- ", _ESCAPED_HYPHEN)):
        return None
    figure = Element("figure")
    figure.text = figure.tail = "\n"
    quotation.remove(last)
    quotation.tail = "\n"
    figure.append(quotation)
    caption = SubElement(figure, "figcaption")
    caption.text, caption.tail = last.text, "\n"
    caption.extend(list(last))
    return figure


class ArticleMarkdown(Extension):
    """The Python-Markdown extension that pelicanconf.py names."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        TableExtension(use_align_attribute=True).extendMarkdown(md)
        # without a colon, with which an address would have a scheme; the title of the way back needs no language
        FootnoteExtension(SEPARATOR="-", BACKLINK_TITLE="{}").extendMarkdown(md)
        md.preprocessors.register(_Cleaner(md), "controls", 29)
        md.treeprocessors.register(_BodyProcessor(md), "article_body", 15)


def makeExtension(**kwargs: Any) -> ArticleMarkdown:  # noqa: N802 - Python-Markdown's name
    """Return the extension; Python-Markdown calls this where a setting names the module."""
    return ArticleMarkdown(**kwargs)
