"""Where terms stand in documents, to bytes: what phrases need. Twin of positions.js, which decodes them."""

import numpy as np

from lunr_search.bit_codes import parameter_for, rice_codes
from lunr_search.code_columns import fixed, group_rows
from lunr_search.record_packing import pack_records

_GAP_FIELD = 5


def encode_positions(terms: np.ndarray, counts: np.ndarray, positions: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Return the position records of terms 0 … n-1 as bytes, and the byte at which each ends.

    A record is 5 bits k, then for each posting its first position and the gaps between the others, in Rice(k). `terms`
    and `counts` have one item a posting, in the order of `encode_postings`; `positions` holds `counts[i]` ascending
    positions for posting i.
    """
    firsts = np.cumsum(counts) - counts
    gaps = np.empty(len(positions), np.int64)
    gaps[0:1] = 0
    gaps[1:] = positions[1:].astype(np.int64) - positions[:-1] - 1
    gaps[firsts] = positions[firsts]
    records = group_rows(np.repeat(terms, counts))
    bits = parameter_for(records.sums(gaps), records.sizes, (1 << _GAP_FIELD) - 1)
    codes = rice_codes(gaps, records.spread(bits))
    return pack_records((fixed(bits, _GAP_FIELD),), (), (codes,), np.zeros(0, np.int64), records.of_rows)
