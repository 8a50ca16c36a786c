"""The data that the search page shows: records of results, excerpts, columns of filters, names to suggest.

Turns entries into the scripts of r/, x/ and n/, and the columns of a year into those of f/ and g/. Twin of results.js
and columns.js, which read them.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from lunr_search.bit_codes import pack_numbers
from lunr_search.encoding import EXACT_LENGTHS
from lunr_search.excerpts import pack_excerpts
from lunr_search.name_table import CountedName, Name
from lunr_search.postings import DocumentEntry
from lunr_search.scripts import FOLDER, Base64, data_script, key_to_name, to_base64
from lunr_search.words import text_to_words
from lunr_search.year_columns import Column, YearColumns

_NOT_PLAIN = re.compile("[^a-z0-9]+")
# A year's filter of names has so many of them, the commonest ones.
MOST_NAMES = 3000


def title_to_address(title: str, day: int) -> str:
    """Return the URL that an article has by the default of ARTICLE_URL, from its title and its day (an ordinal).

    Records leave this URL out. Twin: titleToAddress in results.js.
    """
    slug = _NOT_PLAIN.sub("-", title.lower()).strip("-")
    return f"{dt.date.fromordinal(day).isoformat().replace('-', '/')}/{slug}.html"


def records_script(group: int, entries: Sequence[tuple[int, DocumentEntry]]) -> tuple[str, bytes]:
    """Return path and bytes of a group's records, given the numbers and entries of its documents.

    A record is [number, title, first section, lengths], and the URL where it is not `title_to_address`'s. Where
    the document has a picture, it is the sixth value, and the fifth "" for the usual URL; where its day is that on
    which the page was saved, the seventh value is 1. The lengths are pairs, field and length, of the fields whose
    length the postings give only within a range.
    """
    rows = []
    for number, entry in entries:
        lengths = [part for field, size in enumerate(entry.lengths) if size >= EXACT_LENGTHS for part in (field, size)]
        row = [number, entry.title, entry.sections[0] if entry.sections else "", lengths]
        is_usual = entry.url == title_to_address(entry.title, entry.day)
        if entry.picture or entry.is_saved_date:
            row += ["" if is_usual else entry.url, entry.picture]
        elif not is_usual:
            row.append(entry.url)
        if entry.is_saved_date:
            row.append(1)
        rows.append(row)
    name = f"r/{group}"
    return f"{FOLDER}/{name}.js", data_script(name, rows)


def excerpts_script(group: int, entries: Sequence[tuple[int, DocumentEntry]]) -> tuple[str, bytes]:
    """Return path and bytes of a group's excerpts: the documents' numbers, and the excerpts (`pack_excerpts`)."""
    name = f"x/{group}"
    packed = pack_excerpts([entry.excerpt for _, entry in entries])
    return f"{FOLDER}/{name}.js", data_script(name, [number for number, _ in entries], packed)


def filter_script(year: int, columns: YearColumns) -> tuple[str, bytes]:
    """Return path and bytes of a year's columns: the documents' numbers, and for each of
    `year_columns.FILTERS` the sorted names and the documents' values, both in Base64.

    Numbers are stored as gaps; a document's values as how many there are and the indexes of their names.
    `decodeColumn` in columns.js reads them.
    """
    data = f"f/{year}"
    packed = chain.from_iterable(map(_pack_column, columns.filters))
    return f"{FOLDER}/{data}.js", data_script(data, _pack_gaps(columns), *packed)


def names_filter_script(year: int, columns: YearColumns) -> tuple[str, bytes]:
    """Return path and bytes of the column of a year's names, as in `filter_script`: its MOST_NAMES commonest ones.

    It is many times as long as the other columns, so that it is loaded only where names are asked for.
    """
    data = f"g/{year}"
    packed = _pack_column(columns.told_names.keep_commonest(MOST_NAMES))
    return f"{FOLDER}/{data}.js", data_script(data, _pack_gaps(columns), *packed)


def _pack_gaps(columns: YearColumns) -> Base64:
    return to_base64(pack_numbers(np.diff(columns.numbers, prepend=0)))


def _pack_column(column: Column) -> list[object]:
    """Return the sorted names of a column and the documents' values."""
    return [column.names, to_base64(pack_numbers(column.interleave()))]


def name_to_keys(name: str) -> set[str]:
    """Return the keys of the files that suggest a name: the first two letters of each of its words, without accents."""
    plain = "".join(
        character for character in unicodedata.normalize("NFD", name) if not unicodedata.combining(character)
    )
    words = (word[:2] for word in text_to_words(plain))
    return {word for word in words if word}


def names_script(key: str, names: Iterable[CountedName]) -> tuple[str, bytes]:
    """Return path and bytes of the names under a key, those with the most articles first.

    A row is [kind, name, URL, size]: a name of size s has 2 ** (s - 1) to 2 ** s - 1 articles.
    """
    rows = sorted((-count.bit_length(), kind, name, url) for kind, name, url, count in names)
    data = f"n/{key_to_name(key)}"
    return f"{FOLDER}/{data}.js", data_script(data, [[kind, name, url, -size] for size, kind, name, url in rows])


def entry_names(entry: DocumentEntry) -> list[Name]:
    """Return the names of an entry's tags and authors."""
    return [
        Name(kind, name, url) for kind, pairs in (("tag", entry.tags), ("author", entry.authors)) for name, url in pairs
    ]
