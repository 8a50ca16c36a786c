"""Whole numbers to bits, the lowest bit first. Twin of bit_codes.js, which reads them.

A number v is Rice-coded with parameter k: v >> k one-bits, a zero, the low k bits; from ESCAPE one-bits on, no zero
follows but v itself in 32 bits.
"""

import numpy as np

ESCAPE = 16


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


def pack_numbers(numbers: np.ndarray) -> bytes:
    r"""Return numbers as `scripts.add_number` writes them, one after another: 7 bits a byte (LEB128).

    >>> pack_numbers(np.array([5, 300]))
    b'\x05\xac\x02'
    """
    sizes = np.ones(len(numbers), np.int64)
    for shift in range(7, 63, 7):
        sizes += numbers >= 1 << shift
    starts = np.cumsum(sizes) - sizes
    packed = np.zeros(int(sizes.sum()), np.uint8)
    for place in range(int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > place)
        rest = numbers[longer] >> 7 * place
        packed[starts[longer] + place] = rest & 127 | (sizes[longer] > place + 1) * 128
    return packed.tobytes()
