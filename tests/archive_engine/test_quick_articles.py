"""An article that is read the quick way equals the one that Pelican's own steps make of the same file."""

import copy
from pathlib import Path

import pytest
from pelican.settings import read_settings

from archive_engine.article import KeptArticle
from archive_engine.planners import Planners
from archive_engine.quick_articles import QuickArticles
from archive_engine.reader import SourceReader
from archive_engine.source_records import StoredBody

ROOT = Path(__file__).parents[2]
CONTENT = str(ROOT / "content")
SETTINGS = read_settings(str(ROOT / "pelicanconf.py"), override={"PATH": str(ROOT / "content")})


class NoPlanner:
    version = ""

    def summary(self, article):
        return {"url": article.url}


def read(text, tmp_path, *, is_quick, monkeypatch):
    settings = copy.deepcopy(SETTINGS) | {"PATH": str(tmp_path)}
    reader = SourceReader(settings, Planners((NoPlanner(),)), [])
    assert reader.quick.is_open
    reader.quick.is_open = is_quick
    made = []

    def init(*args, **kwargs):
        made.append(1)
        INIT(*args, **kwargs)

    monkeypatch.setattr(KeptArticle, "__init__", init)
    (tmp_path / "2024").mkdir(exist_ok=True)
    if is_quick:
        (tmp_path / "2024/a.md").write_text(text, encoding="utf-8")
    (one,) = reader.read_all(["2024/a.md"])
    source = one.source
    stored = StoredBody(source.metadata, source.body)
    article = reader.restore(source.path, stored) if source.metadata else None
    return source, article, len(made)


INIT = KeptArticle.__init__
FRONT = "Title: A lamp\nDate: 2024-05-02T10:00:00+02:00\nSlug: a-lamp\nLang: en\n"


@pytest.mark.parametrize(
    ("front", "is_made_quickly"),
    [
        (FRONT, True),
        (FRONT + "Authors: A. Writer; B. Writer\nTags: Oil; Harbour\nCategory: News\nSummary: It is lit.\n", True),
        (FRONT + "Author: A. Writer\nModified: 2024-06-01\nPublisher: Bench\nSource_url: http://a.example/b\n", True),
        (FRONT.replace("Lang: en", "Lang: uk") + "Status: Hidden\n", True),
        (FRONT + "Status: draft\n", True),
        (FRONT + "Status: skip\n", True),
        (FRONT + "Save_as: x/y.html\nUrl: x/y.html\n", True),
        (FRONT + "Tags:\nAuthors: \nCategory:\n", True),
        (FRONT.replace("Lang: en\n", ""), True),
        (FRONT.replace("Slug: a-lamp\n", ""), False),
        (FRONT + "Timezone: Europe/Kyiv\n", False),
        (FRONT + "Template: article\n", False),
        (FRONT + "Locale_date: never\n", False),
        (FRONT + "Url_format: x\n", False),
        (FRONT + "Settings: x\n", False),
        (FRONT.replace("Date: 2024-05-02T10:00:00+02:00\n", ""), False),
    ],
)
def test_the_stored_article_is_the_same(front, is_made_quickly, tmp_path, monkeypatch):
    text = front + "\nThe *lamp* is lit.\n\n- a\n- b\n"
    quick, one, calls = read(text, tmp_path, is_quick=True, monkeypatch=monkeypatch)
    pelicans, other, _ = read(text, tmp_path, is_quick=False, monkeypatch=monkeypatch)
    assert quick == pelicans
    if is_made_quickly:
        assert calls == (quick.metadata is not None)  # `restore` makes one
    if one is not None:
        assert one.url == other.url


def test_an_article_has_pelicans_attributes():
    context = {"localsiteurl": ""}
    quick = QuickArticles(SETTINGS, context)
    reader = SourceReader(SETTINGS, Planners((NoPlanner(),)), []).readers.readers["md"]
    text = FRONT + "Tags: Oil; Harbour\nModified: 2024-06-01\nSummary: It is lit.\nPublisher: Bench\n\nA lamp.\n"
    converted, metadata = reader.read_canonical(CONTENT + "/a.md", text)
    article = quick.make(converted.html, metadata, CONTENT + "/a.md", "a.md")
    pelicans = KeptArticle(converted.html, metadata, SETTINGS, CONTENT + "/a.md", context)
    assert {"locale_date", "locale_modified"} <= vars(pelicans).keys()
    for name, value in vars(pelicans).items():
        assert getattr(article, name) == value, name
    assert vars(article).keys() <= vars(pelicans).keys() | {"locale_date", "locale_modified"}
    for name in ("url", "save_as", "content", "summary", "status"):
        assert getattr(article, name) == getattr(pelicans, name)


@pytest.mark.parametrize(
    "setting",
    [{"FILENAME_METADATA": r"(?P<slug>.*)"}, {"DEFAULT_METADATA": {"a": "b"}}, {"TYPOGRIFY": True},
     {"DATE_FORMATS": {"en": ("C", "%a")}}, {"WITH_FUTURE_DATES": False}, {"EXTRA_PATH_METADATA": {"a": {"b": "c"}}}],
)  # fmt: skip
def test_settings_for_which_pelican_does_more_are_followed(setting):
    assert not QuickArticles(SETTINGS | setting, {}).is_open


@pytest.mark.parametrize("path, is_open", [("extra/CNAME", True), ("extra", False), ("extras/a.md", False)])
def test_metadata_of_files_in_folders_without_articles_do_not_count(path, is_open):
    settings = {"ARTICLE_EXCLUDES": ["extra"], "EXTRA_PATH_METADATA": {path: {"path": "CNAME"}}}
    assert QuickArticles(SETTINGS | settings, {}).is_open is is_open
