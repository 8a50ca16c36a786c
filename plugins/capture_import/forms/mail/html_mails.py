"""A mail's HTML as the text that a reader sees: no hidden lines, no footer of a list, no header of a forwarded mail."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from capture_import.fields.body.noise import is_date_alone
from capture_import.fields.mails import (
    is_footer_line,
    is_forward_line,
    is_line_around,
    is_line_of_web_form,
    read_header_line,
)
from capture_import.fields.names import fold_name, read_byline
from capture_import.forms.mail.html_lines import ShownLine, TextSlot, list_lines
from capture_import.forms.mail.html_tree import open_layout
from capture_import.forms.web_page.hidden import drop, drop_hidden
from capture_import.forms.web_page.parsing import parse_page

_FOOTER_BEGINS = 0.6  # of a text's letters
_MOST_TOP_LINES, _SHORTEST_TEXT = 8, 90
_MOST_ABOVE = 0.5
_MOST_TRIED, _MOST_LINES_OF_HEADER = 20, 30
_LONGEST_LINK = 25
_LONGEST_BESIDE_LINK = 60
_MOSTLY = 0.8
_LEAST_FORWARDED = 40


class Forwarded(NamedTuple):
    """What the header of a forwarded mail says, word for word."""

    sender: str = ""
    date: str = ""
    subject: str = ""


class MailText(NamedTuple):
    """A mail's text; what stood above it; `links` are where it can be read in the web, as it says."""

    html: str
    letters: int
    forwarded: Forwarded | None = None
    byline: str = ""
    headings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    language: str = ""


def html_to_text(html: str, names: frozenset[str], *, may_be_forwarded: bool) -> MailText:
    """Return the text of a mail's HTML. `names` are folded names of the sender and the list: above the text they say
    nothing new. `may_be_forwarded` says that the subject is one of a mail that is passed on.
    """
    body = _find_body(html)
    if body is None:
        return MailText("", 0)
    language = next((element.get("lang") or "" for element in body.iterancestors("html")), "")
    drop_hidden(body)
    _drop_buttons(body)
    open_layout(body)
    links = _drop_lines_of_lists(body)
    forwarded = _cut_header(body, may_be_forwarded=may_be_forwarded)
    byline = _drop_top(body, names)
    headings = tuple(" ".join(heading.text_content().split()) for heading in body.iter("h1"))
    letters = sum(map(str.isalnum, body.text_content()))
    inner = (body.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html", with_tail=True) for child in body
    )
    return MailText(inner, letters, forwarded, byline, headings, links, language)


def level_headings(html: str, title: str) -> str:
    """Return HTML whose first headings are second ones, but for one that says the title: an entry leaves those out.

    >>> level_headings("<h1>Lamp</h1><p>It burns.</p><h1>Quay</h1>", "Lamp")
    '<h1>Lamp</h1><p>It burns.</p><h2>Quay</h2>'
    """
    if "<h1" not in html.lower():
        return html
    body = _find_body(html)
    if body is None:
        return html
    headings = list(body.iter("h1"))
    folded = fold_name(title)
    for heading in headings:
        words = fold_name(heading.text_content())
        if words != folded and not (len(headings) == 1 and words and words in folded):
            heading.tag = "h2"
    return (body.text or "") + "".join(etree.tostring(child, encoding="unicode", method="html") for child in body)


def _find_body(html: str) -> HtmlElement | None:
    tree = parse_page(f"<html><body>{html}</body></html>" if "<body" not in html.lower() else html)
    if tree is None:
        return None
    body = tree if tree.tag == "body" else tree.find("body")
    return body if body is not None else tree


def _drop_buttons(body: HtmlElement) -> None:
    """Take away tables of buttons: a word or two in each cell, all of them links, no headings among them."""
    for table in list(body.iter("table")):
        if table.getparent() is None or next(table.iterdescendants("table"), None) is not None:
            continue
        lines = [line for line in list_lines(table) if line.text]
        if (
            lines
            and all(map(_is_link_of_site, lines))
            and next(table.iter("h1", "h2", "h3", "h4", "p", "li"), None) is None
        ):
            drop(table)


def _drop_lines_of_lists(body: HtmlElement) -> tuple[str, ...]:
    """Take away what a list sets round its mails; return where a line says that the mail can be read in the web."""
    lines = list_lines(body)
    whole = sum(len(line.text) for line in lines) or 1
    seen = 0
    last = max((place for place, line in enumerate(lines) if _is_paragraph(line.text)), default=0)
    links: list[str] = []
    for place, line in enumerate(lines):
        if is_line_around(line.text):
            if is_line_of_web_form(line.text):
                links += _list_links(line)
            _empty(_without_sentences(line))
        elif is_footer_line(line.text):
            if seen >= _FOOTER_BEGINS * whole and place >= last:
                while place and _is_link_of_site(lines[place - 1]):
                    place -= 1
                for below in lines[place:]:
                    _empty(below)
                break
            _empty(line)
        seen += len(line.text)
    return tuple(dict.fromkeys(links))


def _list_links(line: ShownLine) -> list[str]:
    """Return the addresses of a line's links, then those that are written out in it."""
    outer = (link for slot in line.slots for link in (slot.element, *slot.element.iterancestors()))
    links = [href for link in outer if link.tag == "a" and (href := link.get("href"))]
    return links + re.findall(r"https?://[^\s<>\"')]+", line.text)


def _is_paragraph(text: str) -> bool:
    """Return whether a line is a paragraph of a text, and none of a footer's."""
    return len(text) > 2 * _SHORTEST_TEXT and text.count(". ") > 1 and not is_footer_line(text)


def _without_sentences(line: ShownLine) -> ShownLine:
    """Return a line, or the link in it where it says more than that."""
    of_link = [
        slot
        for slot in line.slots
        if any(outer.tag == "a" and (outer is not slot.element or not slot.is_tail) for outer in _list_outer(slot))
    ]
    shown = "".join(slot.words for slot in of_link)
    is_more = len(line.text) - len(shown) > _LONGEST_BESIDE_LINK and is_line_around(" ".join(shown.split()))
    return ShownLine(shown, of_link) if is_more else line


def _list_outer(slot: TextSlot) -> Iterator[HtmlElement]:
    yield slot.element
    yield from slot.element.iterancestors()


def _is_link_of_site(line: ShownLine) -> bool:
    """Return whether a line is nothing, or a word or two that are a link: a button, a network above a footer."""
    return len(line.text) <= _LONGEST_LINK and all(
        any(
            outer.tag == "a"
            for outer in (slot.element, *slot.element.iterancestors())
            if not slot.is_tail or outer is not slot.element
        )
        for slot in line.slots
        if any(map(str.isalnum, slot.words))
    )


def _empty(line: ShownLine) -> None:
    for slot in line.slots:
        slot.empty()


def _cut_header(body: HtmlElement, *, may_be_forwarded: bool) -> Forwarded | None:
    """Take away what stands above a mail that is passed on, its header with it; return what that says."""
    lines = list_lines(body)
    whole = sum(len(line.text) for line in lines)
    above = 0
    at = tried = 0
    while at < len(lines) and tried < _MOST_TRIED:
        line = lines[at]
        is_told = is_forward_line(line.text)
        start = at + 1 if is_told else at
        if is_told or (may_be_forwarded and read_header_line(line.text)[0] == "from"):
            tried += 1
            found, end = _read_header(lines[: start + _MOST_LINES_OF_HEADER], start)
            below = sum(len(other.text) for other in lines[end:])
            if found and below >= _LEAST_FORWARDED and above <= max(_MOST_ABOVE * whole, below):
                _unwrap_quotations(lines[end - 1].slots[-1].element, body)
                for earlier in lines[:end]:
                    _empty(earlier)
                return found
        above += len(line.text)
        at += 1
    return None


def _read_header(lines: list[ShownLine], start: int) -> tuple[Forwarded | None, int]:
    """Return what the lines of a header say, and the place below them."""
    values: dict[str, str] = {}
    at, end = start, start
    while at < len(lines):
        name, value = read_header_line(lines[at].text)
        if name:
            if not value and at + 1 < len(lines) and not read_header_line(lines[at + 1].text)[0]:
                at += 1
                value = lines[at].text
            values.setdefault(name, value)
            end = at + 1
        elif lines[at].text:
            break
        at += 1
    if "from" not in values or not {"date", "subject"} & values.keys():
        return None, start
    return Forwarded(values["from"], values.get("date", ""), values.get("subject", "")), end


def _unwrap_quotations(element: HtmlElement, body: HtmlElement) -> None:
    """Make the quotations round a forwarded mail plain boxes."""
    for outer in (element, *element.iterancestors()):
        if outer is body:
            break
        if outer.tag == "blockquote":
            outer.tag = "div"
    letters = len(body.text_content())
    for quotation in list(body.iter("blockquote")):
        if len(quotation.text_content()) > _MOSTLY * letters:
            quotation.tag = "div"


def _drop_top(body: HtmlElement, names: frozenset[str]) -> str:
    """Take away the lines above a text that say who sent it and when; return the byline's names."""
    byline = ""
    for line in [line for line in list_lines(body) if line.text][:_MOST_TOP_LINES]:
        if len(line.text) >= _SHORTEST_TEXT:
            break
        is_heading = any(
            outer.tag in ("h1", "h2", "h3") for outer in (line.slots[0].element, *line.slots[0].element.iterancestors())
        )
        if not is_heading and not byline and (found := read_byline(line.text)):
            byline = found
            _empty(line)
        elif is_date_alone(line.text) or fold_name(line.text) in names:
            _empty(line)
    return byline
