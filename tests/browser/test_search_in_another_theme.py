"""The search page under stock Pelican and a theme that has no template for it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import ROOT

pytestmark = pytest.mark.browser

SETTINGS = (
    'PELICAN_CLASS="pelican.Pelican"',
    'PLUGINS=["lunr_search"]',
    'THEME="simple"',
    'DIRECT_TEMPLATES=["index", "search"]',
    "JINJA_ENVIRONMENT={}",
)


@pytest.fixture(scope="module")
def simple_site(tmp_path_factory, build_site) -> Path:
    folder = tmp_path_factory.mktemp("simple")
    shutil.copytree(ROOT / "content", folder / "content")
    built = build_site(folder / "content", folder / "output", *SETTINGS)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "output"


@pytest.fixture(params=["disk", "http"])
def simple_address(request, simple_site, serve) -> str:
    return simple_site.as_uri() if request.param == "disk" else serve(simple_site)


def test_the_search_page_finds_stories_shows_more_and_filters(simple_address, open_page):
    page = open_page(f"{simple_address}/search.html?q=halverin")
    results = page.locator(".results h2")
    expect(page.locator(".search-status")).to_contain_text("stories for halverin")
    expect(results).to_have_count(10)
    page.locator(".search-more button").click()
    expect(results).not_to_have_count(10)
    page.locator(".filter-groups input[name=author]").first.check()
    expect(page.locator(".search-status")).to_contain_text("for halverin")
    assert "author=" in page.url


def test_a_themes_own_template_has_priority(simple_site):
    page = (simple_site / "search.html").read_text("utf-8")
    assert "Proudly powered by" in page, "the theme's frame is missing"
