"""Writes shards from the store's segments, with one portion of postings in memory at a time."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import numpy as np

from lunr_search.index_output import IndexOutput
from lunr_search.packing import Shard
from lunr_search.plan import Plan
from lunr_search.segment_files import SegmentWriter
from lunr_search.segments import Postings, Segment, gather, release
from lunr_search.term_files import FileRules, TermFile, term_scripts
from lunr_search.vocabulary import indexes_in_all

CHUNK_POSTINGS = 150_000
"""How many postings, about, are sorted and encoded at once."""
IN_FLIGHT = 3
"""How many portions of work are with an executor at once."""


@dataclass(frozen=True, slots=True)
class PostingsSource:
    """All postings of a build. `numbers[row]` and `lengths[row, field]` are those of the document table."""

    plan: Plan
    segments: Sequence[Segment]
    numbers: np.ndarray
    lengths: np.ndarray

    def write_terms(
        self,
        files: Sequence[tuple[Shard, TermFile]],
        executor: Executor | None,
        merged: SegmentWriter | None,
        output: IndexOutput,
    ) -> None:
        """Write shards, encoded by the executor where there is one. Where `merged` is given, it gets their postings,
        too.
        """
        plan = self.plan
        waiting: deque[Future[list[tuple[str, bytes]]]] = deque()
        for chunk, postings in self._gather_chunks(files):
            lengths = self.lengths[postings.rows, postings.fields].astype(np.int64)
            rules = FileRules(plan.recent_from, plan.numbering, plan.signature)
            if merged is not None:
                merged.add(postings)
            if executor is None:
                output.put(term_scripts(chunk, postings, lengths, rules))
                continue
            waiting.append(executor.submit(term_scripts, chunk, postings, lengths, rules))
            if len(waiting) >= IN_FLIGHT:
                output.put(waiting.popleft().result())
        for future in waiting:
            output.put(future.result())

    def merge(self, shards: Sequence[Shard], merged: SegmentWriter) -> None:
        """Write the postings of all terms into one new segment."""
        terms = self.plan.terms
        everything = [(shard, TermFile(shard.key, "", tuple(terms[shard.start : shard.end]))) for shard in shards]
        for _, postings in self._gather_chunks(everything):
            merged.add(postings)

    def _gather_chunks(self, files: Sequence[tuple[Shard, TermFile]]) -> Iterator[tuple[list[TermFile], Postings]]:
        """Yield shards with their postings, in portions of about CHUNK_POSTINGS postings."""
        if not files:
            return
        terms = [term for _, file in files for term in file.terms]
        wanted = list(indexes_in_all(self.segments, terms))
        chunk, size, start = [], 0, 0
        for shard, file in files:
            chunk.append(file)
            size += int(self.plan.counts[shard.start : shard.end].sum())
            if size >= CHUNK_POSTINGS or file is files[-1][1]:
                end = start + sum(len(file.terms) for file in chunk)
                yield chunk, gather(self.segments, [indexes[start:end] for indexes in wanted], self.numbers)
                release(self.segments)
                chunk, size, start = [], 0, end
