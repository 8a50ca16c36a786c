"""Default categories of blog software are no sections."""

import pytest

from capture_import.forms.web_page.page import read_page
from capture_import.forms.web_page.sections import find_sections


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
def test_a_default_category_is_no_section(declared, sections):
    # a link to a category in a sidebar does not replace the declared section
    page = read_page(
        (
            f'<html><head><meta property="article:section" content="{declared}"></head><body>'
            '<a rel="category" href="/town/">Town</a></body></html>'
        ),
        "https://gazette.example/a",
        None,
    )
    assert find_sections(page) == sections
