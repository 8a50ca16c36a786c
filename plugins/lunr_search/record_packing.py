"""Columns of codes to records: of each its head, the heads of its fields, its postings. Pure."""

from collections.abc import Sequence

import numpy as np

from lunr_search.bit_codes import pack_bits
from lunr_search.code_columns import Codes

_MAX_JOINED = 63


def pack_records(
    heads: Sequence[Codes],
    field_heads: Sequence[Codes],
    postings: Sequence[Codes],
    records_of_fields: np.ndarray,
    records_of_postings: np.ndarray,
) -> tuple[bytes, np.ndarray]:
    """Return records 0 … n-1 as bytes, and the byte at which each ends.

    The columns of `heads` have a code for each record, those of `field_heads` and of `postings` one for each field and
    posting, whose records are given, ascending. Each record has a posting.
    """
    count = len(heads[0][0])
    joined, wide = _join(postings)
    sizes_of_postings = np.ones(len(records_of_postings), np.int64)
    sizes_of_postings[wide] = len(postings)
    fields_of_records = np.bincount(records_of_fields, minlength=count)
    head_sizes = len(heads) + len(field_heads) * fields_of_records

    # behind its postings each record has one code more: the bits that fill its last byte
    ends = np.cumsum(sizes_of_postings) + (np.cumsum(head_sizes) + np.arange(count))[records_of_postings]
    places = ends - sizes_of_postings
    total = int(ends[-1]) + 1 if len(ends) else 0
    codes = np.zeros(total, np.uint64)
    widths = np.zeros(total, np.int64)
    codes[places], widths[places] = joined
    starts = places[np.flatnonzero(np.diff(records_of_postings, prepend=-1))] - head_sizes
    nth_field = (
        np.arange(len(records_of_fields)) - (np.cumsum(fields_of_records) - fields_of_records)[records_of_fields]
    )
    field_places = starts[records_of_fields] + len(heads) + len(field_heads) * nth_field
    for first, columns, kept in (
        (places[wide], postings, wide),
        (starts, heads, slice(None)),
        (field_places, field_heads, slice(None)),
    ):
        for offset, (some_codes, some_widths) in enumerate(columns):
            codes[first + offset], widths[first + offset] = some_codes[kept], some_widths[kept]
    bits = np.add.reduceat(widths, starts)
    widths[np.append(starts[1:], total) - 1] = -bits % 8
    return pack_bits(codes, widths), np.cumsum(bits + 7 >> 3)


def _join(columns: Sequence[Codes]) -> tuple[Codes, np.ndarray]:
    """Return the codes of each row as one, and the rows where there is no room for that.

    Packing takes its time by codes, not by bits.
    """
    codes, widths = columns[0][0].copy(), columns[0][1].copy()
    for some_codes, some_widths in columns[1:]:
        # where there is no room this overflows, and the codes are written one by one
        codes |= some_codes << np.minimum(widths, 63).astype(np.uint64)
        widths += some_widths
    return (codes, widths), np.flatnonzero(widths > _MAX_JOINED)
