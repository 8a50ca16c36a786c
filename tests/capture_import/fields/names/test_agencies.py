"""Agencies credited beside people: they are kept, but not as authors."""

import json

import pytest

from capture_import.containers.capture import Capture
from capture_import.containers.metadata import NO_METADATA
from capture_import.fields.names.agencies import is_agency, list_agencies
from capture_import.forms.entries.entry import NewsItem, entry_to_capture
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.frontmatter import article_to_markdown, markdown_to_article

SENTENCE = "The keeper lit the lamp on the north mole of Halverin at dusk, and the boats came to see it. "


@pytest.mark.parametrize(
    "name",
    [
        "dpa",
        "dpa/lni",
        "AP",
        "The Associated Press",
        "Reuters",
        "Reuters Staff",
        "Agence France-Presse",
        "УНН",
        "Interfax-Ukraine",
    ],
)
def test_a_name_is_that_of_an_agency(name: str) -> None:
    assert is_agency(name)


@pytest.mark.parametrize("name", ["Ann Lee", "Apa Sherpa", "Tass Lee", "The Halverin Gazette", "", "Paul"])
def test_a_name_is_not_that_of_an_agency(name: str) -> None:
    assert not is_agency(name)


def test_an_agency_credited_alone_is_the_author() -> None:
    assert list_agencies(["dpa"], ["dpa"]) == ""
    assert list_agencies(["Ann Lee", "dpa", "AP", "DPA"], ["Ann Lee"]) == "dpa; AP"


def signed(*names: str) -> Capture:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Lamp is lit",
        "datePublished": "2023-03-03",
        "author": [{"@type": "Organization" if is_agency(name) else "Person", "name": name} for name in names],
    }
    page = (
        '<html lang="en"><head><title>Lamp is lit</title>'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body><article>'
        f"<h1>Lamp is lit</h1><p>{SENTENCE * 3}</p></article></body></html>"
    )
    return Capture("page.html", page.encode(), "text/html")


CAPTURES = {
    "a web page": signed("Ann Lee", "dpa"),
    "an entry of a feed": entry_to_capture(
        "feed#1",
        NewsItem("Lamp is lit", published="2023-03-03", authors=("Ann Lee", "dpa"), content_html=f"<p>{SENTENCE}</p>"),
        NO_METADATA,
    ),
    "plain text": Capture(
        "page.txt", f"Title: Lamp is lit\nDate: 2023-03-03\nAuthors: Ann Lee, dpa\n\n{SENTENCE}".encode()
    ),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_an_agency_beside_people_is_no_author(name: str) -> None:
    article = capture_to_article(CAPTURES[name], Options())
    assert (article.authors, article.extra["Agencies"]) == (("Ann Lee",), "dpa")
    assert "\nAgencies: dpa\n" in article_to_markdown(article)
    assert markdown_to_article(article_to_markdown(article)) == article


def test_a_capture_signed_by_an_agency_alone_has_it_as_its_author() -> None:
    article = capture_to_article(signed("dpa"), Options())
    assert (article.authors, article.extra.get("Agencies")) == (("dpa",), None)
