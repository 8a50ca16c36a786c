"""The state that is kept between builds, damaged in every way: the index is rebuilt whole, and is never wrong."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from archive_engine.interface import Changes
from lunr_search import store as store_module
from lunr_search.config import SearchConfig, read_config
from lunr_search.digests import document_to_digest
from lunr_search.plugin import EngineIndex
from lunr_search.store import InUseError
from lunr_search.updates import update_folder
from tests.lunr_search.invented import LANGUAGES, make_documents
from tests.lunr_search.javascript import ROOT

DOCUMENTS = make_documents(30)
DIGESTS = {document.url: document_to_digest(document, LANGUAGES) for document in DOCUMENTS}
NEW = DOCUMENTS[-1].url


def truncate(state: Path) -> None:
    database = state / "documents.sqlite"
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def truncate_to_nothing(state: Path) -> None:
    (state / "documents.sqlite").write_bytes(b"")


def write_garbage(state: Path) -> None:
    (state / "documents.sqlite").write_bytes(b"not a database at all, and rather long for that" * 100)


def write_garbage_behind_the_head(state: Path) -> None:
    database = state / "documents.sqlite"
    data = database.read_bytes()
    # the first pages, some of which are read on opening, stay; those of the documents are overwritten
    database.write_bytes(data[: 4 * 4096] + b"\xa5" * (len(data) - 4 * 4096))


def set_another_version(state: Path) -> None:
    with closing(sqlite3.connect(state / "documents.sqlite", isolation_level=None)) as database:
        database.execute("UPDATE meta SET value = '\"0 of long ago\"' WHERE key = 'version'")


def drop_a_table(state: Path) -> None:
    with closing(sqlite3.connect(state / "documents.sqlite", isolation_level=None)) as database:
        database.execute("DROP TABLE names")


def run_sql(statement: str):
    def damage(state: Path) -> None:
        with closing(sqlite3.connect(state / "documents.sqlite", isolation_level=None)) as database:
            database.executescript(statement)

    return damage


def change(pattern: str, edit):
    """Return a function that damages the first file that matches a pattern by changing its bytes."""

    def damage(state: Path) -> None:
        path = min(state.glob(pattern))
        path.write_bytes(edit(path.read_bytes()))

    return damage


def remove(pattern: str):
    return lambda state: min(state.glob(pattern)).unlink()


def flip(data: bytes) -> bytes:
    middle = len(data) // 2 if len(data) < 400 else len(data) - 100
    return data[:middle] + bytes([data[middle] ^ 0x40]) + data[middle + 1 :]


def save(pattern: str, edit):
    """Return a function that damages the first file that matches a pattern by saving another array in it."""

    def damage(state: Path) -> None:
        path = min(state.glob(pattern))
        np.save(path, edit(np.load(path)))

    return damage


FILES = [
    *(
        f"segment-*/{name}"
        for name in ("keys.npy", "rows.npy", "counts.npy", "positions.npy", "starts.npy", "terms.txt")
    ),
    *("segment-*/position_starts.npy", "documents-*/lengths.npy", "counts-*.npy", "terms-*.txt"),
    *("newest-*/documents.npy", "newest-*/rows.npy", "entries-*.bin", "year-*.npz"),
    *(f"documents-*/{name}.npy" for name in ("kinds", "days", "numbers", "checksums", "places", "sizes")),
]
DAMAGES = {
    damage.__name__: damage
    for damage in (truncate, truncate_to_nothing, write_garbage, write_garbage_behind_the_head, drop_a_table)
} | {
    "postings cut": change("segment-*/positions.npy", lambda data: data[:200]),
    "no words": remove("segment-*/terms.txt"),
    "header of no Python": change("segment-*/counts.npy", lambda data: data.replace(b"}", b"(")),
    "header of a huge array": change("documents-*/lengths.npy", lambda data: data.replace(b"(29,", b"(9999999999999,")),
    "zero bytes": change("segment-*/starts.npy", lambda data: b""),
    "zeros": change("segment-*/rows.npy", lambda data: bytes(len(data))),
    "a zip": change("counts-*.npy", lambda data: b"PK\x03\x04" + data),
    "another shape": save("segment-*/keys.npy", lambda values: values.reshape(1, -1)),
    "other numbers": save("documents-*/lengths.npy", lambda values: values.astype(float)),
    "fewer words": change("segment-*/terms.txt", lambda data: data[:100]),
    "words in no code": change("terms-*.txt", lambda data: b"\xff" + data[1:]),
    "a folder for a file": lambda state: (remove("counts-*.npy")(state), (state / "counts-0.npy").mkdir()),
    "no database": remove("documents.sqlite"),
    "no seals": remove("seals.json"),
    "half the seals": change("seals.json", lambda data: data[: len(data) // 2]),
    "seals of another kind": change("seals.json", lambda data: b"[1]"),
    "seals of nothing": change("seals.json", lambda data: b"{}"),
    "another type": run_sql("UPDATE documents SET row = 'many' WHERE row = 3"),
    "another row": run_sql("UPDATE documents SET row = 4 WHERE row = 3"),
    "nothing in a value": run_sql("UPDATE meta SET value = NULL WHERE key = 'plan'"),
    "no value": run_sql("DELETE FROM meta WHERE key = 'files'"),
    "another table": run_sql("DROP TABLE documents; CREATE TABLE documents (row TEXT, source TEXT)"),
    **{f"one byte of {name}": change(name, flip) for name in FILES},
    **{f"{name} gone": remove(name) for name in FILES},
}
# Damage that keeps the file's time, so that only its consequences show it.
SILENT = {
    "rows out of range": save("segment-*/rows.npy", lambda values: values + np.uint32(1 << 30)),
    "starts that fall": save("segment-*/starts.npy", lambda values: np.append(values[:1], values[:0:-1])),
    "lengths of another shape": save("documents-*/lengths.npy", lambda values: values.reshape(-1, 5)),
    "keys of words that are none": save("newest-*/keys.npy", lambda values: values + np.int32(1 << 28)),
}


@pytest.fixture
def config(tmp_path):
    return config_in(tmp_path)


class Engine:
    """Updates the index as the engine does."""

    def __init__(self, config):
        self.index = EngineIndex(config)
        # the engine names one folder for each output; the folder in the settings is for stock Pelican
        self.memory = config.state.parent / "engine" / "0"
        self.files: dict[str, bytes] = {}

    def build(self, added: list[str], known: list[str], whole: bool = False) -> None:
        written, kept = {}, set()
        digests = {url: DIGESTS[url] for url in (*known, *added)}
        self.index.update(
            Changes(
                whole,
                {url: DIGESTS[url] for url in added},
                [],
                lambda: iter(digests.items()),
                written.__setitem__,
                kept.add,
                self.files.__getitem__,
                str(self.memory),
            )
        )
        self.files = {path: self.files[path] for path in kept} | written


OLD = [url for url in DIGESTS if url != NEW]


def config_in(folder: Path) -> SearchConfig:
    return read_config(
        {"CACHE_PATH": str(folder / "cache"), "OUTPUT_PATH": str(folder / "output"), "THEME": str(ROOT / "theme")}
    )


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """Return the files of an index of all documents that was built in one run."""
    engine = Engine(config_in(tmp_path_factory.mktemp("expected")))
    engine.build(list(DIGESTS), [], whole=True)
    return engine.files


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """Return an index of all documents but one: the folder of its state, and its files."""
    folder = tmp_path_factory.mktemp("old")
    engine = Engine(config_in(folder))
    engine.build(OLD, [], whole=True)
    return engine.memory, engine.files


@pytest.fixture
def engine(old, config):
    """Return a copy of the index `old` in a folder of its own."""
    again = Engine(config)
    shutil.copytree(old[0], again.memory)
    again.files = dict(old[1])
    return again


def warnings_of(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_state_is_rebuilt_with_one_warning(damage, engine, expected, caplog):
    DAMAGES[damage](engine.memory)
    engine.build([NEW], OLD)
    assert engine.files == expected
    said = warnings_of(caplog)
    assert len(said) == 1 and "are damaged" in said[0] and "is rebuilt" in said[0], said
    caplog.clear()
    engine.build([], list(DIGESTS))
    assert engine.files == expected and warnings_of(caplog) == []


@pytest.mark.parametrize("damage", SILENT)
def test_damage_that_keeps_a_files_time_is_found_by_its_consequences(damage, engine, expected, caplog):
    stamps = {path: path.stat() for path in engine.memory.rglob("*.npy")}
    SILENT[damage](engine.memory)
    for path, stat in stamps.items():
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    engine.build([NEW], OLD)
    assert engine.files == expected
    assert len(warnings_of(caplog)) == 1


@pytest.mark.parametrize("damage", ["truncate", "header of no Python", "another row", "rows out of range"])
def test_stock_pelican_rebuilds_a_broken_state(damage, old, config, expected, tmp_path, caplog):
    site = tmp_path / "site"
    scripts = EngineIndex(config).scripts
    update_folder(site, config, scripts, [(url, DIGESTS[url]) for url in OLD])
    (DAMAGES | SILENT)[damage](config.state)
    update_folder(site, config, scripts, list(DIGESTS.items()))
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert files == expected and len(warnings_of(caplog)) == 1


def test_a_state_of_another_version_is_rebuilt_without_a_warning(engine, expected, caplog):
    set_another_version(engine.memory)
    engine.build([NEW], OLD)
    assert engine.files == expected and warnings_of(caplog) == []


def test_a_copied_state_is_used(engine, expected, caplog):
    """A restored cache has other times but the same bytes: it is used and not rebuilt."""
    for path in engine.memory.rglob("*"):
        os.utime(path, ns=(1, 1))
    segments = set(engine.memory.glob("segment-*"))
    engine.build([NEW], OLD)
    assert engine.files == expected and warnings_of(caplog) == []
    assert segments < set(engine.memory.glob("segment-*"))


def fail_to_write(engine, error, *, is_whole):
    """Update the index of an archive, while none of its files can be written; return how often that was tried."""
    tried = []

    def fail(path: str, data: bytes) -> None:
        if path.startswith("search/t/"):
            tried.append(path)
            raise error

    changes = Changes(
        *(is_whole, {NEW: DIGESTS[NEW]}, [], lambda: iter(DIGESTS.items()), fail, set().add),
        *(engine.files.__getitem__, str(engine.memory)),
    )
    with pytest.raises(type(error)):
        engine.index.update(changes)
    return len(tried)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("error", [ZeroDivisionError(), FULL, MemoryError()], ids=repr)
@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("is_new", [True, False])
def test_an_error_that_is_no_damage_does_not_cause_a_rebuild(error, is_whole, is_new, engine, expected, caplog):
    if is_new:
        shutil.rmtree(engine.memory)
    assert fail_to_write(engine, error, is_whole=is_whole) == 1
    assert warnings_of(caplog) == []
    engine.build([NEW], OLD)
    assert engine.files == expected


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.EMFILE])
def test_a_state_that_can_not_be_read_now_is_kept(code, engine, expected, monkeypatch, caplog):
    for path in engine.memory.rglob("*.npy"):
        os.utime(path, ns=(1, 1))  # so that every file has to be read
    before = {path: path.stat().st_ino for path in engine.memory.rglob("*")}
    real = Path.open

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.suffix == ".npy":
            raise OSError(code, os.strerror(code), str(path))
        return real(path, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(OSError, match=r"\.npy"):
            engine.build([NEW], OLD)
    assert {path: path.stat().st_ino for path in engine.memory.rglob("*")} == before
    assert warnings_of(caplog) == []
    engine.build([NEW], OLD)
    assert engine.files == expected


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_state_that_another_build_writes_is_left_alone(lock, engine, expected, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE_S", 0.05)
    before = {path: path.stat().st_mtime_ns for path in engine.memory.rglob("*.npy")}
    with closing(sqlite3.connect(engine.memory / "documents.sqlite", isolation_level=None)) as other:
        other.execute(lock)
        with pytest.raises(InUseError, match="Another build is using"):
            engine.build([NEW], OLD)
    assert {path: path.stat().st_mtime_ns for path in engine.memory.rglob("*.npy")} == before
    engine.build([NEW], OLD)
    assert engine.files == expected
