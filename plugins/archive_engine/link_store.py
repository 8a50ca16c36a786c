"""Marks, links and groups of articles: the tables of the source store that have them, and their queries.

Articles are numbered, so that rows are small. Nothing is decided here: `linking` has the rules.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from sys import byteorder
from typing import NamedTuple

from archive_engine.interface import NEAR, Placed

TABLES = """
CREATE TABLE story (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, data BLOB NOT NULL);
CREATE TABLE mark (
    mark INTEGER NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (mark, place, number)
) WITHOUT ROWID;
CREATE TABLE link (number INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (number, target)) WITHOUT ROWID;
CREATE INDEX link_target ON link (target, number);
CREATE TABLE grouped (
    number INTEGER PRIMARY KEY, first INTEGER NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL
);
CREATE INDEX grouped_first ON grouped (first, position);
CREATE TABLE regrouped (build INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (build, path)) WITHOUT ROWID;
CREATE TABLE kept_group (address TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX kept_group_path ON kept_group (path);
"""
# The part under which the table `digest` has marks.
PART = "marks"


class Story(NamedTuple):
    """An article that has marks: its number, the path of its source, its place in time, its marks."""

    number: int
    path: str
    place: int
    marks: Sequence[int]

    @property
    def placed(self) -> Placed:
        """The article as a grouper sees it."""
        return Placed(self.place, self.number)


class NearPaths(NamedTuple):
    """The sources of a group's first member, and of those just before and after one."""

    first: str
    earlier: Sequence[str]
    later: Sequence[str]


class LinkStore:
    """The tables of marks, links and groups in an open source store. The caller begins and commits."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base

    # Articles and marks

    def changed_stories(self, shown: str, seen: int | None = None) -> list[tuple[str, bytes]]:
        """Return (path, packed place and marks) of each article whose marks are not those of the table `story`.

        `shown` is the SQL condition under which a source is in lists. With `seen`, only the articles are looked at of
        which an edit was recorded after that build.
        """
        edited, numbers = _only_edited(seen)
        query = f"""
            SELECT path, digest.data FROM digest JOIN source USING (path) LEFT JOIN story USING (path)
            WHERE part = '{PART}' AND {shown} AND digest.data IS NOT story.data {edited} ORDER BY path
        """
        return self.base.execute(query, numbers).fetchall()

    def gone_stories(self, shown: str, seen: int | None = None) -> list[str]:
        """Return the paths of articles in the table `story` that are in no list any more; `seen` as above."""
        edited, numbers = _only_edited(seen)
        query = f"""
            SELECT path FROM story WHERE NOT EXISTS (
                SELECT 1 FROM source JOIN digest USING (path)
                WHERE source.path = story.path AND part = '{PART}' AND {shown}
            ) {edited} ORDER BY path
        """
        return [path for (path,) in self.base.execute(query, numbers)]

    def marked_stories(self, shown: str) -> Iterator[tuple[str, bytes]]:
        """Yield (path, packed place and marks) of each article that has marks, by path; `shown` as in
        `changed_stories`.
        """
        query = f"""
            SELECT path, digest.data FROM digest JOIN source USING (path)
            WHERE part = '{PART}' AND {shown} AND digest.data IS NOT NULL ORDER BY path
        """
        return iter(self.base.execute(query))

    def clear(self) -> None:
        """Forget all marks, links and groups; addresses that were kept stay, as no file has them."""
        for table in ("story", "mark", "link", "grouped"):
            self.base.execute(f"DELETE FROM {table}")

    def has_stories(self) -> bool:
        """Return whether any article has marks."""
        return self.base.execute("SELECT 1 FROM story LIMIT 1").fetchone() is not None

    def story_at(self, path: str) -> Story | None:
        """Return the article of a source; None where it has no marks."""
        row = self.base.execute("SELECT number, path, data FROM story WHERE path=?", (path,)).fetchone()
        return _row_to_story(*row) if row else None

    def story(self, number: int) -> Story:
        """Return an article by its number."""
        return _row_to_story(
            *self.base.execute("SELECT number, path, data FROM story WHERE number=?", (number,)).fetchone()
        )

    def path_of(self, number: int) -> str:
        """Return the path of an article's source."""
        path: str = self.base.execute("SELECT path FROM story WHERE number=?", (number,)).fetchone()[0]
        return path

    def put_story(self, path: str, data: bytes) -> Story:
        """Store an article under the number that its path has, or a new one, with its marks."""
        known = self.base.execute("SELECT number FROM story WHERE path=?", (path,)).fetchone()
        number = known[0] if known else None
        row = self.base.execute("INSERT OR REPLACE INTO story VALUES (?,?,?)", (number, path, data))
        return _row_to_story(int(row.lastrowid or 0) if number is None else number, path, data)

    def put_stories(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Store the first articles, given as (path, packed place and marks), numbered from 1 on."""
        self.base.executemany("INSERT INTO story VALUES (?,?,?)", ((at, *row) for at, row in enumerate(rows, 1)))

    def put_marks(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Store (mark, place, number) of articles."""
        self.base.executemany("INSERT OR IGNORE INTO mark VALUES (?,?,?)", rows)

    def remove_marks(self, story: Story) -> None:
        """Forget the marks of an article."""
        self.base.executemany(
            "DELETE FROM mark WHERE mark=? AND place=? AND number=?",
            [(mark, story.place, story.number) for mark in story.marks],
        )

    def remove_story(self, number: int) -> None:
        """Forget an article whose marks and links are gone."""
        self.base.execute("DELETE FROM story WHERE number=?", (number,))

    def before(self, mark: int, placed: Placed, most: int) -> list[Placed]:
        """Return up to so many articles with a mark just before one, in order of time."""
        query = (
            "SELECT place, number FROM mark WHERE mark=? AND (place, number) < (?, ?)"
            " ORDER BY place DESC, number DESC LIMIT ?"
        )
        return list(map(Placed._make, self.base.execute(query, (mark, *placed, most))))[::-1]

    def after(self, mark: int, placed: Placed, most: int) -> list[Placed]:
        """Return up to so many articles with a mark just after one, in order of time."""
        query = (
            "SELECT place, number FROM mark WHERE mark=? AND (place, number) > (?, ?) ORDER BY place, number LIMIT ?"
        )
        return list(map(Placed._make, self.base.execute(query, (mark, *placed, most))))

    # Links

    def targets(self, number: int) -> list[int]:
        """Return the articles that one links to."""
        rows = self.base.execute("SELECT target FROM link WHERE number=? ORDER BY target", (number,))
        return [target for (target,) in rows]

    def linking(self, number: int) -> list[int]:
        """Return the articles that link to one."""
        return [found for (found,) in self.base.execute("SELECT number FROM link WHERE target=?", (number,))]

    def put_links(self, rows: Iterable[tuple[int, int]]) -> None:
        """Store (number, target) of articles that had no links."""
        self.base.executemany("INSERT INTO link VALUES (?,?)", rows)

    def put_targets(self, number: int, targets: Iterable[int]) -> None:
        """Store the articles that one links to, in place of the earlier ones."""
        self.base.execute("DELETE FROM link WHERE number=?", (number,))
        self.base.executemany("INSERT INTO link VALUES (?,?)", [(number, target) for target in targets])

    # Groups

    def group_of(self, number: int) -> list[tuple[int, str]]:
        """Return (number, path) of the members of an article's group, in order; [] where it is in none."""
        query = (
            "SELECT number, path FROM grouped WHERE first = (SELECT first FROM grouped WHERE number=?)"
            " ORDER BY position"
        )
        return self.base.execute(query, (number,)).fetchall()

    def put_group(self, members: Sequence[tuple[int, str]]) -> None:
        """Store a group: (number, path) of its members, in order."""
        first = members[0][0]
        self.base.executemany(
            "INSERT INTO grouped VALUES (?,?,?,?)",
            [(number, first, position, path) for position, (number, path) in enumerate(members)],
        )

    def remove_groups(self, firsts: Iterable[int]) -> None:
        """Forget groups, by the numbers of their first members."""
        self.base.executemany("DELETE FROM grouped WHERE first=?", [(first,) for first in firsts])

    def has_groups(self) -> bool:
        """Return whether there is any group."""
        return self.base.execute("SELECT 1 FROM grouped LIMIT 1").fetchone() is not None

    def group_ends(self) -> Iterator[tuple[int, int]]:
        """Yield the ids of the sources of the first and the last member of each group."""
        # the index of groups has all that the ends follow from: of other members nothing is read
        query = """
            SELECT first.id, last.id FROM (SELECT first, max(position) AS last FROM grouped GROUP BY first) AS ends
            JOIN grouped AS a ON a.number = ends.first
            JOIN grouped AS b ON b.first = ends.first AND b.position = ends.last
            JOIN source AS first ON first.path = a.path JOIN source AS last ON last.path = b.path
        """
        return iter(self.base.execute(query))

    def first_paths(self) -> list[str]:
        """Return the source of the first member of each group."""
        return [path for (path,) in self.base.execute("SELECT path FROM grouped WHERE position=0 ORDER BY path")]

    def members_at(self, first: str) -> list[str]:
        """Return the sources of the members of the group that begins with a source; [] where none does."""
        query = "SELECT path FROM grouped WHERE first = (SELECT number FROM story WHERE path=?) ORDER BY position"
        return [path for (path,) in self.base.execute(query, (first,))]

    def near(self, path: str) -> NearPaths | None:
        """Return the neighbours in its group of a source; None where it is in none."""
        row = self.base.execute(
            "SELECT first, position FROM grouped WHERE number = (SELECT number FROM story WHERE path=?)", (path,)
        ).fetchone()
        if row is None:
            return None
        first, position = row
        query = (
            "SELECT position, path FROM grouped WHERE first=? AND (position=0 OR position BETWEEN ? AND ?) ORDER BY 1"
        )
        found = self.base.execute(query, (first, position - NEAR, position + NEAR)).fetchall()
        return NearPaths(
            found[0][1],
            [path for at, path in found if position - NEAR <= at < position],
            [path for at, path in found if at > position],
        )

    def note_regrouped(self, build: int, paths: Iterable[str]) -> None:
        """Record that a build found the groups of some sources changed."""
        self.base.executemany("INSERT OR IGNORE INTO regrouped VALUES (?,?)", [(build, path) for path in paths])

    def regrouped_since(self, build: int) -> list[str]:
        """Return the sources whose groups changed after a build."""
        rows = self.base.execute("SELECT DISTINCT path FROM regrouped WHERE build > ? ORDER BY path", (build,))
        return [path for (path,) in rows]

    # Old addresses

    def keep_address(self, address: str, path: str) -> None:
        """Keep an address where a group that began with a source had its page."""
        self.base.execute("INSERT OR REPLACE INTO kept_group VALUES (?,?)", (address, path))

    def kept_addresses(self) -> Iterator[tuple[str, str]]:
        """Yield (old address, source of the first member today) of each kept address that still leads to a group."""
        query = """
            SELECT address, first.path FROM kept_group JOIN story ON story.path = kept_group.path
            JOIN grouped USING (number) JOIN grouped AS first ON first.number = grouped.first ORDER BY address
        """
        return iter(self.base.execute(query).fetchall())


def _only_edited(seen: int | None) -> tuple[str, tuple[int, ...]]:
    """Return the SQL condition that leaves the edits after a build, and its values; none for None."""
    return ("", ()) if seen is None else ("AND path IN (SELECT path FROM edit WHERE build > ?)", (seen,))


def pack_story(place: int, marks: Iterable[int]) -> bytes:
    """Return a place and marks, each once, as the store has them.

    >>> unpack_story(pack_story(7, [3, 1, 3]))
    [7, 3, 1]
    """
    numbers = array("q", [place, *dict.fromkeys(marks)])
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpack_story(data: bytes) -> list[int]:
    """Return the place and the marks of `pack_story`."""
    numbers = array("q", data)
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tolist()


def _row_to_story(number: int, path: str, data: bytes) -> Story:
    place, *marks = unpack_story(data)
    return Story(number, path, place, marks)
