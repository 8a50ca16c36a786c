"""Walks through folders that never take for gone what only can't be looked at now: what is gone leaves the site, or is
written over.
"""

import errno
import os
from collections.abc import Iterator

_NOTHING_THERE = frozenset([errno.ENOENT, errno.ENOTDIR, errno.ELOOP])


def is_gone(error: OSError) -> bool:
    """Return whether an error says that nothing is there: it vanished since it was listed, or is a link that leads
    nowhere or in a circle.
    """
    return error.errno in _NOTHING_THERE


def raise_unless_gone(error: OSError) -> None:
    """Raise an error unless it says that nothing is there."""
    if not is_gone(error):
        raise error


def stat_if_there(path: str) -> os.stat_result | None:
    """Return the status of a file or folder, or of what a link leads to; None where nothing is there.

    Raises OSError where it can't be looked at.
    """
    try:
        return os.stat(path)
    except OSError as error:
        raise_unless_gone(error)
        return None


def walk(top: str, *, follows_links: bool = False) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what `os.walk` yields: each folder, the names of its folders, from which the caller may remove some, and
    those of its other files.

    A link to a folder that the walk is in is not followed: the walk would never end there. Raises OSError for a folder
    that can't be listed.
    """
    for folder, names, files in os.walk(top, onerror=raise_unless_gone, followlinks=follows_links):
        if follows_links:
            names[:] = [name for name in names if not _leads_back(os.path.join(folder, name), folder, top)]
        yield folder, names, files


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
