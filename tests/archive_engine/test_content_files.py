"""The files of Pelican's generators: those that Pelican itself finds, but for folders that it would take for empty."""

import random

import pytest
from pelican.generators import Generator
from pelican.settings import DEFAULT_CONFIG

from archive_engine.content_files import ContentFiles


def make(kind, content, **settings):
    """Return a generator of a kind for a folder of content."""
    settings = {**DEFAULT_CONFIG, "PATH": str(content), "CACHE_CONTENT": False, **settings}
    return kind(settings, settings, str(content), str(content.parent / "theme"), str(content.parent / "output"))


def grow(folder, chance, depth=3):
    """Fill a folder with files and folders by chance."""
    folder.mkdir(exist_ok=True)
    for name in ("a.md", "b.txt", ".hidden", "c.md~", "d.rst", "noext"):
        if chance.random() < 0.5:
            (folder / name).touch()
    for name in ("x", "y", ".git"):
        if depth and chance.random() < 0.7:
            grow(folder / name, chance, depth - 1)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("extensions", [None, False, ("md", "txt")])
def test_the_files_are_those_that_pelican_finds(tmp_path, seed, extensions):
    grow(tmp_path / "content", random.Random(seed))
    settings = {"IGNORE_FILES": [".*", "*~", "y"]} if seed % 2 else {}
    ours, theirs = (make(kind, tmp_path / "content", **settings) for kind in (ContentFiles, Generator))
    for paths in ("", ["x", "x/y"], ["x/a.md", "none", "x/c.md~"], ["./x"]):
        for exclude in (None, ["x/x"], ["y", "x/y/", "./x/x"]):
            assert ours.get_files(paths, exclude, extensions) == theirs.get_files(paths, exclude, extensions)


def test_a_folder_that_can_not_be_listed_is_not_taken_for_empty(tmp_path, refuse_listing):
    (tmp_path / "content/pages").mkdir(parents=True)
    refuse_listing("pages")
    assert make(Generator, tmp_path / "content").get_files("pages") == set()
    with pytest.raises(PermissionError, match="pages"):
        make(ContentFiles, tmp_path / "content").get_files("pages")


def test_a_link_to_above_is_not_followed(tmp_path):
    (tmp_path / "content/x").mkdir(parents=True)
    (tmp_path / "content/x/a.md").touch()
    for number in range(3):  # Pelican would follow them through every order of 40 steps
        (tmp_path / f"content/x/up-{number}").symlink_to("..")
    assert make(ContentFiles, tmp_path / "content").get_files("x") == {"x/a.md"}
