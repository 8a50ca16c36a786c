"""What blog software alone calls a section is none."""

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
