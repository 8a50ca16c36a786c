"""Every case's page is read to exactly the expected Markdown."""

import pytest

from tests.capture_import.forms.web_page.pages import PAGES, page_names, read_case


@pytest.mark.parametrize("name", page_names())
def test_a_page_is_read_as_expected(name: str) -> None:
    assert read_case(name) == (PAGES / name / "expected.md").read_text(encoding="utf-8")
