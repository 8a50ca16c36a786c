"""HTTP responses in a WARC: their status, their headers, and their bodies without transfer and content encodings."""

import re
import zlib
from dataclasses import dataclass, field

import brotli

from capture_import.containers.field_lines import lines_to_fields
from capture_import.containers.streams import Damaged
from capture_import.containers.unpacking import MAGIC, Gunzip
from capture_import.containers.zstandard import ZstdDecompressor, ZstdError

_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
HEADER_BYTES = 64 * 1024
"""How many bytes of a response are searched for its header."""


@dataclass(frozen=True, slots=True)
class HttpHeader:
    """Status and header fields of a response. It is `length` bytes long.

    Names are in lower case; of several fields of one name the first is kept.
    """

    status: int
    fields: dict[str, str] = field(default_factory=dict)
    length: int = 0

    @property
    def media_type(self) -> str:
        """The declared media type in lower case, without parameters."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The declared charset in lower case."""
        return charset_of(self.fields.get("content-type", ""))


def charset_of(content_type: str) -> str:
    """Return the charset that a Content-Type declares.

    >>> charset_of('text/html; Charset="UTF-8"')
    'utf-8'
    """
    match = re.search(r"charset\s*=\s*[\"']?([\w.:+-]+)", content_type, re.I)
    return match[1].lower() if match else ""


def read_header(head: bytes) -> HttpHeader | None:
    """Return the header at the beginning of a response; None where there is none. RFC 9112, sections 4 and 5."""
    status = _STATUS_LINE.match(head)
    if not status:
        return None
    end = re.search(rb"\r?\n\r?\n", head)
    lines = (head[: end.start()] if end else head).decode("latin-1").splitlines()[1:]
    return HttpHeader(int(status[1]), lines_to_fields(lines), end.end() if end else len(head))


def decode_body(header: HttpHeader, body: bytes, limit: int) -> bytes:
    """Return a body with its transfer and content encodings decoded.

    Crawlers often decode a body and keep the header that names its encoding: a body that is not so encoded is returned
    as it is. Raises Damaged for one that can't be decoded, or is larger than `limit` bytes; no more than that is
    unpacked.
    """
    if "chunked" in header.fields.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    for encoding in reversed(header.fields.get("content-encoding", "").lower().replace(",", " ").split()):
        if encoding in ("gzip", "x-gzip"):
            if body.startswith(b"\x1f\x8b"):
                body = _inflate(body, 31, limit, "gzip")
        elif encoding == "deflate":
            if not _looks_plain(body):
                body = _inflate(body, 15 if _has_zlib_header(body) else -15, limit, "deflate")
        elif encoding == "br":
            body = _unbrotli(body, limit)
        elif encoding == "zstd":
            if body.startswith(MAGIC["zstandard"]) or not _looks_plain(body):
                body = _unzstd(body, limit)
        elif encoding not in ("identity", "none", "utf-8") and not _looks_plain(body):
            raise Damaged(f"in the content encoding {encoding[:40]!r}, which can't be decoded here")
    if body.startswith(b"\x1f\x8b") and header.fields.get("content-type", "").lower().startswith("text/"):
        return _inflate(body, 31, limit, "gzip")  # a server has sent a compressed file without saying so
    return body


def _join_chunks(body: bytes) -> bytes:
    """Return a chunked body without its chunks' headers; one that is not chunked as it is. RFC 9112, section 7.1."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        chunk = body[match.end() : match.end() + size]
        at = match.end() + size
        if not parts and body[at : at + 2] != b"\r\n" and len(chunk) == size:
            return body
        parts.append(chunk)
        if len(chunk) < size:
            raise Damaged("cut off: the page's last chunk is not whole")
    if not parts:
        return body
    if body[at:].strip():
        raise Damaged("damaged: its chunks can't be joined")
    return b"".join(parts)


def _inflate(body: bytes, bits: int, limit: int, name: str) -> bytes:
    inflater = Gunzip(bits)
    try:
        plain = inflater.decompress(body, limit + 1)
    except zlib.error as error:
        if _looks_plain(body):
            return body
        raise Damaged(f"damaged: its {name} encoding can't be undone ({error})") from error
    if len(plain) > limit:
        raise _too_large(limit)
    if not inflater.eof:
        raise Damaged(f"cut off: its {name} encoding ends before its end")
    return plain


def _unbrotli(body: bytes, limit: int) -> bytes:
    decompressor = brotli.Decompressor()
    parts, size, data = [], 0, body
    try:
        while True:
            part = decompressor.process(data, output_buffer_limit=1024 * 1024)
            parts.append(part)
            size += len(part)
            data = b""
            if size > limit:
                raise _too_large(limit)
            if decompressor.is_finished():
                return b"".join(parts)
            if decompressor.can_accept_more_data():
                break
    except brotli.error as error:
        if _looks_plain(body):
            return body
        raise Damaged(f"damaged: its br encoding can't be undone ({error})") from error
    if _looks_plain(body):
        return body
    raise Damaged("cut off: its br encoding ends before its end")


def _unzstd(body: bytes, limit: int) -> bytes:
    """Return the unpacked frames of Zstandard data, at most `limit` bytes. RFC 8878."""
    parts, left = [], limit + 1
    while body:
        decompressor = ZstdDecompressor()
        try:
            parts.append(decompressor.decompress(body, left))
        except ZstdError as error:
            raise Damaged(f"damaged: its zstd encoding can't be undone ({error})") from error
        left -= len(parts[-1])
        if left <= 0:
            raise _too_large(limit)
        if not decompressor.eof:
            raise Damaged("cut off: its zstd encoding ends before its end")
        body = decompressor.unused_data
    return b"".join(parts)


def _too_large(limit: int) -> Damaged:
    return Damaged(f"too large: a page of more than {limit} bytes when unpacked (the limit capture_bytes)")


def _has_zlib_header(body: bytes) -> bool:
    """Return whether a body begins with a header of zlib (RFC 1950, section 2.2)."""
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0


def _looks_plain(body: bytes) -> bool:
    """Return whether a body is not compressed: it begins with markup, or with UTF-8 without control characters."""
    head = body[:2048]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"[")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in head) and _is_utf8(head)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True
