"""What the figures of `make score` mean."""

import pytest

from score.measures import find_snippets, is_same_day, is_same_headline, score_list, score_words
from score.pages import Answer, KeyedPage, score_page, score_set
from score.table import Row


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


def test_words_are_counted_as_often_as_they_stand():
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


def test_a_set_s_figures():
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
    assert Row("general", "headline", figures, 0.9).holds is holds
