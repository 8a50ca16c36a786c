"""One stream of bytes to the captures in it, whatever it is: the one place where the kinds of containers are told
apart.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from capture_import.capture import Capture, Unreadable
from capture_import.sources import kinds
from capture_import.sources.allowance import Allowance
from capture_import.sources.found import Found
from capture_import.sources.knowledge import NOTHING, Knowledge
from capture_import.sources.page_comments import page_to_knowledge
from capture_import.sources.streams import ByteStream, Damaged
from capture_import.sources.tars import tar_to_captures
from capture_import.sources.unpacking import unpack
from capture_import.sources.unread_formats import find_unread_format
from capture_import.sources.warc import warc_to_captures
from capture_import.sources.zips import zip_to_captures

_COMPRESSION_SUFFIX = re.compile(r"\.(?:gz|bz2|xz|zst)\Z|(?<=\.t)(?:gz|bz2|xz|zst)\Z", re.I)

_Leaf = Callable[[ByteStream, str, Allowance, Knowledge], Iterator[Found]]


def _load_leaf(kind: str) -> _Leaf | None:
    """Return the reader of a kind of file that holds captures and no files; None for a page.

    Readers and their libraries take long to import, each of them longer than a page of plain text takes to read: they
    are loaded when such a file is met.
    """
    if kind == kinds.FEED:
        from capture_import.sources.feeds import feed_to_captures  # noqa: PLC0415 - see above

        return feed_to_captures
    if kind == kinds.WORDPRESS:
        from capture_import.sources.wordpress import wordpress_to_captures  # noqa: PLC0415 - see above

        return wordpress_to_captures
    if kind == kinds.JSON:
        from capture_import.sources.json_documents import json_to_captures  # noqa: PLC0415 - see above

        return json_to_captures
    if kind == kinds.MHTML:
        from capture_import.sources.mhtml import mhtml_to_captures  # noqa: PLC0415 - see above

        return mhtml_to_captures
    return None


def stream_to_captures(
    stream: ByteStream,
    source: str,
    name: str,
    allowance: Allowance,
    knowledge: Knowledge = NOTHING,
    file: BinaryIO | None = None,
) -> Iterator[Found]:
    """Give the captures in a stream, in their order; never raises for what is in it.

    `source` is what the report calls it, `name` its file's or member's name, `knowledge` what is known of it beside its
    bytes (it goes with a page; a container's pages have their own), `file` the same bytes as an open file where there
    is one.
    """
    try:
        kind = kinds.kind_of(stream.peek(kinds.HEAD), name, knowledge.media_type)
        if kind in kinds.COMPRESSED:
            yield from _read_compressed(stream, source, name, allowance, knowledge, kind)
        elif kind == kinds.ZIP:
            yield from zip_to_captures(stream, source, allowance.deeper(), stream_to_captures, file)
        elif kind == kinds.TAR:
            yield from tar_to_captures(stream, source, allowance.deeper(), stream_to_captures)
        elif kind == kinds.WARC:
            yield from warc_to_captures(stream, source, allowance, stream_to_captures)
        elif leaf := _load_leaf(kind):
            yield from leaf(stream, source, allowance, knowledge)
        else:
            yield read_page(stream, source, allowance, knowledge)
    except Damaged as damaged:
        yield Unreadable(source, str(damaged))
    except MemoryError:
        yield Unreadable(source, "too large: not enough memory to read it")
    except Exception as error:  # noqa: BLE001 -- a fault in one container must not cost those beside it
        yield Unreadable(source, f"can't be read: {type(error).__name__}: {error}")


def read_page(stream: ByteStream, source: str, allowance: Allowance, knowledge: Knowledge) -> Found:
    """Give the page that a stream holds."""
    limit = allowance.limits.capture_bytes
    body = stream.read(limit + 1)
    if stream.fault:
        return Unreadable(source, stream.fault)
    if len(body) > limit:
        if format_reason := find_unread_format(body[: kinds.HEAD], source):
            return Unreadable(source, format_reason)
        return Unreadable(source, f"too large: a page of more than {limit} bytes (the limit capture_bytes)")
    if not knowledge.url or not knowledge.captured_at:
        told = page_to_knowledge(body)
        knowledge = Knowledge(
            knowledge.media_type,
            knowledge.charset,
            knowledge.url or told.url,
            knowledge.captured_at or told.captured_at,
            knowledge.kind,
        )
    return Capture(
        source,
        body,
        knowledge.media_type,
        knowledge.charset,
        knowledge.url,
        knowledge.captured_at,
        kind=knowledge.kind,
    )


def _read_compressed(
    stream: ByteStream, source: str, name: str, allowance: Allowance, knowledge: Knowledge, kind: str
) -> Iterator[Found]:
    """Yield what is compressed: a compressed tar or WARC is one container, anything else counts as one more."""
    counted = _Counted(allowance)
    plain = unpack(stream, kind, counted.count)
    inner = kinds.kind_of(plain.peek(kinds.HEAD), name)
    if inner in kinds.COMPRESSED or inner == kinds.ZIP:
        allowance = allowance.deeper()
    # a WARC is read record by record, each within its own limit, however much there is of them
    counted.is_counting = inner != kinds.WARC
    yield from stream_to_captures(plain, source, _COMPRESSION_SUFFIX.sub("", name), allowance, knowledge)


class _Counted:
    """Counts what is unpacked against the allowance, as long as that is to be."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self.is_counting = True

    def count(self, size: int) -> None:
        """Note that so many bytes were unpacked."""
        if self.is_counting:
            self._allowance.unpacked(size)
