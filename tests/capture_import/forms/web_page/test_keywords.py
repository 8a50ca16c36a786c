"""The tags of an article, without buttons and punctuation around them."""

import pytest

from capture_import.forms.web_page.keywords import find_tags
from capture_import.forms.web_page.page import read_page


def test_tags_have_no_punctuation_around_them_and_no_buttons():
    links = "".join(
        f'<a rel="tag" href="/tag/{number}">{name}</a>'
        for number, name in enumerate(
            ["„Lamp”", "››", "Tweet", "Harbour", "«Pilots»", "whatsapp", "There are new stories of your topics."]
        )
    )
    page = read_page(f"<html><body><h1>The lamp</h1><p>{links}</p></body></html>", "https://gazette.example/a", None)
    assert [tag.name for tag in find_tags(page)] == ["Lamp", "Harbour", "Pilots"]


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        (
            (
                '<span class="tag-links"><a href="/category/town/">Town</a></span>'
                '<span class="tag-links"><a href="/tag/ferry/">Ferry</a>, <a href="/tag/goat/">Goat</a>'
                "</span>"
            ),
            ["Ferry", "Goat"],
        ),
        ('<nav class="related-topics"><ul><li><a href="/themen/ferry/">Ferry</a></li></ul></nav>', ["Ferry"]),
        ('<nav class="related-links"><ul><li><a href="/tags/ferry/">Ferry</a></li></ul></nav>', []),
        ('<h2 class="topic-title"><a href="/t/1">Is the ferry back?</a></h2>', []),
    ],
)
def test_tags_are_those_of_the_article(body, tags):
    page = read_page(
        f"<html><body><article><h1>The ferry is back</h1><p>It crossed.</p>{body}</article></body></html>",
        "https://gazette.example/a",
        None,
    )
    assert [tag.name for tag in find_tags(page)] == tags
