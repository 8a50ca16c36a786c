"""Several planners in one site: nothing of one meets anything of another, and an edit rebuilds what it touches."""

import json
import re

import pytest

from archive_engine.article_index import ParsedEdit
from archive_engine.planners import Planners, find_missing
from tests.archive_engine import listed
from tests.archive_engine.sites import (
    build,
    build_and_keep,
    count_read,
    make_archive,
    read_times,
    read_tree,
    write_article,
)

# A planner with the lists and keys of `archive_pages`, and its own summaries, in another order.
AUTHORS = """
import os
from pelican import signals
from archive_engine.interface import FilePlan, PagePlan, Redirect, offer

class Authors:
    version = '1'
    always = ('home',)
    related_earlier = related_later = 1
    plain_keys = ()

    def summary(self, article):
        log = os.environ.get('SUMMARIES')
        if log:
            with open(log, 'a') as file:
                file.write(article.slug + chr(10))
        # the order is that of slugs
        return {'date': article.slug, 'url': article.url, 'author': article.author.slug, 'name': article.title}

    def lists(self, summary):
        yield 'home'
        yield 'author/' + summary['author']

    def list_pages(self, key, members):
        names = [member['name'] for member in members]
        if key == 'home':
            yield FilePlan('names.txt', chr(10).join(sorted(names)).encode())
        else:
            yield PagePlan('by/' + key + '.html', 'names', {'names': names})

    def related_lists(self, summary):
        return ['author/' + summary['author']]

    def article_variables(self, summary, earlier, later, candidates):
        (members,) = candidates.values() or [[]]
        at = [member['url'] for member in members].index(summary['url']) if members else 0
        return {'same_author': members[at - 1]['name'] if at else '', 'slug_before': earlier and earlier['date']}

    def redirects(self, links):
        yield Redirect('by/old.html', 'by/author/author-1.html', 'Author 1')
        yield Redirect('by/older.html', 'by/old.html', 'An older name')


class Counts:
    version = '1'
    summaries_of = 'archive_pages'
    adds_to_articles = False

    def lists(self, summary):
        yield 'home'

    def list_pages(self, key, members):
        yield FilePlan('count.txt', f'{len(members)} {members[-1]["title"]}'.encode())


def offer_all(pelican):
    offer(pelican, Authors())


def register():
    signals.initialized.connect(offer_all)
"""
COUNTS = "from pelican import signals\nfrom archive_engine.interface import offer\nfrom authors import Counts as Base\n"
COUNTS += "class Counts(Base):\n    pass\ndef offer_it(pelican):\n    offer(pelican, Counts())\n"
COUNTS += "def register():\n    signals.initialized.connect(offer_it)\n"
NAMES = "{{ names|join(', ') }}\n"
ARTICLE = (
    "{% extends '!theme/article.html' %}{% block main %}{{ super() }}<p id=more>{{ slug_before }}: {{ same_author }}"
)
ARTICLE += "{% endblock %}"
PLUGINS = 'PLUGINS = [*PLUGINS, "authors", "counts"]\nTHEME_TEMPLATES_OVERRIDES = ["templates"]\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("planners") / "site", 40, PLUGINS)
    (site / "authors.py").write_text(AUTHORS, encoding="utf-8")
    (site / "counts.py").write_text(COUNTS, encoding="utf-8")
    (site / "templates").mkdir()
    (site / "templates/names.html").write_text(NAMES, encoding="utf-8")
    (site / "templates/article.html").write_text(ARTICLE, encoding="utf-8")
    return build_and_keep(site)


@pytest.fixture
def site(built):
    return built.restore()


def read(site, name):
    return (site / "output" / name).read_text(encoding="utf-8")


def test_lists_with_the_same_key_have_their_own_members_and_pages(site):
    assert len(read(site, "names.txt").splitlines()) == 40
    assert read(site, "count.txt").startswith("40 ")
    assert "<h1" in read(site, "author/author-1.html") and "<h1" in read(site, "index.html")
    assert read(site, "by/author/author-1.html").count(",") == 5


def test_an_articles_page_has_the_variables_of_every_planner_each_in_its_own_order(site):
    articles = {
        path.stem: path for path in sorted((site / "content").rglob("20*/*/*/*.md"), key=lambda path: path.stem)
    }
    slugs = list(articles)
    at = len(slugs) - 1
    page = read(site, articles[slugs[at]].relative_to(site / "content").with_suffix(".html"))
    before, same = re.search(r"<p id=more>(.*): (.*)", page).groups()
    assert before == slugs[at - 1]
    assert same and "rel=prev" in page and "rel=next" in page


def test_variables_that_are_no_json_data_are_told_with_their_page(site):
    path = site / "authors.py"
    path.write_text(AUTHORS.replace("{'names': names}", "{'names': members[-2:]}"), encoding="utf-8")
    made = build(site)
    assert made.code != 0
    assert re.search(r"by/author/author-\d+\.html: a planner's variables are no JSON data", " ".join(made.text.split()))


def edit_author(site):
    write_article(site, 20, authors="Author 1")


def edit_title(site):
    write_article(site, 20, title="Another headline")


def add(site):
    write_article(site, 41)


def remove(site):
    next((site / "content").rglob("*-20.md")).unlink()


def hide(site):
    write_article(site, 20, status="hidden")


def make_draft(site):
    write_article(site, 20, status="draft")


def change_nothing(site):
    pass


@pytest.mark.parametrize("edit", [edit_author, edit_title, add, remove, hide, make_draft, change_nothing])
def test_a_build_after_an_edit_equals_one_from_scratch(site, edit):
    edit(site)
    assert build(site).code == 0
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_an_edit_rebuilds_the_lists_of_each_planner_that_it_touches_and_no_others(site):
    before = read_times(site / "output")
    edit_title(site)
    assert build(site).code == 0
    after = read_times(site / "output")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name for name in changed if name.startswith(("by/", "names", "count"))} == {
        "by/author/author-6.html",
        "names.txt",
    }


def test_a_summary_is_worked_out_once_for_an_article(site):
    log = site / "log"
    first = f"import os; os.environ['SUMMARIES'] = {str(log)!r}"
    assert build(site, "--ignore-cache", first=first).code == 0
    assert len(log.read_text().splitlines()) == 40
    log.write_text("")
    edit_title(site)
    assert build(site, first=first).code == 0
    assert len(log.read_text().splitlines()) == 1


def test_a_planner_that_takes_no_part_in_reading_shares_what_was_read(site):
    settings = site / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8").replace(', "counts"', "") + "COUNTS_LONGEST = 7\n", "utf-8")
    assert count_read(build(site)) == 40  # with the plugin, its setting is not one of reading
    assert not (site / "output/count.txt").exists()
    settings.write_text(settings.read_text("utf-8").replace("COUNTS_LONGEST = 7\n", ""), "utf-8")
    assert count_read(build(site, out="output")) == 40
    again = build(site, 'PLUGINS=["archive_names","archive_pages","archive_pictures","lunr_search","authors","counts"]')
    assert again.code == 0 and count_read(again) == 0, again.text
    assert (site / "output/count.txt").exists()


def test_planners_declare_redirects_and_a_chain_goes_to_its_end(site):
    assert 'content="0; url=../by/author/author-1.html"' in read(site, "by/old.html")
    assert 'content="0; url=../by/author/author-1.html"' in read(site, "by/older.html")


def test_two_planners_that_give_the_same_variable_stop_the_build_with_their_names(site):
    path = site / "authors.py"
    path.write_text(AUTHORS.replace("'same_author':", "'related':"), encoding="utf-8")
    run = build(site)
    assert run.code == 1 and "two planners give the variable 'related': archive_pages and authors" in run.text


def test_a_planner_whose_summaries_nobody_makes_is_told(site):
    run = build(site, 'PLUGINS=["authors","counts","lunr_search"]', "DIRECT_TEMPLATES=[]")
    assert "the plugin counts needs what archive_pages says of articles" in run.text


class Plain:
    """A planner of one list by author, in the order of `date`."""

    related_earlier = related_later = 1

    def __init__(self, adds=True):
        self.adds_to_articles = adds
        self.asked = []

    def lists(self, summary):
        return [f"a/{summary['author']}"]

    def related_lists(self, summary):
        self.asked.append(summary)
        return self.lists(summary)

    def article_variables(self, summary, earlier, later, candidates):
        self.asked.append(summary)
        return {}


def make_index(*planners):
    rows = [(f"{at}.md", f"{at}.html", str(at), str(9 - at)) for at in range(5)]
    entries = [
        listed.Article(
            path, page, b"", [{"date": first, "url": page, "author": "x"}, {"date": second, "url": page, "author": "y"}]
        )
        for path, page, first, second in rows
    ]
    return listed.make_index(Planners(planners), entries)


def test_a_planner_that_adds_nothing_to_articles_is_not_asked_about_them():
    quiet = Plain(adds=False)
    index = make_index(Plain(), quiet)
    edit = ParsedEdit(None, index.articles.summaries(index.order.ids[0]))
    touched = index.find_touched([edit])
    assert touched.places == {0, 1} and touched.owners == {"list/a/x", "list1/a/y"}
    index.article_variables(0)
    assert quiet.asked == []


def test_the_neighbours_of_each_planners_own_order_are_touched():
    index = make_index(Plain(), Plain())
    summaries = [{"date": "2", "url": "2.html", "author": "x"}, {"date": "9.5", "url": "2.html", "author": "y"}]
    touched = index.find_touched([ParsedEdit(summaries, None)])
    assert touched.places == {1, 2, 3} | {0}  # 0 is the last one in the second planner's order


def test_summaries_are_stored_as_json_side_by_side():
    class Known(Plain):
        def summary(self, article):
            return {"date": article, "url": ""}

    planners = Planners((Known(), Known()))
    assert json.dumps(planners.summarize("x")) == '[{"date": "x", "url": ""}, {"date": "x", "url": ""}]'


def test_missing_planners_are_named():
    class Needs(Plain):
        summaries_of = "gone"

    assert (
        find_missing((Plain(), Needs())) == f"the plugin {__name__.partition('.')[0]} needs what gone says of articles"
    )
    assert find_missing((Plain(),)) is None
