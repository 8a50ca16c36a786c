"""The codes that say where the documents of a record stand: day, step of the body's length, tie. Pure.

These are a document's number (numbering.py). The head of a record says

    if the record is long, of LONG_RECORD documents or more: 1 bit: are documents listed by rows?
    Rice(6) mean step of the bodies; by rows: Rice(3) mean row step
    if there are more documents than 1: 4 bits k of days or rows, 3 bits k of steps, 3 bits k of ties, run of ties 0
    by rows: 3 bits k of rows' sizes, 3 bits k of rises, 3 bits k of further ties

Then each document has

    Rice(k) days after the document before it (the first: the day itself in `day_bits` bits)
    Rice(k) body's step - mean step, as 0, -1, 1, -2 ... → 0, 1, 2, 3 ...
    if the run of ties 0 has ended: Rice(k) tie - 1, next run. Where it is the only document: Rice(tie_bits - 3) tie

A day has eight rows: the documents whose steps have the same low three bits. The other bits are a row step; they ascend
in a row. Where a term stands in many documents of a day, less is needed if documents are listed by rows:

    the first of a row: Rice(k) rows after the row before it - 1 (the first of all: day * 8 + row in `day_bits` + 3
    bits); Rice(k) how many other documents the row has; Rice(k) row step - mean row step, as above
    another: Rice(k) by how much the row step rises
    another of the same row step: Rice(k) tie - tie before it - 1; else, if the run of ties 0 has ended: Rice(k)
    tie - 1, next run

Measured on classes of common words among a million stories (bits of a document, one by one and by rows): two documents
a day 11.5, 8.9; 11 a day 11.0, 6.5; 38 a day 11.4, 4.5.
"""

from typing import NamedTuple

import numpy as np

from lunr_search.bit_codes import parameter_for, rice_codes
from lunr_search.code_columns import STEP_FIELD, Codes, Groups, code_runs, group_rows, no_codes, only, spread_codes
from lunr_search.numbering import LARGEST_STEP, LEAST_TIE_BITS, ROW_BITS, STEP_BITS, Numbering

LONG_RECORD = 17
"""The fewest documents of a long record. Of fewer none is exact: the records of so few are loaded anyway."""
_GAP_FIELD = 4


class Standing(NamedTuple):
    """Where documents stand.

    The three arrays have one item a document: its day, counted from the archive's first, the step of its body and its
    tie. They ascend in each record as the documents' numbers do.
    """

    days: np.ndarray
    steps: np.ndarray
    ties: np.ndarray


def split_numbers(numbers: np.ndarray, numbering: Numbering) -> Standing:
    """Return where the documents with these numbers stand."""
    numbers = numbers.astype(np.int64)
    places = numbers >> numbering.tie_bits & LARGEST_STEP
    row_step_bits = STEP_BITS - ROW_BITS
    steps = (places & (1 << row_step_bits) - 1) << ROW_BITS | places >> row_step_bits
    return Standing(numbers >> numbering.slot_bits, steps, numbers & (1 << numbering.tie_bits) - 1)


class PlaceCodes(NamedTuple):
    """Columns of codes: in `head` one for each record, in `columns` one for each document."""

    head: tuple[Codes, ...]
    columns: tuple[Codes, ...]


def code_places(standing: Standing, documents: Groups, numbering: Numbering) -> PlaceCodes:
    """Return the codes of where the documents of each record stand: by rows where that takes fewer bits."""
    codes = _code_one_by_one(standing, documents, numbering)
    is_long = documents.sizes >= LONG_RECORD
    of_long = np.flatnonzero(documents.spread(is_long))
    if not len(of_long):
        return codes
    records = group_rows(documents.of_rows[of_long])
    by_rows = _code_by_rows(Standing(*(values[of_long] for values in standing)), records, numbering)
    before = _count_bits(codes, documents)[is_long]
    is_shorter = _count_bits(by_rows, records) < before
    changed = (np.flatnonzero(is_long)[is_shorter], of_long[records.spread(is_shorter)])
    taken = (is_shorter, records.spread(is_shorter))
    for all_codes, some_codes, places, chosen in zip(codes, by_rows, changed, taken, strict=True):
        for ours, theirs in zip(all_codes, some_codes, strict=True):
            for values, others in zip(ours, theirs, strict=True):
                values[places] = others[chosen]
    return codes


def _count_bits(codes: PlaceCodes, documents: Groups) -> np.ndarray:
    """Return how many bits the codes of each record take."""
    bits = documents.sums(np.sum([widths for _, widths in codes.columns], axis=0))
    for _, widths in codes.head:
        bits = bits + widths
    return bits


def _code_one_by_one(standing: Standing, documents: Groups, numbering: Numbering) -> PlaceCodes:
    """Return the codes by days; they have none where those by rows have some more."""
    many = documents.sizes > 1
    gaps = _code_gaps(standing.days, documents, many, numbering.day_bits)
    means, step_bits, steps = documents.code_around_means(standing.steps, many)
    ties = _code_ties(standing.ties, documents, many, numbering)
    count = len(means)
    head = (
        only(documents.sizes >= LONG_RECORD, np.zeros(count), 1),
        rice_codes(means, np.full(count, 6)),
        gaps.head,
        only(many, step_bits, STEP_FIELD),
        *ties.head,
        *(no_codes(count) for _ in range(3)),
    )
    return PlaceCodes(head, (gaps.column, no_codes(len(standing.days)), steps, *ties.columns))


def _code_by_rows(standing: Standing, documents: Groups, numbering: Numbering) -> PlaceCodes:
    """Return the codes by rows, for long records."""
    rows = standing.days << ROW_BITS | standing.steps & (1 << ROW_BITS) - 1
    row_steps = standing.steps >> ROW_BITS
    is_next = np.diff(rows, prepend=-1) == 0
    is_next[documents.starts] = False
    firsts, nexts = np.flatnonzero(~is_next), np.flatnonzero(is_next)
    rises = row_steps[nexts] - row_steps[nexts - 1]

    of_firsts = group_rows(documents.of_rows[firsts])
    listed = _code_rows(rows[firsts], np.diff(np.append(firsts, len(rows))) - 1, of_firsts, numbering)
    every = np.ones(len(documents.starts), bool)
    means, step_bits, first_steps = of_firsts.code_around_means(row_steps[firsts], every)
    rise_bits = documents.parameters(nexts, rises, STEP_FIELD)
    steps = spread_codes(firsts, len(rows), first_steps)
    steps[0][nexts], steps[1][nexts] = rice_codes(rises, rise_bits[documents.of_rows[nexts]])
    ties = _code_ties_in_rows(standing.ties, nexts[rises == 0], documents, numbering)
    head = (
        only(every, every, 1),
        rice_codes(means, np.full(len(means), 3)),
        listed.head[0],
        only(every, step_bits, STEP_FIELD),
        *ties.head[:-1],
        listed.head[1],
        only(every, rise_bits, STEP_FIELD),
        ties.head[-1],
    )
    of_rows = (spread_codes(firsts, len(rows), column) for column in listed.columns)
    return PlaceCodes(head, (*of_rows, steps, *ties.columns))


def _code_rows(rows: np.ndarray, more: np.ndarray, groups: Groups, numbering: Numbering) -> PlaceCodes:
    """Return the codes of which rows have documents, and of how many more than one."""
    every = np.ones(len(groups.starts), bool)
    places = np.arange(len(rows))
    gaps = _code_gaps(rows - places + groups.spread(groups.starts), groups, every, numbering.day_bits + ROW_BITS)
    bits = groups.parameters(places, more, STEP_FIELD)
    return PlaceCodes(
        (gaps.head, only(every, bits, STEP_FIELD)),
        (gaps.column, rice_codes(more, groups.spread(bits))),
    )


def _code_ties_in_rows(ties: np.ndarray, further: np.ndarray, documents: Groups, numbering: Numbering) -> PlaceCodes:
    """Return the codes of ties; `further` documents have the row step of the document before them."""
    every = np.ones(len(documents.starts), bool)
    others = np.delete(np.arange(len(ties)), further)
    own = _code_ties(ties[others], group_rows(documents.of_rows[others]), every, numbering)
    column, runs = (spread_codes(others, len(ties), each) for each in own.columns)
    more = ties[further] - ties[further - 1] - 1
    bits = documents.parameters(further, more, STEP_FIELD)
    column[0][further], column[1][further] = rice_codes(more, bits[documents.of_rows[further]])
    return PlaceCodes((*own.head, only(every, bits, STEP_FIELD)), (column, runs))


class _Gaps(NamedTuple):
    head: Codes
    column: Codes


def _code_gaps(values: np.ndarray, documents: Groups, many: np.ndarray, width: int) -> _Gaps:
    """Return the codes of days, or of rows, for records of `many` documents or of one: the first in `width` bits."""
    gaps = np.diff(values, prepend=0)
    gaps[documents.starts] = 0
    bits = np.where(many, parameter_for(documents.sums(gaps), documents.sizes - 1, (1 << _GAP_FIELD) - 1), 0)
    codes, widths = rice_codes(gaps, documents.spread(bits))
    codes[documents.starts], widths[documents.starts] = values[documents.starts].astype(np.uint64), width
    return _Gaps(only(many, bits, _GAP_FIELD), (codes, widths))


def _code_ties(ties: np.ndarray, documents: Groups, many: np.ndarray, numbering: Numbering) -> PlaceCodes:
    """Return the codes of ties, most of which are 0, for records of `many` documents or of one."""
    of_many = documents.spread(many)
    others = np.flatnonzero(of_many & (ties > 0))
    more = np.where(of_many, np.maximum(ties - 1, 0), ties)
    bits = np.where(many, documents.parameters(others, more[others], STEP_FIELD), numbering.tie_bits - LEAST_TIE_BITS)
    codes, widths = rice_codes(more, documents.spread(bits))
    runs = code_runs(others, many, documents)
    column = only(~of_many | (ties > 0), codes, widths)
    return PlaceCodes((only(many, bits, STEP_FIELD), *runs.head), (column, runs.column))
