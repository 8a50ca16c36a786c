"""Reads any stream of bytes: chooses the reader of its kind (container, document with entries, page)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from capture_import.containers import kinds
from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, OutOfReach, Unreadable
from capture_import.containers.items import ContainerItem, DocumentReader, Documents
from capture_import.containers.limits import page_too_large
from capture_import.containers.metadata import NO_METADATA, CaptureMetadata
from capture_import.containers.page_comments import page_to_metadata
from capture_import.containers.self_extracting import is_self_extracting, page_zip_to_captures
from capture_import.containers.streams import CHUNK, ByteStream, Damaged
from capture_import.containers.tars import tar_to_captures
from capture_import.containers.unpacking import unpack
from capture_import.containers.unread_formats import find_unread_format
from capture_import.containers.warc import arc_to_captures, warc_to_captures
from capture_import.containers.zips import zip_to_captures
from newsrecord.folder_walk import is_out_of_reach

_COMPRESSION_SUFFIX = re.compile(r"\.(?:gz|bz2|xz|zst)\Z|(?<=\.t)(?:gz|bz2|xz|zst)\Z", re.I)


class StreamReader:
    """Reads any stream of bytes: a container, a document with entries, or one page."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    def __call__(
        self,
        stream: ByteStream,
        source: str,
        name: str,
        budget: UnpackBudget,
        metadata: CaptureMetadata = NO_METADATA,
        file: BinaryIO | None = None,
    ) -> Iterator[ContainerItem]:
        """Yield the captures in a stream, in their order; raise nothing because of its content.

        `source` is its name in the report, `name` that of its file or member, `metadata` what is declared of it (for a
        page: the pages of a container have their own), `file` the same bytes as an open file, where there is one.
        """
        try:
            kind = kinds.kind_of(stream.peek(kinds.HEAD), name, metadata.media_type)
            kind = self.documents.find_kind(kind, stream.peek(CHUNK), name)
            if kind in kinds.COMPRESSED:
                yield from self._read_compressed(stream, source, name, budget, metadata, kind)
            elif kind == kinds.ZIP:
                yield from zip_to_captures(stream, source, budget.deeper(), self, file)
            elif kind == kinds.TAR:
                yield from tar_to_captures(stream, source, budget.deeper(), self)
            elif kind == kinds.WARC:
                yield from warc_to_captures(stream, source, budget, self)
            elif kind == kinds.ARC:
                yield from arc_to_captures(stream, source, budget, self)
            elif reader := _load_saved_page_reader(kind) or self.documents.find_reader(kind):
                yield from reader(stream, source, budget, metadata)
            else:
                for item in read_page(stream, source, budget, metadata):
                    yield self.documents.complete_page(item, metadata) if isinstance(item, Capture) else item
        except Damaged as damaged:
            yield Unreadable(source, str(damaged))
        except MemoryError:
            yield Unreadable(source, "too large: not enough memory to read it")
        except Exception as error:  # noqa: BLE001 - an error in one container must not cost the others
            found = OutOfReach if isinstance(error, OSError) and is_out_of_reach(error) else Unreadable
            yield found(source, f"can't be read: {type(error).__name__}: {error}")

    def _read_compressed(
        self, stream: ByteStream, source: str, name: str, budget: UnpackBudget, metadata: CaptureMetadata, kind: str
    ) -> Iterator[ContainerItem]:
        """Yield the captures in compressed data.

        Compression counts as a container of its own around a zip or further compression, but not around a tar or a
        WARC.
        """
        counter = _UnpackCounter(budget)
        plain = unpack(stream, kind, counter.count)
        inner = kinds.kind_of(plain.peek(kinds.HEAD), name)
        if inner in kinds.COMPRESSED or inner == kinds.ZIP:
            budget = budget.deeper()
        # a WARC is read record by record, each of which has a limit of its own, so that its size needs none
        counter.is_counting = inner not in (kinds.WARC, kinds.ARC)
        yield from self(plain, source, _COMPRESSION_SUFFIX.sub("", name), budget, metadata)


def _load_saved_page_reader(kind: str) -> DocumentReader | None:
    # loads the packages `email` and `plistlib`, which takes longer than to read a page of plain text
    if kind == kinds.MHTML:
        from capture_import.containers.mhtml import mhtml_to_captures  # noqa: PLC0415 - see above

        return mhtml_to_captures
    if kind == kinds.WEBARCHIVE:
        from capture_import.containers.webarchive import webarchive_to_captures  # noqa: PLC0415 - see above

        return webarchive_to_captures
    return None


def read_page(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the page that a stream holds, with what its first comments say where `metadata` lacks it; the pictures that
    are packed into it before it.
    """
    limit = budget.limits.capture_bytes
    body = stream.read(limit + 1)
    if len(body) > limit and body[:1] == b"<":
        # one that holds its pictures as a zip may be larger
        body += stream.read(budget.limits.feed_bytes)
    if stream.fault:
        yield Unreadable(source, stream.fault)
        return
    if is_self_extracting(body):
        yield from page_zip_to_captures(body, source, budget, metadata)
        return
    if len(body) > limit:
        format_reason = find_unread_format(body[: kinds.HEAD], source)
        yield Unreadable(source, format_reason or page_too_large(limit))
        return
    if not metadata.url or not metadata.captured_at:
        found = page_to_metadata(body)
        metadata = CaptureMetadata(
            metadata.media_type,
            metadata.charset,
            metadata.url or found.url,
            metadata.captured_at or found.captured_at,
            metadata.kind,
        )
    yield Capture(
        source,
        body,
        metadata.media_type,
        metadata.charset,
        metadata.url,
        metadata.captured_at,
        kind=metadata.kind,
    )


class _UnpackCounter:
    """Takes unpacked bytes from the budget, unless `is_counting` is False."""

    def __init__(self, budget: UnpackBudget) -> None:
        self._budget = budget
        self.is_counting = True

    def count(self, size: int) -> None:
        """Take so many bytes from the budget."""
        if self.is_counting:
            self._budget.unpacked(size)
