"""The codes that say where the documents of a record stand: day, step of the body's length, tie. Pure.

Twin of placing.js, which decodes them. The three are a document's number (numbering.py). The head of a record says

    if the record is long, of LONG_RECORD documents or more: 1 bit: are documents listed by rows? Long records are, if
    they have ten documents or more for nine rows
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

Measured on classes of common words among a million stories (bits of a document, by days and by rows): with two
documents a day 11.7, 11.6; seven 11.5, 8.9; 30 11.0, 6.5; 76 11.4, 4.5.
"""

from typing import NamedTuple

import numpy as np

from lunr_search.bit_codes import parameter_for, rice_codes
from lunr_search.code_columns import (
    SMALL_FIELD,
    Codes,
    Columns,
    Groups,
    code_runs,
    fixed,
    group_rows,
    no_codes,
    only,
    spread_codes,
)
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


def code_places(standing: Standing, documents: Groups, numbering: Numbering) -> Columns:
    """Return the codes of where the documents of each record stand."""
    rows = np.bincount(documents.of_rows[_find_firsts(standing, documents)])
    has_rows = (documents.sizes >= LONG_RECORD) & (10 * rows <= 9 * documents.sizes)
    parts = []
    for is_own, code in ((~has_rows, _code_by_days), (has_rows, _code_by_rows)):
        records, own = np.flatnonzero(is_own), np.flatnonzero(documents.spread(is_own))
        if len(own):
            of_own = Standing(*(values[own] for values in standing))
            parts.append((records, own, code(of_own, group_rows(documents.of_rows[own]), numbering)))
    return _join(parts, len(documents.sizes), len(documents.of_rows))


def _join(parts: list[tuple[np.ndarray, np.ndarray, Columns]], records: int, documents: int) -> Columns:
    """Return the columns of all records, given parts: which records and documents each has, and the codes of these."""
    first = parts[0][2]
    if len(parts) == 1:
        return first
    head = tuple(no_codes(records) for _ in first.head)
    columns = tuple(no_codes(documents) for _ in first.columns)
    for of_records, of_documents, own in parts:
        for all_codes, some_codes, places in ((head, own.head, of_records), (columns, own.columns, of_documents)):
            for (codes, widths), (some, of_some) in zip(all_codes, some_codes, strict=True):
                codes[places], widths[places] = some, of_some
    return Columns(head, columns)


def _find_firsts(standing: Standing, documents: Groups) -> np.ndarray:
    """Return the indexes of the first documents of rows."""
    is_first = np.diff(_days_to_rows(standing), prepend=-1) != 0
    is_first[documents.starts] = True
    return np.flatnonzero(is_first)


def _days_to_rows(standing: Standing) -> np.ndarray:
    rows: np.ndarray = standing.days << ROW_BITS | standing.steps & (1 << ROW_BITS) - 1
    return rows


def _code_by_days(standing: Standing, documents: Groups, numbering: Numbering) -> Columns:
    """Return the codes by days. Columns that only rows need are empty, so that both kinds have the same columns."""
    many = documents.sizes > 1
    gap_head, gaps = _code_gaps(standing.days, documents, many, numbering.day_bits)
    means, step_bits, steps = documents.code_around_means(standing.steps, many)
    ties = _code_ties(standing.ties, documents, many, numbering)
    count = len(means)
    head = (
        only(documents.sizes >= LONG_RECORD, np.zeros(count), 1),
        rice_codes(means, np.full(count, 6)),
        gap_head,
        only(many, step_bits, SMALL_FIELD),
        *ties.head,
        *(no_codes(count) for _ in range(3)),
    )
    return Columns(head, (gaps, no_codes(len(standing.days)), steps, *ties.columns))


def _code_by_rows(standing: Standing, documents: Groups, numbering: Numbering) -> Columns:
    """Return the codes by rows, for long records."""
    firsts = _find_firsts(standing, documents)
    nexts = np.delete(np.arange(len(standing.days)), firsts)
    row_steps = standing.steps >> ROW_BITS
    rises = row_steps[nexts] - row_steps[nexts - 1]

    of_firsts = group_rows(documents.of_rows[firsts])
    sizes = np.diff(np.append(firsts, len(row_steps)))
    listed = _code_rows(_days_to_rows(standing)[firsts], sizes, of_firsts, numbering)
    means, step_bits, first_steps = of_firsts.code_around_means(row_steps[firsts], of_firsts.sizes > 0)
    rise_bits = documents.parameters(nexts, rises, SMALL_FIELD)
    steps = spread_codes(firsts, len(row_steps), first_steps)
    steps[0][nexts], steps[1][nexts] = rice_codes(rises, rise_bits[documents.of_rows[nexts]])
    ties = _code_ties_in_rows(standing.ties, nexts[rises == 0], documents, numbering)
    head = (
        fixed(np.ones_like(means), 1),
        rice_codes(means, np.full(len(means), 3)),
        listed.head[0],
        fixed(step_bits, SMALL_FIELD),
        *ties.head[:-1],
        listed.head[1],
        fixed(rise_bits, SMALL_FIELD),
        ties.head[-1],
    )
    of_rows = (spread_codes(firsts, len(row_steps), column) for column in listed.columns)
    return Columns(head, (*of_rows, steps, *ties.columns))


def _code_rows(rows: np.ndarray, sizes: np.ndarray, records: Groups, numbering: Numbering) -> Columns:
    """Return the codes of which rows have documents, and of how many documents each has."""
    places = np.arange(len(rows))
    before = places - records.spread(records.starts)  # so many rows of the record: the next one is 0 rows away
    head, gaps = _code_gaps(rows - before, records, records.sizes > 0, numbering.day_bits + ROW_BITS)
    bits = records.parameters(places, sizes - 1, SMALL_FIELD)
    return Columns((head, fixed(bits, SMALL_FIELD)), (gaps, rice_codes(sizes - 1, records.spread(bits))))


def _code_ties_in_rows(ties: np.ndarray, further: np.ndarray, documents: Groups, numbering: Numbering) -> Columns:
    """Return the codes of ties; `further` documents have the row step of the document before them."""
    others = np.delete(np.arange(len(ties)), further)
    of_others = group_rows(documents.of_rows[others])
    own = _code_ties(ties[others], of_others, of_others.sizes > 0, numbering)
    column, runs = (spread_codes(others, len(ties), each) for each in own.columns)
    more = ties[further] - ties[further - 1] - 1
    bits = documents.parameters(further, more, SMALL_FIELD)
    column[0][further], column[1][further] = rice_codes(more, bits[documents.of_rows[further]])
    return Columns((*own.head, fixed(bits, SMALL_FIELD)), (column, runs))


def _code_gaps(values: np.ndarray, records: Groups, many: np.ndarray, width: int) -> tuple[Codes, Codes]:
    """Return the codes of days, or of rows: those of the records' parameters, and those of the values, of which the
    first of a record is given in `width` bits. Records of `many` have a parameter.
    """
    gaps = np.diff(values, prepend=0)
    gaps[records.starts] = 0
    bits = np.where(many, parameter_for(records.sums(gaps), records.sizes - 1, (1 << _GAP_FIELD) - 1), 0)
    codes, widths = rice_codes(gaps, records.spread(bits))
    codes[records.starts], widths[records.starts] = values[records.starts].astype(np.uint64), width
    return only(many, bits, _GAP_FIELD), (codes, widths)


def _code_ties(ties: np.ndarray, documents: Groups, many: np.ndarray, numbering: Numbering) -> Columns:
    """Return the codes of ties, most of which are 0, for records of `many` documents or of one."""
    of_many = documents.spread(many)
    others = np.flatnonzero(of_many & (ties > 0))
    more = np.where(of_many, np.maximum(ties - 1, 0), ties)
    bits = np.where(many, documents.parameters(others, more[others], SMALL_FIELD), numbering.tie_bits - LEAST_TIE_BITS)
    codes, widths = rice_codes(more, documents.spread(bits))
    runs = code_runs(others, many, documents)
    column = only(~of_many | (ties > 0), codes, widths)
    return Columns((only(many, bits, SMALL_FIELD), *runs.head), (column, runs.column))
