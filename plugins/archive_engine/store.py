"""What was read and what was written, kept between builds in one SQLite file in CACHE_PATH. Safe to delete.

Everything in it is text, numbers and bytes that mean nothing to Python: JSON, HTML, hashes. What a fingerprint is made of is
not known here. The file is left consistent by every transaction; `is_whole` says whether the last build came to its end.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive_engine.output import Stamp, Written

# Changes with the tables below: a store of another version is made anew.
VERSION = "3"
FILE = "archive-engine.sqlite"

_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    path TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, hash BLOB NOT NULL,
    problem TEXT, wanted TEXT, save_as TEXT, slug TEXT, status TEXT, date TEXT, summary TEXT
);
CREATE INDEX source_stamp ON source (path, mtime_ns, size);
CREATE INDEX source_unlisted ON source (path) WHERE summary IS NOT NULL AND status <> 'published';
CREATE INDEX source_problem ON source (path) WHERE problem IS NOT NULL;
CREATE TABLE body (path TEXT PRIMARY KEY, metadata TEXT, body TEXT);
CREATE TABLE digest (path TEXT NOT NULL, part TEXT NOT NULL, data BLOB, PRIMARY KEY (part, path)) WITHOUT ROWID;
CREATE TABLE page (
    save_as TEXT PRIMARY KEY, owner TEXT NOT NULL, fingerprint BLOB NOT NULL,
    digest BLOB NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX page_owner ON page (owner);
"""


@dataclass(slots=True)
class Source:
    """One file of the content as it was read: its data, or the problem for which it was set aside.

    `wanted` is where it would be saved were it alone, `save_as` where it is. `problem` without `summary` is a file that no page is made of; with it, one that was mended to fit.
    """

    path: str
    stamp: Stamp
    hash: bytes
    problem: str | None = None
    wanted: str | None = None
    save_as: str | None = None
    slug: str | None = None
    status: str | None = None
    date: str | None = None
    summary: str | None = None
    metadata: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the output as it was left. `owner` is the list, article or generator that it belongs to."""

    save_as: str
    owner: str
    fingerprint: bytes
    digest: bytes
    stamp: Stamp


class Store:
    """The store of one project. Raises sqlite3.DatabaseError from any method where the file is broken."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, FILE)
        os.makedirs(folder, exist_ok=True)
        self.base = sqlite3.connect(self.path, isolation_level=None, timeout=60)
        self.base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=20000;")
        self.base.execute("PRAGMA cache_size=-16000")

    def close(self) -> None:
        """Close the file; what was not committed is gone."""
        self.base.close()

    def remove(self) -> None:
        """Close and delete the file."""
        self.close()
        for suffix in ("", "-wal", "-shm", "-journal"):
            try:
                os.remove(self.path + suffix)
            except FileNotFoundError:
                pass

    def version(self) -> str | None:
        """Give the version of the file's tables; None where it is new. Raises sqlite3.DatabaseError where it is broken."""
        if not self.base.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            return None
        return self.facts().get("version", "?")

    def make(self) -> None:
        """Make the tables of a new file."""
        self.base.executescript("BEGIN;" + _TABLES + "COMMIT;")
        self.set_fact("version", VERSION)

    def check(self) -> None:
        """Look at the sources, which the build begins with. Raises sqlite3.DatabaseError where the file is broken."""
        self.base.execute("SELECT count(*) FROM source").fetchone()

    def begin(self) -> None:
        """Begin a transaction."""
        self.base.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make what was put since `begin` stay."""
        self.base.execute("COMMIT")

    def facts(self) -> dict[str, str]:
        """Give all facts by name."""
        return dict(self.base.execute("SELECT name, value FROM fact"))

    def set_fact(self, name: str, value: str) -> None:
        """Keep a fact."""
        self.base.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Give each source's (mtime_ns, size) by path."""
        return {
            path: (mtime, size) for path, mtime, size in self.base.execute("SELECT path, mtime_ns, size FROM source")
        }

    def source(self, path: str) -> Source | None:
        """Give one source, without its metadata and body."""
        row = self.base.execute(
            "SELECT mtime_ns, size, hash, problem, wanted, save_as, slug, status, date, summary FROM source WHERE path=?",
            (path,),
        ).fetchone()
        return Source(path, Stamp(row[0], row[1]), *row[2:]) if row else None

    def body(self, path: str) -> tuple[str, str] | None:
        """Give one source's metadata and rendered body."""
        return self.base.execute("SELECT metadata, body FROM body WHERE path=?", (path,)).fetchone()

    def bodies(self, paths: list[str]) -> dict[str, tuple[str, str]]:
        """Give the metadata and rendered bodies of some sources, by path; at most a few hundred."""
        marks = ",".join("?" * len(paths))
        rows = self.base.execute(f"SELECT path, metadata, body FROM body WHERE path IN ({marks})", paths)
        return {path: (metadata, body) for path, metadata, body in rows}

    def outlines(self, status: str) -> Iterator[tuple[str, str, bytes, str]]:
        """Give (path, save_as, hash, summary) of every source of this status that pages are made of, by path."""
        query = "SELECT path, save_as, hash, summary FROM source WHERE summary IS NOT NULL AND status=? ORDER BY path"
        return iter(self.base.execute(query, (status,)))

    def outline(self, path: str) -> tuple[str, bytes, str]:
        """Give (save_as, hash, summary) of one source that a page is made of."""
        return self.base.execute("SELECT save_as, hash, summary FROM source WHERE path=?", (path,)).fetchone()

    def hidden_paths(self) -> list[str]:
        """Give the sources of the pages that stand in no list: drafts and hidden ones."""
        query = "SELECT path FROM source WHERE summary IS NOT NULL AND status <> 'published' ORDER BY path"
        return [path for (path,) in self.base.execute(query)]

    def places(self) -> Iterator[tuple[str, str, str]]:
        """Give (path, wanted, save_as) of every source that pages are made of, by path."""
        return iter(
            self.base.execute("SELECT path, wanted, save_as FROM source WHERE summary IS NOT NULL ORDER BY path")
        )

    def dated_paths(self) -> list[tuple[str, str]]:
        """Give (path, date) of every published source that pages are made of, by path."""
        query = "SELECT path, date FROM source WHERE summary IS NOT NULL AND status='published' ORDER BY path"
        return self.base.execute(query).fetchall()

    def hashes(self) -> dict[str, bytes]:
        """Give every source's hash by path."""
        return dict(self.base.execute("SELECT path, hash FROM source"))

    def problems(self) -> list[tuple[str, str, bool]]:
        """Give (path, problem, whether it is set aside) of every source that has one."""
        return list(
            self.base.execute(
                "SELECT path, problem, summary IS NULL FROM source WHERE problem IS NOT NULL ORDER BY path"
            )
        )

    def put_sources(self, sources: Iterable[Source]) -> None:
        """Keep sources, in place of what was kept of the same paths."""
        sources = list(sources)
        self.base.executemany(
            "INSERT OR REPLACE INTO source VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    s.path,
                    s.stamp.mtime_ns,
                    s.stamp.size,
                    s.hash,
                    s.problem,
                    s.wanted,
                    s.save_as,
                    s.slug,
                    s.status,
                    s.date,
                    s.summary,
                )
                for s in sources
            ),
        )
        self.base.executemany(
            "INSERT OR REPLACE INTO body VALUES (?,?,?)", ((s.path, s.metadata, s.body) for s in sources)
        )

    def touch_source(self, path: str, stamp: Stamp) -> None:
        """Keep another stamp for a source whose bytes are the same."""
        self.base.execute("UPDATE source SET mtime_ns=?, size=? WHERE path=?", (stamp.mtime_ns, stamp.size, path))

    def remove_sources(self, paths: Iterable[str]) -> None:
        """Forget sources and their digests."""
        paths = [(path,) for path in paths]
        for table in ("source", "body"):
            self.base.executemany(f"DELETE FROM {table} WHERE path=?", paths)
        parts = [part for (part,) in self.base.execute("SELECT DISTINCT part FROM digest")] if paths else []
        for part in parts:
            self.base.executemany("DELETE FROM digest WHERE part=? AND path=?", [(part, path) for (path,) in paths])

    def remove_all_sources(self) -> None:
        """Forget all sources and digests."""
        for table in ("source", "body", "digest"):
            self.base.execute(f"DELETE FROM {table}")

    def forget_builds(self) -> None:
        """Forget all but which pages there are: nothing that was built is trusted, yet what has no source any more can be removed."""
        self.remove_all_sources()
        self.base.execute("DELETE FROM fact WHERE name <> 'version'")
        self.base.execute("UPDATE page SET fingerprint=x'', digest=x'', mtime_ns=0")

    def put_digests(self, rows: Iterable[tuple[str, str, str | bytes | None]]) -> None:
        """Keep (path, part, digest) rows."""
        self.base.executemany("INSERT OR REPLACE INTO digest VALUES (?,?,?)", rows)

    def digests(self, part: str) -> Iterator[tuple[str, str | bytes]]:
        """Give (path, digest) of every published source for one part, by path: one that was hidden or broken since keeps its row."""
        return iter(
            self.base.execute(
                "SELECT path, data FROM digest JOIN source USING (path)"
                " WHERE part=? AND data IS NOT NULL AND summary IS NOT NULL AND status='published' ORDER BY path",
                (part,),
            )
        )

    def digest(self, part: str, path: str) -> str | bytes | None:
        """Give one source's digest for one part."""
        row = self.base.execute("SELECT data FROM digest WHERE part=? AND path=?", (part, path)).fetchone()
        return row[0] if row else None

    def pages(self) -> Iterator[Page]:
        """Give every page."""
        for row in self.base.execute("SELECT save_as, owner, fingerprint, digest, mtime_ns, size FROM page"):
            yield Page(row[0], row[1], row[2], row[3], Stamp(row[4], row[5]))

    def page_stamps(self) -> list[tuple[str, str, int, int]]:
        """Give (save_as, owner, mtime_ns, size) of every page, by path."""
        return self.base.execute("SELECT save_as, owner, mtime_ns, size FROM page ORDER BY save_as").fetchall()

    def pages_of(self, owner: str) -> list[Page]:
        """Give the pages of one owner."""
        rows = self.base.execute(
            "SELECT save_as, owner, fingerprint, digest, mtime_ns, size FROM page WHERE owner=?", (owner,)
        )
        return [Page(row[0], row[1], row[2], row[3], Stamp(row[4], row[5])) for row in rows]

    def page(self, save_as: str) -> Page | None:
        """Give one page."""
        row = self.base.execute(
            "SELECT owner, fingerprint, digest, mtime_ns, size FROM page WHERE save_as=?", (save_as,)
        ).fetchone()
        return Page(save_as, row[0], row[1], row[2], Stamp(row[3], row[4])) if row else None

    def page_owner(self, save_as: str) -> str | None:
        """Give the owner of a page; None where there is no such page."""
        row = self.base.execute("SELECT owner FROM page WHERE save_as=?", (save_as,)).fetchone()
        return row[0] if row else None

    def owners(self) -> list[str]:
        """Give all owners of pages."""
        return [owner for (owner,) in self.base.execute("SELECT DISTINCT owner FROM page")]

    def put_pages(self, rows: Iterable[tuple[Written, str, bytes]]) -> None:
        """Keep (what was written, owner, fingerprint) rows."""
        self.base.executemany(
            "INSERT OR REPLACE INTO page VALUES (?,?,?,?,?,?)",
            (
                (w.save_as, owner, fingerprint, w.digest, w.stamp.mtime_ns, w.stamp.size)
                for w, owner, fingerprint in rows
            ),
        )

    def remove_pages(self, names: Iterable[str]) -> None:
        """Forget pages."""
        self.base.executemany("DELETE FROM page WHERE save_as=?", [(name,) for name in names])


def open_store(folder: str, *, is_ignored: bool = False) -> tuple[Store, str | None]:
    """Give the project's store, made anew where it is missing, broken, of another version or to be ignored, and why (or None)."""
    reason = None
    try:
        store = Store(folder)
        version = store.version()
        if version is not None and version != VERSION:
            reason = "the store is of another version of the engine"
        elif version is not None and is_ignored:
            store.forget_builds()
            return store, "the store is ignored, as asked"
        elif version is not None:
            store.check()
            return store, None
    except sqlite3.DatabaseError:
        reason = "the store is broken"
    if reason:
        remove_store(folder)
        store = Store(folder)
    store.make()
    return store, reason


def remove_store(folder: str) -> None:
    """Delete the project's store."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        try:
            os.remove(os.path.join(folder, FILE) + suffix)
        except FileNotFoundError:
            pass
