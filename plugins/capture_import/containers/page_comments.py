"""URL and time of a saved page, from the comment that browsers and tools write at its top."""

import html
import re

from capture_import.containers.metadata import CaptureMetadata, read_url
from capture_import.containers.times import text_to_time

_AREA = 8192
_COMMENT = re.compile(rb"<!--(.*?)(?:-->|\Z)", re.S)
_SINGLE_FILE = re.compile(r"saved with SingleFile\b", re.I)
_SINGLE_FILE_URL = re.compile(r"^[^\S\n]*+url:\s*+(\S++)", re.I | re.M)
_SINGLE_FILE_TIME = re.compile(r"^[^\S\n]*+saved date:\s*+(.{1,80}?)[^\S\n]{0,9}$", re.I | re.M)
# The "mark of the web" of Windows; the number is the length of the URL.
_SAVED_FROM = re.compile(r"^\s*saved from url=\((\d{4})\)(\S+)", re.I)
_HTTRACK = re.compile(
    r"^\s*Mirrored from (\S+) by HTTrack [^,]{0,80}?(?:\[[^\]]{0,80}\])?\s{0,9}"
    r",\s{0,9}(\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d GMT)",
    re.I,
)


def page_to_metadata(body: bytes) -> CaptureMetadata:
    """Return the URL and time in the first comments of a saved page (SingleFile, browsers, HTTrack).

    >>> page_to_metadata(b"<!-- saved from url=(0021)https://example.org/a -->").url
    'https://example.org/a'
    """
    for match in _COMMENT.finditer(body, 0, _AREA):
        comment = match[1].decode("utf-8", "replace")
        for read in (_read_single_file, _read_saved_from, _read_httrack):
            metadata = read(comment)
            if metadata:
                return metadata
    return CaptureMetadata()


def _read_single_file(comment: str) -> CaptureMetadata | None:
    url = _SINGLE_FILE_URL.search(comment)
    if not _SINGLE_FILE.search(comment) or not url:
        return None
    time = _SINGLE_FILE_TIME.search(comment)
    return CaptureMetadata(url=read_url(html.unescape(url[1])), captured_at=text_to_time(time[1]) if time else None)


def _read_saved_from(comment: str) -> CaptureMetadata | None:
    match = _SAVED_FROM.match(comment)
    return CaptureMetadata(url=read_url(match[2])) if match else None


def _read_httrack(comment: str) -> CaptureMetadata | None:
    match = _HTTRACK.match(comment)
    if not match:
        return None
    url = match[1] if "://" in match[1] else f"http://{match[1]}"
    return CaptureMetadata(url=read_url(url), captured_at=text_to_time(match[2]))
