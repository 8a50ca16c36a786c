"""ARC files: read as WARCs are, whole and damaged."""

import pytest

from tests.capture_import.containers.builders import (
    ADDRESS,
    arc_record,
    gzip_records,
    http,
    page,
    pages_arc,
    read,
)

HEAD = pages_arc(0)[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.arc", b"".join(pages_arc(3))),
        ("a.arc.gz", gzip_records(pages_arc(3))),
        ("no-name", b"".join(pages_arc(3))),
        ("preface.arc", b"Internet Archive File version 1\n" + b"".join(pages_arc(3))),
    ],
)
def test_pages_with_their_urls_and_times(tmp_path, name, content):
    found = read(tmp_path, name, content)
    assert (found.bodies, found.rejected) == ([page(1), page(2), page(3)], {})
    assert [capture.url for capture in found.captures] == [f"{ADDRESS}-{number}" for number in (1, 2, 3)]
    assert {capture.captured_at.isoformat() for capture in found.captures} == {"2006-05-15T08:00:00+00:00"}
    assert found.skipped == {"requests, metadata and records of other kinds": 1}


def test_a_header_line_of_version_2_and_a_short_time_are_read(tmp_path):
    content = http(page())
    line = f"{ADDRESS} 10.0.0.1 200605150800 text/html 200 checksum - 1204 a.arc {len(content)}\n".encode()
    (capture,) = read(tmp_path, "a.arc", HEAD + line + content + b"\n").captures
    assert (capture.body, capture.captured_at.isoformat()) == (page(), "2006-05-15T08:00:00+00:00")


def test_records_that_are_no_pages_are_counted(tmp_path):
    records = [
        arc_record(b"20060515080000\n10.0.0.1\n", "dns:gazette.example"),
        arc_record(http(b"", status="302 Found")),
        arc_record(http(b"x", "image/png")),
    ]
    found = read(tmp_path, "a.arc", HEAD + b"".join(records))
    assert (found.captures, found.rejected) == ([], {})
    assert found.skipped == {"requests, metadata and records of other kinds": 2, "redirects": 1}
    assert found.pictures == {ADDRESS: b"x"}


@pytest.mark.parametrize("wrong", [-40, 40])
def test_a_wrong_length_spoils_one_record_only(tmp_path, wrong):
    content = http(page(1))
    records = [arc_record(content, length=len(content) + wrong), arc_record(http(page(2)), f"{ADDRESS}-2")]
    found = read(tmp_path, "a.arc", HEAD + b"".join(records))
    assert found.bodies == [page(2)]
    assert len(found.rejected) == 1


def test_the_records_before_a_cut_are_kept(tmp_path):
    found = read(tmp_path, "a.arc", b"".join(pages_arc(2))[:-100])
    assert found.bodies == [page(1)]
    assert "cut off" in "".join(found.rejected.values())
