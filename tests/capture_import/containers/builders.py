"""Makes the containers of the tests from invented pages: WARCs, ARCs, zips, tars."""

import gzip
import io
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from capture_import.containers.capture import Capture, Resource, Revisit, Unreadable
from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.containers.skipped import Skipped
from capture_import.forms.documents import EntryDocuments

if sys.version_info >= (3, 14):
    from compression import zstd as zstd  # noqa: PLC0414
else:
    from backports import zstd as zstd  # noqa: PLC0414

ADDRESS = "https://gazette.example/2023/03/03/lamp"


def page(number: int = 1, words: str = "") -> bytes:
    """Return a page of the invented Halverin Gazette; each number makes another page."""
    text = (
        f"<p>Keeper Jonas Arvel lit lamp number {number} on the north mole of Halverin at dusk on Friday. {words}</p>"
        * 3
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Lamp {number} is lit</title></head><body>'
        f"<h1>Lamp {number} is lit</h1>{text}</body></html>"
    ).encode()


def http(
    body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", headers: Iterable[str] = ()
) -> bytes:
    """Return an HTTP response."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {content_type}"] if content_type else []), *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    content: bytes, url: str = ADDRESS, kind: str = "response", headers: Iterable[str] = (), length: int | None = None
) -> bytes:
    """Return a WARC record."""
    content_type = (
        "application/http; msgtype=response" if kind in ("response", "revisit") else "application/http; msgtype=request"
    )
    given = tuple(headers)
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2023-03-04T05:06:07Z",
        *([] if any(line.startswith("Content-Type") for line in given) else [f"Content-Type: {content_type}"]),
        *given,
        f"Content-Length: {len(content) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def pages_warc(count: int) -> list[bytes]:
    """Return the records of a WARC with `count` pages."""
    info = record(b"software: test\r\n", kind="warcinfo", headers=["Content-Type: application/warc-fields"])
    return [info, *(record(http(page(number)), f"{ADDRESS}-{number}") for number in range(1, count + 1))]


def arc_record(content: bytes, url: str = ADDRESS, length: int | None = None) -> bytes:
    """Return a record of an ARC of version 1."""
    size = len(content) if length is None else length
    return f"{url} 10.0.0.1 20060515080000 text/html {size}\n".encode() + content + b"\n"


def pages_arc(count: int) -> list[bytes]:
    """Return the records of an ARC with `count` pages."""
    versions = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    info = f"filedesc://a.arc 0.0.0.0 20060515080000 text/plain {len(versions)}\n".encode() + versions + b"\n"
    return [info, *(arc_record(http(page(number)), f"{ADDRESS}-{number}") for number in range(1, count + 1))]


def gzip_records(records: Iterable[bytes]) -> bytes:
    """Return records as in a `.warc.gz`: each is a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def make_zip(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def make_tar(members: Iterable[tuple[str | tarfile.TarInfo, bytes]], mode: str = "w") -> bytes:
    """Return a tar, compressed as the mode says (`w:gz`, `w:bz2`, `w:xz`)."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


class ReadContainer:
    """What was read from a file, by kind; a source is given without the file's own path."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.all = list(file_to_captures(str(path), limits, EntryDocuments()))
        self.captures = [found for found in self.all if isinstance(found, Capture)]
        self.bodies = [capture.body for capture in self.captures]
        self.sources = [capture.source.removeprefix(str(path)) for capture in self.captures]
        self.rejected = {
            found.source.removeprefix(str(path)): found.reason for found in self.all if isinstance(found, Unreadable)
        }
        self.pictures = {found.address: found.body for found in self.all if isinstance(found, Resource)}
        self.revisits = [found for found in self.all if isinstance(found, Revisit)]
        self.skipped = {found.what: found.count for found in self.all if isinstance(found, Skipped)}


def read(folder: Path, name: str, content: bytes, limits: Limits | None = None) -> ReadContainer:
    """Write a file into a folder and read what it contains."""
    path = folder / name
    path.write_bytes(content)
    return ReadContainer(path, limits or Limits())
