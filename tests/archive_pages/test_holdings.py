"""The page that says what the archive has."""

from collections import Counter
from types import MappingProxyType

from archive_pages.holdings import PUBLISHERS, list_facts, list_gaps, plan_holdings
from tests.archive_pages.conftest import make_story


def plan(members, rejections=MappingProxyType({}), **options):
    totals = Counter(fact for story in members for fact in list_facts(story))
    return plan_holdings(members, totals, rejections, **options).variables


def shown(rows):
    return [(row["name"], row["count"]) for row in rows]


def test_stories_are_counted_by_year_language_publisher_and_basis_of_their_days():
    members = [
        make_story(0, "2020-01-30", publisher="Halverin Post"),
        make_story(1, "2020-01-31", publisher="Halverin Post", lang="uk", basis="url"),
        make_story(2, "2022-03-02", is_saved_date=True),
    ]
    page = plan(members, lang="en")
    assert page["count"] == "3 stories" and page["period"] == "30–31 January 2020"
    assert [(year["year"], year["text"]) for year in page["years"]] == [("2020", "2"), ("2021", "0"), ("2022", "1")]
    assert shown(page["languages"]) == [("English", "2"), ("Ukrainian", "1")]
    assert shown(page["publishers"]) == [("Halverin Post", "2"), ("not named", "1")]
    assert shown(page["bases"]) == [
        ("date declared by the page", "1"),
        ("date is the day the page was saved", "1"),
        ("date worked out from the page’s address", "1"),
    ]
    assert [row["level"] for row in page["publishers"]] == [100, 50]


def test_names_of_one_publisher_are_counted_together_under_the_name_most_used():
    owned = {"publishers": [{"name": "HVN", "slug": "hvn"}]}
    members = [make_story(at, publisher=name, **owned) for at, name in enumerate(("HVN", "ГВН", "HVN"))]
    assert shown(plan([*members, make_story(3)])["publishers"]) == [("HVN", "3"), ("not named", "1")]


def test_many_publishers_are_counted_together():
    members = [make_story(at, publisher=f"Paper {at:03}") for at in range(PUBLISHERS + 7)]
    rows = plan(members)["publishers"]
    assert len(rows) == PUBLISHERS + 1 and ("others", "7") in shown(rows)


def test_gaps_are_the_days_without_a_story_within_the_span():
    rows = list_gaps(["2020-11-30", "2020-12-01", "2020-12-01", "2021-02-10"])
    assert [row["year"] for row in rows] == ["2021", "2020"]
    assert [month["count"] for month in rows[0]["months"][:3]] == ["31", "9", ""]
    assert rows[0]["months"][0] == {"count": "31", "text": "January 2021: 31 days", "shade": 5}
    assert [month["count"] for month in rows[1]["months"][9:]] == ["", "0", "30"]
    assert rows[1]["months"][10]["shade"] == 0


def test_reasons_of_rejections_are_told_by_kind():
    kinds = {"no article (listing)": 3, "no article (wall)": 2, "no text": 4, "empty": 1, "binary": 1, "other": 2}
    rows = plan([make_story(0)], kinds)["rejections"]
    assert shown(rows) == [
        ("no story: a list, a search page, an error or another page", "5"),
        ("nothing to read in it", "5"),
        ("could not be read", "3"),
    ]


def test_an_empty_archive_has_none_of_it():
    page = plan([])
    assert page["count"] == page["period"] == "" and page["gaps"] == page["publishers"] == page["rejections"] == []
