"""Every page of the case folders gives exactly the Markdown that is expected, and its words in the page's order."""

import pytest

from tests.capture_import.forms.web_page.pages import PAGES, page_names, read_case


@pytest.mark.parametrize("name", page_names())
def test_page(name: str) -> None:
    assert read_case(name) == (PAGES / name / "expected.md").read_text(encoding="utf-8")
