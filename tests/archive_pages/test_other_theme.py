"""Themes that are made for Pelican: the archive builds with them, with its search, and says what they do not show."""

import json
import re
import shutil

import pytest
from jinja2 import Environment

from archive_pages.other_theme import TrustedTexts, list_settings
from tests.archive_engine.sites import ROOT, build, make_archive, read_tree, write_article
from tests.site.conftest import PUBLIC
from tests.site.links import find_dead_links

HOSTILE = "Ferry <script>alert(1)</script> & lamp"
# A plugin that asks each article and page for its section, as such plugins do.
ASKS_FOR_SECTIONS = """from pelican import signals
def ask(path, context):
    content = context.get('article') or context.get('page')
    if content:
        content.category.name
def register():
    signals.content_written.connect(ask)
"""


@pytest.fixture(params=["simple", "notmyidea"])
def theme(request):
    return request.param


def test_the_archive_builds_with_a_theme_for_pelican(tmp_path, theme):
    site = make_archive(tmp_path / "site", 60, 'ARCHIVE_PAGES_ACCENT = "#0b5394"\n')
    hostile = write_article(site, 70, title=HOSTILE, summary="A <b>lede</b>", category="", sections="")
    hostile.write_text(hostile.read_text("utf-8").replace("Category: \nSections: \n", ""), encoding="utf-8")
    built = build(site, "--theme", theme)
    assert built.code == 0, built.text
    said = re.findall(rf"The theme {theme} has Pelican's own lists\. It does not show .*threads.*\.", built.text)
    assert len(said) == 1, built.text
    assert f"Everything is rebuilt each time: the theme {theme} has Pelican's own lists." in built.text
    output = site / "output"
    # both themes link the home page as a folder
    assert [dead for dead in find_dead_links(output) if not dead[1].endswith("/")] == []
    home = (output / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in home and "&lt;script&gt;alert(1)&lt;/script&gt;" in home
    assert 'href="./search.html"' in home and (output / "search/manifest.js").exists()
    page = next(output.rglob(f"{hostile.stem}.html")).read_text(encoding="utf-8")
    assert "<em>second</em>" in page and "<script>alert" not in page
    places = ("index/page/2.html", "tags.html", "2019/index.html", "2019/01/03/index.html", "author/author-1.html")
    assert [place for place in places if not (output / place).exists()] == []


def test_a_theme_for_pelican_has_the_search_page_and_those_of_removed_articles(tmp_path, theme):
    site = make_archive(tmp_path / "site", 3)
    (site / "content/removed.tsv").write_text("\t\tasked for\t2024/05/02/lamp\n", encoding="utf-8")
    assert build(site, "--theme", theme).code == 0
    assert "This story was removed" in (site / "output/2024/05/02/lamp.html").read_text(encoding="utf-8")
    page = (site / "output/search.html").read_text(encoding="utf-8")
    assert "search/page.js" in page and 'class="search-form"' in page


def test_the_page_of_each_feed_is_there_with_a_theme_for_pelican(tmp_path, theme):
    site = make_archive(tmp_path / "site", 3, f'SITEURL = "{PUBLIC}"\nPLUGINS = [*PLUGINS, "publication"]\n')
    write_article(site, 70, sections="News; Weather", publisher="Sorrin Courier")
    built = build(site, "--theme", theme)
    assert built.code == 0, built.text
    output = site / "output"
    pages = {json.loads(feed.read_text("utf-8"))["home_page_url"] for feed in output.rglob("feeds/**/*.json")}
    assert f"{PUBLIC}/index.html" in pages and any("/tag/" in page for page in pages)
    assert [page for page in pages if not (output / page.removeprefix(f"{PUBLIC}/")).exists()] == []


def test_the_own_theme_brings_all_pages_back(tmp_path):
    site = make_archive(tmp_path / "site", 12)
    assert build(site, out="first", cache="first-cache").code == 0
    assert build(site, "--theme", "simple").code == 0
    assert build(site).code == 0
    assert read_tree(site / "output") == read_tree(site / "first")


def test_a_plugin_that_asks_for_sections_builds_with_articles_that_have_none(tmp_path):
    site = make_archive(tmp_path / "site", 3, "PLUGINS = [*PLUGINS, 'asks']\n")
    (site / "asks.py").write_text(ASKS_FOR_SECTIONS, encoding="utf-8")
    for path in (site / "content").glob("2*/*/*/*.md"):
        path.write_text(re.sub(r"(?m)^(?:Category|Sections): .*\n", "", path.read_text("utf-8")), encoding="utf-8")
    built = build(site)
    assert built.code == 0, built.text
    assert built.text.count("the plugin asks works on Pelican's own lists") == 1
    texts = [
        path.read_text(encoding="utf-8") for path in (site / "output").rglob("*") if path.suffix in (".html", ".js")
    ]
    assert texts and not any("misc" in text for text in texts if "lunr" not in text)


@pytest.mark.parametrize("plugins", ["", "PLUGINS = [*PLUGINS, 'asks']\n"])
def test_pages_without_a_template_are_left_out_and_named(tmp_path, plugins):
    site = make_archive(tmp_path / "site", 12, plugins + "THEME = 'copied'\n")
    (site / "asks.py").write_text(ASKS_FOR_SECTIONS, encoding="utf-8")
    shutil.copytree(ROOT / "theme", site / "copied")
    for name in ("holdings", "day_of_years", "about"):
        (site / f"copied/templates/{name}.html").unlink()
    (site / "content/pages/about.md").unlink()
    built = build(site)
    assert built.code == 0, built.text
    line = "Pages are left out, as the theme has no template for them: about.html, day_of_years.html, holdings.html."
    assert built.text.count(line) == 1, built.text
    assert (site / "output/index.html").exists() and not (site / "output/holdings.html").exists()


def test_a_template_that_fails_ends_the_build_with_one_line(tmp_path):
    site = make_archive(tmp_path / "site", 2)
    (site / "broken/templates").mkdir(parents=True)
    (site / "broken/templates/article.html").write_text("{% assets %}", encoding="utf-8")
    built = build(site, "--theme", str(site / "broken"))
    assert built.code == 1 and "Encountered unknown tag 'assets'" in built.text
    assert "Traceback" not in built.text


def test_what_an_owner_has_set_is_kept():
    given = {
        "DIRECT_TEMPLATES": ["search", "mine"],
        "JINJA_ENVIRONMENT": {"autoescape": True},
        "ARCHIVE_PAGES_MENU": [
            {"label": "Town", "url": "https://halverin.example/", "is_own": False},
            {"label": "Help", "url": "help.html", "is_own": True},
        ],
        "TAG_SAVE_AS": "label/{slug}.html",
        "DEFAULT_PAGINATION": 7,
    }
    settings = list_settings(given)
    assert settings["TAG_SAVE_AS"] == "label/{slug}.html" and settings["DEFAULT_PAGINATION"] == 7
    assert settings["MENUITEMS"] == [("Town", "https://halverin.example/")]
    assert settings["DIRECT_TEMPLATES"] == ["index", "archives", "categories", "tags", "authors", "mine"]
    assert settings["JINJA_ENVIRONMENT"]["autoescape"] is True


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ '<a href=%s>%s</a>'|format(url, title) }}", "<a href=x.html>&lt;b&gt;</a>"),
        ("{{ '<i>' ~ title }}", "<i>&lt;b&gt;"),
        ("{{ title + '<i>' }}", "&lt;b&gt;<i>"),
        ("{{ title|replace('b', 'i') }}", "&lt;i&gt;"),
        ("{{ names['<b>'] }}", "1"),
        ("{{ [title, title]|join('<br>') }}", "&lt;b&gt;<br>&lt;b&gt;"),
    ],
)
def test_a_theme_s_own_texts_are_html_and_all_else_is_escaped(template, shown):
    environment = Environment(autoescape=True)
    environment.code_generator_class = TrustedTexts
    rendered = environment.from_string(template).render(url="x.html", title="<b>", names={"<b>": 1})
    assert rendered == shown
