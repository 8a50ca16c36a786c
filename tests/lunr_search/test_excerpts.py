"""Excerpts: what is taken of an article's text, and how it is packed."""

import zlib
from base64 import b64decode

import pytest

from lunr_search.excerpts import CUT, EXCERPT_LENGTH, make_excerpt, pack_excerpts


@pytest.mark.parametrize(
    ("lede", "body", "excerpt"),
    [
        ("", "", ""),
        ("A lede.", "", "A lede."),
        ("", "One.\n\n  Two\tthree. \n", "One.\nTwo three."),
        ("A lede.", "One.", "A lede.\nOne."),
        ("One and two.", "One and\xa0two. Three.", "One and two. Three."),
        ("", "\n" * 5000 + "late", "late"),
        ("One and …", "One and two.", "One and two."),
    ],
)
def test_a_short_text_is_taken_whole(lede, body, excerpt):
    assert make_excerpt(lede, body) == excerpt


@pytest.mark.parametrize("body", ["word " * 900, "渡船" * 900, "x" * 2000])
def test_a_long_text_is_cut(body):
    excerpt = make_excerpt("", body)
    assert excerpt.endswith(CUT)
    assert len(excerpt) <= EXCERPT_LENGTH + len(CUT)
    assert set(excerpt.removesuffix(CUT).split()) <= set(body.split()) or " " not in body


def test_excerpts_are_packed_together():
    packed = pack_excerpts(["ferry", "гавань", "a\0b"])
    assert zlib.decompress(b64decode(packed), -15).decode() == "ferry\0гавань\0a b"
