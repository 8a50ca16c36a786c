"""Documents to digests: all that the index needs of one document, as bytes that any process may make and store.

Each is made when its article is read. `postings.py` has what becomes of many of them.
"""

import hashlib
import json
import struct
from array import array
from collections import defaultdict
from itertools import count

from lunr_search.documents import EXACT_FIELDS, FIELDS, PROSE_FIELDS, Document
from lunr_search.excerpts import make_excerpt
from lunr_search.tokens import LEFT_OUT, tokenizer_for

FIELD_COUNT = len(FIELDS)
_KINDS = tuple((name in EXACT_FIELDS, name in PROSE_FIELDS) for name in FIELDS)
MOST_NAMES = 15
"""How many of an article's names are searched and filtered: the most salient ones."""
MAX_DISTINCT = 65_535
"""How many different terms of a document are indexed: their numbers have 16 bits."""
HEAD = struct.Struct("<III")
_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def document_to_digest(document: Document, languages: tuple[str, ...]) -> bytes:
    """Return all that the index needs of a document as bytes: its entry, its distinct terms, the term of every word.

    The layout: three sizes in bytes (entry, terms, words; 32 bits each), the entry as JSON, the distinct terms
    separated by line feeds, the number of words in each field (32 bits each), and for each word the number of its term
    from 1 on (16 bits). Number 0 stands for a word that is not indexed: a stop word, or a term beyond MAX_DISTINCT.
    """
    tokenizer = tokenizer_for(languages)
    terms: list[str] = []
    sizes = array("I")
    for text, (exact, prose) in zip(document.field_texts(), _KINDS, strict=True):
        found = tokenizer.terms(text, document.lang, exact=exact, prose=prose) if text else []
        terms += found
        sizes.append(len(found))
    places: defaultdict[str, int] = defaultdict(count(1).__next__)  # a new term gets the next number
    places[LEFT_OUT] = 0
    numbers = list(map(places.__getitem__, terms))
    distinct = list(places)[1:]
    if len(distinct) > MAX_DISTINCT:
        del distinct[MAX_DISTINCT:]
        numbers = [number if number <= MAX_DISTINCT else 0 for number in numbers]
    entry = _encoder.encode(document_to_row(document)).encode("utf-8", "replace")
    listed = "\n".join(distinct).encode("utf-8", "replace")
    words = array("H", numbers).tobytes()
    return b"".join((HEAD.pack(len(entry), len(listed), len(words)), entry, listed, sizes.tobytes(), words))


def document_to_row(document: Document) -> list[object]:
    """Return the values of a document's DocumentEntry but for `lengths`, in the order of its fields."""
    return [
        *(document.url, document.title, document.date.toordinal(), document.lang, document.tags, document.authors),
        *(
            document.sections,
            make_excerpt(document.lede, document.body),
            document.names,
            *([document.picture, 1] if document.is_saved_date else [document.picture] if document.picture else []),
        ),
    ]


def checksum_digest(digest: bytes) -> int:
    """Return a checksum (BLAKE2b) of a document's digest, in 56 bits: SQLite holds integers below 2**63."""
    return int.from_bytes(hashlib.blake2b(digest, digest_size=7).digest(), "big")
