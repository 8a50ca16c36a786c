"""Versions of one story: texts that are nearly the same under other addresses, found by MinHash (datasketch).

A text's words, three at a time, are its shingles. The share of shingles that two texts have in common (Jaccard) is
estimated from a signature of 32 numbers; texts that agree in one of eight bands of a signature are candidates, and the
estimate decides (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3).
"""

import importlib
import zlib
from functools import cache

NUMBERS = 32
BANDS = 8
LEAST_LIKENESS = 0.7
"""Two texts are versions of one story when they have this share of their shingles in common."""
DAYS = 7
"""... and their days lie no further apart: what comes again every month is no version."""

_FEWEST_SHINGLES = 12
_BYTES_COMPARED = 200_000
_BASE = 0x9E3779B97F4A7C15
# One shingle in four, chosen by its own hash, so that the same ones are chosen in every text.
_SAMPLE = 3
_BYTES = 4
SIGNATURE_BYTES = 4 * NUMBERS


def text_to_signature(text: str) -> bytes:
    """Give a text's signature; nothing for a text that is too short to be compared."""
    tools = _tools()
    shingles = tools.shingles(text.lower().encode("utf-8", "replace")[:_BYTES_COMPARED])
    if len(shingles) < _FEWEST_SHINGLES:
        return b""
    minhash = tools.minhash.copy()
    minhash.update_batch(shingles)
    return bytes(minhash.hashvalues.astype("<u4").tobytes())


def signature_to_bands(signature: bytes) -> list[int]:
    """Give the numbers under which a signature's like ones are found."""
    width = NUMBERS * _BYTES // BANDS
    return [
        zlib.crc32(signature[band * width : (band + 1) * width], band) * BANDS + band
        for band in range(BANDS)
        if signature
    ]


def likeness(one: bytes, other: bytes) -> float:
    """Estimate the share of shingles that two signatures' texts have in common."""
    if not one or not other:
        return 0.0
    same = sum(one[at : at + _BYTES] == other[at : at + _BYTES] for at in range(0, NUMBERS * _BYTES, _BYTES))
    return same / NUMBERS


class _Tools:
    """An empty MinHash, and the numbers by which words are hashed all at once.

    A word's hash is a polynomial in its bytes, modulo 2**64: the difference of two prefix sums, divided by the power of
    the base at the word's beginning, since an odd base has an inverse there (Karp and Rabin, 1987).
    """

    def __init__(self) -> None:
        # These take most of a second to import: only a worker with a text to compare waits for them.
        self.minhash = importlib.import_module("datasketch").MinHash(
            num_perm=NUMBERS, seed=1, scheme="affine32", hashfunc=int
        )
        self._numpy = numpy = importlib.import_module("numpy")
        self._is_word = numpy.array([byte >= 128 or chr(byte).isalnum() for byte in range(256)])
        self._powers = numpy.cumprod(numpy.full(_BYTES_COMPARED, _BASE, numpy.uint64))
        self._inverses = numpy.cumprod(numpy.full(_BYTES_COMPARED, pow(_BASE, -1, 2**64), numpy.uint64))

    def shingles(self, raw: bytes) -> list[int]:
        """Give the hashes of the chosen shingles of a text's bytes."""
        numpy = self._numpy
        letters = numpy.frombuffer(raw, numpy.uint8)
        if not len(letters):
            return []
        edges = numpy.flatnonzero(numpy.diff(self._is_word[letters], prepend=False, append=False))
        starts, ends = edges[::2], edges[1::2]
        prefix = numpy.zeros(len(letters) + 1, numpy.uint64)
        numpy.cumsum(letters * self._powers[: len(letters)], out=prefix[1:])
        words = (prefix[ends] - prefix[starts]) * self._inverses[starts]
        three = (
            words[:-2] * numpy.uint64(_BASE)
            + words[1:-1] * numpy.uint64(_BASE**2 % 2**64)
            + words[2:] * numpy.uint64(_BASE**3 % 2**64)
        )
        hashes = ((three ^ (three >> numpy.uint64(29))) >> numpy.uint64(7)).astype(numpy.uint32)
        chosen: list[int] = hashes[hashes & _SAMPLE == 0].tolist()
        return chosen


@cache
def _tools() -> _Tools:
    return _Tools()
