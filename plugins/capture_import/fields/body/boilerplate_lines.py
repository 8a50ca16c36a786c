"""Lines and boxes that sites set into their articles, by their words, which stand in `data/boilerplate.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path

from capture_import.fields.body.sentences import ends_sentence

_LABEL_LENGTH = 30
_MOSTLY = 0.5
_DATA = Path(__file__).parents[1] / "data" / "boilerplate.toml"


def is_pointer(text: str) -> bool:
    """Return whether a line begins as one that points elsewhere.

    >>> is_pointer("READ MORE: Mill burns down"), is_pointer("Readers were glad.")
    (True, False)
    """
    return bool(_patterns()["pointers"].match(text) or _patterns()["media"].match(text))


def is_site_line(text: str) -> bool:
    """Return whether a line begins as one that a site sets into or under its articles."""
    return bool(_patterns()["site_lines"].match(text))


def is_site_paragraph(text: str, linked: float) -> bool:
    """Return whether a paragraph is a line of its site, by its words and by the share of them that is linked.

    >>> is_site_paragraph("Read more: Mill burns down", 0.8), is_site_paragraph("Read it to them, she said.", 0.0)
    (True, False)
    """
    if is_surely_of_site(text, linked):
        return True
    if len(text) < 160 and is_pointer(text) and (linked > 0.3 or len(text) < 25 or not ends_sentence(text)):
        return True
    if is_site_line(text) and (len(text) < 140 or (len(text) < 500 and is_offer(text))):
        return True
    return linked > 0 and len(text) < 120 and bool(_patterns()["here_at_end"].search(text))


def is_surely_of_site(text: str, linked: float = 0.0) -> bool:
    """Return whether a paragraph is a line of its site whatever stands round it, by its words and its share of links.

    A text that comes without its page has few such lines, and its author's own may begin with their words.

    >>> is_surely_of_site("Read more: Mill burns down"), is_surely_of_site("More trouble ahead")
    (True, False)
    """
    patterns = _patterns()
    if len(text) < 500 and (patterns["feed_footers"].match(text) or (is_site_line(text) and is_offer(text))):
        return True
    if len(text) < 40 and patterns["bare"].match(text):
        return True
    is_labelled = ":" in text[:_LABEL_LENGTH] or linked > _MOSTLY
    return len(text) < 160 and is_labelled and bool(patterns["pointers"].match(text)) and not ends_sentence(text)


def is_offer(text: str) -> bool:
    """Return whether a line of that kind is an offer, however long."""
    return bool(_patterns()["offers"].search(text))


def is_box_of_offers(text: str) -> bool:
    """Return whether a box's words ask for consent, an address or money."""
    return bool(_patterns()["box_offers"].search(text))


def is_end_heading(text: str) -> bool:
    """Return whether a heading opens what follows an article: `About the author`, `2 Comments`."""
    return bool(_patterns()["end_headings"].match(text))


def ends_as_teaser(text: str) -> bool:
    """Return whether a text ends as the beginning of a longer one does.

    >>> ends_as_teaser("The lamp burns [...]"), ends_as_teaser("It burns. Weiterlesen →"), ends_as_teaser("It burns.")
    (True, True, False)
    """
    return bool(_patterns()["teaser_ends"].search(text))


def is_paywall(text: str) -> bool:
    """Return whether a line says that the rest is for those who pay.

    >>> is_paywall("To continue reading, subscribe now for only 1 € a month."), is_paywall("Subscribers were glad.")
    (True, False)
    """
    return bool(_patterns()["paywalls"].search(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    joined = {name: "|".join(parts) for name, parts in words.items()}
    around = {
        "pointers": r"^\W*(?:(?:{})\b)",
        "media": r"^\W*(?:(?:{})\b)",
        "bare": r"^\W*(?:{})\W*$",
        "feed_footers": r"^\W*(?:{})",
        "site_lines": r"^\W*(?:{})",
        "end_headings": r"^\W*(?:{})\W*$",
        "box_offers": r"\b(?:{})\b",
        "teaser_ends": r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:{})\W*+)\s*+\Z",
        "here_at_end": r"\b(?:{})\W*$",
    }
    return {
        name: re.compile(around.get(name, "(?:{})").replace("{}", pattern), re.IGNORECASE)
        for name, pattern in joined.items()
    }
