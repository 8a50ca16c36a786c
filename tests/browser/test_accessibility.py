"""axe finds nothing on any template, light or dark, on a phone and on a desk; the keyboard goes everywhere."""

import pytest

from .conftest import DESK, PHONE, ROOT
from .pages import TEMPLATES, find_page

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_nothing(template, scheme, viewport, short_lists_site, open_page):
    page = open_page((short_lists_site / find_page(short_lists_site, template)).as_uri(), scheme, viewport)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert result["passes"]
    found = [(rule["id"], rule["help"], [node["html"] for node in rule["nodes"]][:4]) for rule in result["violations"] + result["incomplete"]]
    assert not found


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_results_of_a_search(scheme, viewport, short_lists_site, open_page):
    page = open_page(f"{short_lists_site.as_uri()}/search.html?q=bridge", scheme, viewport)
    page.wait_for_selector("main mark")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:4]) for rule in result["violations"] + result["incomplete"]] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_is_wider_than_the_screen(template, short_lists_site, open_page):
    page = open_page((short_lists_site / find_page(short_lists_site, template)).as_uri())
    for width in (320, 380, 540, 768, 1024, 1400, 2000):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_leads_past_the_masthead(short_lists_site, open_page):
    page = open_page((short_lists_site / find_page(short_lists_site, "article")).as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_focus_can_be_seen(short_lists_site, open_page):
    page = open_page((short_lists_site / find_page(short_lists_site, "article")).as_uri())
    seen = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => {
              const element = document.activeElement;
              if (element === document.body) return null;
              const style = getComputedStyle(element);
              return [element.outerHTML, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if outline is None or outline[0] in seen:
            break
        seen.add(outline[0])
        assert outline[1] == "solid" and outline[2] >= 2, outline[0]
    assert len(seen) > 20
