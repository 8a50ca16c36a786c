"""Boxes with a boilerplate name, such as `card`: their content decides whether they are text."""

import pytest

from capture_import.forms.web_page.bodies import find_article_body
from capture_import.forms.web_page.page import read_page
from tests.capture_import.forms.web_page.test_bodies import SENTENCE, TEXT, read

SENTENCES = "<p>The keeper of the lock has counted the boats for thirty years, and writes them into a book.</p>" * 2
LINKS = "".join(
    f'<div><h3><a href="/{number}">The mill is sold</a></h3><p>The buyer is a company that owns four mills.</p></div>'
    for number in range(3)
)


@pytest.mark.parametrize(
    "name",
    [
        "card",
        "widget widget_text",
        "skip-item",
        "toc-para",
        "accordion__item",
        "sharing-economy",
        "callout",
        "poll-results",
    ],
)
def test_a_box_of_sentences_is_text_whatever_its_name(name: str):
    texts = read(f'{TEXT}<div class="{name}"><h3>The book of boats</h3>{SENTENCES}</div>{TEXT}')
    assert "The book of boats" in texts
    assert len(texts) == 11


@pytest.mark.parametrize("name", ["card", "widget", "callout"])
@pytest.mark.parametrize(
    "content",
    [
        LINKS,
        "<p>Get the news of the harbour every morning with our newsletter, and never miss a boat again.</p>",
        "<p>We use cookies to measure how often our pages are read, and by whom, and from where.</p>",
        f'<form>{SENTENCES}<input type="email"><button>Send</button></form>',
        '<ul><li><a href="/1">One story</a></li><li><a href="/2">Another story</a></li></ul>',
    ],
    ids=["teasers", "newsletter", "cookies", "form", "links"],
)
def test_a_box_of_links_offers_or_fields_is_left_out(name: str, content: str):
    assert read(f'{TEXT}<div class="{name}">{content}</div>{TEXT}') == [SENTENCE] * 8


@pytest.mark.parametrize("name", ["newsletter", "cookie-consent", "author-bio", "comments"])
def test_a_box_named_by_its_purpose_is_left_out(name: str):
    assert read(f'{TEXT}<div class="{name}">{SENTENCES}</div>') == [SENTENCE] * 4


def test_a_box_with_much_text_stays_though_its_name_says_a_purpose():
    long = "".join(f"<p>{SENTENCE} {SENTENCE} Part {number} of it.</p>" for number in range(4))
    assert len(read(f'{TEXT * 3}<div class="more-related-links"><h3>What it costs</h3>{long}</div>')) == 17


def test_a_further_first_level_heading_is_a_heading_of_the_text():
    assert read(f"{TEXT}<h1>A second heading</h1>{TEXT}")[4] == "A second heading"


def test_a_link_that_is_a_whole_sentence_stays():
    linked = "The council has published all letters of the last three years, and a list of them."
    assert read(f'{TEXT}<p><a href="https://halverin.example/letters">{linked}</a></p>{TEXT}')[4] == linked


def test_the_character_of_a_permalink_is_no_part_of_a_heading():
    assert read(f'{TEXT}<h2>The book <a href="#book">¶</a></h2>{TEXT}')[4] == "The book"


def test_a_caption_of_a_table_stays():
    table = "<table><caption>Boats by year</caption><tr><th>Year<th>Boats<tr><td>2019<td>812<tr><td>2020<td>640</table>"
    assert read(f"{TEXT}{table}{TEXT}")[4:6] == ["Boats by year", "Year Boats 2019 812 2020 640"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("10<sup>6</sup> boats", "10⁶ boats"),
        ("H<sub>2</sub>O", "H₂O"),
        ('an officer<a href="#n1"><sup>1</sup></a> said', "an officer[1] said"),
        ('an officer<sup><a href="#n1">1</a></sup> said', "an officer[1] said"),
        ("the 21<sup>st</sup> boat", "the 21st boat"),
        ("the morn&shy;ing boat", "the morning boat"),
    ],
)
def test_raised_and_lowered_characters_are_kept(html: str, expected: str):
    assert read(f"{TEXT}<p>{SENTENCE} {html}.</p>{TEXT}")[4] == f"{SENTENCE} {expected}."


def test_a_part_that_a_page_has_twice_is_kept_once():
    parts = [f"{SENTENCE} That was part {number}." for number in range(4)]
    part = "".join(f"<p>{text}</p>" for text in parts)
    assert read(f'<div class="wide">{part}</div><div class="narrow">{part}</div>') == parts


def test_a_refrain_is_kept_as_often_as_the_author_repeats_it():
    assert read(f"{TEXT}<h2>Again</h2>{TEXT}").count(SENTENCE) == 8


def test_an_answer_that_a_reader_has_to_open_is_kept():
    answer = f'<div class="faq-hidden"><h3>The book of boats</h3>{SENTENCES}</div>'
    assert "The book of boats" in read(f"{TEXT}{answer}{TEXT}")


def test_an_id_made_from_a_headings_words_is_no_evidence():
    assert len(read(f'{TEXT}<div id="the-most-popular-boats-of-all">{SENTENCES}</div>{TEXT}')) == 10


def test_sentences_above_a_heading_that_repeats_the_headline_stay():
    body = f"<p>{SENTENCE} First.</p><h2>The ferry is back</h2>{TEXT * 2}"
    page = read_page(f"<html><body><article>{body}</article></body></html>")
    blocks = find_article_body(page, page.tree.find(".//h2")).blocks
    assert blocks[0].text == f"{SENTENCE} First."


def test_a_table_of_contents_and_a_form_to_write_in_are_left_out():
    contents = "".join(
        f'<li><a href="#part-{number}">The part about the boats {number}</a></li>' for number in range(4)
    )
    form = '<form><p>Fill in the form, and we shall write to you within a week.</p><input type="email"><input></form>'
    assert read(f"<ul>{contents}</ul>{TEXT}{form}{TEXT}") == [SENTENCE] * 8


@pytest.mark.parametrize("name", ["app-item-container", "ReadMoreAnswer_text", "grid-column--sm--hide", "hidden-xs"])
def test_a_box_of_sentences_stays_that_only_a_small_screen_hides_or_a_reader_opens(name: str):
    assert len(read(f'{TEXT}<div class="{name}">{SENTENCES}</div>{TEXT}')) == 10


@pytest.mark.parametrize("name", ["hidden", "read-more", "hidden-lg"])
def test_a_box_that_is_hidden_on_all_screens_or_leads_elsewhere_is_left_out(name: str):
    assert len(read(f'{TEXT}<div class="{name}">{SENTENCES}</div>{TEXT}')) == 8


def read_at(url: str, body: str) -> list[str]:
    page = read_page(f"<html><body><article><h1>The ferry is back</h1>{body}</article></body></html>", url)
    return [block.text for block in find_article_body(page, page.tree.find(".//h1")).blocks]


def test_a_heading_that_links_to_another_site_stays_and_one_to_the_same_site_is_a_teaser():
    entries = "".join(
        f'<section><header><h3><a href="https://{host}.example/b">The boat of {host}</a></h3></header>'
        f"<div><p>{SENTENCE}</p></div></section>"
        for host in ("quay", "halverin")
    )
    texts = read_at("https://www.halverin.example/a", f"{TEXT}{entries}")
    assert "The boat of quay" in texts
    assert "The boat of halverin" not in texts


def test_lines_of_links_to_the_same_site_are_left_out_and_those_to_sources_stay():
    lines = [
        "See what<br>" + "<br>".join(f'<a href="https://{host}.example/{n}">Boat {n} of {host}</a>' for n in "123")
        for host in ("quay", "halverin")
    ]
    texts = read_at("https://www.halverin.example/a", f"{TEXT}<p>{lines[0]}</p><p>{lines[1]}</p>{TEXT}")
    assert any("of quay" in text for text in texts)
    assert not any("of halverin" in text for text in texts)
