"""What an owner shapes by settings: each is on the pages, wrong values are told in one line, contrast is measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.shape import GROUNDS, LEAST_CONTRAST, Colours, contrast, lighten, list_weak_contrasts, read_colours
from tests.archive_engine.sites import STOCK, build, make_archive

SETTINGS = """
ARCHIVE_PAGES_MENU = [("Help & more", "help.html"), ("Town", "https://halverin.example/?a=1&b=2")]
ARCHIVE_PAGES_LOGO = "logo.svg"
ARCHIVE_PAGES_ICON = "icon.png"
ARCHIVE_PAGES_ACCENT = "#0b5394"
ARCHIVE_PAGES_CSS = "own.css"
ARCHIVE_PAGES_HEAD = '<meta name=author content="A library">'
ARCHIVE_PAGES_FOOTER = "Kept by <b>the library</b>"
"""
SHOWN = (
    '/help.html">Help &amp; more</a>',
    '<a href="https://halverin.example/?a=1&amp;b=2">Town</a>',
    "/logo.svg alt",
    "<link rel=icon href=",
    "/icon.png>",
    "/accent.css>",
    "/own.css>",
    '<meta name=author content="A library">',
    "<footer class=site-footer>Kept by <b>the library</b></footer>",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("shape") / "site", 3)
    assert build(site).code == 0
    return site


def set_settings(site, text):
    path = site / "pelicanconf.py"
    kept = path.read_text(encoding="utf-8").partition("\n# shape\n")[0]
    path.write_text(f"{kept}\n# shape\n{text}", encoding="utf-8")


@pytest.mark.parametrize("engine", ["archive_engine.ArchivePelican", STOCK])
def test_each_setting_is_on_every_page(site, engine):
    set_settings(site, SETTINGS)
    built = build(site, engine=engine, out=f"out-{engine}", cache=f"cache-{engine}")
    assert built.code == 0, built.text
    pages = [site / f"out-{engine}" / name for name in ("index.html", "tags.html", "about.html", "search.html")]
    pages += (site / f"out-{engine}").glob("2019/*/*/*-1.html")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert [shown for shown in SHOWN if shown not in text] == [], page
    styles = (site / f"out-{engine}/accent.css").read_text(encoding="utf-8")
    assert "--accent: #0b5394;" in styles and "light-dark(#0b5394, " in styles


def test_a_build_after_the_settings_are_taken_back_has_none_of_it(site):
    set_settings(site, SETTINGS)
    assert build(site).code == 0
    assert (site / "output/accent.css").exists()
    set_settings(site, "")
    assert build(site).code == 0
    assert not (site / "output/accent.css").exists()
    text = (site / "output/index.html").read_text(encoding="utf-8")
    assert [shown for shown in SHOWN if shown in text and shown != "<link rel=icon href="] == []


WRONG = {
    "ARCHIVE_PAGES_ACCENT = 'blue'": "ARCHIVE_PAGES_ACCENT is 'blue'",
    "ARCHIVE_PAGES_ACCENT = ('#000000', '#ffffff', '#ffffff')": "ARCHIVE_PAGES_ACCENT is ",
    "ARCHIVE_PAGES_ACCENT = [3]": "ARCHIVE_PAGES_ACCENT is [3]",
    "ARCHIVE_PAGES_MENU = 'help.html'": "ARCHIVE_PAGES_MENU is 'help.html'",
    "ARCHIVE_PAGES_MENU = ['Help']": "ARCHIVE_PAGES_MENU has 'Help'",
    "ARCHIVE_PAGES_MENU = [('Help', 'javascript:a')]": "ARCHIVE_PAGES_MENU has ",
    "ARCHIVE_PAGES_MENU = [('', 'help.html')]": "ARCHIVE_PAGES_MENU has ",
    "ARCHIVE_PAGES_MENU = [(1, 2)]": "ARCHIVE_PAGES_MENU has (1, 2)",
    "ARCHIVE_PAGES_LOGO = 'a b.svg'": "ARCHIVE_PAGES_LOGO is 'a b.svg'",
    "ARCHIVE_PAGES_CSS = '/etc/a.css'": "ARCHIVE_PAGES_CSS is ",
    "ARCHIVE_PAGES_ICON = None": "ARCHIVE_PAGES_ICON is None",
}


@pytest.mark.parametrize("setting", WRONG)
def test_a_wrong_value_is_told_in_one_line(site, setting):
    set_settings(site, setting)
    built = build(site)
    assert built.code == 1
    assert built.text.startswith(WRONG[setting]) and len(built.text.splitlines()) == 1, built.text


def test_a_colour_that_is_hard_to_read_is_told(site):
    set_settings(site, 'ARCHIVE_PAGES_ACCENT = "#ffcc00"')
    built = build(site)
    assert built.code == 0
    assert "#ffcc00 has a contrast of 1.3 on light pages; text needs 4.5. Choose a darker one" in built.text.replace(
        "\n", " "
    )


def test_the_contrast_is_that_of_wcag():
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#777777", "#777777") == 1


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_of_any_colour_one_for_dark_pages_is_made_that_can_be_read(colour):
    made = lighten(colour, GROUNDS["dark"])
    assert all(contrast(made, ground) >= LEAST_CONTRAST for ground in GROUNDS["dark"])
    assert not [line for line in list_weak_contrasts(Colours("#000000", made)) if "dark" in line]


def test_two_colours_are_taken_as_they_are():
    assert read_colours({"ARCHIVE_PAGES_ACCENT": ("#0b5394", "#9fc5e8")}) == ("#0b5394", "#9fc5e8")
