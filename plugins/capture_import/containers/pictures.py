"""Pictures that are saved with pages: which files are some, how large one may be, how a page names them."""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from capture_import.containers.capture import Resource
from capture_import.containers.skipped import Skipped

LARGEST_PICTURE = 20_000_000
TOO_LARGE = "pictures of more than 20 MB"
# By the ends of names: the table of the standard library differs from machine to machine.
_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg", "jfif": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff", "heic": "image/heic", "jxl": "image/jxl",
}  # fmt: skip
# By their first bytes, of files that browsers save under any name.
_MAGIC = (
    (b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"BM", "image/bmp"),
)  # fmt: skip
_ATTRIBUTE = re.compile(
    rb"""\s(?:src|data-src|data-original|data-lazy-src|poster|href)\s{0,9}=\s{0,9}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')""",
    re.IGNORECASE,
)
_SETS = re.compile(rb"""\s(?:data-)?srcset\s{0,9}=\s{0,9}(?:"([^"<>]{1,9000})"|'([^'<>]{1,9000})')""", re.IGNORECASE)
_SIZE_IN_SET = re.compile(r"(?<!\s)\s++[\d.]+[wx]\Z")


def name_to_media_type(name: str) -> str:
    """Return the media type of a picture by its file's name; empty for what is none.

    >>> name_to_media_type("a/lamp.JPG"), name_to_media_type("lamp.css")
    ('image/jpeg', '')
    """
    return _TYPES.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def find_media_type(name: str, body: bytes) -> str:
    """Return the media type of a picture by its first bytes, else by its name; empty for what is none."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    by_magic = next((media_type for magic, media_type in _MAGIC if body.startswith(magic)), "")
    return by_magic or name_to_media_type(name)


def list_references(body: bytes) -> dict[str, str]:
    """Return the local files that a page names, by their path below the page's folder: each as the page writes it."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(body):
        _add(found, match[1] or match[2])
    for match in _SETS.finditer(body):
        for part in (match[1] or match[2]).split(b", "):
            _add(found, _SIZE_IN_SET.sub("", part.decode("utf-8", "replace").strip()).encode())
    return found


def _add(found: dict[str, str], written: bytes) -> None:
    path, reference = reference_to_path(written)
    if path:
        found.setdefault(path, reference)


def reference_to_path(written: bytes) -> tuple[str, str]:
    """Return the path below a page's folder to which a reference leads, empty where it leads elsewhere; and the
    reference, as the page means it.

    >>> reference_to_path(b"./The%20lamp_files/a.png?x"), reference_to_path(b"https://halverin.example/a.png")[0]
    (('The lamp_files/a.png', './The%20lamp_files/a.png?x'), '')
    """
    reference = html.unescape(written.decode("utf-8", "replace")).strip()
    if not reference or ":" in reference.partition("/")[0] or reference.startswith(("/", "#")):
        return "", reference
    path = posixpath.normpath(unquote(reference.partition("#")[0].partition("?")[0]))
    return "" if path.startswith("..") else path, reference


def picture_to_item(source: str, address: str, media_type: str, body: bytes) -> Iterator[Resource | Skipped]:
    """Yield a picture; one that is too large is counted, one without bytes is nothing."""
    if len(body) > LARGEST_PICTURE:
        yield Skipped(source, TOO_LARGE, 1)
    elif body:
        yield Resource(source, address, media_type, body)
