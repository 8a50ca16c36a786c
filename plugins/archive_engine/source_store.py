"""What was read of the content, kept between builds in one SQLite file in CACHE_PATH, for all outputs. Safe to delete.

A source is compared by the hash of its bytes; an equal time and size only save hashing it again. Every change of what
other pages show of an article is recorded with the number of the build that found it (table `edit`), so that each
output learns what was edited since it was last built.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from archive_engine import link_store
from archive_engine.database import EVERY_PATH, Database, PathRange
from archive_engine.interface import Watched
from archive_engine.link_store import LinkStore
from archive_engine.output import Stamp
from archive_engine.own_places import fold_place
from archive_engine.source_records import (
    DatedPath,
    Edit,
    ListedArticle,
    OtherFile,
    Outline,
    Source,
    SourceProblem,
    StoredBody,
    StoredDigest,
    TakenPlace,
    WantedPlace,
)
from newsrecord.sqlite_errors import is_damage

# Digests are long: in a table WITHOUT ROWID they would take twice the room (SQLite, "Clustered Indexes and the WITHOUT
# ROWID Optimization").
# A source without a page has no `summary`; a source that lost its place to another article has no `save_as`.
# What pages that show an article depend on; a BLOB, as `||` makes text of bytes.
_SHOWN = "CASE WHEN finished = x'' THEN hash ELSE CAST(hash || finished AS BLOB) END"
_BUILT = "summary IS NOT NULL AND save_as IS NOT NULL AND save_as <> ''"
SHOWN_IN_LISTS = f"{_BUILT} AND status = 'published'"
# The index of these is small: to count the others, each of which has long summaries, would read all of them.
_NOT_KEPT = f"(({SHOWN_IN_LISTS}) OR problem IS NOT NULL) IS NOT TRUE"
# `place` is that which a source wants, as all spellings of it share it; NULL where it wants no page.
_DISPLACED = "place IS NOT NULL AND (number <> 1 OR save_as IS NOT wanted)"
_TABLES = f"""
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, hash BLOB NOT NULL, problem TEXT,
    wanted TEXT, save_as TEXT, number INTEGER NOT NULL, conflict TEXT, slug TEXT, status TEXT, date TEXT, summary TEXT,
    finished BLOB NOT NULL, place TEXT
);
CREATE INDEX source_stamp ON source (path, mtime_ns, size);
CREATE INDEX source_unlisted ON source (path) WHERE {_BUILT} AND status <> 'published';
CREATE INDEX source_problem ON source (path) WHERE problem IS NOT NULL OR conflict IS NOT NULL;
CREATE INDEX source_place ON source (place, path) WHERE place IS NOT NULL;
CREATE INDEX source_displaced ON source (path) WHERE {_DISPLACED};
CREATE INDEX source_not_kept ON source (path) WHERE {_NOT_KEPT};
CREATE TABLE body (path TEXT PRIMARY KEY, metadata TEXT, body TEXT);
CREATE TABLE digest (path TEXT NOT NULL, part TEXT NOT NULL, data BLOB, PRIMARY KEY (part, path));
CREATE TABLE need (path TEXT NOT NULL, need TEXT NOT NULL, task TEXT NOT NULL, PRIMARY KEY (path, need)) WITHOUT ROWID;
CREATE TABLE watched (
    path TEXT NOT NULL, file TEXT NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (path, file)
) WITHOUT ROWID;
CREATE TABLE alias (path TEXT NOT NULL, address TEXT NOT NULL, PRIMARY KEY (path, address)) WITHOUT ROWID;
CREATE TABLE kept_alias (path TEXT NOT NULL, address TEXT NOT NULL, PRIMARY KEY (path, address)) WITHOUT ROWID;
CREATE TABLE edit (
    build INTEGER NOT NULL, path TEXT NOT NULL, before TEXT, before_id INTEGER, PRIMARY KEY (build, path)
) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, hash BLOB NOT NULL);
{link_store.TABLES}
"""
_READ = "mtime_ns, size, hash, problem, wanted, save_as, number, conflict, slug, status, date, summary, finished"
_COLUMNS = f"{_READ}, place"
# A source that is read again keeps its id: lists have their members by it.
_PUT = f"""
INSERT INTO source (path, {_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (path) DO UPDATE SET {", ".join(f"{name}=excluded.{name}" for name in _COLUMNS.split(", "))}
"""
# The parts that have digests, each found by the index: DISTINCT would look at all rows.
_PARTS = """
WITH RECURSIVE parts (part) AS (
    SELECT min(part) FROM digest
    UNION ALL SELECT (SELECT min(part) FROM digest WHERE digest.part > parts.part) FROM parts WHERE part IS NOT NULL
) SELECT part FROM parts WHERE part IS NOT NULL
"""


class SourceStore(Database):
    """The store of one project's content. Raises sqlite3.DatabaseError from any method where the file is broken."""

    file = "archive-engine.sqlite"
    tables = _TABLES
    version = "10"

    def make(self) -> None:
        """Make the tables of a new file, and a unique name: each output records the store that it was built from."""
        super().make()
        self.set_fact("name", os.urandom(8).hex())

    def check(self) -> None:
        """Read the sources, as every build does first."""
        super().check()
        self.base.execute("SELECT count(*) FROM source").fetchone()

    @property
    def links(self) -> LinkStore:
        """The tables of marks, links and groups."""
        return LinkStore(self.base)

    # Sources

    def count_sources(self) -> int:
        """Return how many sources are known."""
        return int(self.base.execute("SELECT count(*) FROM source").fetchone()[0])

    def stamps(self, within: PathRange = EVERY_PATH) -> Iterator[tuple[str, int, int]]:
        """Yield the path of every source of a range, its time in nanoseconds and its size in bytes, by path."""
        condition, parameters = within.to_condition("path")
        query = f"SELECT path, mtime_ns, size FROM source WHERE {condition} ORDER BY path"
        return iter(self.base.execute(query, parameters))

    def source(self, path: str) -> Source | None:
        """Return one source, without its metadata and body."""
        row = self.base.execute(f"SELECT {_READ} FROM source WHERE path=?", (path,)).fetchone()
        return Source(path, Stamp(row[0], row[1]), *row[2:]) if row else None

    def body(self, path: str) -> StoredBody | None:
        """Return one source's metadata and rendered body."""
        row = self.base.execute("SELECT metadata, body FROM body WHERE path=?", (path,)).fetchone()
        return StoredBody(*row) if row else None

    def bodies(self, paths: Sequence[str]) -> dict[str, StoredBody]:
        """Return the metadata and rendered bodies of some sources, by path; at most a few hundred."""
        marks = ",".join("?" * len(paths))
        rows = self.base.execute(f"SELECT path, metadata, body FROM body WHERE path IN ({marks})", list(paths))
        return {path: StoredBody(metadata, body) for path, metadata, body in rows}

    def listed_summaries(self) -> Iterator[tuple[int, str]]:
        """Yield (id, summaries) of every published source that has a page, by path."""
        return iter(self.base.execute(f"SELECT id, summary FROM source WHERE {SHOWN_IN_LISTS} ORDER BY path"))

    def listed_paths(self) -> dict[int, str]:
        """Return the path of every published source that has a page, by id."""
        return dict(self.base.execute(f"SELECT id, path FROM source WHERE {SHOWN_IN_LISTS}"))

    def summaries_at(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the summaries of some sources by id; at most a few hundred."""
        marks = ",".join("?" * len(ids))
        return dict(self.base.execute(f"SELECT id, summary FROM source WHERE id IN ({marks})", list(ids)))

    def listed_article(self, article_id: int) -> ListedArticle:
        """Return the article whose source has this id."""
        query = f"SELECT path, save_as, {_SHOWN} FROM source WHERE id=?"
        return ListedArticle(*self.base.execute(query, (article_id,)).fetchone())

    def id_of(self, path: str) -> int | None:
        """Return the id of a source; None where there is no such source."""
        row = self.base.execute("SELECT id FROM source WHERE path=?", (path,)).fetchone()
        return int(row[0]) if row else None

    def outline(self, path: str) -> Outline:
        """Return the outline of one source that has a page."""
        query = f"SELECT path, save_as, {_SHOWN}, summary FROM source WHERE path=?"
        return Outline(*self.base.execute(query, (path,)).fetchone())

    def hidden_paths(self, *, with_drafts: bool) -> list[str]:
        """Return the sources of the pages that are in no list: hidden ones and, if asked for, drafts."""
        query = f"SELECT path FROM source WHERE {_BUILT} AND status <> 'published'"
        query += "" if with_drafts else " AND status <> 'draft'"
        return [path for (path,) in self.base.execute(f"{query} ORDER BY path")]

    def displaced_sources(self) -> list[WantedPlace]:
        """Return every source that wants a page and does not have the place it wants, by path."""
        query = f"SELECT path, wanted, save_as, number FROM source WHERE {_DISPLACED} ORDER BY path"
        return list(map(WantedPlace._make, self.base.execute(query)))

    def contested_places(self, among: Iterable[str] | None = None) -> list[tuple[str, list[str]]]:
        """Return each place that several sources want, as `own_places.fold_place` gives it, with their paths in order;
        places in the order of their first paths. With `among`, of those alone that one of these sources wants.
        """
        if among is None:
            several = "SELECT place FROM source WHERE place IS NOT NULL GROUP BY place HAVING count(*) > 1"
            rows = self.base.execute(f"SELECT place, path FROM source WHERE place IN ({several}) ORDER BY place, path")
            wanting = {place: [path for _, path in group] for place, group in groupby(rows, itemgetter(0))}
        else:
            wanted = (self.base.execute("SELECT place FROM source WHERE path=?", (path,)).fetchone() for path in among)
            places = {row[0] for row in wanted if row is not None and row[0] is not None}
            query = "SELECT path FROM source WHERE place=? ORDER BY path"
            wanting = {place: [path for (path,) in self.base.execute(query, (place,))] for place in places}
        return sorted(((place, paths) for place, paths in wanting.items() if len(paths) > 1), key=itemgetter(1))

    def first_to_want(self, place: str) -> str | None:
        """Return the first source, by path, that wants a place (as `own_places.fold_place` gives it); None without."""
        found: str | None = self.base.execute("SELECT min(path) FROM source WHERE place=?", (place,)).fetchone()[0]
        return found

    def taken_places(self, *, with_drafts: bool, paths: Iterable[str] | None = None) -> Iterator[TakenPlace]:
        """Yield the place of every source that has a page, by path; with `paths`, of these sources in any order."""
        query = f"SELECT path, save_as FROM source WHERE {_BUILT}" + ("" if with_drafts else " AND status <> 'draft'")
        if paths is None:
            return map(TakenPlace._make, self.base.execute(f"{query} ORDER BY path"))
        rows = (self.base.execute(f"{query} AND path=?", (path,)).fetchone() for path in paths)
        return (TakenPlace(*row) for row in rows if row is not None)

    def dated_paths(self) -> list[DatedPath]:
        """Return every published source that has a page, by path."""
        query = f"SELECT path, date FROM source WHERE {_BUILT} AND status='published' ORDER BY path"
        return list(map(DatedPath._make, self.base.execute(query)))

    def count_kept(self) -> int:
        """Return the number of sources that are published or have a problem."""
        others = self.base.execute(f"SELECT count(*) FROM source WHERE {_NOT_KEPT}").fetchone()[0]
        return self.count_sources() - int(others)

    def shown_hashes(self) -> dict[str, bytes]:
        """Return the hash of every source joined to its place, by path: pages that show the source depend on both."""
        rows = self.base.execute(f"SELECT path, {_SHOWN}, save_as FROM source")
        return {path: digest + (save_as or "").encode("utf-8", "surrogatepass") for path, digest, save_as in rows}

    def problems(self) -> Iterator[SourceProblem]:
        """Yield the problem of each source that has one, by path."""
        query = (
            "SELECT path, problem, conflict, summary IS NULL OR save_as IS NULL FROM source"
            " WHERE problem IS NOT NULL OR conflict IS NOT NULL ORDER BY path"
        )
        for path, problem, conflict, is_rejected in self.base.execute(query):
            told = problem if conflict is None else f"{problem}; {conflict}" if problem else f"1: {conflict}"
            yield SourceProblem(path, told, bool(is_rejected))

    def put_source(self, source: Source) -> None:
        """Store a source, in place of an earlier one of the same path."""
        s = source
        self.base.execute(
            _PUT,
            (
                *(s.path, s.stamp.mtime_ns, s.stamp.size, s.hash, s.problem, s.wanted, s.save_as, s.number, s.conflict),
                *(s.slug, s.status, s.date, s.summary, s.finished),
                fold_place(s.wanted) if s.summary is not None and s.wanted else None,
            ),
        )
        self.base.execute("INSERT OR REPLACE INTO body VALUES (?,?,?)", (s.path, s.metadata, s.body))
        if s.needs:
            self.base.executemany("INSERT INTO need VALUES (?,?,?)", [(s.path, *row) for row in s.needs.items()])
        if s.aliases:
            self.base.executemany("INSERT INTO alias VALUES (?,?)", [(s.path, address) for address in s.aliases])
        if s.watched:
            self.base.executemany(
                "INSERT INTO watched VALUES (?,?,?,?,?)", [(s.path, file, *seen) for file, seen in s.watched.items()]
            )

    def all_summaries(self) -> Iterator[tuple[str, str]]:
        """Yield (path, summaries) of every source that has summaries, by path."""
        return iter(self.base.execute("SELECT path, summary FROM source WHERE summary IS NOT NULL ORDER BY path"))

    def mark_unread(self, paths: Iterable[str]) -> None:
        """Have sources read and converted again, though their bytes are unchanged."""
        rows = [(path,) for path in paths]
        self.base.executemany("UPDATE source SET mtime_ns=0, size=0, hash=x'' WHERE path=?", rows)

    def put_place(self, source: Source) -> None:
        """Store the place of a known source, and the values that depend on it."""
        s = source
        self.base.execute(
            "UPDATE source SET save_as=?, number=?, conflict=?, summary=? WHERE path=?",
            (s.save_as, s.number, s.conflict, s.summary, s.path),
        )
        self.base.execute("UPDATE body SET metadata=? WHERE path=?", (s.metadata, s.path))

    def put_stamp(self, path: str, stamp: Stamp) -> None:
        """Store a new stamp for a source whose bytes are unchanged."""
        self.base.execute("UPDATE source SET mtime_ns=?, size=? WHERE path=?", (stamp.mtime_ns, stamp.size, path))

    def remove_sources(self, paths: Iterable[str]) -> None:
        """Forget sources and their digests."""
        rows = [(path,) for path in paths]
        if not rows:
            return
        for table in ("source", "body", "need", "watched", "alias", "kept_alias", "kept_group"):
            self.base.executemany(f"DELETE FROM {table} WHERE path=?", rows)
        for (part,) in self.base.execute(_PARTS).fetchall():
            self.base.executemany("DELETE FROM digest WHERE part=? AND path=?", [(part, path) for (path,) in rows])

    def remove_all_sources(self) -> None:
        """Forget all sources and digests, and what was edited; addresses that were kept stay, as no file has them."""
        for table in ("source", "body", "digest", "edit", "need", "watched", "alias"):
            self.base.execute(f"DELETE FROM {table}")

    # Old addresses

    def keep_address(self, path: str, address: str) -> None:
        """Keep an address that a source's page had."""
        self.base.execute("INSERT OR IGNORE INTO kept_alias VALUES (?,?)", (path, address))

    def aliases(self, *, with_drafts: bool) -> Iterator[tuple[str, str, str, str, int]]:
        """Yield (source, old address, place of its page, its metadata, whether the engine kept the address) of every
        source that has a page.
        """
        shown = f"JOIN source USING (path) JOIN body USING (path) WHERE {_BUILT}"
        shown += "" if with_drafts else " AND status <> 'draft'"
        query = (
            f"SELECT path, address, save_as, metadata, 0 FROM alias {shown} UNION ALL "
            f"SELECT path, address, save_as, metadata, 1 FROM kept_alias {shown}"
        )
        return iter(self.base.execute(query).fetchall())

    # What finished bodies follow and need

    def forget_read(self, paths: Sequence[str]) -> None:
        """Forget the aliases of some sources, and what their finished bodies need and follow; at most a few hundred."""
        marks = ",".join("?" * len(paths))
        for table in ("need", "watched", "alias"):
            self.base.execute(f"DELETE FROM {table} WHERE path IN ({marks})", list(paths))

    def watched_files(self) -> Iterator[tuple[str, str, int, int]]:
        """Yield (file, source, mtime_ns, size) of each file that the finished body of a source follows, by file."""
        return iter(self.base.execute("SELECT file, path, mtime_ns, size FROM watched ORDER BY file"))

    def watched_of(self, path: str) -> dict[str, Watched]:
        """Return the files that one source's finished body follows, as they were seen."""
        rows = self.base.execute("SELECT file, mtime_ns, size, hash FROM watched WHERE path=?", (path,))
        return {file: Watched(*seen) for file, *seen in rows}

    def put_watched_stamp(self, path: str, file: str, stamp: tuple[int, int]) -> None:
        """Keep another stamp for a watched file whose bytes are the same."""
        self.base.execute("UPDATE watched SET mtime_ns=?, size=? WHERE path=? AND file=?", (*stamp, path, file))

    def needs(self, *, with_drafts: bool) -> dict[str, str]:
        """Return what the pages of this archive need in the output, each with the task that makes it."""
        query = f"SELECT need, max(task) FROM need JOIN source USING (path) WHERE {_BUILT}"
        query += "" if with_drafts else " AND status <> 'draft'"
        return dict(self.base.execute(f"{query} GROUP BY need ORDER BY need").fetchall())

    def all_needs(self) -> list[str]:
        """Return what the bodies of all sources need, be they built or not."""
        return [need for (need,) in self.base.execute("SELECT DISTINCT need FROM need")]

    # Digests

    def put_digests(self, digests: Iterable[StoredDigest]) -> None:
        """Store digests that indexes made of sources."""
        self.base.executemany("INSERT OR REPLACE INTO digest VALUES (?,?,?)", digests)

    def digests(self, part: str) -> Iterator[tuple[str, str | bytes]]:
        """Yield (path, digest) of every published source for one part, by path.

        A source that was hidden or rejected since keeps its row, and is left out.
        """
        query = (
            f"SELECT path, data FROM digest JOIN source USING (path) WHERE part=? AND data IS NOT NULL AND {_BUILT}"
            " AND status='published' ORDER BY path"
        )
        return iter(self.base.execute(query, (part,)))

    def digest(self, part: str, path: str) -> str | bytes | None:
        """Return one source's digest for one part."""
        row = self.base.execute("SELECT data FROM digest WHERE part=? AND path=?", (part, path)).fetchone()
        return row[0] if row else None

    # Edits

    def note_edit(self, build: int, path: str, before: str | None) -> None:
        """Record that a build found an article changed, and its summary before; the first record of a build counts."""
        known = "(SELECT id FROM source WHERE path=?)"
        self.base.execute(f"INSERT OR IGNORE INTO edit VALUES (?,?,?,{known})", (build, path, before, path))

    def has_edits(self, build: int) -> bool:
        """Return whether any edit is recorded under this build or a later one."""
        return self.base.execute("SELECT 1 FROM edit WHERE build >= ? LIMIT 1", (build,)).fetchone() is not None

    def edits_since(self, build: int) -> dict[str, Edit]:
        """Return the edits after a build, by path: the summary and the id of each article before and now."""
        query = f"""
            SELECT edit.path, edit.before, CASE WHEN {SHOWN_IN_LISTS} THEN summary END, edit.before_id, source.id
            FROM (SELECT path, min(build) AS build FROM edit WHERE build > ? GROUP BY path) AS first
            JOIN edit ON edit.path = first.path AND edit.build = first.build
            LEFT JOIN source ON source.path = edit.path ORDER BY edit.path
        """
        return {path: Edit(*values) for path, *values in self.base.execute(query, (build,))}

    def forget_edits(self, until: int) -> None:
        """Forget the edits of a build and of those before it, and whose groups they changed."""
        for table in ("edit", "regrouped"):
            self.base.execute(f"DELETE FROM {table} WHERE build <= ?", (until,))

    def count_edits(self) -> int:
        """Return how many edits are recorded."""
        return int(self.base.execute("SELECT count(*) FROM edit").fetchone()[0])

    # Other files

    def other_files(self) -> dict[str, OtherFile]:
        """Return every other file that pages depend on, by path."""
        rows = self.base.execute("SELECT path, mtime_ns, size, hash FROM file")
        return {path: OtherFile(path, Stamp(mtime_ns, size), digest) for path, mtime_ns, size, digest in rows}

    def put_other_files(self, files: Iterable[OtherFile]) -> None:
        """Store these files, in place of all earlier ones."""
        self.base.execute("DELETE FROM file")
        rows = ((file.path, *file.stamp, file.hash) for file in files)
        self.base.executemany("INSERT OR REPLACE INTO file VALUES (?,?,?,?)", rows)


def published_summary(source: Source | None) -> str | None:
    """Return the summary of an article that is in lists, else None."""
    return source.summary if source and source.status == "published" and source.save_as else None


def is_damaged(error: BaseException) -> bool:
    """Return whether an error means that a store's file is broken, not that the disk is full or the file is locked."""
    return isinstance(error, sqlite3.DatabaseError) and is_damage(error)
