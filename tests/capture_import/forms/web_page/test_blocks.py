"""How the words of an element become blocks: line ends in the HTML, figures that hold text."""

import pytest

from capture_import.fields.body.inline_markdown import split_lines
from capture_import.forms.web_page.bodies import find_article_body
from capture_import.forms.web_page.page import read_page
from tests.capture_import.forms.web_page.test_bodies import SENTENCE, TEXT, read

TABLE = "<table><tr><th>Year<th>Boats<tr><td>2019<td>812<tr><td>2020<td>640</table>"
CODE = "<pre>sail(1)\n  home()</pre>"


def test_a_line_end_of_the_source_between_elements_is_white_space():
    html = f"<article><h1>The lamp</h1>{TEXT}<p>{SENTENCE} <b>The keeper</b>\n<i>of the lock</i> said so.</p></article>"
    page = read_page(f"<html><body>{html}</body></html>")
    assert len(split_lines(find_article_body(page, page.tree.find(".//h1")).blocks[4].words)) == 1


def test_one_line_break_before_a_line_end_of_the_source_begins_no_paragraph():
    assert f"{SENTENCE} one two" in read(f"{TEXT}<p>{SENTENCE} one<br>\n<b>two</b></p>{TEXT}")


@pytest.mark.parametrize(("content", "text"), [(TABLE, "Year Boats 2019 812 2020 640"), (CODE, "sail(1) home()")])
@pytest.mark.parametrize("attribute", ["", ' class="wp-element-caption"'])
def test_a_figure_of_text_is_text_with_its_caption(content: str, text: str, attribute: str):
    figure = (
        f"<figure>{content}<figcaption{attribute}>Boats by year, as the keeper wrote them down</figcaption></figure>"
    )
    assert read(f"{TEXT}{figure}{TEXT}")[4:6] == [text, "Boats by year, as the keeper wrote them down"]


def test_a_figure_with_several_tables_keeps_them_all():
    assert read(f"{TEXT}<figure>{TABLE}{TABLE.replace('2019', '2021')}</figure>{TEXT}")[4:6] == [
        "Year Boats 2019 812 2020 640",
        "Year Boats 2021 812 2020 640",
    ]


def test_a_caption_of_a_picture_is_not_part_of_the_text():
    caption = "<figcaption>The lamp on the north mole, seen from the harbour office in the evening.</figcaption>"
    assert read(f"{TEXT}<figure><img src='a.jpg'>{caption}</figure>{TEXT}") == [SENTENCE] * 8


def test_a_quotations_caption_is_its_attribution_once():
    quote = f"<figure><blockquote><p>{SENTENCE}</p></blockquote><figcaption>Ann Lee</figcaption></figure>"
    assert read(f"{TEXT}{quote}{TEXT}")[4] == f"{SENTENCE} Ann Lee"
    assert len(read(f"{TEXT}{quote}{TEXT}")) == 9
