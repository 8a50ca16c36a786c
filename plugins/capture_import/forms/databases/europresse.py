"""Europresse's HTML: an `<article>` for each story, whose classes say what stands where."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.streams import ByteStream
from capture_import.fields.dates import read_line
from capture_import.forms.databases.heads import is_day, split_sections
from capture_import.forms.databases.lines import read_texts
from capture_import.forms.databases.stories import CUT
from capture_import.forms.entries.entry import NewsItem, entry_to_capture
from capture_import.forms.web_page.parsing import parse_page

_TAG = re.compile(r"<(/?)article(?=[\s>])", re.I)
_LONGEST_TAG = 20
_PAPER = ("DocPublicationName",)
_HEADER = ("DocHeader",)
_TITLE = ("titreArticleVisu", "rdp__articletitle", "titreArticle")
_AUTHORS = ("docAuthors", "sm-margin-bottomNews")
_SUBTITLE = ("rdp__subtitle",)
_TEXT = ("docOcurrContainer", "DocText")
_NUMBER = ("publiC-lblNodoc",)
_JOINTS = " ,;•|–—-"


def europresse_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the stories of a file."""
    limit = budget.limits.entry_bytes
    number = 0
    for html, is_whole in _split_articles(read_texts(stream, metadata.charset), limit):
        if not html:
            item: NewsItem | str | None = f"too large: a story of more than {limit} characters (the limit entry_bytes)"
        else:
            item = read_story(html) if is_whole else stream.fault or CUT
        if item is None:
            continue
        number += 1
        where = f"{source}#{number}"
        yield entry_to_capture(where, item, metadata) if isinstance(item, NewsItem) else Unreadable(where, item)
    if not number:
        yield Unreadable(source, stream.fault or "an export of a newspaper database without a story")


def _split_articles(texts: Iterator[str], limit: int) -> Iterator[tuple[str, bool]]:
    """Yield the `<article>` elements, each with whether it ends, be it where the next begins; an empty text for one
    that is too large.
    """
    parts: list[str] = []
    size, is_open, carry = 0, False, ""
    for text in texts:
        text = carry + text
        at = done = 0
        for mark in _TAG.finditer(text):
            done = mark.end()
            if is_open:
                parts.append(text[at : mark.start()])
                yield ("".join(parts) if size + mark.start() - at <= limit else ""), True
            parts, size, is_open, at = [], 0, not mark[1], mark.start()
        # the beginning of a tag may stand at the end
        done = max(done, len(text) - _LONGEST_TAG)
        carry = text[done:]
        size += done - at
        if is_open and size <= limit:
            parts.append(text[at:done])
        else:
            parts = []
    if is_open:
        yield ("".join([*parts, carry]) if size <= limit else ""), False


def read_story(html: str) -> NewsItem | str | None:
    """Return the entry of an `<article>`, why there is none, or None for one that is no story."""
    tree = parse_page(f"<html><body>{html}</body></html>")
    if tree is None:
        return None
    texts = _find(tree, _TEXT)
    title = _line(tree, _TITLE)
    if not texts and not title:
        return None
    if not texts:
        return "no text: the export has the headline alone: export the whole story"
    header = _line(tree, _HEADER)
    dates = read_line(header).dates
    day = dates[0][0].source if dates else ""
    before, _, behind = header.partition(day) if day else (header, "", "")
    clock = behind.strip(_JOINTS).split(" ")[0]
    if ":" in clock and is_day(f"{day} {clock}"):
        day = f"{day} {clock}"
    return NewsItem(
        title=title,
        published=day or header,
        byline=_line(tree, _AUTHORS),
        sections=split_sections(before.strip(_JOINTS)),
        summary=_line(tree, _SUBTITLE),
        content_html="".join(map(_inner_html, texts)),
        publisher=_line(tree, _PAPER),
        identifier=_line(tree, _NUMBER),
    )


def _find(tree: HtmlElement, classes: Sequence[str]) -> list[HtmlElement]:
    """Return the outermost elements that have the first of these classes that any has."""
    for name in classes:
        found = [element for element in tree.iter() if name in (element.get("class") or "").split()]
        inner = {one for element in found for one in element.iterdescendants()}
        if outer := [element for element in found if element not in inner]:
            return outer
    return []


def _line(tree: HtmlElement, classes: Sequence[str]) -> str:
    """Return what the first such element shows, in one line."""
    for element in _find(tree, classes):
        if words := " ".join("".join(element.itertext()).split()):
            return words
    return ""


def _inner_html(element: HtmlElement) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
