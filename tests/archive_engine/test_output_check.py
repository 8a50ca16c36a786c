"""The check of an output's files before a build, in the main process and in the worker processes."""

import os

import pytest

from archive_engine.output import Stamp
from archive_engine.page_store import ALL, PageStore, PathRange
from tests.archive_engine.sites import KeptSite, build, make_archive, read_tree

ARTICLES = 12
# Run by Python before Pelican: the files are checked by worker processes.
BY_WORKERS = """
from archive_engine import output_check
output_check.MANY = 10
real = output_check.check_files
main = __import__("os").getpid()
def check(site, part, pages=None):
    assert __import__("os").getpid() != main
    return real(site, part, pages)
output_check.check_files = check
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("check") / "site", ARTICLES)
    assert build(site).code == 0
    return KeptSite(site)


@pytest.mark.parametrize("first", ["", BY_WORKERS])
def test_missing_and_changed_files_are_written_again_and_touched_ones_are_not(built, first):
    site = built.restore()
    before = read_tree(site / "output")
    pages = sorted((site / "output").rglob("*.html"))
    pages[0].unlink()
    pages[len(pages) // 2].write_bytes(b"damage")
    same_size = pages[-1].read_bytes()[:-2] + b"!\n"
    pages[-1].write_bytes(same_size)
    os.utime(pages[1], ns=(1, 1))
    found = build(site, "ARCHIVE_ENGINE_PROCESSES=2", first=first)
    assert found.code == 0, found.text
    assert read_tree(site / "output") == before
    assert pages[1].stat().st_mtime_ns == 1
    again = build(site, "ARCHIVE_ENGINE_PROCESSES=2", first=first)
    assert "nothing has changed" in again.text


def test_paths_are_cut_into_ranges_that_have_all_of_them(tmp_path):
    pages = PageStore.open_or_rebuild(str(tmp_path)).store
    names = [f"{number:02}/é.html" for number in range(23)]
    pages.put_earlier(names)
    for name in names:
        pages.put_stamp(name, Stamp(1, 2))
    for parts in (1, 2, 7, 40):
        found = [[name for name, *_ in pages.page_stamps(part)] for part in pages.cut_paths(parts)]
        assert [name for part in found for name in part] == names
        assert max(map(len, found)) - min(map(len, found)) <= -(-23 // parts)
    assert list(pages.page_stamps(ALL)) == [(name, 1, 2) for name in names]
    assert [name for name, *_ in pages.page_stamps(PathRange("01", "03"))] == names[1:3]
    pages.close()
