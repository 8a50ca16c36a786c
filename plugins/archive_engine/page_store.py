"""What an output folder holds and which build left it so: one SQLite file for each output, in CACHE_PATH. Safe to
delete.

Its rows describe what planned builds left in this folder, and nothing else: what another build put there is known from
the folder's own list (`manifest`) and stands here as an `EARLIER` page until a planned build makes it or removes it.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from archive_engine.database import Database
from archive_engine.output import LeftFile, Stamp, Written

EARLIER = "earlier"
_FOLDER = "outputs"
_TABLES = """
CREATE TABLE page (
    save_as TEXT PRIMARY KEY, owner TEXT NOT NULL, fingerprint BLOB NOT NULL,
    digest BLOB NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX page_owner ON page (owner);
"""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One file of the output as it was left. `owner` is the list, article or generator that it belongs to."""

    save_as: str
    owner: str
    fingerprint: bytes
    digest: bytes
    stamp: Stamp

    @property
    def left(self) -> LeftFile:
        """The file as it was left."""
        return LeftFile(self.digest, self.stamp)


class PageStamp(NamedTuple):
    """Whose a file of the output is, and how it was left."""

    save_as: str
    owner: str
    mtime_ns: int
    size: int


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
    version = "1"

    def check(self) -> None:
        """Look at the pages' stamps, which every build begins with."""
        super().check()
        self.base.execute("SELECT count(mtime_ns) FROM page").fetchone()

    def pages(self) -> Iterator[StoredPage]:
        """Yield every page."""
        for row in self.base.execute("SELECT save_as, owner, fingerprint, digest, mtime_ns, size FROM page"):
            yield _row_to_page(row)

    def has_pages(self) -> bool:
        """Return whether any page is known."""
        return self.base.execute("SELECT 1 FROM page LIMIT 1").fetchone() is not None

    def count_pages(self) -> int:
        """Return how many pages are known."""
        return int(self.base.execute("SELECT count(*) FROM page").fetchone()[0])

    def names(self) -> list[str]:
        """Return the path of every page, in order."""
        return [name for (name,) in self.base.execute("SELECT save_as FROM page ORDER BY save_as")]

    def page_stamps(self) -> Iterator[PageStamp]:
        """Return every page's stamp, by path. All are read at once: the store may change while they are looked at."""
        rows = self.base.execute("SELECT save_as, owner, mtime_ns, size FROM page ORDER BY save_as").fetchall()
        return map(PageStamp._make, rows)

    def pages_of(self, owner: str) -> list[StoredPage]:
        """Return the pages of one owner."""
        rows = self.base.execute(
            "SELECT save_as, owner, fingerprint, digest, mtime_ns, size FROM page WHERE owner=?", (owner,)
        )
        return [_row_to_page(row) for row in rows]

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
        return [owner for (owner,) in self.base.execute(query, (prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)))]

    def weigh_owners(self, prefix: str) -> tuple[int, int]:
        """Return the number of the pages whose owners begin with a prefix (ASCII), and the bytes that they take."""
        query = "SELECT count(*), coalesce(sum(size), 0) FROM page WHERE owner >= ? AND owner < ?"
        count, size = self.base.execute(query, (prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1))).fetchone()
        return int(count), int(size)

    def put_pages(self, pages: Iterable[RenderedPage]) -> None:
        """Keep what is known of pages that were made."""
        self.base.executemany(
            "INSERT OR REPLACE INTO page VALUES (?,?,?,?,?,?)",
            (
                (written.save_as, owner, fingerprint, written.digest, *written.stamp)
                for written, owner, fingerprint in pages
            ),
        )

    def put_earlier(self, names: Iterable[str]) -> None:
        """Keep files of which only the name is known, but for those that are known better."""
        self.base.executemany(
            f"INSERT OR IGNORE INTO page VALUES (?, '{EARLIER}', x'', x'', 0, 0)", ((name,) for name in names)
        )

    def put_stamp(self, save_as: str, stamp: Stamp) -> None:
        """Keep another stamp for a page whose bytes are the same."""
        self.base.execute("UPDATE page SET mtime_ns=?, size=? WHERE save_as=?", (stamp.mtime_ns, stamp.size, save_as))

    def remove_pages(self, names: Iterable[str]) -> None:
        """Forget pages."""
        self.base.executemany("DELETE FROM page WHERE save_as=?", [(name,) for name in names])


def _row_to_page(row: tuple[Any, ...]) -> StoredPage:
    return StoredPage(row[0], row[1], row[2], row[3], Stamp(row[4], row[5]))


def output_memory(cache: str, output: str) -> str:
    """Return the folder in CACHE_PATH for what is remembered of one output folder.

    It is found again when both were moved together: its name follows from the way from one to the other.
    """
    cache, output = os.path.realpath(cache), os.path.realpath(output)
    try:
        way = os.path.relpath(output, cache).replace(os.sep, "/")
    except ValueError:  # on another drive
        way = output
    return os.path.join(
        cache, _FOLDER, hashlib.blake2b(way.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    )


def way_to_output(cache: str, output: str) -> str:
    """Return the way from the cache to an output, by which a store is known to be still of use."""
    try:
        return os.path.relpath(os.path.realpath(output), os.path.realpath(cache))
    except ValueError:  # on another drive
        return os.path.realpath(output)


def forget_output(folder: str) -> None:
    """Delete all that is remembered of an output."""
    shutil.rmtree(folder, ignore_errors=True)


def forget_lost_outputs(cache: str, kept: str) -> None:
    """Delete what is remembered of outputs that are there no more, all but the folder `kept`."""
    root = os.path.join(os.path.realpath(cache), _FOLDER)
    for name in os.listdir(root) if os.path.isdir(root) else ():
        folder = os.path.join(root, name)
        if folder == kept:
            continue
        try:
            store = PageStore(folder)
            try:
                way = store.facts().get("output", "")
            finally:
                store.close()
        except (sqlite3.Error, OSError):
            way = ""
        if not way or not os.path.isdir(os.path.join(os.path.realpath(cache), way)):
            forget_output(folder)
