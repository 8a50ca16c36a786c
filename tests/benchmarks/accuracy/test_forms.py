"""The share of right fields for each form: a fault of any kind must lower it."""

import json
from pathlib import Path

import pytest

from benchmarks.accuracy import forms

PAGE = (
    '<html lang="en"><head><title>Ramp</title><meta property="article:published_time" content="2021-03-05"></head>'
    "<body><article><h1>Council agrees on a ramp</h1><p>The harbour council voted on Friday to build a second ramp.</p>"
    "<p>Work is to begin in October, and it is to cost four million.</p></article></body></html>"
)
RIGHT = {"title": "Council agrees on a ramp", "date": "2021-03-05", "says": ["a second ramp"], "lacks": ["comet"]}


@pytest.fixture
def score(tmp_path, monkeypatch):
    monkeypatch.setattr(forms, "FOLDER", tmp_path)

    def run(expected: dict[str, object]) -> forms.CaseScore:
        case = tmp_path / "page" / "case"
        (case / "input").mkdir(parents=True, exist_ok=True)
        Path(case / "input" / "ramp.html").write_text(PAGE)
        Path(case / "expected.json").write_text(json.dumps(expected))
        return forms.score_case("page/case")

    return run


def test_right_fields_are_no_faults(score):
    assert forms.CaseScore(1, 1, 4, 4) == score({"articles": [RIGHT]})
    assert forms.score_forms() == {"forms found": {"page": 1.0}, "forms fields": {"page": 1.0}}


@pytest.mark.parametrize(
    "expected",
    [
        {"articles": [RIGHT | {"date": "2021-03-06"}]},
        {"articles": [RIGHT | {"authors": ["June Alderton"]}]},
        {"articles": [RIGHT | {"says": ["a third ramp"]}]},
        {"articles": [RIGHT | {"lacks": ["a second ramp"]}]},
        {"articles": [RIGHT | {"pictures": ["ramp.jpg"]}]},
        {"articles": []},
        {"articles": [RIGHT], "rejected": ["no day"]},
        {"articles": [RIGHT], "skipped": {"drafts": 2}},
    ],
    ids=str,
)
def test_a_wrong_field_is_a_fault(score, expected):
    found = score(expected)
    assert found.faults and found.right == found.asked - 1


def test_an_article_that_is_missing_is_not_found(score):
    found = score({"articles": [RIGHT | {"title": "Another"}]})
    assert (found.expected, found.found) == (1, 0)
    assert forms.score_forms()["forms found"] == {"page": 0.0}


@pytest.mark.parametrize("expected", [{"articles": [RIGHT | {"colour": "red"}]}, {"articles": [], "colour": "red"}])
def test_an_expected_key_that_is_not_compared_is_an_error(score, expected):
    with pytest.raises(ValueError, match="page/case"):
        score(expected)
