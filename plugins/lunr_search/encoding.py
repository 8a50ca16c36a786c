"""Postings to bytes, as shards hold them. Twin of encoding.js, which decodes them.

Bits are written lowest first. A whole number v is Rice-coded with parameter k: v >> k one-bits, a zero, the low k bits;
from ESCAPE one-bits on, no zero follows but v itself in 32 bits. A term's record starts at a byte and holds

    1 bit a field: has this field any postings?
    for each such field:  Rice(2) documents - 1; if more than 1: 5 bits k of gaps, 4 bits k of steps;
                          Rice(6) mean step of the lengths
        for each document: Rice(k) gap to the number before
                           (minus 1; the first: the number itself in `number_bits` bits)
                           Rice(0) how often - 1;  Rice(k) step - mean step, as 0, -1, 1, -2 ... → 0, 1, 2, 3 ...

A field's length is stored as a step (`lengths_to_steps`): exact lengths would take half of all bits. A step gives a
lower and an upper bound of the score. Documents that can be among the best are then scored with their exact lengths,
which their records of results have.

Measured on 21,304 stories (gzip, per posting): byte-aligned varints 3.3 bytes, these codes with exact lengths 2.4, with
steps 1.8.
"""

import numpy as np

from lunr_search.postings import FIELD_COUNT

ESCAPE = 16
_MAX_GAP_BITS = 31
_MAX_STEP_BITS = 15
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
    number_bits: int,
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
    group_fields, group_terms = fields[starts], terms[starts]
    group_index = np.repeat(np.arange(len(starts)), sizes)

    gaps = np.empty(row_count, np.int64)
    gaps[0:1] = 0
    gaps[1:] = numbers[1:] - numbers[:-1] - 1
    gaps[starts] = 0
    steps = lengths_to_steps(lengths)
    means = np.add.reduceat(steps, starts) // sizes
    apart = steps - means[group_index]
    apart = np.where(apart < 0, -2 * apart - 1, 2 * apart)
    gap_bits = parameter_for(np.add.reduceat(gaps, starts), sizes - 1, _MAX_GAP_BITS)
    step_bits = parameter_for(np.add.reduceat(apart, starts), sizes, _MAX_STEP_BITS)

    gap_codes, gap_widths = rice_codes(gaps, gap_bits[group_index])
    gap_codes[starts], gap_widths[starts] = numbers[starts].astype(np.uint64), number_bits
    count_codes, count_widths = rice_codes(counts - 1, np.zeros(row_count, np.int64))
    many = sizes > 1
    step_bits = np.where(many, step_bits, 0)
    step_codes, step_widths = rice_codes(apart, step_bits[group_index])

    columns = ((gap_codes, gap_widths), (count_codes, count_widths), (step_codes, step_widths))
    # a posting's three codes are one where that has room: packing takes its time by codes, not by bits
    joined_codes = gap_codes | count_codes << gap_widths.astype(np.uint64)
    joined_codes |= step_codes << (gap_widths + count_widths).astype(np.uint64)
    joined_widths = gap_widths + count_widths + step_widths
    wide = np.flatnonzero(joined_widths > _MAX_JOINED)
    sizes_of_rows = np.ones(row_count, np.int64)
    sizes_of_rows[wide] = len(columns)
    # a row of codes: [field mask of a new term] [4 codes of a new group] then those of every posting
    first_of_term = np.flatnonzero(np.diff(group_terms, prepend=-1))
    masks = np.bitwise_or.reduceat(1 << group_fields.astype(np.int64), first_of_term)
    size_codes, size_widths = rice_codes(sizes - 1, np.full(len(sizes), 2))
    mean_codes, mean_widths = rice_codes(means, np.full(len(sizes), 6))

    is_new_group = np.zeros(row_count, np.int64)
    is_new_group[starts] = 1
    is_new_term = np.zeros(row_count, np.int64)
    is_new_term[starts[first_of_term]] = 1
    # place of each posting's codes, with room before it for headers and, before a new term, for the filling bits
    ends = np.cumsum(sizes_of_rows)
    places = ends - sizes_of_rows + np.cumsum(is_new_group) * 4 + np.cumsum(is_new_term) * 2 - 1
    total = (int(ends[-1]) if row_count else 0) + len(starts) * 4 + len(first_of_term) * 2
    codes = np.zeros(total, np.uint64)
    widths = np.zeros(total, np.int64)
    codes[places], widths[places] = joined_codes, joined_widths
    for offset, (some_codes, some_widths) in enumerate(columns):
        codes[places[wide] + offset], widths[places[wide] + offset] = some_codes[wide], some_widths[wide]
    heads = places[starts] - 4
    codes[heads], widths[heads] = size_codes, size_widths
    codes[heads + 1], widths[heads + 1] = np.where(many, gap_bits, 0).astype(np.uint64), np.where(many, 5, 0)
    codes[heads + 2], widths[heads + 2] = step_bits.astype(np.uint64), np.where(many, 4, 0)
    codes[heads + 3], widths[heads + 3] = mean_codes, mean_widths
    term_heads = heads[first_of_term] - 1
    codes[term_heads], widths[term_heads] = masks.astype(np.uint64), FIELD_COUNT
    term_starts = term_heads
    term_ends = np.append(term_heads[1:], total)  # the place of the filling is the last of a term
    bits = np.add.reduceat(widths, term_starts)
    widths[term_ends - 1] = -bits % 8
    return pack_bits(codes, widths), np.cumsum(bits + 7 >> 3)


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
