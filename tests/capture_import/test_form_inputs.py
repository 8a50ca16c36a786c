"""Forms that owners hold: each input of `form_inputs/` is read to what its `expected.json` says."""

import pytest

from benchmarks.accuracy.forms import FOLDER, list_cases, score_case


@pytest.mark.parametrize("name", list_cases())
def test_an_input_is_read_as_expected(name: str) -> None:
    score = score_case(name)
    assert not score.faults
    assert score.found == score.expected


def test_each_form_names_the_specification_of_its_inputs() -> None:
    forms = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__")
    assert forms
    assert [form for form in forms if not (FOLDER / form / "README.md").is_file()] == []
