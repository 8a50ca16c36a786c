"""A stored article has the attributes of Pelican's article, and its memory can be released."""

import copy
import gc
import weakref

import pytest
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import SafeDatetime

from archive_engine.article import KeptArticle


def make(kind, **metadata):
    settings = copy.deepcopy(DEFAULT_CONFIG) | {"PATH": "/content", "SITEURL": "https://archive.example"}
    metadata = {"title": "A title", "date": SafeDatetime(2024, 5, 1), "slug": "a-title", **metadata}
    context = {
        "generated_content": {},
        "static_links": set(),
        "static_content": {},
        "localsiteurl": settings["SITEURL"],
    }
    return kind('<p>See <a href="{filename}b.md">b</a>.</p>', metadata, settings, "/content/2024/a.md", context)


@pytest.mark.parametrize(
    "metadata", [{}, {"summary": "A lede."}, {"status": "draft"}, {"save_as": "x.html", "url": "x.html"}]
)
def test_a_stored_article_equals_pelicans(metadata):
    kept, pelicans = make(KeptArticle, **metadata), make(Article, **metadata)
    for name in ("content", "summary", "url", "save_as", "relative_source_path"):
        assert getattr(kept, name) == getattr(pelicans, name), name
    assert kept.get_content("https://other.example") == pelicans.get_content("https://other.example")


def test_the_memory_of_an_article_can_be_released():
    article = make(KeptArticle)
    assert article.content and article.summary
    watched = weakref.ref(article)
    del article
    gc.collect()
    assert watched() is None
