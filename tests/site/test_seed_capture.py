"""The whole pipeline: a real capture is imported, built and found by a search in a browser, from disk and over HTTP."""

from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from newsrecord import markdown_to_article
from tests.site.links import PageReader

pytestmark = pytest.mark.reference
SEED = "captures/unn-2025-02-17.txt"
HEADLINE = "Peace for Ukraine: NATO Secretary General and Kellogg agree on next steps"
PAGE = "2025/02/17/peace-for-ukraine-nato-secretary-general-and-kellogg-agree-on-next-steps"
# The one place where saving lost a space, and its repair.
REPAIR = ("statedthat", "stated that")
TAGS = {
    "mark-rutte": "Mark Rutte",
    "nato": "NATO",
    "emmanuel-macron": "Emmanuel Macron",
    "paris": "Paris",
    "volodymyr-zelenskyi": "Volodymyr Zelenskyy",
    "united-states": "United States",
    "ukraine": "Ukraine",
}


@pytest.fixture(scope="module")
def seed_text(reference_data) -> str:
    return (reference_data / SEED).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seed_content(reference_data, tmp_path_factory, import_captures) -> Path:
    content = tmp_path_factory.mktemp("seed") / "content"
    imported = import_captures(content, reference_data / SEED)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    return content


@pytest.fixture(scope="module")
def seed_site(seed_content, build_site) -> Path:
    output = seed_content.parent / "output"
    built = build_site(seed_content, output)
    assert built.returncode == 0, built.stdout + built.stderr
    return output


@pytest.fixture(params=["disk", "web"])
def address(request, seed_site, serve) -> str:
    return seed_site.as_uri() if request.param == "disk" else serve(seed_site)


def test_every_field_is_read(seed_content, seed_text):
    article = markdown_to_article((seed_content / f"{PAGE}.md").read_text(encoding="utf-8"))
    assert article.title == HEADLINE
    assert article.day.isoformat() == "2025-02-17"
    assert article.date_basis == "text"
    assert article.lang == "en"
    assert article.sections == ("War", "Politics")
    assert {tag.page_slug: tag.name for tag in article.tags} == TAGS
    assert article.authors == ("Yulia Havryliuk",)
    assert article.summary == seed_text.split("\n\n")[4]
    assert article.dateline == "Kyiv"
    assert article.publisher == "UNN"
    assert article.views == 89561
    assert article.captured is None
    assert seed_text.count(REPAIR[0]) == 1 and REPAIR[0] in article.extra["Repairs"]


@pytest.mark.browser
def test_the_page_has_the_exact_body_in_order(seed_text, address, browser):
    page = browser.new_page()
    page.goto(f"{address}/{PAGE}.html")
    shown = page.locator("article p, article h2, article figcaption").all_inner_texts()
    wanted = [text.replace(*REPAIR) for text in seed_text.split("\n\n")[5:14]]
    assert [text for text in shown if text in wanted] == wanted
    assert page.locator("article figure blockquote p").inner_text() == wanted[1]
    assert page.locator("article figure figcaption").inner_text() == wanted[2] == "- the statement said."
    assert page.locator("article h2", has_text="Recall").count() == 1
    assert "advertising" not in page.locator("article").inner_text()
    page.close()


@pytest.mark.parametrize(
    "path",
    [
        *(f"tag/{slug}.html" for slug in TAGS),
        "author/yulia-havryliuk.html",
        "section/war.html",
        "section/politics.html",
        "2025/02/17/index.html",
        "2025/02/index.html",
        "2025/index.html",
        "index.html",
    ],
)
def test_every_list_of_the_article_links_to_it(seed_site, path):
    links = PageReader((seed_site / path).read_text(encoding="utf-8")).links
    wanted = "2025/02/index.html" if path == "2025/index.html" else f"{PAGE}.html"
    assert wanted in {normpath(join(dirname(path), link)) for link in links}


@pytest.mark.browser
@pytest.mark.parametrize("query", ["kellogg paris", "tags:nato", "tags:nato +kellogg"])
def test_a_search_finds_it(address, browser, query):
    page = browser.new_page()
    page.goto(f"{address}/search.html")
    found = page.evaluate("query => archiveSearch(query, {limit: 5})", query)
    assert found["total"] == 1
    assert found["hits"][0]["title"] == HEADLINE
    page.goto(f"{address}/search.html?q={query.replace('+', '%2B').replace(' ', '+')}")
    page.get_by_role("link", name="Peace for Ukraine").first.click()
    page.wait_for_url(f"**/{PAGE}.html*")
    page.close()
