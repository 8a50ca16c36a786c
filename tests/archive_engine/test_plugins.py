"""Plugins of others run on the engine as on Pelican, and Pelican's options work."""

import os
import signal
import subprocess
import sys
from itertools import count

import pytest

from tests.archive_engine.sites import ENGINE, STOCK, build, make_archive, make_plain_site, read_tree, write_article
from tests.waiting import PATIENCE_S, wait_until

PLUGINS = {
    "sitemap": (
        "PLUGINS = ['pelican.plugins.sitemap']\nSITEURL = 'https://example.org'\nSITEMAP = {'format': 'xml'}\n",
        "sitemap.xml",
    ),
    "neighbors": (
        "PLUGINS = ['pelican.plugins.neighbors']\nTHEME_TEMPLATES_OVERRIDES = ['templates']\n",
        "note-1-bridge.html",
    ),
    "related_posts": (
        "PLUGINS = ['pelican.plugins.related_posts']\nTHEME_TEMPLATES_OVERRIDES = ['templates']\n",
        "note-1-bridge.html",
    ),
}
ARTICLE = """{% extends "!simple/article.html" %}{% block content %}{{ super() }}
{% if article.prev_article %}<b>{{ article.prev_article.title }}</b>{% endif %}
{% for other in article.related_posts %}<i>{{ other.title }}</i>{% endfor %}{% endblock %}"""


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plugin_of_others_has_the_same_output(tmp_path, plugin):
    more, page = PLUGINS[plugin]
    site = make_plain_site(tmp_path, settings=more)
    (site / "templates").mkdir()
    (site / "templates/article.html").write_text(ARTICLE, encoding="utf-8")
    stock = build(site, "--fatal", "errors", engine=STOCK, out="stock")
    ours = build(site, "--fatal", "errors", engine=ENGINE, out="ours")
    assert (stock.code, ours.code) == (0, 0), stock.text + ours.text
    stock_tree, our_tree = read_tree(site / "stock"), read_tree(site / "ours")
    if plugin == "sitemap":  # contains the time of the build
        assert (
            (site / "ours" / page).read_text("utf-8").count("<url>")
            == (site / "stock" / page).read_text("utf-8").count("<url>")
            > 10
        )
        del stock_tree[page], our_tree[page]
    else:
        text = (site / "ours" / page).read_text(encoding="utf-8")
        assert ("<b>" if plugin == "neighbors" else "<i>") in text
    assert our_tree == stock_tree


def test_a_plugin_of_others_runs_on_the_archives_own_site(tmp_path):
    more = (
        "PLUGINS = [*PLUGINS, 'pelican.plugins.sitemap']\nSITEURL = 'https://example.org'\n"
        "SITEMAP = {'format': 'xml'}\n"
    )
    site = make_archive(tmp_path, 20, more)
    run = build(site, "--fatal", "errors")
    assert run.code == 0 and "works on Pelican's own lists" in run.text, run.text
    assert "2019/01/03/" in (site / "output/sitemap.xml").read_text(encoding="utf-8")
    whole = read_tree(site / "output")
    del whole["sitemap.xml"]
    (site / "pelicanconf.py").write_text(
        (site / "pelicanconf.py").read_text("utf-8").replace(", 'pelican.plugins.sitemap'", ""), "utf-8"
    )
    assert build(site, out="planned", cache="planned-cache").code == 0
    assert read_tree(site / "planned") == whole


# as pelican-seo: it asks each article for its section, and writes a file before Pelican has made the output's folder
ASKING = """import os
from pelican import signals
from pelican.generators import ArticlesGenerator
def write(generators):
    articles = [article for one in generators if isinstance(one, ArticlesGenerator) for article in one.articles]
    with open(os.path.join(generators[0].output_path, "sections.txt"), "w") as file:
        file.write(" ".join(sorted(article.category.name for article in articles)))
def register():
    signals.all_generators_finalized.connect(write)
"""


def test_a_plugin_may_ask_for_the_section_of_an_article_without_one(tmp_path):
    site = make_archive(tmp_path, 2, "PLUGIN_PATHS = [*PLUGIN_PATHS, '.']\nPLUGINS = [*PLUGINS, 'asking']\n")
    (site / "asking.py").write_text(ASKING, encoding="utf-8")
    (site / "content/bare.md").write_text("Title: Bare\nDate: 2024-05-02\n\nText.\n", encoding="utf-8")
    run = build(site, "--fatal", "errors")
    assert run.code == 0 and "the plugin asking works on Pelican's own lists" in run.text, run.text
    assert "misc" in (site / "output/sections.txt").read_text("utf-8").split()
    assert not list((site / "output").rglob("misc*"))


@pytest.mark.parametrize("fault", ["missing", "raises"])
def test_a_build_without_one_of_the_plugins_leaves_the_site_unchanged(tmp_path, fault):
    site = make_archive(tmp_path, 5)
    assert build(site).code == 0
    before = read_tree(site / "output")
    (site / "raises.py").write_text("def register():\n    raise OSError('no such thing')\n", encoding="utf-8")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"\nPLUGINS = ['{fault}', *PLUGINS]\n")
    run = build(site)
    assert (
        run.code == 1
        and fault in run.text
        and "Nothing was built: of the 5 plugins in PLUGINS only 4 could be loaded." in run.text
    )
    assert read_tree(site / "output") == before


def test_pelicans_options_work(tmp_path):
    site = make_archive(tmp_path, 5)
    assert build(site, "--debug").code == 0
    assert build(site, "--verbose").code == 0
    assert build(site, "--quiet").code == 0
    printed = build(site, "--print-settings", "SITENAME")
    assert printed.code == 0 and "News Archive" in printed.text
    assert build(site, 'SITENAME="Another"').code == 0
    assert "Another" in (site / "output/index.html").read_text(encoding="utf-8")


def is_shown(process, site, number, page, calls):
    """Save an edit, and again at every 500th call; return whether the page shows it."""
    assert process.poll() is None
    if next(calls) % 500 == 0:
        write_article(site, number, body=f"An edit of article {number}.")
    return f"An edit of article {number}." in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_build_that_watches_the_content_shows_every_edit(tmp_path):
    site = make_archive(tmp_path, 60)
    assert build(site).code == 0
    command = [
        sys.executable, "-m", "pelican", "-lr", "-p", "0", "content", "-s", "pelicanconf.py", "-o", "output",
        "--cache-path", str(site / ".cache"), "-e", f'PELICAN_CLASS="{ENGINE}"',
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for number in (7, 8, 9):
            page = next((site / "output").rglob(f"*-{number}.html"))
            # saved repeatedly, since nothing tells when Pelican has begun to watch
            wait_until(is_shown, "the edit is not shown", process, site, number, page, count())
            # this must not end the watching process
            (site / f"content/bad-{number}.md").write_text("Title: A\n\nNo date.\n", encoding="utf-8")
    finally:
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
        process.wait(PATIENCE_S)


@pytest.mark.parametrize("articles", [0, 3])
def test_a_draft_shows_no_neighbours_of_another_article(tmp_path, articles):
    site = make_archive(tmp_path / "site", articles)
    (site / "content/draft.md").write_text(
        "Title: Not yet\nDate: 2024-01-05\nSlug: draft\nStatus: draft\nSummary: Of a draft.\n\nA draft.\n",
        encoding="utf-8",
    )
    planned = build(site)
    whole = build(site, "OUTPUT_SOURCES=true", out="whole")
    assert (planned.code, whole.code) == (0, 0) and "rebuilt each time" in whole.text, planned.text + whole.text
    assert (site / "whole/drafts/draft.html").read_bytes() == (site / "output/drafts/draft.html").read_bytes()
