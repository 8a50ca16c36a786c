"""What the lines above a story say where no label says it: a day, a length, an edition, a page."""

import re
from collections.abc import Sequence
from functools import cache

from capture_import.fields.dates import read_line
from capture_import.publishers.database_labels import list_words

_LONGEST_DATE_LINE = 100
_LATEST_DAY = 20
_LONGEST_VAGUE = 30
_VAGUE = re.compile(r"[^\W\d]{3,12}(?:[ /-][^\W\d]{2,12}){0,2},? (?:1[6-9]|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+")


def is_day(line: str) -> bool:
    """Return whether a line says a day and nothing else but a time."""
    line = line.strip()
    return len(line) <= _LONGEST_DATE_LINE and any(map(str.isdigit, line)) and read_line(line).is_date


def begins_with_day(line: str) -> bool:
    """Return whether a line begins with a day, perhaps before an edition: `August 4, 2015, Tuesday, Final Edition`."""
    line = line.strip()
    if len(line) > _LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
        return False
    dates = read_line(line).dates
    return bool(dates) and 0 <= line.find(dates[0][0].source) <= _LATEST_DAY and not dates[0][0].source.isdigit()


def find_day(lines: Sequence[str]) -> int:
    """Return which line says the day: one that says nothing else, else one that begins with it; -1 for none."""
    for asks in (is_day, begins_with_day):
        for at, line in enumerate(lines):
            if asks(line):
                return at
    return -1


def is_vague_day(line: str) -> bool:
    """Return whether a line says a month or a season with its year, and nothing else: `August 2015`, `Summer 2015`."""
    line = line.strip()
    return len(line) <= _LONGEST_VAGUE and bool(_VAGUE.fullmatch(line))


def read_day(lines: Sequence[str], at: int) -> tuple[str, int]:
    """Return the words of the day on a line, with the time where the next line has that, and the line behind them."""
    if at + 1 < len(lines) and any(map(str.isdigit, lines[at + 1])) and ":" in lines[at + 1]:
        both = f"{lines[at].strip()} {lines[at + 1].strip()}"
        if len(lines[at + 1].strip()) < len(lines[at].strip()) + 10 and is_day(both):
            return both, at + 2
    return lines[at].strip(), at + 1


def read_length(text: str) -> int:
    """Return the number of words that a text says, and nothing else; 0 for another text.

    >>> read_length("62 words"), read_length("1,062 Wörter"), read_length("62 boats")
    (62, 1062, 0)
    """
    match = _length().fullmatch(text.strip()) if len(text) < 40 else None
    return int(re.sub(r"\D", "", match[1])) if match else 0


@cache
def _length() -> re.Pattern[str]:
    return re.compile(rf"(\d[\d.,  ]{{0,12}}) {{0,3}}(?:{'|'.join(list_words('length'))})\.?", re.I)


def is_edition(text: str) -> bool:
    """Return whether a short text names an edition."""
    return len(text) < 60 and any(word.lower() in _editions() for word in _WORD.findall(text))


@cache
def _editions() -> frozenset[str]:
    return frozenset(list_words("edition"))


def split_sections(text: str) -> tuple[str, ...]:
    """Return the sections that a label names, without the page: `NEWS; Pg. 4`.

    >>> split_sections("NEWS; Pg. 4"), split_sections("Politik; S. 3"), split_sections("BUSINESS; B02; LETTERS")
    (('NEWS',), ('Politik',), ('BUSINESS', 'LETTERS'))
    """
    parts = (part.strip() for part in re.split(r"[;,]", text))
    return tuple(dict.fromkeys(part for part in parts if part and not is_page(part)))


def is_page(text: str) -> bool:
    """Return whether a text is the number of a page: `Pg. 4`, `p. A12`, `B02`, `4-5`."""
    return len(text) < 30 and bool(_page().fullmatch(text.strip()))


@cache
def _page() -> re.Pattern[str]:
    number = r"[A-Z]{0,3}[. -]?\d{1,4}(?:[ ]?[-–&][ ]?[A-Z]?\d{1,4})?[A-Za-z]?"
    return re.compile(rf"(?:(?i:{'|'.join(list_words('page'))})\.? ?(?:{number}|[A-Z]{{1,2}})|{number})\.?")
