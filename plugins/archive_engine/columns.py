"""What is known of each article without reading it: a value of a few bytes, found by the article's id."""

from array import array
from collections.abc import Iterable

from archive_engine.interface import Summary
from archive_engine.list_store import ListStore

DAY = len("2025-02-17")
VERSION = 8


class Column:
    """Values of `width` bytes, side by side; those of ids that no article has are all zero."""

    def __init__(self, name: str, width: int, data: bytes = b"") -> None:
        self.name = name
        self.width = width
        self._data = bytearray(data)

    def __getitem__(self, article_id: int) -> bytes:
        begin = article_id * self.width
        return bytes(self._data[begin : begin + self.width])

    def __setitem__(self, article_id: int, value: bytes) -> None:
        begin = article_id * self.width
        missing = begin + self.width - len(self._data)
        if missing > 0:
            self._data.extend(bytes(missing))
        self._data[begin : begin + self.width] = value

    def join(self, ids: Iterable[int]) -> bytes:
        """Return the values of some articles, one after another, of a column of VERSION bytes."""
        # as whole numbers of 64 bits they are found in half the time: a digest is made of each list's members
        with memoryview(self._data) as data, data.cast("Q") as numbers:
            return array("Q", map(numbers.__getitem__, ids)).tobytes()

    def clear(self, ids: Iterable[int]) -> None:
        """Forget the values of articles that are gone."""
        for article_id in ids:
            self[article_id] = bytes(self.width)

    def keep(self, lists: ListStore) -> None:
        """Put the values into the store."""
        lists.put_column(self.name, self._data)


def load_versions(lists: ListStore) -> Column:
    """Return the versions of articles: hashes of all their summaries."""
    return Column("versions", VERSION, lists.column("versions"))


def load_days(lists: ListStore, source: int) -> Column:
    """Return the days of the summaries of this number."""
    return Column(f"days{source}", DAY, lists.column(f"days{source}"))


def summary_to_day(summary: Summary) -> bytes:
    """Return the day of a summary as its column has it."""
    return str(summary["date"])[:DAY].encode("ascii", "replace").ljust(DAY)
