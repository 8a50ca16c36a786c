"""Updates of the files of terms with impact classes: of each record the blocks of the documents that have changed.

What a whole build writes is written, from far fewer postings: the other blocks are taken from the files as they are.
"""

import zlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lunr_search.changes import ChangedPostings
from lunr_search.class_files import (
    PHRASE_FIELDS,
    ClassedTerm,
    Places,
    TermFile,
    blocks_to_record,
    class_name,
    classed_scripts,
    encode_blocks,
    position_blocks,
    position_scripts,
    read_record,
    record_to_blocks,
    shard_name,
)
from lunr_search.class_table import ClassTable
from lunr_search.impact import TermClasses, Weighed, weigh_documents
from lunr_search.postings import sort_terms
from lunr_search.scripts import FOLDER
from lunr_search.segments import Postings, Segment, choose_scores, gather, gather_scores, slice_of
from lunr_search.term_writer import PostingsSource
from lunr_search.vocabulary import indexes_in_all, terms_of

MOST_DOCUMENTS = 2_048
"""Where more documents change, most blocks of common terms do, and all files of their terms are made anew."""
_MOST_KEPT = 4
"""The numbers of all documents are kept for so many sets of blocks: 8 MB each among a million."""
_Place = tuple[int, int]
"""A class, and a block of it."""


@dataclass(frozen=True, slots=True)
class ChangedDocuments:
    """The postings of the documents that an update changes, with their numbers before and after it.

    `before.terms` and `after.terms` are indexes of `terms`, which are sorted.
    """

    terms: Sequence[str]
    before: Postings
    after: Postings


def find_changed_documents(segments: Sequence[Segment], before: np.ndarray, after: np.ndarray) -> ChangedDocuments:
    """Return the changed documents of segments that have all their postings.

    `before[row]` and `after[row]` are document numbers, -1 for none.
    """
    terms = sort_terms(terms_of(segments))
    wanted = indexes_in_all(segments, terms)
    return ChangedDocuments(terms, gather_scores(segments, wanted, before), gather_scores(segments, wanted, after))


class UpdatedScores(NamedTuple):
    """The files of a term in t/ and w/, as path and bytes, and what is to be kept of them."""

    scripts: list[tuple[str, bytes]]
    kept: ClassedTerm


class UpdatedPositions(NamedTuple):
    """The file of a term in p/, as path and bytes, if it has one; the checksum of its record."""

    scripts: list[tuple[str, bytes]]
    checksum: int


_Updated = tuple[UpdatedScores | None, UpdatedPositions | None]


class ClassUpdates:
    """The updates of the files of terms, given the postings that have changed."""

    def __init__(
        self, source: PostingsSource, changed: ChangedPostings, table: ClassTable, read: Callable[[str], bytes]
    ):
        """`source` has the postings of all documents, `table` the stored classes; `read` is as in ClassUpdater."""
        before, after = changed.before, changed.after
        self._table = table
        self._scores = ClassUpdater(source, find_changed_documents(changed.documents, before, after), read)
        self._positions = ClassUpdater(source, find_changed_documents(changed.moved, before, after), read)

    def begin(self, file: TermFile) -> Callable[[], _Updated]:
        """Return a call that makes the files of a term, as far as `file` asks for them and it is possible.

        It may run in any thread: the store is read before it.
        """
        term = file.terms[0]
        known = self._table.read(term) if file.has_scores and not file.is_new else None
        checksum = self._table.read_positions(term) if file.has_positions and not file.is_new else None

        def update() -> _Updated:
            return (
                self._scores.update_scores(file, known) if known else None,
                self._positions.update_positions(file, checksum) if checksum is not None else None,
            )

        return update


class ClassUpdater:
    """Updates the files of one term after another, given the documents that have changed."""

    def __init__(self, source: PostingsSource, changed: ChangedDocuments, read: Callable[[str], bytes]):
        """`source` has the postings of all documents; `read` returns the bytes of a file of the site by its path, and
        raises OSError where there is none.
        """
        self._source = source
        self._changed = changed
        self._read = read
        self._terms = {term: index for index, term in enumerate(changed.terms)}
        self._wanted = indexes_in_all(source.segments, changed.terms)
        self._block_bits = source.plan.block_bits
        self._numbers_in: dict[frozenset[int], np.ndarray] = {}

    def update_scores(self, file: TermFile, known: ClassedTerm) -> UpdatedScores | None:
        """Return the files of a term's classes.

        Return None where more than the blocks of changed documents may change, or where the files are not those that
        `known` was kept of.
        """
        term = self._terms[file.terms[0]]
        removed, added = self._weigh(self._changed.before, term), self._weigh(self._changed.after, term)
        classes = known.classes.change(removed, added)
        if classes is None:
            return None
        touched: set[_Place] = set()
        for each in (removed, added):
            numbers = each.numbers >> self._block_bits
            touched |= set(zip(classes.classes_of(each.levels).tolist(), numbers.tolist(), strict=True))
        records: list[dict[int, bytes]] = []
        for number, checksum in enumerate(known.checksums):
            blocks = self._read_blocks(class_name(file.key, number), checksum)
            if blocks is None:
                return None
            records.append(blocks)
        made = self._encode_scores(term, classes, touched)
        for number, block in touched:
            _put_block(records[number], block, made.get((number, block)))
        return UpdatedScores(*classed_scripts(file, classes, list(map(blocks_to_record, records)), self._source.rules))

    def update_positions(self, file: TermFile, checksum: int) -> UpdatedPositions | None:
        """Return the file of a term's positions; None where the file is not the one with this checksum."""
        term = self._terms[file.terms[0]]
        blocks = self._read_blocks(shard_name("p", file.key), checksum)
        if blocks is None:
            return None
        touched: set[int] = set()
        for postings in (self._changed.before, self._changed.after):
            touched |= set((postings.numbers[slice_of(postings, term)] >> self._block_bits).tolist())
        source = self._source
        postings = gather(source.segments, self._wanted_in_each(term), self._numbers_of(touched))
        kept = (postings.fields < PHRASE_FIELDS) & (postings.numbers < source.plan.recent_from)
        made = position_blocks(postings, np.flatnonzero(kept), self._block_bits)
        for block in touched:
            _put_block(blocks, block, made.get(block))
        return UpdatedPositions(*position_scripts(file, blocks, source.rules))

    def _weigh(self, postings: Postings, term: int) -> Weighed:
        own = choose_scores(postings, slice_of(postings, term))
        return weigh_documents(own, self._source.lengths_of(own))

    def _read_blocks(self, name: str, checksum: int) -> dict[int, bytes] | None:
        """Return the blocks of a record, given the name of its file below search/; None where it has another one."""
        if checksum == _NOTHING:
            return {}
        try:
            return record_to_blocks(read_record(self._read(f"{FOLDER}/{name}.js"), checksum))
        except (OSError, ValueError):
            return None

    def _encode_scores(self, term: int, classes: TermClasses, touched: set[_Place]) -> dict[_Place, bytes]:
        """Return the bytes of the touched blocks that still have documents."""
        source = self._source
        numbers = self._numbers_of({block for _, block in touched})
        postings = gather_scores(source.segments, self._wanted_in_each(term), numbers)
        documents = weigh_documents(postings, source.lengths_of(postings))
        levels = documents.levels[np.searchsorted(documents.numbers, postings.numbers)]
        places = Places(classes.classes_of(levels), postings.numbers >> self._block_bits)
        kept = np.flatnonzero(np.isin(places.to_keys(), Places(*np.array(list(touched)).T).to_keys()))
        if not len(kept):
            return {}
        chosen, is_exact = choose_scores(postings, kept), levels[kept] >= classes.exact_from
        blocks = encode_blocks(chosen, source.lengths_of(chosen), places.take(kept), is_exact, source.rules)
        return {(number, block): data for (_, number, block), data in blocks.items()}

    def _wanted_in_each(self, term: int) -> list[np.ndarray]:
        """Return the index of a term in each segment, as `gather` takes it."""
        return [indexes[term : term + 1] for indexes in self._wanted]

    def _numbers_of(self, blocks: Collection[int]) -> np.ndarray:
        """Return each row's number where it is in one of these blocks, else -1. Most terms have the same ones."""
        key = frozenset(blocks)
        found = self._numbers_in.get(key)
        if found is None:
            numbers = self._source.numbers
            found = np.where(np.isin(numbers >> self._block_bits, list(key)), numbers, -1)
            if len(self._numbers_in) >= _MOST_KEPT:
                self._numbers_in = {}
            self._numbers_in[key] = found
        return found


_NOTHING = zlib.crc32(blocks_to_record({}))
"""The checksum of a record without blocks, which has no file."""


def _put_block(blocks: dict[int, bytes], number: int, data: bytes | None) -> None:
    """Replace a block; without bytes, remove it."""
    blocks.pop(number, None)
    if data is not None:
        blocks[number] = data
