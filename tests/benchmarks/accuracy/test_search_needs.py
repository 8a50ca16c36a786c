"""The needs of the search, and their grading."""

import datetime as dt
from dataclasses import replace

from benchmarks.accuracy.search_needs import LIMIT, Need, place_of_wanted, read_needs, share_found
from newsrecord import Article

STORY = Article(
    title="The Mole's repair",
    date=dt.datetime(2024, 3, 1, tzinfo=dt.UTC),
    body="The harbour office pays AT&T for lamps.",
    source_url="https://news.example/2024/the-mole-id7",
)
OTHER = replace(STORY, source_url="https://news.example/2024/the-ferry-id8", title="The ferry")


def test_the_needs_are_sixty_with_one_rule_each():
    needs = read_needs()
    assert len(needs) == 60
    assert len({need.query for need in needs}) == 60
    for need in needs:
        assert bool(need.story) != bool(need.words), need.query
        assert 2 <= len(need.query.split()) <= 5, need.query
        assert need.first_day <= need.last_day, need.query


def test_a_story_is_known_by_the_end_of_its_url():
    assert Need("mole repair", "the-mole-id7").accepts(STORY)
    assert not Need("mole repair", "mole-id7").accepts(STORY)
    assert not Need("mole repair", "the-mole-id7").accepts(OTHER)


def test_a_condition_asks_for_all_words_in_headline_or_text_and_for_a_day():
    words = (frozenset({"ferry", "mole's"}), frozenset({"at&t"}))
    need = Need("mole lamps", "", words, dt.date(2024, 3, 1), dt.date(2024, 3, 31))
    assert need.accepts(STORY)
    assert need.accepts(OTHER)
    assert not need.accepts(replace(STORY, body="The harbour pays."))
    assert not need.accepts(replace(STORY, date=dt.datetime(2024, 4, 1, tzinfo=dt.UTC)))
    assert not need.accepts(replace(STORY, title="The molehill"))


def test_only_the_first_results_count():
    need = Need("mole repair", "the-mole-id7")
    assert place_of_wanted(need, [OTHER, STORY]) == 2
    assert place_of_wanted(need, [OTHER] * (LIMIT - 1) + [STORY]) == LIMIT
    assert place_of_wanted(need, [OTHER] * LIMIT + [STORY]) == 0
    assert share_found([1, 0, 3, 0]) == 0.5
