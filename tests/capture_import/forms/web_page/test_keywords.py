"""Tags and sections: the page's own lists of topics; what software joined is taken apart, and what only software says
is none.
"""

import pytest

from capture_import.forms.web_page.keywords import find_sections, find_tags, split_sections
from capture_import.forms.web_page.page import read_page


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("Harbour", ["Harbour"]),
        ("Harbour,Town,Weather", ["Harbour", "Town", "Weather"]),
        ("Harbour; Town | Weather", ["Harbour", "Town", "Weather"]),
        ("Hafen, Rathaus, Wetter", ["Hafen", "Rathaus", "Wetter"]),
        # names with commas of their own
        ("Health, Science", ["Health, Science"]),
        ("Food, Drink, and Travel", ["Food, Drink, and Travel"]),
        ("Kunst, Musik und Theater", ["Kunst, Musik und Theater"]),
    ],
)
def test_sections_are_taken_apart(text, sections):
    assert split_sections(text) == sections


@pytest.mark.parametrize(
    ("declared", "sections"),
    [
        ("Uncategorized", []),
        ("Без рубрики", []),
        ("news_harbour", []),
        ("_Prio_3", []),
        ("Uncategorized,Harbour", ["Harbour"]),
        ("Allgemeine Zeitung", ["Allgemeine Zeitung"]),
    ],
)
def test_what_only_software_says_is_no_section(declared, sections):
    # a link to a category, as a sidebar has them, does not stand in for what was declared
    page = read_page(
        (
            f'<html><head><meta property="article:section" content="{declared}"></head><body>'
            '<a rel="category" href="/town/">Town</a></body></html>'
        ),
        "https://gazette.example/a",
        None,
    )
    assert find_sections(page) == sections


def test_tags_are_names_without_signs_around_them_and_without_buttons():
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
