"""The plugin in real builds: what an edit writes, what both builds share, what stays out."""

import gzip
import re

import pytest

from tests.archive_engine.sites import (
    KeptSite,
    build,
    count_read,
    make_archive,
    read_times,
    read_tree,
    write_article,
)

PUBLIC = "publishconf.py"
ROOT = "https://news.example/archive"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("publication") / "site", 40)
    (site / PUBLIC).write_text(
        "import os, sys\nsys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))\nfrom pelicanconf import *\n"
        f"SITEURL = {ROOT!r}\nPLUGINS = [*PLUGINS, 'publication']\nPUBLICATION_FEED_LENGTH = 5\n"
        "ARCHIVE_ENGINE_DRAFTS = False\n",
        encoding="utf-8",
    )
    first = build(site)
    assert first.code == 0, first.text
    published = build(site, settings=PUBLIC, out="public")
    assert published.code == 0, published.text
    assert count_read(published) == 0, "the public build reads what the other has read"
    return KeptSite(site)


@pytest.fixture
def site(built):
    return built.restore()


def publish(site):
    run = build(site, settings=PUBLIC, out="public")
    assert run.code == 0, run.text
    return run


def add(site):
    write_article(site, 41, tags="Ferry", sections="Town", category="Town", authors="Newcomer")


def edit_old(site):
    write_article(site, 3, title="Another headline")


def remove(site):
    next((site / "content").rglob("*-20.md")).unlink()


def hide(site):
    write_article(site, 39, status="hidden")


def make_draft(site):
    write_article(site, 39, status="draft")


@pytest.mark.parametrize("edit", [add, edit_old, remove, hide, make_draft])
def test_a_public_build_after_an_edit_equals_one_from_scratch(site, edit):
    edit(site)
    publish(site)
    cold = build(site, settings=PUBLIC, out="cold", cache="cold-cache")
    assert cold.code == 0, cold.text
    assert read_tree(site / "public") == read_tree(site / "cold")


def test_an_added_story_writes_its_own_years_files_and_its_own_feeds(site):
    before = read_times(site / "public")
    add(site)
    publish(site)
    after = read_times(site / "public")
    changed = {name for name in after if after[name] != before.get(name) and not name.endswith(".html")}
    changed = {name for name in changed if name.startswith(("feeds/", "data/", "sitemap", "robots", "opensearch"))}
    places = ("all", "section/town", "tag/ferry", "author/newcomer")
    assert changed == {
        *(f"feeds/{place}{end}" for place in places for end in (".atom.xml", ".rss.xml", ".json")),
        "sitemaps/2019.xml",
        "data/2019.csv.gz",
    }


def test_nothing_is_written_where_nothing_changed(site):
    before = read_times(site / "public")
    publish(site)
    assert read_times(site / "public") == before


def test_both_builds_read_an_edited_article_once(site):
    edit_old(site)
    assert count_read(build(site)) == 1
    assert count_read(publish(site)) == 0


def list_addresses(site):
    """Return, by its file, the text of everything that machines read beside pages."""
    names = [path for path in (site / "public").rglob("*") if path.suffix in (".xml", ".json", ".gz", ".txt")]
    texts = {}
    for path in names:
        data = path.read_bytes()
        texts[path.relative_to(site / "public").as_posix()] = (
            gzip.decompress(data) if path.suffix == ".gz" else data
        ).decode("utf-8", "replace")
    return {name: text for name, text in texts.items() if not name.startswith(("search/", "theme/", "."))}


@pytest.mark.parametrize("edit", [hide, make_draft, lambda site: next((site / "content").rglob("*-39.md")).unlink()])
def test_what_is_in_no_list_is_in_no_file(site, edit):
    (article,) = (site / "content").rglob("*-39.md")
    slug = article.stem
    assert sum(slug in text for text in list_addresses(site).values()) >= 10
    edit(site)
    publish(site)
    assert not any(slug in text for text in list_addresses(site).values())


def test_a_redirect_is_in_no_file(site):
    write_article(site, 39, aliases="2018/older.html")
    publish(site)
    page = (site / "public/2018/older.html").read_text(encoding="utf-8")
    assert f'<link rel=canonical href="{ROOT}/2019/' in page
    assert not any("2018/older" in text for text in list_addresses(site).values())


def test_a_whole_build_writes_the_same_files(site):
    write_article(site, 39, aliases="2018/older.html")
    publish(site)
    path = site / PUBLIC
    path.write_text(f"{path.read_text('utf-8')}PLUGINS = [*PLUGINS, 'pelican.plugins.neighbors']\n", encoding="utf-8")
    run = build(site, settings=PUBLIC, out="whole", cache="whole-cache")
    assert run.code == 0 and "Everything is rebuilt each time" in run.text, run.text
    assert read_tree(site / "whole") == read_tree(site / "public")


def test_without_a_public_url_nothing_is_offered(site):
    run = build(site, 'PLUGINS=["archive_pages","archive_pictures","lunr_search","publication"]', out="other")
    assert run.code == 0, run.text
    names = {path.relative_to(site / "other").as_posix() for path in (site / "other").rglob("*")}
    assert not names & {"feeds", "sitemap.xml", "data", "robots.txt"}
    assert not re.search("canonical|og:", (site / "other/index.html").read_text(encoding="utf-8"))


def test_a_wrong_setting_is_told_in_one_line(site):
    run = build(site, "PUBLICATION_FEED_LENGTH=0", settings=PUBLIC, out="public")
    assert run.code != 0 and "publication: PUBLICATION_FEED_LENGTH is a number from 1 to 1000, not 0" in run.text
