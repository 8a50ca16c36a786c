"""Which errors say nothing of the index' stored state: it may be whole, and must not be made anew for them."""

import errno
import sqlite3

from newsrecord.folder_walk import is_gone
from newsrecord.sqlite_errors import is_damage


def is_out_of_reach(error: BaseException) -> bool:
    """Return whether an error means that a file can't be read or written now: the disk is full or fails, the file is
    another user's, too many files are open, there is no memory.
    """
    if isinstance(error, sqlite3.Error):
        return not is_damage(error)
    if isinstance(error, OSError):
        # NumPy raises an OSError without a number for a file that holds no array; a folder in a file's place is damage
        return error.errno is not None and error.errno != errno.EISDIR and not is_gone(error)
    return isinstance(error, MemoryError)
