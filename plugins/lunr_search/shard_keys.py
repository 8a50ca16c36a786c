"""Which shard has a term: the keys of shards, in a file of k/ for each first letter of terms. Twin of shard_keys.js.

A search loads the files of its words' first letters, not the keys of all shards: among a million articles these are
tens of kilobytes. The letters follow from the query alone, so that a page asks for these files beside the manifest.
Every index has those of EARLY_LETTERS, so that none of these requests fails.
"""

import string
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from lunr_search.packing import Shard, keys_to_text
from lunr_search.plan import with_next
from lunr_search.scripts import FOLDER, data_script

_LAST_ASCII = 127
_BLOCK = 64
_FIRST_OF_MANY = 0x2E80
_LARGE_BLOCK = 4096
EARLY_LETTERS = (*map(ord, string.digits + string.ascii_lowercase), 0x400, 0x440)
"""Digits, Latin letters, and the blocks of the Cyrillic ones."""


@dataclass(slots=True)
class LetterKeys:
    """The keys of all shards that have terms with one first letter, in order, and the key of the shard after them."""

    keys: list[str] = field(default_factory=list)
    next_key: str = ""

    @property
    def checksum(self) -> int:
        """A number by which a browser sees whether it has these keys or those of another build, from a cache."""
        return zlib.crc32(f"{keys_to_text(self.keys)} {self.next_key}".encode())

    def to_script(self, letter: int) -> tuple[str, bytes]:
        """Return path and bytes of the letter's file."""
        name = letter_to_name(letter)
        return f"{FOLDER}/{name}.js", data_script(name, keys_to_text(self.keys), self.next_key, self.checksum)


def letter_to_name(letter: int) -> str:
    """Return the name of a letter's file below search/."""
    return f"k/{letter:x}"


def first_letter(term: str) -> int:
    """Return a term's first letter in UTF-16; beyond ASCII the first one of its block, whose letters share a file: 64,
    or where an archive has thousands of them, as in Chinese, 4,096.

    >>> first_letter("ferry"), hex(first_letter("пором")), hex(first_letter("新"))
    (102, '0x400', '0x6000')
    """
    unit = int.from_bytes(term[0].encode("utf-16-be")[:2], "big")
    if unit <= _LAST_ASCII:
        return unit
    return unit - unit % (_LARGE_BLOCK if unit >= _FIRST_OF_MANY else _BLOCK)


def list_letters(terms: Sequence[str], shards: Sequence[Shard]) -> dict[int, LetterKeys]:
    """Return the keys of the shards that have terms with each first letter: those of EARLY_LETTERS, and of terms."""
    letters = {letter: LetterKeys() for letter in EARLY_LETTERS}
    for shard, next_key in with_next(shards):
        ends = first_letter(terms[shard.start]), first_letter(terms[shard.end - 1])
        # most shards have terms of one letter
        listed = ends if ends[0] == ends[1] else map(first_letter, terms[shard.start : shard.end])
        for letter in dict.fromkeys(listed):
            keys = letters.setdefault(letter, LetterKeys())
            keys.keys.append(shard.key)
            keys.next_key = next_key
    return letters
