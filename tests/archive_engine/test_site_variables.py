"""Variables of all pages: the navigation names the kinds that have entries, in every page, after every edit."""

from typing import Any

import pytest

from archive_engine.planners import Planners
from tests.archive_engine import listed
from tests.archive_engine.sites import (
    STOCK,
    KeptSite,
    build,
    make_archive,
    read_stock_tree,
    read_times,
    read_tree,
    write_article,
)

TAGGED = 5


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("kinds") / "site", 0, "DIRECT_TEMPLATES = ['search']\n")
    for number in range(12):
        write_article(site, number, tags="")
    write_article(site, 30, tags="", status="draft")
    first = build(site)
    assert first.code == 0, first.text
    return KeptSite(site)


@pytest.fixture
def site(built):
    return built.restore()


def find_pages_with(site, link, folder="output"):
    pages = {path.relative_to(site / folder).as_posix(): path for path in (site / folder).rglob("*.html")}
    return {name for name, path in pages.items() if link in path.read_text("utf-8")}, set(pages)


def test_no_page_names_a_kind_without_entries(site):
    named, pages = find_pages_with(site, "tags.html")
    assert named == set() and "tags.html" not in pages
    assert {"search.html", "about.html", "404.html", "index.html", "authors.html"} <= find_pages_with(
        site, "authors.html"
    )[0]


@pytest.mark.parametrize("folder", ["output", "cold"])
def test_every_page_names_a_kind_from_its_first_entry_to_its_last(site, folder):
    write_article(site, TAGGED, tags="Ferry")
    assert build(site, out=folder).code == 0
    named, pages = find_pages_with(site, "tags.html", folder)
    assert named == pages and "tags.html" in pages
    assert build(site, out="other", cache="other-cache").code == 0
    assert read_tree(site / folder) == read_tree(site / "other")
    write_article(site, TAGGED, tags="")
    assert build(site, out=folder).code == 0
    named, pages = find_pages_with(site, "tags.html", folder)
    assert named == set() and "tags.html" not in pages


def test_a_further_entry_of_a_kind_renders_no_other_page(site):
    before = read_times(site / "output")
    write_article(site, TAGGED, tags="", authors="Someone New")
    assert build(site).code == 0
    after = read_times(site / "output")
    assert after["search.html"] == before["search.html"] and after["404.html"] == before["404.html"]


def test_nothing_is_written_where_nothing_changed(site):
    before = read_times(site / "output")
    assert build(site).code == 0
    assert read_times(site / "output") == before


def test_a_changed_page_keeps_the_navigation(site):
    about = site / "content/pages/about.md"
    about.write_text(about.read_text("utf-8").replace("About this", "More on this"), encoding="utf-8")
    assert build(site).code == 0
    page = (site / "output/about.html").read_text("utf-8")
    assert "More on this" in page and "authors.html" in page and "tags.html" not in page


def test_stock_pelican_names_the_same_kinds(site):
    assert build(site, engine=STOCK, out="stock").code == 0
    names = {name for name in read_tree(site / "output") if name.endswith(".html") and "drafts" not in name}
    stock, ours = read_stock_tree(site / "stock"), read_tree(site / "output")
    assert {name: stock.get(name) for name in names} == {name: ours[name] for name in names}


class Named:
    """A planner with one variable for all pages."""

    adds_to_articles = False

    def __init__(self, name):
        self.name = name

    def lists(self, summary):
        yield "all"

    def site_variables(self, links):
        return {self.name: sorted(links.lists)}


def make_index(*names):
    planners: list[Any] = [Named(name) for name in names]
    return listed.make_index(Planners(planners), [])


def test_the_variables_of_all_planners_are_joined_and_two_may_not_give_the_same():
    assert make_index("a", "b").site_variables == {"a": [], "b": []}
    with pytest.raises(ValueError, match="two planners give the variable 'a'"):
        _ = make_index("a", "a").site_variables
