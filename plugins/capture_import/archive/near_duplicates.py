"""Near-duplicates: versions of one story with nearly the same text at different URLs, found by MinHash.

Each three words in a row are a shingle of the text. The share of shingles that two texts have in common (Jaccard
similarity) is estimated from signatures of 32 numbers. Texts whose signatures agree in one of eight bands are
candidates, and the estimate decides (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3).
"""

import zlib

from capture_import.archive import minhash
from newsrecord.pictures import without_pictures
from newsrecord.record import Article

NUMBERS = minhash.NUMBERS
BANDS = 8
MIN_SIMILARITY = 0.7
"""Two texts are versions of one story from this similarity on ..."""
DAYS = 7
"""... if their days are at most so many days apart: what appears again every month is no version."""
MAX_VERSIONS = 20
"""An article lists at most so many versions, the most similar ones: else every copy of a form letter that comes a
thousand times would be written a thousand times."""

# For so many bytes of text, plain Python takes less time than numpy takes to load.
_FEW_BYTES = 500_000
_BYTES = 4
SIGNATURE_BYTES = 4 * NUMBERS

_bytes_signed = 0  # in this process


def text_to_signature(text: str) -> bytes:
    """Return a text's signature; b"" for a text that is too short to be compared."""
    global _bytes_signed
    raw = minhash.text_to_raw(text)
    _bytes_signed += len(raw)
    if _bytes_signed <= _FEW_BYTES:
        return minhash.raw_to_signature(raw)
    # a tenth of a second to load, which an import of a few texts does not need
    from capture_import.archive import minhash_arrays  # noqa: PLC0415 - see above

    return minhash_arrays.raw_to_signature(raw)


def signature_to_bands(signature: bytes) -> list[int]:
    """Return a number for each band of a signature; similar signatures have one of them in common. [] for b""."""
    width = NUMBERS * _BYTES // BANDS
    return [
        zlib.crc32(signature[band * width : (band + 1) * width], band) * BANDS + band
        for band in range(BANDS)
        if signature
    ]


def similarity(one: bytes, other: bytes) -> float:
    """Return the estimated Jaccard similarity of two signatures' texts, from 0 to 1; 0 where one is b""."""
    if not one or not other:
        return 0.0
    same = sum(one[at : at + _BYTES] == other[at : at + _BYTES] for at in range(0, NUMBERS * _BYTES, _BYTES))
    return same / NUMBERS


def article_to_text(article: Article) -> str:
    """Return the text of an article that is compared with others: title, summary and body without its pictures."""
    return f"{article.title}\n{article.summary}\n{without_pictures(article.body)}"
