"""Files and folders of captures: which files there are, and the captures of each."""

import os
from collections.abc import Iterable, Iterator

from capture_import.capture import Capture, Unreadable
from capture_import.config import Limits

_IGNORED_NAMES = frozenset(["Thumbs.db", "desktop.ini"])


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """Give the files that are meant by some paths: files themselves, and all below folders, in the order of their names.

    Hidden files and folders below a given folder are passed over. Raises FileNotFoundError for a path that is not there.
    """
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(names):
                    if not name.startswith(".") and name not in _IGNORED_NAMES:
                        yield os.path.join(folder, name)
        elif os.path.exists(path):
            yield path
        else:
            raise FileNotFoundError(path)


def file_to_captures(path: str, limits: Limits) -> Iterator[Capture | Unreadable]:
    """Give the captures of a file, in their order."""
    try:
        size = os.path.getsize(path)
        if size > limits.capture_bytes:
            yield Unreadable(path, f"too large: {size} bytes, more than {limits.capture_bytes}")
            return
        with open(path, "rb") as file:
            yield Capture(path, file.read(limits.capture_bytes + 1))
    except OSError as error:
        yield Unreadable(path, f"the file can't be read: {error.strerror}")
