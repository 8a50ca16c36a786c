"""Every template under conditions that readers set: a narrow screen, 400 % zoom, wider text spacing, forced colours, no
style sheets, no scripts, print; and archives that are written from right to left or without spaces.
"""

import pytest

from .conftest import DESK
from .pages import TEMPLATES, find_page

pytestmark = pytest.mark.browser

# A screen of 1280 pixels at 400 % (WCAG 2.2, 1.4.10).
ZOOMED = {"width": 320, "height": 256}
# WCAG 2.2, 1.4.12.
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
SPACING += " p { margin-block-end: 2em !important }"
ADD_STYLE = """(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = style ? [sheet] : [];
}"""
# What is wider than the page, cut off, or printed over other text. Lines of a tight headline touch: only what covers
# nearly half of a line's height counts.
FIND_FAULTS = """() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const needed = document.documentElement.scrollWidth;
  if (needed > width) faults.push(`the page is ${needed} wide`);
  const rows = [];
  const boxes = new Map();
  const look = (box) => {
    if (!box) return { isHidden: false, isCut: false };
    if (!boxes.has(box)) {
      const style = getComputedStyle(box), outer = look(box.parentElement);
      const isCut = style.overflowX === "hidden" && box.scrollWidth > box.clientWidth + 1;
      boxes.set(box, { isHidden: outer.isHidden || style.clipPath !== "none", isCut: outer.isCut || isCut });
    }
    return boxes.get(box);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, noscript, option, .away, [hidden]")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const { isHidden, isCut } = look(parent);
    if (isCut) faults.push(`cut off: ${node.data.trim()}`);
    if (isHidden) continue;
    range.selectNodeContents(node);
    const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
    if (lines > 3 && node.data.trim().length < 4 * lines) faults.push(`a column of letters: ${node.data.trim()}`);
    for (const { left, right, top, bottom } of range.getClientRects())
      if (right - left > 1) rows.push({ left, right, top, bottom, text: node.data.trim() });
  }
  rows.sort((one, other) => one.top - other.top);
  rows.forEach((one, at) => {
    for (let next = at + 1; next < rows.length && rows[next].top < one.bottom; next += 1) {
      const other = rows[next];
      const high = Math.min(one.bottom, other.bottom) - other.top;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (wide > 2 && high > 0.45 * Math.min(one.bottom - one.top, other.bottom - other.top))
        faults.push(`over each other: ${one.text.slice(0, 40)} | ${other.text.slice(0, 40)}`);
    }
  });
  return faults;
}"""
# Links and buttons smaller than 24 pixels; links within sentences may be (WCAG 2.2, 2.5.8).
FIND_SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter((target) => target.checkVisibility() && target.tabIndex >= 0)
  .filter((target) => !target.closest(".text p, .text li, dd, body > a, .search"))
  .filter((target) => getComputedStyle(target).clipPath === "none" && target.getBoundingClientRect().height < 23.9)
  .map((target) => target.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_text_is_cut_off_or_covered(template, short_lists_site, visit):
    page = visit((short_lists_site / find_page(short_lists_site, template)).as_uri(), viewport=ZOOMED)
    for width in (320, 380, 768, 1400):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(FIND_FAULTS) == [], width
        assert page.evaluate(FIND_SMALL) == [], width
        page.evaluate(ADD_STYLE, SPACING)
        assert page.evaluate(FIND_FAULTS) == [], f"{width}, with wider spacing"
        page.evaluate(ADD_STYLE, "")
    try:
        page.emulate_media(forced_colors="active")
        assert page.evaluate(FIND_FAULTS) == []
        fills = "[...document.querySelectorAll('main svg')].map((chart) => getComputedStyle(chart).fill)"
        assert set(page.evaluate(fills)) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}
        page.emulate_media(forced_colors="none", media="print")
        assert page.evaluate(FIND_FAULTS) == []
    finally:
        page.emulate_media(forced_colors="none", media="screen")


@pytest.mark.parametrize("template", TEMPLATES)
def test_without_style_sheets_charts_are_small_and_no_text_is_covered(template, short_lists_site, visit):
    page = visit((short_lists_site / find_page(short_lists_site, template)).as_uri(), viewport=DESK)
    page.evaluate("[...document.styleSheets].forEach((sheet) => { sheet.disabled = true; })")
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    assert [fault for fault in page.evaluate(FIND_FAULTS) if fault.startswith("over")] == []
    heights = "[...document.querySelectorAll('main svg')].map((chart) => chart.getBoundingClientRect().height)"
    assert all(height <= 100 for height in page.evaluate(heights))


@pytest.mark.parametrize("template", [name for name in TEMPLATES if name != "search"])
def test_a_page_reads_the_same_without_scripts(template, short_lists_site, open_page):
    address = (short_lists_site / find_page(short_lists_site, template)).as_uri()
    read = "document.querySelector('main').innerText"
    assert open_page(address, java_script_enabled=True).evaluate(read)
    page = open_page(address, java_script_enabled=False)
    assert page.locator("main").inner_text() == open_page(address).locator("main").inner_text()


def test_faults_that_are_put_in_are_found(short_lists_site, open_page):
    page = open_page((short_lists_site / "about.html").as_uri(), viewport=ZOOMED)
    page.evaluate("document.querySelector('main h1').insertAdjacentHTML('afterend', '<a href=x>small</a>')")
    tight = "main p { margin-block: -0.9em !important; line-height: 1 !important }"
    page.evaluate(ADD_STYLE, f"{tight} main h1 + a {{ font-size: 6px }}")
    faults = page.evaluate(FIND_FAULTS)
    assert any(fault.startswith("over each other") for fault in faults) and page.evaluate(FIND_SMALL)
    page.evaluate(ADD_STYLE, "main h1 { white-space: nowrap; inline-size: 5rem; overflow: hidden }")
    assert any(fault.startswith("cut off") for fault in page.evaluate(FIND_FAULTS))
    page.evaluate(ADD_STYLE, "main p { inline-size: 1ch; overflow-wrap: anywhere; font-size: 16px }")
    assert any(fault.startswith("a column of letters") for fault in page.evaluate(FIND_FAULTS))
    page.evaluate(ADD_STYLE, "main { inline-size: 900px !important }")
    assert any(fault.startswith("the page is") for fault in page.evaluate(FIND_FAULTS))


def test_the_search_comes_first_by_keyboard_and_on_a_phone(short_lists_site, open_page):
    page = open_page((short_lists_site / "index.html").as_uri(), viewport={"width": 380, "height": 800})
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    box = page.locator("input[name=q]").bounding_box()
    assert box["y"] + box["height"] < 400
    page.set_viewport_size({"width": 1400, "height": 800})
    form, nav = page.locator("header form").bounding_box(), page.locator("header nav").bounding_box()
    assert form["width"] == nav["width"] and form["y"] < nav["y"]


@pytest.mark.parametrize(
    ("now", "leads_to"), [("2027-10-05T12:00:00", "on/10-05.html"), ("2027-02-29", "archives.html")]
)
def test_the_browsers_clock_chooses_the_day_through_the_years(now, leads_to, short_lists_site, browser):
    context = browser.new_context(timezone_id="UTC")
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.goto((short_lists_site / "index.html").as_uri())
    link = page.locator("a[data-days]")
    assert link.evaluate("(link) => link.href").endswith(f"/{leads_to}")
    link.click()
    assert page.locator("h1").inner_text() in ("5 October", "Dates")
    context.close()


def test_the_ring_of_a_link_leaves_out_the_dot_before_it(short_lists_site, open_page):
    page = open_page((short_lists_site / find_page(short_lists_site, "day")).as_uri())
    link = page.locator("header .kicker a").nth(1)
    words = link.evaluate(
        """(link) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          return range.getBoundingClientRect().left;
        }"""
    )
    assert link.bounding_box()["x"] == pytest.approx(words, abs=0.5)


# Parts of a line of parts that begin a line at another place than its first one.
FIND_INDENTED = """() => [...document.querySelectorAll(".kicker, .byline, .summary")].flatMap((line) => {
  const first = line.firstElementChild && line.firstElementChild.getBoundingClientRect();
  return [...line.children].slice(1).filter((part, at) => {
    const here = part.getBoundingClientRect();
    return here.top >= line.children[at].getBoundingClientRect().bottom - 1 && Math.abs(here.left - first.left) > 1;
  }).map((part) => part.outerHTML);
})"""
# Parts of them that break although they have room on a line.
FIND_BROKEN = """() => [...document.querySelectorAll(".byline > *, .summary > *")].filter((part) => {
  const range = document.createRange();
  range.selectNodeContents(part);
  const lines = [...range.getClientRects()];
  const room = part.parentElement.getBoundingClientRect().width;
  const long = lines.reduce((sum, line) => sum + line.width, 0);
  return new Set(lines.map((line) => line.top)).size > 1 && long < 0.9 * room;
}).map((part) => part.outerHTML)"""


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_parts_of_a_line_stay_whole_and_begin_at_its_edge(template, short_lists_site, visit):
    page = visit((short_lists_site / find_page(short_lists_site, template)).as_uri())
    for width in (320, 380, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(FIND_INDENTED) == [] and page.evaluate(FIND_BROKEN) == [], width


def test_the_button_stands_beside_the_name_on_every_screen(short_lists_site, visit):
    page = visit((short_lists_site / find_page(short_lists_site, "article")).as_uri())
    for width in (320, 380, 768, 1024, 1400):
        page.set_viewport_size({"width": width, "height": 800})
        button, name = page.locator(".scheme").bounding_box(), page.locator("body > header > a").bounding_box()
        assert button["y"] < name["y"] + name["height"] and button["x"] > width / 2, width


def test_a_thread_of_the_directory_reads_line_by_line(short_lists_site, visit):
    page = visit((short_lists_site / "threads.html").as_uri())
    rows = page.locator(".spans > li")
    assert rows.count() > 2
    for width in (380, 1400):
        page.set_viewport_size({"width": width, "height": 800})
        for row in rows.all():
            span, first = row.locator("> small").bounding_box(), row.locator("> a").bounding_box()
            note, newest = row.locator("p small").bounding_box(), row.locator("p a").bounding_box()
            assert span["y"] + span["height"] <= first["y"] + 1 or span["x"] + span["width"] < first["x"]
            assert first["y"] + first["height"] <= newest["y"] + 1 and note["x"] + note["width"] < newest["x"]


STORIES = {
    "ar": ("العبارة تعود إلى أوسفيل", "قال مكتب الميناء إن العبارة ستبحر. وتعود في المساء.", "الميناء", "ليلى حداد"),
    "he": ("המעבורת שבה לאוסבל", "משרד הנמל מסר כי המעבורת תפליג. היא תשוב בערב.", "הנמל", "נועה לוי"),
    "zh": ("渡轮重返奥斯维尔岛", "港务局说，渡轮将于星期一启航。晚上返回。", "港口", "李安"),
}


# How far apart the headlines of a list begin, where lines begin at the right.
SPREAD = """(lists) => lists.map((list) => {
  const links = [...list.querySelectorAll("li > a:not(.thumbnail), li > :is(h2, h3) > a")];
  const starts = links.map((link) => link.getBoundingClientRect().right);
  return Math.max(...starts) - Math.min(...starts);
})"""


@pytest.fixture(scope="module")
def archives(tmp_path_factory, build_site):
    """Make archives in Arabic, in Hebrew and in Chinese, each with an English story."""
    folder = tmp_path_factory.mktemp("scripts")
    for lang, (title, text, tag, author) in STORIES.items():
        (folder / lang).mkdir()
        for day in range(1, 13):
            english = day == 12
            front = (
                f"Title: {'The ferry sails' if english else title} {day}\nDate: 2021-03-{day % 5 + 1:02}T10:{day}:00Z\n"
            )
            front += f"Slug: s{day}\nLang: {'en' if english else lang}\nAuthors: {author}\n"
            front += f"Sections: {tag}\nTags: {tag}; Ferry\n"
            basis = "Date_basis: captured\n" if day == 11 else ""
            (folder / lang / f"{day}.md").write_text(f"{front}{basis}\n{text}\n", encoding="utf-8")
        built = build_site(folder / lang, folder / f"{lang}-site", f'DEFAULT_LANG="{lang}"')
        assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.mark.parametrize("lang", STORIES)
def test_archives_of_other_scripts_read_in_their_direction(lang, archives, visit):
    site = archives / f"{lang}-site"
    pages = ["index.html", "archives.html", "holdings.html", "2021/index.html", "2021/03/index.html", "on/03-03.html"]
    pages += ["2021/03/03/index.html", "tags.html", "authors.html", "sections.html", "about.html", "search.html"]
    pages += [path.relative_to(site).as_posix() for path in sorted(site.glob("2021/03/*/s1*.html"))]
    lists = [path for kind in ("tag", "author", "section") for path in (site / kind).glob("*.html")]
    # not the redirects of former addresses
    pages += [path.relative_to(site).as_posix() for path in lists if not path.name.startswith("untitled-")]
    for name in pages:
        page = visit((site / name).as_uri())
        direction = "ltr" if lang == "zh" else "rtl"
        assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == direction, name
        for width in (320, 1400):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(FIND_FAULTS) == [], (name, width)
        english = page.locator("a[lang=en]").evaluate_all("(links) => links.map((a) => getComputedStyle(a).direction)")
        assert set(english) <= {"ltr"}, name
        if lang != "zh":
            spread = page.locator(".list .entries, .related ul").evaluate_all(SPREAD)
            assert all(pixels < 2 for pixels in spread), name
