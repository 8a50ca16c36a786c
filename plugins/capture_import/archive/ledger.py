"""The import's private memory: which capture became which article, and how each file looked when it was written.

It lies in the content folder's `.newsarchive/`, is never committed, and may be deleted: articles carry their capture's
hash and address in their front matter, from which it is made anew. What it can't know then is whether a person has
edited a file since; such a file is taken for edited. A ledger that is damaged is found so when it is opened, or when it
is read, and made anew.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from capture_import.archive.ledger_file import VERSION, open_ledger_file
from capture_import.archive.picture_ledger import PictureLedger
from capture_import.containers.folder import FileMark

_ROWS_AT_A_TIME = 1000
# A byte of a file's name that is not UTF-8, as Python has it (PEP 383), and as it is written here, since SQLite can't
# hold it.
_NAME_BYTE = re.compile(r"\\u(dc[89a-f][0-9a-f])")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What is remembered of an article's file: the hashes that it may have as long as no person has edited it."""

    path: str
    sha256: str
    address: str
    written: str
    intended: str = ""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One capture of one file: what its source has behind the file's name, its hash (none if rejected), why it was."""

    suffix: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class RevisitRow:
    """A revisit that waits for the import's end: its file as it was named and as the ledger has it, its place in it,
    what it means.
    """

    name: str
    file: str
    record: int
    suffix: str
    keys: tuple[str, ...]
    captured: str
    meaning: str


class Ledger:
    """The memory of one content folder, in SQLite: small in the process however large the archive is."""

    def __init__(self, path: Path) -> None:
        # `damage` is what was wrong with the file in whose place this one is
        self._database, self.is_new, self.damage = open_ledger_file(path)
        self._records: dict[str, int] = {}
        self.pictures = PictureLedger(self._database)

    def commit(self) -> None:
        """Make sure that what was said so far is remembered."""
        self._database.commit()

    def close(self) -> None:
        """Commit and let go of the file."""
        self.commit()
        self._database.close()

    def abandon(self) -> None:
        """Forget what was said since the last commit, and let go of the file."""
        with suppress(sqlite3.Error):
            self._database.rollback()
        self._database.close()

    def mark_whole(self) -> None:
        """Say that the ledger knows the whole archive."""
        self._database.execute(f"PRAGMA user_version = {VERSION}")
        self.commit()

    def article(self, path: str) -> ArticleRow | None:
        """Return what is remembered of an article's file."""
        return self._article("path = ?", path)

    def article_at(self, address: str) -> ArticleRow | None:
        """Return the article that was captured at an address (its key), None for no address."""
        return self._article("address = ? AND address != ''", address) if address else None

    def _article(self, where: str, value: str) -> ArticleRow | None:
        row = self._database.execute(
            f"SELECT path, sha256, address, written, intended FROM article WHERE {where} LIMIT 1", (value,)
        ).fetchone()
        return ArticleRow(*row) if row else None

    def remember_article(self, row: ArticleRow) -> None:
        """Remember an article's file."""
        self._database.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)",
            (row.path, row.sha256, row.address, row.written, row.intended),
        )

    def move(self, old: str, new: str) -> None:
        """Follow a file that a person has moved."""
        self._database.execute("UPDATE OR REPLACE article SET path = ?, written = '' WHERE path = ?", (new, old))
        for table in ("capture", "signature", "wanted"):
            self._database.execute(f"UPDATE OR REPLACE {table} SET path = ? WHERE path = ?", (new, old))

    def forget_article(self, path: str) -> None:
        """Forget a file that is gone, so that its capture can be imported again."""
        for table in ("article", "capture", "signature", "wanted"):
            self._database.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def capture(self, sha256: str) -> tuple[str, str] | None:
        """Return the source and the article's path of a capture with these bytes."""
        row = self._database.execute("SELECT source, path FROM capture WHERE sha256 = ?", (sha256,)).fetchone()
        return (_text_to_name(row[0]), row[1]) if row else None

    def remember_capture(self, sha256: str, source: str, path: str) -> None:
        """Remember that a capture became (part of) an article."""
        self._database.execute("INSERT OR REPLACE INTO capture VALUES (?, ?, ?)", (sha256, _name_to_text(source), path))

    def remember_signature(self, path: str, day: int, signature: bytes, bands: Sequence[int]) -> None:
        """Remember what an article's text is like."""
        number = self._database.execute(
            "INSERT OR REPLACE INTO signature (path, day, signature) VALUES (?, ?, ?)", (path, day, signature)
        ).lastrowid
        self._database.executemany("INSERT OR REPLACE INTO band VALUES (?, ?)", [(band, number) for band in bands])

    def like(self, day: int, days: int, bands: Sequence[int]) -> dict[str, bytes]:
        """Return the signatures, by path, of articles that share a band, no more than some days apart."""
        if not bands:
            return {}
        # CROSS JOIN keeps SQLite to this order: bands first, then the few articles that share one.
        places = ", ".join("?" * len(bands))
        rows = self._database.execute(
            "SELECT path, signature FROM band CROSS JOIN signature USING (id) "
            f"WHERE band IN ({places}) AND day BETWEEN ? AND ?",
            (*bands, day - days, day + days),
        )
        return dict(rows.fetchall())

    def begin_file(self, name: str) -> None:
        """Forget what was seen in a file: it is about to be read again."""
        self._database.execute("DELETE FROM seen WHERE file = ?", (_name_to_text(name),))
        self._database.execute("DELETE FROM file WHERE name = ?", (_name_to_text(name),))
        self._records[name] = 0

    def remember_seen(self, name: str, row: SeenRow, number: int | None = None) -> None:
        """Remember what became of a file's next capture, or of the one with a number."""
        if number is None:
            number = self._records[name]
            self._records[name] = number + 1
        self._database.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)",
            (_name_to_text(name), number, row.suffix, row.sha256, _name_to_text(row.reason)),
        )

    def remember_record(self, keys: Sequence[str], sha256: str) -> None:
        """Remember the keys by which a revisit may mean a capture."""
        self._database.executemany(
            "INSERT OR REPLACE INTO record VALUES (?, ?)", [(_key_to_number(key), sha256) for key in keys]
        )

    def recorded(self, keys: Sequence[str]) -> str:
        """Return the hash of the capture that the first of these keys means that is known; empty where none is."""
        for key in keys:
            row = self._database.execute("SELECT sha256 FROM record WHERE key = ?", (_key_to_number(key),)).fetchone()
            if row:
                return str(row[0])
        return ""

    def remember_other(self, sha256: str, kind: str) -> None:
        """Remember of a capture that is no article which kind of page it is."""
        self._database.execute("INSERT OR REPLACE INTO other VALUES (?, ?)", (sha256, kind))

    def kind_of_other(self, sha256: str) -> str:
        """Return the kind of a capture that was found to be no article; empty for any other."""
        row = self._database.execute("SELECT kind FROM other WHERE sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else ""

    def forget_waiting(self) -> None:
        """Forget the revisits that wait: they are settled, or those of an import that was broken off."""
        self._database.execute("DELETE FROM revisit")

    def keep_waiting(self, name: str, file: str, suffix: str, keys: Sequence[str], captured: str, meaning: str) -> None:
        """Keep a file's next capture, a revisit, for the import's end."""
        number = self._records[file]
        self._records[file] = number + 1
        values = (_name_to_text(name), _name_to_text(file), number, suffix, "\n".join(keys), captured, meaning)
        self._database.execute("INSERT INTO revisit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values)

    def waiting(self) -> Iterator[RevisitRow]:
        """Yield the revisits that wait, in their order, a page of rows at a time."""
        last = 0
        while rows := self._database.execute(
            "SELECT * FROM revisit WHERE id > ? ORDER BY id LIMIT ?", (last, _ROWS_AT_A_TIME)
        ).fetchall():
            for _, name, file, record, suffix, keys, captured, meaning in rows:
                yield RevisitRow(
                    _text_to_name(name),
                    _text_to_name(file),
                    record,
                    suffix,
                    tuple(filter(None, keys.split("\n"))),
                    captured,
                    meaning,
                )
            last = rows[-1][0]

    def end_file(self, name: str, stat: FileMark, settings: str) -> None:
        """Remember that a file was read to its end, and how it looked."""
        self._records.pop(name, None)
        self._database.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)",
            (_name_to_text(name), stat.st_size, stat.st_mtime_ns, settings),
        )

    def is_known(self, name: str, stat: FileMark, settings: str) -> bool:
        """Return whether a file was read to its end before, by the same reader, and is as it was then."""
        row = self._database.execute(
            "SELECT size, changed, settings FROM file WHERE name = ?", (_name_to_text(name),)
        ).fetchone()
        return bool(row == (stat.st_size, stat.st_mtime_ns, settings))

    def seen(self, name: str) -> Iterator[SeenRow]:
        """Yield what became of a file's captures, in order, a page of rows at a time."""
        record = -1
        while True:
            rows = self._database.execute(
                "SELECT record, suffix, sha256, reason FROM seen WHERE file = ? AND record > ? ORDER BY record LIMIT ?",
                (_name_to_text(name), record, _ROWS_AT_A_TIME),
            ).fetchall()
            for _, suffix, sha256, reason in rows:
                yield SeenRow(suffix, sha256, _text_to_name(reason))
            if len(rows) < _ROWS_AT_A_TIME:
                return
            record = rows[-1][0]


def _name_to_text(name: str) -> str:
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()


def _text_to_name(text: str) -> str:
    return _NAME_BYTE.sub(lambda byte: chr(int(byte[1], 16)), text) if "\\udc" in text else text


def _key_to_number(key: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "backslashreplace"), digest_size=8).digest(), "big", signed=True
    )
