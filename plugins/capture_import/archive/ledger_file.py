"""The ledger's file: opened by one import at a time, checked, and replaced by an empty one where it is damaged."""

import itertools
import sqlite3
from pathlib import Path
from typing import NamedTuple

from capture_import.archive.ledger_check import find_damage
from capture_import.archive.picture_ledger import PICTURE_SCHEMA
from newsrecord.sqlite_errors import is_damage, primary_code

_SCHEMA = (
    """
CREATE TABLE IF NOT EXISTS article (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, address TEXT NOT NULL, written TEXT NOT NULL, intended TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_by_address ON article (address) WHERE address != '';
CREATE TABLE IF NOT EXISTS capture (sha256 TEXT PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
    file TEXT, record INTEGER, suffix TEXT, sha256 TEXT, reason TEXT, PRIMARY KEY (file, record)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (key INTEGER PRIMARY KEY, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS other (sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS revisit (
    id INTEGER PRIMARY KEY, name TEXT, file TEXT, record INTEGER, suffix TEXT, keys TEXT, captured TEXT, meaning TEXT
);
CREATE TABLE IF NOT EXISTS signature (
    id INTEGER PRIMARY KEY, path TEXT UNIQUE, day INTEGER NOT NULL, signature BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS band (band INTEGER, id INTEGER, PRIMARY KEY (band, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, settings TEXT) WITHOUT ROWID;
"""
    + PICTURE_SCHEMA
)
VERSION = 7
# A ledger of these versions lacks tables, and is else as it should be.
_LACKING = (6,)
_NO_RIGHTS = "the import must be able to read and write it, and its folder: change their owner or rights"
_SECONDS_TO_WAIT = 2.0


class LedgerUnusable(OSError):
    """The ledger can't be opened, whatever is in it: another import has it open, or it may not be written."""


class _LedgerDamaged(Exception):
    """The file is no ledger, or a damaged one."""


class LedgerFile(NamedTuple):
    """An open ledger: its database, whether that is empty, and what was wrong with the file that it replaces."""

    database: sqlite3.Connection
    is_new: bool
    damage: str


def open_ledger_file(path: Path) -> LedgerFile:
    """Open a ledger, or an empty one in the place of a damaged one. Raises LedgerUnusable where it can't be opened."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        damage = ""
        if folder := next((name for name in _files(path) if name.is_dir()), None):
            damage = f"{folder.name} is a folder"
            discard_ledger(path)
        is_there = path.exists()
        try:
            database = _connect(path)
        except _LedgerDamaged as damaged:
            damage = str(damaged)
            discard_ledger(path)
            database = _connect(path)
        is_new = _version_of(database) == 0
        if is_new and is_there and not damage:
            damage = "empty"
        return LedgerFile(database, is_new, damage)
    except sqlite3.Error as error:
        raise LedgerUnusable(f"{path}: {error}: {_remedy(error)}") from error
    except PermissionError as error:
        raise LedgerUnusable(f"{error.filename}: {error.strerror}: {_NO_RIGHTS}") from error


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT, isolation_level="DEFERRED")
    try:
        # One import at a time: the lock is held until the process ends, however it ends.
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        # A killed process loses nothing this way. A power failure may damage the ledger, which is then rebuilt.
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("BEGIN EXCLUSIVE")
        database.commit()
        if damage := _find_damage(database):
            raise _LedgerDamaged(damage)
        database.executescript(_SCHEMA)
    except sqlite3.Error as error:
        database.close()
        if is_damage(error):
            raise _LedgerDamaged(str(error)) from error
        raise
    except UnicodeDecodeError as error:
        # SQLite's message names a part of the schema that is not UTF-8
        database.close()
        raise _LedgerDamaged("malformed database schema") from error
    except _LedgerDamaged:
        database.close()
        raise
    return database


def _find_damage(database: sqlite3.Connection) -> str:
    """Return what is wrong with an open ledger; "" for one that is whole or empty."""
    version = _version_of(database)
    if version in _LACKING:
        database.executescript(f"{_SCHEMA} PRAGMA user_version = {VERSION};")
        version = VERSION
    if version not in (0, VERSION):
        return "another version's"
    if version:
        return find_damage(database, _SCHEMA)
    is_begun = database.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]
    return "begun, but not ended" if is_begun else ""


def _version_of(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def discard_ledger(path: Path) -> None:
    """Remove a ledger that no process has open. A folder in its place may be a person's, and is renamed."""
    for file in _files(path):
        if file.is_dir():
            names = (file.with_name(f"{file.name}.{number}") for number in itertools.count(1))
            file.rename(next(name for name in names if not name.exists()))
        else:
            file.unlink(missing_ok=True)


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def _remedy(error: sqlite3.Error) -> str:
    if primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "is another import at work here? Wait for its end"
    if primary_code(error) == sqlite3.SQLITE_FULL:
        return "make room, then run the same command again to continue"
    return _NO_RIGHTS
