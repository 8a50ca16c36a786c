"""Which errors say nothing of the index' stored state: it may be whole, and must not be made anew for them."""

import sqlite3

from newsrecord import folder_walk
from newsrecord.sqlite_errors import is_damage


def is_out_of_reach(error: BaseException) -> bool:
    """Return whether an error means that a file can't be read or written now: the disk is full or fails, the file is
    another user's, too many files are open, there is no memory.
    """
    if isinstance(error, sqlite3.Error):
        return not is_damage(error)
    if isinstance(error, OSError):
        return folder_walk.is_out_of_reach(error)
    return isinstance(error, MemoryError)
