"""How many worker processes a list of files has work for: no more are started."""

import os
import stat
from collections.abc import Sequence

from capture_import.containers import kinds
from capture_import.containers.capture import Capture
from capture_import.forms.web_page.detection import is_web_page
from capture_import.pipeline.batches import BATCH_BYTES, BATCH_CAPTURES

# A plain text up to this size takes less time to read than a process takes to start.
_SMALL_BYTES = 64 * 1024


def count_workers_needed(files: Sequence[str], most: int) -> int:
    """Return how many worker processes to start for some files, at most `most`; 0 where this process is to read itself.

    It does so where `most` is 1, and where the only file is a small plain text. It does not for a single web page: the
    libraries that parse it have code in C, which could crash the command. A container may hold any number of captures,
    so that it gets all workers.
    """
    if most == 1:
        return 0
    if len(files) >= most * BATCH_CAPTURES:
        return most
    sizes = [_measure_page(file) for file in files]
    total = sum(size for size in sizes if size is not None)
    if len(files) == 1 and total <= _SMALL_BYTES and _is_plain_text(files[0]):
        return 0
    if None in sizes:
        return most
    return min(most, max(1, -(-len(files) // BATCH_CAPTURES), -(-total // BATCH_BYTES)))


def _measure_page(file: str) -> int | None:
    """Return the size of a file that is one page; 0 for one that can't be read, None for a container."""
    head = _read_head(file)
    if kinds.kind_of(head, os.path.basename(file)) != kinds.PAGE:
        return None
    return os.path.getsize(file) if head else 0


def _is_plain_text(file: str) -> bool:
    head = _read_head(file)
    is_page = kinds.kind_of(head, os.path.basename(file)) == kinds.PAGE
    return is_page and not is_web_page(Capture(file, head))


def _read_head(file: str) -> bytes:
    """Return a file's first bytes; b"" for one that can't be read, or is no regular file: a pipe might never end."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            return b""
        with open(file, "rb") as stream:
            return stream.read(kinds.HEAD)
    except OSError:
        return b""
