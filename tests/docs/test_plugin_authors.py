"""The examples of docs/plugin-authors.md build, take part in the plan, and are updated after an edit."""

import json
import re
from pathlib import Path

import pytest

from archive_engine.interface import Describer, Finisher, Index, Planner
from tests.archive_engine.sites import build, make_archive, read_times, write_article

PAGE = (Path(__file__).resolve().parents[2] / "docs/plugin-authors.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```python\n# (\w+\.py)\n(.*?)```", PAGE, re.DOTALL))
TEMPLATES = {
    "article.html": "({{ article.first_word }}) {{ article.title }} after {{ earlier.title if earlier else 'none' }}"
    "{{ article.content|safe }}",
    "by_month.html": "{{ month }}: {{ titles | join(', ') }}",
    "page.html": "{{ page.title }}",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return a site with all examples and twelve articles, built once."""
    plugins = '["by_month", "captions", "first_word", "word_count"]'
    settings = f'PLUGINS = {plugins}\nTHEME = "own"\nDIRECT_TEMPLATES = []\n'
    site = make_archive(tmp_path_factory.mktemp("example") / "site", 12, settings)
    (site / "own/static").mkdir(parents=True)
    (site / "own/templates").mkdir()
    for name, text in EXAMPLES.items():
        (site / name).write_text(text, encoding="utf-8")
    for name, text in TEMPLATES.items():
        (site / "own/templates" / name).write_text(text, encoding="utf-8")
    first = build(site)
    assert first.code == 0, first.text
    assert "Everything is rebuilt" not in first.text
    return site


def test_the_guide_has_an_example_of_each_protocol():
    assert sorted(EXAMPLES) == ["by_month.py", "captions.py", "first_word.py", "word_count.py"]


@pytest.mark.parametrize(
    "file, protocol",
    [
        ("by_month.py", Planner),
        ("word_count.py", Index),
        ("captions.py", Finisher),
        ("first_word.py", Describer),
    ],
)
def test_an_example_implements_the_protocol(file, protocol):
    asked = {name for name in (*vars(protocol), *protocol.__annotations__) if not name.startswith("_")}
    assert {name for name in asked if not re.search(rf"\b{name}\b", EXAMPLES[file])} == set()


def test_the_planners_pages_are_built_and_its_variables_reach_articles(site):
    pages = sorted(path.name for path in (site / "output/by-month").iterdir())
    assert pages == ["2019-01.html", "2019-02.html"]
    assert (site / "output/by-month/2019-02.html").read_text(encoding="utf-8").startswith("2019-02: ")
    assert "after none" in (site / "output/2019/01/03/river-river-0.html").read_text(encoding="utf-8")


def test_what_the_describer_found_reaches_articles(site):
    assert "(The)" in (site / "output/2019/01/03/river-river-0.html").read_text(encoding="utf-8")


def test_the_finisher_replaces_pictures_by_their_captions(site):
    write_article(site, 3, body='Words.\n\n![A lamp](lamp.jpg "Lit & bright")')
    assert build(site).code == 0
    (page,) = (site / "output/2019/01/12").glob("*.html")
    assert page.read_text(encoding="utf-8").endswith("<p>Words.</p>\n<p><em>Lit &amp; bright</em></p>")


def test_an_edit_rewrites_the_pages_of_its_list_and_updates_the_index(site):
    before = read_times(site / "output")
    count = json.loads((site / "output/word-count.json").read_text(encoding="ascii"))
    assert count["articles"] == 12
    write_article(site, 11, title="Another headline")
    write_article(site, 12)
    assert build(site).code == 0
    after = read_times(site / "output")
    assert after["by-month/2019-01.html"] == before["by-month/2019-01.html"]
    assert "Another headline" in (site / "output/by-month/2019-02.html").read_text(encoding="utf-8")
    assert json.loads((site / "output/word-count.json").read_text(encoding="ascii"))["articles"] == 13
