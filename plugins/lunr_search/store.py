"""What the index remembers between builds, in a folder of its own that may be deleted: documents in SQLite, postings in
arrays.

Nothing here is part of the site. A folder of another version, or a damaged one, counts as empty; one that another build
is writing is left alone. Damage is found by the files' seals when the folder is opened. What shows only later, as a
file changed under its old time, raises whatever it comes to: `find_damage` says whether that is why, and whoever has
all documents rebuilds it.
"""

import json
import logging
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from lunr_search.postings import FIELD_BITS, FIELD_COUNT, Entry, row_to_entry
from lunr_search.seals import DamagedError, Seal, check_seals, make_seals, read_seals
from lunr_search.segments import Postings, Segment, check_segment

log = logging.getLogger(__name__)

STORE_VERSION = 2
BROKEN = "The search's memory in %s is broken (%s) and is rebuilt."
PATIENCE_S = 5.0
"""How long to wait for another build to let go of the folder."""
_ARRAYS = ("keys", "rows", "counts", "positions", "starts", "position_starts")
_DATABASE = "documents.sqlite"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE documents (
    row INTEGER PRIMARY KEY, source TEXT UNIQUE, url TEXT, day INTEGER, number INTEGER, checksum INTEGER, entry BLOB
);
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_number ON documents (number);
CREATE TABLE names (kind TEXT, name TEXT, url TEXT, count INTEGER, PRIMARY KEY (kind, name, url)) WITHOUT ROWID;
CREATE TABLE name_keys (key TEXT, kind TEXT, name TEXT, url TEXT, PRIMARY KEY (key, kind, name, url)) WITHOUT ROWID;
"""


class InUseError(RuntimeError):
    """Another build is writing the folder."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A remembered document; its row is its place in the table of lengths."""

    row: int
    day: int
    number: int
    entry: bytes


def find_damage(folder: Path) -> str | None:
    """Return what of a folder's files is not as it was left, every byte of them read; None where all is."""
    try:
        seals = read_seals(folder)
        with (folder / _DATABASE).open("rb") as file:
            check_seals(folder, seals, {_DATABASE: file}, is_thorough=True)
    except (DamagedError, OSError) as error:
        return str(error)
    return None if seals else "its seals are gone"


class SegmentWriter:
    """Writes a segment to its folder term by term, so that it need not lie in memory."""

    def __init__(self, folder: Path, segments: Sequence[Segment]):
        self.folder = folder
        widths = {
            name: max((getattr(each, name).dtype for each in segments), default=np.uint16)
            for name in ("counts", "positions")
        }
        self._types = {"keys": np.int32, "rows": np.uint32, **widths}
        self._files = {name: (folder / f"{name}.npy").open("wb") for name in self._types}
        self._sizes = dict.fromkeys(self._types, 0)
        for name in self._types:
            self._write_header(name)
        self._term_count = 0
        self._starts = [np.zeros(1, np.int64)]
        self._position_starts = [np.zeros(1, np.int64)]

    def _write_header(self, name: str) -> None:
        """NumPy's own header (version 1.0), with room for any size."""
        described = {"descr": np.lib.format.dtype_to_descr(np.dtype(self._types[name])), "fortran_order": False}
        text = repr({**described, "shape": (self._sizes[name],)}).ljust(117) + "\n"
        self._files[name].write(np.lib.format.magic(1, 0) + len(text).to_bytes(2, "little") + text.encode("ascii"))

    def add(self, postings: Postings) -> None:
        """Append the postings of the next terms."""
        count = int(postings.terms[-1]) + 1
        keys = postings.terms + self._term_count << FIELD_BITS | postings.fields
        columns = {"keys": keys, "rows": postings.rows, "counts": postings.counts, "positions": postings.positions}
        ends = np.append(0, np.cumsum(postings.counts, dtype=np.int64))
        starts = np.searchsorted(postings.terms, np.arange(1, count + 1))
        self._starts.append(starts + self._sizes["keys"])
        self._position_starts.append(ends[starts] + self._sizes["positions"])
        for name, values in columns.items():
            values.astype(self._types[name]).tofile(self._files[name])
            self._sizes[name] += len(values)
        self._term_count += count

    def finish(self, terms: Sequence[str]) -> None:
        """Write the rest; nothing can be added any more."""
        for name, file in self._files.items():
            file.seek(0)
            self._write_header(name)
            file.close()
        np.save(self.folder / "starts.npy", np.concatenate(self._starts))
        np.save(self.folder / "position_starts.npy", np.concatenate(self._position_starts))
        (self.folder / "terms.txt").write_text("\n".join(terms), "utf-8")


class OtherVersionError(RuntimeError):
    """The folder was written by another version, or by none yet."""


class Store:
    """The folder, opened. Changes are kept once `commit` is called; until then the folder says what it said before."""

    def __init__(self, folder: Path, version: str):
        """Open the folder, and empty it where it is damaged or of another version. Raises InUseError."""
        self.folder = folder
        self._version = f"{STORE_VERSION} {version}"
        self._seals: dict[str, Seal] = {}
        self.segments: list[Segment] = []
        self._open()
        try:
            self._load_or_empty()
        except InUseError:
            self.close()
            raise

    def _load_or_empty(self) -> None:
        try:
            self._load()
        except OtherVersionError as error:
            log.info("The search's memory in %s is %s and is rebuilt.", self.folder, error)
            self.empty()
        except Exception as error:  # noqa: BLE001 - whatever reading private memory raises, the memory is at fault
            self._raise_if_in_use(error)
            log.warning(BROKEN, self.folder, error)
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
                f"Another build is using the search's memory in {self.folder}: build again when it is done."
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
            self.segments = [self._load_segment(name) for name in self.read_meta("segments")]
            self.lengths = np.load(self.folder / self.read_meta("lengths"))
            if self.lengths.ndim != 2 or self.lengths.shape[1] != FIELD_COUNT or self.lengths.dtype.kind != "u":
                raise DamagedError("the fields' lengths have another shape")
        finally:
            self._database.execute("ROLLBACK")

    def _check(self, *, is_thorough: bool = False) -> None:
        seals = read_seals(self.folder)
        if _DATABASE not in seals:
            raise DamagedError("its seals are gone")
        self._seals = check_seals(self.folder, seals, {_DATABASE: self._file}, is_thorough=is_thorough)

    def empty(self) -> None:
        """Forgets everything. Raises InUseError."""
        self._raise_if_locked()
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._open()
        self._database.executescript("PRAGMA synchronous=OFF;" + _SCHEMA)
        self._seals = {}
        self.segments = []
        self.lengths = np.zeros((0, FIELD_COUNT), np.uint32)
        self.write_meta("version", self._version)
        self.write_meta("segments", [])

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
        """From here on nothing is kept until `commit`, and no other build can begin. Raises InUseError."""
        try:
            # the lock stays until the store is closed, and so until what was written is sealed
            self._database.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            self._raise_if_in_use(error)
            raise

    def commit(self) -> None:
        """Keep everything since `begin`, and remove the files that nothing needs any more."""
        self.write_meta("lengths", self._save_array("lengths", self.lengths))
        self._database.execute("COMMIT")
        kept = {
            *self.read_meta("segments"),
            self.read_meta("lengths"),
            self.read_meta("counts"),
            self.read_meta("terms"),
        }
        for path in self.folder.iterdir():
            if path.name not in kept and not path.name.startswith(_DATABASE):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        self._seals = make_seals(self.folder, self._seals, {_DATABASE: self._file})

    def roll_back(self) -> None:
        """Forgets everything since `begin`."""
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")
        if self.has_documents():
            self._load()
        else:
            self.empty()

    def close(self) -> None:
        """Close the database."""
        self.segments = []
        self._database.close()
        self._file.close()

    # ---------------------------------------------------------------------- values

    def read_meta(self, key: str) -> Any:
        """Return a value kept under a name, or None."""
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row and json.loads(row[0])

    def write_meta(self, key: str, value: Any) -> None:
        """Keep a JSON value under a name."""
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))

    def read_files(self) -> set[str]:
        """Return the paths of all files of the index after the last build."""
        return set(self.read_meta("files"))

    def write_files(self, files: Iterable[str]) -> None:
        """Remembers the paths of all files of the index."""
        self.write_meta("files", sorted(files))

    def read_identities(self, kind: str) -> dict[str, int]:
        """Return what `write_identities` was given for files of this kind."""
        identities: dict[str, int] = self.read_meta(f"identities {kind}")
        return identities

    def write_identities(self, kind: str, identities: Mapping[str, int]) -> None:
        """Remembers what each file of one kind held."""
        self.write_meta(f"identities {kind}", identities)

    def read_vocabulary(self) -> tuple[list[str], np.ndarray]:
        """All terms and the number of postings of each."""
        text = (self.folder / self.read_meta("terms")).read_text("utf-8")
        return text.split("\n") if text else [], np.load(self.folder / self.read_meta("counts"))

    def write_vocabulary(self, terms: Sequence[str], counts: np.ndarray) -> None:
        """Remembers all terms and the number of postings of each."""
        name = self._free_name("terms", ".txt")
        (self.folder / name).write_text("\n".join(terms), "utf-8")
        self.write_meta("terms", name)
        self.write_meta("counts", self._save_array("counts", counts))

    def _save_array(self, stem: str, values: np.ndarray) -> str:
        name = self._free_name(stem, ".npy")
        np.save(self.folder / name, values)
        return name

    def _free_name(self, stem: str, suffix: str = "") -> str:
        taken = {path.name for path in self.folder.iterdir()}
        return next(name for number in range(len(taken) + 1) if (name := f"{stem}-{number}{suffix}") not in taken)

    # -------------------------------------------------------------------- postings

    def _load_segment(self, name: str) -> Segment:
        folder = self.folder / name
        text = (folder / "terms.txt").read_text("utf-8")
        arrays = (np.load(folder / f"{array}.npy", mmap_mode="r") for array in _ARRAYS)
        # most terms stand in every segment: interned, each is in memory once
        return check_segment(Segment(list(map(sys.intern, text.split("\n"))) if text else [], *arrays))

    def add_segment(self, segment: Segment) -> Segment:
        """Keep a segment beside the others; return it as it lies on disk, so that memory holds none."""
        name = self._free_name("segment")
        folder = self.folder / name
        folder.mkdir()
        (folder / "terms.txt").write_text("\n".join(segment.terms), "utf-8")
        for array in _ARRAYS:
            np.save(folder / f"{array}.npy", getattr(segment, array))
        self.segments.append(self._load_segment(name))
        self.write_meta("segments", [*self.read_meta("segments"), name])
        return self.segments[-1]

    def begin_merge(self, segments: Sequence[Segment]) -> "SegmentWriter":
        """Return a writer for one segment with the postings of all of these."""
        name = self._free_name("segment")
        (self.folder / name).mkdir()
        return SegmentWriter(self.folder / name, segments)

    def replace_segments(self, writer: "SegmentWriter", terms: Sequence[str]) -> None:
        """Keep what was written as the one segment, in the stead of all others."""
        writer.finish(terms)
        self.write_meta("segments", [writer.folder.name])
        self.segments = [self._load_segment(writer.folder.name)]

    # ------------------------------------------------------------------- documents

    def has_documents(self) -> bool:
        """Whether any document is remembered."""
        return self._database.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is not None

    def count_documents(self) -> int:
        """How many documents are remembered."""
        count: int = self._database.execute("SELECT count(*) FROM documents").fetchone()[0]
        return count

    def total_lengths(self) -> list[int]:
        """How many terms each field has in all documents together."""
        rows = np.array(self._database.execute("SELECT row FROM documents").fetchall(), np.int64).reshape(-1)
        totals: list[int] = self.lengths[rows].sum(axis=0, dtype=np.int64).tolist()
        return totals

    def total_checksum(self) -> int:
        """One number for the content of all documents, in whatever order they came."""
        total: int = sum(value for (value,) in self._database.execute("SELECT checksum FROM documents"))
        return total & (1 << 64) - 1

    def checksums(self) -> dict[str, int]:
        """Return the checksum of each document, by source."""
        return dict(self._database.execute("SELECT source, checksum FROM documents"))

    def add_lengths(self, lengths: np.ndarray) -> int:
        """Add the field lengths of new documents, and return the row of the first."""
        first = len(self.lengths)
        self.lengths = np.concatenate([self.lengths, lengths])
        return first

    def add_documents(self, rows: Iterable[tuple[int, str, str, int, int, int, bytes]]) -> None:
        """Remembers documents: row, source, url, day, number, checksum, entry."""
        self._database.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def remove_document(self, document: DocumentRow) -> None:
        """Forgets a document; its postings stay until segments are merged."""
        self._database.execute("DELETE FROM documents WHERE row = ?", (document.row,))

    def rows_of(self, sources: Iterable[str]) -> list[DocumentRow]:
        """Return the documents of those sources that have one."""
        query = "SELECT row, day, number, entry FROM documents WHERE source = ?"
        found = (self._database.execute(query, (source,)).fetchone() for source in sources)
        return [DocumentRow(*row) for row in found if row]

    def read_numbers(self) -> np.ndarray:
        """Each row's number; -1 for rows that are gone."""
        numbers = np.full(len(self.lengths), -1, np.int64)
        if rows := self._database.execute("SELECT row, number FROM documents").fetchall():
            table = np.array(rows, np.int64)
            numbers[table[:, 0]] = table[:, 1]
        return numbers

    def write_numbers(self, rows: Iterable[tuple[int, int]]) -> None:
        """Return documents new numbers: number, row."""
        self._database.executemany("UPDATE documents SET number = ? WHERE row = ?", rows)

    def day_sizes(self) -> Mapping[int, int]:
        """How many documents there are on each day."""
        return dict(self._database.execute("SELECT day, count(*) FROM documents GROUP BY day"))

    def documents_of_day(self, day: int) -> list[tuple[int, str, int]]:
        """Row, url and number of each of a day's documents."""
        return self._database.execute("SELECT row, url, number FROM documents WHERE day = ?", (day,)).fetchall()

    def entries_between(self, first: int, last: int) -> Iterator[tuple[int, Entry]]:
        """Yield number and entry of the documents with numbers from first to last, in their order."""
        query = "SELECT number, entry, row FROM documents WHERE number BETWEEN ? AND ? ORDER BY number"
        for number, entry, row in self._database.execute(query, (first, last)):
            yield number, row_to_entry(entry, self.lengths[row].tolist())

    # ----------------------------------------------------------------------- names

    def update_names(
        self, changes: Mapping[tuple[str, str, str], int], name_to_keys: Callable[[str], set[str]]
    ) -> set[str]:
        """Count names (kind, name, address) up or down; return the keys whose lists this changes."""
        touched = set()
        for (kind, name, url), change in changes.items():
            if not change:
                continue
            row = self._database.execute(
                "SELECT count FROM names WHERE kind = ? AND name = ? AND url = ?", (kind, name, url)
            ).fetchone()
            before = row[0] if row else 0
            after = before + change
            keys = name_to_keys(name)
            if before.bit_length() != after.bit_length():
                touched |= keys
            if after > 0:
                self._database.execute("INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)", (kind, name, url, after))
                rows = [(key, kind, name, url) for key in keys]
                self._database.executemany("INSERT OR IGNORE INTO name_keys VALUES (?, ?, ?, ?)", rows)
            else:
                for table in ("names", "name_keys"):
                    self._database.execute(
                        f"DELETE FROM {table} WHERE kind = ? AND name = ? AND url = ?", (kind, name, url)
                    )
        return touched

    def name_keys(self) -> list[str]:
        """All keys that have names."""
        return [key for (key,) in self._database.execute("SELECT DISTINCT key FROM name_keys ORDER BY key")]

    def names_under(self, key: str) -> list[tuple[str, str, str, int]]:
        """Kind, name, address and count of the names under a key."""
        query = "SELECT kind, name, url, count FROM name_keys NATURAL JOIN names WHERE key = ?"
        return self._database.execute(query, (key,)).fetchall()
