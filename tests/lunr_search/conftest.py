"""Sites for the tests of the search."""

import pytest

from tests.lunr_search.invented import Site


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


@pytest.fixture
def other_site(tmp_path):
    return Site(tmp_path / "other")
