"""The output depends neither on the clock nor on files' times, unless the settings ask for those."""

import os

import pytest

from tests.archive_engine.sites import WRITES_ONCE, build, make_archive, make_plain_site, read_tree, write_article

WHOLE = "OUTPUT_SOURCES = True\n"  # a setting with which the engine uses Pelican's own steps
FEEDS = (
    "SITEURL = 'https://halverin.example'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\nFEED_ALL_RSS = 'feeds/all.rss.xml'\n"
    "TAG_FEED_ATOM = 'feeds/tag/{slug}.atom.xml'\n"
)
LATER = """
import datetime, time
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=40)
datetime.datetime = Later
real = time.time
time.time = lambda: real() + 40 * 86400
"""


@pytest.mark.parametrize("articles", [0, 3])
@pytest.mark.parametrize("more", ["", WHOLE], ids=["planned", "whole"])
def test_a_build_at_another_time_has_the_same_files(tmp_path, articles, more):
    site = make_archive(tmp_path / "site", articles, FEEDS + more)
    (site / "content/note.md").write_text("Title: Note\nDate: 3 March 2019\nStatus: hidden\n\nText.\n", "utf-8")
    (site / "content/month.md").write_text("Title: Of a month\nDate: March 2019\n\nText.\n", "utf-8")
    now, later = build(site), build(site, out="later", cache="later-cache", first=LATER)
    assert now.code == later.code == 1 and "month.md:2: rejected" in later.text, now.text + later.text
    assert len([path for path in read_tree(site / "output") if path.startswith("feeds/")]) >= 2
    assert read_tree(site / "later") == read_tree(site / "output")


@pytest.mark.parametrize("setting", ["STATIC_CHECK_IF_MODIFIED", "STATIC_CREATE_LINKS"])
@pytest.mark.parametrize("more", ["", WHOLE], ids=["planned", "whole"])
def test_a_static_file_equals_its_source_whatever_its_time(tmp_path, setting, more):
    site = make_archive(tmp_path / "site", 3, f"STATIC_PATHS = ['images']\n{setting} = True\n{more}")
    source, copy = site / "content/images/dot.gif", site / "output/images/dot.gif"
    source.parent.mkdir()
    for number, page in enumerate([b"GIF89a\x01", b"GIF89a\x01", b"GIF89a\x02"]):
        source.write_bytes(page)
        os.utime(source, (1_500_000_000, 1_500_000_000))
        (site / "content/pages/about.md").write_text(f"Title: About {number}\n\nText.\n", encoding="utf-8")
        assert build(site).code == 0
        assert copy.read_bytes() == page
    source.unlink()
    assert build(site).code == 0
    assert not os.path.lexists(copy)


def test_the_published_source_of_a_removed_article_is_deleted(tmp_path):
    site = make_archive(tmp_path / "site", 3, WHOLE)
    path = write_article(site, 1)
    assert build(site).code == 0
    source = next((site / "output").rglob(f"{path.stem}.text"))
    path.unlink()
    assert build(site).code == 0
    assert not source.exists()
    assert len(list((site / "output").rglob("*.text"))) == 3


def test_an_unchanged_file_of_a_plugin_is_kept_when_another_plugin_is_added(tmp_path):
    (tmp_path / "once.py").write_text(WRITES_ONCE, encoding="utf-8")
    site = make_plain_site(tmp_path, settings="PLUGINS = ['once']\n")
    assert build(site).code == 0
    path = site / "pelicanconf.py"
    path.write_text(path.read_text("utf-8") + "PLUGINS = ['once', 'pelican.plugins.neighbors']\n", encoding="utf-8")
    assert build(site).code == 0
    assert (site / "output/once.txt").exists()


def test_a_date_taken_from_a_files_time_changes_with_it(tmp_path):
    site = make_archive(tmp_path / "site", 3, "DEFAULT_DATE = 'fs'\n")
    note = site / "content/note.md"
    note.write_text("Title: Note\nSlug: note\n\nText.\n", encoding="utf-8")
    for time, place in ((1_500_000_000, "2017/07/14/note.html"), (1_600_000_000, "2020/09/13/note.html")):
        os.utime(note, (time, time))
        assert build(site).code == 0
        assert [path for path in read_tree(site / "output") if path.endswith("/note.html")] == [place]
