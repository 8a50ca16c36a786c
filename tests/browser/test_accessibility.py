"""axe finds no fault on any template, in light and dark, on phone and desk; the keyboard reaches everything."""

import pytest

from .conftest import DESK, PHONE, ROOT
from .pages import TEMPLATES, find_page

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# elements that pass a rule are not returned from the browser, which would take longer than the rules
RUN_AXE = """async (rules) => {
  const options = { runOnly: rules, rules: { "color-contrast-enhanced": { enabled: true } } };
  const found = await axe.run({ ...options, resultTypes: ["violations", "incomplete"] });
  const describe = (rule) => [rule.id, rule.help, rule.nodes.map((node) => node.html).slice(0, 4)];
  return { passes: found.passes.length, faults: [...found.violations, ...found.incomplete].map(describe) };
}"""


@pytest.fixture
def find_faults():
    """Return a function that lists what axe finds wrong, or cannot decide, on a page in light and in dark."""

    def run(page) -> list:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            result = page.evaluate(RUN_AXE, RULES)
            assert result["passes"]
            faults += [(scheme, *fault) for fault in result["faults"]]
        return faults

    return run


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_no_fault_on_a_template(template, viewport, short_lists_site, visit, find_faults):
    page = visit((short_lists_site / find_page(short_lists_site, template)).as_uri(), viewport=viewport)
    assert find_faults(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_fault_in_the_results_of_a_search(viewport, short_lists_site, open_page, find_faults):
    page = open_page(f"{short_lists_site.as_uri()}/search.html?q=bridge", viewport=viewport)
    page.wait_for_selector("main mark")
    assert find_faults(page) == []


@pytest.mark.parametrize(
    "asked", ["q=ferry+bridge&from=2020&section=Society", "q=ferri+unicorn&from=1999", "q=ferry&from=2024&to=2020"]
)
def test_axe_finds_no_fault_in_chips_and_hints(asked, short_lists_site, open_page, find_faults):
    page = open_page(f"{short_lists_site.as_uri()}/search.html?{asked}")
    page.wait_for_selector(".results[aria-busy=false]", state="attached")
    page.wait_for_selector(".search-chips button")
    assert find_faults(page) == []


def test_axe_finds_no_fault_in_the_sheet_of_filters(short_lists_site, open_page, find_faults):
    # high enough to show the whole sheet: axe can't decide on what is scrolled away in part
    viewport = {**PHONE, "height": 2400}
    page = open_page(f"{short_lists_site.as_uri()}/search.html?q=ferry", viewport=viewport)
    page.click(".filters-button")
    page.wait_for_selector("dialog .histogram")
    assert find_faults(page) == []


def test_axe_finds_a_fault_that_is_put_in(short_lists_site, open_page, find_faults):
    page = open_page((short_lists_site / "index.html").as_uri())
    page.evaluate("document.documentElement.style.setProperty('--soft', '#8a8a8a')")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><input>')")
    assert {"image-alt", "label", "color-contrast"} <= {fault[1] for fault in find_faults(page)}


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_is_wider_than_the_screen(template, short_lists_site, visit):
    page = visit((short_lists_site / find_page(short_lists_site, template)).as_uri())
    for width in (320, 380, 540, 768, 1024, 1400, 2000):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_button_does_not_touch_the_nameplate(short_lists_site, visit):
    page = visit((short_lists_site / "index.html").as_uri())
    for width in (320, 380, 540, 768, 1400):
        page.set_viewport_size({"width": width, "height": 800})
        button, name = page.locator(".scheme").bounding_box(), page.locator(".nameplate").bounding_box()
        assert button["y"] + button["height"] <= name["y"] or name["x"] + name["width"] <= button["x"], width


def test_the_first_tab_stop_skips_the_masthead(short_lists_site, open_page):
    page = open_page((short_lists_site / find_page(short_lists_site, "article")).as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_focused_element_has_a_visible_outline(short_lists_site, open_page):
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
