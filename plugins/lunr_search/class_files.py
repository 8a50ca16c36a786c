"""The files of terms with impact classes: of each class, and of the positions, a record in blocks of documents of
neighbouring numbers. Pure.

A block depends on its own documents alone. So an article changes one block of each of its terms, and the others need
not be encoded again, nor their postings be read (`class_updates.py`).
"""

import base64
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lunr_search.encoding import encode_postings
from lunr_search.impact import MOST_CLASSES, TermClasses
from lunr_search.numbering import Numbering
from lunr_search.portions import cut_into_portions
from lunr_search.positions import encode_positions
from lunr_search.scripts import (
    FOLDER,
    Base64,
    add_number,
    data_script,
    key_to_name,
    script_to_values,
    take_number,
    to_base64,
)
from lunr_search.segments import Postings, ranges_to_indexes

PHRASE_FIELDS = 7
"""How many of FIELDS, from the first on, can be searched for phrases: all but names, which stand in the body, and
the exact ones.
"""


@dataclass(frozen=True, slots=True)
class TermFile:
    """A shard to be written: its key, the key of the shard after it (empty for the last one), its terms."""

    key: str
    next_key: str
    terms: tuple[str, ...]
    has_scores: bool = True
    """Whether t/ and w/ are to be written."""
    has_positions: bool = True
    """Whether p/ is to be written."""
    is_new: bool = True
    """Whether the last build had another shard with this key, or none."""


class FileRules(NamedTuple):
    """What the encoding of a shard takes from its Plan: small enough to send to a worker with every portion."""

    recent_from: int
    numbering: Numbering
    block_bits: int
    signature: str


class Places(NamedTuple):
    """Where postings belong: posting i to class `classes[i]` of its term, 0 the strongest, and to block `blocks[i]`."""

    classes: np.ndarray
    blocks: np.ndarray

    def to_keys(self) -> np.ndarray:
        """Return a number for each place, which is another one for each class and block."""
        keys: np.ndarray = self.classes.astype(np.int64) << 32 | self.blocks
        return keys

    def take(self, indexes: np.ndarray) -> "Places":
        """Return some of the places."""
        return Places(self.classes[indexes], self.blocks[indexes])


class ClassedTerm(NamedTuple):
    """What an update needs of a term with classes: these, and the checksum of the record of each."""

    classes: TermClasses
    checksums: tuple[int, ...]


def cut_records(data: bytes, ends: np.ndarray) -> list[bytes]:
    """Return the records that lie one after another in `data`, given where each ends."""
    return [data[start:end] for start, end in pairwise([0, *ends.tolist()])]


def encode_blocks(
    postings: Postings, lengths: np.ndarray, places: Places, is_exact: np.ndarray, rules: FileRules
) -> dict[tuple[int, int, int], bytes]:
    """Return the bytes of each block of postings, by term, class and block; `lengths` and `is_exact` are as in
    `encode_postings`.
    """
    keys = (postings.terms.astype(np.int64) * MOST_CLASSES << 32) + places.to_keys()
    units, unit_of, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    order = np.argsort(unit_of, kind="stable")
    starts = np.append(0, np.cumsum(sizes))
    blocks = {}
    # to encode all postings of a common word at once would take half a kilobyte for each
    for first, end in cut_into_portions(sizes.tolist()):
        own = order[starts[first] : starts[end]]
        data, ends = encode_postings(
            unit_of[own] - first,
            postings.fields[own],
            postings.numbers[own],
            postings.counts[own],
            lengths[own],
            is_exact[own],
            rules.numbering,
        )
        for unit, block in zip(units[first:end].tolist(), cut_records(data, ends), strict=True):
            term, number = divmod(unit >> 32, MOST_CLASSES)
            blocks[term, number, unit & 0xFFFFFFFF] = block
    return blocks


def position_blocks(postings: Postings, kept: np.ndarray, block_bits: int) -> dict[int, bytes]:
    """Return the bytes of each block of positions, of the postings of one term with the indexes `kept`."""
    if not len(kept):
        return {}
    block_numbers = postings.numbers[kept] >> block_bits
    by_block = np.argsort(block_numbers, kind="stable")
    kept = kept[by_block]
    numbers, firsts = np.unique(block_numbers[by_block], return_index=True)
    counts = postings.counts[kept]
    starts = (np.cumsum(postings.counts) - postings.counts)[kept]
    edges = np.append(firsts, len(kept))
    blocks: dict[int, bytes] = {}
    for first, end in cut_into_portions(np.add.reduceat(counts, firsts).tolist()):
        own = slice(edges[first], edges[end])
        positions = postings.positions[ranges_to_indexes(starts[own], counts[own])]
        block_of = np.repeat(np.arange(end - first), np.diff(edges[first : end + 1]))
        data, ends = encode_positions(block_of, counts[own], positions)
        blocks.update(zip(numbers[first:end].tolist(), cut_records(data, ends), strict=True))
    return blocks


def position_scripts(
    file: TermFile, blocks: Mapping[int, bytes], rules: FileRules
) -> tuple[list[tuple[str, bytes]], int]:
    """Return path and bytes of the file in p/ of a term with classes, and the checksum of its record; without positions
    there is no file.
    """
    record = blocks_to_record(blocks)
    scripts = [shard_script("p", file, to_base64(record), rules.signature, 1)] if blocks else []
    return scripts, zlib.crc32(record)


def blocks_to_record(blocks: Mapping[int, bytes]) -> bytes:
    """Return the record of a class, or of positions, given its blocks by number.

    It is how many blocks there are; of each, ascending, how much its number is above that of the block before it, and
    its size in bytes; then the blocks. Numbers have 7 bits a byte (LEB128).

    >>> record_to_blocks(blocks_to_record({7: b"a", 300: b"bc"}))
    {7: b'a', 300: b'bc'}
    """
    head, before = bytearray(), 0
    add_number(head, len(blocks))
    for number in sorted(blocks):
        add_number(head, number - before)
        add_number(head, len(blocks[number]))
        before = number
    return bytes(head) + b"".join(blocks[number] for number in sorted(blocks))


def record_to_blocks(record: bytes) -> dict[int, bytes]:
    """Return the blocks of a record. Twin: `listBlocks` in encoding.js."""
    count, at = take_number(record, 0)
    sizes: dict[int, int] = {}
    number = 0
    for _ in range(count):
        gap, at = take_number(record, at)
        number += gap
        sizes[number], at = take_number(record, at)
    blocks = {}
    for number, size in sizes.items():
        blocks[number] = record[at : at + size]
        at += size
    return blocks


def classed_scripts(
    file: TermFile, classes: TermClasses, records: Sequence[bytes], rules: FileRules
) -> tuple[list[tuple[str, bytes]], ClassedTerm]:
    """Return path and bytes of all files in t/ and w/ of a term with classes, given the record of each class, and what
    is to be kept of them.
    """
    checksums = tuple(map(zlib.crc32, records))
    weaker = zip(classes.describe(), checksums[1:], strict=True)
    rows = [(each.documents, each.postings, checksum, *each.bounds) for each, checksum in weaker]
    scripts = [shard_script("t", file, to_base64(records[0]), rules.signature, rows)]
    for number, (record, checksum) in enumerate(zip(records[1:], checksums[1:], strict=True), 1):
        name = class_name(file.key, number)
        scripts.append((f"{FOLDER}/{name}.js", data_script(name, checksum, to_base64(record))))
    return scripts, ClassedTerm(classes, checksums)


def read_record(script: bytes, checksum: int) -> bytes:
    """Return the record in a file of t/, w/ or p/ of a term with classes.

    Raises ValueError where the file has none with this checksum.
    """
    values = script_to_values(script)
    try:
        record = base64.b64decode(values[2 if str(values[0]).startswith("w/") else 5], validate=True)
    except (IndexError, TypeError) as error:
        raise ValueError("no file of postings") from error
    if zlib.crc32(record) != checksum:
        raise ValueError("another record")
    return record


def shard_script(folder: str, file: TermFile, data: Base64, signature: str, *more: object) -> tuple[str, bytes]:
    """Return path and bytes of a shard's file in t/ or p/, given its records."""
    name = shard_name(folder, file.key)
    return f"{FOLDER}/{name}.js", data_script(
        name, signature, file.key, file.next_key, " ".join(file.terms), data, *more
    )


def shard_name(folder: str, key: str) -> str:
    """Return the name of a shard's file, below search/, in t/ or p/."""
    return f"{folder}/{key_to_name(key)}"


def class_name(key: str, number: int) -> str:
    """Return the name of the file, below search/, of a class of the shard with this key; the strongest, 0, is in t/."""
    return f"w/{key_to_name(key)}.{number}" if number else shard_name("t", key)


def score_names(key: str) -> list[str]:
    """Return the names below search/ of all files in t/ and w/ that a shard with this key can have."""
    name = key_to_name(key)
    return [f"t/{name}", *(f"w/{name}.{number}" for number in range(1, MOST_CLASSES))]
