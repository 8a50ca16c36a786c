"""`newsarchive check`: each kind of finding is found, named with its remedy and counted, and nothing else is."""

import errno
import hashlib
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from capture_import.containers import folder
from newsarchive import check
from newsarchive.findings import KINDS
from newsarchive.main import main
from newsrecord.frontmatter import article_to_markdown
from newsrecord.record import Article, Tag
from newsrecord.revisions import Revision, revisions_to_text
from tests.newsarchive.contents import call, write_article

TODAY = date(2025, 1, 1)
CAPTURE = (
    "Title: Harbour lamp is lit again\nDate: 2023-03-03\n\nThe lamp at the end of the pier was lit again on Friday, "
    "the harbour office said.\n\nIt had been dark since the storm of November.\n"
)


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """Import one capture; return the folder of the archive."""
    monkeypatch.chdir(tmp_path)
    Path("captures").mkdir()
    Path("captures/lamp.txt").write_text(CAPTURE, encoding="utf-8")
    assert main(["import", "captures", "--workers", "1"]) == 0
    return tmp_path


def find(kind=""):
    """Return the findings of a kind; without one, of all."""
    found = check.check_archive(Path("content"), Path("captures"), TODAY).found
    return [finding for finding in found if not kind or finding.kind == kind]


def article_path():
    (path,) = Path("content/2023").rglob("*.md")
    return path


def test_an_archive_as_imported_has_nothing_to_act_on(archive, capsys):
    assert find() == []
    assert call(main, "check") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "articles: 1; to act on: 0"


def test_front_matter_that_does_not_parse_is_named_with_its_line(archive):
    path = article_path()
    path.write_text(path.read_text("utf-8").replace("Date: 2023-03-03", "Date: 2023-33-03"), encoding="utf-8")
    (finding,) = find()
    assert (finding.kind, finding.where, finding.line) == ("front_matter", str(path), 2)
    assert "'2023-33-03' is no date" in finding.what and finding.remedy


@pytest.mark.parametrize(
    "days", [("9999-12-31", "1000-01-01", "9999-12-31"), ("1000-01-01", "9999-12-31", "1000-01-01")]
)
def test_the_first_and_the_last_day_of_all_can_be_compared(archive, days):
    day, modified, captured = days
    text = f"Title: A\nDate: {day}\nModified: {modified}\nCaptured: {captured}T00:00:00+00:00\n\nText.\n"
    Path("content/lamp.md").write_text(text, encoding="utf-8")
    assert call(main, "check") in (0, 1)


def test_a_capture_that_is_gone_is_named_with_where_it_was(archive):
    Path("captures/lamp.txt").rename("captures/lamp.txt.meta")
    Path("captures/lamp.txt.meta").unlink()
    (finding,) = find()
    assert (finding.kind, finding.where) == ("captures_gone", str(article_path()))
    assert "it was captures/lamp.txt" in finding.what


def test_a_capture_that_was_changed_is_named(archive):
    Path("captures/lamp.txt").write_text(CAPTURE.replace("Friday", "Sunday"), encoding="utf-8")
    (finding,) = find()
    assert finding.kind == "captures_changed" and "captures/lamp.txt has no longer the hash" in finding.what


def test_a_capture_that_was_moved_is_none_that_is_gone(archive):
    Path("captures/old").mkdir()
    Path("captures/lamp.txt").rename("captures/old/lamp.txt")
    assert find() == []


def test_without_a_ledger_captures_are_checked_by_their_hashes(archive):
    for path in Path("content/.newsarchive").iterdir():
        if path.is_file():
            path.unlink()
    assert find() == []
    Path("captures/lamp.txt").write_text("Other.", encoding="utf-8")
    assert [finding.kind for finding in find()] == ["captures_gone"]


def test_a_damaged_ledger_is_no_traceback(archive):
    Path("content/.newsarchive/ledger.sqlite").write_bytes(b"no database")
    Path("captures/lamp.txt").unlink()
    assert [finding.kind for finding in find()] == ["captures_gone"]


def test_without_the_folder_of_captures_they_are_not_checked_and_this_is_said(archive, capsys):
    Path("captures").rename("elsewhere")
    assert call(main, "check") == 0
    assert "not checked: captures: there is no folder captures" in capsys.readouterr().out
    assert call(main, "check", "--captures", "elsewhere") == 0


def test_captures_that_can_not_be_read_now_are_none_that_are_gone(archive, monkeypatch, capsys):
    def refuse(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(folder, "WatchedFile", refuse)
    assert call(main, "check") == 2
    assert "captures/lamp.txt: the file can't be read: Permission denied" in capsys.readouterr().err


def test_pictures_that_are_missing_or_damaged_are_named(archive):
    whole = hashlib.sha256(b"whole").hexdigest()
    for name, data in ((whole, b"whole"), ("b" * 64, b"other bytes")):
        path = Path(f"content/pictures/{name[:2]}/{name}.png")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    Path("content/2023/beside.jpg").write_bytes(b"by hand")
    addresses = [f"{{static}}/pictures/{name[:2]}/{name}.png" for name in (whole, "b" * 64, "c" * 64)]
    addresses += ["../../beside.jpg", "gone.jpg", "https://post.example/a.png", "../../../../etc/passwd"]
    body = "\n\n".join(f"![A]({address})" for address in addresses)
    write_article(Path("content"), Article("P", date(2023, 1, 1), slug="p", body=body))
    assert [(finding.kind, finding.what.partition(" ")[0]) for finding in find()] == [
        ("pictures_damaged", f"content/pictures/bb/{'b' * 64}.png"),
        ("pictures_missing", f"content/pictures/cc/{'c' * 64}.png"),
        ("pictures_missing", "content/2023/01/01/gone.jpg"),
    ]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Lamp is lit</title>
<meta property="article:published_time" content="2024-04-02T10:00:00Z"></head><body><article><h1>Lamp is lit</h1>
<p>The keeper lit the lamp of the tower for the first time, and two hundred people stood on the quay.</p>
<img src="lamp_files/lamp.png" alt="The lamp" width="120" height="90">
<p>The keeper lit the lamp of the tower for the second time, and two hundred people stood on the quay.</p>
<p>The keeper lit the lamp of the tower for the third time, and two hundred people stood on the quay.</p>
</article></body></html>"""


@pytest.mark.parametrize("is_damaged", [False, True])
def test_the_remedy_for_a_picture_brings_it_back(is_damaged, archive):
    Path("captures/lamp_files").mkdir()
    Image.new("RGB", (120, 90)).save("captures/lamp_files/lamp.png")
    Path("captures/lamp.html").write_text(PAGE, encoding="utf-8")
    assert main(["import", "captures", "--workers", "1"]) == 0 and find() == []
    (picture,) = Path("content/pictures").rglob("*.png")
    (article,) = Path("content/2024").rglob("*.md")
    if is_damaged:
        picture.write_bytes(b"damaged")
    else:
        picture.unlink()
    (finding,) = find()
    assert finding.kind == ("pictures_damaged" if is_damaged else "pictures_missing")
    for path in [article, *([picture] if "delete the picture and the file" in finding.remedy else [])]:
        path.unlink()
    assert main(["import", "captures", "--workers", "1"]) == 0 and find() == []


@pytest.mark.parametrize(
    "fields, what",
    [
        ({"captured": datetime(2022, 5, 1, tzinfo=UTC)}, "it is of 2023-01-01, but was saved on 2022-05-01"),
        ({"date": date(2031, 1, 1)}, "2031-01-01 is to come"),
        ({"modified": date(2022, 1, 1)}, "it was changed on 2022-01-01, before its day, 2023-01-01"),
        ({"date_basis": "captured"}, "2023-01-01 is only the day on which it was saved"),
        ({"extra": {"Date_note": "the URL has 2021-01-01"}}, "the URL has 2021-01-01"),
    ],
)
def test_a_doubtful_date_is_named(fields, what, archive):
    write_article(Path("content"), replace(Article("D", date(2023, 1, 1), slug="d", body="A."), **fields))
    (finding,) = find()
    assert (finding.kind, finding.what) == ("dates", what)


@pytest.mark.parametrize(
    "fields",
    [{"captured": datetime(2022, 12, 31, tzinfo=UTC)}, {"modified": date(2023, 1, 1)}, {"date_basis": "url"}],
)
def test_a_date_without_doubt_is_not(fields, archive):
    write_article(Path("content"), replace(Article("D", date(2023, 1, 1), slug="d", body="A."), **fields))
    assert find() == []


def write_with_revision(captured, kept_captured):
    shown = Article("The lamp", date(2023, 1, 1), slug="d", captured=captured, body="Edited by hand.")
    kept = replace(shown, title="The lamp, again", captured=kept_captured, modified=date(2023, 1, 9))
    path = write_article(Path("content"), shown)
    line = Revision("", kept_captured.isoformat(), article_to_markdown(kept))
    path.with_name("d.revisions.jsonl").write_text(revisions_to_text([line]), encoding="utf-8")


def test_a_newer_capture_beside_an_edited_article_is_named_with_what_is_new(archive):
    write_with_revision(datetime(2023, 1, 2, tzinfo=UTC), datetime(2023, 1, 9, tzinfo=UTC))
    (finding,) = find()
    assert finding.kind == "newer_captures" and "saved 2023-01-09" in finding.what and "headline" in finding.what
    assert "set Captured to 2023-01-09T00:00:00+00:00" in finding.remedy
    path = Path("content/2023/01/01/d.md")
    text = path.read_text("utf-8").replace("Captured: 2023-01-02", "Captured: 2023-01-09")
    path.write_text(text, encoding="utf-8")
    assert find() == []


@pytest.mark.parametrize("kept", [datetime(2023, 1, 1, tzinfo=UTC), datetime(2023, 1, 2, tzinfo=UTC)])
def test_an_older_capture_is_not(kept, archive):
    write_with_revision(datetime(2023, 1, 2, tzinfo=UTC), kept)
    assert find() == []


def test_a_file_of_revisions_that_cannot_be_read_is_named(archive):
    article_path().with_name(f"{article_path().stem}.revisions.jsonl").write_text("\n{", encoding="utf-8")
    (finding,) = find()
    assert (finding.kind, finding.line) == ("revisions", 2)


NAMES = """
[[entity]]
name = "John Smith"
kind = "author"
"""


@pytest.mark.parametrize(
    "names_file, count",
    [
        ("", 1),
        (NAMES + 'spellings = ["J. Smith"]\n', 0),
        (NAMES + '[[entity]]\nname = "J. Smith"\nkind = "author"\nslug = "j-smith-2"\n', 0),
    ],
)
def test_names_that_look_alike_are_named_until_the_owner_has_decided(names_file, count, archive):
    for number, author in enumerate(["John Smith", "J. Smith", "Ann Lee"]):
        article = Article("A", date(2023, 1, 1), slug=f"a-{number}", authors=(author,), body="A.")
        write_article(Path("content"), article)
    if names_file:
        Path("content/names.toml").write_text(names_file, encoding="utf-8")
    found = find()
    assert len(found) == count
    if found:
        assert found[0].where == "author John Smith (1), J. Smith (1)"
        assert '`newsarchive rename author "J. Smith" "John Smith"`' in found[0].remedy


def test_tags_that_share_a_page_do_not_look_alike(archive):
    for number, tag in enumerate([Tag("Nadia Kovalchuk", "nadiia"), Tag("Надія Ковальчук", "nadiia")]):
        write_article(Path("content"), Article("A", date(2023, 1, 1), slug=f"a-{number}", tags=(tag,), body="A."))
    assert find() == []


def test_the_counts_are_json_data(archive, capsys):
    Path("captures/lamp.txt").unlink()
    assert call(main, "check", "--json") == 1
    data = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert data["articles"] == 1 and set(data["counts"]) == set(KINDS) and data["counts"]["captures_gone"] == 1
    assert [one["kind"] for one in data["findings"]] == ["captures_gone"] and data["not_checked"] == []


def test_the_counts_can_stand_on_a_page(archive, capsys):
    write_article(Path("content"), Article("Lamp", date(2023, 5, 2), slug="d", body="A.", date_basis="captured"))
    capsys.readouterr()
    assert call(main, "check", "--markdown") == 1
    assert capsys.readouterr().out == "- articles: 2\n- doubtful dates: 1\n"


def test_a_quiet_check_prints_nothing(archive, capsys):
    Path("captures/lamp.txt").unlink()
    capsys.readouterr()
    assert call(main, "check", "--quiet") == 1
    assert capsys.readouterr() == ("", "")


def test_many_findings_of_a_kind_are_shown_in_part(archive, capsys):
    for number in range(30):
        article = Article("D", date(2023, 1, 1), slug=f"d-{number}", date_basis="captured", body="A.")
        write_article(Path("content"), article)
    assert call(main, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("doubtful dates: 30")
    assert lines[at + 21] == "  ... and 10 more; --json lists all" and lines[at + 22].startswith("  -> correct Date")


@pytest.mark.parametrize(
    "write, said",
    [
        (lambda: None, "there is no folder nowhere"),
        (lambda: Path("nowhere").write_text("a file", encoding="utf-8"), "there is no folder nowhere"),
    ],
)
def test_a_missing_folder_is_told_in_words(write, said, archive, capsys):
    write()
    assert call(main, "check", "--content", "nowhere") == 2
    assert said in capsys.readouterr().err


def test_a_broken_names_file_is_told_with_its_line(archive, capsys):
    Path("content/names.toml").write_text("[[entity]]\nnaem = 1\n", encoding="utf-8")
    for command in ("check", "list", "stats", "export --csv"):
        assert call(main, *command.split()) == 2
        assert "names.toml, line " in capsys.readouterr().err
