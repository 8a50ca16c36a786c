"""Archives in a language that the interface has and in one that it has not: their texts, and what is marked as what."""

import re

import pytest

STORIES = {
    "a.md": "Title: Lautta palaa\nDate: 2024-05-02\nTags: Satama\nSlug: a\n\nLautta lähti aamulla.\n",
    "b.md": "Title: The lamp\nDate: 2024-05-03\nTags: Satama\nLang: en\nSlug: b\n\nIt is lit.\n",
    "pages/about.md": "Title: Arkisto\nSlug: about\n\nTämä on arkisto.\n",
}


@pytest.fixture
def finnish(build_articles):
    built, output = build_articles(STORIES, 'DEFAULT_LANG="fi"')
    assert built.returncode == 0, built.stdout + built.stderr
    return built, output


def test_a_language_without_a_catalogue_is_told_once(finnish):
    built, _ = finnish
    said = " ".join((built.stdout + built.stderr).split())
    assert said.count("has no catalogue for the language") == 1 and " fi, so that its texts are English" in said


def test_its_pages_are_english_and_its_articles_are_marked(finnish):
    _, output = finnish
    article = (output / "2024/05/02/a.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in article and ">Search</a>" in article
    assert '<h1 lang="fi">Lautta palaa</h1>' in article and '<div class=text lang="fi">' in article
    english = (output / "2024/05/03/b.html").read_text(encoding="utf-8")
    assert (
        "<h1>The lamp</h1>" in english
        and '<a rel=prev href=../02/a.html><small>Earlier</small> <span lang="fi">' in english
    )
    entries = (output / "tag/satama.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2><a href=\S+?( lang=\"\w+\")?>", entries) == ["", ' lang="fi"']
    assert '<article lang="fi">' in (output / "about.html").read_text(encoding="utf-8")


def test_the_pages_of_a_region_have_the_texts_of_its_language(build_articles):
    built, output = build_articles(STORIES, 'DEFAULT_LANG="de_AT"')
    assert built.returncode == 0 and "no catalogue" not in built.stdout + built.stderr
    article = (output / "2024/05/02/a.html").read_text(encoding="utf-8")
    assert (
        '<html lang="de-at">' in article
        and "<h1>Lautta palaa</h1>" in article
        and ">2. Mai 2024</time>" in article
        and ">Suche</a>" in article
    )
    assert '<h1 lang="en">The lamp</h1>' in (output / "2024/05/03/b.html").read_text(encoding="utf-8")
    assert "Dunkle Seite" in (output / "theme/js/start.js").read_text(encoding="utf-8")
    assert '"pages":"de-at"' in (output / "search/page.js").read_text(encoding="utf-8")
