"""A build stops before it writes anything where the disk has no room for the new articles."""

import shutil
from types import SimpleNamespace

import pytest

from archive_engine.room import NoRoom, check_room
from tests.archive_engine.sites import assert_same_as_new, build, make_archive

# Python that leaves so many bytes free on every disk.
FREE = "import shutil, types\nshutil.disk_usage = lambda path: types.SimpleNamespace(free={})"


def test_a_first_build_without_room_writes_nothing(tmp_path):
    site = make_archive(tmp_path / "site", 12)
    built = build(site, first=FREE.format(100_000))
    assert built.code == 1
    assert "The build has stopped: it needs about 1 MB in" in built.text and "0 MB are free" in built.text
    assert "Everything" not in built.text and "next build goes on" not in built.text
    assert not list((site / "output").rglob("*.html"))
    assert build(site).code == 0
    assert_same_as_new(site)


def test_only_new_articles_need_room(tmp_path):
    site = make_archive(tmp_path / "site", 12)
    assert build(site).code == 0
    few = FREE.format(15_000)
    article = min(site.glob("content/**/*.md"))
    article.write_text(article.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert build(site, first=few).code == 0
    assert "More." in "".join(path.read_text("utf-8") for path in (site / "output").rglob("*.html"))
    # a lost cache is made again in the room that it had, not the output, which is there
    shutil.rmtree(site / ".cache")
    assert build(site, first=few).code == 1
    assert build(site, first=FREE.format(200_000)).code == 0
    # a second output of articles that are kept
    assert build(site, out="second", first=few).code == 1


def test_folders_of_one_disk_share_its_room(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=5_000_000))
    check_room({str(tmp_path / "output"): 2_000_000, str(tmp_path / "cache/deep"): 3_000_000})
    with pytest.raises(NoRoom, match=r"needs about 6 MB in .*output and .*deep, where 5 MB are free"):
        check_room({str(tmp_path / "output"): 2_000_000, str(tmp_path / "cache/deep"): 3_600_000})
