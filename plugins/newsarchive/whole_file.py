"""A file that is written whole or not at all: beside its place first, then moved there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class FileIsThere(Exception):
    """The file exists already, and is to stay."""


@contextmanager
def write_whole(path: Path, *, may_replace: bool = False) -> Iterator[Path]:
    """Give the path of an unfinished, empty file in the same folder; at the end it takes its place.

    After any error, Ctrl-C too, the unfinished file is deleted, and what stood at the place is as it was. Raises
    FileIsThere where the place is taken and not `may_replace`, OSError where nothing can be written there.
    """
    _check(path, may_replace)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.touch()
    except OSError as error:
        # the person knows the name of the file that was asked for
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        yield unfinished
        _check(path, may_replace)  # somebody may have written it meanwhile
        os.replace(unfinished, path)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _check(path: Path, may_replace: bool) -> None:
    if path.is_dir():
        raise FileIsThere(f"{path} is a folder: name a file in it")
    if not may_replace and os.path.lexists(path):
        raise FileIsThere(f"{path} exists already: name another file, or replace it with --force")
