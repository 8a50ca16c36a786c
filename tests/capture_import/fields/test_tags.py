"""Which texts of a list of tags are tags, and which are not."""

import pytest

from capture_import.fields.tags import is_tag
from capture_import.forms.web_page.keywords import find_tags
from capture_import.forms.web_page.page import read_page

NO_TAGS = [
    *("1", "11", "51-100", "3.", "1/2", "1,200"),
    *("6 years, 8 months ago", "3 hours ago", "vor 3 Stunden", "5 хвилин тому"),
    *("4 mins", "12 comments", "Comments (3)", "3 Kommentare"),
    *(
        "Why is the lamp of Halverin lit?",
        "The keeper lit the lamp on Friday.",
        "为什么灯塔今天又亮了起来而没有人知道呢？",
    ),
    *("Home", "Startseite", "Share", "Newsletter", "https://gazette.example/tag/lamps", ""),
]
TAGS = [
    *("Harbour", "2021", "Covid-19", "Budget 2024", "U.S.", "9/11 memorial", "C++", "渡轮", "Łódź", "5G"),
    *("Law on the harbours and lamps of Halverin", "Who, What, Wear", "Vielfalt & Recht", "24 Hours of Halverin"),
]


@pytest.mark.parametrize("name", NO_TAGS)
def test_a_text_is_no_tag(name: str):
    assert not is_tag(name)


@pytest.mark.parametrize("name", TAGS)
def test_a_text_is_a_tag(name: str):
    assert is_tag(name)


def test_page_numbers_in_a_list_named_tags_are_no_tags():
    links = "".join(f'<a href="/tag/{name}">{name}</a> ' for name in ("Lamps", "1", "2", "51-100", "Ferries"))
    page = read_page(
        f'<html><body><article><h1>Lamp</h1><p>Lit.</p><div class="tags">{links}</div></article></body></html>'
    )
    assert page is not None
    assert [tag.name for tag in find_tags(page)] == ["Lamps", "Ferries"]
