"""Walks through folders that never take for gone what only can't be looked at now: what is gone leaves the site, or is
overwritten.

The functions of `os.path` and `pathlib` say False for both, and `os.walk` yields nothing.
"""

import errno
import os
import stat
from collections.abc import Iterator

_NOTHING_THERE = frozenset([errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG])
# Folders that systems keep at the top of a disk, where nobody else may look. None is an archive's.
_OF_THE_SYSTEM = frozenset(
    ["lost+found", "System Volume Information", ".Trashes", ".Spotlight-V100", ".DocumentRevisions-V100"]
)


def is_gone(error: OSError) -> bool:
    """Return whether an error says that nothing is there: it vanished since it was listed, or is a link that leads
    nowhere or in a circle.
    """
    return error.errno in _NOTHING_THERE


def raise_unless_gone(error: OSError) -> None:
    """Raise an error unless it says that nothing is there."""
    if not is_gone(error):
        raise error


def is_out_of_reach(error: OSError) -> bool:
    """Return whether an error says that a file can't be read or written now: it may be whole, and there.

    Libraries raise an OSError without a number for what is damaged; a folder in a file's place is damage, too.
    """
    return error.errno is not None and error.errno != errno.EISDIR and not is_gone(error)


def is_passed_over(error: OSError) -> bool:
    """Return whether a folder whose listing raised this error may be left out: it is gone, or the system's own."""
    return is_gone(error) or os.path.basename(str(error.filename).rstrip(os.sep)) in _OF_THE_SYSTEM


def stat_if_there(path: str | os.PathLike[str]) -> os.stat_result | None:
    """Return the status of a file or folder, or of what a link leads to; None where nothing is there.

    Raises OSError where it can't be looked at.
    """
    try:
        return os.stat(path)
    except OSError as error:
        raise_unless_gone(error)
        return None


def is_file(path: str | os.PathLike[str]) -> bool:
    """Return whether there is such a file. Raises OSError where it can't be looked at."""
    status = stat_if_there(path)
    return status is not None and stat.S_ISREG(status.st_mode)


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Return whether there is such a folder. Raises OSError where it can't be looked at."""
    status = stat_if_there(path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def is_folder_entry(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry of a folder is a folder, or a link to one. Raises OSError where it can't be looked at."""
    try:
        return entry.is_dir()
    except OSError as error:
        raise_unless_gone(error)
        return False


def walk(top: str, *, follows_links: bool = False) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what `os.walk` yields: each folder, the names of its folders, from which the caller may remove some, and
    those of its other files.

    A link to a folder that the walk is in is not followed: the walk would never end there. Raises OSError for a folder
    that can't be listed, and for a file or folder that can't be looked at.
    """
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        names: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    (names if is_folder_entry(entry) else files).append(entry.name)
        except OSError as error:
            if not is_passed_over(error):
                raise
            continue
        if follows_links:
            names = [name for name in names if not _leads_back(os.path.join(folder, name), folder, top)]
        yield folder, names, files
        inner = [os.path.join(folder, name) for name in names]
        waiting += [path for path in reversed(inner) if follows_links or not os.path.islink(path)]


def _leads_back(path: str, folder: str, top: str) -> bool:
    return os.path.islink(path) and is_walked(os.path.realpath(path), folder, top)


def is_walked(real: str, folder: str, top: str) -> bool:
    """Return whether a folder, by its real path, is one that a walk from `top` is in when it is in `folder`, or lies
    above one of these: they may be links to elsewhere.
    """
    inner = os.path.join(real, "")
    below = os.path.relpath(folder, top)
    names = [] if below == os.curdir else below.split(os.sep)
    folders = (os.path.join(top, *names[:count]) for count in range(len(names) + 1))
    return any(os.path.join(os.path.realpath(each), "").startswith(inner) for each in folders)
