"""Every form that owners hold: an input of `form_inputs/` goes in, what its `expected.json` says comes out."""

import pytest

from benchmarks.accuracy.forms import FOLDER, list_cases, score_case


@pytest.mark.parametrize("name", list_cases())
def test_form_input(name: str) -> None:
    score = score_case(name)
    assert not score.faults
    assert score.found == score.expected


def test_each_form_says_what_its_inputs_follow() -> None:
    forms = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
    assert forms
    assert [form for form in forms if not (FOLDER / form / "README.md").is_file()] == []
