"""One reader for the numbers of captures and front matter; it raises nothing for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrecord.frontmatter import markdown_to_article
from newsrecord.whole_numbers import MOST_DIGITS, text_to_number


@pytest.mark.parametrize(
    "text", ["", " ", "-", "+", "--1", "1.5", "1e3", "1_000", "0x10", "many", "\u00b2", "9" * 5000]
)
def test_a_text_that_is_no_number_is_read_as_none(text: str) -> None:
    assert text_to_number(text) is None


@given(st.integers(min_value=-(10**MOST_DIGITS) + 1, max_value=10**MOST_DIGITS - 1))
def test_every_number_within_the_limit_is_read(number: int) -> None:
    assert text_to_number(f" {number} ") == number


@given(st.text())
def test_no_text_raises_an_error(text: str) -> None:
    text_to_number(text)


def test_a_number_with_more_digits_than_the_limit_is_none() -> None:
    assert (text_to_number("999", 3), text_to_number("1000", 3), text_to_number("-999", 3)) == (999, None, -999)


@pytest.mark.parametrize(("views", "read"), [("12", 12), ("many", None), ("9" * 5000, None), ("", None)])
def test_an_article_is_read_though_its_views_are_no_number(views: str, read: int | None) -> None:
    article = markdown_to_article(f"Title: A lamp\nDate: 2024-05-06\nViews: {views}\n\nWords.\n")
    assert (article.title, article.views) == ("A lamp", read)
