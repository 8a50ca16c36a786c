"""The walk through folders: what can't be looked at is not gone, and no link leads it round in circles."""

import errno
import os
import random

import pytest

from newsrecord.folder_walk import is_file, is_folder, stat_if_there, walk


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def list_files(folder, **how):
    return sorted(
        os.path.relpath(os.path.join(inner, name), folder)
        for inner, _, names in walk(str(folder), **how)
        for name in names
    )


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.EMFILE, errno.ESTALE])
@pytest.mark.parametrize("name", ["top", "2024"])
def test_a_folder_that_can_not_be_listed_raises(tmp_path, refuse_listing, name, code):
    fill(tmp_path, "top/2023/a", "top/2024/b")
    refuse_listing(name, code)
    with pytest.raises(OSError, match=name) as raised:
        list_files(tmp_path / "top")
    assert raised.value.errno == code


def test_a_folder_of_the_system_is_passed_over(tmp_path, refuse_listing):
    fill(tmp_path, "2023/a", "lost+found/b")
    refuse_listing("lost+found", errno.EACCES)
    assert list_files(tmp_path) == ["2023/a"]


def test_a_folder_that_is_gone_is_passed_over(tmp_path, refuse_listing):
    fill(tmp_path, "2023/a", "2024/b")
    refuse_listing("2024", errno.ENOENT)
    assert list_files(tmp_path) == ["2023/a"]
    assert list_files(tmp_path / "none") == []


def test_a_link_to_a_folder_that_the_walk_is_in_is_not_followed(tmp_path):
    fill(tmp_path, "top/a/x", "top/b/y", "beside/z")
    for link, target in (
        ("top/a/up", ".."),
        ("top/a/to-b", "../b"),
        ("top/b/to-a", "../a"),
        ("top/aside", "../beside"),
    ):
        (tmp_path / link).symlink_to(target)
    (tmp_path / "beside/above").symlink_to(tmp_path)
    followed = ["a/to-b/y", "a/x", "aside/z", "b/to-a/x", "b/y"]
    assert list_files(tmp_path / "top", follows_links=True) == followed
    assert list_files(tmp_path / "top") == ["a/x", "b/y"]


def test_only_what_is_not_there_has_no_status(tmp_path, monkeypatch):
    fill(tmp_path, "a")
    (tmp_path / "circle").symlink_to("circle")
    assert [stat_if_there(str(tmp_path / name)) for name in ("none", "a/b", "circle")] == [None] * 3
    assert stat_if_there(str(tmp_path / "a")) is not None

    def refuse(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    assert [is_file(tmp_path / "a"), is_file(tmp_path), is_file(tmp_path / "none")] == [True, False, False]
    assert [is_folder(tmp_path / "a"), is_folder(tmp_path), is_folder(tmp_path / "none")] == [False, True, False]
    monkeypatch.setattr(os, "stat", refuse)
    for ask in (stat_if_there, is_file, is_folder):
        with pytest.raises(PermissionError):
            ask(tmp_path / "a")


@pytest.mark.parametrize("seed", range(10))
def test_the_order_and_the_names_are_those_of_the_library(tmp_path, seed):
    chance = random.Random(seed)
    folders = [tmp_path]
    for number in range(12):
        folder = chance.choice(folders) / f"f{number}"
        folder.mkdir()
        folders.append(folder)
        (chance.choice(folders) / f"file{number}").touch()
        (chance.choice(folders) / f"link{number}").symlink_to(chance.choice(["none", tmp_path / "f0", "."]))
    assert list(walk(str(tmp_path))) == list(os.walk(tmp_path))
