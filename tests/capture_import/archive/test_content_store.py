"""The content folder: what can't be read now is not taken for missing, as what is missing is written over."""

import errno
import os
from pathlib import Path

import pytest

from capture_import.archive.content_store import ContentStore


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    """Return a store of two articles in a folder, and the owner's list of removed articles."""
    (tmp_path / "2024/05/02").mkdir(parents=True)
    for name in ("2024/05/02/lamp.md", "2024/05/02/mole.md", "removed.tsv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return ContentStore(tmp_path)


def fail(monkeypatch: pytest.MonkeyPatch, owner: object, function: str, code: int) -> None:
    """Let a function that takes a path raise an OSError."""

    def raise_error(path: object, *_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(owner, function, raise_error)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.EMFILE])
def test_what_can_not_be_read_raises(store, monkeypatch, code):
    fail(monkeypatch, Path, "read_text", code)
    fail(monkeypatch, os, "listdir", code)
    fail(monkeypatch, os, "scandir", code)
    for ask in (
        lambda: store.read("removed.tsv"),
        lambda: store.has_name("2024/05/02", "lamp.md"),
        lambda: list(store.article_paths()),
    ):
        with pytest.raises(OSError, match=os.strerror(code)):
            ask()


def test_what_is_not_there_is_missing(store):
    assert [store.read(path) for path in ("none.md", "removed.tsv/none.md", "2024", "n" * 300)] == [None] * 4
    assert not store.has_name("2024/05/03", "lamp.md") and not store.has_name("removed.tsv", "lamp.md")
    assert store.has_name("2024/05/02", "LAMP.md") and store.read("removed.tsv") == "removed.tsv"
    assert list(store.article_paths()) == ["2024/05/02/lamp.md", "2024/05/02/mole.md"]
    assert not list(ContentStore(store.root / "none").article_paths())
