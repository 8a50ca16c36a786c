"""The date that a page shows its reader: under the headline, under a name or a label that says date, in the text."""

import re
from collections.abc import Iterator
from datetime import date

from lxml.html import HtmlElement

from capture_import.extraction.date_words import read_date, search_date
from capture_import.extraction.found_dates import FoundDate, is_possible
from capture_import.extraction.furniture import split_name
from capture_import.extraction.lines import block_of, inline_words
from capture_import.extraction.page import Page, elements_after

_DATE_WORDS = frozenset(
    "date dates datum fecha data published publish publication posted postdate pubdate time timestamp dateline erstellt created entry meta postmeta info byline published updated".split()
)
_UPDATED = re.compile(
    r"updated?|modif|aktualisiert|actualizado|mis à jour|aggiornat|atualizado|bijgewerkt|обновлен|geändert|stand:", re.I
)
# A line under the headline: how many elements below it, how many words it has at most, and how long what is surely the text.
_LINE_AREA = 160
_LINE_WORDS = 14
_LONG_PARAGRAPH = 250
_NEAR = 150
_NO_LINE = ("figure", "figcaption", "blockquote", "aside", "nav")
_MAYBE_DATE = re.compile(r"(?:19|20)\d\d|\d\d\.\d\d\.\d\d")
# What a date is of, if not of the article: the page's clock, somebody's first visit, a book.
_OTHER_DATE = re.compile(
    r"aktuelle (?:uhr)?zeit|current(?:ly| time)|heute ist|today is|hora actual|registr|joined|member since|mitglied seit|dabei seit|erscheinungs|release date|copyright|©",
    re.I,
)
_LABELLED = re.compile(
    r"\b(?:erschienen|veröffentlicht|published|publié|publicado|pubblicato|posted|erstellt|gepubliceerd|опубликовано|опубліковано|datum|date|дата)(?:\s(?:am|on|le|el|il|op|at))?\s*+(?::\s*+)?(?=\S{1,12}[\s./-])",
    re.I,
)
# As letters and press releases are dated: `Hamburg, den 2. Dezember 2022`.
_PLACE_AND_DATE = re.compile(r"\b[^\W\d_a-z][\w-]+,\s+(?:den|le|il|el|lì|am|dnia|dne)\s+(?=\d)")
_LABELLED_AREA = 20_000
_TEXT_TAGS = (
    "p",
    "div",
    "span",
    "li",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "small",
    "em",
    "strong",
    "b",
    "i",
    "a",
    "font",
    "center",
    "section",
    "article",
    "header",
    "footer",
    "body",
    "br",
)


def find_header_date(page: Page, headline: HtmlElement | None) -> FoundDate | None:
    """Give the date that the page shows: in a `<time>`, behind a label, under a name that says date, in a line under the headline."""
    near = _find_time_element(page, headline, _NEAR)
    return (
        near
        or _find_labelled_date(page)
        or _find_named_date(page, headline)
        or find_line_date(page, headline)
        or _find_time_element(page, headline)
    )


def find_line_date(page: Page, headline: HtmlElement | None) -> FoundDate | None:
    """Give the date in the first line below the headline that has one and says little else (`By Ann Lee, 4 May 2021, 10:30`)."""
    for line in _list_lines(headline):
        when = search_date(line)
        if when and is_possible(when, page):
            return FoundDate(when, "header", is_update=bool(_UPDATED.search(line)))
    return None


def is_shown(day: date, headline: HtmlElement | None) -> bool:
    """Tell whether a day stands in one of the lines below the headline."""
    return any(
        FoundDate(when, "").day == day
        for line in _list_lines(headline)
        for match in _MAYBE_DATE.finditer(line)
        if (when := search_date(line[max(match.start() - 25, 0) : match.end() + 15]))
    )


def _list_lines(headline: HtmlElement | None) -> Iterator[str]:
    """Give the lines of facts with a date in them that stand between the headline and the text."""
    if headline is None:
        return
    for element in elements_after(headline, _LINE_AREA):
        own = (element.text, *(child.tail for child in element))
        if any(text and _MAYBE_DATE.search(text) for text in own) and (line := _line_of(element)):
            yield line
        if element.tag == "p" and len(" ".join(element.text_content().split())) > _LONG_PARAGRAPH:
            return


def _line_of(element: HtmlElement) -> str:
    """Give the words of the block that an element stands in; an empty string where they are a sentence rather than facts."""
    if next(element.iterancestors(*_NO_LINE), None) is not None:
        return ""
    element = block_of(element, _is_named_date)
    line = inline_words(element)
    words = len(re.findall(r"[^\W\d_]{2,}", line))
    is_sentence = words > _LINE_WORDS or (words > 4 and line.endswith((".", "!", "?")))
    return "" if element.tag in _NO_LINE or is_sentence or "://" in line or _OTHER_DATE.search(line) else line


def _is_named_date(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag == "time" or (
        len(names) > 2
        and any(
            word in _DATE_WORDS or word.startswith(("date", "datum", "time", "fecha")) for word in split_name(names)
        )
    )


def _find_time_element(page: Page, headline: HtmlElement | None, within: int | None = None) -> FoundDate | None:
    times = []
    for element in page.tree.iter("time", "abbr"):
        text = element.get("datetime") or element.get("title") or element.text_content()
        when = read_date(text or "")
        if when and is_possible(when, page):
            name = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            surrounding = (element.getparent().text_content() if element.getparent() is not None else "")[:80]
            is_update = bool(_UPDATED.search(name) or _UPDATED.search(surrounding[:40]))
            is_published = "published" in name or "entry-date" in name or element.get("pubdate") is not None
            distance = _distance(page, headline, element)
            if within is None or distance <= within:
                times.append((is_update, not is_published, distance, when))
    if not times:
        return None
    times.sort(key=lambda item: item[:3])
    return FoundDate(times[0][3], "header")


def _find_named_date(page: Page, headline: HtmlElement | None) -> FoundDate | None:
    found = []
    for element in page.tree.iter(
        "span",
        "div",
        "p",
        "li",
        "td",
        "small",
        "em",
        "strong",
        "b",
        "i",
        "a",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dd",
        "section",
        "header",
        "font",
    ):
        if not _is_named_date(element):
            continue
        text = element.text_content()
        if len(text) > 250 or _OTHER_DATE.search(text):
            continue
        when = search_date(" ".join(text.split()))
        if when and is_possible(when, page):
            found.append(
                (
                    bool(_UPDATED.search(text) and not re.search(r"publi|erstellt|veröff|posted", text, re.I)),
                    _distance(page, headline, element),
                    when,
                )
            )
    if not found:
        return None
    found.sort(key=lambda item: item[:2])
    return FoundDate(found[0][2], "header")


def _find_labelled_date(page: Page) -> FoundDate | None:
    """Give the first date behind a word that says what it is (`Published: 4 May 2021`)."""
    words = _read_words(page)[:_LABELLED_AREA]
    for match in _LABELLED.finditer(words):
        if (when := search_date(words[match.end() : match.end() + 25])) and is_possible(when, page):
            return FoundDate(when, "header")
    return None


def _read_words(page: Page) -> str:
    root = page.tree.find("body")
    return (
        " ".join(" ".join(part for part in root.itertext(*_TEXT_TAGS) if part.strip()).split())
        if root is not None
        else ""
    )


def find_text_date(page: Page, headline: HtmlElement | None, body: HtmlElement | None) -> FoundDate | None:
    """Give the first whole date in the words around the headline, in the text's beginning or end."""
    if headline is not None and headline in page.order:
        # a line of its own just above the headline
        position = page.order[headline]
        for element in reversed(page.elements[max(position - 25, 0) : position]):
            text = " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
            if 6 <= len(text) <= 40 and (when := search_date(text)) and is_possible(when, page):
                return FoundDate(when, "header")
    if headline is not None:
        words: list[str] = []
        for element in elements_after(headline, 60):
            words.extend(part for part in (element.text, element.tail) if part)
        if when := search_date(" ".join(" ".join(words).split())[:1200]):
            if is_possible(when, page):
                return FoundDate(when, "text")
    whole = _read_words(page)
    text = " ".join(body.text_content().split()) if body is not None else ""
    signed = _PLACE_AND_DATE.search(text)
    for area in (text[signed.start() :][:80] if signed else "", whole[:3000], text[-600:], whole[-3000:]):
        when = search_date(area)
        if when and is_possible(when, page):
            return FoundDate(when, "text")
    return None


def _distance(page: Page, headline: HtmlElement | None, element: HtmlElement) -> int:
    """Give how many elements stand between the headline and another, those before it counting more."""
    order = page.order
    if headline is None or headline not in order or element not in order:
        return order.get(element, 10**6)
    gap = order[element] - order[headline]
    return gap if gap >= 0 else 10 - gap
