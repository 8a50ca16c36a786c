"""A short run of the fuzzers, and every input that once failed. `make fuzz` is the long run."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.capture_import.containers.builders import ADDRESS, http, page, record
from tests.fuzz.captures import account, import_all, is_broken, run_captures
from tests.fuzz.markdown import account_files, build_files, run_markdown

CASES = Path(__file__).parent / "cases"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for processes that are left")


def test_mutated_captures_are_accounted_for(tmp_path: Path) -> None:
    assert run_captures(60, 3, tmp_path, has_reference=False)["faults"] == []


def test_mutated_markdown_files_are_accounted_for(tmp_path: Path) -> None:
    assert run_markdown(60, 3, tmp_path)["faults"] == []


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CASES.glob("*/input")))
def test_a_capture_that_once_failed(name: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    shutil.copytree(CASES / name / "input", inbox)
    done = import_all(tmp_path, inbox, 1, "content")
    assert not is_broken(done), done.ended.text
    assert all(account(inbox, done.lines).values())


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CASES.glob("*/markdown")))
def test_a_markdown_file_that_once_failed(name: str, tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in sorted((CASES / name / "markdown").iterdir())}
    ended, result = build_files(tmp_path / "project", files)
    assert "Traceback" not in ended.text and ended.code == int(bool(result.problems)), ended.text


def test_each_markdown_file_is_counted_by_its_own_fate(tmp_path: Path) -> None:
    head = "Title: A lamp\nDate: 2024-05-06\n"
    files = {
        "0/000.md": f"{head}Slug: north/mole\n\nWords.\n",
        "1/001.md": f"{head}Save_as: lamps/mole.html\n\nWords.\n",
        "2/002.md": f"{head}Status: skip\n\nWords.\n",
        "3/003.md": "Title: No date\n\nWords.\n",
    }
    fates, faults = account_files(tmp_path / "project", {name: text.encode() for name, text in files.items()})
    assert (fates, faults) == ({"pages": 2, "named": 1, "rejected": 1, "skipped": 1}, [])


@pytest.mark.parametrize("between", [0, 400])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_copy_that_comes_long_after_its_original_is_a_duplicate(between: int, workers: int, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.warc").write_bytes(record(http(page(1)), ADDRESS))
    for number in range(between):
        text = f"Title: Note {number}\nDate: 2023-03-03\n\nThe harbour office lit lamp number {number} at dusk.\n"
        (inbox / f"b{number:03}.txt").write_text(text, encoding="utf-8")
    (inbox / "z.html").write_bytes(page(1))
    done = import_all(tmp_path, inbox, workers, "content")
    assert [line["status"] for line in done.lines] == [*["imported"] * (between + 1), "duplicate"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_capture_rejected_before_its_copy_is_known_stays_rejected(workers: int, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.html").write_bytes(page(1))
    (inbox / "z.warc").write_bytes(record(http(page(1)), ADDRESS))
    for status in ("imported", "unchanged"):
        done = import_all(tmp_path, inbox, workers, "content", is_new=status == "imported")
        assert [line["status"] for line in done.lines] == ["rejected", status]
