"""The reference pages as a WARC: our reader finds the same records as fastwarc, byte for byte."""

import gzip
import io
import itertools
import tarfile

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from capture_import.containers.capture import Capture
from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.forms.documents import EntryDocuments
from tests.capture_import.containers.builders import http, record

PAGES = 40


@pytest.mark.reference
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_warc_of_real_pages_is_read_as_fastwarc_reads_it(tmp_path, reference_data, is_packed):
    path = tmp_path / ("pages.warc.gz" if is_packed else "pages.warc")
    with tarfile.open(reference_data / "html-pages.tar.xz", "r|xz") as archive, open(path, "wb") as warc:
        pages = (
            archive.extractfile(member).read() for member in archive if member.name.endswith((".html", ".html.gz"))
        )
        for number, page in enumerate(itertools.islice(pages, PAGES)):
            body = gzip.decompress(page) if page.startswith(b"\x1f\x8b") else page
            one = record(
                http(gzip.compress(body), headers=["Content-Encoding: gzip"]), f"https://pages.example/{number}"
            )
            warc.write(gzip.compress(one) if is_packed else one)
    with open(path, "rb") as warc:
        theirs = [
            (
                one.headers["WARC-Target-URI"],
                one.record_date,
                one.http_content_type,
                one.http_charset,
                one.reader.read(),
            )
            for one in ArchiveIterator(io.BytesIO(warc.read()), record_types=WarcRecordType.response, auto_decode="all")
        ]
    ours = list(file_to_captures(str(path), Limits(), EntryDocuments()))
    assert all(isinstance(one, Capture) for one in ours) and len(ours) == PAGES
    assert [(one.captured_at, one.media_type, one.charset, one.body) for one in ours] == [
        fields[1:] for fields in theirs
    ]
    assert [one.url for one in ours] == [fields[0] for fields in theirs]
