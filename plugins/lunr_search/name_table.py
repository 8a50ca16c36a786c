"""The names of tags and authors with their counts, by the beginnings of their words: two tables of the store."""

import sqlite3
from collections.abc import Callable, Mapping

NAME_SCHEMA = """
CREATE TABLE names (kind TEXT, name TEXT, url TEXT, count INTEGER, PRIMARY KEY (kind, name, url)) WITHOUT ROWID;
CREATE TABLE name_keys (key TEXT, kind TEXT, name TEXT, url TEXT, PRIMARY KEY (key, kind, name, url)) WITHOUT ROWID;
"""


class NameTable:
    """The names in an open store."""

    def __init__(self, database: sqlite3.Connection):
        self._database = database

    def update(self, changes: Mapping[tuple[str, str, str], int], name_to_keys: Callable[[str], set[str]]) -> set[str]:
        """Count names (kind, name, address) up or down; return the keys whose lists this changes."""
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
        """All keys that have names."""
        return [key for (key,) in self._database.execute("SELECT DISTINCT key FROM name_keys ORDER BY key")]

    def under(self, key: str) -> list[tuple[str, str, str, int]]:
        """Kind, name, address and count of the names under a key."""
        query = "SELECT kind, name, url, count FROM name_keys NATURAL JOIN names WHERE key = ?"
        return self._database.execute(query, (key,)).fetchall()
