"""WARC and WACZ: every page has its URL and time, in every compression; other records are counted; damage is local."""

import gzip
import zlib

import brotli
import pytest

from capture_import.containers.limits import Limits
from tests.capture_import.containers.builders import (
    ADDRESS,
    gzip_records,
    http,
    make_zip,
    page,
    pages_warc,
    read,
    record,
    zstd,
)

PAGES = [page(number) for number in range(1, 6)]
GZIPPED = gzip.compress(PAGES[0], mtime=0)


@pytest.mark.parametrize("packed", ["plain", "members", "one member"])
def test_every_page_has_the_url_and_time_of_its_record(tmp_path, packed):
    records = pages_warc(5)
    content = {
        "plain": b"".join(records),
        "members": gzip_records(records),
        "one member": gzip.compress(b"".join(records)),
    }[packed]
    found = read(tmp_path, "crawl.warc" + ("" if packed == "plain" else ".gz"), content)
    assert found.bodies == PAGES
    assert not found.rejected
    first = found.captures[0]
    assert (first.url, first.captured_at.isoformat(), first.media_type, first.charset) == (
        f"{ADDRESS}-1",
        "2023-03-04T05:06:07+00:00",
        "text/html",
        "utf-8",
    )
    assert found.sources[0] == "#2 gazette.example/2023/03/03/lamp-1"
    assert found.skipped == {"requests, metadata and records of other kinds": 1}


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:]))
        + b"0\r\nX-Trailer: 1\r\n\r\n"
    )


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    "headers, pack",
    [
        (["Content-Encoding: gzip"], gzip.compress),
        (["Content-Encoding: x-gzip"], gzip.compress),
        (["Content-Encoding: deflate"], zlib.compress),
        (["Content-Encoding: deflate"], raw_deflate),
        (["Content-Encoding: br"], brotli.compress),
        (["Content-Encoding: zstd"], zstd.compress),
        (["Content-Encoding: zstd"], lambda body: zstd.compress(body[:99]) + zstd.compress(body[99:])),
        (["Transfer-Encoding: chunked"], chunked),
        (["content-encoding: gzip", "transfer-encoding: chunked"], lambda body: chunked(gzip.compress(body))),
        # headers for encodings that the crawler has decoded already
        (["Content-Encoding: gzip"], bytes),
        (["Content-Encoding: deflate"], bytes),
        (["Content-Encoding: br"], bytes),
        (["Content-Encoding: zstd"], bytes),
        (["Transfer-Encoding: chunked"], bytes),
        (["Content-Encoding: unheard-of"], bytes),
    ],
)
def test_a_page_is_decoded_to_what_a_reader_saw(tmp_path, headers, pack):
    found = read(tmp_path, "crawl.warc", record(http(pack(PAGES[0]), headers=headers)))
    assert found.bodies == [PAGES[0]]


@pytest.mark.parametrize(
    "headers, body, reason",
    [
        (["Content-Encoding: gzip"], GZIPPED[:-20], "cut off: its gzip encoding"),
        (["Content-Encoding: gzip"], GZIPPED[:30] + b"\xff" * 60, "damaged: its gzip encoding"),
        (["Content-Encoding: br"], brotli.compress(PAGES[0])[:-5], "cut off: its br encoding"),
        (["Content-Encoding: zstd"], zstd.compress(PAGES[0])[:-9], "cut off: its zstd encoding"),
        (["Content-Encoding: zstd"], zstd.compress(PAGES[0])[:4] + b"\xff" * 90, "damaged: its zstd encoding"),
        (["Content-Encoding: lzip"], b"LZIP\x01\x02", "'lzip', which can't be decoded"),
        (["Transfer-Encoding: chunked"], chunked(PAGES[0])[:90], "cut off: the page's last chunk"),
    ],
)
def test_a_page_that_can_not_be_decoded_is_rejected(tmp_path, headers, body, reason):
    found = read(tmp_path, "crawl.warc", record(http(body, headers=headers)) + record(http(PAGES[1])))
    assert found.bodies == [PAGES[1]]
    assert [reason in told for told in found.rejected.values()] == [True]


@pytest.mark.parametrize(
    "encoding, pack",
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", lambda body: brotli.compress(body, quality=3)),
        ("zstd", zstd.compress),
    ],
)
def test_a_page_that_would_unpack_to_too_much_is_never_held(tmp_path, encoding, pack, peak_memory):
    bomb = pack(b"0" * 200_000_000)
    path = tmp_path / "bomb.warc"
    path.write_bytes(record(http(bomb, headers=[f"Content-Encoding: {encoding}"])) + record(http(PAGES[1])))
    del bomb
    with peak_memory() as peak:
        found = read(tmp_path, "bomb.warc", path.read_bytes(), Limits(capture_bytes=1_000_000))
    assert "too large" in found.rejected["#1 gazette.example/2023/03/03/lamp"]
    assert found.bodies == [PAGES[1]]
    assert peak.bytes < 20_000_000


def test_a_record_that_unpacks_to_too_much_is_skipped(tmp_path, peak_memory):
    """A record of 200 MB in 200 kB of gzip is read in small pieces, and the next record is found."""
    (tmp_path / "bomb.warc.gz").write_bytes(gzip_records([record(http(b"0" * 200_000_000)), record(http(PAGES[1]))]))
    with peak_memory() as peak:
        found = read(
            tmp_path, "bomb.warc.gz", (tmp_path / "bomb.warc.gz").read_bytes(), Limits(capture_bytes=1_000_000)
        )
    assert "too large" in found.rejected["#1 gazette.example/2023/03/03/lamp"]
    assert found.bodies == [PAGES[1]]
    assert peak.bytes < 20_000_000


def test_records_that_are_no_pages_are_counted(tmp_path):
    records = [
        record(b"GET /lamp HTTP/1.1\r\n\r\n", kind="request"),
        record(b"fetchTimeMs: 3\r\n", kind="metadata", headers=["Content-Type: application/warc-fields"]),
        record(http(b"body{}", "text/css")),
        record(http(b"\x89PNG", "image/png")),
        record(http(b"", "text/html", "301 Moved")),
        record(http(b"<h1>Not found</h1>", "text/html", "404 Not Found")),
        record(http(b'{"ad": 1}', "application/json")),
        record(http(b"User-agent: *", "text/plain"), "https://gazette.example/robots.txt"),
        record(http(b"%PDF-1", "application/pdf")),
        record(b"20230304\r\n", "dns:gazette.example", headers=["Content-Type: text/dns"]),
        record(http(PAGES[0])),
    ]
    found = read(tmp_path, "crawl.warc", b"".join(records))
    assert found.bodies == [PAGES[0]]
    assert not found.rejected
    assert found.pictures == {ADDRESS: b"\x89PNG"}
    assert found.skipped == {
        "requests, metadata and records of other kinds": 3,
        "styles and scripts": 1,
        "redirects": 1,
        "responses of an error": 1,
        "data that are no feed": 1,
        "files of sites, such as robots.txt": 1,
        "other media": 1,
    }


def test_resources_and_responses_without_a_type_are_pages(tmp_path):
    resource = record(PAGES[0], kind="resource", headers=["Content-Type: text/html; charset=windows-1251"])
    found = read(tmp_path, "crawl.warc", resource + record(http(PAGES[1], "")))
    assert found.bodies == PAGES[:2]
    assert found.captures[0].charset == "windows-1251"


REFERS = [
    "WARC-Refers-To-Target-URI: https://me:secret@gazette.example/first",
    "WARC-Refers-To-Date: 2023-03-01T00:00:00.5Z",
]


@pytest.mark.parametrize("content", [http(b""), http(b"", "", "304 Not Modified"), b""])
def test_a_revisit_names_the_capture_that_it_repeats(tmp_path, content):
    found = read(
        tmp_path,
        "crawl.warc",
        record(
            content, kind="revisit", headers=[*REFERS, "WARC-Refers-To: <urn:uuid:A1>", "WARC-Payload-Digest: sha1:ABC"]
        ),
    )
    (revisit,) = found.revisits
    assert revisit.meaning == "https://gazette.example/first saved at 2023-03-01T00:00:00.5Z"
    assert revisit.captured_at.isoformat() == "2023-03-04T05:06:07+00:00"
    assert revisit.keys == ("id urn:uuid:a1", "at https://gazette.example/first 2023-03-01T00:00:00", "digest sha1:abc")


def test_a_capture_has_the_keys_by_which_revisits_refer_to_it(tmp_path):
    (capture,) = read(
        tmp_path,
        "crawl.warc",
        record(http(PAGES[0]), headers=["WARC-Record-ID: <urn:uuid:A1>", "WARC-Payload-Digest: sha1:ABC"]),
    ).captures
    assert capture.keys == ("id urn:uuid:a1", f"at {ADDRESS} 2023-03-04T05:06:07", "digest sha1:abc")


def test_revisits_of_records_that_are_no_pages_are_skipped(tmp_path):
    records = [
        record(http(b"", "image/png"), kind="revisit"),
        record(http(b"", "application/rss+xml"), kind="revisit"),
        record(http(b"", "", "304 Not Modified"), "https://gazette.example/a/style.css?v=2", kind="revisit"),
    ]
    found = read(tmp_path, "crawl.warc", b"".join(records))
    assert found.skipped == {"pictures": 1, "feeds and parts of pages that were as before": 2}
    assert len(found.all) == 2


@pytest.mark.parametrize(
    "status, headers, reason",
    [("206 Partial Content", [], "only a part"), ("200 OK", ["WARC-Truncated: length"], "cut off by the crawler")],
)
def test_a_partial_response_is_no_page(tmp_path, status, headers, reason):
    found = read(tmp_path, "crawl.warc", record(http(PAGES[0], status=status), headers=headers))
    assert not found.captures
    assert reason in "".join(found.rejected.values())


def test_credentials_are_removed_from_urls(tmp_path):
    found = read(
        tmp_path,
        "crawl.warc",
        record(http(PAGES[0]), "https://me:secret@gazette.example/lamp")
        + record(http(b"")[:10], "https://me:secret@x.example/"),
    )
    assert found.captures[0].url == "https://gazette.example/lamp"
    assert "secret" not in repr(found.all)


@pytest.mark.parametrize("is_packed", [False, True])
def test_records_before_a_cut_are_kept(tmp_path, is_packed):
    records = pages_warc(5)
    whole = gzip_records(records) if is_packed else b"".join(records)
    before = len(gzip_records(records[:-1]) if is_packed else b"".join(records[:-1]))
    found = read(tmp_path, "cut.warc.gz" if is_packed else "cut.warc", whole[: before + 300])
    assert found.bodies == PAGES[:4]
    assert ["cut off" in reason for reason in found.rejected.values()] == [True]


def test_one_damaged_record_spoils_no_other(tmp_path):
    records = pages_warc(5)
    content = bytearray(gzip_records(records))
    content[len(gzip_records(records[:3])) + 200] ^= 0xFF
    found = read(tmp_path, "damaged.warc.gz", bytes(content))
    assert found.bodies == [*PAGES[:2], *PAGES[3:]]
    assert len(found.rejected) == 1 and "damaged gzip data" in "".join(found.rejected.values())


@pytest.mark.parametrize("wrong", [10, 10_000])
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_wrong_length_spoils_one_record_only(tmp_path, wrong, is_packed):
    records = [
        record(http(PAGES[0])),
        record(http(PAGES[1]), length=wrong),
        *(record(http(body)) for body in PAGES[2:]),
    ]
    found = read(tmp_path, "wrong.warc", gzip_records(records) if is_packed else b"".join(records))
    assert found.bodies == [PAGES[0], *PAGES[2:]]
    assert len(found.rejected) in (1, 2)


@pytest.mark.parametrize("header", [b"HTTP nonsense\r\n\r\n", b""])
def test_a_response_without_a_header_is_rejected(tmp_path, header):
    found = read(tmp_path, "crawl.warc", record(header + b"words") + record(http(PAGES[0])))
    assert found.bodies == [PAGES[0]]
    assert "HTTP header can't be read" in "".join(found.rejected.values())


def test_a_feed_in_a_warc_is_read_entry_by_entry(tmp_path):
    feed = (
        b'<rss version="2.0"><channel><item><title>Lamp</title>'
        b"<description>&lt;p&gt;It is lit.&lt;/p&gt;</description></item></channel></rss>"
    )
    found = read(tmp_path, "crawl.warc", record(http(feed, "application/rss+xml"), "https://gazette.example/feed"))
    assert found.sources == ["#1 gazette.example/feed#1"]
    assert found.captures[0].captured_at.isoformat() == "2023-03-04T05:06:07+00:00"


def test_a_wacz_has_the_captures_of_its_warcs(tmp_path):
    members = [
        ("datapackage.json", b'{"profile": "data-package"}'),
        ("pages/pages.jsonl", b'{"format": "json-pages-1.0"}\n{"url": "https://gazette.example/"}\n'),
        ("indexes/index.cdx.gz", gzip.compress(b"x")),
        ("archive/data.warc.gz", gzip_records(pages_warc(5))),
    ]
    found = read(tmp_path, "crawl.wacz", make_zip(members, 0))
    assert found.bodies == PAGES
    assert found.sources[0] == "#archive/data.warc.gz#2 gazette.example/2023/03/03/lamp-1"
    assert found.skipped["indexes and logs of a WACZ"] == 3
    assert not found.rejected


def test_pictures_are_found_wherever_their_records_stand(tmp_path, monkeypatch):
    monkeypatch.setattr("capture_import.containers.warc.LARGEST_PICTURE", 100)
    picture, other = "https://gazette.example/lamp.png", "https://gazette.example/large.png"
    records = [
        record(http(b"\x89PNG-1", "image/png"), picture),
        record(http(PAGES[0])),
        record(gzip.compress(b"GIF89a"), "https://gazette.example/a.gif", "resource", ["Content-Type: image/gif"]),
        record(http(b"x" * 101, "image/png"), other),
        record(http(b"not gzip", "image/png", headers=["Content-Encoding: gzip"]), other),
        record(http(b"\xff\xd8\xff", "image/jpeg", "206 Partial Content"), other),
    ]
    found = read(tmp_path, "crawl.warc", b"".join(records))
    assert found.bodies == [PAGES[0]] and not found.rejected
    assert found.pictures[picture] == b"\x89PNG-1" and "https://gazette.example/a.gif" in found.pictures
    assert found.skipped["pictures of more than 20 MB"] == 1
    assert found.skipped["pictures that are cut off or damaged"] >= 1


def test_a_picture_that_the_files_end_cuts_is_told(tmp_path):
    whole = b"".join(
        [record(http(PAGES[0])), record(http(b"\x89PNG" * 50, "image/png"), "https://gazette.example/b.png")]
    )
    found = read(tmp_path, "crawl.warc", whole[:-80])
    assert found.bodies == [PAGES[0]] and not found.pictures
    assert "cut off" in "".join(found.rejected.values())


@pytest.mark.parametrize("media_type", ["application/octet-stream", "binary/octet-stream"])
def test_a_page_of_no_declared_type_is_one_by_its_beginning(tmp_path, media_type):
    records = [record(http(PAGES[0], media_type)), record(http(b"\0\1\2" * 99, media_type), f"{ADDRESS}-2")]
    found = read(tmp_path, "crawl.warc", b"".join(records))
    assert found.bodies == [PAGES[0]] and found.captures[0].media_type == "text/html"
    assert found.skipped == {"other media": 1}


def test_a_response_without_its_http_header_is_a_page_by_its_beginning(tmp_path):
    found = read(tmp_path, "crawl.warc", record(PAGES[0]) + record(b"\0\1\2", f"{ADDRESS}-2"))
    assert found.bodies == [PAGES[0]]
    (reason,) = found.rejected.values()
    assert "HTTP header" in reason


def test_texts_count_where_no_page_is_kept_as_it_was(tmp_path):
    text = record(b"Lamp 1 is lit\n\nThe keeper lit it.", kind="conversion", headers=["Content-Type: text/plain"])
    assert len(read(tmp_path, "a.warc.wet", text).captures) == 1
    assert read(tmp_path, "a.warc", record(http(PAGES[0])) + text).bodies == [PAGES[0]]
