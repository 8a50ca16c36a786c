"""The paths of an output's files as its list has them (`manifest`): JSON strings, packed by gzip in parts.

A part begins at a path whose checksum says so (content-defined chunking). So the parts follow from the paths alone, and
one path more or less changes one or two of them: a build after an edit packs these, and takes the others from the page
store. To pack a million paths takes seconds.
"""

import gzip
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence

TABLES = """
CREATE TABLE packed (start TEXT PRIMARY KEY, data BLOB);
"""
_MASK = 1023
"""A path begins a part when these bits of its checksum are 0: about one in a thousand."""
_LEVEL = 1  # the best level saves a sixth more, and takes several times as long
_MANY = 20_000  # after so many changes in one build, all parts are packed anew


def pack_text(text: str) -> bytes:
    """Return ASCII text as a member of a gzip file: the same bytes at any time."""
    return gzip.compress(text.encode("ascii"), _LEVEL, mtime=0)


SEPARATOR = pack_text(",\n")
"""Stands between two parts."""


def pack_names(names: Iterable[str]) -> Iterator[bytes]:
    """Yield the parts of sorted paths."""
    return (_pack(part) for part in _cut(names))


class PackedNames:
    """The parts that a page store keeps: one begins at each `start`, the first at "". Without `data` it has changed.

    All changes are made in the transaction of the caller.
    """

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self._changes = 0

    def note_added(self, names: Iterable[str]) -> None:
        """Note that paths have been added, or were there before."""
        for name in self._count(names):
            if _begins_part(name):
                self.base.execute("INSERT OR IGNORE INTO packed VALUES (?, NULL)", (name,))
                self._note("<", name)
            self._note("<=", name)

    def note_removed(self, names: Iterable[str]) -> None:
        """Note that paths have been removed."""
        for name in self._count(names):
            if _begins_part(name):
                self.base.execute("DELETE FROM packed WHERE start=?", (name,))
            self._note("<=", name)

    def pack(self) -> list[bytes]:
        """Pack the parts that have changed, and return all parts in order."""
        starts = [start for (start,) in self.base.execute("SELECT start FROM packed ORDER BY start")]
        if not starts:
            return self._pack_all()
        ends = dict(zip(starts, [*starts[1:], None], strict=True))
        changed = self.base.execute("SELECT start FROM packed WHERE data IS NULL").fetchall()
        rows = [(self._pack_between(start, ends[start]), start) for (start,) in changed]
        self.base.executemany("UPDATE packed SET data=? WHERE start=?", rows)
        return [data for (data,) in self.base.execute("SELECT data FROM packed ORDER BY start") if data]

    def _pack_all(self) -> list[bytes]:
        names = (name for (name,) in self.base.execute("SELECT save_as FROM page ORDER BY save_as"))
        rows = [("", b"")]
        rows += ((part[0] if _begins_part(part[0]) else "", _pack(part)) for part in _cut(names))
        self.base.executemany("INSERT OR REPLACE INTO packed VALUES (?, ?)", rows)
        return [data for _, data in rows if data]

    def _pack_between(self, start: str, end: str | None) -> bytes:
        query = "SELECT save_as FROM page WHERE save_as >= ?" + ("" if end is None else " AND save_as < ?")
        rows = self.base.execute(f"{query} ORDER BY save_as", [start] if end is None else [start, end])
        names = [name for (name,) in rows]
        return _pack(names) if names else b""

    def _note(self, relation: str, name: str) -> None:
        """Note that the last part has changed that begins before a path ("<"), or at it ("<=")."""
        last = f"SELECT max(start) FROM packed WHERE start {relation} ?"
        self.base.execute(f"UPDATE packed SET data=NULL WHERE start = ({last})", (name,))

    def _count(self, names: Iterable[str]) -> list[str]:
        """Return the paths whose parts are to be noted: none where no parts are kept, or too many have changed."""
        names = list(names)
        self._changes += len(names)
        if self._changes > _MANY:
            self.base.execute("DELETE FROM packed")
        return names if self.base.execute("SELECT 1 FROM packed LIMIT 1").fetchone() else []


def _begins_part(name: str) -> bool:
    return not zlib.crc32(name.encode("utf-8", "surrogatepass")) & _MASK


def _cut(names: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for name in names:
        if part and _begins_part(name):
            yield part
            part = []
        part.append(name)
    if part:
        yield part


def _pack(names: Sequence[str]) -> bytes:
    return pack_text(",\n".join(map(json.dumps, names)))
