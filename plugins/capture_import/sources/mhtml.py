"""MHTML: a page as some browsers save it, in one file with its pictures. RFC 2557."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from capture_import.capture import Capture, Unreadable
from capture_import.fields.urls import clean_url
from capture_import.sources.allowance import Allowance
from capture_import.sources.found import Found
from capture_import.sources.knowledge import Knowledge
from capture_import.sources.passed_over import PassedOver
from capture_import.sources.streams import ByteStream

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def mhtml_to_captures(stream: ByteStream, source: str, allowance: Allowance, knowledge: Knowledge) -> Iterator[Found]:
    """Give the page of an MHTML file: its first part that is one; pictures, styles and frames are passed over."""
    limit = allowance.limits.feed_bytes
    content = stream.read(limit + 1)
    if stream.fault or len(content) > limit:
        yield Unreadable(
            source, stream.fault or f"too large: an MHTML file of more than {limit} bytes (the limit feed_bytes)"
        )
        return
    message = message_from_bytes(content, policy=policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    body = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(body, bytes):
        yield Unreadable(source, "an MHTML file without a page in it")
        return
    url = knowledge.url or _address(message, page)
    charset = knowledge.charset or str(page.get_param("charset") or "").lower()
    if len(body) > allowance.limits.capture_bytes:
        yield Unreadable(
            source, f"too large: a page of more than {allowance.limits.capture_bytes} bytes (the limit capture_bytes)"
        )
        return
    captured_at = knowledge.captured_at or _time(message)
    yield Capture(source, body, page.get_content_type(), charset, url, captured_at, kind=knowledge.kind)
    if len(parts) > 1:
        yield PassedOver(source, "files that a browser saved beside a page", len(parts) - 1)


def _address(message: Message, page: Message) -> str:
    for part, name in (
        (message, "Snapshot-Content-Location"),
        (page, "Content-Location"),
        (message, "Content-Location"),
    ):
        url = clean_url(str(part.get(name) or ""))
        if url:
            return url
    return ""


def _time(message: Message) -> datetime | None:
    try:
        time = parsedate_to_datetime(str(message.get("Date") or ""))
    except (ValueError, TypeError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
