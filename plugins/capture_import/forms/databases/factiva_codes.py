"""Factiva's codes: which lines begin with one, and where stories begin and end by them."""

import re
from collections.abc import Sequence
from functools import cache

from capture_import.publishers.database_labels import list_words

# Factiva's codes, by where they stand: above the text, of the text, below it.
HEAD_CODES = frozenset("SE HD BY CR WC PD ET SN SC ED PG VOL LA CY CLM DLN".split())
TEXT_CODES = frozenset("LP TD CX".split())
TAIL_CODES = frozenset("ART CT RF CO IN NS RE IPC IPD PUB AN".split())
_CODES = HEAD_CODES | TEXT_CODES | TAIL_CODES
_CODE = re.compile(r"\s{0,4}([A-Z]{2,3})(?P<gap>[ \t\u00a0]*)(?P<value>\S.*)?")
_LONGEST_HEAD = 14
_FEWEST_CODES = 3
NUMBER_CODE = "AN"
# Codes that are words, too: behind them stands another code, a colon, and what it means.
_WORDS = frozenset("CO IN NS RE ART".split())


def read_code(line: str, *, is_narrow: bool = False) -> tuple[str, str] | None:
    """Return the code that a line begins with, alone or before a gap, and what stands behind it.

    `is_narrow` where the file has a single space for a gap.

    >>> read_code("HD"), read_code("BY  Ann Lee"), read_code("IN the end"), read_code("BY Ann Lee", is_narrow=True)
    (('HD', ''), ('BY', 'Ann Lee'), None, ('BY', 'Ann Lee'))
    """
    match = _CODE.fullmatch(line.rstrip())
    if match is None or match[1] not in _CODES:
        return None
    value = match["value"] or ""
    if value and match["gap"] in ("", " "):
        is_sure = match["gap"] == " " and (match[1] not in _WORDS or " : " in value)
        if not (is_narrow and is_sure):
            return None
    return match[1], value


def has_narrow_gaps(lines: Sequence[str]) -> bool:
    """Return whether the headline's code stands one space before it, and another code, too."""
    found = [code[0] for line in lines if (code := read_code(line, is_narrow=True))][:_LONGEST_HEAD]
    is_wide = any(code[0] == "HD" for line in lines if (code := read_code(line)))
    return "HD" in found and not is_wide and len(found) >= _FEWEST_CODES


def list_codes(lines: Sequence[str]) -> set[str]:
    is_narrow = has_narrow_gaps([line for line in lines if line.strip()])
    return {code[0] for line in lines if (code := read_code(line, is_narrow=is_narrow))}


def is_end_of_story(line: str) -> bool:
    """Return whether a line ends a story: its number in the database.

    >>> is_end_of_story("Document WXH0000020150804eb840001f"), is_end_of_story("Document of the year")
    (True, False)
    """
    return len(line) < 80 and bool(_number().fullmatch(line.strip()))


def read_number(line: str) -> str:
    """Return the number that a line says, `Document WXH0000020150804eb840001f`; empty for another line."""
    match = _number().fullmatch(line.strip())
    return match[1] if match else ""


@cache
def _number() -> re.Pattern[str]:
    nouns = "|".join(list_words("document", "factiva"))
    return re.compile(rf"(?i:{nouns}) ((?=(?:[A-Za-z]{{0,12}}\d){{4}})[A-Z][A-Za-z0-9]{{7,40}})")


class Edges:
    """Tells the lines where a story begins and ends: behind a number, whose code stands before or above it; else before
    the headline's code, once a text was there.
    """

    def __init__(self) -> None:
        self._is_number_next = self._has_text = self._is_narrow = False

    def is_start(self, line: str) -> bool:
        """Return whether a line begins a story."""
        narrow = read_code(line, is_narrow=True)
        if narrow and narrow[0] == "HD" and not self._has_text:
            self._is_narrow = read_code(line) is None
        code = narrow if self._is_narrow else read_code(line)
        is_start = code is not None and code[0] in ("SE", "HD") and self._has_text
        self._has_text = not is_start and (self._has_text or (code is not None and code[0] in TEXT_CODES))
        return is_start

    def is_end(self, line: str) -> bool:
        """Return whether a line that is not empty ends a story."""
        code = _CODE.fullmatch(line.strip())
        was_next, self._is_number_next = self._is_number_next, False
        if code and code[1] == NUMBER_CODE:
            self._is_number_next = not code["value"]
            is_end = bool(code["value"])
        else:
            is_end = was_next or is_end_of_story(line)
        self._has_text = self._has_text and not is_end
        return is_end
