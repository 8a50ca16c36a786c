"""README's table of forms: each form that has inputs is in it, and each that it names has some."""

import re
from collections import Counter

from benchmarks.accuracy.forms import FOLDER
from benchmarks.reference_data import ROOT

# Inputs of exports of newspaper databases lie beside their tests.
ELSEWHERE = {"databases": ROOT / "tests" / "capture_import" / "forms" / "databases" / "inputs"}


def test_the_table_names_each_form_once() -> None:
    table = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("## What can be imported")[2].partition("\n## ")[0]
    )
    rows = [line.split("|") for line in table.splitlines() if line.startswith("|")]
    named = Counter(name for row in rows[2:] for name in re.findall(r"`([^`]+)`", row[3]))
    forms = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert named == Counter(forms | set(ELSEWHERE))


def test_each_form_has_three_inputs() -> None:
    counts = {path.name: len(list(path.glob("*/expected.json"))) for path in FOLDER.iterdir() if path.is_dir()}
    counts.pop("__pycache__", None)
    assert {form: count for form, count in counts.items() if count < 3} == {}
    assert all(len(list(folder.iterdir())) >= 3 for folder in ELSEWHERE.values())
