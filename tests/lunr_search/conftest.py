"""Fixtures with sites for the tests of the search."""

from pathlib import Path

import pytest

from tests.lunr_search.invented import InventedSite


@pytest.fixture
def site(tmp_path: Path) -> InventedSite:
    return InventedSite(tmp_path)


@pytest.fixture
def other_site(tmp_path: Path) -> InventedSite:
    return InventedSite(tmp_path / "other")
