"""Intake: what a worker reads is kept, and while it reads, no other process waits for it."""

import sqlite3

import pytest

from archive_engine.intake import keep_sources
from archive_engine.output import Stamp
from archive_engine.reader import Read
from archive_engine.source_records import Source
from archive_engine.source_store import SourceStore


class _OtherProcess:
    """A reader that, while it reads, does what another worker does: writes to the same store."""

    def __init__(self, store: SourceStore) -> None:
        self.settings = {"PATH": "content"}
        self.store = store
        store.base.execute("PRAGMA busy_timeout=0")

    def read_all(self, paths):
        self.store.begin()
        self.store.set_fact("other", "written")
        self.store.commit()
        return [Read(Source(path, Stamp(1, 1), b"hash", status="skip"), [], []) for path in paths]


def test_other_workers_write_while_a_batch_is_read(tmp_path):
    store = SourceStore.open_or_rebuild(str(tmp_path)).store
    other = SourceStore(str(tmp_path))
    for build in (None, 1):
        kept = keep_sources(_OtherProcess(other), store, ["a.md", "b.md"], build)  # raises where the store is locked
        assert [result.path for result in kept] == ["a.md", "b.md"]
    assert store.facts()["other"] == "written"
    assert store.source("a.md").status == "skip"


def test_a_locked_store_would_be_noticed(tmp_path):
    store = SourceStore.open_or_rebuild(str(tmp_path)).store
    other = SourceStore(str(tmp_path))
    store.begin()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        _OtherProcess(other).read_all(["a.md"])
