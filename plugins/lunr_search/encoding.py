"""Postings to bytes, as shards hold them. Twin of encoding.js, which decodes them.

Bits are written lowest first. A whole number v is Rice-coded with parameter k: v >> k one-bits, a zero, the low k bits;
from ESCAPE one-bits on, no zero follows but v itself in 32 bits. A term's record starts at a byte and holds

    1 bit: are there postings in other fields than the body? Then 1 bit a field: has this field any postings?
    for each such field:  Rice(2) documents - 1; Rice(6) mean step of the bodies; but for the body Rice(3) mean step of
                          the field; if there are more documents than 1: 4 bits k of days, 3 bits k of bodies' steps, 3
                          bits k of ties (else it is tie_bits - 3), but for the body 3 bits k of the field's steps
        for each document: Rice(k) days after the document before it (the first: the day itself in `day_bits` bits)
                           Rice(k) body's step - mean step, as 0, -1, 1, -2 ... → 0, 1, 2, 3 ...; Rice(k) tie
                           Rice(0) how often - 1; but for the body Rice(k) the field's step - mean step

Day, the step of the body's length and tie are a document's number (numbering.py). A length is given as a step
(`lengths_to_steps`): exact lengths would take half of all bits. A step gives a lower and an upper bound of the score.
Documents that can be among the best are then scored with their exact lengths, which their records of results have.

Measured on 21,304 stories (gzip, per posting): byte-aligned varints 3.3 bytes, Rice codes of gaps between numbers with
exact lengths 2.4, with steps beside numbers of a day and a hash 1.8, with lengths as part of the numbers 1.45.
"""

from typing import NamedTuple

import numpy as np

from lunr_search.digests import FIELD_COUNT
from lunr_search.documents import FIELDS
from lunr_search.numbering import LARGEST_STEP, LEAST_TIE_BITS, STEP_BITS, Numbering

ESCAPE = 16
BODY = FIELDS.index("body")
_MAX_GAP_BITS = 31
_DAY_FIELD = 4
_STEP_FIELD = 3
_TIE_FIELD = 3
_MAX_JOINED = 63
EXACT_LENGTHS = 32
"""Lengths below this are steps of their own; from here on there are eight steps to each doubling."""


def lengths_to_steps(lengths: np.ndarray) -> np.ndarray:
    """Return the step of each length: 0 … 31 → 0 … 31, 32 … 35 → 32, 36 … 39 → 33, 64 … 71 → 40.

    The inverse is `stepToLengths` in encoding.js.
    """
    lengths = lengths.astype(np.int64)
    dropped = np.maximum(np.frexp(lengths)[1] - 4, 0)
    steps = EXACT_LENGTHS + (dropped - 2) * 8 + (lengths >> dropped) - 8
    return np.where(lengths < EXACT_LENGTHS, lengths, steps)


def rice_codes(values: np.ndarray, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the Rice codes of non-negative values, and the width of each code in bits (at most 48)."""
    values = values.astype(np.uint64)
    parameters = parameters.astype(np.uint64)
    quotients = values >> parameters
    one = np.uint64(1)
    escaped = quotients >= ESCAPE
    quotients = np.minimum(quotients, np.uint64(ESCAPE))
    ones = (one << quotients) - one
    codes = ones | ((values & ((one << parameters) - one)) << (quotients + one))
    widths = (quotients + one + parameters).astype(np.int64)
    if escaped.any():
        codes[escaped] = ones[escaped] | (values[escaped] << np.uint64(ESCAPE))
        widths[escaped] = ESCAPE + 32
    return codes, widths


def pack_bits(codes: np.ndarray, widths: np.ndarray) -> bytes:
    """Return codes of these widths in bits (at most 64 each) one after another, the lowest bit first, as bytes."""
    ends = np.cumsum(widths)
    total = int(ends[-1]) if len(ends) else 0
    kept = np.flatnonzero(widths)
    if not len(kept):
        return b""
    if len(kept) < len(widths):
        codes, widths, ends = codes[kept], widths[kept], ends[kept]
    starts = ends - widths
    words = starts >> 6
    shifts = (starts & 63).astype(np.uint64)
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    packed = np.zeros((total + 63 >> 6) + 1, np.uint64)
    packed[words[firsts]] = np.bitwise_or.reduceat(codes << shifts, firsts)
    lasts = np.append(firsts[1:], len(words)) - 1
    spilling = lasts[(shifts[lasts].astype(np.int64) + widths[lasts]) > 64]
    packed[words[spilling] + 1] |= codes[spilling] >> (np.uint64(64) - shifts[spilling])
    return packed.astype("<u8").tobytes()[: total + 7 >> 3]


def parameter_for(sums: np.ndarray, counts: np.ndarray, largest: int) -> np.ndarray:
    """Return the best Rice parameter for values of each mean: floor(log2(0.69 mean)), from 0 to `largest`."""
    means = 0.69 * sums / np.maximum(counts, 1)
    parameters: np.ndarray = np.clip(np.floor(np.log2(np.maximum(means, 1))), 0, largest).astype(np.int64)
    return parameters


def encode_postings(
    terms: np.ndarray,
    fields: np.ndarray,
    numbers: np.ndarray,
    counts: np.ndarray,
    lengths: np.ndarray,
    numbering: Numbering,
) -> tuple[bytes, np.ndarray]:
    """Return the records of terms 0 … n-1 as bytes, and the byte at which each ends.

    The arrays have one item a posting, sorted by term, field, number; every term has at least one posting. `lengths` is
    the number of terms in the posting's field of its document. A term's bytes depend on its own postings alone,
    whatever is encoded beside them.
    """
    row_count = len(terms)
    group_of = terms * FIELD_COUNT + fields
    starts = np.flatnonzero(np.diff(group_of, prepend=-1))
    sizes = np.diff(np.append(starts, row_count))
    many = sizes > 1
    is_body = fields[starts] == BODY
    rows = _Groups(starts, sizes, np.repeat(np.arange(len(starts)), sizes))

    days, bodies, ties = split_numbers(numbers, numbering)
    gaps = np.diff(days, prepend=0)
    gaps[starts] = 0
    day_bits = np.where(many, parameter_for(rows.sums(gaps), sizes - 1, (1 << _DAY_FIELD) - 1), 0)
    day_codes, day_widths = rice_codes(gaps, rows.spread(day_bits))
    day_codes[starts], day_widths[starts] = days[starts].astype(np.uint64), numbering.day_bits
    body_means, body_bits, body_column = rows.code_around_means(bodies, many)
    tie_bits = parameter_for(rows.sums(ties), sizes, (1 << _TIE_FIELD) - 1)
    tie_bits = np.where(many, tie_bits, numbering.tie_bits - LEAST_TIE_BITS)
    step_means, step_bits, (step_codes, step_widths) = rows.code_around_means(lengths_to_steps(lengths), many)
    of_body = rows.spread(is_body)
    step_codes[of_body], step_widths[of_body] = 0, 0
    columns = (
        (day_codes, day_widths),
        body_column,
        rice_codes(ties, rows.spread(tie_bits)),
        rice_codes(counts - 1, np.zeros(row_count, np.int64)),
        (step_codes, step_widths),
    )

    # a posting's codes are one where that has room: packing takes its time by codes, not by bits
    joined_codes, joined_widths = columns[0][0].copy(), columns[0][1].copy()
    for some_codes, some_widths in columns[1:]:
        # where there is no room this overflows, and the codes are written one by one
        joined_codes |= some_codes << np.minimum(joined_widths, 63).astype(np.uint64)
        joined_widths += some_widths
    wide = np.flatnonzero(joined_widths > _MAX_JOINED)
    sizes_of_rows = np.ones(row_count, np.int64)
    sizes_of_rows[wide] = len(columns)

    # a row of codes: [head of a new term] [head of a new group: 7 codes] then those of every posting
    first_of_term = np.flatnonzero(np.diff(terms[starts], prepend=-1))
    masks = np.bitwise_or.reduceat(1 << fields[starts].astype(np.int64), first_of_term)
    is_plain = masks == 1 << BODY
    heads_of_groups = (
        rice_codes(sizes - 1, np.full(len(sizes), 2)),
        rice_codes(body_means, np.full(len(sizes), 6)),
        _only(~is_body, *rice_codes(step_means, np.full(len(sizes), 3))),
        _only(many, day_bits, _DAY_FIELD),
        _only(many, body_bits, _STEP_FIELD),
        _only(many, tie_bits, _TIE_FIELD),
        _only(many & ~is_body, step_bits, _STEP_FIELD),
    )
    head = len(heads_of_groups)
    is_new_group = np.zeros(row_count, np.int64)
    is_new_group[starts] = 1
    is_new_term = np.zeros(row_count, np.int64)
    is_new_term[starts[first_of_term]] = 1
    # place of each posting's codes, with room before it for heads and, before a new term, for the filling bits
    ends = np.cumsum(sizes_of_rows)
    places = ends - sizes_of_rows + np.cumsum(is_new_group) * head + np.cumsum(is_new_term) * 2 - 1
    total = (int(ends[-1]) if row_count else 0) + len(starts) * head + len(first_of_term) * 2
    codes = np.zeros(total, np.uint64)
    widths = np.zeros(total, np.int64)
    codes[places], widths[places] = joined_codes, joined_widths
    for offset, (some_codes, some_widths) in enumerate(columns):
        codes[places[wide] + offset], widths[places[wide] + offset] = some_codes[wide], some_widths[wide]
    heads = places[starts] - head
    for offset, (some_codes, some_widths) in enumerate(heads_of_groups):
        codes[heads + offset], widths[heads + offset] = some_codes, some_widths
    term_heads = heads[first_of_term] - 1
    codes[term_heads] = np.where(is_plain, 0, 1 | masks << 1).astype(np.uint64)
    widths[term_heads] = np.where(is_plain, 1, 1 + FIELD_COUNT)
    term_ends = np.append(term_heads[1:], total)  # the place of the filling is the last of a term
    bits = np.add.reduceat(widths, term_heads)
    widths[term_ends - 1] = -bits % 8
    return pack_bits(codes, widths), np.cumsum(bits + 7 >> 3)


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
