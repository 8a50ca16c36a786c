"""Sites with names: every build writes what a new build of the same content writes, and an edit touches little."""

import re

import pytest

from archive_pages.names import MOST_LISTED
from tests.archive_engine.sites import (
    STOCK,
    assert_same_as_new,
    build,
    build_and_keep,
    make_archive,
    read_stock_tree,
    read_times,
    read_tree,
    write_article,
)

PEOPLE = ["Ilka Brandt", "Jonas Weller", "Mira Falk", "Oskar Lindqvist", "Petra Sand"]
FIRMS = ["Halverin Bank Inc", "Ossel Ferries Ltd", "Northern Rail Corp", "Osvell Harbour Co"]
PLACES = ["Paris", "Berlin"]


def write_body(number: int) -> str:
    people = [PEOPLE[number % 5], PEOPLE[(number * 3 + 1) % 5]]
    return (
        f"Mayor {people[0]} met {people[1]} of {FIRMS[number % 4]} in {PLACES[number % 2]} on Monday.\n\n"
        f"The meeting was about {FIRMS[(number + 1) % 4]}, said {people[0]}."
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("names") / "site", 0, "ARCHIVE_NAMES_MIN_ARTICLES = 4\n")
    for number in range(30):
        tags = {} if number % 3 else {"tags": ""}
        write_article(site, number, body=write_body(number), **tags)
    return build_and_keep(site)


@pytest.fixture
def site(built):
    return built.restore()


def list_pages(site):
    return {path.relative_to(site / "output").as_posix() for path in (site / "output").rglob("*.html")}


def test_names_have_pages_and_directories(site):
    pages = list_pages(site)
    assert {"people.html", "organisations.html", "places.html", "person/ilka-brandt.html"} <= pages
    assert "organisation/halverin-bank.html" in pages and "place/paris.html" in pages
    text = (site / "output/person/ilka-brandt.html").read_text("utf-8")
    assert "Often together with" in text
    article = next((site / "output/2019").rglob("*-28.html")).read_text("utf-8")
    assert "Before this, by name" in article and re.search(r"person/\S+\.html", article)


def test_home_shows_the_names_in_the_news_where_no_tag_is(site):
    assert "person/" not in list_in_the_news(site)
    for path in (site / "content").rglob("*.md"):
        path.write_text(re.sub("^Tags: .*\n", "", path.read_text("utf-8"), flags=re.M), encoding="utf-8")
    assert build(site).code == 0
    assert "person/ilka-brandt.html" in list_in_the_news(site)
    assert_same_as_new(site)


def list_in_the_news(site):
    text = (site / "output/index.html").read_text("utf-8")
    return text.partition("In the news lately")[2].partition("</ul>")[0]


def test_a_name_that_crosses_the_least_number_rewrites_the_pages_that_name_it(site):
    for number in (40, 41, 42):
        write_article(site, number, body=f"Gunnar Holt came to Paris. {write_body(number)}")
    assert build(site).code == 0
    assert "person/gunnar-holt.html" not in list_pages(site)
    write_article(site, 43, body=f"Gunnar Holt left. {write_body(43)}")
    assert build(site).code == 0
    assert "person/gunnar-holt.html" in list_pages(site)
    naming = [
        path for path in (site / "output/2019").rglob("*.html") if "person/gunnar-holt.html" in path.read_text("utf-8")
    ]
    assert len(naming) >= 4
    assert_same_as_new(site)
    next((site / "content").rglob("*-43.md")).unlink()
    assert build(site).code == 0
    assert "person/gunnar-holt.html" not in list_pages(site)
    assert_same_as_new(site)


def test_a_tag_takes_a_names_page(site):
    write_article(site, 50, tags="Ilka Brandt")
    assert build(site).code == 0
    assert "person/ilka-brandt.html" not in list_pages(site)
    assert_same_as_new(site)


def test_an_owners_line_stands_on_the_page_and_beats_the_text(site):
    (site / "content/names.toml").write_text(
        '[[entity]]\nname = "Ilka Brandt"\nkind = "organisation"\nslug = "brandt"\nline = "A firm of that name."\n'
        'wikidata = "Q4925477"\n',
        encoding="utf-8",
    )
    assert build(site).code == 0
    page = (site / "output/organisation/brandt.html").read_text("utf-8")
    assert "A firm of that name." in page and '<a href="https://www.wikidata.org/wiki/Q4925477" rel=noreferrer>' in page
    assert_same_as_new(site)


def test_an_added_story_with_ten_names_rewrites_at_most_sixty_pages(site):
    before = read_times(site / "output")
    body = " ".join(f"{person} spoke." for person in PEOPLE) + " " + write_body(61)
    body += f" {FIRMS[0]}, {FIRMS[3]} and Berlin were told of it."
    write_article(site, 61, authors="Author 1; Author 2", sections="Town", tags="", body=body)
    assert build(site).code == 0
    article = next((site / "output/2019").rglob("*-61.html")).read_text("utf-8")
    # of its ten names and more it lists the most salient ones
    assert len(set(re.findall(r"(?:person|organisation|place)/[\w-]+\.html", article))) == MOST_LISTED
    after = read_times(site / "output")
    rewritten = [name for name, time in after.items() if before.get(name) != time and name.endswith(".html")]
    assert 10 < len(rewritten) <= 60, sorted(rewritten)
    assert_same_as_new(site)


def test_stock_pelican_writes_the_same_site(site):
    stock = build(site, engine=STOCK, out="stock", cache=".stock")
    assert stock.code == 0, stock.text
    ours, theirs = read_tree(site / "output"), read_stock_tree(site / "stock")
    names = re.compile(r"(?:person|organisation|place)/|2019/|people|organisations|places|index\.html")
    assert {path: text for path, text in theirs.items() if names.match(path)} == {
        path: text for path, text in ours.items() if names.match(path)
    }
