"""Lines and boxes that sites set into their articles, by their words, which stand in `data/boilerplate.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path

from capture_import.fields.body.sentences import ends_sentence

_LABEL_LENGTH = 30
_LONGEST = 500  # a longer paragraph is no line of a site
_LINKED, _MOSTLY = 0.3, 0.5
_FOOTER_AREA = 700  # characters at the end of a text in which such a footer begins
_DATA = Path(__file__).parents[1] / "data" / "boilerplate.toml"


def is_pointer(text: str) -> bool:
    """Return whether a line begins as one that points elsewhere.

    >>> is_pointer("READ MORE: Mill burns down"), is_pointer("Readers were glad.")
    (True, False)
    """
    small = text.lower()
    return bool(_patterns()["pointers"].match(small) or _patterns()["media"].match(small))


def is_site_line(text: str) -> bool:
    """Return whether a line begins as one that a site sets into or under its articles."""
    return bool(_patterns()["site_lines"].match(text.lower()))


def is_site_paragraph(text: str, linked: float) -> bool:
    """Return whether a paragraph is a line of its site, by its words and by the share of them that is linked.

    >>> is_site_paragraph("Read more: Mill burns down", 0.8), is_site_paragraph("Read it to them, she said.", 0.0)
    (True, False)
    """
    if len(text) >= _LONGEST:
        return False
    if is_surely_of_site(text, linked):
        return True
    if is_site_line(text) and (len(text) < 140 or is_offer(text)):
        return True
    if len(text) < 160 and is_pointer(text) and (linked > _LINKED or len(text) < 25 or not ends_sentence(text)):
        return True
    return linked > 0 and len(text) < 120 and bool(_patterns()["here_at_end"].search(text.lower()))


def is_surely_of_site(text: str, linked: float = 0.0) -> bool:
    """Return whether a paragraph is a line of its site whatever stands round it, by its words and its share of links.

    A text that comes without its page has few such lines, and its author's own may begin with their words.

    >>> is_surely_of_site("Read more: Mill burns down"), is_surely_of_site("More trouble ahead")
    (True, False)
    """
    if len(text) >= _LONGEST:
        return False
    patterns, small = _patterns(), text.lower()
    if patterns["feed_footers"].match(small):
        return True
    if patterns["invitations"].match(small) and patterns["box_offers"].search(small):
        return True
    if linked > _LINKED and patterns["linked_footers"].match(small):
        return True
    if len(text) < 40 and patterns["bare"].match(small):
        return True
    is_labelled = ":" in text[:_LABEL_LENGTH] or linked > _MOSTLY
    return len(text) < 160 and is_labelled and bool(patterns["pointers"].match(small)) and not ends_sentence(text)


def cut_feed_footer(text: str) -> str:
    """Return a text without what WordPress puts below the entries of its feeds, which may stand in the last paragraph.

    >>> cut_feed_footer("The lamp burns. The post Lamp appeared first on Gazette."), cut_feed_footer("It burns.")
    ('The lamp burns.', 'It burns.')
    """
    return _cut(text, "footer_at_end")


def cut_html_footer(html: str) -> str:
    """Return HTML without what WordPress puts below the entries of its feeds."""
    return _patterns()["html_footers"].sub("", html)


def _cut(text: str, footers: str) -> str:
    # in small letters a text may have another length
    match = _patterns()[footers].search(text, max(0, len(text) - _FOOTER_AREA))
    return text[: match.start()].rstrip() if match else text


def is_offer(text: str) -> bool:
    """Return whether a line of that kind is an offer, however long."""
    return bool(_patterns()["offers"].search(text.lower()))


def is_box_of_offers(text: str) -> bool:
    """Return whether a box's words ask for consent, an address or money."""
    return bool(_patterns()["box_offers"].search(text.lower()))


def is_end_heading(text: str) -> bool:
    """Return whether a heading opens what follows an article: `About the author`, `2 Comments`."""
    return bool(_patterns()["end_headings"].match(text.lower()))


def ends_as_teaser(text: str) -> bool:
    """Return whether a text ends as the beginning of a longer one does, what WordPress puts below it left out.

    >>> ends_as_teaser("The lamp burns [...]"), ends_as_teaser("It burns. Weiterlesen →"), ends_as_teaser("It burns.")
    (True, True, False)
    """
    return bool(_patterns()["teaser_ends"].search(_cut(text, "any_footer_at_end").lower()))


def is_paywall(text: str) -> bool:
    """Return whether a line says that the rest is for those who pay.

    >>> is_paywall("To continue reading, subscribe now for only 1 € a month."), is_paywall("Subscribers were glad.")
    (True, False)
    """
    return bool(_patterns()["paywalls"].search(text.lower()))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of text in small letters: where they need not mind case, `re` tells at once by a branch's
    first letter that it does not fit.
    """
    words: dict[str, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    joined = {name: "|".join(parts) for name, parts in words.items()}
    joined["footer_at_end"] = joined["feed_footers"]
    joined["any_footer_at_end"] = f"{joined['feed_footers']}|{joined['linked_footers']}"
    around = {
        "pointers": r"^\W*(?:(?:{})\b)",
        "media": r"^\W*(?:(?:{})\b)",
        "bare": r"^\W*(?:{})\W*$",
        "invitations": r"^\W*(?:{})\b",
        "feed_footers": r"^\W*(?:{})",
        "linked_footers": r"^\W*(?:{})",
        "footer_at_end": r"(?i:\b(?:{}))",
        "any_footer_at_end": r"(?i:\b(?:{}))",
        "html_footers": r"(?s:(?:<p>)?(?:(?<!\s)\s++)?(?:{}).{0,300}?(?:</p>|\Z))",
        "site_lines": r"^\W*(?:{})",
        "end_headings": r"^\W*(?:{})\W*$",
        "box_offers": r"\b(?:{})\b",
        "teaser_ends": r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:{})\W*+)\s*+\Z",
        "here_at_end": r"\b(?:{})\W*$",
    }
    return {name: re.compile(around.get(name, "(?:{})").replace("{}", pattern)) for name, pattern in joined.items()}
