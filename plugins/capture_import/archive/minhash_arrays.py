"""The MinHash signature of a text with numpy, for large imports. Twin of `minhash`.

numpy takes a tenth of a second to load: `near_duplicates` imports this module only when it is needed. The library
datasketch has the same signatures, but it brings scipy, 140 MB that nothing else needs.
"""

from typing import TypeAlias

import numpy as np

from capture_import.archive.minhash import BASE, BYTES_COMPARED, FEWEST_SHINGLES, PERMUTATIONS, SAMPLE

_Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint32]]"
_FACTORS, _SUMMANDS = np.array(PERMUTATIONS, np.uint32).T[:, :, np.newaxis]


class _Tools:
    """The arrays by which all words are hashed at once.

    The hash of a word is the difference of two prefix sums, divided by the base to the power of the word's offset: an
    odd base has an inverse modulo 2**64.
    """

    def __init__(self) -> None:
        self._is_word = np.array([byte >= 128 or chr(byte).isalnum() for byte in range(256)])
        self._powers = np.cumprod(np.full(BYTES_COMPARED, BASE, np.uint64))
        self._inverses = np.cumprod(np.full(BYTES_COMPARED, pow(BASE, -1, 2**64), np.uint64))

    def shingles(self, raw: bytes) -> "_Numbers":
        """Return the hashes of the kept shingles of a text's bytes."""
        letters = np.frombuffer(raw, np.uint8)
        if not len(letters):
            return np.zeros(0, np.uint32)
        edges = np.flatnonzero(np.diff(self._is_word[letters], prepend=False, append=False))
        starts, ends = edges[::2], edges[1::2]
        prefix = np.zeros(len(letters) + 1, np.uint64)
        np.cumsum(letters * self._powers[: len(letters)], out=prefix[1:])
        words = (prefix[ends] - prefix[starts]) * self._inverses[starts]
        three = (
            words[:-2] * np.uint64(BASE)
            + words[1:-1] * np.uint64(BASE**2 % 2**64)
            + words[2:] * np.uint64(BASE**3 % 2**64)
        )
        hashes = ((three ^ (three >> np.uint64(29))) >> np.uint64(7)).astype(np.uint32)
        chosen: _Numbers = hashes[hashes & SAMPLE == 0]
        return chosen


def raw_to_signature(raw: bytes) -> bytes:
    """Return the signature of a text's bytes, as `minhash.raw_to_signature` does."""
    shingles = _TOOLS.shingles(raw)
    if len(shingles) < FEWEST_SHINGLES:
        return b""
    mixed = _mix(shingles)
    # all are 32-bit numbers, whose products overflow as intended: modulo 2**32
    least = (mixed * _FACTORS + _SUMMANDS).min(axis=1)
    return bytes(least.astype("<u4").tobytes())


def _mix(values: "_Numbers") -> "_Numbers":
    """Return 32-bit numbers mixed by MurmurHash3's finalizer `fmix32`."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


_TOOLS = _Tools()
