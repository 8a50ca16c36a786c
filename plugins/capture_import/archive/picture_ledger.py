"""What the import remembers of pictures: those that containers hold, and those that articles name but do not have."""

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
    """Where a capture came from: its file, and how many captures precede it there."""

    file: str
    place: int


class HeldPicture(NamedTuple):
    """A picture from a container: the name of its file in the archive, its width and height in pixels."""

    picture: str
    width: int
    height: int


class PictureLedger:
    """The two tables of pictures in the import's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def remember_held(self, address: str, origin: Origin, held: HeldPicture) -> None:
        """Store that a container holds a picture under an address; `origin` is that of the next capture in the file."""
        self._database.execute(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?)", (address_to_key(address), *origin, *held)
        )

    def remember_wanted(self, path: str, sources: Sequence[str], origin: Origin) -> None:
        """Store that an article names a picture by its first address, and that any of its addresses may be used."""
        self._database.executemany(
            "INSERT OR REPLACE INTO wanted VALUES (?, ?, ?, ?, ?, ?)",
            [(path, sources[0], number, address_to_key(source), *origin) for number, source in enumerate(sources)],
        )

    def list_findable(self) -> list[str]:
        """Return the articles with a picture that a container holds or that only their own container can hold."""
        rows = self._database.execute(
            "SELECT DISTINCT path FROM wanted WHERE address IN (SELECT address FROM held) "
            "UNION SELECT DISTINCT path FROM wanted WHERE number = 0 AND name NOT LIKE 'http%' ORDER BY path"
        )
        return [path for (path,) in rows]

    def find_held(self, path: str) -> Iterator[tuple[str, HeldPicture | None]]:
        """Yield the pictures that an article names, each with the one that was found for it, or None.

        A picture of the article's own container has priority; then the first address over the second; then a picture
        of the same file. A reference that is not a URL is valid in its own container only.
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
        """Delete the record that an article lacks a picture."""
        self._database.execute("DELETE FROM wanted WHERE path = ? AND name = ?", (path, name))

    def list_held(self) -> list[str]:
        """Return the pictures that containers held, each once."""
        return [picture for (picture,) in self._database.execute("SELECT DISTINCT picture FROM held")]

    def forget_held(self) -> None:
        """Delete the records of containers' pictures: after an import, all that are needed have been stored."""
        self._database.execute("DELETE FROM held")


def address_to_key(address: str) -> str:
    """Return a key that is equal for all forms of one address.

    It has no scheme, credentials, tracking parameters and fragment; a relative path has no percent escapes.

    >>> address_to_key("http://Halverin.example/lamp.jpg#x"), address_to_key("./The%20lamp_files/lamp.jpg")
    ('//halverin.example/lamp.jpg', 'The lamp_files/lamp.jpg')
    """
    url = clean_url(address)
    return f"//{url.partition('://')[2]}" if url else unquote(address).removeprefix("./")
