"""Postings to files: t/ and w/ for what scores need, p/ and q/ for the positions that phrases need. Pure.

The positions of the newest documents, RECENT at most, lie in a few files of their own (q/). Every new article rewrites
these, and so need not rewrite the many files of p/.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lunr_search.class_files import (
    PHRASE_FIELDS,
    ClassedTerm,
    FileRules,
    Places,
    TermFile,
    blocks_to_record,
    classed_scripts,
    cut_records,
    encode_blocks,
    position_blocks,
    position_scripts,
    shard_script,
)
from lunr_search.impact import TermClasses, classify, find_classed
from lunr_search.positions import encode_positions
from lunr_search.scripts import FOLDER, data_script, fnv1a, records_to_base64
from lunr_search.segments import Postings, ranges_to_indexes, slice_of

RECENT = 128
"""The largest number of recent documents."""
RECENT_FILES = 2


def recent_start(numbers: np.ndarray) -> int:
    """Return the number of the first recent document, given all numbers, sorted.

    Documents become older in groups of RECENT, so that an article rewrites p/ once in RECENT times.
    """
    whole = len(numbers) // RECENT * RECENT
    return int(numbers[whole]) if whole < len(numbers) else int(numbers[-1]) + 1 if len(numbers) else 0


class TermScripts(NamedTuple):
    """Files of shards, as path and bytes.

    Of each of their terms with classes, `classed` has these, and `positions` the checksum of its positions.
    """

    scripts: list[tuple[str, bytes]]
    classed: dict[str, ClassedTerm]
    positions: dict[str, int]


def term_scripts(
    files: Sequence[TermFile],
    postings: Postings,
    lengths: np.ndarray,
    rules: FileRules,
) -> TermScripts:
    """Return the shards' files in t/, w/ and p/, as `has_scores` and `has_positions` ask for.

    `postings.terms` numbers the terms of all files from 0, one file after another; `lengths[i]` is the length of the
    field of posting i. A file of p/ in which no term has positions is left out.
    """
    count = sum(len(file.terms) for file in files)
    has_scores = any(file.has_scores for file in files)
    scores, classed = _score_records(postings, lengths, rules) if has_scores else ([b""] * count, {})
    with_positions = np.zeros(count, bool)
    sizes = [len(file.terms) for file in files]
    with_positions[np.repeat([file.has_positions for file in files], sizes)] = True
    kept = (postings.fields < PHRASE_FIELDS) & (postings.numbers < rules.recent_from) & with_positions[postings.terms]
    in_blocks = {}
    for term in classed if has_scores else find_classed(postings):
        own = slice_of(postings, term)
        in_blocks[term] = position_blocks(postings, np.flatnonzero(kept[own]) + own.start, rules.block_bits)
        kept[own] = False
    positions = _position_records(postings, np.flatnonzero(kept), count)
    done = TermScripts([], {}, {})
    start = 0
    for file, size in zip(files, sizes, strict=True):
        end = start + size
        found = classed.pop(start, None) if size == 1 else None
        if file.has_scores and found:
            scripts, done.classed[file.terms[0]] = classed_scripts(file, *found, rules)
            done.scripts.extend(scripts)
        elif file.has_scores:
            done.scripts.append(_script("t", file, scores[start:end], rules.signature))
        if file.has_positions and start in in_blocks:
            scripts, done.positions[file.terms[0]] = position_scripts(file, in_blocks[start], rules)
            done.scripts.extend(scripts)
        elif file.has_positions and any(positions[start:end]):
            done.scripts.append(_script("p", file, positions[start:end], rules.signature))
        start = end
    if classed:
        raise RuntimeError("a term with classes shares its shard: CLASSED_DOCUMENTS is too small for FILE_WEIGHT")
    return done


def _score_records(
    postings: Postings, lengths: np.ndarray, rules: FileRules
) -> tuple[list[bytes], dict[int, tuple[TermClasses, list[bytes]]]]:
    """Return the record of each term that has no classes, else b""; and of each term with classes these, and the record
    of each.
    """
    impact = classify(postings, lengths)
    is_classed = np.zeros(int(postings.terms[-1]) + 1, bool)
    is_classed[list(impact.classed)] = True
    blocks = np.where(is_classed[postings.terms], postings.numbers >> rules.block_bits, 0)
    cut = encode_blocks(postings, lengths, Places(impact.classes, blocks), impact.is_exact, rules)
    records = [b""] * len(is_classed)
    classed: dict[int, list[dict[int, bytes]]] = {
        term: [{} for _ in found.postings] for term, found in impact.classed.items()
    }
    for (term, number, block), data in cut.items():
        if term in classed:
            classed[term][number][block] = data
        else:
            records[term] = data
    return records, {
        term: (impact.classed[term], list(map(blocks_to_record, found))) for term, found in classed.items()
    }


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


def _script(folder: str, file: TermFile, payloads: Sequence[bytes], signature: str) -> tuple[str, bytes]:
    return shard_script(folder, file, records_to_base64(payloads), signature)


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
    for term, record in zip(
        terms[np.flatnonzero(np.diff(terms, prepend=-1))].tolist(), cut_records(data, ends), strict=True
    ):
        records[term] = record
    return records
