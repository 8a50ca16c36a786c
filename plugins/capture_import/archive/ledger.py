"""The ledger: which capture became which article, and the hash of each file as the import wrote it.

It lies in the content folder's `.newsarchive/`, is never committed, and may be deleted: it is then rebuilt from the
hashes and URLs of captures in the articles' front matter. A rebuilt ledger can't know which files a person has edited,
and takes all of them for edited. Damage is found when the ledger is opened or read, and has it rebuilt.
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
from newsrecord.file_names import show_name

_ROWS_AT_A_TIME = 1000
# A byte of a file name that is not UTF-8: Python's surrogate for it (PEP 383), escaped, since SQLite can't store those.
_NAME_BYTE = re.compile(r"\\u(dc[89a-f][0-9a-f])")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article's file: its path, its shown capture's hash, the key of its URL (column `address`).

    `written` is the hash of its text as the import wrote it, `intended` that of the text that it is about to write. A
    file with any other hash was edited by a person.
    """

    path: str
    sha256: str
    url_key: str
    written: str
    intended: str = ""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One capture of a file: its source without the file's path, its hash (empty if rejected), the outcome's reason."""

    suffix: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class RevisitRow:
    """A revisit that waits for the end of the import, when all captures are known.

    `name` is the path of its file as it was given, `file` the absolute path, `record` the revisit's index among the
    file's captures, `suffix` its source without `name`. `keys` name the capture that it repeats, the surest first;
    `captured` (ISO 8601) is when the page was seen again; `meaning` describes that capture for the report.
    """

    name: str
    file: str
    record: int
    suffix: str
    keys: tuple[str, ...]
    captured: str
    meaning: str


class Ledger:
    """The ledger of one content folder, in SQLite, so that the process needs little memory for a large archive."""

    def __init__(self, path: Path) -> None:
        # `damage` says what was wrong with the file that this one replaces; empty where nothing was
        self._database, self.is_new, self.damage = open_ledger_file(path)
        self._records: dict[str, int] = {}
        self.pictures = PictureLedger(self._database)

    def commit(self) -> None:
        """Commit all changes so far."""
        self._database.commit()

    def close(self) -> None:
        """Commit, and close the file."""
        self.commit()
        self._database.close()

    def abandon(self) -> None:
        """Undo the changes since the last commit, and close the file."""
        with suppress(sqlite3.Error):
            self._database.rollback()
        self._database.close()

    def mark_whole(self) -> None:
        """Mark the ledger as complete: it knows the whole archive."""
        self._database.execute(f"PRAGMA user_version = {VERSION}")
        self.commit()

    def article(self, path: str) -> ArticleRow | None:
        """Return the row of the article at a path."""
        return self._article("path = ?", path)

    def article_by_url_key(self, url_key: str) -> ArticleRow | None:
        """Return the row of the article with this URL key; None for an empty key."""
        return self._article("address = ? AND address != ''", url_key) if url_key else None

    def _article(self, where: str, value: str) -> ArticleRow | None:
        row = self._database.execute(
            f"SELECT path, sha256, address, written, intended FROM article WHERE {where} LIMIT 1", (value,)
        ).fetchone()
        return ArticleRow(*row) if row else None

    def remember_article(self, row: ArticleRow) -> None:
        """Store an article's row; it replaces the one of that path."""
        self._database.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)",
            (row.path, row.sha256, row.url_key, row.written, row.intended),
        )

    def move(self, old: str, new: str) -> None:
        """Change the path of an article that a person has moved."""
        self._database.execute("UPDATE OR REPLACE article SET path = ?, written = '' WHERE path = ?", (new, old))
        for table in ("capture", "signature", "wanted"):
            self._database.execute(f"UPDATE OR REPLACE {table} SET path = ? WHERE path = ?", (new, old))

    def forget_article(self, path: str) -> None:
        """Remove an article whose file is gone, so that its captures can be imported again."""
        for table in ("article", "capture", "signature", "wanted"):
            self._database.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def erase_article(self, path: str, captures: Sequence[str]) -> None:
        """Remove an article that its owner removed for good, its captures and what reports said of them."""
        self.forget_article(path)
        for sha256 in captures:
            self._database.execute("DELETE FROM capture WHERE sha256 = ?", (sha256,))
            self._database.execute("UPDATE seen SET reason = '' WHERE sha256 = ?", (sha256,))
        self.commit()
        # the file is written anew, so that nothing stays in it of what was deleted (SQLite, "VACUUM")
        self._database.execute("VACUUM")

    def list_captures(self, path: str) -> list[str]:
        """Return the hashes of all captures that became an article, duplicates too, in order."""
        rows = self._database.execute("SELECT sha256 FROM capture WHERE path = ? ORDER BY sha256", (path,))
        return [sha256 for (sha256,) in rows]

    def list_sources(self, captures: Sequence[str]) -> list[str]:
        """Return the files in which captures with these hashes were seen, in order."""
        sources = set()
        for sha256 in captures:
            for (source,) in self._database.execute("SELECT source FROM capture WHERE sha256 = ?", (sha256,)):
                sources.add(_text_to_name(source))
            for file, suffix in self._database.execute("SELECT file, suffix FROM seen WHERE sha256 = ?", (sha256,)):
                sources.add(_text_to_name(file) + suffix)
        return sorted(source for source in sources if source)

    def capture(self, sha256: str) -> tuple[str, str] | None:
        """Return the source of the capture with this hash, and its article's path; None where there is none."""
        row = self._database.execute("SELECT source, path FROM capture WHERE sha256 = ?", (sha256,)).fetchone()
        return (_text_to_name(row[0]), row[1]) if row else None

    def remember_capture(self, sha256: str, source: str, path: str) -> None:
        """Store that a capture became an article, or a revision of one."""
        self._database.execute("INSERT OR REPLACE INTO capture VALUES (?, ?, ?)", (sha256, show_name(source), path))

    def remember_signature(self, path: str, day: int, signature: bytes, bands: Sequence[int]) -> None:
        """Store the MinHash signature of an article's text."""
        number = self._database.execute(
            "INSERT OR REPLACE INTO signature (path, day, signature) VALUES (?, ?, ?)", (path, day, signature)
        ).lastrowid
        self._database.executemany("INSERT OR REPLACE INTO band VALUES (?, ?)", [(band, number) for band in bands])

    def find_signatures(self, day: int, days: int, bands: Sequence[int]) -> dict[str, bytes]:
        """Return, by path, the signatures of articles that share a band and are at most `days` from `day`."""
        if not bands:
            return {}
        # CROSS JOIN makes SQLite look up the bands first, then the few articles that share one
        places = ", ".join("?" * len(bands))
        rows = self._database.execute(
            "SELECT path, signature FROM band CROSS JOIN signature USING (id) "
            f"WHERE band IN ({places}) AND day BETWEEN ? AND ?",
            (*bands, day - days, day + days),
        )
        return dict(rows.fetchall())

    def begin_file(self, name: str) -> None:
        """Remove what is stored of a file, which is about to be read again, but for the settings it was read with:
        until it is read to its end, its articles are those of these settings.
        """
        self._database.execute("DELETE FROM seen WHERE file = ?", (show_name(name),))
        self._database.execute("UPDATE file SET size = -1 WHERE name = ?", (show_name(name),))
        self._records[name] = 0

    def remember_seen(self, name: str, row: SeenRow, number: int | None = None) -> None:
        """Store the outcome of a file's next capture, or of the one with this index."""
        if number is None:
            number = self.next_record(name)
        self._database.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)",
            (show_name(name), number, row.suffix, row.sha256, show_name(row.reason)),
        )

    def remember_record(self, keys: Sequence[str], sha256: str) -> None:
        """Store the keys by which a revisit can refer to a capture."""
        self._database.executemany(
            "INSERT OR REPLACE INTO record VALUES (?, ?)", [(_key_to_number(key), sha256) for key in keys]
        )

    def find_record(self, keys: Sequence[str]) -> str:
        """Return the hash of the capture that has the first known one of these keys; "" where none is known."""
        for key in keys:
            row = self._database.execute("SELECT sha256 FROM record WHERE key = ?", (_key_to_number(key),)).fetchone()
            if row:
                return str(row[0])
        return ""

    def remember_other(self, sha256: str, kind: str) -> None:
        """Store the kind of page of a capture that is no article."""
        self._database.execute("INSERT OR REPLACE INTO other VALUES (?, ?)", (sha256, kind))

    def kind_of_other(self, sha256: str) -> str:
        """Return the kind of page of a capture that is no article; "" for any other capture."""
        row = self._database.execute("SELECT kind FROM other WHERE sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else ""

    def forget_waiting(self) -> None:
        """Remove all waiting revisits: they are resolved, or left over from an interrupted import."""
        self._database.execute("DELETE FROM revisit")

    def next_record(self, file: str) -> int:
        """Return the index of a file's next capture, and count it."""
        number = self._records[file]
        self._records[file] = number + 1
        return number

    def keep_waiting(self, row: RevisitRow) -> None:
        """Store a revisit until the end of the import."""
        names = show_name(row.name), show_name(row.file)
        values = (*names, row.record, row.suffix, "\n".join(row.keys), row.captured, row.meaning)
        self._database.execute("INSERT INTO revisit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values)

    def waiting(self) -> Iterator[RevisitRow]:
        """Yield the waiting revisits, in their order."""
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

    def end_file(self, name: str, mark: FileMark, settings: str) -> None:
        """Store that a file was read to its end, with its mark and the settings it was read with."""
        self._records.pop(name, None)
        self._database.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)",
            (show_name(name), mark.size, mark.mtime_ns, settings),
        )

    def was_read_otherwise(self, name: str, settings: str) -> bool:
        """Return whether a file was read to its end with other settings, those of another release among them."""
        row = self._database.execute("SELECT settings FROM file WHERE name = ?", (show_name(name),)).fetchone()
        return row is not None and row[0] != settings

    def is_known(self, name: str, mark: FileMark, settings: str) -> bool:
        """Return whether a file with this mark was read to its end with these settings."""
        row = self._database.execute(
            "SELECT size, changed, settings FROM file WHERE name = ?", (show_name(name),)
        ).fetchone()
        return bool(row == (mark.size, mark.mtime_ns, settings))

    def seen(self, name: str) -> Iterator[SeenRow]:
        """Yield the outcomes of a file's captures, in their order."""
        record = -1
        while True:
            rows = self._database.execute(
                "SELECT record, suffix, sha256, reason FROM seen WHERE file = ? AND record > ? ORDER BY record LIMIT ?",
                (show_name(name), record, _ROWS_AT_A_TIME),
            ).fetchall()
            for _, suffix, sha256, reason in rows:
                yield SeenRow(suffix, sha256, _text_to_name(reason))
            if len(rows) < _ROWS_AT_A_TIME:
                return
            record = rows[-1][0]


def _text_to_name(text: str) -> str:
    return _NAME_BYTE.sub(lambda byte: chr(int(byte[1], 16)), text) if "\\udc" in text else text


def _key_to_number(key: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "backslashreplace"), digest_size=8).digest(), "big", signed=True
    )
