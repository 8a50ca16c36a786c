"""Documents to postings: which term stands in which field of which document, how often and where.

No files, no document numbers. The digests of many documents (`digests.py`) become one PostingsBlock, sorted by term.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from lunr_search.digests import FIELD_COUNT, HEAD

FIELD_BITS = 4
_decode = json.JSONDecoder().decode


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What the index stores of a document for results, filters and suggestions: of its body, an excerpt.

    `day` is a proleptic ordinal; `lengths` is how many terms each of FIELDS has, or empty where nobody needs it. The
    other fields are as in Document.
    """

    url: str
    title: str
    day: int
    lang: str
    tags: tuple[tuple[str, str], ...]
    authors: tuple[tuple[str, str], ...]
    sections: tuple[str, ...]
    excerpt: str
    lengths: Sequence[int] = ()
    picture: str = ""
    names: tuple[str, ...] = ()
    is_saved_date: bool = False


@dataclass(frozen=True, slots=True)
class PostingsBlock:
    """Some documents' postings, sorted by term, field, document.

    `terms` are sorted. Posting i says that term `keys[i] >> FIELD_BITS` occurs `counts[i]` times in field
    `keys[i] & 15`
    of document `documents[i]`, an index into `entries`. Its positions are the next `counts[i]` items of `positions`: a
    position counts the field's words from 0, stop words too. `lengths[d, f]` is how many terms field f of document d
    has. `entries[d]` is the JSON of its DocumentEntry.
    """

    entries: tuple[bytes, ...]
    terms: tuple[str, ...]
    keys: np.ndarray
    documents: np.ndarray
    counts: np.ndarray
    positions: np.ndarray
    lengths: np.ndarray


def row_to_entry(row: bytes, lengths: Sequence[int] = ()) -> DocumentEntry:
    """Return the DocumentEntry of a `document_to_row` in JSON, with the lengths, which are stored apart."""
    url, title, day, lang, tags, authors, sections, excerpt, names, *rest = _decode(row.decode())
    pairs = tuple(map(tuple, tags)), tuple(map(tuple, authors))
    shown = rest[0] if rest else ""
    return DocumentEntry(
        url, title, day, lang, *pairs, tuple(sections), excerpt, lengths, shown, tuple(names), len(rest) > 1
    )


def row_to_url(row: bytes) -> str:
    """Return the URL of a `document_to_row` in JSON."""
    url: str = _decode(row.decode())[0]
    return url


def sort_terms(terms: Iterable[str]) -> list[str]:
    """Return terms sorted as by JavaScript, in UTF-16 units: other than Python's order for characters over U+FFFF."""
    ordered = sorted(terms)
    is_same_order = all(map(str.isascii, ordered)) or max(map(max, ordered)) <= "\uffff"
    return ordered if is_same_order else sorted(ordered, key=lambda term: term.encode("utf-16-be", "surrogatepass"))


def digests_to_block(digests: Sequence[bytes]) -> PostingsBlock:
    """Return the postings of documents, given their digests; document d of the block is the one of `digests[d]`."""
    entries, term_numbers, term_counts, sizes, words = [], array("i"), [], [], []
    numbers: defaultdict[str, int] = defaultdict(count().__next__)  # a new term gets the next number
    for digest in digests:
        entry_size, text_size, words_size = HEAD.unpack_from(digest)
        text_start = HEAD.size + entry_size
        sizes_start = text_start + text_size
        words_start = sizes_start + 4 * FIELD_COUNT
        entries.append(digest[HEAD.size : text_start])
        terms = digest[text_start:sizes_start].decode().split("\n") if text_size else []
        term_numbers.extend(map(numbers.__getitem__, terms))
        term_counts.append(len(terms))
        sizes.append(digest[sizes_start:words_start])
        words.append(digest[words_start : words_start + words_size])
    field_sizes = np.frombuffer(b"".join(sizes), np.uint32).astype(np.int64)
    word_terms = np.frombuffer(b"".join(words), np.uint16)
    # arrays with an item for each word have 32 bits: they are most of the memory that an index needs
    term_starts = (np.cumsum(term_counts) - term_counts).astype(np.int32)
    fields = np.repeat(np.arange(len(field_sizes), dtype=np.int32), field_sizes)
    field_starts = (np.cumsum(field_sizes) - field_sizes).astype(np.int32)
    kept = np.flatnonzero(word_terms).astype(np.int32)
    fields = fields[kept]
    positions = (kept - field_starts[fields]).astype(np.uint32)
    found = np.array(term_numbers, np.int32)[
        term_starts[fields // FIELD_COUNT] + (word_terms[kept].astype(np.int32) - 1)
    ]
    del word_terms, kept  # each of them would add to the most memory that the index needs at a time
    lengths = np.bincount(fields, minlength=len(field_sizes)).astype(np.uint32).reshape(-1, FIELD_COUNT)

    terms = sort_terms(numbers)
    ranks = np.empty(len(terms), np.int32)
    ranks[[numbers[term] for term in terms]] = np.arange(len(terms))
    keys = (ranks[found] << FIELD_BITS) | (fields % FIELD_COUNT).astype(np.int32)
    documents = (fields // FIELD_COUNT).astype(np.uint32)
    del found, fields
    order = stable_order(keys)
    keys, documents, positions = keys[order], documents[order], positions[order]
    del order
    firsts = np.flatnonzero(starts_of_runs(keys, documents))
    counts = shrink(np.diff(np.append(firsts, len(keys))))
    return PostingsBlock(
        tuple(entries), tuple(terms), keys[firsts], documents[firsts], counts, shrink(positions), lengths
    )


def shrink(values: np.ndarray) -> np.ndarray:
    """Return non-negative numbers in 16 bits where all of them fit, else in 32."""
    return values.astype(np.uint16 if not len(values) or int(values.max()) < 1 << 16 else np.uint32)


def stable_order(keys: np.ndarray) -> np.ndarray:
    """Return the order that sorts non-negative integers stably: passes of NumPy's radix sort, each over 16 bits."""
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    for shift in range(16, int(keys.max(initial=0)).bit_length(), 16):
        order = order[np.argsort((keys >> shift & 0xFFFF).astype(np.uint16)[order], kind="stable")]
    return order


def starts_of_runs(*columns: np.ndarray) -> np.ndarray:
    """Return an array that is true where a row differs from the row before it in any column, and for the first row."""
    changes = np.ones(len(columns[0]), bool)
    if len(changes) > 1:
        changes[1:] = False
        for column in columns:
            changes[1:] |= column[1:] != column[:-1]
    return changes
