"""MHTML: a page as some browsers save it, in one file with its pictures. RFC 2557."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from html import escape

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.limits import page_too_large
from capture_import.containers.metadata import CaptureMetadata, read_url
from capture_import.containers.pictures import picture_to_item
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import ByteStream, read_whole
from capture_import.containers.times import text_to_time

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def mhtml_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the page of an MHTML file, its first part that is one, its pictures before it. Styles and frames are
    skipped.
    """
    content = read_whole(stream, budget.limits.feed_bytes, "an MHTML file")
    message = message_from_bytes(content, policy=policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    body = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(body, bytes):
        yield Unreadable(source, "an MHTML file without a page in it")
        return
    url = metadata.url or _find_url(message, page)
    charset = metadata.charset or str(page.get_param("charset") or "").lower()
    if len(body) > budget.limits.capture_bytes:
        yield Unreadable(source, page_too_large(budget.limits.capture_bytes))
        return
    body = _name_frames(body, [part for part in parts if part is not page])
    captured_at = metadata.captured_at or text_to_time(str(message.get("Date") or ""))
    others = 0
    for part in parts:
        data = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        address = str(part.get("Content-Location") or "").strip()
        name = str(part.get("Content-ID") or "").strip().strip("<>")
        if isinstance(data, bytes) and (address or name):
            where = address or f"cid:{name}"
            yield from picture_to_item(f"{source}#{where}", where, part.get_content_type(), data)
        else:
            others += part is not page
    yield Capture(source, body, page.get_content_type(), charset, url, captured_at, kind=metadata.kind)
    if others:
        yield Skipped(source, "files that a browser saved beside a page", others)


def _name_frames(body: bytes, parts: list[Message]) -> bytes:
    """Return a page with the URLs of its frames, which browsers replace by the names of the parts that keep them."""
    for part in parts:
        name = str(part.get("Content-ID") or "").strip().strip("<>")
        url = read_url(str(part.get("Content-Location") or ""))
        if name and url.startswith("http") and part.get_content_type() in _PAGES:
            for quote in (b'"', b"'"):
                body = body.replace(quote + f"cid:{name}".encode() + quote, quote + escape(url).encode() + quote)
    return body


def _find_url(message: Message, page: Message) -> str:
    for part, name in (
        (message, "Snapshot-Content-Location"),
        (page, "Content-Location"),
        (message, "Content-Location"),
    ):
        url = read_url(str(part.get(name) or ""))
        if url:
            return url
    return ""
