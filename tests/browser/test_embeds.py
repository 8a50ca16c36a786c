"""Cards of what a story embedded, as a browser shows them: links, read and reached without styles, mouse or network."""

import pytest

from .conftest import DESK, PHONE
from .illustrated import ARTICLE
from .test_pictures import open_offline, site

__all__ = ["open_offline", "site"]
pytestmark = pytest.mark.browser

CARD = ".text .embed"
URL = "https://films.example/watch?v=petrel"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_card_shows_title_and_provider_and_all_of_it_leads_there(viewport, scheme, site, open_offline):
    page = open_offline(f"{site.as_uri()}/{ARTICLE}", scheme, viewport)
    card, link = page.locator(CARD), page.locator(f"{CARD} a")
    assert link.get_attribute("href") == URL and link.inner_text() == "The Petrel leaves Fish Quay in fog"
    title, provider = link.bounding_box(), card.locator("small").bounding_box()
    assert provider["y"] >= title["y"] + title["height"] - 1  # below the title
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    hit = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href')"
    corners = [(box["x"] + 4, box["y"] + 4), (box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)]
    assert [page.evaluate(hit, corner) for corner in corners] == [URL, URL]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.heard == []


def test_a_card_is_reached_by_keys_and_seen(site, open_offline):
    page = open_offline(f"{site.as_uri()}/{ARTICLE}")
    page.locator(f"{CARD} a").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == URL
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_a_card_is_a_line_without_styles(site, open_offline):
    page = open_offline(f"{site.as_uri()}/{ARTICLE}")
    page.evaluate("document.querySelectorAll('link[rel=stylesheet], style').forEach((each) => each.remove())")
    assert page.locator(CARD).inner_text() == "The Petrel leaves Fish Quay in fog · films.example"
    assert page.locator(f"{CARD} :is(script, iframe, img)").count() == 0
