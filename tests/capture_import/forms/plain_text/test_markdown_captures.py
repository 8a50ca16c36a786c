"""Markdown of captures: brackets that are not closed lose no word."""

from html import unescape

import pytest

from capture_import.forms.plain_text.markdown_captures import markdown_to_html


@pytest.mark.parametrize("mark", ["[", "(", "<", "\\"])
def test_many_brackets_that_are_not_closed_are_read_as_text(mark: str) -> None:
    line = mark * 1500
    html = markdown_to_html(f"See [the lamp](/lamp).\n\nBefore {line} behind\n\n    code {line}\n")
    assert '<a href="/lamp">the lamp</a>' in html
    assert unescape(html).count(line) == 2


def test_a_few_open_brackets_do_not_change_the_rest() -> None:
    html = markdown_to_html("It is lit :( and [the lamp](/lamp) (as before")
    assert html == '<p>It is lit :( and <a href="/lamp">the lamp</a> (as before</p>'
