"""What lies in a container beside its pages and is none: pictures, styles, requests.

Counted by what it is, never one by one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """So many parts of a source that are no captures of pages; they are not among the captures that the report accounts
    for.
    """

    source: str
    what: str
    count: int


class SkippedCounter:
    """Counts what a container holds beside pages."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._counts: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """Count one."""
        self._counts[what] += 1

    def totals(self) -> Iterator[Skipped]:
        """Yield each kind with its number."""
        for what, count in sorted(self._counts.items()):
            yield Skipped(self._source, what, count)
