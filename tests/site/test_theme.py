"""The laws of the theme: templates compute nothing; styles and scripts come from this site only."""

import json
import re

import pytest

from .conftest import ROOT
from .golden import EXPECTED, SMALL

THEME = ROOT / "theme"
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
STYLES = sorted((THEME / "static" / "css").glob("*.css"))
# Variables that templates may show as an attribute's value, or a part of it, without quotation marks.
FIT = {
    "SITEURL", "root",
    'section["slug"]|urlencode', 'author["slug"]|urlencode', 'tag["slug"]|urlencode', 'publisher["slug"]|urlencode',
    'story["section"]["slug"]|urlencode', 'thread["url"]', 'thread["newest"]["url"]', 'link["url"]',
    # checked by `archive_pages.shape`
    "ARCHIVE_PAGES_CSS", "ARCHIVE_PAGES_ICON", "ARCHIVE_PAGES_LOGO",
    'year["url"]', 'month["url"]', 'month["shade"]', 'item["url"]', 'card["url"]', 'label["url"]',
    'older["url"]', 'newer["url"]',
    'earlier["url"]', 'later["url"]', 'story["url"]', 'other["url"]', 'day["url"]', 'cell["url"]', 'cell["shade"]',
    'table["url"]', "sitemap",
    # numbers, days in ISO 8601 and names of our own
    'story["date"]', 'story["zone"]', 'day["date"]', 'row["level"]', "width", "height", 'year["id"]', 'years["url"]',
    "name", "head_url", 'story["id"]', 'group["id"]', 'group["slug"]|urlencode', 'year["level"]', '100 - year["level"]',
}  # fmt: skip
# Jinja's filters that sort, choose or compute; `safe` marks a text as HTML.
WORKING_OUT = (
    r"\|\s*(sort|reverse|groupby|select|reject|map|unique|min|max|sum|batch|slice|strftime|random|replace|striptags)"
)


def name_of(path):
    return path.relative_to(THEME).as_posix()


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_computes_nothing(template):
    text = template.read_text(encoding="utf-8")
    code = " ".join(re.findall(r"\{[{%].*?[%}]\}", text))
    assert not re.search(WORKING_OUT, code) and not re.search(r"\bfor\b[^%]*\bif\b", code)
    assert not re.search(r"\[\d*:\d*\]", code)


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_only_bodies_are_marked_as_html(template):
    taken = re.findall(r"([\w.\[\]\"]+)\s*\|\s*safe", template.read_text(encoding="utf-8"))
    # head and foot are the owner's own HTML, in settings
    assert set(taken) <= {"article.content", "page.content", "ARCHIVE_PAGES_HEAD", "ARCHIVE_PAGES_FOOTER"}


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_has_no_style_or_script_of_its_own(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"""(href|src|action)=["']?(https?:)?//""", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_variables_without_quotation_marks_are_safe_there(template):
    """Only URLs and slugs consist of letters, digits and a few marks (`addresses.py`, `newsrecord`'s slugs)."""
    # a whole attribute with its space and quotation marks
    code_for_language = r"\{\{ in_lang \}\}|\{\{ [^{}]*\|in_language(\(\"\"\))? \}\}"
    text = re.sub(rf"\{{#.*?#\}}|\{{%.*?%\}}|{code_for_language}", "", template.read_text(encoding="utf-8"))
    bare = re.findall(r"""\s[\w-]+=((?:[^\s"'>{]|\{\{.*?\}\})+)""", text)
    shown = {name for value in bare for name in re.findall(r"\{\{\s*(.*?)\s*\}\}", value)}
    assert shown - FIT == set()


@pytest.mark.parametrize("style", STYLES, ids=name_of)
def test_a_style_loads_nothing_from_another_host(style):
    text = style.read_text(encoding="utf-8")
    assert all(re.fullmatch(r"[a-z]+\.css", address) for address in re.findall(r"""url\(["']?(.*?)["']?\)""", text))


def test_every_style_is_used():
    site = (THEME / "static" / "css" / "site.css").read_text(encoding="utf-8")
    templates = "".join(template.read_text(encoding="utf-8") for template in TEMPLATES)
    assert [
        style.name for style in STYLES if f'"{style.name}"' not in site and f"/css/{style.name}" not in templates
    ] == []


def test_every_partial_is_used():
    templates = "".join(template.read_text(encoding="utf-8") for template in TEMPLATES)
    partials = [path for path in TEMPLATES if path.parent.name == "partials"]
    assert partials and [path.name for path in partials if f'"partials/{path.name}"' not in templates] == []


def test_pages_have_the_tags_that_plugins_look_for():
    """HTML lets `head` and `body` be left out; pelican-seo and others add to them."""
    pages = sorted(EXPECTED.rglob("*.html"))
    wanted = ("<head>", "</head><body>")
    assert pages and [page.name for page in pages if not all(tag in page.read_text("utf-8") for tag in wanted)] == []


def test_additions_of_an_owners_base_template_are_on_every_page(tmp_path, build_site):
    own = (
        '{% extends "!theme/base.html" %}{% block head %}<meta name=mine>{% endblock %}'
        "{% block policy %}{{ super() }}; font-src x.example{% endblock %}"
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/base.html").write_text(own, encoding="utf-8")
    overrides = f"THEME_TEMPLATES_OVERRIDES={json.dumps([str(tmp_path / 'templates')])}"
    assert build_site(SMALL, tmp_path / "output", overrides).returncode == 0
    texts = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "output").rglob("*.html")}
    lacking = [
        name for name, text in texts.items() if text.count("<meta name=mine>") != 1 or "font-src x.example" not in text
    ]
    assert "search.html" in texts and lacking == []
    assert "worker-src blob:" in texts["search.html"]
