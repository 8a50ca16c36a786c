"""Summaries are what their JSON says, and take little memory where they are alike."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_engine.listed_articles import ListedArticles
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


class _Store:
    """A store of two articles, the first with a summary whose text is `text`."""

    def __init__(self, text: str) -> None:
        self.texts = {1: text, 2: OTHER}

    def listed_summaries(self) -> Iterator[tuple[int, str]]:
        return iter(self.texts.items())

    def summaries_at(self, ids: Sequence[int]) -> dict[int, str]:
        return {article_id: self.texts[article_id] for article_id in reversed(ids)}


def open_articles(text: str, most: int = 10) -> Any:
    store: Any = _Store(text)
    return ListedArticles(store, {}, most)


@pytest.mark.parametrize("text", [f"{OTHER}, {OTHER}", '[{"date": "2026-06-01"}]', "[]", "[{", ""])
def test_a_store_with_a_damaged_summary_is_damaged(text: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="a summary can't be read"):
        list(open_articles(text).read_all())
    with pytest.raises(sqlite3.DatabaseError, match="a summary can't be read"):
        open_articles(text).read([2, 1])


def test_articles_are_read_in_the_order_that_is_asked_for() -> None:
    first = OTHER.replace("b.html", "a.html")
    assert [summaries[0]["url"] for summaries in open_articles(first).read([2, 1, 2])] == ["b.html", "a.html", "b.html"]


def test_no_more_summaries_are_kept_than_there_is_room_for() -> None:
    articles = open_articles(OTHER, most=1)
    assert len(list(articles.read_all())) == len(articles.read([1, 2])) == 2
    assert len(articles.kept) == 1
