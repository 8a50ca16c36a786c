"""Summaries are what their JSON says, and take little memory where they are alike."""

import json

from hypothesis import given
from hypothesis import strategies as st

from archive_engine.summaries import parse_summaries, parse_summary

TEXTS = st.text(max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=6),
)
LIKE = {"title": "The lamp is lit again", "lang": "", "basis": "header", "tags": [], "authors": []}


@given(st.lists(VALUES, max_size=4))
def test_summaries_are_what_their_json_says(summaries: list[object]) -> None:
    texts = [json.dumps(summary, ensure_ascii=False) for summary in summaries]
    assert parse_summaries(texts) == summaries == [parse_summary(text) for text in texts]


def test_equal_small_values_of_two_summaries_are_one_object() -> None:
    label = {"name": "Mira Vorn", "slug": "mira-vorn"}
    one, other = parse_summaries([json.dumps({**LIKE, "names": [label]})] * 2)
    assert one["names"][0] is other["names"][0]
    assert one["basis"] is other["basis"] and one["tags"] is other["tags"] is one["authors"]
    assert one["title"] is not other["title"]
