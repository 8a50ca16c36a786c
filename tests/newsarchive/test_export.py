"""`newsarchive export`: what is in each format, what is left out and named, and that a file is whole or not there."""

import csv
import errno
import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher

from newsarchive import content_articles, export
from newsarchive.main import main
from newsrecord.record import Article, Tag
from publication import csv_table
from tests.commands.client import run_command
from tests.newsarchive.contents import LAMP, PICTURE, call, write_article, write_content
from tests.newsrecord.bibtex_reading import parse_bibtex

PUBLISHED = ["2023/01/09/sum.md", "2024/05/02/lamp-lit.md", "2024/05/02/maiak.md", "2024/06/01/migdalor.md"]
TEXT_FORMATS = [form.name for form in export.FORMATS if form.encoding]


@pytest.fixture
def archive(tmp_path, monkeypatch):
    write_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return call(main, "export", *arguments)


def read_rows(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_table_has_a_row_for_each_published_article(archive):
    assert run("--csv", "--url", "https://archive.example/") == 0
    data = Path("newsarchive.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdate,title") and data.endswith(b"\r\n")
    rows = read_rows(Path("newsarchive.csv"))
    assert [row["path"] for row in rows] == PUBLISHED
    lamp = rows[1]
    assert (lamp["title"], lamp["authors"]) == (LAMP.title, "Clara Whitlow; Whitlow, Ada; HVN Newsroom")
    assert (lamp["date"], lamp["modified"]) == ("2024-05-02T10:30:00+03:00", "2024-05-03")
    assert (lamp["tags"], lamp["url"]) == ("Ferry; Tide, spring", "https://archive.example/2024/05/02/lamp-lit.html")


def test_no_cell_is_a_formula_and_a_day_stays_a_day(archive):
    run("--csv")
    row = read_rows(Path("newsarchive.csv"))[0]
    assert (row["title"], row["date"]) == ("'=1+1", "2023-01-09")


def test_json_lines_have_texts_pictures_and_captures_and_the_same_keys(archive):
    assert run("--jsonl", "a.jsonl") == 0
    objects = [json.loads(line) for line in Path("a.jsonl").read_text("utf-8").splitlines()]
    assert [one["path"] for one in objects] == PUBLISHED and len({tuple(one) for one in objects}) == 1
    lamp, hebrew = objects[1], objects[3]
    assert lamp["body"] == LAMP.body and lamp["tags"] == ["Ferry", "Tide, spring"]
    saved, elsewhere = lamp["pictures"]
    assert (saved["file"], saved["alt"], saved["caption"], saved["credit"]) == (PICTURE, "A lamp", "The lamp", "Ada")
    assert (elsewhere["file"], elsewhere["url"], elsewhere["is_lead"]) == ("", "https://post.example/b.png", True)
    assert [one["title"] for one in lamp["revisions"]] == ["The lamp"]
    assert (hebrew["title"], hebrew["summary"]) == ("המגדלור דולק", None)


def test_a_database_has_all_tables_with_keys_that_hold_and_search(archive):
    assert run("--sqlite") == 0
    database = sqlite3.connect("newsarchive.sqlite")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    counts = {
        table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("articles", "authors", "tags", "sections", "pictures", "revisions")
    }
    assert counts == {"articles": 4, "authors": 6, "tags": 2, "sections": 2, "pictures": 2, "revisions": 1}
    names = database.execute(
        "SELECT authors.name FROM articles JOIN articles_authors ON article_id = articles.id "
        "JOIN authors ON author_id = authors.id WHERE articles.slug = 'lamp-lit' ORDER BY position"
    ).fetchall()
    assert [name for (name,) in names] == list(LAMP.authors)
    search = "SELECT title FROM articles WHERE id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    assert database.execute(search, ("keeper",)).fetchall() == [(LAMP.title,)]
    assert database.execute(search, ("маяк",)).fetchall() == [("Маяк світить",)]


def test_datasette_finds_the_full_text_index_and_labels(archive):
    """Datasette looks for these words in the schema (its `detect_fts`)."""
    run("--sqlite")
    database = sqlite3.connect("newsarchive.sqlite")
    (found,) = database.execute(
        "SELECT name FROM sqlite_master WHERE rootpage = 0 "
        "AND sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"articles\"%'"
    ).fetchone()
    keys = database.execute("PRAGMA foreign_key_list(articles_tags)").fetchall()
    assert found == "articles_fts" and {(row[2], row[3]) for row in keys} == {
        ("articles", "article_id"),
        ("tags", "tag_id"),
    }


def test_the_same_articles_give_the_same_bytes(archive):
    for name in ("csv", "jsonl", "sqlite", "bibtex", "ris", "csl", "zip"):
        assert run(f"--{name}", f"first.{name}") == run(f"--{name}", f"second.{name}") == 0
        assert Path(f"first.{name}").read_bytes() == Path(f"second.{name}").read_bytes(), name


def test_drafts_hidden_and_skipped_articles_are_left_out_and_counted(archive, capsys):
    for form in export.FORMATS:
        if form.name != "zim":
            assert run(f"--{form.name}", f"out.{form.name}") == 0
            assert "3 left out that are drafts, hidden or skipped" in capsys.readouterr().err
            assert b"Not yet." not in Path(f"out.{form.name}").read_bytes()


@pytest.mark.parametrize(
    "text, line, reason",
    [
        ("Title: A\nDate: 2024-13-45\n\nA.\n", 2, "Date '2024-13-45' is no date"),
        ("Title: A\nDate: March 2024\n\nA.\n", 2, "does not name year, month and day"),
        ("Date: 2024-05-02\n\nA.\n", 1, "it has no title"),
        ("Title: A\n\nA.\n", 1, "it has no date"),
        ("Title: A\nDate: 2024-05-02\nStatus: gone\n\nA.\n", 3, "its status 'gone' is none of"),
        ("Title: A\nDate: 2024-05-02\n\n\ud800A.\n", 4, "its text is not UTF-8"),
    ],
)
def test_an_article_that_cannot_be_read_is_named_and_the_others_are_written(text, line, reason, archive, capsys):
    Path("content/2024/broken.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert run("--csv") == 1
    said = capsys.readouterr().err
    assert f"content/2024/broken.md:{line}: left out: " in said and reason in said
    assert [row["path"] for row in read_rows(Path("newsarchive.csv"))] == PUBLISHED


def test_a_file_of_revisions_that_cannot_be_read_is_named_and_its_article_is_written(archive, capsys):
    Path("content/2024/05/02/lamp-lit.revisions.jsonl").write_text('{"captured": ', encoding="utf-8")
    assert run("--jsonl", "a.jsonl") == 1
    assert "lamp-lit.revisions.jsonl:1: left out" in capsys.readouterr().err
    assert len(Path("a.jsonl").read_text("utf-8").splitlines()) == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_an_article_without_permission_is_named(archive, capsys):
    Path("content/2024/05/02/maiak.md").chmod(0)
    assert run("--csv") == 1 and "Permission denied" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_leads_nowhere_is_named(archive, capsys):
    Path("content/2024/gone.md").symlink_to("nowhere.md")
    assert run("--csv") == 1
    assert "content/2024/gone.md:1: left out: it can't be read: No such file" in capsys.readouterr().err


def test_articles_written_by_hand_are_read_as_the_build_reads_them(archive):
    Path("content/by-hand.md").write_text(
        "title: By hand\ndate: 3 March 2019\nauthor: Lee, Ann\ncategory: Town\n\nText.\n", encoding="utf-8"
    )
    assert run("--jsonl", "a.jsonl") == 0
    objects = [json.loads(line) for line in Path("a.jsonl").read_text("utf-8").splitlines()]
    (found,) = (one for one in objects if one["path"] == "by-hand.md")
    assert (found["date"], found["authors"], found["sections"]) == ("2019-03-03", ["Lee, Ann"], ["Town"])
    assert found["page"] == "2019/03/03/by-hand.html"


def test_a_quiet_export_names_problems_only(archive, capsys):
    assert run("--csv", "--quiet") == 0 and capsys.readouterr().err == ""
    Path("content/2024/broken.md").write_text("Title: A\n\nA.\n", encoding="utf-8")
    assert run("--ris", "--quiet") == 1 and capsys.readouterr().err.count("\n") == 1


def test_nothing_is_replaced_without_force(archive, capsys):
    Path("newsarchive.csv").write_text("mine", encoding="utf-8")
    assert run("--csv") == 2 and "--force" in capsys.readouterr().err
    assert Path("newsarchive.csv").read_text("utf-8") == "mine"
    assert run("--csv", "--force") == 0 and len(read_rows(Path("newsarchive.csv"))) == 4


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), sqlite3.OperationalError("full")])
def test_a_disk_that_is_full_leaves_nothing_behind(error, archive, monkeypatch, capsys):
    def fail(articles, file):
        file.write("half")
        raise error

    monkeypatch.setattr(csv_table, "write_csv", fail)
    before = sorted(os.listdir("."))
    assert run("--csv") == 2
    assert sorted(os.listdir(".")) == before and "newsarchive: " in capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is always full")
def test_standard_output_that_is_full_ends_with_a_line(archive):
    call = [sys.executable, "-m", "newsarchive", "export", "--csv", "-"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "there is no room" in done.stderr


def test_a_reader_that_ends_early_ends_the_export_without_a_word(archive):
    call = [sys.executable, "-m", "newsarchive", "export", "--jsonl", "-"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 1)


def test_text_formats_go_to_standard_output_byte_for_byte(archive):
    for name in TEXT_FORMATS:
        done = run_command("newsarchive", ["export", f"--{name}", "-"], archive)
        assert done.returncode == 0
        run(f"--{name}", f"file.{name}")
        # run_command reads text, in which CRLF is a line end
        expected = Path(f"file.{name}").read_bytes().decode("utf-8").replace("\r\n", "\n")
        assert done.stdout == expected


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--csv", "--content", "nowhere"], "there is no folder nowhere"),
        (["--sqlite", "-"], "--sqlite needs a file"),
        (["--csv", "content"], "content is a folder"),
        (["--csv", "nowhere/a.csv"], "newsarchive: nowhere/a.csv: No such file or directory"),
        (["--zip", "content/a.zip"], "content/a.zip would lie in a folder that it is to hold"),
        (["--csv", "--url", "archive.example"], "--url is a web address"),
        (["--zim"], "there is no site in output"),
        ([], "one of the arguments"),
        (["--csv", "--ris"], "not allowed with"),
    ],
)
def test_a_wrong_call_is_told_in_words(arguments, said, archive, capsys):
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err


# BibTeX, RIS and CSL-JSON


def test_bibtex_has_an_entry_for_each_article_with_balanced_braces(archive):
    assert run("--bibtex", "--url", "https://archive.example") == 0
    entries = parse_bibtex(Path("newsarchive.bib").read_text("utf-8"))
    assert list(entries) == ["sum-2023-01-09", "lamp-lit-2024-05-02", "maiak-2024-05-02", "migdalor-2024-06-01"]
    kind, lamp = entries["lamp-lit-2024-05-02"]
    assert kind == "online"
    assert lamp["author"] == "Whitlow, Clara and Whitlow, Ada and {HVN Newsroom}"
    assert lamp["title"] == (
        r"{The \"lamp\" \& the \textbraceleft{}tide\textbraceright{}: 50 \% more light\_}".replace(r"\"", '"')
    )
    assert (lamp["date"], lamp["year"], lamp["urldate"]) == ("2024-05-02", "2024", "2024-05-04")
    assert lamp["url"] == "https://post.example/lamp?id=7&x=%7B1%7D"
    assert lamp["note"] == "https://archive.example/2024/05/02/lamp-lit.html"
    assert entries["sum-2023-01-09"][1]["author"] == "{Ann and Ben}"


def test_ris_has_a_record_for_each_article_by_its_rules(archive):
    assert run("--ris") == 0
    data = Path("newsarchive.ris").read_bytes().decode("utf-8")
    lines = data.split("\r\n")
    assert data.endswith("ER  - \r\n") and "\n" not in data.replace("\r\n", "")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    records = [part.split("\r\n") for part in data.split("ER  - \r\n")[:-1]]
    assert len(records) == 4 and all(record[0] == "TY  - NEWS" for record in records)
    assert [line[6:] for line in records[1] if line.startswith("AU")] == [
        "Whitlow, Clara",
        "Whitlow, Ada",
        "HVN Newsroom",
    ]
    assert "DA  - 2024/05/02" in records[1] and "T2  - Halverin Post" in records[1]


NAME_KEYS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
ITEM_KEYS = {"id", "type", "title", "author", "issued", "accessed", "container-title", "publisher-place", "section"}
ITEM_KEYS |= {"URL", "archive", "archive_location", "language", "abstract", "keyword"}


def test_csl_json_holds_to_the_rules_of_its_schema(archive):
    assert run("--csl", "--name", "Halverin Archive", "--url", "https://archive.example") == 0
    items = json.loads(Path("newsarchive.csl.json").read_text("utf-8"))
    assert len(items) == 4 == len({item["id"] for item in items})
    for item in items:
        assert set(item) <= ITEM_KEYS and item["type"] == "article-newspaper"
        texts = set(item) - {"author", "issued", "accessed"}
        assert all(isinstance(item[key], str) and item[key] for key in texts)
        for name in item["author"]:
            assert set(name) <= NAME_KEYS and ("literal" in name) != ("family" in name)
        for key in {"issued", "accessed"} & set(item):
            ((year, month, day),) = item[key]["date-parts"]
            assert set(item[key]) == {"date-parts"} and date(year, month, day).year == year
    lamp = items[1]
    assert lamp["issued"] == {"date-parts": [[2024, 5, 2]]} and lamp["archive"] == "Halverin Archive"
    assert lamp["author"] == [
        {"family": "Whitlow", "given": "Clara"},
        {"family": "Whitlow", "given": "Ada"},
        {"literal": "HVN Newsroom"},
    ]
    assert items[2]["author"] == [{"family": "Ковальчук", "given": "Надія"}] and items[3]["author"] == [
        {"literal": "אדה לוי"}
    ]


def test_an_archive_without_articles_gives_whole_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    for form in export.FORMATS:
        if form.name != "zim":
            assert run(f"--{form.name}", f"empty.{form.name}") == 0
    assert json.loads(Path("empty.csl").read_text("utf-8")) == []
    assert len(Path("empty.csv").read_text("utf-8").splitlines()) == 1
    assert sqlite3.connect("empty.sqlite").execute("SELECT count(*) FROM articles").fetchone() == (0,)


def test_two_articles_of_one_day_and_slug_have_keys_of_their_own_that_stay(archive):
    write_article(Path("content"), LAMP, "lamp-lit-2")
    run("--bibtex")
    keys = [key for key in parse_bibtex(Path("newsarchive.bib").read_text("utf-8")) if key.startswith("lamp-lit-2024")]
    mark = hashlib.sha256(b"2024/05/02/lamp-lit.md").hexdigest()[:6]
    assert keys == ["lamp-lit-2024-05-02", f"lamp-lit-2024-05-02-{mark}"]


# The bag


def read_bag(path):
    with zipfile.ZipFile(path) as bag:
        assert bag.testzip() is None
        return {name: bag.read(name) for name in bag.namelist()}


def test_a_bag_holds_to_its_specification(archive):
    Path("captures").mkdir()
    Path("captures/a 100%.txt").write_text("The lamp.", encoding="utf-8")
    assert run("--zip") == 0
    files = read_bag("newsarchive.zip")
    assert {name.partition("/")[0] for name in files} == {"archive"}
    files = {name.removeprefix("archive/"): data for name, data in files.items()}
    assert files["bagit.txt"] == b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    for manifest, members in (
        ("manifest-sha256.txt", payload),
        (
            "tagmanifest-sha256.txt",
            {name: files[name] for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")},
        ),
    ):
        lines = [line.split("  ", 1) for line in files[manifest].decode().splitlines()]
        listed = {name: sha256 for sha256, name in lines}
        assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    size = sum(map(len, payload.values()))
    assert f"Payload-Oxum: {size}.{len(payload)}\n" in files["bag-info.txt"].decode()
    assert list(payload) == sorted(payload)


def test_a_bag_has_what_is_published_and_captures_of_nothing_else(archive, capsys):
    draft, removed, shown = b"a draft's page", b"a removed page", b"the lamp's page"
    Path("captures").mkdir()
    for name, data in (("draft.html", draft), ("removed.html", removed), ("lamp.html", shown)):
        Path("captures", name).write_bytes(data)
    hashes = {data: hashlib.sha256(data).hexdigest() for data in (draft, removed)}
    write_article(
        Path("content"),
        Article("D", date(2024, 7, 1), slug="a-draft", status="draft", capture_sha256=hashes[draft], body="Secret."),
    )
    Path("content/removed.tsv").write_text(f"{hashes[removed]}\t\tasked for\t\n", encoding="utf-8")
    Path("content/pictures/zz").mkdir()
    Path(f"content/pictures/zz/{'ee' * 32}.png").write_bytes(b"of nobody")
    Path("content/.newsarchive").mkdir()
    Path("content/.newsarchive/ledger.sqlite").write_bytes(b"x")
    assert run("--zip") == 0
    names = {name.removeprefix("archive/data/") for name in read_bag("newsarchive.zip") if "/data/" in name}
    assert names == {
        "captures/lamp.html",
        *(f"content/{path}" for path in PUBLISHED),
        "content/2024/05/02/lamp-lit.revisions.jsonl",
        "content/pages/about.md",
        f"content/{PICTURE}",
    }
    assert "containers" not in capsys.readouterr().err


def test_a_bag_says_where_captures_of_drafts_may_be(archive, capsys):
    Path("captures").mkdir()
    draft = Article("D", date(2024, 7, 1), slug="a-draft", status="draft", capture_sha256="9" * 64, body="Secret.")
    write_article(Path("content"), draft)
    assert run("--zip") == 0
    assert "1 captures of articles that are left out are no files of their own" in capsys.readouterr().err


def test_a_bag_is_not_made_where_a_draft_s_captures_are_not_known(archive, capsys):
    Path("captures").mkdir()
    draft = Article("D", date(2024, 7, 1), slug="a-draft", status="draft", capture_sha256="9" * 64, body="Secret.")
    write_article(Path("content"), draft)
    (path,) = Path("content").rglob("a-draft.md")
    path.with_name("a-draft.revisions.jsonl").write_text("{", encoding="utf-8")
    assert run("--zip") == 2 and not Path("newsarchive.zip").exists()
    assert "a-draft.revisions.jsonl: it can't be read" in capsys.readouterr().err
    path.with_name("a-draft.revisions.jsonl").unlink()
    Path("content/2024/broken.md").write_text("Title: A\n\nText.\n", encoding="utf-8")
    assert run("--zip") == 2 and not Path("newsarchive.zip").exists()
    said = capsys.readouterr().err
    assert "content/2024/broken.md:1: left out" in said and "correct these files" in said


@pytest.mark.parametrize("name", ["captures/closed", "content/pages/closed"])
def test_a_bag_is_not_made_without_a_folder_that_can_not_be_listed(name, archive, refuse_listing, capsys):
    Path(name).mkdir(parents=True, exist_ok=True)
    refuse_listing(Path(name).name)
    assert run("--zip") == 2
    assert name in capsys.readouterr().err and not Path("newsarchive.zip").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("name, said", [(b"a\nb.txt", "has a line end"), (b"a\xff.txt", "is not UTF-8")])
def test_a_name_that_no_bag_can_hold_is_told(name, said, archive, capsys):
    Path("captures").mkdir()
    Path("captures", os.fsdecode(name)).write_text("x", encoding="utf-8")
    assert run("--zip") == 2
    assert said in capsys.readouterr().err and not Path("newsarchive.zip").exists()


# ZIM


def test_without_libzim_the_remedy_is_said(archive, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "libzim.writer", None)
    make_site(archive)
    assert run("--zim") == 2
    assert "pip install 'newsarchive[zim]'" in capsys.readouterr().err and not Path("newsarchive.zim").exists()


def make_site(archive):
    """Write a site as the build would make it of the archive."""
    pages = {
        "index.html": "Halverin Archive",
        "tag/ferry.html": "Ferry · Halverin Archive",
        "drafts/a-draft.html": "A draft",
    }
    pages |= {path.replace(".md", ".html"): f"{path} · Halverin Archive" for path in PUBLISHED}
    for path, title in {**pages, "2024/07/01/a-hidden.html": "Hidden"}.items():
        file = archive / "output" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<!doctype html>\n<html lang="uk">\n<title>{title}</title>\n'
            f'<meta name=description content="News &amp; more">\n'
            f"<body><main>The keeper of {title}</main>\n",
            encoding="utf-8",
        )
    (archive / "output/theme").mkdir()
    (archive / "output/theme/site.css").write_text("body {}", encoding="utf-8")
    (archive / "output/.archive-engine-manifest.json.gz").write_text("{}", encoding="utf-8")


def test_a_zim_file_is_read_back_with_search_and_suggestions(archive, capfd):
    make_site(archive)
    assert run("--zim") == 0
    assert capfd.readouterr().out == ""
    zim = Archive(Path("newsarchive.zim"))
    assert zim.check() and zim.main_entry.get_item().path == "index.html"
    metadata = {name: zim.get_metadata(name).decode() for name in ("Title", "Description", "Language", "Date")}
    assert metadata == {
        "Title": "Halverin Archive",
        "Description": "News & more",
        "Language": "ukr",
        "Date": "2024-06-01",
    }
    assert zim.has_illustration(48) and bytes(zim.get_illustration_item(48).content).startswith(b"\x89PNG")
    assert zim.get_entry_by_path("2024/05/02/maiak.html").title == "Маяк світить"
    for path in ("drafts/a-draft.html", "2024/07/01/a-hidden.html", ".archive-engine-manifest.json.gz"):
        assert not zim.has_entry_by_path(path)
    assert zim.get_entry_by_path("theme/site.css").get_item().mimetype == "text/css"
    search = Searcher(zim).search(Query().set_query("keeper"))
    found = set(search.getResults(0, search.getEstimatedMatches()))
    assert found == {path.replace(".md", ".html") for path in PUBLISHED}
    suggestions = SuggestionSearcher(zim).suggest("маяк")
    assert list(suggestions.getResults(0, 5)) == ["2024/05/02/maiak.html"]


def test_a_zim_file_of_an_older_site_names_the_articles_without_a_page(archive, capsys):
    make_site(archive)
    Path("output/2024/05/02/maiak.html").unlink()
    assert run("--zim") == 1
    assert "content/2024/05/02/maiak.md:1: left out: it has no page in output" in capsys.readouterr().err


# Many articles


def test_articles_are_read_one_by_one(archive, monkeypatch):
    """A writer gets an article before the next one is read, in every format that is made of articles."""
    alive: list[int] = []
    read = content_articles.read_content

    def count(content):
        for number, file in enumerate(read(content)):
            alive.append(number)
            yield file

    seen = []

    def look(articles, file):
        seen.extend((handed.path, len(alive)) for handed in articles)

    monkeypatch.setattr(export, "read_content", count)
    monkeypatch.setattr(csv_table, "write_csv", look)
    run("--csv")
    assert seen == [(path, number) for number, path in enumerate(PUBLISHED, 1)]


@pytest.mark.slow
def test_many_articles_are_joined_by_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(1500):
        article = Article(
            f"Story {number}",
            date(2020, 1, 1) + timedelta(days=number // 4),
            slug=f"story-{number}",
            tags=(Tag(f"T{number % 50}"), Tag("All")),
            authors=(f"Ann{'abcdefg'[number % 7]} Lee",),
            body="The lamp is lit. " * 100,
        )
        write_article(Path("content"), article)
    assert run("--sqlite") == 0
    database = sqlite3.connect("newsarchive.sqlite")
    query = "SELECT count(*) FROM articles_tags JOIN tags ON tags.id = tag_id WHERE name = 'All'"
    assert database.execute(query).fetchone() == (1500,)
