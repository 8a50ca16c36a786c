"""What the engine's SQLite files share: a version of the tables, facts by name, transactions. All are safe to delete.

They hold text, numbers and bytes (JSON, HTML, hashes), and no pickled objects. Every transaction leaves a file
consistent.
"""

import os
import sqlite3
from contextlib import suppress
from typing import ClassVar, Generic, NamedTuple, Self, TypeVar

from newsrecord.sqlite_errors import is_damage

_FACTS = "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
_SUFFIXES = ("", "-wal", "-shm", "-journal")

Store = TypeVar("Store")


class Opened(NamedTuple, Generic[Store]):
    """A store that was opened, and why it had to be rebuilt; None if it was used as it is, or is the first one."""

    store: Store
    reason: str | None


def prefix_range(prefix: str) -> tuple[str, str]:
    """Return the texts from which and before which all texts lie that begin with a prefix (ASCII, not empty).

    >>> prefix_range("tag/")
    ('tag/', 'tag0')
    """
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


class PathRange(NamedTuple):
    """The paths from `start` to before `end`, to the last one where `end` is None, in the order of their characters."""

    start: str
    end: str | None

    def to_condition(self, column: str) -> tuple[str, list[str]]:
        """Return a condition of SQL on a column of paths, and its parameters.

        >>> PathRange("a", "b").to_condition("path"), PathRange("b", None).to_condition("path")
        (('path >= ? AND path < ?', ['a', 'b']), ('path >= ?', ['b']))
        """
        if self.end is None:
            return f"{column} >= ?", [self.start]
        return f"{column} >= ? AND {column} < ?", [self.start, self.end]


EVERY_PATH = PathRange("", None)


class Database:
    """One SQLite file. Raises sqlite3.DatabaseError from any method where the file is broken."""

    file: ClassVar[str]
    tables: ClassVar[str]
    version: ClassVar[str]

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, self.file)
        os.makedirs(folder, exist_ok=True)
        self.base = sqlite3.connect(self.path, isolation_level=None, timeout=60)
        # most bodies fit into one page of this size; with smaller pages each body is a chain of them
        self.base.executescript(
            "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=1000;"
        )
        self.base.execute("PRAGMA cache_size=-16000")

    @classmethod
    def open_or_rebuild(cls, folder: str) -> Opened[Self]:
        """Open the store in a folder; replace it by an empty one if it is missing, broken or of another version.

        Raises sqlite3.OperationalError where it can't be read or written now: it may be whole.
        """
        reason = None
        store: Self | None = None
        try:
            store = cls(folder)
            version = store.read_version()
            if version == cls.version:
                store.check()
                return Opened(store, None)
            if version is not None:
                reason = f"the store {cls.file} is of another version of the engine"
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                if store is not None:
                    store.close()
                path = os.path.join(folder, cls.file)
                raised = sqlite3.OperationalError(f"{path} can't be read or written: {error}")
                raised.sqlite_errorcode = error.sqlite_errorcode  # `is_damage` goes by it
                raise raised from error
            reason = f"the store {cls.file} is broken"
        if reason or store is None:
            if store is not None:
                store.close()
            cls.delete(folder)
            store = cls(folder)
        store.make()
        return Opened(store, reason)

    @classmethod
    def delete(cls, folder: str) -> None:
        """Delete the file in a folder, where there is one."""
        for suffix in _SUFFIXES:
            with suppress(FileNotFoundError):
                os.remove(os.path.join(folder, cls.file) + suffix)

    def overwrite(self) -> None:
        """Write the file anew, so that nothing stays in it of what was deleted or replaced (SQLite, "VACUUM")."""
        self.base.execute("VACUUM")
        self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; changes that were not committed are lost."""
        self.base.close()

    def read_version(self) -> str | None:
        """Return the version of the file's tables; None where it is new."""
        if not self.base.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            return None
        return self.facts().get("version", "?")

    def make(self) -> None:
        """Make the tables of a new file."""
        self.base.executescript("BEGIN;" + _FACTS + self.tables + "COMMIT;")
        self.set_fact("version", self.version)

    def check(self) -> None:
        """Read what every build reads first. Raises sqlite3.DatabaseError if the file is broken."""
        self.facts()

    def begin(self) -> None:
        """Begin a transaction."""
        self.base.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit the transaction."""
        self.base.execute("COMMIT")

    def facts(self) -> dict[str, str]:
        """Return all facts by name."""
        return dict(self.base.execute("SELECT name, value FROM fact"))

    def set_fact(self, name: str, value: str) -> None:
        """Store a fact, in place of an earlier one of that name."""
        self.base.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))
