"""What an import shows of the captures that it rejected: by reason, and each only once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsarchive.told import Told

SHOWN = 10
"""So many captures are listed of one kind of reason."""


@dataclass
class _Kind:
    """The rejections whose reasons begin alike: how many, and the lines of the first ones."""

    count: int = 0
    lines: list[str] = field(default_factory=list)


class Rejections:
    """The rejected captures of one import."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._kinds: dict[str, _Kind] = {}
        self._seen = 0

    def add(self, source: str, reason: str) -> None:
        """Add a rejected capture; one that was listed before is only counted."""
        if not self._told.add_rejection(source, reason):
            self._seen += 1
            return
        kind = self._kinds.setdefault(reason.partition(":")[0], _Kind())
        kind.count += 1
        if len(kind.lines) < SHOWN:
            kind.lines.append(f"rejected {source}: {reason}")

    def describe(self) -> Iterator[str]:
        """Yield the lines to show at the end: the most frequent kind of reason last, where it is seen first."""
        for name, kind in sorted(self._kinds.items(), key=lambda item: (item[1].count, item[0])):
            if len(self._kinds) > 1 or kind.count > SHOWN:
                yield f"{kind.count:,} rejected, {name}:"
            yield from kind.lines
            if kind.count > len(kind.lines):
                yield f"... and {kind.count - len(kind.lines):,} more; --report FILE names them all"
        if self._seen:
            yield f"{self._seen:,} rejected as in an earlier import, which listed them; --report FILE names them all"
