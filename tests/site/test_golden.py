"""Compares whole pages with expected ones. `make golden` rewrites these; read the diff."""

import pytest

from .golden import EXPECTED, OPTIONS, PAGES, SMALL


@pytest.fixture(scope="module")
def small_site(tmp_path_factory, build_site):
    output = tmp_path_factory.mktemp("small") / "output"
    built = build_site(SMALL, output, *OPTIONS)
    assert built.returncode == 0, built.stdout + built.stderr
    return output


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_expected(page, small_site):
    assert (small_site / page).read_text(encoding="utf-8") == (EXPECTED / page).read_text(encoding="utf-8")


def test_every_expected_page_is_compared():
    assert {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*.html")} == set(PAGES)
