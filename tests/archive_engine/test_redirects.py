"""Redirects from old addresses: which there are, what they look like, what is wrong with the others."""

import pytest

from archive_engine.interface import Redirect, redirect_to_page
from archive_engine.problems import InvalidArticle
from archive_engine.redirects import Alias, address_to_place, resolve_redirects
from tests.archive_engine.sites import build, make_archive, read_tree, write_article
from tests.archive_engine.test_outputs import assert_equals_build_from_scratch

KEEPING = "ARCHIVE_ENGINE_KEEP_ADDRESSES = True\n"
ROOT = "https://news.example/archive"


def resolve(aliases=(), declared=(), holders=None, pages=()):
    rows = [Alias(path, address, f"{path.removesuffix('.md')}.html", path, False) for path, address in aliases]
    return resolve_redirects(
        rows, [Redirect(*row) for row in declared], holders or {}, lambda place, *, is_alias: place in pages, ROOT
    )


@pytest.mark.parametrize(
    "address, place",
    [
        ("2024/05/02/old.html", "2024/05/02/old.html"),
        ("/2024/05/02/old.html", "2024/05/02/old.html"),
        (f"{ROOT}/2024/old.html", "2024/old.html"),
        ("/old/", "old/index.html"),
        ("2024/old", "2024/old.html"),
        ("caf%C3%A9.html", "café.html"),
    ],
)
def test_an_address_is_a_place(address, place):
    assert address_to_place(address, ROOT) == place


@pytest.mark.parametrize(
    "address",
    ["https://other.example/a.html", "//other.example/a", "a.html?b=c", "a#b", "../a.html", "", "a.png", "a//b"],
)
def test_an_address_that_no_page_can_have_is_refused(address):
    with pytest.raises(InvalidArticle):
        address_to_place(address, ROOT)


def test_an_alias_that_is_a_page_or_another_alias_is_told_and_is_no_redirect():
    found = resolve(
        [("a.md", "b.html"), ("a.md", "about.html"), ("a.md", "old.html"), ("b.md", "old.html"), ("b.md", "B.html")],
        holders={"b.html": "b.md"},
        pages=["about.html"],
    )
    assert found.redirects == {"old.html": Redirect("old.html", "a.html", "a.md")}
    assert found.problems == [
        ("a.md", "about.html", "that is the place of another page"),
        ("a.md", "b.html", "that is the place of b.md"),
        ("b.md", "old.html", "a.md has the same alias"),
    ]


def test_a_chain_leads_to_its_end_and_a_circle_is_told():
    found = resolve(declared=[("a.html", "b.html", "B"), ("b.html", "c.html", "C")])
    assert {place: one.target for place, one in found.redirects.items()} == {"a.html": "c.html", "b.html": "c.html"}
    assert found.redirects["a.html"].title == "C"
    circle = resolve(declared=[("a.html", "b.html", "B"), ("b.html", "a.html", "A"), ("c.html", "d.html", "D")])
    assert set(circle.redirects) == {"c.html"}
    assert [(address, reason) for _, address, reason in circle.problems] == [
        ("a.html", "it leads in a circle"),
        ("b.html", "it leads in a circle"),
    ]


def test_a_redirects_page_has_no_script_and_names_its_end_three_times():
    page = redirect_to_page(Redirect("2024/05/old name.html", "2023/б & c.html", 'The "lamp" <b>'), "en").decode()
    assert page.count("../../2023/%D0%B1%20%26%20c.html") == 3 and "<script" not in page
    assert "The &#34;lamp&#34; &lt;b&gt;" in page and "<b>" not in page
    public = redirect_to_page(Redirect("old.html", "2023/b.html", "B"), "en", ROOT).decode()
    assert f'<link rel=canonical href="{ROOT}/2023/b.html">' in public and 'url=2023/b.html"' in public


@pytest.fixture
def site(tmp_path):
    return make_archive(tmp_path / "site", 6, KEEPING)


def read(site, name):
    return (site / "output" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("more", ["", "PLUGINS = [*PLUGINS, 'pelican.plugins.neighbors']\n"], ids=["planned", "whole"])
def test_aliases_are_pages_of_every_build(tmp_path, more):
    site = make_archive(tmp_path / "site", 3, more)
    write_article(site, 1, aliases="2018/old.html; /older/; about.html")
    run = build(site)
    assert run.code == 1 and "harbour-1.md:1: its alias about.html was left out" in run.text, run.text
    assert ("rebuilt each time" in run.text) is bool(more)
    assert 'url=../2019/01/06/bridge-harbour-1.html"' in read(site, "2018/old.html")
    assert 'url=../2019/01/06/bridge-harbour-1.html"' in read(site, "older/index.html")
    assert "About this archive" in read(site, "about.html")
    again = build(site)
    assert "its alias about.html was left out" in again.text
    write_article(site, 1, aliases="2018/old.html")
    assert build(site).code == 0
    assert not (site / "output/older/index.html").exists() and (site / "output/2018/old.html").exists()
    assert_equals_build_from_scratch(site)


def test_an_alias_gives_way_to_an_article_that_comes_later_and_returns_when_it_goes(site):
    write_article(site, 1, aliases="2018/old.html")
    assert build(site).code == 0
    late = write_article(site, 7, save_as="2018/old.html", slug="old")
    run = build(site)
    assert run.code == 1 and "that is the place of 2019/01/24/" in run.text, run.text
    assert "http-equiv=refresh" not in read(site, "2018/old.html")
    late.unlink()
    assert build(site).code == 0
    assert "http-equiv=refresh" in read(site, "2018/old.html")


def test_a_redirect_that_was_damaged_is_written_again(site):
    write_article(site, 1, aliases="2018/old.html")
    assert build(site).code == 0
    (site / "output/2018/old.html").write_text("x")
    assert build(site).code == 0
    assert "http-equiv=refresh" in read(site, "2018/old.html")


def test_a_draft_has_no_redirect_where_drafts_are_not_published(site):
    write_article(site, 1, aliases="2018/old.html", status="draft")
    assert build(site, "ARCHIVE_ENGINE_DRAFTS=false").code == 0
    assert not (site / "output/2018/old.html").exists()


def test_the_old_address_is_kept_when_a_slug_changes(site):
    assert build(site).code == 0
    old = "2019/01/06/bridge-harbour-1.html"
    write_article(site, 1, slug="another-slug")
    run = build(site)
    assert run.code == 0 and f"its page was {old}, which now leads to it" in run.text
    assert 'url=../../../2019/01/06/another-slug.html"' in read(site, old)
    write_article(site, 1, slug="third")
    assert build(site).code == 0
    for name in (old, "2019/01/06/another-slug.html"):
        assert 'url=../../../2019/01/06/third.html"' in read(site, name)
    assert build(site, 'SITENAME="Another"').code == 0  # everything is read again
    assert 'url=../../../2019/01/06/third.html"' in read(site, old)
    assert build(site).code == 0
    write_article(site, 1)
    assert build(site).code == 0
    assert "http-equiv=refresh" not in read(site, old)
    assert "bridge-harbour-1.html" in read(site, "2019/01/06/third.html")
    next((site / "content").rglob("*-1.md")).unlink()
    assert build(site).code == 0
    assert not (site / "output" / old).exists() and not (site / "output/2019/01/06/third.html").exists()


def test_the_kept_address_is_not_told_again_when_front_matter_names_it(site):
    assert build(site).code == 0
    old = "2019/01/06/bridge-harbour-1.html"
    write_article(site, 1, slug="another-slug", aliases=old)
    run = build(site)
    assert run.code == 0 and "which now leads to it" not in run.text
    assert "http-equiv=refresh" in read(site, old)
    kept = read_tree(site / "output")
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "cold") == kept


def test_without_the_setting_the_engine_keeps_no_address(site):
    off = "ARCHIVE_ENGINE_KEEP_ADDRESSES=false"
    assert build(site, off).code == 0
    write_article(site, 1, slug="another-slug")
    assert build(site, off).code == 0
    assert not (site / "output/2019/01/06/bridge-harbour-1.html").exists()
