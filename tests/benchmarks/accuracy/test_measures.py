"""The measures of `make score`, on small examples."""

import pytest

from benchmarks.accuracy import wcxb
from benchmarks.accuracy.kinds import is_no_article
from benchmarks.accuracy.measures import find_snippets, is_same_day, is_same_headline, score_list, score_words
from benchmarks.accuracy.pages import Answer, KeyedPage, score_page, score_set
from benchmarks.accuracy.table import ScoreRow


@pytest.mark.parametrize(
    ("found", "expected", "is_same"),
    [
        ("A Pump - mended!", "a pump: mended", True),
        ("A pump", "A pump mended", False),
        ("", "A pump", False),
        ("ﬁne", "fine", True),
    ],
)
def test_headlines(found: str, expected: str, is_same: bool):
    assert is_same_headline(found, expected) is is_same


@pytest.mark.parametrize(
    ("found", "expected", "is_same"),
    [("2021-05-04T23:00:00Z", "2021-05-04", True), ("2021-05-05", "2021-05-04", False), ("", "2021-05-04", False)],
)
def test_days(found: str, expected: str, is_same: bool):
    assert is_same_day(found, expected) is is_same


@pytest.mark.parametrize(
    ("found", "expected", "figure"),
    [
        (["Ann Lee"], ["ann lee"], 1.0),
        (["Ann Lee", "Bo Ek"], ["Ann Lee"], 2 / 3),
        ([], ["Ann Lee"], 0.0),
        (["Ann Lee"], [], 0.0),
        (["", "-"], [], 1.0),
    ],
)
def test_lists(found: list[str], expected: list[str], figure: float):
    assert score_list(found, expected) == pytest.approx(figure)


def test_repeated_words_are_counted_each_time():
    assert score_words("pump pump well", "pump well") == pytest.approx(4 / 5)
    assert score_words("", "pump") == 0.0


def test_snippets_are_found_across_lines_and_punctuation():
    assert find_snippets("The pump,\nmended  at last.", ["pump mended", "at last!", "well"]) == [True, True, False]


def make_page(**key: object) -> KeyedPage:
    return KeyedPage(
        "general",
        "a.html",
        b"",
        "",
        "",
        {"title": "A pump", "date": "2021-05-04", "body_has": ["x"], "body_lacks": ["y", "z"], **key},
    )


def test_a_page_without_a_key_for_a_list_does_not_count():
    assert "authors" not in score_page(make_page(), Answer())
    assert score_page(make_page(authors=["Ann"]), Answer(authors=["Ann"]))["authors"] == [1.0]


def test_the_figures_of_a_set_are_means():
    figures = score_set([make_page()], {"a.html": Answer(headline="a pump", date="2021-05-05", text="x y")})
    assert figures == {"headline": 1.0, "date": 0.0, "has": 1.0, "lacks": 0.5}


@pytest.mark.parametrize(
    ("figures", "holds"),
    [
        ({"ours": 0.9}, True),
        ({"ours": 0.8996}, True),
        ({"ours": 0.8994}, False),
        ({"ours": 1.0, "ours_without_fundus": 0.8}, False),
        ({"ours": 1.0, "trafilatura": 0.1}, True),
    ],
)
def test_a_bar_holds_for_all_that_is_ours(figures: dict[str, float], holds: bool):
    assert ScoreRow("general", "headline", figures, 0.9).holds is holds


def make_wcxb_page(name: str, html: str, **key: object) -> KeyedPage:
    answers = {
        "page_type": "article",
        "title": None,
        "author": None,
        "date": None,
        "text": None,
        "has": [],
        "lacks": [],
    }
    return KeyedPage("wcxb-dev", name, html.encode(), "https://halverin.example/news/pier", "", {**answers, **key})


def test_a_byline_in_one_text_is_compared_by_words():
    page = make_wcxb_page("1", "", author="Ann Lee and Bo Ek")
    assert score_page(page, Answer(authors=["Ann Lee", "Bo Ek"]))["authors"] == [pytest.approx(8 / 9)]
    assert set(score_page(page, Answer())) == {"authors", "has", "lacks"}


LISTING = "".join(
    f'<article><h2><a href="/{n}">The ferry of pier {n} sails again after the storm</a></h2>'
    f"<time>May {n}, 2023</time></article>"
    for n in range(1, 25)
)


def test_a_listing_is_told_from_an_article_and_from_what_can_t_be_read():
    def is_none(html: str) -> bool:
        return is_no_article(make_wcxb_page("1", f"<html><head><title>News</title></head><body>{html}</body></html>"))

    text = "The harbour office opened the new pier on Tuesday, and four ferries sailed from it before noon. " * 5
    assert is_none(f"<h1>News</h1>{LISTING}")
    assert not is_none(f"<article><h1>The pier opens</h1><time>May 2, 2023</time><p>{text}</p></article>")
    assert not is_none(f"<article><h1>The pier opens</h1><p>{text}</p></article>")  # rejected: without a date


def test_wrong_answers_are_at_most_two_in_a_hundred_and_have_reasons():
    left_out = wcxb.read_left_out()
    assert all(reason for reason in left_out.values())
    assert {field for _, field in left_out} <= {"title", "author", "date", "text", "has", "lacks"}
    assert len({name for name, _ in left_out}) <= 0.02 * 790
