"""The command: exit status, last line, edited and moved files, a lost ledger, and the seed capture if it is there."""

import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.reference_data import locate_reference_data
from capture_import.archive.content_store import ContentStore
from capture_import.archive.ledger import Ledger
from capture_import.containers import folder
from capture_import.pipeline import importer, interrupts
from newsarchive.main import main
from newsrecord.frontmatter import markdown_to_article
from newsrecord.rejections import count_rejections
from tests.capture_import.cases import CASES, content_texts

REFERENCE = locate_reference_data()
LAMP = CASES / "full-shape" / "captures" / "harbour-lamp.txt"
LAMP_PATH = "2023/03/03/harbour-lamp-is-lit-again.md"


def run(*arguments: object) -> int:
    return main(["import", *map(str, arguments)])


def statuses(report: Path) -> list[str]:
    return [json.loads(line)["status"] for line in report.read_text().splitlines()]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(LAMP, folder)
    return folder


def test_exit_status_and_last_line(inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(inbox, "--content", tmp_path / "content") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 capture: 1 imported"
    (inbox / "empty.txt").touch()
    assert run(inbox, "--content", tmp_path / "content") == 1
    output = capsys.readouterr()
    assert output.out.splitlines()[-1] == "2 captures: 1 unchanged, 1 rejected"
    assert "empty.txt: empty" in output.err


WRONG_CALLS: dict[str, list[object]] = {
    "no path": [],
    "no such file": ["no/such/file"],
    "an empty path": [""],
    "no date": [LAMP, "--date", "soon"],
    "no day of news": [LAMP, "--date", "9999-12-31"],
    "no workers": [LAMP, "--workers", "0"],
    "half a worker": [LAMP, "--workers", "1.5"],
    "more workers than any machine has": [LAMP, "--workers", "100000"],
    "no such option": [LAMP, "--what"],
    "no such limit": [LAMP, "--limit", "x=1"],
    "a limit of nothing": [LAMP, "--limit", "capture_bytes=0"],
    "a limit below nothing": [LAMP, "--limit", "capture_bytes=-1"],
    "a limit that is no number": [LAMP, "--limit", "capture_bytes=many"],
    "a limit without a number": [LAMP, "--limit", "capture_bytes"],
    "a part of a byte": [LAMP, "--limit", "capture_bytes=1.5"],
    "a limit without end": [LAMP, "--limit", "capture_seconds=inf"],
    "a limit that is none": [LAMP, "--limit", "capture_seconds=nan"],
    "a limit too large for a clock": [LAMP, "--limit", "capture_seconds=1e300"],
    "a number too large to be meant": [LAMP, "--limit", "capture_bytes=99999999999999999999999999"],
}


@pytest.mark.parametrize("name", WRONG_CALLS)
def test_a_wrong_call_ends_with_status_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(*WRONG_CALLS[name], "--content", tmp_path / "content")
    assert end.value.code == 2
    assert re.match(r"newsarchive(?: import)?: error: \w", capsys.readouterr().err.splitlines()[-1])


@pytest.mark.parametrize(
    "arguments",
    [["--report", "/"], ["--report", "/no/such/folder/report"], ["--content", __file__], ["--scheduler", "x://y"]],
)
def test_a_path_that_can_not_be_written_or_reached_is_a_wrong_call(
    arguments: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(LAMP, "--content", tmp_path / "content", *arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("newsarchive: ")


def test_articles_are_no_captures(inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(inbox, "--content", inbox / "content")
    assert run(inbox, "--content", inbox / "content") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 capture: 1 unchanged"
    with pytest.raises(SystemExit) as end:
        run(inbox / "content" / "2023", "--content", inbox / "content")
    assert end.value.code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' files have names of characters, not of bytes")
def test_a_file_whose_name_is_not_utf_8_is_imported(inbox: Path, tmp_path: Path) -> None:
    content, report = tmp_path / "content", tmp_path / "report.jsonl"
    named = os.fsdecode(os.fsencode(inbox) + b"/\xeb\xe0\xec\xef\xe0.txt")
    (inbox / LAMP.name).rename(named)
    for status in ("imported", "unchanged"):
        assert run(inbox, "--content", content, "--report", report) == 0
        (line,) = map(json.loads, report.read_text().splitlines())
        assert (line["status"], line["source"]) == (status, named)
    shutil.copy(named, inbox / "z.txt")
    run(inbox, "--content", content, "--report", report)
    assert statuses(report) == ["duplicate", "unchanged"]


def test_a_pipe_is_rejected(inbox: Path, tmp_path: Path) -> None:
    os.mkfifo(inbox / "a")  # nobody writes into it
    report = tmp_path / "report.jsonl"
    assert run(inbox, "--content", tmp_path / "content", "--report", report) == 1
    assert "no file but a pipe" in report.read_text()
    assert list((tmp_path / "content").rglob("*.md"))


def test_limits_are_settings(inbox: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    assert run(inbox, "--content", tmp_path / "content", "--report", report, "--limit", "capture_bytes=100") == 1
    assert "too large" in report.read_text()
    assert run(inbox, "--content", tmp_path / "content", "--limit", "capture_seconds=2.5") == 0


def test_two_workers_make_the_same_archive_as_one(tmp_path: Path) -> None:
    for workers in (1, 2):
        run(CASES, "--content", tmp_path / str(workers), "--workers", workers)
    assert content_texts(tmp_path / "1") == content_texts(tmp_path / "2")


@pytest.mark.parametrize("with_ledger", [True, False])
def test_an_edited_file_is_never_overwritten(inbox: Path, tmp_path: Path, with_ledger: bool) -> None:
    content = tmp_path / "content"
    run(inbox, "--content", content)
    article = content / LAMP_PATH
    article.write_text(article.read_text() + "\nA person's own line.\n")
    if not with_ledger:
        shutil.rmtree(content / ".newsarchive")
    before = content_texts(content)
    assert run(inbox, "--content", content) == 0
    assert content_texts(content) == before


@pytest.mark.parametrize("with_ledger", [True, False])
def test_an_article_whose_file_was_moved_is_found_again(inbox: Path, tmp_path: Path, with_ledger: bool) -> None:
    content, report = tmp_path / "content", tmp_path / "report.jsonl"
    run(inbox, "--content", content)
    (content / "2023/03/04").mkdir()
    (content / LAMP_PATH).rename(content / "2023/03/04/lamp.md")
    if not with_ledger:
        shutil.rmtree(content / ".newsarchive")
    before = content_texts(content)
    run(inbox, "--content", content, "--report", report)
    assert statuses(report) == ["unchanged"]
    assert content_texts(content) == before


def test_a_deleted_article_is_imported_again(inbox: Path, tmp_path: Path) -> None:
    content, report = tmp_path / "content", tmp_path / "report.jsonl"
    run(inbox, "--content", content)
    before = content_texts(content)
    (content / LAMP_PATH).unlink()
    run(inbox, "--content", content, "--report", report)
    assert statuses(report) == ["imported"]
    assert content_texts(content) == before


@pytest.mark.parametrize("ledger", [b"", b"no database at all", b"SQLite format 3\x00 but broken" * 50])
def test_a_broken_ledger_is_rebuilt(inbox: Path, tmp_path: Path, ledger: bytes) -> None:
    content, report = tmp_path / "content", tmp_path / "report.jsonl"
    run(inbox, "--content", content)
    (content / ".newsarchive" / "ledger.sqlite").write_bytes(ledger)
    run(inbox, "--content", content, "--report", report)
    assert statuses(report) == ["unchanged"]


def test_a_changed_file_is_read_again(inbox: Path, tmp_path: Path) -> None:
    content, report = tmp_path / "content", tmp_path / "report.jsonl"
    run(inbox, "--content", content)
    (inbox / LAMP.name).write_bytes(LAMP.read_bytes().replace(b"lit again", b"lit at last"))
    run(inbox, "--content", content, "--report", report)
    assert statuses(report) == ["imported"]
    assert len(content_texts(content)) == 2


def test_a_second_import_at_once_is_refused(inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    run(inbox, "--content", content)
    before = content_texts(content)
    ledger = Ledger(content / ".newsarchive" / "ledger.sqlite")
    try:
        assert run(inbox, "--content", content) == 2
    finally:
        ledger.close()
    assert "another import" in capsys.readouterr().err
    assert run(inbox, "--content", content) == 0
    assert content_texts(content) == before


def test_a_full_disk_is_reported_and_the_next_import_goes_on(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(ContentStore, "write", no_space)
        assert run(inbox, "--content", content, "--workers", "1") == 2
    assert run(inbox, "--content", content) == 0
    assert list(content_texts(content)) == [LAMP_PATH]


def test_an_unreadable_file_is_rejected_and_no_other(inbox: Path, tmp_path: Path) -> None:
    (inbox / "broken-link.txt").symlink_to(tmp_path / "nowhere")
    report = tmp_path / "report.jsonl"
    assert run(inbox, "--content", tmp_path / "content", "--report", report) == 1
    assert statuses(report) == ["rejected", "imported"]


def test_what_could_not_be_read_is_read_by_the_next_import(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a right that is given nor a disk that is mended changes a file's time or size."""
    content = tmp_path / "content"

    def refuse(path: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "WatchedFile", refuse)
        assert run(inbox, "--content", content, "--workers", "1") == 1
    assert f"{LAMP.name}: the file can't be read: Permission denied" in capsys.readouterr().err
    assert count_rejections(content) == {}
    assert run(inbox, "--content", content, "--workers", "1") == 0
    assert list(content_texts(content)) == [LAMP_PATH]


def test_a_folder_that_can_not_be_listed_is_rejected(
    inbox: Path, tmp_path: Path, refuse_listing: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "2024").mkdir()
    refuse_listing("2024")
    assert run(inbox, "--content", tmp_path / "content", "--workers", "1") == 1
    output = capsys.readouterr()
    assert output.out.splitlines()[-1] == "2 captures: 1 imported, 1 rejected"
    assert "2024: the folder can't be listed: Permission denied" in output.err


@pytest.mark.reference
def test_the_seed_capture_is_read(tmp_path: Path) -> None:
    seed = REFERENCE / "captures" / "unn-2025-02-17.txt"
    if not seed.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    assert run(seed, "--content", tmp_path, "--no-repairs") == 0
    (path,) = content_texts(tmp_path)
    assert path == "2025/02/17/peace-for-ukraine-nato-secretary-general-and-kellogg-agree-on-next-steps.md"
    article = markdown_to_article((tmp_path / path).read_text(encoding="utf-8"))
    assert (article.dateline, article.publisher, article.views, article.lang) == ("Kyiv", "UNN", 89561, "en")
    assert (str(article.date), article.date_basis) == ("2025-02-17", "text")
    assert (article.authors, article.sections) == (("Yulia Havryliuk",), ("War", "Politics"))
    assert [(tag.name, tag.page_slug) for tag in article.tags] == [
        ("Mark Rutte", "mark-rutte"),
        ("NATO", "nato"),
        ("Emmanuel Macron", "emmanuel-macron"),
        ("Paris", "paris"),
        ("Volodymyr Zelenskyy", "volodymyr-zelenskyi"),
        ("United States", "united-states"),
        ("Ukraine", "ukraine"),
    ]
    source = seed.read_text(encoding="utf-8").split("\n\n")
    assert article.summary == source[4]
    for paragraph in (*source[5:7], *source[8:12], source[13]):
        assert paragraph in article.body
    assert "Repairs" not in article.extra
    assert "\\- the statement said." in article.body
    assert "## Recall" in article.body
    assert "advertising" not in article.body


@pytest.mark.reference
def test_the_seed_captures_lost_space_is_repaired_and_listed(tmp_path: Path) -> None:
    seed = REFERENCE / "captures" / "unn-2025-02-17.txt"
    if not seed.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    assert run(seed, "--content", tmp_path) == 0
    (text,) = content_texts(tmp_path).values()
    assert markdown_to_article(text).extra["Repairs"] == "statedthat → stated that"
    assert "has stated that Ukraine" in text


def test_an_error_that_takes_the_place_of_ctrl_c_ends_the_import_as_ctrl_c_does(tmp_path, monkeypatch, capsys):
    def import_files(*_: object) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(importer, "import_files", import_files)
    (tmp_path / "a.txt").write_text("A lamp", encoding="utf-8")
    call = ["import", str(tmp_path / "a.txt"), "--content", str(tmp_path / "content")]
    assert main(call) == 2
    monkeypatch.setattr(interrupts, "_times", 1)
    monkeypatch.setattr(interrupts, "_is_reported", False)
    assert main(call) == 130
    assert "interrupted" in capsys.readouterr().err
