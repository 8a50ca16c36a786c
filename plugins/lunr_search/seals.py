"""Seals: size, time and checksum of each file of the store as a build left it, by which damage is found.

A file with the size and time of its seal is trusted. Any other is read and compared by its checksum, for example after
the folder was copied.
"""

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lunr_search.reach import is_out_of_reach

SEALS = "seals.json"
_CHUNK = 1 << 20


class DamagedError(RuntimeError):
    """A file of the store has changed since it was sealed, or is missing."""


@dataclass(frozen=True, slots=True)
class Seal:
    """How a build left a file: `checksum` is its CRC-32, which detects every burst of up to 32 wrong bits."""

    size: int
    mtime_ns: int
    checksum: int


def read_seals(folder: Path) -> dict[str, Seal]:
    """Return the seals of a folder's files, by path in it; {} where there are none. Raises DamagedError."""
    try:
        text = (folder / SEALS).read_text("utf-8")
    except FileNotFoundError:
        return {}
    try:
        return {name: Seal(*map(int, values)) for name, values in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):
        raise DamagedError(f"{SEALS} can't be read") from None


def make_seals(folder: Path, known: Mapping[str, Seal], held: Mapping[str, BinaryIO]) -> dict[str, Seal]:
    """Seal all files of a folder and return the seals. A file with the size and time of its `known` seal is not read.

    `held` are files that are open, and must be read through that: opening and closing such a file again would end the
    locks that SQLite has on it (POSIX, `fcntl`). The files that SQLite puts beside them are left out.
    """
    names = {name for name in _files(folder) if not any(name.startswith(each) for each in held)}
    seals = {name: _seal(folder / name, known.get(name), held.get(name)) for name in sorted(names | held.keys())}
    rows = {name: [seal.size, seal.mtime_ns, seal.checksum] for name, seal in seals.items()}
    draft = folder / f"{SEALS}.new"
    draft.write_text(json.dumps(rows), "utf-8")
    draft.replace(folder / SEALS)
    return seals


def check_seals(
    folder: Path, seals: Mapping[str, Seal], held: Mapping[str, BinaryIO], *, is_thorough: bool = False
) -> dict[str, Seal]:
    """Return the seals with the times that files have now. Raises DamagedError for the first file that has changed, and
    OSError for one that can't be read now.

    `held` is as in `make_seals`; `is_thorough` reads every file, even one with the size and time of its seal.
    """
    found = {}
    for name, seal in seals.items():
        try:
            found[name] = _seal(folder / name, None if is_thorough else seal, held.get(name))
        except OSError as error:
            if is_out_of_reach(error):
                raise
            raise DamagedError(f"{name}: {error.strerror}") from None
        if (found[name].size, found[name].checksum) != (seal.size, seal.checksum):
            raise DamagedError(f"{name} was changed")
    return found


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith(SEALS):
            yield path.relative_to(folder).as_posix()


def _seal(path: Path, known: Seal | None, held: BinaryIO | None) -> Seal:
    stat = os.stat(path)
    if known and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
        return known
    if held:
        checksum = _checksum(held)
    else:
        with path.open("rb") as file:
            checksum = _checksum(file)
    return Seal(stat.st_size, stat.st_mtime_ns, checksum)


def _checksum(file: BinaryIO) -> int:
    checksum = 0
    file.seek(0)
    while chunk := file.read(_CHUNK):
        checksum = zlib.crc32(chunk, checksum)
    return checksum
