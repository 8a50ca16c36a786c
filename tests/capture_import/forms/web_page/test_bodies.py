"""Which part of a page is the article's text."""

import pytest

from capture_import.forms.web_page.bodies import find_article_body
from capture_import.forms.web_page.page import read_page

SENTENCE = (
    "The little ferry across the sound went back to work on Tuesday morning, three weeks after its engine had failed."
)
TEXT = f"<p>{SENTENCE}</p>" * 4


def read(body: str) -> list[str]:
    page = read_page(
        "<html><body><article><header><span>Harbour</span><h1>The ferry is back</h1>"
        f"</header>{body}</article></body></html>"
    )
    return [block.text for block in find_article_body(page, page.tree.find(".//h1")).blocks]


@pytest.mark.parametrize(
    "heading",
    ["About the author", "Über den Autor", "Zum Autor", "2 Comments", "Kommentare", "Related posts", "Leave a comment"],
)
def test_a_text_ends_where_something_else_begins(heading: str):
    assert (
        read(f"{TEXT}<h3>{heading}</h3><p>Ann Lee has written about boats for eleven years, mostly in the rain.</p>")
        == [SENTENCE] * 4
    )


def test_a_heading_early_in_a_text_ends_nothing():
    assert len(read(f"<p>{SENTENCE}</p><h2>Comments</h2>{TEXT}")) == 6


def test_words_above_the_headline_are_not_part_of_the_text():
    assert read(TEXT) == [SENTENCE] * 4


@pytest.mark.parametrize(
    "comment", ['<div itemprop="comment">{}</div>', '<div itemscope itemtype="https://schema.org/Comment">{}</div>']
)
def test_an_element_marked_as_a_comment_is_left_out(comment: str):
    assert read(TEXT + comment.format(f"<p>{SENTENCE} Said Bo.</p>")) == [SENTENCE] * 4


def test_a_live_blog_keeps_the_times_of_its_entries():
    entries = "".join(
        f"<article class='block'><time>{time}</time><h2>Entry at {time}</h2><p>{SENTENCE}</p></article>"
        for time in ("10:00", "9.30 am", "5 March 2021, 09:00")
    )
    texts = read(f"<div>{entries}</div>")
    assert [text for text in texts if text != SENTENCE and not text.startswith("Entry")] == [
        "10:00",
        "9.30 am",
        "5 March 2021, 09:00",
    ]


@pytest.mark.parametrize("line", ["16 December 2025", "$99.99", "Market share: 12.89%"])
def test_other_lines_under_headings_are_no_times(line: str):
    entries = "".join(f"<h3>Entry {number}</h3><p>{line}</p><p>{SENTENCE}</p>" for number in range(3))
    assert line not in read(f"<div>{entries}</div>")
