"""Summaries are what their JSON says, and take little memory where they are alike."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_engine import listed_articles, summaries
from archive_engine.listed_articles import ListedArticles, choose_room
from archive_engine.output import Stamp
from archive_engine.planners import Planners
from archive_engine.source_records import Source
from archive_engine.source_store import SourceStore
from archive_engine.summaries import parse_summaries, parse_summary
from archive_engine.worker_site import Site

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


def test_summaries_that_are_read_apart_have_the_same_keys() -> None:
    one, other = (parse_summary(json.dumps(LIKE)) for _ in range(2))
    assert all(key is same for key, same in zip(one, other, strict=True))


def test_values_that_are_equal_but_not_the_same_are_kept_apart() -> None:
    texts = ['{"opening": 1}', '{"opening": true}', '{"opening": 1.0}', "{}"]
    assert [json.dumps(summary) for summary in parse_summaries(texts)] == texts


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


def test_all_summaries_of_an_archive_of_usual_size_are_kept_and_few_of_a_very_large_one() -> None:
    assert choose_room(21_000) >= 21_000 and choose_room(106_000) >= 106_000
    assert choose_room(1_000_000) < choose_room(106_000)


def test_a_site_keeps_as_many_summaries_as_its_store_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed_articles, "_ALL", 3)
    monkeypatch.setattr(listed_articles, "_LAST", 1)
    settings = {"CACHE_PATH": str(tmp_path), "OUTPUT_PATH": str(tmp_path / "output")}
    kept = []
    store = SourceStore.open_or_rebuild(str(tmp_path)).store
    for path in ("a.md", "b.md", "c.md", "d.md"):
        store.put_source(Source(path, Stamp(1, 1), b"1"))
        site = Site(settings, Planners([]), [], None, [], None)
        kept.append(site.articles.most)
        site.clear_tools()
    store.close()
    assert kept == [3, 3, 3, 1]


def test_single_summaries_share_no_more_than_many_do(monkeypatch):
    monkeypatch.setattr(summaries, "_MOST_SHARED", 100)
    for number in range(1000):
        summaries.parse_summary(json.dumps([{"names": [{"name": f"Name {number}", "slug": f"n{number}"}]}]))
    assert len(summaries._shared) <= 101 and len(summaries._texts) <= 101
