"""WARC and ARC files: yields the pages among the records, and counts all other records."""

from collections.abc import Iterator

from capture_import.containers import kinds
from capture_import.containers.arc_records import read_arc_records
from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Revisit, Unreadable
from capture_import.containers.http_response import HEADER_BYTES, HttpHeader, charset_of, decode_body, read_header
from capture_import.containers.items import ContainerItem, Reader
from capture_import.containers.limits import page_too_large
from capture_import.containers.members import is_part_of_page, shown_name
from capture_import.containers.metadata import CaptureMetadata, read_url
from capture_import.containers.revisits import record_keys, revisit_keys
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import CHUNK, ByteStream, Damaged, bytes_to_stream
from capture_import.containers.times import text_to_time
from capture_import.containers.warc_records import DamagedRegion, Record, read_records
from newsrecord.web_urls import normalize_url, split_url

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_DATA = ("application/json", "text/json", "application/xml", "text/xml")
_SCRIPTS = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/ecmascript",
    "application/wasm",
)
_FILES_OF_SITES = (
    "/robots.txt",
    "/ads.txt",
    "/app-ads.txt",
    "/humans.txt",
    "/security.txt",
    "/favicon.ico",
    "/sitemap.xml",
)
_SHOWN_URL = 300


def warc_to_captures(stream: ByteStream, source: str, budget: UnpackBudget, read: Reader) -> Iterator[ContainerItem]:
    """Yield the pages of an unpacked WARC: responses with status 200 and resources, of the media type of a page.

    A page that can't be read is rejected with a reason. Requests, redirects, error pages, pictures, scripts and the
    like are skipped and counted.
    """
    yield from _records_to_captures(read_records(stream), source, budget, read)


def arc_to_captures(stream: ByteStream, source: str, budget: UnpackBudget, read: Reader) -> Iterator[ContainerItem]:
    """Yield the pages of an unpacked ARC, as of a WARC."""
    yield from _records_to_captures(read_arc_records(stream), source, budget, read)


def _records_to_captures(
    records: Iterator[Record | DamagedRegion], source: str, budget: UnpackBudget, read: Reader
) -> Iterator[ContainerItem]:
    skipped = SkippedCounter(source)
    for record in records:
        if isinstance(record, DamagedRegion):
            yield Unreadable(source, record.reason)
        else:
            yield from _WarcRecord(record, source, budget, read, skipped).captures()
    yield from skipped.totals()


class _WarcRecord:
    def __init__(
        self, record: Record, source: str, budget: UnpackBudget, read: Reader, skipped: SkippedCounter
    ) -> None:
        self._record = record
        self._headers = record.headers
        self._budget = budget
        self._read = read
        self._skipped = skipped
        target = self._headers.get("warc-target-uri", "").strip("<>")
        self._url = normalize_url(target)
        self._declared_url = read_url(target)
        # `dns:` and the like are no web URLs; a URL that is missing or can't be parsed may be a page's
        self._is_of_web = bool(self._url) or not any(split_url(target))
        url = shown_name(self._url.partition("://")[2][:_SHOWN_URL])
        self._source = f"{source}#{record.number} {url}".strip()

    def captures(self) -> Iterator[ContainerItem]:
        """Yield what the record holds."""
        record_type = self._headers.get("warc-type", "").lower()
        if record_type not in ("response", "resource", "revisit") or not self._is_of_web:
            self._skipped.add("requests, metadata and records of other kinds")
            return
        if record_type == "revisit":
            yield from self._revisit()
            return
        if record_type == "resource":
            content_type = self._headers.get("content-type", "")
            header: HttpHeader | None = HttpHeader(200, {"content-type": content_type})
        else:
            header = read_header(self._record.peek(HEADER_BYTES))
        if header is None:
            yield Unreadable(self._source, self._fault() or "its HTTP header can't be read: capture the page again")
            return
        no_page = _why_no_page(header, self._url)
        if no_page:
            self._skipped.add(no_page)
        elif header.status == 206:
            yield Unreadable(self._source, "only a part of the page was saved (HTTP status 206): capture it again")
        else:
            yield from self._page(header)

    def _page(self, header: HttpHeader) -> Iterator[ContainerItem]:
        limit = self._budget.limits.capture_bytes
        content = self._record.read(header.length + limit + 1)
        fault = self._fault()
        try:
            if fault:
                raise Damaged(fault)
            if len(content) > header.length + limit:
                raise Damaged(page_too_large(limit))
            if truncated := self._headers.get("warc-truncated"):
                raise Damaged(
                    f"cut off by the crawler (WARC-Truncated: {shown_name(truncated[:40])}): capture the page again"
                )
            body = decode_body(header, content[header.length :], limit)
            if len(body) > limit:
                raise Damaged(page_too_large(limit))
        except Damaged as damaged:
            yield Unreadable(self._source, str(damaged))
            return
        captured_at = text_to_time(self._headers.get("warc-date", ""))
        charset = header.charset or charset_of(self._headers.get("content-type", ""))
        documents = self._read.documents
        kind = documents.find_kind(kinds.kind_of(body[: kinds.HEAD], "", header.media_type), body[:CHUNK])
        if documents.has_entries(kind, body):
            metadata = CaptureMetadata(header.media_type, charset, self._declared_url, captured_at)
            yield from self._read(bytes_to_stream(body), self._source, "", self._budget, metadata)
        elif kind == kinds.JSON or (header.media_type in _DATA and b"<html" not in body[: kinds.HEAD].lower()):
            self._skipped.add("data that are no feed")
        else:
            yield Capture(
                self._source,
                body,
                header.media_type,
                charset,
                self._declared_url,
                captured_at,
                record_keys(self._headers),
            )

    def _fault(self) -> str:
        return self._record.finish()

    def _revisit(self) -> Iterator[ContainerItem]:
        """Yield the revisit. Its content, if any, is the header of an HTTP response (304, or the page's own)."""
        header = read_header(self._record.peek(HEADER_BYTES))
        no_page = _why_no_page(header, self._url) if header and header.status != 304 else ""
        is_data = header is not None and header.media_type not in ("", *_PAGES)
        if no_page:
            self._skipped.add(no_page)
        elif is_data or is_part_of_page(split_url(self._url).path):
            self._skipped.add("feeds and parts of pages that were as before")
        elif fault := self._fault():
            yield Unreadable(self._source, fault)
        else:
            where = normalize_url(self._headers.get("warc-refers-to-target-uri", "").strip("<>")) or self._url
            when = shown_name(self._headers.get("warc-refers-to-date", "")[:40])
            meaning = where + (f" saved at {when}" if when else "")
            yield Revisit(
                self._source, revisit_keys(self._headers), text_to_time(self._headers.get("warc-date", "")), meaning
            )


def _why_no_page(header: HttpHeader, url: str) -> str:
    """Return the kind of a response that is no page, for the count; "" for a page and for what may be a feed."""
    if 300 <= header.status < 400:
        return "redirects"
    if header.status not in (200, 203, 206):
        return "responses of an error"
    media_type = header.media_type
    if split_url(url).path.lower() in _FILES_OF_SITES:
        return "files of sites, such as robots.txt"
    if (
        not media_type
        or media_type in _PAGES
        or media_type in _DATA
        or (media_type.endswith(("+xml", "+json")) and media_type != "image/svg+xml")
    ):
        return ""
    if media_type in _SCRIPTS:
        return "styles and scripts"
    if media_type.startswith("image/"):
        return "pictures"
    return "other media"
