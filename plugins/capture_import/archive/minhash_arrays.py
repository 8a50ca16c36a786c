"""The MinHash signature of a text with numpy and datasketch, for large imports. Twin of `minhash`.

Loading the two takes half a second (datasketch loads scipy): `near_duplicates` imports this module only when it is
needed.
"""

import threading

import numpy as np
from datasketch import MinHash

from capture_import.archive.minhash import BASE, BYTES_COMPARED, FEWEST_SHINGLES, NUMBERS, SAMPLE


class _Tools(threading.local):
    """A MinHash object for each thread, which all texts reuse, and the arrays by which all words are hashed at once.

    The hash of a word is the difference of two prefix sums, divided by the base to the power of the word's offset: an
    odd base has an inverse modulo 2**64.
    """

    def __init__(self) -> None:
        self.minhash = MinHash(num_perm=NUMBERS, seed=1, scheme="affine32", hashfunc=int)
        self._is_word = np.array([byte >= 128 or chr(byte).isalnum() for byte in range(256)])
        self._powers = np.cumprod(np.full(BYTES_COMPARED, BASE, np.uint64))
        self._inverses = np.cumprod(np.full(BYTES_COMPARED, pow(BASE, -1, 2**64), np.uint64))

    def shingles(self, raw: bytes) -> list[int]:
        """Return the hashes of the kept shingles of a text's bytes."""
        letters = np.frombuffer(raw, np.uint8)
        if not len(letters):
            return []
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
        chosen: list[int] = hashes[hashes & SAMPLE == 0].tolist()
        return chosen


def raw_to_signature(raw: bytes) -> bytes:
    """Return the signature of a text's bytes, as `minhash.raw_to_signature` does."""
    shingles = _TOOLS.shingles(raw)
    if len(shingles) < FEWEST_SHINGLES:
        return b""
    minhash = _TOOLS.minhash
    minhash.clear()
    minhash.update_batch(shingles)
    return bytes(minhash.hashvalues.astype("<u4").tobytes())


_TOOLS = _Tools()
