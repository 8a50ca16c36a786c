"""The lists of one output, kept between builds in its page store: of each list its members in order, its totals, its
link (see `interface`). A build after an edit reads and changes the lists that the edit touches, and no other.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from archive_engine.database import prefix_range

# All else stands before the members, which take a chain of pages in a long list.
TABLES = """
CREATE TABLE listed (
    owner TEXT PRIMARY KEY, count INTEGER NOT NULL, link TEXT, entry TEXT, shelf TEXT, totals TEXT NOT NULL,
    members BLOB NOT NULL
);
CREATE INDEX listed_shelf ON listed (shelf, owner) WHERE shelf IS NOT NULL;
"""
# The type of the members' ids: unsigned, of four bytes.
IDS = "I"


class KeptList(NamedTuple):
    """A list of this owner: the ids of its members in order, how many of them have each text that is counted, its link,
    what directories say of it and where it stands in them; None for none.
    """

    owner: str
    members: "array[int]"
    totals: Mapping[str, int]
    link: Any = None
    entry: Any = None
    shelf: str | None = None


class ListHead(NamedTuple):
    """How many members a list has, and its link."""

    size: int
    link: Any


class ListStore:
    """The table of lists. Raises sqlite3.DatabaseError from any method where the file is broken."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base

    def clear(self) -> None:
        """Forget all lists."""
        self.base.execute("DELETE FROM listed")

    def put(self, lists: Iterable[KeptList]) -> None:
        """Store lists, in place of earlier ones of the same owners."""
        rows = (
            (
                *(one.owner, len(one.members), _to_text(one.link), _to_text(one.entry), one.shelf),
                *(_to_text(one.totals or None) or "", one.members.tobytes()),
            )
            for one in lists
        )
        self.base.executemany("INSERT OR REPLACE INTO listed VALUES (?,?,?,?,?,?,?)", rows)

    def remove(self, owners: Iterable[str]) -> None:
        """Forget lists."""
        self.base.executemany("DELETE FROM listed WHERE owner=?", [(owner,) for owner in owners])

    def has(self, owner: str) -> bool:
        """Return whether there is a list of this owner."""
        return self.base.execute("SELECT 1 FROM listed WHERE owner=?", (owner,)).fetchone() is not None

    def head(self, owner: str) -> ListHead | None:
        """Return the head of a list; None where there is no such list."""
        row = self.base.execute("SELECT count, link FROM listed WHERE owner=?", (owner,)).fetchone()
        return ListHead(row[0], _to_value(row[1])) if row else None

    def members(self, owner: str) -> "array[int]":
        """Return the ids of a list's members in order; of none where there is no such list."""
        row = self.base.execute("SELECT members FROM listed WHERE owner=?", (owner,)).fetchone()
        return array(IDS, row[0] if row else b"")

    def put_column(self, name: str, data: bytes | bytearray) -> None:
        """Store a value of each article, side by side."""
        self.base.execute("INSERT OR REPLACE INTO listed VALUES (?,0,NULL,NULL,NULL,'',?)", (name, bytes(data)))

    def column(self, name: str) -> bytes:
        """Return a value of each article, side by side."""
        row = self.base.execute("SELECT members FROM listed WHERE owner=?", (name,)).fetchone()
        return row[0] if row else b""

    def totals(self, owner: str) -> dict[str, int]:
        """Return how many members of a list have each text that is counted."""
        row = self.base.execute("SELECT totals FROM listed WHERE owner=?", (owner,)).fetchone()
        return json.loads(row[0]) if row and row[0] else {}

    def entries(self, prefix: str) -> Iterator[tuple[str, int, Any, Any]]:
        """Yield owner, number of members, link and entry of each list whose owner begins with a prefix (ASCII), in
        order.
        """
        query = "SELECT owner, count, link, entry FROM listed WHERE owner >= ? AND owner < ? ORDER BY owner"
        for owner, count, link, entry in self.base.execute(query, prefix_range(prefix)):
            yield owner, count, _to_value(link), _to_value(entry)

    def shelved(self, prefix: str) -> Iterator[tuple[str, str, int, str | None, str]]:
        """Yield shelf, owner, number of members, link and entry (JSON text) of each list on a shelf whose name begins
        with a prefix (ASCII), by shelf and owner.
        """
        within = "shelf >= ? AND shelf < ? ORDER BY shelf, owner"
        query = f"SELECT shelf, owner, count, link, entry FROM listed WHERE {within}"
        return iter(self.base.execute(query, prefix_range(prefix)))

    def has_shelf(self, prefix: str) -> bool:
        """Return whether any list stands on a shelf whose name begins with a prefix (ASCII)."""
        query = "SELECT 1 FROM listed WHERE shelf >= ? AND shelf < ? LIMIT 1"
        return self.base.execute(query, prefix_range(prefix)).fetchone() is not None

    def counts(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Yield the owner and the number of members of each list whose owner begins with a prefix (ASCII), in order."""
        query = "SELECT owner, count FROM listed WHERE owner >= ? AND owner < ? ORDER BY owner"
        return iter(self.base.execute(query, prefix_range(prefix)))


def _to_value(text: str | None) -> Any:
    return json.loads(text) if text else None


def _to_text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
