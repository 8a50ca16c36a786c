"""Writes shards from the store's segments, with one portion of postings in memory at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from lunr_search.class_files import FileRules, TermFile
from lunr_search.index_output import IndexOutput
from lunr_search.packing import Shard
from lunr_search.plan import Plan
from lunr_search.portions import cut_into_portions
from lunr_search.segment_files import SegmentWriter
from lunr_search.segments import Postings, Segment, gather, gather_scores
from lunr_search.term_files import TermScripts, term_scripts
from lunr_search.vocabulary import TermIndexes

_Result = TypeVar("_Result")
IN_FLIGHT = 3
"""How many portions of work are with an executor at once."""


def run_in_order(jobs: Iterable[Callable[[], _Result]], executor: Executor | None) -> Iterator[_Result]:
    """Yield the results of calls in their order, made by the executor where there is one, IN_FLIGHT of them at once."""
    waiting: deque[Future[_Result]] = deque()
    for job in jobs:
        if executor is None:
            yield job()
            continue
        waiting.append(executor.submit(job))
        if len(waiting) >= IN_FLIGHT:
            yield waiting.popleft().result()
    for future in waiting:
        yield future.result()


@dataclass(frozen=True, slots=True)
class PostingsSource:
    """All postings of a build. `numbers[row]` and `lengths[row, field]` are those of the document table."""

    plan: Plan
    segments: Sequence[Segment]
    numbers: np.ndarray
    lengths: np.ndarray

    @property
    def rules(self) -> FileRules:
        """What the encoding of postings takes from the plan."""
        plan = self.plan
        return FileRules(plan.recent_from, plan.numbering, plan.block_bits, plan.signature)

    def lengths_of(self, postings: Postings) -> np.ndarray:
        """Return the length of the field of each posting."""
        lengths: np.ndarray = self.lengths[postings.rows, postings.fields].astype(np.int64)
        return lengths

    def write_terms(
        self,
        files: Sequence[tuple[Shard, TermFile]],
        executor: Executor | None,
        merged: SegmentWriter | None,
        output: IndexOutput,
    ) -> TermScripts:
        """Write shards, encoded by the executor where there is one; return what is to be kept of terms with classes,
        without the files.

        Where `merged` is given, it gets the postings of all shards, too.
        """
        kept = TermScripts([], {}, {})

        def jobs() -> Iterator[Callable[[], TermScripts]]:
            for chunk, postings in self._gather_portions(files, needs_positions=merged is not None):
                if merged is not None:
                    merged.add(postings)
                needs_lengths = any(file.has_scores for file in chunk)
                lengths = self.lengths_of(postings) if needs_lengths else np.zeros(0, np.int64)
                yield partial(term_scripts, chunk, postings, lengths, self.rules)

        for done in run_in_order(jobs(), executor):
            output.put(done.scripts)
            kept.classed.update(done.classed)
            kept.positions.update(done.positions)
        return kept

    def _gather_portions(
        self, files: Sequence[tuple[Shard, TermFile]], *, needs_positions: bool
    ) -> Iterator[tuple[list[TermFile], Postings]]:
        """Yield shards with their postings, in portions of about PORTION postings. Positions are left out where no file
        of p/ is written, unless they are needed.
        """
        if needs_positions:
            yield from self._gather(files, gather)
            return
        yield from self._gather([each for each in files if each[1].has_positions], gather)
        yield from self._gather([each for each in files if not each[1].has_positions], gather_scores)

    def _gather(
        self,
        files: Sequence[tuple[Shard, TermFile]],
        gather_terms: Callable[[Sequence[Segment], Sequence[np.ndarray], np.ndarray], Postings],
    ) -> Iterator[tuple[list[TermFile], Postings]]:
        indexes = TermIndexes(self.segments, [term for _, file in files for term in file.terms])
        sizes = [int(self.plan.counts[shard.start : shard.end].sum()) for shard, _ in files]
        start = 0
        for first, end in cut_into_portions(sizes):
            portion = [file for _, file in files[first:end]]
            after = start + sum(len(file.terms) for file in portion)
            yield portion, gather_terms(self.segments, indexes.between(start, after), self.numbers)
            start = after
