"""Summaries are what their JSON says, and take little memory where they are alike."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_engine.article_index import load_article_index
from archive_engine.planners import Planners
from archive_engine.source_records import Outline
from archive_engine.summaries import parse_summaries, parse_summary

TEXTS = st.text(max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=6),
)
OTHER = json.dumps([{"date": "2026-06-01", "url": "b.html"}])
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


class _Planner:
    """A planner with no list, no page and no variable: it takes any summary that has a place in time."""

    def lists(self, summary: object) -> tuple[str, ...]:
        return ()


class _Store:
    """A store of two articles, the first with a summary whose text is `text`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def outlines(self, status: str) -> Iterator[Outline]:
        yield Outline("a.md", "a.html", b"", self.text)
        yield Outline("b.md", "b.html", b"", OTHER)


PLANNERS: list[Any] = [_Planner()]


def test_a_place_and_an_equal_address_are_one_text() -> None:
    index = load_article_index(Planners(PLANNERS), _Store(OTHER.replace("b.html", "%D0%B0.html")))
    assert [entry.save_as for entry in index.entries] == ["a.html", "b.html"]
    assert index.entries[1].save_as is index.entries[1].summaries[0]["url"]


@pytest.mark.parametrize("text", [f"{OTHER}, {OTHER}", '[{"date": "2026-06-01"}]', "[]", "[{"])
def test_a_store_with_a_damaged_summary_is_damaged(text: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="a summary can't be read"):
        load_article_index(Planners(PLANNERS), _Store(text))
