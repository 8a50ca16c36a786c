"""What the import remembers of pictures: those that containers held, and those that articles name and lack."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from capture_import.fields.urls import clean_url

PICTURE_SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    address TEXT, file TEXT, place INTEGER, picture TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
    PRIMARY KEY (address, file, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wanted (
    path TEXT, name TEXT, number INTEGER, address TEXT NOT NULL, file TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (path, name, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS wanted_by_address ON wanted (address);
"""


class Origin(NamedTuple):
    """Where a capture was: its file, and how many captures were before it there."""

    file: str
    place: int


class HeldPicture(NamedTuple):
    """A picture that a container held: its file's name among the archive's pictures, its sides in pixels."""

    picture: str
    width: int
    height: int


class PictureLedger:
    """The two tables of pictures in the import's memory."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def remember_held(self, address: str, origin: Origin, held: HeldPicture) -> None:
        """Remember that a container held a picture under an address; `origin` is that of the capture behind it."""
        self._database.execute(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?)", (address_to_key(address), *origin, *held)
        )

    def remember_wanted(self, path: str, sources: Sequence[str], origin: Origin) -> None:
        """Remember that an article names a picture by the first of its addresses, and that any of them would do."""
        self._database.executemany(
            "INSERT OR REPLACE INTO wanted VALUES (?, ?, ?, ?, ?, ?)",
            [(path, sources[0], number, address_to_key(source), *origin) for number, source in enumerate(sources)],
        )

    def list_findable(self) -> list[str]:
        """Return the articles of which a picture is held, or which name one that only their own container can have."""
        rows = self._database.execute(
            "SELECT DISTINCT path FROM wanted WHERE address IN (SELECT address FROM held) "
            "UNION SELECT DISTINCT path FROM wanted WHERE number = 0 AND name NOT LIKE 'http%' ORDER BY path"
        )
        return [path for (path,) in rows]

    def find_held(self, path: str) -> Iterator[tuple[str, HeldPicture | None]]:
        """Yield the pictures that an article names, each with the one held that it is; None where none is.

        Its first address counts before the second; a picture of its own container before one of the same file, and
        that before one of any other. A reference that is no URL means nothing outside of its container.
        """
        names = self._database.execute(
            "SELECT DISTINCT name FROM wanted WHERE path = ? ORDER BY name", (path,)
        ).fetchall()
        for (name,) in names:
            row = self._database.execute(
                "SELECT picture, width, height FROM wanted JOIN held USING (address) WHERE path = ? AND name = ? "
                "AND (wanted.address LIKE '//%' OR (held.file = wanted.file AND held.place = wanted.place)) "
                "ORDER BY held.file = wanted.file AND held.place = wanted.place DESC, number, "
                "held.file = wanted.file DESC, held.file, held.place DESC LIMIT 1",
                (path, name),
            ).fetchone()
            yield name, HeldPicture(*row) if row else None

    def forget_wanted(self, path: str, name: str) -> None:
        """Forget that an article lacks a picture."""
        self._database.execute("DELETE FROM wanted WHERE path = ? AND name = ?", (path, name))

    def forget_held(self) -> None:
        """Forget what containers held: the import is over, and what is needed of it is in its place."""
        self._database.execute("DELETE FROM held")


def address_to_key(address: str) -> str:
    """Return what the forms of one address have in common: no scheme, credentials, tracking and fragment; a path that
    is relative to nothing without its escapes.

    >>> address_to_key("http://Halverin.example/lamp.jpg#x"), address_to_key("./The%20lamp_files/lamp.jpg")
    ('//halverin.example/lamp.jpg', 'The lamp_files/lamp.jpg')
    """
    url = clean_url(address)
    return f"//{url.partition('://')[2]}" if url else unquote(address).removeprefix("./")
