"""A picture in an article's body is written and read back exactly; nothing else is taken for a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import Markdown

from newsrecord.clean_text import clean_line
from newsrecord.markdown_text import escape_text
from newsrecord.pictures import Picture, find_pictures, picture_to_markdown, replace_addresses, without_pictures

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).map(clean_line)
SIGNS = st.text("ab \\\"`'*_[]()<>&;#!|{}", max_size=20).map(clean_line)
PICTURE = st.builds(
    Picture,
    st.sampled_from(["https://a.example/x.jpg?w=1&h=2", "{static}/pictures/ab/ab12.jpg"]),
    WORDS | SIGNS,
    WORDS | SIGNS,
)


@given(PICTURE)
def test_a_picture_is_read_back_as_it_was_written(picture: Picture):
    assert list(find_pictures(f"One.\n\n{picture_to_markdown(picture)}\n\nTwo.")) == [picture]


@given(PICTURE)
def test_python_markdown_reads_the_same_picture(picture: Picture):
    html = Markdown().convert(picture_to_markdown(picture))
    (image,) = lxml_html.fromstring(f"<div>{html}</div>").iter("img")
    assert (image.get("alt"), image.get("title") or "") == (picture.alt, picture.caption)


@given(WORDS | SIGNS)
def test_no_text_is_taken_for_a_picture(words: str):
    text = escape_text(f"![{words}](https://a.example/x.jpg)")
    assert list(find_pictures(text)) == [] and without_pictures(text) == text


BODY = 'One.\n\n![A lamp](https://a.example/a.jpg "At dusk")\n\nTwo.\n\n![](cid:1)'


@pytest.mark.parametrize(
    ("places", "body"),
    [
        ({}, BODY),
        (
            {"https://a.example/a.jpg": "{static}/pictures/a.jpg"},
            BODY.replace("https://a.example/a.jpg", "{static}/pictures/a.jpg"),
        ),
        ({"cid:1": ""}, BODY.removesuffix("\n\n![](cid:1)")),
        ({"https://a.example/a.jpg": "", "cid:1": ""}, "One.\n\nTwo."),
    ],
)
def test_addresses_are_replaced_and_nothing_else(places: dict[str, str], body: str):
    assert replace_addresses(BODY, places.get) == body


def test_a_body_without_its_pictures_keeps_its_words():
    assert without_pictures(BODY) == "One.\n\nTwo."
