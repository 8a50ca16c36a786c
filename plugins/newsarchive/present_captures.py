"""Which captures are there now, by the hashes of their bytes, and where the ledger says that one was."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from capture_import.archive.content_store import STATE_FOLDER
from capture_import.containers.capture import Capture, OutOfReach
from capture_import.containers.folder import file_to_captures, find_files, mark_file
from capture_import.containers.limits import Limits
from capture_import.forms.documents import EntryDocuments


def hash_captures(captures: Path) -> set[bytes]:
    """Return the hashes of all captures below a folder, those in containers too. Reads every file.

    Raises OSError where a folder or a file can't be read now: its captures may be there.
    """
    documents = EntryDocuments()
    hashes = set()
    for path in find_files([str(captures)]):
        for item in file_to_captures(path, Limits(), documents):
            if isinstance(item, OutOfReach):
                raise OSError(f"{item.source}: {item.reason}")
            if isinstance(item, Capture):
                hashes.add(bytes.fromhex(item.sha256))
    return hashes


class LedgerSources:
    """The files that captures came from, read from the import's ledger, which is not changed. It may be missing."""

    def __init__(self, content: Path) -> None:
        self._database: sqlite3.Connection | None = None
        path = content / STATE_FOLDER / "ledger.sqlite"
        if path.is_file():
            with suppress(sqlite3.Error):
                self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Close the ledger."""
        if self._database:
            self._database.close()

    def find_file(self, sha256: str) -> str:
        """Return the file in which a capture was found; "" where that is not known."""
        source = next(self._ask("SELECT source FROM capture WHERE sha256 = ?", sha256), ("",))[0]
        return str(source).partition("#")[0]

    def is_unchanged(self, file: str) -> bool:
        """Return whether a file is as large and as old as when the import read it."""
        mark = mark_file(file)
        row = next(self._ask("SELECT size, changed FROM file WHERE name = ?", file), None)
        return mark is not None and row == (mark.size, mark.mtime_ns)

    def _ask(self, query: str, value: str) -> Iterator[tuple[object, ...]]:
        if self._database is None:
            return
        try:
            with closing(self._database.execute(query, (value,))) as rows:
                yield from rows.fetchall()
        except sqlite3.Error:  # damaged, or of another release: the import will rebuild it
            return


def describe_source(file: str) -> str:
    """Return a file's path as a person writes it: relative to the folder of the call where it lies in it."""
    relative = os.path.relpath(file)
    return file if relative.startswith("..") else relative
