"""The import that finds a damaged ledger rebuilds it: nothing is imported twice, no edit is lost."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from capture_import.archive.ledger import Ledger
from capture_import.containers.folder import FileMark
from newsarchive.main import main
from tests.capture_import.cases import CASES, content_texts

LAMP = (CASES / "full-shape" / "captures" / "harbour-lamp.txt").read_text(encoding="utf-8")
LEDGER = ".newsarchive/ledger.sqlite"
TOLD = "newsarchive: the import's ledger was damaged ("
Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an inbox and the content imported from it, of which a person has edited one article."""
    folder = tmp_path_factory.mktemp("ledger")
    for name in ("revision", "versions-of-one-story"):
        shutil.copytree(CASES / name / "captures", folder / "inbox" / name)
    for number in range(60):
        text = LAMP.replace("1204", str(number)).replace("lit again", f"lit again on night {number}")
        (folder / "inbox" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert import_all(folder, folder / "inbox") == 0
    article = sorted((folder / "content").rglob("*.md"))[0]
    article.write_text(article.read_text(encoding="utf-8") + "\nA line of the owner's.\n", encoding="utf-8")
    return folder


def import_all(folder: Path, inbox: Path) -> int:
    content, report = folder / "content", folder / "report.jsonl"
    call = ["import", str(inbox), "--content", str(content), "--report", str(report), "--workers", "1"]
    return main(call)


def statuses(folder: Path) -> list[str]:
    lines = (folder / "report.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["status"] for line in lines]


def change(sql: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(sql)


def replace(sql: str, path: Path) -> None:
    path.unlink()
    change(sql, path)


def truncate(share: float, path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])


def overwrite(share: float, with_what: bytes, path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = int(len(data) / 4096 * share) * 4096
    data[at : at + len(with_what)] = with_what
    path.write_bytes(data)


def put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "note").write_text("a person's")


DAMAGES: dict[str, Damage] = {
    "zero bytes": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"no database at all"),
    "a header alone": lambda path: path.write_bytes(b"SQLite format 3\x00 but broken" * 50),
    "another database": partial(replace, "CREATE TABLE x (y); PRAGMA user_version = 4"),
    "a database without a version": partial(replace, "CREATE TABLE x (y)"),
    "an older version": partial(change, "PRAGMA user_version = 3"),
    "a later version": partial(change, "PRAGMA user_version = 99"),
    "a rebuild that was broken off": partial(change, "DELETE FROM article; PRAGMA user_version = 0"),
    "a folder": put_folder,
    "half of it": partial(truncate, 0.5),
    "nine tenths of it": partial(truncate, 0.9),
    "a page of zeros": partial(overwrite, 0.5, b"\x00" * 4096),
    "a page of letters": partial(overwrite, 0.7, b"lamp" * 1024),
    "the second page": partial(overwrite, 0.1, b"\xff" * 4096),
    **{f"no table {name}": partial(change, f"DROP TABLE {name}") for name in ("article", "capture", "seen", "band")},
    "no index": partial(change, "DROP INDEX article_by_address"),
    "other columns": partial(change, "ALTER TABLE file RENAME COLUMN size TO length"),
    "a trigger": partial(change, "CREATE TRIGGER t AFTER INSERT ON capture BEGIN DELETE FROM capture; END"),
    "a number for a text": partial(change, "UPDATE article SET sha256 = x'00'"),
    "a text for a number": partial(change, "UPDATE file SET size = 'many'"),
    "NULL for a hash": partial(change, "UPDATE seen SET sha256 = NULL"),
    "a short signature": partial(change, "UPDATE signature SET signature = x'0102'"),
    "text that is not UTF-8": partial(change, "UPDATE capture SET source = CAST(x'2fff80' AS TEXT)"),
    "a schema that is not UTF-8": lambda path: path.write_bytes(
        path.read_bytes().replace(b"CREATE TABLE article", b"CREATE TABL\xe9 article", 1)
    ),
    "seen that is not UTF-8": partial(change, "UPDATE seen SET suffix = CAST(x'ff' AS TEXT) WHERE file LIKE '%9.txt'"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_ledger_is_rebuilt(
    name: str, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(archive / "content", tmp_path / "content")
    before = content_texts(tmp_path / "content")
    DAMAGES[name](tmp_path / "content" / LEDGER)
    assert import_all(tmp_path, archive / "inbox") == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(TOLD) and line.endswith(") and is rebuilt from the articles")
    assert content_texts(tmp_path / "content") == before
    found = statuses(tmp_path)
    assert len(found) == len([path for path in (archive / "inbox").rglob("*") if path.is_file()])
    assert set(found) <= {"unchanged", "duplicate"}
    assert import_all(tmp_path, archive / "inbox") == 0
    assert capsys.readouterr().err == ""
    assert content_texts(tmp_path / "content") == before


def test_a_capture_whose_hash_was_damaged_is_not_imported_twice(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive / "content", tmp_path / "content")
    before = content_texts(tmp_path / "content")
    change(
        "UPDATE capture SET sha256 = substr(sha256, 2) || '.' WHERE path LIKE '%night%'", tmp_path / "content" / LEDGER
    )
    assert import_all(tmp_path, archive / "inbox") == 0
    assert content_texts(tmp_path / "content") == before


def test_a_folder_in_the_ledgers_place_is_kept(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive / "content", tmp_path / "content")
    put_folder(tmp_path / "content" / LEDGER)
    import_all(tmp_path, archive / "inbox")
    assert (tmp_path / "content" / f"{LEDGER}.1" / "note").read_text() == "a person's"


def test_the_ledger_is_rebuilt_though_a_person_broke_revisions(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive / "content", tmp_path / "content")
    for path in (tmp_path / "content").rglob("*.revisions.jsonl"):
        path.write_text('{"no": "revision"}\nnor this\n')
    (tmp_path / "content" / LEDGER).unlink()
    (tmp_path / "inbox").mkdir()
    assert import_all(tmp_path, tmp_path / "inbox") == 0


def test_a_ledger_that_can_not_be_written_is_not_taken_for_damaged(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(archive / "content", tmp_path / "content")
    before = (tmp_path / "content" / LEDGER).read_bytes()
    connect = sqlite3.connect

    def connect_read_only(path: Path, **_: object) -> sqlite3.Connection:
        return connect(f"file:{path}?mode=ro", uri=True)

    monkeypatch.setattr(sqlite3, "connect", connect_read_only)
    assert import_all(tmp_path, archive / "inbox") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "change their owner or rights" in line
    assert (tmp_path / "content" / LEDGER).read_bytes() == before


def test_a_file_that_is_begun_again_keeps_the_settings_it_was_read_with(tmp_path: Path) -> None:
    """Where it can't be read this time, its articles are still those of the earlier settings."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    mark = FileMark(1, 2)
    ledger.end_file("lamp.html", mark, "before")
    ledger.begin_file("lamp.html")
    ledger.commit()
    assert ledger.was_read_otherwise("lamp.html", "after") and not ledger.is_known("lamp.html", mark, "before")
    ledger.end_file("lamp.html", mark, "after")
    assert ledger.is_known("lamp.html", mark, "after")
    ledger.close()
