"""The walk of a content folder by the commands that read all articles."""

import errno

import pytest

from newsarchive.content_articles import list_paths


def test_a_folder_that_can_not_be_listed_is_not_left_out(tmp_path, refuse_listing):
    for name in ("2023/01/02/lamp.md", "2024/05/02/mole.md"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert list(list_paths(tmp_path)) == ["2023/01/02/lamp.md", "2024/05/02/mole.md"]
    refuse_listing("2024", errno.EIO)
    with pytest.raises(OSError, match="2024"):
        list(list_paths(tmp_path))
