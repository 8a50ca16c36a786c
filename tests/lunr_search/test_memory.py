"""What is remembered between builds, found broken in every way that files break: it costs a whole build, and never a
wrong index.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive_engine.interface import Changes
from lunr_search import store as store_module
from lunr_search.config import read_config
from lunr_search.plugin import EngineIndex, update_folder
from lunr_search.postings import document_to_digest
from lunr_search.store import InUseError
from tests.lunr_search.invented import LANGUAGES, make_documents
from tests.lunr_search.javascript import ROOT

DOCUMENTS = make_documents(60)
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
    # the first pages, of which opening reads some, stay; those of the documents go
    database.write_bytes(data[: 4 * 4096] + b"\xa5" * (len(data) - 4 * 4096))


def set_another_version(state: Path) -> None:
    with closing(sqlite3.connect(state / "documents.sqlite", isolation_level=None)) as database:
        database.execute("UPDATE meta SET value = '\"0 of long ago\"' WHERE key = 'version'")


def drop_a_table(state: Path) -> None:
    with closing(sqlite3.connect(state / "documents.sqlite", isolation_level=None)) as database:
        database.execute("DROP TABLE names")


def truncate_postings(state: Path) -> None:
    postings = next(state.glob("segment-*")) / "positions.npy"
    postings.write_bytes(postings.read_bytes()[:200])


def remove_the_words(state: Path) -> None:
    (next(state.glob("segment-*")) / "terms.txt").unlink()


DAMAGES = [
    *(truncate, truncate_to_nothing, write_garbage, write_garbage_behind_the_head, set_another_version, drop_a_table),
    *(truncate_postings, remove_the_words),
]


@pytest.fixture
def config(tmp_path):
    return read_config({"CACHE_PATH": str(tmp_path / "cache"), "THEME": str(ROOT / "theme")})


class Engine:
    """Asks the index for its files as the engine does."""

    def __init__(self, config):
        self.index = EngineIndex(config)
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
            )
        )
        self.files = {path: self.files[path] for path in kept} | written


@pytest.fixture
def expected(tmp_path):
    """Return the files of an index of all documents, built at once."""
    engine = Engine(read_config({"CACHE_PATH": str(tmp_path / "other"), "THEME": str(ROOT / "theme")}))
    engine.build(list(DIGESTS), [], whole=True)
    return engine.files


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_engine_builds_anew_from_a_broken_memory(damage, config, expected):
    engine = Engine(config)
    engine.build([url for url in DIGESTS if url != NEW], [], whole=True)
    damage(config.state)
    engine.build([NEW], [url for url in DIGESTS if url != NEW])
    assert engine.files == expected


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_stock_pelican_builds_anew_from_a_broken_memory(damage, config, expected, tmp_path):
    site = tmp_path / "site"
    update_folder(site, config, [(url, digest) for url, digest in DIGESTS.items() if url != NEW])
    damage(config.state)
    update_folder(site, config, list(DIGESTS.items()))
    assert {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    } == expected


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_memory_that_another_build_writes_is_left_alone(lock, config, expected, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE_S", 0.05)
    engine = Engine(config)
    engine.build([url for url in DIGESTS if url != NEW], [], whole=True)
    before = {path: path.stat().st_mtime_ns for path in config.state.rglob("*.npy")}
    with closing(sqlite3.connect(config.state / "documents.sqlite", isolation_level=None)) as other:
        other.execute(lock)
        with pytest.raises(InUseError, match="Another build is using"):
            engine.build([NEW], [url for url in DIGESTS if url != NEW])
    assert {path: path.stat().st_mtime_ns for path in config.state.rglob("*.npy")} == before
    engine.build([NEW], [url for url in DIGESTS if url != NEW])
    assert engine.files == expected
