"""What is shown beside the postings: records of results, ledes, columns for filters, names for suggestions.

Entries in, scripts out.
"""

import base64
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence

from lunr_search.encoding import EXACT_LENGTHS
from lunr_search.postings import Entry
from lunr_search.scripts import FOLDER, data_script, key_to_name
from lunr_search.tokens import text_to_words, trim_word

LEDE_GROUP_BITS = 3
"""Ledes lie in files of eight times as many documents as records: only a page opened from disk loads them."""

_NOT_PLAIN = re.compile("[^a-z0-9]+")
FILTERS = ("section", "author", "tag", "lang")


def title_to_address(title: str, day: int) -> str:
    """Return the address that most articles have, so that their records need not hold it.

    Twin: titleToAddress in results.js.
    """
    slug = _NOT_PLAIN.sub("-", title.lower()).strip("-")
    return f"{dt.date.fromordinal(day).isoformat().replace('-', '/')}/{slug}.html"


def records_script(group: int, entries: Sequence[tuple[int, Entry]]) -> tuple[str, bytes]:
    """Return the file of a group's records: for each number its title, its first section, and its address where that
    isn't the usual.

    Between them stand field and length of each field whose length the postings tell only roughly.
    """
    rows = []
    for number, entry in entries:
        lengths = [part for field, size in enumerate(entry.lengths) if size >= EXACT_LENGTHS for part in (field, size)]
        row = [number, entry.title, entry.sections[0] if entry.sections else "", lengths]
        if entry.url != title_to_address(entry.title, entry.day):
            row.append(entry.url)
        rows.append(row)
    name = f"r/{group}"
    return f"{FOLDER}/{name}.js", data_script(name, rows)


def ledes_script(group: int, entries: Sequence[tuple[int, Entry]]) -> tuple[str, bytes]:
    """Return the file of a group's ledes."""
    name = f"l/{group}"
    return f"{FOLDER}/{name}.js", data_script(name, [[number, entry.lede] for number, entry in entries])


def _filter_values(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """Return the values of an entry under each of FILTERS."""
    authors = tuple(name for name, _ in entry.authors)
    return entry.sections, authors, tuple(name for name, _ in entry.tags), (entry.lang,)


def filter_script(year: int, entries: Sequence[tuple[int, Entry]]) -> tuple[str, bytes]:
    """Return the file of a year's columns: for each filter the values' names, and document by document (gap, how many,
    which).
    """
    rows = [_filter_values(entry) for _, entry in entries]
    columns = []
    for index in range(len(FILTERS)):
        names = sorted({value for row in rows for value in row[index]})
        place = {value: number for number, value in enumerate(names)}
        column, before = bytearray(), 0
        for (number, _), row in zip(entries, rows, strict=True):
            if row[index]:
                _add_number(column, number - before)
                before = number
                _add_number(column, len(row[index]))
                for value in row[index]:
                    _add_number(column, place[value])
        columns += [names, base64.b64encode(column).decode("ascii")]
    data = f"f/{year}"
    return f"{FOLDER}/{data}.js", data_script(data, *columns)


def _add_number(column: bytearray, number: int) -> None:
    """Append a number as 7 bits a byte, lowest first."""
    while number > 127:
        column.append(number & 127 | 128)
        number >>= 7
    column.append(number)


def name_to_keys(name: str) -> set[str]:
    """Return the files that suggest a name: the first two letters of each of its words, without accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    words = (trim_word(word)[:2] for word in text_to_words(plain))
    return {word for word in words if word}


def names_script(key: str, names: Iterable[tuple[str, str, str, int]]) -> tuple[str, bytes]:
    """Return the file of the names under one key: kind (`tag`, `author`), name, address, and roughly how many articles
    (a power of two).
    """
    rows = sorted((-count.bit_length(), kind, name, url) for kind, name, url, count in names)
    data = f"n/{key_to_name(key)}"
    return f"{FOLDER}/{data}.js", data_script(data, [[kind, name, url, -size] for size, kind, name, url in rows])


def entry_names(entry: Entry) -> list[tuple[str, str, str]]:
    """Kind, name and address of each of an entry's tags and authors."""
    return [
        (kind, name, url) for kind, pairs in (("tag", entry.tags), ("author", entry.authors)) for name, url in pairs
    ]
