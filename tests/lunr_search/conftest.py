"""Fixtures with sites for the tests of the search."""

from pathlib import Path

import pytest

from lunr_search import entry_files, impact, index_writer, newest_postings, packing, plan, term_files
from tests.lunr_search.invented import InventedSite


@pytest.fixture
def site(tmp_path: Path) -> InventedSite:
    return InventedSite(tmp_path)


@pytest.fixture
def other_site(tmp_path: Path) -> InventedSite:
    return InventedSite(tmp_path / "other")


@pytest.fixture
def small_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an index keep few newest documents, few recent ones, few segments and few files of entries."""
    monkeypatch.setattr(newest_postings, "LEAST", 6)
    monkeypatch.setattr(newest_postings, "MOST", 12)
    monkeypatch.setattr(term_files, "RECENT", 8)
    monkeypatch.setattr(index_writer, "MAX_SEGMENTS", 4)
    monkeypatch.setattr(entry_files, "MAX_FILES", 2)


@pytest.fixture
def small_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a term of 24 documents classes, a shard of its own, and blocks of some thirty documents."""
    monkeypatch.setattr(impact, "CLASSED_DOCUMENTS", 24)
    monkeypatch.setattr(impact, "FIRST_CLASS", 12)
    monkeypatch.setattr(impact, "_MANY", 10)
    monkeypatch.setattr(packing, "FILE_WEIGHT", 32)
    monkeypatch.setattr(plan, "FILES_IN_BLOCK_BITS", 2)
