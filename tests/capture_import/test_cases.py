"""Every case folder: its captures are imported to the expected content and report; a second import changes nothing."""

import json
from pathlib import Path

import pytest

from tests.capture_import.cases import case_names, expected, run_case


@pytest.mark.parametrize("name", case_names())
def test_a_case_is_imported_as_expected(name: str, tmp_path: Path) -> None:
    texts, report = run_case(name, tmp_path / "content")
    expected_texts, expected_report = expected(name)
    assert report == expected_report
    assert texts == expected_texts


@pytest.mark.parametrize("name", case_names())
def test_a_second_import_changes_nothing(name: str, tmp_path: Path) -> None:
    first, report = run_case(name, tmp_path / "content")
    again, second_report = run_case(name, tmp_path / "content")
    assert again == first
    for line, second_line in zip(report.splitlines(), second_report.splitlines(), strict=True):
        before, after = json.loads(line), json.loads(second_line)
        assert after["article"] == before["article"]
        assert after["status"] in {
            "imported": ["unchanged"],
            "revision": ["unchanged"],
            "duplicate": ["duplicate", "unchanged"],
        }.get(before["status"], [before["status"]])


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in case_names()
        if name.startswith(("headline-", "shape-", "control", "latin", "windows", "author", "tag", "one-headline"))
    ],
)
def test_a_capture_that_must_be_imported_is(name: str) -> None:
    """`make golden` can't make a rejected capture of one of these by rewriting expected files."""
    texts, report = expected(name)
    assert texts
    assert json.loads(report.splitlines()[0])["status"] == "imported"
