"""An article's pictures."""

import json

import pytest

from capture_import.forms.web_page.bodies import find_article_body
from capture_import.forms.web_page.images import find_images
from capture_import.forms.web_page.page import read_page
from tests.capture_import.forms.web_page.test_bodies import TEXT

CAPTION = "<figcaption>The lamp on the north mole.</figcaption>"


def list_images(html: str, head: str = "") -> list[dict[str, str]]:
    page = read_page(f"<html><head>{head}</head><body><article><h1>Lamp</h1>{TEXT}{html}{TEXT}</article></body></html>")
    found = find_images(page, find_article_body(page, page.tree.find(".//h1")))
    return json.loads(found) if found else []


@pytest.mark.parametrize("image", ["<img>", '<img src="data:image/png;base64,AAAA">', '<img data-widget-id="4711">'])
def test_a_caption_is_kept_where_its_picture_has_no_url(image: str):
    assert list_images(f"<figure>{image}{CAPTION}</figure>") == [{"caption": "The lamp on the north mole."}]


def test_a_picture_with_neither_is_none():
    assert list_images("<figure><img alt=lamp></figure>") == []


def test_the_declared_picture_stands_where_no_other_has_a_url():
    head = '<meta property="og:image" content="https://halverin.example/lamp.jpg">'
    assert list_images(f"<figure><img>{CAPTION}</figure>", head)[-1] == {"src": "https://halverin.example/lamp.jpg"}
