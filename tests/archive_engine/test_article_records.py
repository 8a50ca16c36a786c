"""Packed articles, and the members of lists that are unpacked when somebody looks at them."""

import itertools

import pytest

from archive_engine import article_records
from archive_engine.article_index import ArticleIndex, ParsedEdit
from archive_engine.article_records import ArticleRecords, ListedArticle, Members
from archive_engine.planners import Planners

DAYS = [f"2020-01-{day:02}" for day in range(1, 29)]


def make_article(day, **more):
    summary = {"date": day, "url": f"{day}.html", "tags": [], **more}
    return ListedArticle(f"{day}.md", f"{day}.html", day.encode(), [summary])


def make_records(days=DAYS):
    records = ArticleRecords()
    for day in reversed(days):
        records.add(make_article(day))
    records.arrange(range(len(days))[::-1])
    return records


def test_articles_are_what_was_added_in_the_order_asked_for():
    records = make_records()
    assert list(records) == [make_article(day) for day in DAYS]
    assert records[3] == make_article(DAYS[3]) and records[-1] == make_article(DAYS[-1])
    assert records[2:4] == [make_article(day) for day in DAYS[2:4]]
    with pytest.raises(IndexError):
        records[len(DAYS)]


def test_an_article_is_found_by_its_source_even_where_hashes_are_equal(monkeypatch):
    assert [make_records().find_place(f"{day}.md") for day in (*DAYS, "2021-01-01")] == [*range(len(DAYS)), None]
    monkeypatch.setattr(article_records, "_hash_path", lambda path: 7)
    assert [make_records().find_place(f"{day}.md") for day in (*DAYS, "2021-01-01")] == [*range(len(DAYS)), None]


def test_few_articles_stay_unpacked(monkeypatch):
    monkeypatch.setattr(article_records, "UNPACKED", 3)
    records = make_records()
    kept = records.take(0)
    assert records.take(0) is kept
    for place in range(1, len(DAYS)):
        records.take(place)
        assert len(records._recent) + len(records._earlier) <= 6
    assert records.take(0) == kept
    assert records.take(0) is not kept


@pytest.mark.parametrize("short", [0, 5, 100])
def test_members_are_a_sequence_whatever_of_it_is_unpacked(monkeypatch, short):
    monkeypatch.setattr(article_records, "SHORT", short)
    monkeypatch.setattr(article_records, "_READ_TOGETHER", 2)
    places = range(0, len(DAYS), 2)
    members = Members(make_records(), places, 0)
    plain = [make_article(DAYS[place]).summaries[0] for place in places]
    assert list(members) == plain and list(reversed(members)) == plain[::-1] and len(members) == len(plain)
    for begin, end, step in itertools.product((None, 0, 3, -4), (None, 9, -2), (None, 1, 3, -1)):
        assert list(members[begin:end:step]) == plain[begin:end:step]
    assert members[-1] == plain[-1]
    assert [*itertools.chain(members, members)] == plain * 2


class ByTag:
    """A planner with a list for each tag, whose link is the days of its members."""

    always = ("all",)

    def lists(self, summary):
        return ["all", *summary["tags"]]

    related_lists = linked_lists = lists

    def describe_link(self, key, members):
        return [member["date"] for member in members]


def test_lists_are_in_the_order_of_their_first_members():
    articles = [make_article(DAYS[2], tags=["b", "a"]), make_article(DAYS[1], tags=["a"]), make_article(DAYS[0])]
    lists = ArticleIndex(Planners((ByTag(),)), articles).parts[0].lists
    assert {key: [member["date"] for member in members] for key, members in lists.items()} == {
        "all": DAYS[:3],
        "a": DAYS[1:3],
        "b": [DAYS[2]],
    }
    assert list(lists) == ["all", "a", "b"]


def test_a_list_before_an_edit_has_what_the_edit_took_away_in_its_place():
    articles = [make_article(day, tags=["a"]) for day in DAYS[:4] if day != DAYS[1]]
    part = ArticleIndex(Planners((ByTag(),)), articles).parts[0]
    before = make_article(DAYS[1], tags=["a"]).summaries[0]
    after = articles[1].summaries[0]
    assert part._link_before("a", [before], part.find_places([after])) == [DAYS[0], DAYS[1], DAYS[3]]
    index = ArticleIndex(Planners((ByTag(),)), articles)
    assert index.find_touched([ParsedEdit([before], None)]).places == {0, 1, 2}
