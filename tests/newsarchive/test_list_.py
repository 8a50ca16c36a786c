"""`newsarchive list` and `stats`: what they print, what the filters choose, what they say of broken files."""

import json
from pathlib import Path

import pytest

from newsarchive.main import main
from tests.newsarchive.contents import call, write_content


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    write_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)


def list_slugs(capsys, *arguments):
    assert call(main, "list", "--json", *arguments) == 0
    return [
        json.loads(line)["path"].rpartition("/")[2].removesuffix(".md") for line in capsys.readouterr().out.splitlines()
    ]


def test_a_line_has_day_file_headline_and_the_status_of_what_is_not_published(capsys):
    assert call(main, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2023-01-09  content/2023/01/09/sum.md  =1+1"
    assert lines[-1] == "2024-07-01  content/2024/07/01/a-skip.md  A skip  (skip)"
    assert len(lines) == 7


@pytest.mark.parametrize(
    "arguments, slugs",
    [
        (["--author", "clara whitlow"], ["lamp-lit"]),
        (["--author", "whitlow-ada"], ["lamp-lit"]),
        (["--author", "Надія Ковальчук", "--author", "Ann and Ben"], ["sum", "maiak"]),
        (["--tag", "spring-tide"], ["lamp-lit"]),
        (["--tag", "Tide, spring"], ["lamp-lit"]),
        (["--tag", "Ferry", "--author", "Ann and Ben"], []),
        (["--section", "Town"], ["lamp-lit"]),
        (["--publisher", "halverin post"], ["lamp-lit"]),
        (["--from", "2024-06", "--to", "2024-06"], ["migdalor"]),
        (["--to", "2023"], ["sum"]),
        (["--from", "2024-05-03", "--to", "2024-06-01"], ["migdalor"]),
        (["--from", "2024-12"], []),
    ],
)
def test_filters(arguments, slugs, capsys):
    assert list_slugs(capsys, *arguments) == slugs


@pytest.mark.parametrize("day", ["2024-13", "2024-02-30", "May", "24", "2024-5-1"])
def test_a_day_that_is_none_is_told(day, capsys):
    assert call(main, "list", "--from", day) == 2
    assert "not a day, month or year" in capsys.readouterr().err


def test_a_json_line_has_the_record_without_its_text(capsys):
    call(main, "list", "--json", "--tag", "Ferry")
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["status"] == "published" and found["tags"] == ["Ferry", "Tide, spring"] and "body" not in found


def test_names_are_as_the_owner_decided(capsys):
    Path("content/names.toml").write_text(
        '[[entity]]\nname = "Clara W. Whitlow"\nkind = "author"\nspellings = ["Clara Whitlow"]\n', encoding="utf-8"
    )
    assert list_slugs(capsys, "--author", "Clara W. Whitlow") == ["lamp-lit"]
    assert call(main, "export", "--csv") == 0
    assert "Clara W. Whitlow; Whitlow, Ada" in Path("newsarchive.csv").read_text("utf-8")


@pytest.mark.parametrize("command", ["list", "stats"])
def test_a_file_that_cannot_be_read_makes_the_status_1(command, capsys):
    Path("content/2024/broken.md").write_text("Title: A\n\nA.\n", encoding="utf-8")
    assert call(main, command) == 1
    said = capsys.readouterr()
    assert "broken.md:1: it has no date" in said.err or "1 files that can't be read" in said.out


@pytest.mark.parametrize("command", ["list", "stats"])
def test_a_missing_folder_is_told(command, capsys):
    assert call(main, command, "--content", "nowhere") == 2
    assert "there is no folder nowhere" in capsys.readouterr().err


def test_stats_count_what_there_is(capsys):
    assert call(main, "stats", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["articles"], found["first"], found["last"]) == (7, "2023-01-09", "2024-07-01")
    assert found["statuses"] == {"published": 4, "draft": 1, "hidden": 1, "skip": 1}
    assert found["years"] == {"2023": 1, "2024": 6} and found["languages"] == {"": 4, "en": 1, "he": 1, "uk": 1}
    assert (found["pictures"], found["with_capture"]) == (2, 1)
    assert call(main, "stats", "--tag", "Ferry") == 0
    assert capsys.readouterr().out.startswith("1 articles, 2024-05-02 to 2024-05-02; ")


def test_stats_of_an_empty_archive(tmp_path, capsys):
    Path("empty").mkdir()
    assert call(main, "stats", "--content", "empty") == 0
    assert capsys.readouterr().out.startswith("0 articles; 0 words")
