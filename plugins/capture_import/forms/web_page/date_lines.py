"""Lines by the headline of a web page that say a date and little else."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capture_import.fields.dates import Line, read_line
from capture_import.fields.evidence import Candidate, Role
from capture_import.forms.web_page.date_elements import is_named_date, is_relative, line_to_candidates
from capture_import.forms.web_page.date_regions import OTHERS_TAGS, DateRegions
from capture_import.forms.web_page.lines import block_of, inline_words
from capture_import.forms.web_page.page import elements_after

# How many elements below the headline a line is looked for, how many words it has at most, and from how many
# characters on a paragraph is surely the text.
_LINE_AREA = 160
_LINE_WORDS = 14
_LONG_PARAGRAPH = 250
_LITTLE_ELSE = 6
_LINES_ABOVE = 25
_DIGIT = re.compile(r"\d")


def list_lines(regions: DateRegions) -> list[Line]:
    """Return the lines with a date between the headline and the text, those of sentences left out."""
    lines: list[Line] = []
    if regions.headline is None:
        return lines
    if loose := _loose_words(regions.headline):
        lines += filter(lambda line: line.is_date, [read_line(loose)])
    for element in elements_after(regions.headline, _LINE_AREA):
        own = (element.text, *(child.tail for child in element))
        if any(text and (_DIGIT.search(text) or is_relative(text)) for text in own) and (
            text := _line_of(regions, element)
        ):
            line = read_line(text)
            if line.dates or line.is_date:
                lines.append(line)
        if element.tag == "p" and len(" ".join(element.text_content().split())) > _LONG_PARAGRAPH:
            break
    return lines


def _line_of(regions: DateRegions, element: HtmlElement) -> str:
    """Return the words of the block that an element stands in; an empty string for a sentence."""
    if regions.is_elsewhere(element):
        return ""
    element = block_of(element, is_named_date)
    line = inline_words(element)
    words = len(re.findall(r"[^\W\d_]{2,}", line))
    is_sentence = words > _LINE_WORDS or (words > 4 and line.endswith((".", "!", "?")))
    return "" if element.tag in OTHERS_TAGS or is_sentence or "://" in line else line


def list_above(regions: DateRegions) -> Iterator[Candidate]:
    """Yield the dates of lines just above the headline that say nothing else, the nearest first."""
    headline, page = regions.headline, regions.page
    if headline is None or headline not in page.order:
        return
    position = page.order[headline]
    for element in reversed(page.elements[max(position - _LINES_ABOVE, 0) : position]):
        if not isinstance(element.tag, str) or element in regions.around_headline or regions.is_elsewhere(element):
            continue
        own = (element.text, *(child.tail for child in element))
        if any(text and _DIGIT.search(text) for text in own):
            line = read_line(inline_words(element))
            if line.is_date:
                yield from line_to_candidates(line, "the line above the headline")


def _loose_words(headline: HtmlElement) -> str:
    """Return the words right behind a headline, in no element of their own; an empty string if they have no digit."""
    words = headline.tail or ""
    following = headline.getnext()
    if following is not None and following.tag == "br":
        words += following.tail or ""
    return " ".join(words.split()) if _DIGIT.search(words) else ""


def is_plain(line: Line) -> bool:
    """Return whether a line says little else than its date, unlike a picture's caption or another headline."""
    return line.published is None or line.first(Role.PUBLISHED) is not None or len(line.rest.split()) <= _LITTLE_ELSE
