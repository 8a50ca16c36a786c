"""Pages that show what changed, in the browser, from disk."""

from pathlib import Path

import pytest

from .changed_stories import CHANGES, STORY, VERSIONS, write_changed_stories
from .conftest import DESK, PHONE
from .test_accessibility import find_faults  # noqa: F401  # a fixture

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(share_folder, build_site) -> Path:
    def fill(folder: Path) -> None:
        write_changed_stories(folder / "content")
        built = build_site(folder / "content", folder / "output")
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder("changes", fill) / "output"


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 800}, PHONE, DESK], ids=["narrow", "phone", "desk"])
@pytest.mark.parametrize("path", [CHANGES, VERSIONS, STORY])
def test_axe_finds_no_fault_and_nothing_is_wider_than_the_screen(path, viewport, site, open_page, find_faults):  # noqa: F811
    page = open_page((site / path).as_uri(), viewport=viewport)
    assert find_faults(page) == []
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_words_are_told_apart_without_colour_and_without_sight(site, open_page):
    page = open_page((site / CHANGES).as_uri(), forced_colors="active")
    for name, line, told in (("del", "line-through", "taken out: lit"), ("ins", "underline", "added: out")):
        shown = page.locator(f"main p > {name}").first
        assert line in shown.evaluate("element => getComputedStyle(element).textDecorationLine")
        assert " ".join(shown.text_content().split()) == told


def test_the_line_that_checks_a_capture_is_there(site, open_page):
    page = open_page((site / STORY).as_uri())
    assert page.inner_text("dl code") == f'echo "{"2" * 64} *FILE" | sha256sum -c'
    page.get_by_role("link", name="What changed").click()
    assert page.url.endswith(CHANGES)


def test_each_text_has_lines_of_its_own_in_the_heading_and_the_later_one_an_arrow(site, open_page):
    page = open_page((site / VERSIONS).as_uri(), viewport=PHONE)
    before, after = page.locator("h2 > span").all()[:2]
    for text in (before, after):
        name, note = text.locator("a").bounding_box(), text.locator("small").bounding_box()
        assert name["y"] + name["height"] <= note["y"] + 1 and name["x"] == note["x"]
    arrow = "(span) => getComputedStyle(span, '::before').content"
    assert (before.evaluate(arrow), after.evaluate(arrow)) == ('""', '"→"')
