"""The index's data between builds: documents in SQLite, postings in arrays, in a folder that may be deleted at any
time.

Nothing in it is part of the site. A folder of another version, or a damaged one, counts as empty; one that another
build is writing is left alone. Damage is found by the files' seals when the folder is opened. A file that was changed
and has its old size and time is not found then, and may raise any error later: `find_damage` tells whether damage was
the cause, and the caller, who has all documents, has the index rebuilt.
"""

import json
import logging
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from lunr_search.class_table import CLASS_SCHEMA, ClassTable
from lunr_search.document_table import (
    DOCUMENT_SCHEMA,
    DocumentColumns,
    DocumentTable,
    load_columns,
    no_documents,
    save_columns,
)
from lunr_search.entry_files import EntryFiles
from lunr_search.name_table import NAME_SCHEMA, NameTable
from lunr_search.newest_postings import NewestPostings
from lunr_search.reach import is_out_of_reach
from lunr_search.seals import DamagedError, Seal, check_seals, make_seals, read_seals
from lunr_search.segment_files import SegmentWriter, load_segment, save_segment
from lunr_search.segments import Postings, Segment
from lunr_search.year_columns import YearColumns, load_year, save_year

log = logging.getLogger(__name__)

STORE_VERSION = 5
DAMAGED = "The search's data of earlier builds in %s are damaged (%s): the index is rebuilt."
PATIENCE_S = 5.0
"""How many seconds to wait for another build that uses the folder."""
_DATABASE = "documents.sqlite"
_ROWS = "documents.npy"
_DOCUMENTS = "documents"  # the fact that every commit writes
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
"""


class InUseError(RuntimeError):
    """Another build is writing the folder."""


def find_damage(folder: Path) -> str | None:
    """Return which file of a folder has changed since it was sealed; None for no file, or where that can't be told now.
    Reads all of them.
    """
    try:
        seals = read_seals(folder)
        with (folder / _DATABASE).open("rb") as file:
            check_seals(folder, seals, {_DATABASE: file}, is_thorough=True)
        return None if seals or _is_uncommitted(folder) else "its seals are gone"
    except (DamagedError, OSError, sqlite3.Error) as error:
        return None if is_out_of_reach(error) else str(error)


def _is_uncommitted(folder: Path) -> bool:
    """Return whether a folder was emptied, and nothing committed since: it has no seals then."""
    with closing(sqlite3.connect(folder / _DATABASE)) as database:
        return not database.execute("SELECT 1 FROM meta WHERE key = ?", (_DOCUMENTS,)).fetchone()


class OtherVersionError(RuntimeError):
    """The folder was written by another version, or is new."""


class Store:
    """The opened folder. Changes since `begin` take effect with `commit`; without it they are lost."""

    def __init__(self, folder: Path, version: str):
        """Open the folder; empty it where it is damaged or of another version.

        Raises InUseError after PATIENCE_S seconds; OSError, sqlite3.Error and MemoryError where it can't be read now.
        """
        self.folder = folder
        self._version = f"{STORE_VERSION} {version}"
        self._seals: dict[str, Seal] = {}
        self.segments: list[Segment] = []
        self._entries = EntryFiles(folder, [])
        self._open()
        try:
            self._load_or_empty()
        except BaseException:
            self.close()
            raise

    def _load_or_empty(self) -> None:
        try:
            self._load()
        except OtherVersionError as error:
            log.info("The search's folder %s is %s: the index is rebuilt.", self.folder, error)
            self.empty()
        except Exception as error:  # whatever else reading our own files raises, they are damaged
            self._raise_if_in_use(error)
            if is_out_of_reach(error):
                raise
            log.warning(DAMAGED, self.folder, error)
            self.empty()

    def _open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / _DATABASE
        path.touch()
        # held as long as SQLite has the file open: see `make_seals`
        self._file: BinaryIO = path.open("rb")
        self._database = sqlite3.connect(path, PATIENCE_S, isolation_level=None)

    def _raise_if_in_use(self, error: Exception) -> None:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise InUseError(
                f"Another build is using the search's folder {self.folder}: build again when it has ended."
            ) from error

    def _load(self) -> None:
        self._database.execute("PRAGMA synchronous=OFF")
        # as long as this is read, no other build can change the database's file
        self._database.execute("BEGIN")
        try:
            is_new = not self._database.execute("SELECT 1 FROM sqlite_master").fetchone()
            if is_new and not read_seals(self.folder):
                raise OtherVersionError("new")
            if not is_new and self.read_meta("version") != self._version:
                raise OtherVersionError("of another version")
            self._check()
            self.segments = [load_segment(self.folder / name) for name in self.read_meta("segments")]
            self._open_tables(load_columns(self.folder / self.read_meta(_DOCUMENTS)), self.read_meta("entries"))
        finally:
            self._database.execute("ROLLBACK")

    def _check(self) -> None:
        seals = read_seals(self.folder)
        if _DATABASE not in seals:
            raise DamagedError("its seals are gone")
        self._seals = check_seals(self.folder, seals, {_DATABASE: self._file})

    def empty(self) -> None:
        """Remove all that is stored. Raises InUseError."""
        self._raise_if_locked()
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._open()
        self._database.executescript("PRAGMA synchronous=OFF;" + _SCHEMA + DOCUMENT_SCHEMA + CLASS_SCHEMA + NAME_SCHEMA)
        self._seals = {}
        self.segments = []
        self._open_tables(no_documents(), [])
        self.write_meta("version", self._version)
        self.write_meta("segments", [])
        self.forget_years()

    def _open_tables(self, columns: DocumentColumns, entries: Iterable[int]) -> None:
        self._entries.close()
        self._entries = EntryFiles(self.folder, entries)
        self.documents = DocumentTable(self._database, columns, self._entries)
        self.classed = ClassTable(self._database)
        self.names = NameTable(self._database)

    def _raise_if_locked(self) -> None:
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")
        try:
            self._database.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            self._raise_if_in_use(error)
        else:
            self._database.execute("ROLLBACK")

    # ---------------------------------------------------------------- transactions

    def begin(self) -> None:
        """Begin a transaction, which keeps other builds out until the store is closed. Raises InUseError."""
        try:
            # the lock stays until the store is closed, and so until what was written is sealed
            self._database.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            self._raise_if_in_use(error)
            raise

    def commit(self) -> None:
        """Keep all changes since `begin`, remove files that are no longer used, and seal the others."""
        columns = self.documents.columns
        self._entries.merge(columns.places, columns.sizes)
        name = self._free_name("documents")
        save_columns(self.folder / name, columns)
        self.write_meta(_DOCUMENTS, name)
        self.write_meta("entries", self._entries.numbers)
        self._database.execute("COMMIT")
        kept = {
            *self._entries.names,
            *self.read_meta("segments"),
            *self.read_meta("years").values(),
            *map(self.read_meta, ("newest", _DOCUMENTS, "counts", "terms")),
        }
        for path in self.folder.iterdir():
            if path.name not in kept and not path.name.startswith(_DATABASE):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        self._seals = make_seals(self.folder, self._seals, {_DATABASE: self._file})

    def roll_back(self) -> None:
        """Undo all changes since `begin`."""
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")
        if self._seals:
            self._load()
        else:  # nothing was committed since it was emptied
            self.empty()

    def close(self) -> None:
        """Close the database."""
        self.segments = []
        self._entries.close()
        self._database.close()
        self._file.close()

    # ---------------------------------------------------------------------- values

    def read_meta(self, key: str) -> Any:
        """Return the JSON value stored under a key, or None. Any: each key has its own type, known to its reader."""
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row and json.loads(row[0])

    def write_meta(self, key: str, value: object) -> None:
        """Store a JSON value under a key."""
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))

    def read_files(self) -> set[str]:
        """Return the paths of all files that the index had after the last build, from the site's root."""
        return set(self.read_meta("files"))

    def write_files(self, files: Iterable[str]) -> None:
        """Store the paths of all files of the index."""
        self.write_meta("files", sorted(files))

    def read_identities(self, kind: str) -> dict[str, int]:
        """Return the checksums that `write_identities` stored for files of this kind, by key."""
        identities: dict[str, int] = self.read_meta(f"identities {kind}")
        return identities

    def write_identities(self, kind: str, identities: Mapping[str, int]) -> None:
        """Store the checksums of one kind of files, by key (`plan.identify_files`)."""
        self.write_meta(f"identities {kind}", identities)

    def read_vocabulary(self) -> tuple[list[str], np.ndarray]:
        """Return all sorted terms, and the number of postings of each."""
        text = (self.folder / self.read_meta("terms")).read_text("utf-8")
        return text.split("\n") if text else [], np.load(self.folder / self.read_meta("counts"))

    def write_vocabulary(self, terms: Sequence[str], counts: np.ndarray) -> None:
        """Store all sorted terms, and the number of postings of each."""
        name = self._free_name("terms", ".txt")
        (self.folder / name).write_text("\n".join(terms), "utf-8")
        self.write_meta("terms", name)
        self.write_meta("counts", self._save_array("counts", counts))

    def read_year(self, year: int) -> YearColumns | None:
        """Return the columns of a year; None where it has no documents."""
        name = self.read_meta("years").get(str(year))
        return load_year(self.folder / name) if name else None

    def write_year(self, year: int, columns: YearColumns | None) -> None:
        """Store the columns of a year; None where it has no documents."""
        names = self.read_meta("years")
        names.pop(str(year), None)
        if columns is not None:
            names[str(year)] = name = self._free_name(f"year-{year}", ".npz")
            save_year(self.folder / name, columns)
        self.write_meta("years", names)

    def forget_years(self) -> None:
        """Forget the columns of all years; their files go with `commit`."""
        self.write_meta("years", {})

    def _save_array(self, stem: str, values: np.ndarray) -> str:
        name = self._free_name(stem, ".npy")
        np.save(self.folder / name, values)
        return name

    def _free_name(self, stem: str, suffix: str = "") -> str:
        taken = {path.name for path in self.folder.iterdir()}
        return next(name for number in range(len(taken) + 1) if (name := f"{stem}-{number}{suffix}") not in taken)

    # -------------------------------------------------------------------- postings

    def add_segment(self, segment: Segment) -> Segment:
        """Store another segment; return it mapped from disk, so that its arrays can leave memory."""
        name = self._free_name("segment")
        save_segment(self.folder / name, segment)
        self.segments.append(load_segment(self.folder / name))
        self.write_meta("segments", [*self.read_meta("segments"), name])
        return self.segments[-1]

    def begin_merge(self, segments: Sequence[Segment]) -> SegmentWriter:
        """Return a writer for a segment that is to hold the postings of all of these."""
        return self._begin_segment("segment", segments)

    def _begin_segment(self, stem: str, segments: Sequence[Segment]) -> SegmentWriter:
        name = self._free_name(stem)
        (self.folder / name).mkdir()
        return SegmentWriter(self.folder / name, segments)

    def read_newest(self) -> NewestPostings | None:
        """Return the postings of the newest documents, as the last build kept them; None where it kept none."""
        name = self.read_meta("newest")
        if not name:
            return None
        return NewestPostings(np.load(self.folder / name / _ROWS), load_segment(self.folder / name))

    def write_newest(self, rows: np.ndarray, terms: Sequence[str], postings: Postings) -> None:
        """Keep the postings of the newest documents, given their rows; `postings` are those of these terms."""
        if not terms:
            self.write_meta("newest", None)
            return
        writer = self._begin_segment("newest", self.segments)
        writer.add(postings)
        writer.finish(terms)
        np.save(writer.folder / _ROWS, rows)
        self.write_meta("newest", writer.folder.name)

    def replace_segments(self, merged: Collection[int], writer: SegmentWriter) -> None:
        """Finish a merge: the written segment replaces those with these indexes."""
        names = self.read_meta("segments")
        others = [index for index in range(len(names)) if index not in merged]
        self.write_meta("segments", [writer.folder.name, *(names[index] for index in others)])
        self.segments = [load_segment(writer.folder), *(self.segments[index] for index in others)]
