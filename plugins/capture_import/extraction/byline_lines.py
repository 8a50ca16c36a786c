"""Names in the lines around a headline that no element calls an author's: by labels and by the grammar of bylines."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from capture_import.extraction.furniture import NEVER_TEXT
from capture_import.extraction.lines import block_of, inline_lines, inline_parts, inline_words
from capture_import.extraction.page import Page, elements_after
from capture_import.fields.names.splitting import NAME, split_byline

_LABEL_ALONE = re.compile(
    r"\W*(?:authors?|autor(?:in|en|es)?(?:/autor)?|auteure?s?|autore|автор|text|texte?|by|von|par|por|written by|"
    r"geschrieben von|verfasst von)\W*+\Z",
    re.I,
)
_NAMES_ALONE = re.compile(rf"{NAME}(?:\s*(?:/|,|&|and|und|et|y)\s*{NAME}){{0,4}}\Z")
_BY_NAME = re.compile(
    rf"(?:^|[\s|•·,(–—-])(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|[Pp]ar|[Dd]oor|[Aa]utor(?:in)?|[Aa]uthor|[Aa]uteur|[Rr]edaktion|"
    rf"[Tt]exte?|[Ii]nterview|[Ww]ords|[Ww]ith|[Aa]f|[Aa]v|[Dd]i|Автор|Текст)(?:\s*+:)?\s++(?P<names>{NAME}(?:\s*(?:,|"
    rf"&|and|und|et|y|e|en|og|och|та|і|и)\s+{NAME}){{0,4}})"
)
# As users of blogs and forums sign, who may have one name only:
# `Posted by ann`, `von ann am 4. Mai 2021`, `4 May 2021, 10:30 by ann`.
_WORD = r"[^\W\d_][\w.'’-]{1,25}"
_BEFORE_DAY = r"(?:on|am|at|um|in|le|el|il|op|den|the)"
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lun[de]|mar[td]|mercr|mi[eé]r|jeud|juev|vendr|viern|same|s[áa]b|dim|domin)"
)
_USER = re.compile(
    rf"^\W*(?:(?:(?:a|an|ein|eine|un|une)\s)?(?:post|article|story|entry|recipe|beitrag|artikel|eintrag|rezept|billet)|"
    rf"posted|written|published|submitted|created|added|geschrieben|verfasst|gepostet|eingestellt|erstellt|publié|"
    rf"écrit|rédigé|publicado|escrito|scritto|pubblicato|geplaatst|geschreven|skrevet|skriven|opublikowane|"
    rf"napisane)\s+(?:by|von|par|por|da|di|door|av|af|"
    rf"przez)(?:\s*+:)?\s++(?P<names>{_WORD}(?:\s(?!{_BEFORE_DAY}\b){_WORD}){{0,2}})(?=\s*+(?:$|[@|,·•»–(-]|\d|"
    rf"{_BEFORE_DAY}\b))"
    rf"|^\W*(?:by|von|par|por|door|di|af|av)\s+(?!{_WEEKDAY}|(?:the|an?|de[rnm]|die|das|eine?[mnrs]?|l[aeo]s?|une?|"
    rf"el)\b)(?P<user>{_WORD}(?:\s(?!{_BEFORE_DAY}\b){_WORD}){{0,2}})\s*(?:{_BEFORE_DAY}\b|[»|•·])\s*(?=\D{{0,14}}\d)"
    rf"|\d{{4}}\D{{0,4}}(?:\s?\d\d?:\d\d)?(?: Uhr)?[\s|,·-]+(?:by|von|par|por|"
    rf"door)\s+(?P<last>{_WORD}(?:\s{_WORD}){{0,2}})$",
    re.I,
)
# A date and a name, and nothing more: `25.10.2022 - Ann Lee`, `Ann Lee | 4 May 2021`.
_DAY = re.compile(
    r"(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.?\s[^\W\d_]{3,12}\.?,?\s\d{4}|"
    r"[^\W\d_]{3,12}\.?\s\d{1,2},?\s\d{4})(?:,?\s\d\d?:\d\d(?:\sUhr)?)?"
)
_BESIDE_DAY = re.compile(
    rf"^(?:{_DAY.pattern}\s*[-–—|·•/]\s*(?P<names>{NAME})|(?P<first>{NAME})\s*[-–—|·•/]\s*{_DAY.pattern})$"
)
_NOT_THERE = ("figure", "figcaption", "blockquote", "aside", "nav")
_LINES_BEFORE = 30
_LINES_AFTER = 150
_LONG_PARAGRAPH = 150


def labelled_names(page: Page) -> list[str]:
    """Return the names that follow a label of their own (`<strong>Author</strong> Ann Lee`)."""
    for element in page.tree.iter("strong", "b", "dt", "th", "label", "span"):
        text = element.text
        if text and len(text) < 30 and len(element) == 0 and _LABEL_ALONE.match(text):
            following = element.getnext()
            after = " ".join((element.tail or "").split()) or (
                " ".join(following.text_content().split()) if following is not None else ""
            )
            if len(after) < 90 and _NAMES_ALONE.match(after.strip(" ,.")):
                return split_byline(after)
    return []


def list_names_in_lines(page: Page, headline: HtmlElement | None) -> Iterator[list[str]]:
    """Yield the names of each short line by the headline that has them as bylines do; of those below it first."""
    if headline is None:
        return
    position = page.order.get(headline, 0)
    above = page.elements[max(position - _LINES_BEFORE, 0) : position]
    blocks = [*_list_blocks(elements_after(headline, _LINES_AFTER)), *reversed(_list_blocks(above))]
    signed = _find_signature(blocks)
    for block in blocks:
        # a part of a line that is marked up by itself says it better than the line
        for line in dict.fromkeys((*inline_parts(block), *inline_lines(block), inline_words(block))):
            if 5 < len(line) < 120 and (names := line_to_names(line, is_signature=block is signed)):
                yield names
                break


def line_to_names(line: str, *, is_signature: bool = False) -> list[str]:
    """Return the names in a line that is a byline; none where it is not. Of a signature a name alone is enough.

    >>> line_to_names("von ann am 4. Mai 2021")
    ['ann']
    """
    if is_signature and _NAMES_ALONE.match(line):
        return split_byline(line.replace("/", ", "))
    for pattern in (_USER, _BESIDE_DAY):
        if match := pattern.search(line):
            return split_byline(next(filter(None, match.groups())))
    line = _DAY.sub(" | ", line)
    if (
        len(line) < 90
        and (match := _BY_NAME.search(line))
        and (match.start() < 3 or len(line) - len(match["names"]) < 45)
    ):
        return split_byline(match["names"])
    return []


def _list_blocks(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the blocks that elements are or stand in, each once, in their order."""
    blocks = dict.fromkeys(
        block_of(element) for element in elements if isinstance(element.tag, str) and element.tag not in NEVER_TEXT
    )
    return [block for block in blocks if not any(place.tag in _NOT_THERE for place in (block, *block.iterancestors()))]


def _find_signature(blocks: list[HtmlElement]) -> HtmlElement | None:
    """Return the line of names that opens the text, or the only such line in it: several are a list of something."""
    signed = [block for block in blocks if _is_signature(block)]
    text = next(
        (
            position
            for position, block in enumerate(blocks)
            if block.tag == "p" and len(inline_words(block)) > _LONG_PARAGRAPH
        ),
        len(blocks),
    )
    return signed[0] if signed and (len(signed) == 1 or blocks.index(signed[0]) < text) else None


def _is_signature(block: HtmlElement) -> bool:
    """Tell whether a paragraph is names and nothing more, set off as bold or slanted."""
    marked = next(block.iter("strong", "b", "em", "i"), None) if block.tag == "p" else None
    return marked is not None and bool(_NAMES_ALONE.match(line := inline_words(block))) and inline_words(marked) == line
