"""Markdown of captures: no word is lost where its brackets are not closed."""

from html import unescape

import pytest

from capture_import.forms.plain_text.markdown_captures import markdown_to_html


@pytest.mark.parametrize("mark", ["[", "(", "<", "\\"])
def test_marks_that_nothing_closes_are_words(mark: str) -> None:
    line = mark * 1500
    html = markdown_to_html(f"See [the lamp](/lamp).\n\nBefore {line} behind\n\n    code {line}\n")
    assert '<a href="/lamp">the lamp</a>' in html
    assert unescape(html).count(line) == 2


def test_a_few_open_brackets_change_nothing() -> None:
    html = markdown_to_html("It is lit :( and [the lamp](/lamp) (as before")
    assert html == '<p>It is lit :( and <a href="/lamp">the lamp</a> (as before</p>'
