"""What the terminal shows of an import: rejections by reason and once, missing extras once, --quiet, --dry-run."""

import shutil
from pathlib import Path

import pytest

from capture_import.fields.optional_packages import EXTRAS
from newsarchive import import_
from newsarchive.main import main
from newsarchive.rejections import SHOWN
from newsarchive.told import FILE
from tests.capture_import.cases import CASES, content_texts

LAMP = CASES / "full-shape" / "captures" / "harbour-lamp.txt"
AGAIN = "rejected as in an earlier import, which listed them; --report FILE names them all"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "captures").mkdir()
    shutil.copy(LAMP, tmp_path / "captures")
    return tmp_path


@pytest.fixture
def run(archive, capsys):
    """Import the archive's captures; return the exit status, standard output and standard error."""

    def run(*options: object) -> tuple[int, list[str], list[str]]:
        code = main(["import", str(archive / "captures"), "--content", str(archive / "content"), *map(str, options)])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    return run


def put(archive: Path, name: str, text: str = "") -> str:
    (archive / "captures" / name).write_text(text, encoding="utf-8")
    return str(archive / "captures" / name)


def test_rejections_are_listed_by_reason_the_most_frequent_last(archive, run):
    style, *empty = put(archive, "b.css", "p {}"), put(archive, "a.txt"), put(archive, "c.txt")
    code, out, err = run()
    assert (code, out) == (1, ["4 captures: 1 imported, 3 rejected"])
    assert [line.partition(": ")[0] for line in err] == [
        "1 rejected, no text:",
        f"rejected {style}",
        "2 rejected, empty:",
        *(f"rejected {name}" for name in empty),
    ]


def test_a_rejection_is_listed_once_and_counts_each_time(archive, run):
    put(archive, "a.txt")
    assert len(run()[2]) == 1
    code, out, err = run()
    assert (code, out, err) == (1, ["2 captures: 1 unchanged, 1 rejected"], [f"1 {AGAIN}"])
    other = put(archive, "b.txt")
    assert run()[2] == [f"rejected {other}: empty: there is nothing in this capture", f"1 {AGAIN}"]


def test_a_capture_that_is_rejected_for_another_reason_is_listed_again(archive, run):
    put(archive, "a.txt")
    run()
    name = put(archive, "a.txt", "p {}")
    assert [line for line in run()[2] if line.startswith(f"rejected {name}: no text")]


def test_of_many_rejections_some_are_listed(archive, run):
    for number in range(SHOWN + 3):
        put(archive, f"{number}.txt")
    err = run()[2]
    assert err[0] == f"{SHOWN + 3} rejected, empty:"
    assert err[-1] == "... and 3 more; --report FILE names them all"
    assert len(err) == SHOWN + 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"rejections": 3, "extras": []}', '{"extras": []}'])
def test_a_broken_file_of_what_was_told_only_repeats_it(archive, run, text):
    put(archive, "a.txt")
    first = run()[2]
    (archive / "content" / FILE).write_text(text, encoding="utf-8")
    assert run()[2] == first


def test_quiet_prints_nothing_and_marks_nothing_as_told(archive, run):
    put(archive, "a.txt")
    assert run("--quiet") == (1, [], [])
    assert [line for line in run()[2] if line.startswith("rejected ")]


def test_quiet_prints_errors(archive, run):
    code, out, err = run("--quiet", "--report", "/")
    assert (code, out, len(err)) == (2, [], 1)


def test_a_dry_run_says_what_an_import_would_do_and_writes_nothing(archive, run):
    put(archive, "a.txt")
    report = archive / "report.jsonl"
    code, out, _ = run("--dry-run", "--report", report)
    assert (code, out) == (1, ["2 captures: 1 imported, 1 rejected; nothing was written (--dry-run)"])
    assert not (archive / "content").exists()
    tried = report.read_text(encoding="utf-8")
    assert (run("--report", report)[0], report.read_text(encoding="utf-8")) == (code, tried)
    assert str(archive / "content/2023/03/03") in tried


def test_a_dry_run_into_an_archive_changes_no_file_of_it(archive, run):
    run()
    put(archive, "b.txt", LAMP.read_text(encoding="utf-8").replace("lit again", "lit at last"))
    state = {path: path.read_bytes() for path in (archive / "content").rglob("*") if path.is_file()}
    assert run("--dry-run")[1] == ["2 captures: 1 imported, 1 unchanged; nothing was written (--dry-run)"]
    assert {path: path.read_bytes() for path in (archive / "content").rglob("*") if path.is_file()} == state
    run()
    assert len(content_texts(archive / "content")) == 2


def test_a_missing_extra_is_named_once(archive, run, monkeypatch):
    extra = EXTRAS[0]
    monkeypatch.setattr(import_, "list_missing_extras", lambda: [extra])
    said = [line for line in run()[2] if f"pip install 'newsarchive[{extra.name}]'" in line]
    assert len(said) == 1 and extra.adds in said[0]
    assert run()[2] == []
