"""The interface in each language: nothing is too wide, cut off or printed over other text, on a phone and on a desk."""

from pathlib import Path

import pytest

from archive_engine.catalogues import list_languages

from .conftest import DESK, ROOT
from .pages import TEMPLATES, find_page
from .test_reading_conditions import FIND_FAULTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# 320 pixels: 1280 at 400 % (WCAG 2.2, 1.4.10).
NARROW = {"width": 320, "height": 800}


@pytest.fixture(scope="module", params=list_languages()[1:])
def site(request, share_folder, build_site) -> Path:
    """Return the demo with the interface in one of the other languages."""

    def fill(folder: Path) -> None:
        language = f'DEFAULT_LANG="{request.param}"'
        built = build_site(ROOT / "content", folder / "output", language, "ARCHIVE_PAGES_LIST_LENGTH=4")
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder(f"interface-{request.param}", fill) / "output"


@pytest.mark.parametrize("viewport", [NARROW, DESK], ids=["narrow", "desk"])
def test_a_language_fits_on_every_template(viewport, site, visit):
    faults = {}
    for template in TEMPLATES:
        page = visit((site / find_page(site, template)).as_uri(), viewport=viewport)
        if found := page.evaluate(FIND_FAULTS):
            faults[template] = found
    assert faults == {}


def test_results_and_filters_fit(site, open_page):
    page = open_page(f"{site.as_uri()}/search.html?q=bridge&section=Society", viewport=NARROW)
    page.wait_for_selector(".search-chips button")
    page.wait_for_selector("main mark")
    assert page.evaluate(FIND_FAULTS) == []


# The free space between neighbours of a line, where their separator stands.
FIND_GAPS = """(selector) => Array.from(document.querySelectorAll(selector)).map((part) => {
  const [one, other] = [part.previousElementSibling, part].map((element) => element.getBoundingClientRect());
  return Math.max(one.left - other.right, other.left - one.right);
})"""


def test_parts_of_a_byline_that_are_written_the_other_way_are_apart(share_folder, build_site, visit):
    def fill(folder: Path) -> None:
        built = build_site(ROOT / "content", folder / "output", 'DEFAULT_LANG="ar"', "ARCHIVE_PAGES_LIST_LENGTH=4")
        assert built.returncode == 0, built.stdout + built.stderr

    site = share_folder("interface-ar", fill) / "output"
    page = visit((site / find_page(site, "article")).as_uri(), viewport=DESK)
    gaps = page.evaluate(FIND_GAPS, ".kicker > * + [dir], .byline > * + [dir]")
    assert gaps and min(gaps) > 10
