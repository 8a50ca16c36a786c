"""The entries of documents in files of the store: one for each update, which then stays as it is until it is merged.

So an update neither writes nor checks the entries of the others, two kilobytes each.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np

from lunr_search.merging import choose_merged
from lunr_search.seals import DamagedError

STEM = "entries"
MAX_FILES = 8
_PORTION = 1_000
_OFFSET_BITS = 40
"""A place is the number of a file and the offset in it, which has so many bits."""


class EntryFiles:
    """The files of entries in a folder. A place, as `append` returns it, tells where an entry begins."""

    def __init__(self, folder: Path, numbers: Iterable[int]):
        """Open the files with these numbers. Raises OSError where one is not there."""
        self._folder = folder
        self._files: dict[int, BinaryIO] = {}
        self._ends: dict[int, int] = {}
        self._new: int | None = None
        for number in numbers:
            self._hold(number, self._path(number).open("rb"))

    @property
    def numbers(self) -> list[int]:
        """The numbers of all files."""
        return list(self._files)

    @property
    def names(self) -> list[str]:
        """The names of all files."""
        return [self._path(number).name for number in self._files]

    def read(self, place: int, size: int) -> bytes:
        """Return an entry of `size` bytes. Raises DamagedError where its file has none there."""
        number, offset = place >> _OFFSET_BITS, place & (1 << _OFFSET_BITS) - 1
        file = self._files.get(number)
        entry = b""
        if file is not None:
            file.seek(offset)
            entry = file.read(size)
        if len(entry) != size:
            raise DamagedError(f"{self._path(number).name} is cut")
        return entry

    def append(self, entries: Sequence[bytes]) -> list[int]:
        """Write entries into the file of this update, and return their places."""
        if self._new is None:
            self._new = self._begin()
        file = self._files[self._new]
        file.seek(self._ends[self._new])
        places = []
        for entry in entries:
            places.append(self._new << _OFFSET_BITS | self._ends[self._new])
            self._ends[self._new] += file.write(entry)
        file.flush()
        return places

    def merge(self, places: np.ndarray, sizes: np.ndarray) -> None:
        """Join small files where there are many, and give their entries new places.

        `places` and `sizes` are those of all documents by row, a size being 0 for one that is removed.
        """
        if len(self._files) <= MAX_FILES:
            return
        numbers = list(self._files)
        merged = [numbers[index] for index in choose_merged([self._ends[number] for number in numbers])]
        self._new = self._begin()
        rows = np.flatnonzero(np.isin(places >> _OFFSET_BITS, merged) & (sizes > 0))
        for start in range(0, len(rows), _PORTION):
            portion = rows[start : start + _PORTION]
            found = zip(places[portion].tolist(), sizes[portion].tolist(), strict=True)
            places[portion] = self.append([self.read(place, size) for place, size in found])
        for number in merged:
            self._files.pop(number).close()
            del self._ends[number]

    def close(self) -> None:
        """Close all files."""
        for file in self._files.values():
            file.close()
        self._files = {}

    def _begin(self) -> int:
        taken = [int(path.stem.rpartition("-")[2]) for path in self._folder.glob(f"{STEM}-*.bin")]
        number = max(taken, default=-1) + 1
        self._hold(number, self._path(number).open("w+b"))
        return number

    def _hold(self, number: int, file: BinaryIO) -> None:
        self._files[number] = file
        self._ends[number] = os.fstat(file.fileno()).st_size

    def _path(self, number: int) -> Path:
        return self._folder / f"{STEM}-{number}.bin"
