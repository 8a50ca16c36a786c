"""A story with several URLs is one article. Parts of a text, and other stories at similar URLs, stay separate."""

import json

import pytest

from newsarchive.main import main
from tests.capture_import.story_forms import CLOSING, SENTENCE, write_files

URL = "https://gazette.example/news/lamp"


def page(number: int, title: str = "Keeper lights the lamp", text: str = "", canonical: str = "") -> str:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f'<html><head><title>{title}</title>{link}<meta property="article:published_time" content="2023-03-03"></head>'
        f"<body><!-- {number} --><article><h1>{title}</h1><p>{text or SENTENCE}</p>"
        f"<p>{CLOSING}</p><p>{SENTENCE[::-1]}</p></article></body></html>"
    )


def import_pages(tmp_path, pages: dict[str, str]) -> list[str]:
    """Import pages, given by their URLs, in order; return the status of each."""
    folder = tmp_path / "inbox"
    folder.mkdir(exist_ok=True)
    for number, (url, text) in enumerate(pages.items()):
        write_files(folder, {f"{number:02}.html": text, f"{number:02}.html.meta.json": json.dumps({"url": url})})
    call = ["import", str(folder), "--content", str(tmp_path / "content"), "--report", str(tmp_path / "report")]
    assert main([*call, "--workers", "1"]) == 0
    return [json.loads(line)["status"] for line in (tmp_path / "report").read_text().splitlines()]


@pytest.mark.parametrize(
    "url",
    [
        "https://m.gazette.example/news/lamp",
        "https://gazette.example/amp/news/lamp",
        "https://gazette.example/news/lamp.amp.html",
        "https://gazette.example/news/lamp?outputType=amp",
        "https://gazette.example/news/Lamp?print=1",
        "https://gazette.example/news/lamp/index.html",
        "https://gazette.example/news/lamp?ref=homepage",
        "https://gazette-example.cdn.ampproject.org/c/s/gazette.example/news/lamp",
        "https://web.archive.org/web/20230306120000/https://gazette.example/news/lamp",
        "https://archive.ph/20230307100000/https://gazette.example/news/lamp",
    ],
)
def test_pages_at_the_forms_of_one_url_are_one_article(tmp_path, url):
    assert import_pages(tmp_path, {URL: page(0), url: page(1)}) == ["imported", "duplicate"]
    assert len(list((tmp_path / "content").rglob("*.md"))) == 1


def test_other_stories_at_similar_urls_are_articles_of_their_own(tmp_path):
    pages = {
        URL: page(0),
        f"{URL}?print=1": page(1, "Council buys a boat", "The council of Halverin has bought a boat."),
    }
    assert import_pages(tmp_path, pages) == ["imported", "imported"]
    again = {url: text.replace("<!-- ", "<!-- again ") for url, text in pages.items()}
    assert import_pages(tmp_path, again) == ["duplicate", "duplicate"]


@pytest.mark.parametrize("part", [f"{URL}/2", f"{URL}?page=2", f"{URL}/page/2/", f"{URL}-2"])
def test_a_further_part_never_replaces_the_first_part(tmp_path, part):
    second = page(1, text="Two boats were seen from the mole on Saturday, and both came in.", canonical=URL)
    assert import_pages(tmp_path, {URL: page(0, canonical=URL), part: second}) == ["imported", "imported"]
    texts = "".join(path.read_text() for path in (tmp_path / "content").rglob("*.md"))
    assert SENTENCE in texts and "Two boats" in texts


def test_an_article_keeps_its_url_when_a_revision_comes(tmp_path):
    pages = {
        URL: page(0),
        "https://m.gazette.example/news/lamp": page(1, text="The lamp has been lit again on Friday."),
    }
    assert import_pages(tmp_path, pages) == ["imported", "revision"]
    (path,) = (tmp_path / "content").rglob("*.md")
    assert f"Source_url: {URL}\n" in path.read_text()
