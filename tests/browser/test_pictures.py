"""A site with pictures as a browser sees it, from disk with the network cut."""

import pytest

from .conftest import DESK, PHONE, ROOT
from .illustrated import ARTICLE, fill

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SHIFTS = """() => {
  window.shifts = 0;
  const isOfPage = ({ node }) => node && document.querySelector("main")?.contains(node);
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (entry.sources.some(isOfPage)) window.shifts += entry.value; // what moves in the masthead is none of ours
  })).observe({ type: "layout-shift", buffered: true });
}"""
# what is waited for is a function: text would be evaluated anew at each try, which the pages' policy forbids
ALL_LOADED = "() => Array.from(document.images).every((image) => image.complete && image.naturalWidth > 0)"
LISTS = {"home": "index.html", "section": "section/town.html", "day": "2024/05/03/index.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory, build_site):
    folder = tmp_path_factory.mktemp("illustrated")
    (folder / "content").mkdir()
    fill(folder / "content")
    built = build_site(folder / "content", folder / "output")
    assert built.returncode == 0 and "broken.jpg can't be shown" in built.stdout
    return folder / "output"


@pytest.fixture
def open_offline(open_page):
    """Open a page with the network cut; `page.heard` has what was asked of another host."""

    def run(address, scheme="light", viewport=DESK):
        page = open_page("about:blank", scheme, viewport, offline=True)
        page.add_init_script(f"({SHIFTS})()")
        page.heard.clear()
        page.site = address
        page.goto(address)
        return page

    return run


def load_all(page):
    """Scroll down, so that what is loaded late is loaded."""
    page.evaluate("""async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 400) {
        window.scrollTo(0, y);
        await new Promise((done) => setTimeout(done, 20));
      }
    }""")
    page.wait_for_function(ALL_LOADED)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_an_article_shows_its_pictures_and_nothing_moves(viewport, site, open_offline):
    page = open_offline(f"{site.as_uri()}/{ARTICLE}", viewport=viewport)
    load_all(page)
    assert page.locator(".text .picture img").count() == 4 and page.locator(".picture.absent").count() == 2
    assert page.heard == [] and page.evaluate("window.shifts") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    widths = page.evaluate("Array.from(document.images, (image) => [image.clientWidth, image.naturalWidth])")
    assert all(0 < shown <= 576 for shown, _ in widths)
    # each as its size says, without being drawn out
    ratios = page.evaluate(
        "Array.from(document.images, (image) => [image.clientWidth / image.clientHeight, image.width / image.height])"
    )
    assert all(abs(shown - meant) < 0.02 for shown, meant in ratios)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_list_shows_lead_pictures_beside_its_stories(name, viewport, site, open_offline):
    page = open_offline(f"{site.as_uri()}/{LISTS[name]}", viewport=viewport)
    load_all(page)
    assert page.locator(".thumbnail img").count() == {"home": 7, "section": 7, "day": 1}[name]
    assert page.heard == [] and page.evaluate("window.shifts") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for story in page.locator(".entries > .pictured").all():
        image, headline = story.locator(".thumbnail").bounding_box(), story.locator("h2, h3").bounding_box()
        assert headline["x"] + headline["width"] <= image["x"]  # beside it, not under it


def test_a_picture_leads_to_its_largest_file(site, open_offline):
    page = open_offline(f"{site.as_uri()}/{ARTICLE}")
    shown = page.locator(".picture a").first
    address = shown.evaluate("link => link.href")
    assert address.endswith("-1200.webp")
    shown.click()
    page.wait_for_url(address)
    assert page.evaluate("document.images[0].naturalWidth") == 1200 and page.heard == []


def test_a_search_shows_lead_pictures(site, open_offline):
    page = open_offline(f"{site.as_uri()}/search.html?q=ferry")
    page.wait_for_selector(".results .thumbnail img")
    load_all(page)
    assert page.heard == []
    for result in page.locator(".results .pictured").all():
        assert result.locator(".thumbnail").get_attribute("href") == result.locator("h2 a").get_attribute("href")
    page = open_offline(f"{site.as_uri()}/search.html?q=without")
    page.wait_for_selector(".results li:not(.pictured)")
    assert page.locator(".results img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [ARTICLE, *LISTS.values(), "2024/05/01/arabic.html", "search.html?q=ferry"])
def test_axe_finds_nothing(path, scheme, site, open_page):
    page = open_page(f"{site.as_uri()}/{path}", scheme)
    if "search" in path:
        page.wait_for_selector(".results .thumbnail")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(found => found.violations.map(each => [each.id, each.nodes[0].html]))")
    assert found == []


def test_on_paper_pictures_are_whole(site, open_page):
    page = open_page(f"{site.as_uri()}/{ARTICLE}")
    page.emulate_media(media="print")
    heights = page.evaluate("Array.from(document.querySelectorAll('.picture img'), (image) => image.clientHeight)")
    assert heights and all(height <= 14 / 2.54 * 96 + 1 for height in heights)


def test_what_moves_is_noticed(site, open_offline):
    page = open_offline(f"{site.as_uri()}/{ARTICLE}")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<hr><p>Late.</p><hr>')")
    page.wait_for_function("() => window.shifts > 0")
