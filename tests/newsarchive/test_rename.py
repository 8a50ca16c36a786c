"""`newsarchive rename`: what it writes, says and refuses."""

import json
from pathlib import Path

import pytest

from newsarchive.main import main
from newsrecord.names_file import read_names_file


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder with three articles."""
    folder = tmp_path / "content"
    (folder / "2024").mkdir(parents=True)
    for number, author in enumerate(["J. Smith; Ann Lee", "J. SMITH", "Smyth, J.;"]):
        matter = f"Title: Lamp {number}\nDate: 2024-05-02\nAuthors: {author}\nTags: Ferry; Sea\nPublisher: Post, The\n"
        (folder / f"2024/lamp-{number}.md").write_text(f"{matter}\nThe lamp of Halverin is lit.\n", encoding="utf-8")
    return folder


def call(content: Path, *arguments: str) -> int:
    return main(["rename", *arguments, "--content", str(content)])


def test_a_rename_writes_the_names_file_and_says_what_changes(content, capsys):
    before = {path: path.read_bytes() for path in content.rglob("*.md")}
    assert call(content, "author", "J. Smith", "John Smith") == 0
    said = capsys.readouterr().out
    assert 'names.toml, line 1, now says: "J. Smith" is "John Smith". 2 articles have it; build again' in said
    [smith] = read_names_file(content).entities
    assert (smith.name, smith.kind, smith.spellings) == ("John Smith", "author", ("J. Smith",))
    assert call(content, "author", "J. Smith", "John Smith") == 0
    assert "says already" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in content.rglob("*.md")} == before
    assert not list(content.glob("*.new"))


@pytest.mark.parametrize(
    ("kind", "old", "articles"),
    [("tag", "Ferry", 3), ("publisher", "Post, The", 3), ("author", "Smyth, J.", 1), ("place", "Halverin", 3)],
)
def test_names_of_each_kind_are_counted(content, capsys, kind, old, articles):
    assert call(content, kind, old, "New", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "kind": kind,
        "old": old,
        "new": "New",
        "articles": articles,
        "file": (content / "names.toml").as_posix(),
        "line": 1,
        "changed": True,
    }


def test_of_an_unknown_name_the_nearest_are_named(content, capsys):
    assert call(content, "author", "J. Smit", "John Smith") == 1
    said = capsys.readouterr().err
    assert 'no article has the author "J. Smit"; nearest: "J. S' in said
    assert call(content, "author", "J. Smit", "John Smith", "--json") == 1
    assert "J. SMITH" in json.loads(capsys.readouterr().out)["nearest"]
    assert not (content / "names.toml").exists()


def test_quiet_prints_nothing(content, capsys):
    assert call(content, "tag", "Ferry", "Ferries", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


CIRCLE = (
    '[[entity]]\nname = "A"\nkind = "tag"\nspellings = ["B"]\n[[entity]]\nname = "B"\nkind = "tag"\nspellings = ["A"]\n'
)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ('[[entity]]\nname = "Ferry"\nkind = "tag"\n[[entity]]\nname = "Boat"\nkind = "tag"\n', "(line 4): put both"),
        (CIRCLE, "line 8: the renames lead in a circle"),
        ("[[entity]\n", "line 1: it is not TOML"),
    ],
)
def test_conflicts_circles_and_broken_files_are_named_and_nothing_is_written(content, capsys, names, words):
    (content / "names.toml").write_text(names, encoding="utf-8")
    assert call(content, "tag", "Ferry", "Boat") == 2
    assert words in capsys.readouterr().err
    assert (content / "names.toml").read_text(encoding="utf-8") == names


@pytest.mark.parametrize("arguments", [("tag", "Ferry", "Ferry"), ("tag", " ", "Ferry"), ("tag", "Ferry", "")])
def test_a_call_that_can_mean_nothing_is_refused(content, capsys, arguments):
    assert call(content, *arguments) == 2
    assert "two spellings" in capsys.readouterr().err


def test_an_unknown_kind_is_refused(content, capsys):
    with pytest.raises(SystemExit) as ended:
        call(content, "writer", "J. Smith", "John Smith")
    assert ended.value.code == 2
    assert "organisation" in capsys.readouterr().err
