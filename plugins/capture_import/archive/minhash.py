"""The MinHash signature of a text in plain Python, for small imports. Twin of `minhash_arrays`.

Each three words in a row are a shingle of the text. A word's hash is a polynomial in its bytes modulo 2**64 (Karp and
Rabin, 1987), a shingle's hash one in the hashes of its words. One shingle in four is kept, chosen by its hash, so that
all texts keep the same ones. The signature is the least permuted hash for each of 32 permutations.

`minhash_arrays` does the same with numpy five times as fast, once that is loaded. The permutations are those of the
library datasketch 2.0 for the seed 1 in its scheme `affine32`; a test compares the signatures of both modules with one
that datasketch made.
"""

import re
from functools import lru_cache

NUMBERS = 32
BYTES_COMPARED = 200_000
FEWEST_SHINGLES = 12
BASE = 0x9E3779B97F4A7C15
# A shingle is kept if these bits of its hash are 0.
SAMPLE = 3

_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]+")
_MASK_32, _MASK_64 = 2**32 - 1, 2**64 - 1
_BASE_2, _BASE_3 = BASE**2 & _MASK_64, BASE**3 & _MASK_64
# h -> factor * h + summand (mod 2**32)
PERMUTATIONS = (
    (0xd583e84b, 0x6ad47cd7), (0xfe8f01d7, 0x750b5fd7), (0x70ce5f19, 0x8f064be9), (0xdd782891, 0x6e4242f1),
    (0x000efdff, 0x23f065f7), (0x41998713, 0xf06aadde), (0x9acb5597, 0x32b6c760), (0xff823d0b, 0xc7448456),
    (0x4b23969f, 0xccfd988d), (0x78e0a781, 0xb749d7e9), (0x2f470121, 0xf7dffd89), (0xcb0ca103, 0xcd818407),
    (0x5f5d7f99, 0x503c913f), (0xc69c3c8f, 0x17c1cb3d), (0xb0ed55db, 0xb13c0e16), (0x56e8f3f9, 0x84a5a539),
    (0xcb251b0d, 0xe05b0a01), (0xdefefa33, 0xdd71f780), (0x13dfc965, 0xe504f13c), (0xb14faa29, 0xd442f8d1),
    (0xd6a0a9fd, 0x15c57508), (0xa06562cb, 0xd460e2d8), (0x5ed51725, 0x09ff7e8d), (0x0c9193a9, 0x45e69a73),
    (0x68adf717, 0x2b7a01af), (0xe30c41f9, 0x0f2a8fea), (0xc1989bd5, 0xe0cdf279), (0x758b2539, 0xaba7b9c8),
    (0x0e05bf3b, 0x192d421e), (0x119eb31d, 0x97d32447), (0x57478465, 0x6bcdb583), (0xd3f2d489, 0xabf185c6),
)  # fmt: skip


def text_to_raw(text: str) -> bytes:
    """Return the bytes of a text that are compared: in lower case, at most BYTES_COMPARED."""
    return text.lower().encode("utf-8", "replace")[:BYTES_COMPARED]


def raw_to_signature(raw: bytes) -> bytes:
    """Return the signature of a text's bytes: 32 numbers of four bytes, little-endian; b"" for a text that is too
    short.
    """
    hashes = _list_shingles(raw)
    if len(hashes) < FEWEST_SHINGLES:
        return b""
    mixed = {_mix(value) for value in hashes}
    least = (min([(factor * value + summand) & _MASK_32 for value in mixed]) for factor, summand in PERMUTATIONS)
    return b"".join(value.to_bytes(4, "little") for value in least)


def _list_shingles(raw: bytes) -> list[int]:
    """Return the hashes of the shingles that are kept."""
    words = [_hash_word(word) for word in _WORD.findall(raw)]
    hashes = []
    for first, second, third in zip(words, words[1:], words[2:], strict=False):
        three = (first * BASE + second * _BASE_2 + third * _BASE_3) & _MASK_64
        value = ((three ^ (three >> 29)) >> 7) & _MASK_32
        if not value & SAMPLE:
            hashes.append(value)
    return hashes


@lru_cache(maxsize=4096)
def _hash_word(word: bytes) -> int:
    value = 0
    for byte in reversed(word):
        value = (value * BASE + byte) & _MASK_64
    return value


def _mix(value: int) -> int:
    """Return a 32-bit number mixed by MurmurHash3's finalizer `fmix32`, which datasketch applies before its
    permutations, too.
    """
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & _MASK_32
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & _MASK_32
    return value ^ (value >> 16)
