"""Parts of a container that are no pages (pictures, styles, requests): counted by kind, not reported one by one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """A number of parts of a source that are no captures: the report only counts them. `what` names their kind."""

    source: str
    what: str
    count: int


class SkippedCounter:
    """Counts the parts of a container that are no pages, by kind."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._counts: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """Count one part of this kind."""
        self._counts[what] += 1

    def totals(self) -> Iterator[Skipped]:
        """Yield each kind with its count, sorted."""
        for what, count in sorted(self._counts.items()):
            yield Skipped(self._source, what, count)
