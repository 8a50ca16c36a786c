"""A page that is a zip, too: SingleFile's self-extracting form, whose HTML a script fills from the zip behind it.

The zip holds the page as `index.html`, and what it shows, by paths that the page names.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import escape

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.limits import page_too_large
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.page_comments import page_to_metadata
from capture_import.containers.pictures import find_media_type, list_references, picture_to_item
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import Damaged

# What may name a file of the zip, between the quotes or separators of an attribute.
_REFERENCE = re.compile(rb"(?<=[\"'\s,])[^\"'\s,]++(?=[\"'\s,])")
_PAGE = "index.html"
_BESIDE = "index_files/"
_SAVED_BY, _HEAD = b"Page saved with SingleFile", 2048
_DAMAGED = "a page whose zip is damaged ({}): save it anew"
_DIRECTORY_END = b"PK\x05\x06"
# A zip's directory ends within so many bytes of the file's end: its own end, its comment, the rest of the page.
_TAIL = 1024 * 1024
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


def is_self_extracting(body: bytes) -> bool:
    """Return whether a page holds a zip with a page in it."""
    return (
        body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        and _DIRECTORY_END in body[-_TAIL:]
        and b"PK\x03\x04" in body
        and _PAGE.encode() in body[-_TAIL:]
    )


def page_zip_to_captures(
    body: bytes, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the page in the zip behind a page, its pictures before it. Raises Damaged where there is none."""
    end = body.rfind(_DIRECTORY_END)
    try:
        # what stands behind the zip closes the page
        size = int.from_bytes(body[end + 20 : end + 22], "little")
        archive = zipfile.ZipFile(io.BytesIO(body[: end + 22 + size]))
        archive.getinfo(_PAGE)
    except (KeyError, *_FAULTS) as error:
        raise Damaged(_DAMAGED.format(error)) from error
    yield from zipped_page_to_captures(archive, source, budget.deeper(), metadata, page_to_metadata(body).url)


def is_zipped_page(archive: zipfile.ZipFile) -> bool:
    """Return whether a zip is a page that SingleFile wrote without the part that extracts it."""
    info = archive.NameToInfo.get(_PAGE)
    try:
        return info is not None and _SAVED_BY in archive.open(info).read(_HEAD)
    except _FAULTS:
        return False


def zipped_page_to_captures(
    archive: zipfile.ZipFile, source: str, budget: UnpackBudget, metadata: CaptureMetadata, url: str = ""
) -> Iterator[ContainerItem]:
    """Yield the page in a zip, its pictures before it; `url` is its URL where the page tells none. Raises Damaged where
    it can't be read.
    """
    try:
        page = _read(archive, archive.getinfo(_PAGE), budget)
    except _FAULTS as error:
        raise Damaged(_DAMAGED.format(error)) from error
    skipped = SkippedCounter(source)
    references = list_references(page)
    named: list[str] = []
    for info in archive.infolist():
        if info.is_dir() or info.filename == _PAGE:
            continue
        if info.filename not in references:
            skipped.add("files that a browser saved beside a page")
            continue
        try:
            content = _read(archive, info, budget)
        except _FAULTS as error:
            yield Unreadable(f"{source}#{info.filename}", f"a picture of the page is damaged in its zip ({error})")
            continue
        if media_type := find_media_type(info.filename, content):
            reference = references[info.filename]
            named.append(reference)
            yield from picture_to_item(f"{source}#{info.filename}", _to_name_beside(reference), media_type, content)
        else:
            skipped.add("files that a browser saved beside a page")
    told = page_to_metadata(page)
    page = _name_as_beside(page, named)
    yield Capture(
        source,
        page,
        "text/html",
        metadata.charset,
        metadata.url or told.url or url,
        metadata.captured_at or told.captured_at,
        kind=metadata.kind,
    )
    yield from skipped.totals()


def _name_as_beside(page: bytes, references: list[str]) -> bytes:
    """Return a page with the pictures of its zip named as those in a folder that a browser saved beside it: they have
    no URL of the page's site.
    """
    if not references:
        return page
    names = {escape(name).encode(): _to_name_beside(name).encode() for name in references}
    return _REFERENCE.sub(lambda match: names.get(match[0], match[0]), page)


def _to_name_beside(reference: str) -> str:
    return _BESIDE + reference.replace("/", "-")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: UnpackBudget) -> bytes:
    limit = budget.limits.capture_bytes
    with archive.open(info) as member:
        content = member.read(limit + 1)
    budget.unpacked(len(content))
    if len(content) > limit:
        raise Damaged(page_too_large(limit))
    return content
