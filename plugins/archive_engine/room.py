"""Room on the disk: a build that would fill it stops before it writes anything."""

import math
import os
import shutil
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple


class Need(NamedTuple):
    """The bytes that an article takes: so many for each of its source's, and so many besides."""

    each: float
    besides: int


# Measured on 6,000 plain stories and 600 web articles, names and threads included, and lowered by a fifth, so that a
# build that is stopped would not have fitted. With its part of lists and of the search, an article takes 14 kB of a
# site where its source has 4.6, and 38 kB where it has 17; what is kept for the next build takes 19 and 53.
OUTPUT = Need(1.7, 5_000)
CACHE = Need(2.2, 5_000)
_MEGABYTE = 1_000_000


class NoRoom(RuntimeError):
    """The disk has no room for what a build would write."""


def estimate(need: Need, count: int, size: int) -> int:
    """Return the bytes that so many articles will take whose sources have `size` bytes together.

    >>> estimate(OUTPUT, 2, 10_000)
    27000
    """
    return round(need.each * size) + need.besides * count


def check_room(needs: Mapping[str, int]) -> None:
    """Raise NoRoom where the folders do not have the room that they need, in bytes; folders of one disk share it.

    A folder that is not there yet lies on the disk of the folder above it.
    """
    by_disk: defaultdict[int, list[str]] = defaultdict(list)
    there = {folder: _find_existing(folder) for folder in needs}
    for folder, existing in there.items():
        by_disk[os.stat(existing).st_dev].append(folder)
    for folders in by_disk.values():
        needed = sum(needs[folder] for folder in folders)
        free = shutil.disk_usage(there[folders[0]]).free
        if needed > free:
            raise NoRoom(
                f"it needs about {math.ceil(needed / _MEGABYTE):,} MB in {' and '.join(folders)}, where "
                f"{free // _MEGABYTE:,} MB are free. Nothing was written. Make room, or name folders on another disk "
                "with OUTPUT_PATH and CACHE_PATH"
            )


def _find_existing(folder: str) -> str:
    folder = os.path.abspath(folder)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return folder
