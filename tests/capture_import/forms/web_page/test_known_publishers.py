"""Sites that fundus knows: its parsers work with our lxml, are chosen by URL and time, and can be switched off."""

from datetime import UTC, datetime

import pytest

from capture_import.containers.capture import Capture
from capture_import.forms.web_page.known_publishers import _publishers_by_domain, read_known_page
from capture_import.forms.web_page.page import read_page
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsarchive.main import main

# the layout is that of a site that fundus knows; the words are invented
PAGE = """<html lang="de"><head><title>Mühlrad dreht sich wieder - news.example</title>
<meta property="og:title" content="Mühlrad dreht sich wieder"><meta name="author" content="Jutta Wiesner">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Mühlrad dreht sich wieder",
"datePublished": "2024-03-05T10:00:00+01:00", "author": [{"@type": "Person", "name": "Jutta Wiesner"}],
"keywords": "Mühle,Bach"}</script></head>
<body><article><header><h1>Mühlrad dreht sich wieder</h1></header><div class="article-layout__content article-content">
<p>Das Rad der alten Mühle am Bach dreht sich seit Dienstag wieder,
zum ersten Mal seit dem Hochwasser vor drei Jahren.</p>
<p>Die Gemeinde hat die <a href="https://bach.example/kosten">Hälfte der Kosten</a> getragen,
den Rest haben Nachbarn gespendet.</p>
</div></article></body></html>"""
URL = "https://www.heise.de/news/Muehlrad-1234567.html"


def read(*, known_publishers: bool):
    capture = Capture("page.html", PAGE.encode(), "text/html", url=URL, captured_at=datetime(2024, 3, 6, tzinfo=UTC))
    return capture_to_article(capture, Options(repairs=False, known_publishers=known_publishers))


def test_a_known_site_is_read_by_its_parser():
    known = read_known_page(read_page(PAGE, URL, datetime(2024, 3, 6, tzinfo=UTC)), PAGE)
    assert known is not None
    assert (known.title, known.authors) == ("Mühlrad dreht sich wieder", ("Jutta Wiesner",))


def test_a_parser_keeps_no_page():
    """There are parsers for 180 sites: if each kept its last page, they would hold half a gigabyte."""
    read_known_page(read_page(PAGE, URL), PAGE)
    parsers = [publisher(None) for publisher in _publishers_by_domain().values()]
    assert len(parsers) > 100
    assert all(parser.precomputed is None for parser in parsers if hasattr(parser, "precomputed"))


@pytest.mark.parametrize(
    "url", ["https://unknown.example/1", "https://heise.example/1", "", "https://de/", "not an address"]
)
def test_a_page_of_another_site_is_read_without_a_parser(url: str):
    assert read_known_page(read_page(PAGE, url), PAGE) is None


@pytest.mark.parametrize("known_publishers", [True, False])
def test_links_are_kept_with_and_without_the_parser(known_publishers: bool):
    article = read(known_publishers=known_publishers)
    assert "[Hälfte der Kosten](https://bach.example/kosten)" in article.body
    assert article.date.isoformat() == "2024-03-05T10:00:00+01:00"
    assert article.authors == ("Jutta Wiesner",)


def test_a_page_that_its_parser_cannot_read_is_read_without_it():
    assert read_known_page(read_page("<p>x</p>", URL), "<p>x</p>") is None


@pytest.mark.parametrize("arguments", [[], ["--no-fundus"]])
def test_an_option_switches_the_parsers_off(arguments: list[str], tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "page.html.meta.json").write_text(
        f'{{"url": "{URL}", "captured_at": "2024-03-06T00:00:00Z"}}', encoding="utf-8"
    )
    assert (
        main(
            [
                "import",
                str(tmp_path / "page.html"),
                "--content",
                str(tmp_path / "content"),
                "--workers",
                "1",
                *arguments,
            ]
        )
        == 0
    )
    (written,) = (tmp_path / "content" / "2024" / "03" / "05").glob("*.md")
    assert "Hälfte der Kosten" in written.read_text(encoding="utf-8")
