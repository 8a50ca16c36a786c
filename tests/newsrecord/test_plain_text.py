"""Words of a body without the marks of its Markdown."""

import pytest

from newsrecord.plain_text import markdown_to_words


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        (r"\*not bold\* and **bold**", "*not bold* and bold"),
        (r"A [link to *him*](https://a.example/x_%28y%29) \[sic]", "A link to him [sic]"),
        ('[Film](https://films.example/1 "films.example")', "Film"),
        ("![A lamp](pictures/a.jpg)\n\nWords", "Words"),
        ("-   One\n-   Two\n    -   Three", "One Two Three"),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b | | 1 | 2 |"),
        (r"1\. Not a list & AT&amp;T", "1. Not a list & AT&T"),
        ("> Said\n>\n> \\- the mayor", "Said - the mayor"),
        ("", ""),
    ],
)
def test_a_reader_s_words_are_kept(markdown, words):
    assert markdown_to_words(markdown) == words
