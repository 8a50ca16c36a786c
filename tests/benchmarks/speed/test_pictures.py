"""The benchmark of pictures: the WARC that it makes, and its rows."""

import gzip

import pytest

from benchmarks.speed.picture_rows import BARS, picture_rows
from benchmarks.speed.picture_warc import ON_A_PAGE, write_picture_warc


def test_a_warc_has_pages_with_pictures_of_their_own(tmp_path):
    write_picture_warc(tmp_path / "pages.warc.gz", 9)
    records = gzip.decompress((tmp_path / "pages.warc.gz").read_bytes()).split(b"WARC/1.1\r\n")[1:]
    pictures = [record.partition(b"\xff\xd8\xff")[2] for record in records if b"image/jpeg" in record]
    pages = [record for record in records if b"text/html" in record]
    assert len(pages) == 9 and all(page.count(b"<img ") == ON_A_PAGE for page in pages)
    assert len(set(pictures)) == len(pictures) == 9 * ON_A_PAGE


@pytest.mark.slow
def test_a_second_build_encodes_no_picture(tmp_path):
    rows = {row["work"].partition(": ")[2]: row for row in picture_rows(tmp_path / "work", 4, 2, 1)}
    assert rows.keys() >= BARS.keys()
    assert rows["pictures encoded in a second build"]["ours"] == 0
    assert rows["pictures a second in the import"]["ours"] > 0
    assert rows["pictures a second in a cold build"]["ours"] > 0
