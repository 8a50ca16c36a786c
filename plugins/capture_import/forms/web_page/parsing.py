"""A page's text to a tree, as browsers build it (WHATWG HTML, "Parsing HTML documents"), within limits.

lexbor builds the tree by that standard and writes it out; libxml2, which the extraction works with, reads what lexbor
wrote. By itself libxml2 leaves a `<main>` inside a `<button>` that a browser closes. lexbor takes a twentieth of the
import's time for a page.
"""

import re
from collections import Counter

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from selectolax.lexbor import LexborHTMLParser

from capture_import.forms.web_page.shadow_roots import show_shadow_roots

# How deep elements may be nested; those below lose their tags, not their text.
MAX_DEPTH = 200

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_UNCOUNTED = frozenset(
    (
        "html head body meta link br hr img input area base col embed source track wbr param p li dt dd option tr "
        "td th tbody thead tfoot"
    ).split()
)
# An element with so many above it: level by level, which takes no longer than the page has elements.
_ELEMENT_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")

# lxml.html's own lookup calls Python for each element, to give fields of forms classes of their own.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)

# Void elements that libxml2 does not know as such, as lexbor writes them: quotation marks around every value.
_VOID = re.compile(r'<(source|track|wbr)((?: [^\s="<>/]+(?:="[^"]*")?)*)>')
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.I)
# What an XML parser takes for an empty element, and an HTML parser for the beginning of text up to the page's end.
_EMPTY_TEXT_ELEMENT = re.compile(r"<(?:script|style|title|textarea|iframe)\b[^<>]*+(?<=/)>", re.I)
# The standard opens formatting elements that were left open again in each block: their number times that of the blocks.
# Its other rules look through all open elements. A page with fewer tags than this can't make either costly.
_FEW_TAGS = 2_000
_MOST_OPEN = 200
_TAG_NAME = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*+")
_FORMATTING = frozenset("b big code em font i s small strike strong tt u".split())
_MARKERS = frozenset("td th caption object applet marquee template".split())


def parse_page(html: str) -> HtmlElement | None:
    """Return the tree of a page; None where there is no element in it."""
    declaration = _XML_DECLARATION.match(html)
    if declaration:
        html = html[declaration.end() :]
    if "<" not in html:
        return None
    is_xml = declaration is not None and _EMPTY_TEXT_ELEMENT.search(html) is not None
    if not is_xml and not _is_costly(html):
        html = LexborHTMLParser(html.encode("utf-8", "replace")).html or ""
        if any(f"<{tag}" in html for tag in ("source", "track", "wbr")):
            html = _VOID.sub(r"<\1\2></\1>", html)
    tree = _parse(html)
    if tree is not None and _ELEMENT_TOO_DEEP(tree):
        # the parser itself gives up on what is deeper than its own limit, text and all
        tree = _parse(_drop_deep_tags(html))
        if tree is not None:
            flatten_tree(tree)
    if tree is not None:
        show_shadow_roots(tree)
    return tree


def _parse(html: str) -> HtmlElement | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        return lxml.html.document_fromstring(html.encode("utf-8", "replace").translate(None, _CONTROLS), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _is_costly(html: str) -> bool:
    """Return whether so many elements stay open that the standard's way takes quadratic time or memory."""
    if html.count("<") < _FEW_TAGS:
        return False
    tags = _TAG_NAME.findall(html)
    opened = Counter(tag.lower() for tag in tags if tag[1] != "/")
    if (
        sum(opened.values()) - sum(opened[f"<{tag}"] for tag in _UNCOUNTED) <= _FEW_TAGS
        and sum(opened[f"<{tag}"] for tag in _FORMATTING) <= _MOST_OPEN
    ):
        return False
    depth = open_formatting = 0
    # a cell or an object hides the formatting elements around it from the end tags inside
    levels: list[tuple[str, dict[str, int]]] = [("", {})]
    for tag in tags:
        slash = tag[1] == "/"
        name = tag[1 + slash :].lower()
        if name in _FORMATTING:
            level = levels[-1][1]
            if not slash:
                level[name] = level.get(name, 0) + 1
                open_formatting += 1
            elif level.get(name):
                level[name] -= 1
                open_formatting -= 1
        elif name in _MARKERS:
            if not slash:
                levels.append((name, {}))
            elif levels[-1][0] == name:
                open_formatting -= sum(levels.pop()[1].values())
        if name not in _UNCOUNTED:
            depth = max(depth - 1, 0) if slash else depth + 1
        if depth > _FEW_TAGS or open_formatting > _MOST_OPEN:
            return True
    return False


def _drop_deep_tags(html: str) -> str:
    """Drop the tags that open or close an element deeper than half the limit; not those whose end may be left out."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _UNCOUNTED:
            return match[0] if depth <= MAX_DEPTH // 2 else " "
        if match[1]:
            depth = max(depth - 1, 0)
            return match[0] if depth < MAX_DEPTH // 2 else " "
        depth += 1
        return match[0] if depth <= MAX_DEPTH // 2 else " "

    return _TAG.sub(keep, html)


def flatten_tree(tree: HtmlElement, max_depth: int = MAX_DEPTH) -> None:
    """Take the tags of elements nested deeper than that out of the tree, without recursion; their text stays."""
    depth = 0
    too_deep = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            if depth == max_depth:
                too_deep.append(element)
        else:
            depth -= 1
    for element in too_deep:
        text = "".join(element.itertext())
        for child in list(element):
            element.remove(child)
        element.text = text
