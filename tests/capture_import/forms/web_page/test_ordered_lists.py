"""The first number of an ordered list is kept from the saved page to the site."""

import re

import pytest
from markdown import Markdown

from capture_import.fields.body.markdown import blocks_to_markdown
from capture_import.forms.web_page.bodies import find_article_body
from capture_import.forms.web_page.page import read_page

SENTENCE = "The lamp on the north mole burns again, and it had been dark for two winters before the keeper came back."
ITEMS = f"<li>{SENTENCE}</li><li>{SENTENCE} Again.</li>"
# as the site converts it
RENDERER = Markdown(extensions=["archive_engine.article_markdown", "sane_lists"], output_format="html")


def convert(lists: str) -> str:
    page = read_page(f"<html><body><article><h1>The lamp is lit</h1><p>{SENTENCE}</p>{lists}</article></body></html>")
    return blocks_to_markdown(find_article_body(page, page.tree.find(".//h1")).blocks)


@pytest.mark.parametrize(
    ("attributes", "first"),
    [
        ("", 1),
        ('start="4"', 4),
        ('start=" +12 of them"', 12),
        ('start="0"', 0),
        ('start="120"', 120),
        ('start="4" type="a"', 4),
        ('start="-3"', 1),
        ('start=""', 1),
        ('start="four"', 1),
        ('start="\u0664"', 1),
        ('start="4" reversed', 1),
        pytest.param(f'start="{"9" * 5000}"', 1, id="more digits than Python reads"),
    ],
)
def test_a_list_is_numbered_from_its_start(attributes: str, first: int) -> None:
    text = convert(f"<ol {attributes}>{ITEMS}</ol>")
    assert re.findall(r"^\d+(?=\. )", text, re.MULTILINE) == [str(first), str(first + 1)]
    html = RENDERER.reset().convert(text)
    assert re.findall("<ol.*?>", html) == [f'<ol start="{first}">' if first != 1 else "<ol>"]
    assert html.count("<li>") == 2


def test_nested_lists_have_first_numbers_of_their_own() -> None:
    inner = f'<ol start="7">{ITEMS}</ol>'
    html = RENDERER.reset().convert(convert(f'<ol start="3"><li>{SENTENCE}{inner}</li></ol><ul start="5">{ITEMS}</ul>'))
    assert re.findall("<[ou]l.*?>", html) == ['<ol start="3">', '<ol start="7">', "<ul>"]


def test_an_empty_item_does_not_change_the_numbers_after_it() -> None:
    html = RENDERER.reset().convert(convert(f"<ol><li>{SENTENCE}</li><li><img src=a.jpg></li><li>{SENTENCE}</li></ol>"))
    assert html.count("<li>") == 3
