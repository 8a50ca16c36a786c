"""A table that is wider than the page scrolls in its own box, also by keys; the page itself does not."""

import pytest

from .conftest import DESK, PHONE, ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CELLS = ("Boat", "Leaves the town quay", "Arrives at Osvell", "Leaves Osvell", "Arrives at the quay", "Fare", "Remark")
REMARK = (
    "Only on working days, and never when the wind is above eight; then the next boat waits for all who have a ticket"
)
STORY = (
    "Title: Winter tables\nDate: 2024-05-02\nSlug: tables\n\n"
    + "\n".join(f"| {' | '.join(row)} |" for row in (CELLS, ["---"] * 6 + ["---:"], ["8"] * 6 + [REMARK]))
    + "\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory, build_site):
    folder = tmp_path_factory.mktemp("tables")
    (folder / "content").mkdir()
    (folder / "content/tables.md").write_text(STORY, encoding="utf-8")
    assert build_site(folder / "content", folder / "output").returncode == 0
    return folder / "output"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_wide_table_scrolls_in_its_own_box(scheme, viewport, site, open_page):
    page = open_page(f"{site.as_uri()}/2024/05/02/tables.html", scheme, viewport)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide, small = page.locator(".table").all()
    assert wide.evaluate("box => box.scrollWidth > box.clientWidth") and small.evaluate(
        "box => box.scrollWidth <= box.clientWidth"
    )
    wide.focus()
    with_keys = (
        "box => new Promise(done => box.addEventListener('scroll', () => done(box.scrollLeft > 0), {once: true}))"
    )
    page.evaluate(f"window.scrolled = ({with_keys})(document.querySelector('.table')); 0")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.scrolled")
    assert page.heard == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate("axe.run().then(found => found.violations.map(each => each.id))") == []
