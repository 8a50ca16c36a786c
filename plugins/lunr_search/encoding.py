"""Postings to bytes, as shards hold them. Twin of encoding.js, which decodes them.

Numbers are written as bits, some of them as Rice codes (`bit_codes`). A term's record starts at a byte and holds

    1 bit: are there postings in other fields than the body? Then 1 bit a field: has this field any postings?
    Rice(2) documents - 1; Rice(6) mean step of the bodies
    if there are more documents than 1: 4 bits k of days, 3 bits k of bodies' steps, 3 bits k of ties, run of ties 0
    if there are more documents and more fields than 1: 1 bit a field of the term: does the commonest set have it?
    Then run of documents with that set
    if there are LEAST_WITH_EXACT documents or more: run of inexact ones
    for each field but the body: Rice(3) mean step of the field; if there are more documents than 1: 3 bits k of steps
    for each document: Rice(k) days after the document before it (the first: the day itself in `day_bits` bits)
                       Rice(k) body's step - mean step, as 0, -1, 1, -2 ... → 0, 1, 2, 3 ...
                       if the run of ties 0 has ended: Rice(k) tie - 1, next run. Where it is the only document:
                       Rice(tie_bits - 3) tie
                       if the run of the commonest set has ended: 1 bit a field of the term: has the document the term
                       in it? Then next run
                       if the run of inexact ones has ended: the document is exact. Next run
        for each such field: Rice(0) how often - 1; but for the body Rice(k) the field's step - mean step; of an exact
                       document the length - the least length of the step, in as many bits as the step leaves open

A run says of how many documents something holds until it does not of one: Rice(k) documents; 4 bits k stand before the
first run.

Day, the step of the body's length and tie are a document's number (numbering.py). A length is given as a step
(`lengths_to_steps`): exact lengths would take half of all bits. A step gives a lower and an upper bound of the score.
Documents that can be among the best are then scored with their exact lengths, which are in their records of results.
Of the documents that weigh most for a term its postings have them, too (`impact.py`): fewer records are then needed to
find the best.

Measured on 21,304 stories (gzip, per posting): byte-aligned varints 3.3 bytes, Rice codes of gaps between numbers with
exact lengths 2.4, with steps beside numbers of a day and a hash 1.8, with lengths as part of the numbers 1.45, with
each document once for all its fields 1.35, with runs of ties 1.33. Exact lengths of one document in eight add 7 %.
"""

from typing import NamedTuple

import numpy as np

from lunr_search.bit_codes import pack_bits, parameter_for, rice_codes
from lunr_search.digests import FIELD_COUNT
from lunr_search.documents import FIELDS
from lunr_search.numbering import LARGEST_STEP, LEAST_TIE_BITS, STEP_BITS, Numbering

_Codes = tuple[np.ndarray, np.ndarray]
"""Codes, and the width of each in bits."""
BODY = FIELDS.index("body")
_MAX_GAP_BITS = 31
_DAY_FIELD = 4
_STEP_FIELD = 3
_TIE_FIELD = 3
_RUN_FIELD = 4
_MAX_JOINED = 63
_MAX_NUMBER_BITS = 44
_HEAD = 13  # how many codes begin a term's record, before those of its fields
LEAST_WITH_EXACT = 17
"""The fewest documents of a term of which some are exact: the records of fewer are loaded anyway."""
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

    The arrays have one item a posting, sorted by term, field, number; every term has at least one posting. `lengths` is
    the number of terms in the posting's field of its document; `is_exact` says whether the record gives it exactly: it
    is the same for all postings of a document, and ignored for a term of fewer than LEAST_WITH_EXACT documents. A
    term's bytes depend on its own postings alone, whatever is encoded beside them. Each class of a term is encoded as a
    term of its own.
    """
    keys = terms.astype(np.int64) << _MAX_NUMBER_BITS | numbers.astype(np.int64)
    order = np.argsort(keys, kind="stable")  # now the postings of one document stand side by side, by field
    firsts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    fields_in_order = fields[order].astype(np.int64)
    of_documents = terms[order][firsts]
    starts = np.flatnonzero(np.diff(of_documents, prepend=-1))
    sizes = np.diff(np.append(starts, len(firsts)))
    documents = _Groups(starts, sizes, np.repeat(np.arange(len(starts)), sizes))
    many = sizes > 1

    days, bodies, ties = split_numbers(numbers[order][firsts], numbering)
    gaps = np.diff(days, prepend=0)
    gaps[starts] = 0
    day_bits = np.where(many, parameter_for(documents.sums(gaps), sizes - 1, (1 << _DAY_FIELD) - 1), 0)
    day_codes, day_widths = rice_codes(gaps, documents.spread(day_bits))
    day_codes[starts], day_widths[starts] = days[starts].astype(np.uint64), numbering.day_bits
    body_means, body_bits, body_column = documents.code_around_means(bodies, many)
    tied = _code_ties(ties, documents, numbering)
    sets = _code_sets(np.bitwise_or.reduceat(1 << fields_in_order, firsts), documents)
    steps = _code_steps(terms, fields, lengths)
    has_exact = sizes >= LEAST_WITH_EXACT
    exact = _code_runs(np.flatnonzero(is_exact[order][firsts] & documents.spread(has_exact)), has_exact, documents)

    columns = (
        _spread_codes(firsts, len(terms), (day_codes, day_widths)),
        _spread_codes(firsts, len(terms), body_column),
        _spread_codes(firsts, len(terms), tied.column),
        _spread_codes(firsts, len(terms), tied.runs.column),
        _spread_codes(firsts, len(terms), sets.column),
        _spread_codes(firsts, len(terms), sets.runs.column),
        _spread_codes(firsts, len(terms), exact.column),
        rice_codes(counts[order] - 1, np.zeros(len(terms), np.int64)),
        (steps.column[0][order], steps.column[1][order]),
        _code_rests(lengths[order], is_exact[order] & has_exact[terms[order]]),
    )
    # a posting's codes are one where that has room: packing takes its time by codes, not by bits
    joined_codes, joined_widths = columns[0][0].copy(), columns[0][1].copy()
    for some_codes, some_widths in columns[1:]:
        # where there is no room this overflows, and the codes are written one by one
        joined_codes |= some_codes << np.minimum(joined_widths, 63).astype(np.uint64)
        joined_widths += some_widths
    wide = np.flatnonzero(joined_widths > _MAX_JOINED)
    sizes_of_rows = np.ones(len(terms), np.int64)
    sizes_of_rows[wide] = len(columns)

    # a record: the codes of its head, two codes for each field but the body, those of every posting, the filling bits
    head_sizes = _HEAD + 2 * np.bincount(steps.terms, minlength=len(starts))
    head_ends = np.cumsum(head_sizes) + np.arange(len(starts))
    row_ends = np.cumsum(sizes_of_rows)
    places = row_ends - sizes_of_rows + head_ends[terms[order]]
    total = int(row_ends[-1] + head_ends[-1]) + 1 if len(terms) else 0
    codes = np.zeros(total, np.uint64)
    widths = np.zeros(total, np.int64)
    codes[places], widths[places] = joined_codes, joined_widths
    for offset, (some_codes, some_widths) in enumerate(columns):
        codes[places[wide] + offset], widths[places[wide] + offset] = some_codes[wide], some_widths[wide]
    heads = places[firsts[starts]] - head_sizes
    for offset, (some_codes, some_widths) in enumerate(
        (
            sets.head,
            rice_codes(sizes - 1, np.full(len(sizes), 2)),
            rice_codes(body_means, np.full(len(sizes), 6)),
            _only(many, day_bits, _DAY_FIELD),
            _only(many, body_bits, _STEP_FIELD),
            _only(many, tied.bits, _TIE_FIELD),
            *tied.runs.head,
            sets.commonest,
            *sets.runs.head,
            *exact.head,
        )
    ):
        codes[heads + offset], widths[heads + offset] = some_codes, some_widths
    # the fields of a term have their codes one after another
    firsts_of_terms = np.searchsorted(steps.terms, np.arange(len(starts)))
    field_places = heads[steps.terms] + _HEAD + 2 * (np.arange(len(steps.terms)) - firsts_of_terms[steps.terms])
    codes[field_places], widths[field_places] = rice_codes(steps.means, np.full(len(steps.means), 3))
    codes[field_places + 1], widths[field_places + 1] = _only(many[steps.terms], steps.bits, _STEP_FIELD)
    bits = np.add.reduceat(widths, heads)
    widths[np.append(heads[1:], total) - 1] = -bits % 8
    return pack_bits(codes, widths), np.cumsum(bits + 7 >> 3)


class _Runs(NamedTuple):
    """Codes for runs: of each term those of k and of the first run (`head`), of each document the run after it."""

    head: tuple[_Codes, _Codes]
    column: _Codes


def _code_runs(others: np.ndarray, is_wanted: np.ndarray, documents: "_Groups") -> _Runs:
    """Return the codes of the runs that end at the documents `others`, for the terms that `is_wanted` says."""
    first = int(is_wanted.sum())
    terms = np.append(np.flatnonzero(is_wanted), documents.of_rows[others])
    marks = np.append(documents.starts[is_wanted], others + 1)
    ends = np.append(others, len(documents.of_rows))[np.searchsorted(others, marks)]
    runs = np.minimum(ends, (documents.starts + documents.sizes)[terms]) - marks
    count = len(documents.starts)
    bits = parameter_for(np.bincount(terms, runs, count), np.bincount(terms, minlength=count), (1 << _RUN_FIELD) - 1)
    codes, widths = rice_codes(runs, bits[terms])
    return _Runs(
        (
            _only(is_wanted, bits, _RUN_FIELD),
            _spread_codes(np.flatnonzero(is_wanted), count, (codes[:first], widths[:first])),
        ),
        _spread_codes(others, len(documents.of_rows), (codes[first:], widths[first:])),
    )


class _Ties(NamedTuple):
    """Codes for ties: of each term the Rice parameter, of each document its tie, where it is not 0."""

    bits: np.ndarray
    column: _Codes
    runs: _Runs


def _code_ties(ties: np.ndarray, documents: "_Groups", numbering: Numbering) -> _Ties:
    """Return the codes of ties, most of which are 0."""
    many = documents.sizes > 1
    of_many = documents.spread(many)
    others = np.flatnonzero(of_many & (ties > 0))
    more = np.where(of_many, np.maximum(ties - 1, 0), ties)
    times = np.bincount(documents.of_rows[others], minlength=len(many))
    bits = parameter_for(documents.sums(more), times, (1 << _TIE_FIELD) - 1)
    bits = np.where(many, bits, numbering.tie_bits - LEAST_TIE_BITS)
    codes, widths = rice_codes(more, documents.spread(bits))
    return _Ties(bits, _only(~of_many | (ties > 0), codes, widths), _code_runs(others, many, documents))


class _Sets(NamedTuple):
    """Codes for the sets of fields that documents have a term in: of each term its fields (`head`) and its `commonest`
    set; of each document (`column`) another set.
    """

    head: _Codes
    commonest: _Codes
    column: _Codes
    runs: _Runs


def _code_sets(sets: np.ndarray, documents: "_Groups") -> _Sets:
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
        _only(is_mixed, _choose_bits(commonest, own), widths),
        _spread_codes(others, len(sets), (chosen, widths[of_others])),
        _code_runs(others, is_mixed, documents),
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


class _Steps(NamedTuple):
    """Codes for the lengths of the fields but the body: `means` and `bits` of each of a term's fields (`terms`, in
    order), and of each posting (`column`).
    """

    terms: np.ndarray
    means: np.ndarray
    bits: np.ndarray
    column: _Codes


def _code_steps(terms: np.ndarray, fields: np.ndarray, lengths: np.ndarray) -> _Steps:
    """Return the codes of the fields' lengths, given postings sorted by term and field."""
    starts = np.flatnonzero(np.diff(terms.astype(np.int64) * FIELD_COUNT + fields, prepend=-1))
    sizes = np.diff(np.append(starts, len(terms)))
    groups = _Groups(starts, sizes, np.repeat(np.arange(len(starts)), sizes))
    means, bits, (codes, widths) = groups.code_around_means(lengths_to_steps(lengths), sizes > 1)
    is_kept = fields[starts] != BODY
    return _Steps(terms[starts][is_kept], means[is_kept], bits[is_kept], _only(groups.spread(is_kept), codes, widths))


def _code_rests(lengths: np.ndarray, is_exact: np.ndarray) -> _Codes:
    """Return the codes of what exact lengths are beyond the least length of their steps."""
    open_bits = _open_bits(lengths) * (lengths >= EXACT_LENGTHS)
    return _only(is_exact, lengths & (1 << open_bits) - 1, open_bits)


def _spread_codes(places: np.ndarray, count: int, column: _Codes) -> _Codes:
    """Return `count` codes: those given at these places, elsewhere none."""
    codes, widths = np.zeros(count, np.uint64), np.zeros(count, np.int64)
    codes[places], widths[places] = column
    return codes, widths


def split_numbers(numbers: np.ndarray, numbering: Numbering) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the day, counted from the first, the body's step and the tie that each document number stands for."""
    numbers = numbers.astype(np.int64)
    places = numbers >> numbering.tie_bits & LARGEST_STEP
    steps = (places & (1 << STEP_BITS - 3) - 1) << 3 | places >> STEP_BITS - 3
    return numbers >> numbering.slot_bits, steps, numbers & (1 << numbering.tie_bits) - 1


class _Groups(NamedTuple):
    """The groups of postings, each of one term and field: group g has the rows from `starts[g]` on, `sizes[g]` of them;
    `of_rows[i]` is the group of row i.
    """

    starts: np.ndarray
    sizes: np.ndarray
    of_rows: np.ndarray

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of the values of each group's rows."""
        sums: np.ndarray = np.add.reduceat(values, self.starts)
        return sums

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Return for each row the value of its group."""
        spread: np.ndarray = values[self.of_rows]
        return spread

    def code_around_means(
        self, values: np.ndarray, many: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, tuple[np.ndarray, np.ndarray]]:
        """Return the mean of each group's values, the Rice parameter of their differences from it (0 but for groups of
        `many` rows), and the codes and widths of these differences.
        """
        means = self.sums(values) // self.sizes
        apart = values - self.spread(means)
        apart = np.where(apart < 0, -2 * apart - 1, 2 * apart)
        bits = np.where(many, parameter_for(self.sums(apart), self.sizes, (1 << _STEP_FIELD) - 1), 0)
        return means, bits, rice_codes(apart, self.spread(bits))


def _only(is_kept: np.ndarray, codes: np.ndarray, widths: np.ndarray | int) -> tuple[np.ndarray, np.ndarray]:
    """Return codes and widths that are 0 but where they are to be kept."""
    return np.where(is_kept, codes, 0).astype(np.uint64), np.where(is_kept, widths, 0)


def encode_positions(terms: np.ndarray, counts: np.ndarray, positions: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Return the position records of terms 0 … n-1 as bytes, and the byte at which each ends.

    A record is 5 bits k, then for each posting its first position and the gaps between the others, in Rice(k). `terms`
    and `counts` have one item a posting, in the order of `encode_postings`; `positions` holds `counts[i]` ascending
    positions for posting i.
    """
    starts = np.flatnonzero(np.diff(terms, prepend=-1))
    ends = np.cumsum(counts)
    posting_starts = ends - counts
    gaps = np.empty(len(positions), np.int64)
    gaps[0:1] = 0
    gaps[1:] = positions[1:].astype(np.int64) - positions[:-1] - 1
    gaps[posting_starts] = positions[posting_starts]
    term_first = posting_starts[starts]
    sizes = np.diff(np.append(term_first, len(positions)))
    bits_of_term = parameter_for(np.add.reduceat(gaps, term_first), sizes, _MAX_GAP_BITS)
    term_index = np.repeat(np.arange(len(starts)), sizes)
    gap_codes, gap_widths = rice_codes(gaps, bits_of_term[term_index])
    places = np.arange(len(positions)) + 2 * term_index + 1
    total = len(positions) + 2 * len(starts)
    codes = np.zeros(total, np.uint64)
    widths = np.zeros(total, np.int64)
    codes[places], widths[places] = gap_codes, gap_widths
    heads = places[term_first] - 1
    codes[heads], widths[heads] = bits_of_term.astype(np.uint64), 5
    bits = np.add.reduceat(widths, heads)
    widths[np.append(heads[1:], total) - 1] = -bits % 8
    return pack_bits(codes, widths), np.cumsum(bits + 7 >> 3)
