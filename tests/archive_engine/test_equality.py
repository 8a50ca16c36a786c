"""What the engine builds is what Pelican builds, byte for byte."""

import shutil

import pytest
from sites import ENGINE, ROOT, STOCK, build, make_archive, make_plain_site, read_tree


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
@pytest.mark.parametrize("settings", ["", "RELATIVE_URLS = True\nSITEURL = 'https://example.org'\n"], ids=["stock", "relative"])
def test_a_plain_site_is_the_same_as_with_pelican(tmp_path, theme, settings):
    site = make_plain_site(tmp_path, theme, settings)
    stock = build(site, engine=STOCK, out="stock")
    ours = build(site, engine=ENGINE, out="ours")
    assert (stock.code, ours.code) == (0, 0), stock.text + ours.text
    expected = read_tree(site / "stock")
    assert len(expected) > 60
    assert read_tree(site / "ours") == expected
    assert build(site, engine=ENGINE, out="ours").code == 0
    assert read_tree(site / "ours") == expected


def test_the_archives_own_site_is_the_same_as_with_pelican(tmp_path):
    site = make_archive(tmp_path, articles=0)
    shutil.rmtree(site / "content")
    shutil.copytree(ROOT / "content", site / "content")
    stock = build(site, "--fatal", "errors", engine=STOCK, out="stock")
    ours = build(site, "--fatal", "errors", engine=ENGINE, out="ours")
    assert (stock.code, ours.code) == (0, 0), stock.text + ours.text
    assert read_tree(site / "ours") == read_tree(site / "stock")


def test_a_source_that_is_gone_takes_its_pages_with_it(tmp_path):
    site = make_plain_site(tmp_path)
    assert build(site).code == 0
    (site / "content/notes/note-05.md").unlink()
    assert build(site).code == 0
    assert build(site, engine=STOCK, out="stock").code == 0
    assert read_tree(site / "output") == read_tree(site / "stock")
