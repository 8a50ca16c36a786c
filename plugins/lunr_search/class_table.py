"""The impact classes of common terms, as the last build wrote them: a table of the store."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from lunr_search.class_files import ClassedTerm
from lunr_search.impact import TermClasses

CLASS_SCHEMA = """
CREATE TABLE classes (term TEXT PRIMARY KEY, described TEXT) WITHOUT ROWID;
CREATE TABLE class_positions (term TEXT PRIMARY KEY, checksum INTEGER) WITHOUT ROWID;
"""


class ClassTable:
    """The classes of terms in an open store."""

    def __init__(self, database: sqlite3.Connection):
        self._database = database

    def read(self, term: str) -> ClassedTerm | None:
        """Return what is stored of a term; None where it has no classes."""
        found = self._database.execute("SELECT described FROM classes WHERE term = ?", (term,)).fetchone()
        if found is None:
            return None
        levels, postings, most, times, checksums = json.loads(found[0])
        classes = TermClasses(tuple(levels), tuple(postings), tuple(map(tuple, most)), tuple(map(tuple, times)))
        return ClassedTerm(classes, tuple(checksums))

    def write(self, classed: Mapping[str, ClassedTerm]) -> None:
        """Store the classes of terms."""
        rows = ((term, json.dumps([*found.classes, found.checksums])) for term, found in classed.items())
        self._database.executemany("INSERT OR REPLACE INTO classes VALUES (?, ?)", rows)

    def read_positions(self, term: str) -> int | None:
        """Return the checksum of a term's positions; None where it has no classes."""
        found = self._database.execute("SELECT checksum FROM class_positions WHERE term = ?", (term,)).fetchone()
        return None if found is None else int(found[0])

    def write_positions(self, checksums: Mapping[str, int]) -> None:
        """Store the checksums of terms' positions."""
        self._database.executemany("INSERT OR REPLACE INTO class_positions VALUES (?, ?)", checksums.items())

    def remove(self, with_scores: Iterable[str], with_positions: Iterable[str]) -> None:
        """Remove what is stored of the classes of terms, and of the positions of terms."""
        for table, terms in (("classes", with_scores), ("class_positions", with_positions)):
            self._database.executemany(f"DELETE FROM {table} WHERE term = ?", ((term,) for term in terms))

    def clear(self) -> None:
        """Remove all."""
        self._database.execute("DELETE FROM classes")
        self._database.execute("DELETE FROM class_positions")
