"""The files of an output folder as builds left them: one SQLite file for each output, in CACHE_PATH. Safe to delete.

A row describes one file that a planned build wrote. A file of another build is known from the folder's own list
(`manifest`), and has a row of the owner `EARLIER` until a planned build writes or removes it.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from archive_engine import list_store, packed_names
from archive_engine.database import Database, PathRange, prefix_range
from archive_engine.list_store import ListStore
from archive_engine.output import LeftFile, Stamp, Written
from archive_engine.packed_names import PackedNames
from newsrecord.folder_walk import is_folder
from newsrecord.sqlite_errors import is_damage

EARLIER = "earlier"
_FOLDER = "outputs"
_TABLES = f"""
CREATE TABLE page (
    save_as TEXT PRIMARY KEY, owner TEXT NOT NULL, fingerprint BLOB NOT NULL,
    digest BLOB NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX page_owner ON page (owner);
{packed_names.TABLES}{list_store.TABLES}"""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One file of the output as it was written. `owner` is the list, article or generator that it belongs to."""

    save_as: str
    owner: str
    fingerprint: bytes
    digest: bytes
    stamp: Stamp

    @property
    def left(self) -> LeftFile:
        """The file as it was written."""
        return LeftFile(self.digest, self.stamp)


class RenderedPage(NamedTuple):
    """A page that a build made: the file as it was written, the page's owner and its fingerprint."""

    written: Written
    owner: str
    fingerprint: bytes


class OwnedPath(NamedTuple):
    """A path in the output, and the owner of the page that is or was there."""

    save_as: str
    owner: str


class PageStore(Database):
    """The store of one output. Raises sqlite3.DatabaseError from any method where the file is broken."""

    file = "pages.sqlite"
    tables = _TABLES
    version = "3"

    def check(self) -> None:
        """Read the pages' stamps, as every build does first."""
        super().check()
        self.base.execute("SELECT count(mtime_ns) FROM page").fetchone()

    @cached_property
    def packed_names(self) -> PackedNames:
        """The paths of all files, packed for the output's list."""
        return PackedNames(self.base)

    @property
    def lists(self) -> ListStore:
        """The table of lists."""
        return ListStore(self.base)

    def has_pages(self) -> bool:
        """Return whether any page is known."""
        return self.base.execute("SELECT 1 FROM page LIMIT 1").fetchone() is not None

    def count_pages(self) -> int:
        """Return how many pages are known."""
        return int(self.base.execute("SELECT count(*) FROM page").fetchone()[0])

    def names(self) -> list[str]:
        """Return the path of every page, in order."""
        return [name for (name,) in self.base.execute("SELECT save_as FROM page ORDER BY save_as")]

    def cut(self, parts: int) -> list[PathRange]:
        """Return ranges of paths that together hold all pages, about as many in each; `parts` of them at most."""
        query = "SELECT save_as FROM page ORDER BY save_as LIMIT 1 OFFSET ?"
        count = self.count_pages()
        places = sorted({count * part // parts for part in range(1, parts)} - {0})
        starts = ["", *(self.base.execute(query, (place,)).fetchone()[0] for place in places)]
        return [PathRange(*pair) for pair in zip(starts, [*starts[1:], None], strict=True)]

    def page_stamps(self, within: PathRange) -> Iterator[tuple[str, int, int]]:
        """Yield the path of every page of a range, and its file's time in nanoseconds and size in bytes, by path."""
        condition, parameters = within.to_condition("save_as")
        query = f"SELECT save_as, mtime_ns, size FROM page WHERE {condition} ORDER BY save_as"
        return iter(self.base.execute(query, parameters))

    def pages_of(self, owner: str) -> list[StoredPage]:
        """Return the pages of one owner."""
        rows = self.base.execute(
            "SELECT save_as, owner, fingerprint, digest, mtime_ns, size FROM page WHERE owner=?", (owner,)
        )
        return [_row_to_page(row) for row in rows]

    def paths_of(self, owner: str) -> list[str]:
        """Return the paths of the pages of one owner."""
        return [save_as for (save_as,) in self.base.execute("SELECT save_as FROM page WHERE owner=?", (owner,))]

    def page(self, save_as: str) -> StoredPage | None:
        """Return one page; None where there is no such page."""
        row = self.base.execute(
            "SELECT save_as, owner, fingerprint, digest, mtime_ns, size FROM page WHERE save_as=?", (save_as,)
        ).fetchone()
        return _row_to_page(row) if row else None

    def owners(self) -> list[str]:
        """Return all owners of pages."""
        return [owner for (owner,) in self.base.execute("SELECT DISTINCT owner FROM page")]

    def owners_like(self, prefix: str) -> list[str]:
        """Return the owners of pages that begin with a prefix (ASCII)."""
        query = "SELECT DISTINCT owner FROM page WHERE owner >= ? AND owner < ?"
        return [owner for (owner,) in self.base.execute(query, prefix_range(prefix))]

    def weigh_owners(self, prefix: str) -> tuple[int, int]:
        """Return the number of the pages whose owners begin with a prefix (ASCII), and the bytes that they take."""
        query = "SELECT count(*), coalesce(sum(size), 0) FROM page WHERE owner >= ? AND owner < ?"
        count, size = self.base.execute(query, prefix_range(prefix)).fetchone()
        return int(count), int(size)

    def put_pages(self, pages: Iterable[RenderedPage]) -> None:
        """Store pages that were made, in place of those at the same paths."""
        rows = [
            (written.save_as, owner, fingerprint, written.digest, *written.stamp)
            for written, owner, fingerprint in pages
        ]
        self.base.executemany("INSERT OR REPLACE INTO page VALUES (?,?,?,?,?,?)", rows)
        self.packed_names.note_added(row[0] for row in rows)

    def put_earlier(self, names: Collection[str]) -> None:
        """Store files of which only the path is known; a path that has a row already keeps it."""
        self.base.executemany(
            f"INSERT OR IGNORE INTO page VALUES (?, '{EARLIER}', x'', x'', 0, 0)", ((name,) for name in names)
        )
        self.packed_names.note_added(names)

    def put_stamp(self, save_as: str, stamp: Stamp) -> None:
        """Store a new stamp for a page whose bytes are unchanged."""
        self.base.execute("UPDATE page SET mtime_ns=?, size=? WHERE save_as=?", (stamp.mtime_ns, stamp.size, save_as))

    def remove_pages(self, names: Collection[str]) -> None:
        """Forget pages."""
        self.base.executemany("DELETE FROM page WHERE save_as=?", [(name,) for name in names])
        self.packed_names.note_removed(names)


def _row_to_page(row: tuple[Any, ...]) -> StoredPage:
    return StoredPage(row[0], row[1], row[2], row[3], Stamp(row[4], row[5]))


def output_memory(cache: str, output: str) -> str:
    """Return the folder in CACHE_PATH that keeps the page store of one output folder.

    Its name follows from the relative path between the two, so that it is found again when both were moved together.
    """
    cache, output = os.path.realpath(cache), os.path.realpath(output)
    try:
        relative_path = os.path.relpath(output, cache).replace(os.sep, "/")
    except ValueError:  # on another drive
        relative_path = output
    digest = hashlib.blake2b(relative_path.encode("utf-8", "surrogatepass"), digest_size=8)
    return os.path.join(cache, _FOLDER, digest.hexdigest())


def find_output_path(cache: str, output: str) -> str:
    """Return the path of an output relative to the cache; a store whose output is gone is no longer of use."""
    try:
        return os.path.relpath(os.path.realpath(output), os.path.realpath(cache))
    except ValueError:  # on another drive
        return os.path.realpath(output)


def forget_output(folder: str) -> None:
    """Delete the page store of an output."""
    shutil.rmtree(folder, ignore_errors=True)


def forget_lost_outputs(cache: str, kept: str) -> None:
    """Delete the page stores of outputs that no longer exist, except the folder `kept`."""
    root = os.path.join(os.path.realpath(cache), _FOLDER)
    for name in os.listdir(root) if os.path.isdir(root) else ():
        folder = os.path.join(root, name)
        if folder == kept:
            continue
        try:
            store = PageStore(folder)
            try:
                relative_path = store.facts().get("output", "")
            finally:
                store.close()
        except OSError:
            continue
        except sqlite3.Error as error:
            if not is_damage(error):
                continue
            relative_path = ""
        with suppress(OSError):  # a disk that is not there now
            if not relative_path or not is_folder(os.path.join(os.path.realpath(cache), relative_path)):
                forget_output(folder)
