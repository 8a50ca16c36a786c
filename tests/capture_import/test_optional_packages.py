"""An import without the packages that an extra brings: it works, and does without what they would add."""

import tomllib
from pathlib import Path

import pytest

from capture_import.fields import lexicons, optional_packages
from capture_import.fields.optional_packages import EXTRAS, list_missing_extras
from capture_import.forms.web_page import known_publishers
from newsarchive.main import main
from newsrecord.frontmatter import markdown_to_article

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TEXT = "The keeper statedthat the lamp of Halverin burned all night, and two hundred people came to the quay to see it."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Lamp is lit</title>
<meta property="article:published_time" content="2024-04-02T10:00:00Z">
<link rel="canonical" href="https://apnews.com/article/lamp"></head>
<body><article><h1>Lamp is lit</h1><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""


@pytest.fixture
def without_packages(monkeypatch):
    for module in (lexicons, known_publishers, optional_packages):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    caches = (lexicons.has_lexicon, lexicons.load_lexicon, known_publishers._publishers_by_domain)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def read(tmp_path: Path) -> str:
    (tmp_path / "lamp.html").write_text(PAGE, encoding="utf-8")
    content = tmp_path / "content"
    assert main(["import", str(tmp_path / "lamp.html"), "--content", str(content)]) == 0
    (path,) = content.glob("2024/**/*.md")
    return markdown_to_article(path.read_text(encoding="utf-8")).body


def test_with_them_joined_words_are_repaired(tmp_path):
    assert "stated that" in read(tmp_path)


def test_without_them_an_article_is_imported_as_it_is(tmp_path, without_packages):
    assert "statedthat" in read(tmp_path)


def test_each_missing_extra_is_listed(without_packages):
    assert list_missing_extras() == list(EXTRAS)


def test_the_extras_are_those_of_the_package():
    assert {extra.name for extra in EXTRAS} <= PROJECT["optional-dependencies"].keys()
