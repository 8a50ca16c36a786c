"""Versions of one story: texts that are nearly the same under other addresses, found by MinHash (datasketch).

A text's words, three at a time, are its shingles. The share of shingles that two texts have in common (Jaccard) is estimated
from a signature of 32 numbers; texts that agree in one of eight bands of a signature are candidates, and the estimate
decides (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3).
"""

import importlib
import re
import zlib
from functools import cache
from typing import Any

NUMBERS = 32
BANDS = 8
LEAST_LIKENESS = 0.7
"""Two texts are versions of one story when they have this share of their shingles in common."""
DAYS = 7
"""... and their days lie no further apart: what comes again every month is no version."""

_FEWEST_WORDS = 40
_FEWEST_SHINGLES = 12
_CODES_REMEMBERED = 300_000
_WORD = re.compile(r"\w+")
# One shingle in four, chosen by its own hash, so that the same ones are chosen in every text.
_SAMPLE = 3
_BYTES = 4


def text_to_signature(text: str) -> bytes:
    """Give a text's signature; nothing for a text that is too short to be compared."""
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return b""
    numpy, minhash = _tools()
    if len(_codes) > _CODES_REMEMBERED:
        _codes.clear()
    codes = numpy.fromiter(map(_codes.__getitem__, words), numpy.uint32, len(words))
    shingles = codes[:-2] * numpy.uint32(0x9E3779B1) ^ codes[1:-1] * numpy.uint32(0x85EBCA77) ^ codes[2:] * numpy.uint32(0xC2B2AE3D)
    shingles ^= shingles >> numpy.uint32(15)
    chosen = shingles[shingles & _SAMPLE == 0].tolist()
    if len(chosen) < _FEWEST_SHINGLES:
        return b""
    minhash = minhash.copy()
    minhash.update_batch(chosen)
    return bytes(minhash.hashvalues.astype("<u4").tobytes())


class _Codes(dict[str, int]):
    """Words to numbers, each word's worked out once."""

    def __missing__(self, word: str) -> int:
        code = self[word] = zlib.crc32(word.encode())
        return code


_codes = _Codes()


def signature_to_bands(signature: bytes) -> list[int]:
    """Give the numbers under which a signature's like ones are found."""
    width = NUMBERS * _BYTES // BANDS
    return [zlib.crc32(signature[band * width : (band + 1) * width], band) * BANDS + band for band in range(BANDS) if signature]


def likeness(one: bytes, other: bytes) -> float:
    """Estimate the share of shingles that two signatures' texts have in common."""
    if not one or not other:
        return 0.0
    same = sum(one[at : at + _BYTES] == other[at : at + _BYTES] for at in range(0, NUMBERS * _BYTES, _BYTES))
    return same / NUMBERS


@cache
def _tools() -> tuple[Any, Any]:
    """Give numpy and an empty MinHash. They take most of a second to import: only a worker with a text to compare waits."""
    minhash = importlib.import_module("datasketch").MinHash(num_perm=NUMBERS, seed=1, scheme="affine32", hashfunc=int)
    return importlib.import_module("numpy"), minhash
