"""What an error of SQLite says of its file: that it is damaged, or that it can't be read or written now."""

import sqlite3

# Result codes (https://sqlite.org/rescode.html) of files that may be whole: no right to read or write, another process,
# no room, no memory.
_OUT_OF_REACH = frozenset(
    [
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOLFS,
    ]
)
_DAMAGE = frozenset([sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS])


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's result code without its extension; 0 for an error of Python's module (text not in UTF-8)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether an error is due to the file's content; it may be whole where it is not."""
    return getattr(error, "sqlite_errorcode", 0) in _DAMAGE or primary_code(error) not in _OUT_OF_REACH
