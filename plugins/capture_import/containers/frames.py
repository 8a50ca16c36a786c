"""The frames of a page that a browser saved with "Save page as, complete": each lies as a page of its own in the folder
`NAME_files/`, and begins with a comment that has its URL.
"""

import re
from collections.abc import Callable, Iterator

from capture_import.containers.members import is_saved_copy
from capture_import.containers.page_comments import page_to_metadata
from capture_import.containers.pictures import reference_to_path

_FRAME = re.compile(
    rb"""<iframe\b[^<>]{0,2000}?\ssrc\s{0,9}=\s{0,9}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')""", re.IGNORECASE
)
_FRAME_NAME = re.compile(r"\.x?html?\Z", re.IGNORECASE)
_MOST_FRAMES = 100
HEAD = 4096
"""Bytes of a frame that tell its URL."""


def list_frames(body: bytes) -> dict[str, str]:
    """Return the frames that a page names beside itself, by their path below its folder: each as the page writes it."""
    found: dict[str, str] = {}
    for match in _FRAME.finditer(body):
        path, reference = reference_to_path(match[1] or match[2])
        if _FRAME_NAME.search(path) and is_saved_copy(path) and len(found) < _MOST_FRAMES:
            found.setdefault(path, reference)
    return found


def read_frames(body: bytes, read_head: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    """Yield the frames of a page, as it names them, with their URLs; `read_head(path)` returns HEAD bytes of a file."""
    for path, reference in list_frames(body).items():
        if url := page_to_metadata(read_head(path)).url:
            yield reference, url
