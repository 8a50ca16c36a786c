"""The benchmark of names and threads: its rows, on the demo's stories."""

import shutil

import pytest

from benchmarks.speed.names_rows import BARS, names_rows
from tests.site.conftest import ROOT


@pytest.mark.slow
def test_names_and_threads_are_measured(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "stories", ignore=shutil.ignore_patterns("pages", ".newsarchive"))
    rows = {row["work"].partition(": ")[2]: row for row in names_rows(55, tmp_path / "stories", tmp_path / "work")}
    assert rows.keys() >= BARS.keys()
    assert 0 <= rows["untagged stories without a way on"]["ours"] < 1
    assert 3 < rows["pages rewritten for one article added"]["ours"] <= 60
    plain = rows["bytes on disk an article without"]["ours"]
    assert rows["bytes on disk an article"]["ours"] > plain > 1000
