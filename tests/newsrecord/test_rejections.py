"""Counts of rejected captures, from the import's ledger."""

import sqlite3
from contextlib import closing

import pytest

from newsrecord.rejections import LEDGER, count_rejections
from tests.commands.client import run_command

ROWS = [
    ("a.txt", "", "no text: a header and nothing below it"),
    ("b.txt", "", "no text: hardly a sentence of running text"),
    ("c.txt", "", "no article (listing): it shows other articles"),
    ("d.txt", "", "/home/someone/private.html was not read"),
    ("e.txt", "", "removed by the owner"),
    ("f.txt", "ab" * 32, ""),
]


def make_ledger(content, rows):
    path = content / LEDGER
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as ledger:
        ledger.execute("CREATE TABLE seen (file TEXT, record INTEGER, suffix TEXT, sha256 TEXT, reason TEXT)")
        ledger.executemany("INSERT INTO seen VALUES (?, 0, '', ?, ?)", rows)
        ledger.commit()
    return path


def test_rejections_are_counted_by_kind_and_nothing_private_is_told(tmp_path):
    path = make_ledger(tmp_path, ROWS)
    assert count_rejections(tmp_path) == {"no text": 2, "no article (listing)": 1, "other": 1}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("data", [None, b"", b"no database" * 100])
def test_without_a_readable_ledger_there_are_no_counts(data, tmp_path):
    if data is not None:
        (tmp_path / LEDGER).parent.mkdir(parents=True)
        (tmp_path / LEDGER).write_bytes(data)
    assert count_rejections(tmp_path) == {}


def test_the_ledger_that_the_import_writes_is_read(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    run = run_command("newsarchive", ["import", tmp_path / "empty.txt", "--content", tmp_path / "content"], tmp_path)
    assert run.returncode == 1 and count_rejections(tmp_path / "content") == {"empty": 1}
