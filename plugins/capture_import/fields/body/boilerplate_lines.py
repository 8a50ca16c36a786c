"""Lines and boxes that sites set into their articles, by their words, which stand in `data/boilerplate.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data" / "boilerplate.toml"


def is_pointer(text: str) -> bool:
    """Return whether a line begins as one that points elsewhere.

    >>> is_pointer("READ MORE: Mill burns down"), is_pointer("Readers were glad.")
    (True, False)
    """
    return bool(_patterns()["pointers"].match(text.lower()))


def is_site_line(text: str) -> bool:
    """Return whether a line begins as one that a site sets into or under its articles."""
    return bool(_patterns()["site_lines"].match(text.lower()))


def is_offer(text: str) -> bool:
    """Return whether a line of that kind is an offer, however long."""
    return bool(_patterns()["offers"].search(text.lower()))


def is_box_of_offers(text: str) -> bool:
    """Return whether a box's words ask for consent, an address or money."""
    return bool(_patterns()["box_offers"].search(text.lower()))


def is_end_heading(text: str) -> bool:
    """Return whether a heading opens what follows an article: `About the author`, `2 Comments`."""
    return bool(_patterns()["end_headings"].match(text.lower()))


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
    around = {
        "pointers": r"^\W*(?:(?:{})\b)",
        "site_lines": r"^\W*(?:{})",
        "end_headings": r"^\W*(?:{})\W*$",
        "box_offers": r"\b(?:{})\b",
    }
    return {name: re.compile(around.get(name, "(?:{})").replace("{}", pattern)) for name, pattern in joined.items()}
