"""The engine builds the same bytes as Pelican."""

import shutil

import pytest

from tests.archive_engine.sites import (
    ENGINE,
    ROOT,
    STOCK,
    build,
    make_archive,
    make_plain_site,
    read_stock_tree,
    read_tree,
    write_article,
)


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
@pytest.mark.parametrize(
    "settings", ["", "RELATIVE_URLS = True\nSITEURL = 'https://example.org'\n"], ids=["stock", "relative"]
)
def test_a_plain_site_is_the_same_as_with_pelican(tmp_path, theme, settings):
    site = make_plain_site(tmp_path, theme, settings)
    stock = build(site, engine=STOCK, out="stock")
    ours = build(site, engine=ENGINE, out="ours")
    assert (stock.code, ours.code) == (0, 0), stock.text + ours.text
    expected = read_stock_tree(site / "stock")
    assert len(expected) > 60
    assert read_tree(site / "ours") == expected
    assert build(site, engine=ENGINE, out="ours").code == 0
    assert read_tree(site / "ours") == expected


def test_the_archives_own_site_is_the_same_as_with_pelican(tmp_path):
    site = make_archive(tmp_path, articles=0)
    shutil.rmtree(site / "content")
    shutil.copytree(ROOT / "content", site / "content")
    # pictures are the engine's alone
    options = ("--fatal", "errors", 'PLUGINS=["archive_pages", "lunr_search"]')
    stock = build(site, *options, engine=STOCK, out="stock")
    ours = build(site, *options, engine=ENGINE, out="ours")
    assert (stock.code, ours.code) == (0, 0), stock.text + ours.text
    assert read_tree(site / "ours") == read_stock_tree(site / "stock")


def test_feeds_are_the_same_as_with_pelican_before_and_after_edits(tmp_path):
    more = (
        "SITEURL = 'https://example.org/news'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\n"
        "FEED_ALL_RSS = 'feeds/all.rss.xml'\n"
        "CATEGORY_FEED_ATOM = 'feeds/section/{slug}.atom.xml'\nAUTHOR_FEED_ATOM = 'feeds/author/{slug}.atom.xml'\n"
        "TAG_FEED_RSS = 'feeds/tag/{slug}.rss.xml'\nFEED_MAX_ITEMS = 5\n"
    )
    site = make_archive(tmp_path, 60, more)
    for round_number in range(2):
        stock = build(
            site, "--fatal", "errors", engine=STOCK, out=f"stock{round_number}", cache=f"stock-cache{round_number}"
        )
        ours = build(site, "--fatal", "errors", engine=ENGINE, out="ours")
        assert (stock.code, ours.code) == (0, 0), stock.text + ours.text
        assert "rebuilt each time" not in ours.text
        expected = read_stock_tree(site / f"stock{round_number}")
        assert len([path for path in expected if path.startswith("feeds/")]) > 20
        assert read_tree(site / "ours") == expected
        write_article(site, 60)
        write_article(site, 30, title="Another headline", authors="Somebody New")


@pytest.mark.parametrize("order", ["title", "reversed-slug"])
def test_feeds_have_the_order_of_the_settings(tmp_path, order):
    more = (
        "SITEURL = 'https://example.org'\nFEED_ALL_ATOM = 'all.atom.xml'\nCATEGORY_FEED_ATOM = '{slug}.atom.xml'\n"
        f"FEED_MAX_ITEMS = 5\nARTICLE_ORDER_BY = '{order}'\n"
    )
    site = make_archive(tmp_path, 12, more)
    stock = build(site, "--fatal", "errors", engine=STOCK, out="stock")
    ours = build(site, "--fatal", "errors", engine=ENGINE, out="ours")
    assert (stock.code, ours.code) == (0, 0), stock.text + ours.text
    assert "rebuilt each time" not in ours.text
    assert read_tree(site / "ours") == read_stock_tree(site / "stock")


def test_the_pages_of_a_deleted_source_are_deleted(tmp_path):
    site = make_plain_site(tmp_path)
    assert build(site).code == 0
    (site / "content/notes/note-05.md").unlink()
    assert build(site).code == 0
    assert build(site, engine=STOCK, out="stock").code == 0
    assert read_tree(site / "output") == read_stock_tree(site / "stock")
