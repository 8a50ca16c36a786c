"""Postings to files: t/ and w/ for what scores need, p/ and q/ for the positions that phrases need. Pure.

The positions of the newest documents, RECENT at most, lie in a few files of their own (q/). Every new article rewrites
these, and so need not rewrite the many files of p/.
"""

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lunr_search.encoding import encode_positions, encode_postings
from lunr_search.impact import MOST_CLASSES, WeakerClass, classify
from lunr_search.numbering import Numbering
from lunr_search.scripts import FOLDER, data_script, fnv1a, key_to_name, records_to_base64
from lunr_search.segments import Postings, ranges_to_indexes

PHRASE_FIELDS = 7
"""How many of FIELDS, from the first on, can be searched for phrases: all but names, which stand in the body, and
the exact ones.
"""
RECENT = 128
"""The largest number of recent documents."""
RECENT_FILES = 2


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


class FileRules(NamedTuple):
    """What the encoding of a shard takes from its Plan: small enough to send to a worker with every portion."""

    recent_from: int
    numbering: Numbering
    signature: str


def recent_start(numbers: np.ndarray) -> int:
    """Return the number of the first recent document, given all numbers, sorted.

    Documents become older in groups of RECENT, so that an article rewrites p/ once in RECENT times.
    """
    whole = len(numbers) // RECENT * RECENT
    return int(numbers[whole]) if whole < len(numbers) else int(numbers[-1]) + 1 if len(numbers) else 0


def term_scripts(
    files: Sequence[TermFile],
    postings: Postings,
    lengths: np.ndarray,
    rules: FileRules,
) -> list[tuple[str, bytes]]:
    """Return path and bytes of the shards' files in t/, w/ and p/, as `has_scores` and `has_positions` ask for.

    `postings.terms` numbers the terms of all files from 0, one file after another; `lengths[i]` is the length of the
    field of posting i. A file of p/ in which no term has positions is left out.
    """
    scores, weaker = _score_records(postings, lengths, rules.numbering)
    with_positions = np.zeros(len(scores), bool)
    sizes = [len(file.terms) for file in files]
    with_positions[np.repeat([file.has_positions for file in files], sizes)] = True
    kept = (postings.fields < PHRASE_FIELDS) & (postings.numbers < rules.recent_from) & with_positions[postings.terms]
    positions = _position_records(postings, np.flatnonzero(kept), len(scores))
    scripts, start = [], 0
    for file, size in zip(files, sizes, strict=True):
        end = start + size
        classes = weaker.pop(start, []) if size == 1 else []
        if file.has_scores:
            more = [[each.to_row() for each in classes]] if classes else []
            scripts.append(_script("t", file, scores[start:end], rules.signature, *more))
            scripts += [each.to_script(file.key, number) for number, each in enumerate(classes, 1)]
        if file.has_positions and any(positions[start:end]):
            scripts.append(_script("p", file, positions[start:end], rules.signature))
        start = end
    if weaker:
        raise RuntimeError("a term with classes shares its shard: CLASSED_DOCUMENTS is too small for FILE_WEIGHT")
    return scripts


class _ClassFile(NamedTuple):
    """A weaker class of a term, to be written into a file of w/."""

    described: WeakerClass
    record: bytes

    @property
    def checksum(self) -> int:
        """A number by which a browser sees whether it has this class or that of another build."""
        return zlib.crc32(self.record)

    def to_row(self) -> tuple[float, ...]:
        """Return what the file of t/ says of the class."""
        described = self.described
        return (described.documents, described.postings, self.checksum, *described.bounds)

    def to_script(self, key: str, number: int) -> tuple[str, bytes]:
        """Return path and bytes of the file, for the class with this number of the shard with this key."""
        name = class_name(key, number)
        return f"{FOLDER}/{name}.js", data_script(name, self.checksum, base64.b64encode(self.record).decode("ascii"))


def class_name(key: str, number: int) -> str:
    """Return the name of the file, below search/, of a weaker class of the shard with this key; from 1 on."""
    return f"w/{key_to_name(key)}.{number}"


def _score_records(
    postings: Postings, lengths: np.ndarray, numbering: Numbering
) -> tuple[list[bytes], dict[int, list[_ClassFile]]]:
    """Return the record of each term's strongest class, and those of the weaker classes of terms that have some."""
    impact = classify(postings, lengths)
    count = int(postings.terms[-1]) + 1
    of_term = np.ones(count, np.int64)
    for term, classes in impact.weaker.items():
        of_term[term] += len(classes)
    firsts = np.cumsum(of_term) - of_term
    records = firsts[postings.terms] + impact.classes
    order = np.argsort(records, kind="stable")
    data, ends = encode_postings(
        records[order],
        postings.fields[order],
        postings.numbers[order],
        postings.counts[order],
        lengths[order],
        impact.is_exact[order],
        numbering,
    )
    cut = _cut(data, ends)
    weaker = {
        term: [_ClassFile(described, cut[place]) for place, described in enumerate(classes, int(firsts[term]) + 1)]
        for term, classes in impact.weaker.items()
    }
    return [cut[first] for first in firsts.tolist()], weaker


def _script(folder: str, file: TermFile, payloads: Sequence[bytes], signature: str, *more: object) -> tuple[str, bytes]:
    name = f"{folder}/{key_to_name(file.key)}"
    words, text = " ".join(file.terms), records_to_base64(payloads)
    return f"{FOLDER}/{name}.js", data_script(name, signature, file.key, file.next_key, words, text, *more)


def score_names(key: str) -> list[str]:
    """Return the names below search/ of all files in t/ and w/ that a shard with this key can have."""
    return [f"t/{key_to_name(key)}", *(class_name(key, number) for number in range(1, MOST_CLASSES))]


def recent_scripts(
    terms: Sequence[str], postings: Postings, recent_from: int, signature: str
) -> list[tuple[str, bytes]]:
    """Return path and bytes of the files of q/, given postings of which some are of recent documents.

    A hash of the term says in which file its positions are.
    """
    kept = np.flatnonzero((postings.fields < PHRASE_FIELDS) & (postings.numbers >= recent_from))
    records = _position_records(postings, kept, len(terms))
    buckets: list[list[int]] = [[] for _ in range(RECENT_FILES)]
    for index in np.unique(postings.terms[kept]).tolist():
        buckets[fnv1a(terms[index]) % RECENT_FILES].append(index)
    scripts = []
    for number, bucket in enumerate(buckets):
        name = f"q/{number}"
        words = " ".join(terms[index] for index in bucket)
        text = records_to_base64([records[index] for index in bucket])
        scripts.append((f"{FOLDER}/{name}.js", data_script(name, signature, words, text)))
    return scripts


def _cut(data: bytes, ends: np.ndarray) -> list[bytes]:
    bounds = [0, *ends.tolist()]
    return [data[start:end] for start, end in pairwise(bounds)]


def _position_records(postings: Postings, kept: np.ndarray, count: int) -> list[bytes]:
    """Return the position record of each of `count` terms, made of the postings with the indexes `kept`; else b""."""
    records = [b""] * count
    if not len(kept):
        return records
    counts = postings.counts
    positions = postings.positions
    if len(kept) < len(counts):
        starts = np.cumsum(counts) - counts
        positions = positions[ranges_to_indexes(starts[kept], counts[kept])]
    terms = postings.terms[kept]
    data, ends = encode_positions(terms, counts[kept], positions)
    for term, record in zip(terms[np.flatnonzero(np.diff(terms, prepend=-1))].tolist(), _cut(data, ends), strict=True):
        records[term] = record
    return records
