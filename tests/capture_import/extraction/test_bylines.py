"""Names out of bylines."""

import pytest
from capture_import.extraction.bylines import find_authors, split_byline
from capture_import.extraction.headlines import find_headline_element
from capture_import.extraction.page import read_page


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("By Ann Lee, Bo Ek & Cy Fu", ["Ann Lee", "Bo Ek", "Cy Fu"]),
        ("Von Jutta Wiesner und Ole Brand", ["Jutta Wiesner", "Ole Brand"]),
        ("Par Zoé Blin et Luc Roi", ["Zoé Blin", "Luc Roi"]),
        ("Por Ana Gil y Eva Paz", ["Ana Gil", "Eva Paz"]),
        ("Автор: Олена Приходько", ["Олена Приходько"]),
        ("Ann Lee, Senior Reporter", ["Ann Lee"]),
        ("Ann Lee (Brussels)", ["Ann Lee"]),
        ("Ann Lee | ann@paper.example", ["Ann Lee"]),
        ("Text: Ann Lee", ["Ann Lee"]),
        ("Published by: Ann Lee", ["Ann Lee"]),
        ("https://social.example/annlee", []),
        ("12 May 2021", []),
        ("By", []),
        ("", []),
    ],
)
def test_a_byline_is_split(byline: str, names: list[str]):
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ('<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Ann Lee"}}</script>', ["Ann Lee"]),
        ('<script type="application/ld+json">{"@type":"Article","author":{"name":"The Paper"}}</script><p class="byline">By Ann Lee</p>', ["Ann Lee"]),
        ('<meta name="author" content="Ann Lee; Bo Ek">', ["Ann Lee", "Bo Ek"]),
        ('<a rel="author" href="/ann">Ann Lee</a>', ["Ann Lee"]),
        ("<p>By Ann Lee</p>", ["Ann Lee"]),
        ('<div class="comments"><span class="author">Ann Lee</span></div>', []),
        ('<meta name="author" content="The Paper">', ["The Paper"]),
    ],
)
def test_authors_are_found(page: str, names: list[str]):
    read = read_page(f"<html><head><meta property='og:site_name' content='The Paper'></head><body><h1>A pump is mended</h1>{page}</body></html>")
    assert find_authors(read, ["The Paper"], find_headline_element(read, "A pump is mended")) == names
