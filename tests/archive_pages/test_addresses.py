"""Relative URLs from page to page are right, short, and safe in an attribute without quotation marks."""

import re
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.addresses import find_relative_url, quote_url

PATHS = st.lists(st.sampled_from(["2024", "05", "02", "tag"]), max_size=4).map(
    lambda folders: "/".join([*folders, "page.html"])
)


@given(PATHS, PATHS)
def test_a_relative_url_leads_to_its_page(page, url):
    assert normpath(join(dirname(page), find_relative_url(page, url))) == url


@pytest.mark.parametrize(
    "page, url, way",
    [
        ("2024/05/02/a.html", "2024/05/02/b.html", "b.html"),
        ("2024/05/02/a.html", "2024/04/30/b.html", "../../04/30/b.html"),
        ("2024/index.html", "2024/05/index.html", "05/index.html"),
        ("tag/nato.html", "2024/05/02/b.html", "../2024/05/02/b.html"),
        ("index.html", "b.html", "b.html"),
        ("a/b/index.html", "a/b/", "./"),
    ],
)
def test_a_relative_url_is_as_short_as_possible(page, url, way):
    assert find_relative_url(page, url) == way


@given(st.text())
def test_a_url_has_no_character_that_ends_an_attribute(text):
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]*", quote_url(text.encode("utf-8", "ignore").decode()))
