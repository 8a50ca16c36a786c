"""Versions of one story: texts that are nearly the same under other addresses, found by MinHash (datasketch).

A text's words, three at a time, are its shingles. The share of shingles that two texts have in common (Jaccard) is
estimated from a signature of 32 numbers; texts that agree in one of eight bands of a signature are candidates, and the
estimate decides (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3).
"""

import zlib

from capture_import.archive import minhash
from newsrecord.pictures import without_pictures
from newsrecord.record import Article

NUMBERS = minhash.NUMBERS
BANDS = 8
LEAST_LIKENESS = 0.7
"""Two texts are versions of one story when they have this share of their shingles in common."""
DAYS = 7
"""... and their days lie no further apart: what comes again every month is no version."""

# Up to so many bytes of texts, plain Python is done before numpy and datasketch are loaded.
_FEW_BYTES = 500_000
_BYTES = 4
SIGNATURE_BYTES = 4 * NUMBERS

_bytes_signed = 0  # in this process


def text_to_signature(text: str) -> bytes:
    """Return a text's signature; nothing for a text that is too short to be compared."""
    global _bytes_signed
    raw = minhash.text_to_raw(text)
    _bytes_signed += len(raw)
    if _bytes_signed <= _FEW_BYTES:
        return minhash.raw_to_signature(raw)
    # half a second, which the import of a few texts does without
    from capture_import.archive import minhash_arrays  # noqa: PLC0415 - see above

    return minhash_arrays.raw_to_signature(raw)


def signature_to_bands(signature: bytes) -> list[int]:
    """Return the numbers under which a signature's like ones are found."""
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


def article_to_text(article: Article) -> str:
    """Return the words of an article by which it is compared with others."""
    return f"{article.title}\n{article.summary}\n{without_pictures(article.body)}"
