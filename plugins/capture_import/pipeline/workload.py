"""How many processes a list of files can keep at work: no more are started."""

import os
import stat
from collections.abc import Sequence

from capture_import.containers import kinds
from capture_import.containers.capture import Capture
from capture_import.forms.web_page.detection import is_web_page
from capture_import.pipeline.batches import BATCH_BYTES, BATCH_CAPTURES

# A text up to this size is read in less time than a process takes to start.
_SMALL_BYTES = 64 * 1024


def count_workers_needed(files: Sequence[str], most: int) -> int:
    """Return how many processes, up to `most`, have something to read in some files; none where this process does.

    This process reads where one is the most, and where all is one small plain text, which can't cost the command what
    a web page may: its libraries are not Python alone, and what fails in them ends the process. Of a container nobody
    knows how much is in it.
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
    """Return a file's first bytes; none of what is no file (reading a pipe might never end) or can't be read."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            return b""
        with open(file, "rb") as stream:
            return stream.read(kinds.HEAD)
    except OSError:
        return b""
