"""The names of tags and authors with their counts, by the first letters of their words: two tables of the store."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import NamedTuple

NAME_SCHEMA = """
CREATE TABLE names (kind TEXT, name TEXT, url TEXT, count INTEGER, PRIMARY KEY (kind, name, url)) WITHOUT ROWID;
CREATE TABLE name_keys (key TEXT, kind TEXT, name TEXT, url TEXT, PRIMARY KEY (key, kind, name, url)) WITHOUT ROWID;
"""


class Name(NamedTuple):
    """A tag or an author: `kind` is `tag` or `author`, `url` the URL of its page from the site's root."""

    kind: str
    name: str
    url: str


class CountedName(NamedTuple):
    """A name, as in Name, and how many articles have it."""

    kind: str
    name: str
    url: str
    articles: int


class NameTable:
    """The names in an open store."""

    def __init__(self, database: sqlite3.Connection):
        self._database = database

    def update(self, changes: Mapping[Name, int], name_to_keys: Callable[[str], set[str]]) -> set[str]:
        """Add `changes` to the counts of names; return the keys whose lists change.

        A list shows counts as powers of two, so that it changes when a count gains or loses a bit.
        """
        touched = set()
        for (kind, name, url), change in changes.items():
            if not change:
                continue
            row = self._database.execute(
                "SELECT count FROM names WHERE kind = ? AND name = ? AND url = ?", (kind, name, url)
            ).fetchone()
            before = row[0] if row else 0
            after = before + change
            keys = name_to_keys(name)
            if before.bit_length() != after.bit_length():
                touched |= keys
            if after > 0:
                self._database.execute("INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)", (kind, name, url, after))
                rows = [(key, kind, name, url) for key in keys]
                self._database.executemany("INSERT OR IGNORE INTO name_keys VALUES (?, ?, ?, ?)", rows)
            else:
                for table in ("names", "name_keys"):
                    self._database.execute(
                        f"DELETE FROM {table} WHERE kind = ? AND name = ? AND url = ?", (kind, name, url)
                    )
        return touched

    def keys(self) -> list[str]:
        """Return all keys that have names, sorted."""
        return [key for (key,) in self._database.execute("SELECT DISTINCT key FROM name_keys ORDER BY key")]

    def under(self, key: str) -> list[CountedName]:
        """Return the names under a key with their counts."""
        query = "SELECT kind, name, url, count FROM name_keys NATURAL JOIN names WHERE key = ?"
        return [CountedName(*row) for row in self._database.execute(query, (key,))]
