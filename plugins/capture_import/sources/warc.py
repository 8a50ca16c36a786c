"""WARC files: the pages among the answers that a crawler kept; and what in a WARC is no page, counted."""

from collections.abc import Iterator

from capture_import.capture import Capture, Revisit, Unreadable
from capture_import.fields.urls import clean_url, split_url
from capture_import.sources import kinds
from capture_import.sources.allowance import Allowance
from capture_import.sources.found import Found, Reader
from capture_import.sources.http_answer import HEADER_BYTES, HttpHeader, charset_of, decode_body, read_header
from capture_import.sources.json_documents import is_known_json
from capture_import.sources.knowledge import Knowledge, time_to_datetime
from capture_import.sources.members import is_part_of_page, shown_name
from capture_import.sources.passed_over import PassedOverCounter
from capture_import.sources.revisits import record_keys, revisit_keys
from capture_import.sources.streams import ByteStream, Damaged, bytes_to_stream
from capture_import.sources.warc_records import Break, Record, read_records

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
_SHOWN_ADDRESS = 300


def warc_to_captures(stream: ByteStream, source: str, allowance: Allowance, read: Reader) -> Iterator[Found]:
    """Give the pages of an unpacked WARC: answers 200 of a page's media type, and resources of one.

    A page that can't be brought out is rejected with its reason. Requests, redirects, error pages, pictures, scripts
    and the like are no captures of pages: they are skipped and counted.
    """
    passed_over = PassedOverCounter(source)
    for record in read_records(stream):
        if isinstance(record, Break):
            yield Unreadable(source, record.reason)
        else:
            yield from _WarcRecord(record, source, allowance, read, passed_over).captures()
    yield from passed_over.totals()


class _WarcRecord:
    def __init__(
        self, record: Record, source: str, allowance: Allowance, read: Reader, passed_over: PassedOverCounter
    ) -> None:
        self._record = record
        self._headers = record.headers
        self._allowance = allowance
        self._read = read
        self._passed_over = passed_over
        target = self._headers.get("warc-target-uri", "").strip("<>")
        self._url = clean_url(target)
        # `dns:` and the like are no web addresses, but a page at one that is missing or can't be parsed is a page
        self._is_of_web = bool(self._url) or not any(split_url(target))
        address = shown_name(self._url.partition("://")[2][:_SHOWN_ADDRESS])
        self._source = f"{source}#{record.number} {address}".strip()

    def captures(self) -> Iterator[Found]:
        """Give what the record holds."""
        record_type = self._headers.get("warc-type", "").lower()
        if record_type not in ("response", "resource", "revisit") or not self._is_of_web:
            self._passed_over.add("requests, metadata and records of other kinds")
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
            yield Unreadable(self._source, self._fault() or "its HTTP header can't be read: capture the page anew")
            return
        no_page = _why_no_page(header, self._url)
        if no_page:
            self._passed_over.add(no_page)
        elif header.status == 206:
            yield Unreadable(self._source, "only a part of the page was saved (HTTP status 206): capture it anew")
        else:
            yield from self._page(header)

    def _page(self, header: HttpHeader) -> Iterator[Found]:
        limit = self._allowance.limits.capture_bytes
        content = self._record.read(header.length + limit + 1)
        fault = self._fault()
        try:
            if fault:
                raise Damaged(fault)
            if len(content) > header.length + limit:
                raise Damaged(f"too large: a page of more than {limit} bytes (the limit capture_bytes)")
            if truncated := self._headers.get("warc-truncated"):
                raise Damaged(
                    f"cut off by the crawler (WARC-Truncated: {shown_name(truncated[:40])}): capture the page anew"
                )
            body = decode_body(header, content[header.length :], limit)
            if len(body) > limit:
                raise Damaged(f"too large: a page of more than {limit} bytes (the limit capture_bytes)")
        except Damaged as damaged:
            yield Unreadable(self._source, str(damaged))
            return
        captured_at = time_to_datetime(self._headers.get("warc-date", ""))
        charset = header.charset or charset_of(self._headers.get("content-type", ""))
        kind = kinds.kind_of(body[: kinds.HEAD], "", header.media_type)
        if kind in (kinds.FEED, kinds.WORDPRESS) or (kind == kinds.JSON and is_known_json(body)):
            knowledge = Knowledge(header.media_type, charset, self._url, captured_at)
            yield from self._read(bytes_to_stream(body), self._source, "", self._allowance, knowledge)
        elif kind == kinds.JSON or (header.media_type in _DATA and b"<html" not in body[: kinds.HEAD].lower()):
            self._passed_over.add("data that are no feed")
        else:
            yield Capture(
                self._source, body, header.media_type, charset, self._url, captured_at, record_keys(self._headers)
            )

    def _fault(self) -> str:
        return self._record.finish()

    def _revisit(self) -> Iterator[Found]:
        """Yield what a revisit means; its content is at most the HTTP response's header (304, or the page's own)."""
        header = read_header(self._record.peek(HEADER_BYTES))
        no_page = _why_no_page(header, self._url) if header and header.status != 304 else ""
        is_data = header is not None and header.media_type not in ("", *_PAGES)
        if no_page:
            self._passed_over.add(no_page)
        elif is_data or is_part_of_page(split_url(self._url).path):
            self._passed_over.add("feeds and parts of pages that were as before")
        elif fault := self._fault():
            yield Unreadable(self._source, fault)
        else:
            where = clean_url(self._headers.get("warc-refers-to-target-uri", "").strip("<>")) or self._url
            when = shown_name(self._headers.get("warc-refers-to-date", "")[:40])
            meaning = where + (f" saved at {when}" if when else "")
            yield Revisit(
                self._source, revisit_keys(self._headers), time_to_datetime(self._headers.get("warc-date", "")), meaning
            )


def _why_no_page(header: HttpHeader, url: str) -> str:
    """Give what an answer is, where it is no page; empty for a page and for what may hold a feed."""
    if 300 <= header.status < 400:
        return "redirects"
    if header.status not in (200, 203, 206):
        return "answers of an error"
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
