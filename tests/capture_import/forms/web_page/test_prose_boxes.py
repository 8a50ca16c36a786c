"""Boxes whose names sound like boilerplate: what is in them decides."""

import pytest

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
def test_a_box_of_links_offers_or_fields_is_none(name: str, content: str):
    assert read(f'{TEXT}<div class="{name}">{content}</div>{TEXT}') == [SENTENCE] * 8


@pytest.mark.parametrize("name", ["newsletter", "cookie-consent", "author-bio", "comments"])
def test_a_name_that_says_what_a_box_is_for_is_believed(name: str):
    assert read(f'{TEXT}<div class="{name}">{SENTENCES}</div>') == [SENTENCE] * 4


def test_much_text_against_a_name_that_says_what_it_is_for_stays():
    long = "".join(f"<p>{SENTENCE} {SENTENCE} Part {number} of it.</p>" for number in range(4))
    assert len(read(f'{TEXT * 3}<div class="more-related-links"><h3>What it costs</h3>{long}</div>')) == 17


def test_a_further_first_level_heading_is_a_heading_of_the_text():
    assert read(f"{TEXT}<h1>A second heading</h1>{TEXT}")[4] == "A second heading"


def test_a_link_that_is_a_whole_sentence_stays():
    linked = "The council has published all letters of the last three years, and a list of them."
    assert read(f'{TEXT}<p><a href="https://halverin.example/letters">{linked}</a></p>{TEXT}')[4] == linked


def test_the_sign_of_a_permalink_is_no_part_of_a_heading():
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
def test_raised_and_lowered_signs(html: str, expected: str):
    assert read(f"{TEXT}<p>{SENTENCE} {html}.</p>{TEXT}")[4] == f"{SENTENCE} {expected}."
