"""Fixtures with sites for the tests of the search."""

from pathlib import Path

import pytest

from lunr_search import impact, packing, plan
from tests.lunr_search.invented import InventedSite


@pytest.fixture
def site(tmp_path: Path) -> InventedSite:
    return InventedSite(tmp_path)


@pytest.fixture
def other_site(tmp_path: Path) -> InventedSite:
    return InventedSite(tmp_path / "other")


@pytest.fixture
def small_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a term of 24 documents classes, a shard of its own, and blocks of some thirty documents."""
    monkeypatch.setattr(impact, "CLASSED_DOCUMENTS", 24)
    monkeypatch.setattr(impact, "FIRST_CLASS", 12)
    monkeypatch.setattr(impact, "_MANY", 10)
    monkeypatch.setattr(packing, "FILE_WEIGHT", 32)
    monkeypatch.setattr(plan, "FILES_IN_BLOCK_BITS", 2)
