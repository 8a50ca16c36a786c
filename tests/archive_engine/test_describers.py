"""Describers: what a plugin says of an article is found once, stored, and seen by planners, indexes and templates."""

import pytest

from tests.archive_engine.sites import build, build_and_keep, make_archive, write_article

# Counts the words of an article; `ASKED` is the log of the articles that it is asked about.
COUNTER = """
import os
from pelican import signals
from archive_engine.interface import offer

class Counter:
    version = '1'

    def describe_article(self, article, words):
        with open('asked.log', 'a') as file:
            file.write(article.slug + chr(10))
        return {'counted': {'lines': words.split(chr(10)), 'title': article.title}}

class Longest:
    version = '1'

    def digest(self, article):
        return article.metadata['counted']['lines'][0]

    def update(self, changes):
        changes.write('longest.txt', max((line for _, line in changes.digests()), key=len, default='').encode())

def offer_all(pelican):
    offer(pelican, Counter())
    offer(pelican, Longest())

def register():
    signals.initialized.connect(offer_all)
"""
ARTICLE = "{% extends '!theme/article.html' %}{% block main %}{{ super() }}"
ARTICLE += "<p id=counted>{{ article.counted['lines']|join(' | ') }}{% endblock %}"
SETTINGS = 'PLUGINS = [*PLUGINS, "counter"]\nTHEME_TEMPLATES_OVERRIDES = ["templates"]\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("describers") / "site", 6, SETTINGS)
    (site / "counter.py").write_text(COUNTER, encoding="utf-8")
    (site / "templates").mkdir()
    (site / "templates/article.html").write_text(ARTICLE, encoding="utf-8")
    return build_and_keep(site)


@pytest.fixture
def site(built):
    return built.restore()


def read_counted(site, out="output"):
    pages = [path.read_text("utf-8") for path in sorted((site / out).glob("2019/*/*/*.html"))]
    return [page.partition("<p id=counted>")[2].partition("\n")[0] for page in pages if "id=counted" in page]


def list_asked(site):
    return (site / "asked.log").read_text("utf-8").split()


def test_templates_and_indexes_see_what_was_described(site):
    counted = read_counted(site)
    assert len(counted) == 6 and all(line.count(" | ") == 1 and "second paragraph about" in line for line in counted)
    assert (site / "output/longest.txt").read_text("utf-8").startswith("The ")


def test_a_build_asks_about_new_and_changed_articles_alone(site):
    assert len(list_asked(site)) == 6
    write_article(site, 7, title="The eighth")
    assert build(site).code == 0
    assert len(list_asked(site)) == 7 and len(read_counted(site)) == 7


def test_another_version_asks_about_all_articles_again(site):
    plugin = site / "counter.py"
    plugin.write_text(plugin.read_text("utf-8").replace("version = '1'", "version = '2'", 1), encoding="utf-8")
    assert build(site).code == 0
    assert len(list_asked(site)) == 12


def test_a_describer_replaces_a_key_of_the_front_matter(site):
    write_article(site, 2, counted="by hand")
    assert build(site).code == 0
    assert "by hand" not in "".join(read_counted(site)) and len(read_counted(site)) == 6


def test_a_whole_build_describes_articles_too(site):
    whole = build(site, 'ARTICLE_TRANSLATION_ID="slug"', out="whole")
    assert whole.code == 0 and "Everything is rebuilt each time" in whole.text, whole.text
    assert read_counted(site, "whole") == read_counted(site)


def test_a_describer_that_fails_rejects_the_article(site):
    plugin = site / "counter.py"
    plugin.write_text(
        plugin.read_text("utf-8").replace(
            "return {'counted'", "raise ValueError('no words')\n        return {'counted'"
        ),
        encoding="utf-8",
    )
    failed = build(site)
    assert failed.code == 1 and "no words" in failed.text
