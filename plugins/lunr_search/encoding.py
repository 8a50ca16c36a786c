"""Postings to bytes, as shards hold them. Twin of encoding.js, which decodes them.

Numbers are written as bits, some of them as Rice codes (`bit_codes`). A term's record starts at a byte and holds

    1 bit: are there postings in other fields than the body? Then 1 bit a field: has this field any postings?
    Rice(2) documents - 1
    how documents are placed: the head that `placing` describes
    if there are more documents and more fields than 1: 1 bit a field of the term: does the commonest set have it?
    Then run of documents with that set
    if the record is long, of LONG_RECORD documents or more: run of inexact documents
    for each field:    unless it is the body: Rice(3) mean step; if there are more documents than 1, 3 bits k of steps
                       if the record is long: 3 bits k of counts, run of counts 1
    for each document: where it stands (`placing`)
                       if the run of the commonest set has ended: 1 bit a field of the term: has the document the term
                       in it? Then next run
                       if the run of inexact ones has ended: the document is exact. Next run
        for each field of that set:
                       how often the term stands there: if the record is not long, Rice(0) count - 1; if it is, and the
                       run of counts 1 has ended, Rice(k) count - 2, next run
                       unless it is the body: Rice(k) the field's step - mean step
                       if the document is exact: the length - the least length of the step, in as many bits as the step
                       leaves open

A run says of how many documents something holds until it does not of one: Rice(k) documents; 4 bits k stand before the
first run.

A length is given as a step (`lengths_to_steps`): exact lengths would take half of all bits. A step gives a lower and an
upper bound of the score. Documents that can be among the best are then scored with their exact lengths, which are in
their records of results. Of the documents that weigh most for a term its postings have them, too (`impact.py`): fewer
records are then needed to find the best.

Measured on 21,304 stories (gzip, per posting): byte-aligned varints 3.3 bytes, Rice codes of gaps between numbers with
exact lengths 2.4, with steps beside numbers of a day and a hash 1.8, with lengths as part of the numbers 1.45, with
each document once for all its fields 1.35, with runs of ties 1.33. Exact lengths of one document in eight add 7 %.
Rows, and parameters and runs of counts, take a third off the classes of common words among a million stories.
"""

from typing import NamedTuple

import numpy as np

from lunr_search.bit_codes import rice_codes
from lunr_search.code_columns import (
    SMALL_FIELD,
    Codes,
    Columns,
    Groups,
    Runs,
    code_runs,
    group_rows,
    only,
    spread_codes,
)
from lunr_search.digests import FIELD_COUNT
from lunr_search.documents import FIELDS
from lunr_search.numbering import Numbering
from lunr_search.placing import LONG_RECORD, code_places, split_numbers
from lunr_search.record_packing import pack_records

BODY = FIELDS.index("body")
_MAX_NUMBER_BITS = 44
EXACT_LENGTHS = 32
"""Lengths below this are steps of their own; from here on there are eight steps to each doubling."""


def lengths_to_steps(lengths: np.ndarray) -> np.ndarray:
    """Return the step of each length: 0 … 31 → 0 … 31, 32 … 35 → 32, 36 … 39 → 33, 64 … 71 → 40.

    The inverse is `stepToLengths` in encoding.js.
    """
    lengths = lengths.astype(np.int64)
    dropped = _open_bits(lengths)
    steps = EXACT_LENGTHS + (dropped - 2) * 8 + (lengths >> dropped) - 8
    return np.where(lengths < EXACT_LENGTHS, lengths, steps)


def _open_bits(lengths: np.ndarray) -> np.ndarray:
    """Return how many bits of each length its step leaves open, from EXACT_LENGTHS on; twin: openBits."""
    bits: np.ndarray = np.maximum(np.frexp(lengths)[1] - 4, 0)
    return bits


def encode_postings(
    terms: np.ndarray,
    fields: np.ndarray,
    numbers: np.ndarray,
    counts: np.ndarray,
    lengths: np.ndarray,
    is_exact: np.ndarray,
    numbering: Numbering,
) -> tuple[bytes, np.ndarray]:
    """Return the records of terms 0 … n-1 as bytes, and the byte at which each ends.

    The arrays have one item a posting, sorted by term, field, number; there is at least one term, and each has at least
    one posting. `lengths` is the number of terms in the posting's field of its document; `is_exact` says whether the
    record gives it exactly: it is the same for all postings of a document, and ignored for a term of fewer than
    LONG_RECORD documents. A term's bytes depend on its own postings alone, whatever is encoded beside them. Each class
    of a term is encoded as a term of its own.
    """
    keys = terms.astype(np.int64) << _MAX_NUMBER_BITS | numbers.astype(np.int64)
    order = np.argsort(keys, kind="stable")  # now the postings of one document stand side by side, by field
    firsts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    fields_in_order = fields[order].astype(np.int64)
    terms_in_order = terms[order]
    documents = group_rows(terms_in_order[firsts])
    sizes = documents.sizes
    is_long = sizes >= LONG_RECORD

    places = code_places(split_numbers(numbers[order][firsts], numbering), documents, numbering)
    sets = _code_sets(np.bitwise_or.reduceat(1 << fields_in_order, firsts), documents)
    is_exact_in_order = is_exact[order]
    exact = code_runs(np.flatnonzero(is_exact_in_order[firsts] & documents.spread(is_long)), is_long, documents)
    of_fields = group_rows(terms.astype(np.int64) * FIELD_COUNT + fields)
    terms_of_fields = terms[of_fields.starts].astype(np.int64)
    times = _code_counts(counts, of_fields, is_long[terms_of_fields])
    steps = _code_steps(lengths, of_fields, fields[of_fields.starts] != BODY, (sizes > 1)[terms_of_fields])

    of_documents = *places.columns, sets.column, sets.runs.column, exact.column
    of_postings = *times.columns, *steps.columns
    return pack_records(
        (
            sets.head,
            rice_codes(sizes - 1, np.full(len(sizes), 2)),
            *places.head,
            sets.commonest,
            *sets.runs.head,
            *exact.head,
        ),
        (*steps.head, *times.head),
        (
            *(spread_codes(firsts, len(terms), column) for column in of_documents),
            *((codes[order], widths[order]) for codes, widths in of_postings),
            _code_rests(lengths[order], is_exact_in_order & is_long[terms_in_order]),
        ),
        terms_of_fields,
        terms_in_order,
    )


class _Sets(NamedTuple):
    """Codes for the sets of fields that documents have a term in: of each term its fields (`head`) and its `commonest`
    set; of each document (`column`) another set.
    """

    head: Codes
    commonest: Codes
    column: Codes
    runs: Runs


def _code_sets(sets: np.ndarray, documents: Groups) -> _Sets:
    """Return the codes of the sets of fields, each the bits of its fields."""
    own = np.bitwise_or.reduceat(sets, documents.starts)
    is_plain = own == 1 << BODY
    head = np.where(is_plain, 0, 1 | own << 1).astype(np.uint64), np.where(is_plain, 1, 1 + FIELD_COUNT)
    widths = sum((own >> field & 1 for field in range(FIELD_COUNT)), np.zeros_like(own))
    is_mixed = (documents.sizes > 1) & (widths > 1)  # else every document has the term's own set
    mixed = np.flatnonzero(documents.spread(is_mixed))
    commonest = own.copy()
    found, common = _find_commonest(documents.of_rows[mixed], sets[mixed])
    commonest[found] = common
    others = mixed[sets[mixed] != documents.spread(commonest)[mixed]]
    of_others = documents.of_rows[others]
    chosen = _choose_bits(sets[others], own[of_others]).astype(np.uint64)
    return _Sets(
        head,
        only(is_mixed, _choose_bits(commonest, own), widths),
        spread_codes(others, len(sets), (chosen, widths[of_others])),
        code_runs(others, is_mixed, documents),
    )


def _find_commonest(terms: np.ndarray, sets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return terms, each once, and the set that most of its documents have; of several the smallest number."""
    pairs, times = np.unique(terms << FIELD_COUNT | sets, return_counts=True)
    best = pairs[np.lexsort((pairs, -times, pairs >> FIELD_COUNT))]
    best = best[np.flatnonzero(np.diff(best >> FIELD_COUNT, prepend=-1))]
    return best >> FIELD_COUNT, best & (1 << FIELD_COUNT) - 1


def _choose_bits(sets: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return the bits of sets that `own` has, side by side."""
    chosen, place = np.zeros_like(sets), np.zeros_like(sets)
    for field in range(FIELD_COUNT):
        has = own >> field & 1
        chosen |= (sets >> field & has) << place
        place += has
    return chosen


def _code_counts(counts: np.ndarray, fields: Groups, is_long: np.ndarray) -> Columns:
    """Return the codes of how often terms stand in fields; `is_long` says which fields are those of long records."""
    of_long = fields.spread(is_long)
    others = np.flatnonzero(of_long & (counts > 1))
    more = np.where(of_long, np.maximum(counts, 2) - 2, counts - 1)
    bits = np.where(is_long, fields.parameters(others, more[others], SMALL_FIELD), 0)
    runs = code_runs(others, is_long, fields)
    column = only(~of_long | (counts > 1), *rice_codes(more, fields.spread(bits)))
    return Columns((only(is_long, bits, SMALL_FIELD), *runs.head), (column, runs.column))


def _code_steps(lengths: np.ndarray, fields: Groups, is_coded: np.ndarray, many: np.ndarray) -> Columns:
    """Return the codes of the lengths of those fields that `is_coded` says; `many` says which are those of records with
    several documents.
    """
    means, bits, column = fields.code_around_means(lengths_to_steps(lengths), fields.sizes > 1)
    head = only(is_coded, *rice_codes(means, np.full(len(means), 3))), only(is_coded & many, bits, SMALL_FIELD)
    return Columns(head, (only(fields.spread(is_coded), *column),))


def _code_rests(lengths: np.ndarray, is_exact: np.ndarray) -> Codes:
    """Return the codes of what exact lengths are beyond the least length of their steps."""
    open_bits = _open_bits(lengths) * (lengths >= EXACT_LENGTHS)
    return only(is_exact, lengths & (1 << open_bits) - 1, open_bits)
