"""Saved pages in a tar with their folders `NAME_files/`: a page waits until the tar ends, since its pictures may come
before or behind it.

Pages and pictures wait in a temporary file, so that memory does not grow with the tar.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from capture_import.containers.capture import Capture
from capture_import.containers.companions import BESIDE, is_picture_name
from capture_import.containers.items import ContainerItem
from capture_import.containers.members import is_companion, shown_name
from capture_import.containers.pictures import (
    LARGEST_PICTURE,
    TOO_LARGE,
    find_media_type,
    list_references,
    picture_to_item,
)
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream


class _Stored(NamedTuple):
    offset: int
    size: int


class TarCompanions:
    """The pages of a tar that wait, and the pictures beside them. `source` is the tar's."""

    def __init__(self, source: str, skipped: SkippedCounter) -> None:
        self._source = source
        self._skipped = skipped
        self._file: BinaryIO | None = None
        self._pages: list[tuple[Capture, _Stored]] = []
        self._pictures: dict[str, _Stored] = {}

    def add_file(self, name: str, content: ByteStream) -> None:
        """Keep a picture; count any other file that a browser saved beside a page."""
        body = content.read(LARGEST_PICTURE + 1) if is_picture_name(name) else b""
        if len(body) > LARGEST_PICTURE:
            self._skipped.add(TOO_LARGE)
        elif body and not content.fault:
            self._pictures[name] = self._store(body)
        else:
            self._skipped.add(BESIDE)

    def keep_page(self, page: Capture) -> bool:
        """Keep a page if it names files in such a folder; return whether it does."""
        is_kept = bool(self._list_pictures(page.source, page.body))
        if is_kept:
            self._pages.append((replace(page, body=b""), self._store(page.body)))
        return is_kept

    def list_items(self) -> Iterator[ContainerItem]:
        """Yield the pages that wait, the pictures of each before it; pictures that no page names are counted."""
        shown: set[str] = set()
        for page, stored in self._pages:
            body = self._read(stored)
            for name, reference in self._list_pictures(page.source, body):
                if name in self._pictures:
                    shown.add(name)
                    picture = self._read(self._pictures[name])
                    media_type = find_media_type(name, picture)
                    yield from picture_to_item(f"{self._source}#{shown_name(name)}", reference, media_type, picture)
            yield replace(page, body=body)
        for _ in self._pictures.keys() - shown:
            self._skipped.add(BESIDE)
        if self._file:
            self._file.close()

    def _list_pictures(self, source: str, body: bytes) -> list[tuple[str, str]]:
        """Return the members that a page names in such folders, each with the reference as the page writes it."""
        folder = source.removeprefix(f"{self._source}#").rpartition("/")[0]
        named = ((f"{folder}/{path}" if folder else path, written) for path, written in list_references(body).items())
        return [(name, reference) for name, reference in named if is_companion(name)]

    def _store(self, body: bytes) -> _Stored:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the tar ends
        offset = self._file.seek(0, 2)
        self._file.write(body)
        return _Stored(offset, len(body))

    def _read(self, stored: _Stored) -> bytes:
        assert self._file is not None
        self._file.seek(stored.offset)
        return self._file.read(stored.size)
