"""The pages that list all names of a kind."""

import pytest

from archive_engine.interface import ListsInMemory
from archive_pages.collation import name_to_initial, name_to_order
from archive_pages.directories import DIRECTORIES, FEW, LONGEST, MOST_CARDS
from archive_pages.directories import plan_directory as plan_directory_of
from archive_pages.planner import ArchivePlanner


def plan_directory(kind, members):
    links = ListsInMemory(ArchivePlanner(10, "."), members)
    return plan_directory_of(DIRECTORIES[kind], kind, links, members=members)


@pytest.mark.parametrize(
    "names",
    [
        ["1917", "Ärzte", "Ate", "Öland", "Oslo", "Zürich"],
        ["Андрій", "Ганна", "Ґалаґан", "Дніпро", "Єва", "Жанна", "Ірина", "Їжак", "Йосип", "Карпати", "Яна"],
        ["Apple", "Zebra", "Абрикос"],
    ],
)
def test_names_are_in_alphabetical_order(names):
    assert sorted({*names}, key=name_to_order) == names


@pytest.mark.parametrize(
    "name, letter", [("élan", "E"), ("Їжак", "Ї"), ("«Таблиці»", "Т"), ("30 years", "#"), ("???", "#"), ("", "#")]
)
def test_a_name_is_listed_under_its_letter(name, letter):
    assert name_to_initial(name) == letter


def test_each_name_has_its_count_and_years(stories):
    members = stories(400, tags=["NATO"]) + stories(1, tags=["Маяк"])
    (plan,) = plan_directory("tag", sorted(members, key=lambda story: story["date"]))
    assert [group["letter"] for group in plan.variables["groups"]] == ["N", "М"]
    nato = plan.variables["groups"][0]["labels"][0]
    assert (nato["name"], nato["count"], nato["unit"], nato["years"], nato["url"]) == (
        "NATO",
        "400",
        "stories",
        "2020–2021",
        "tag/nato.html",
    )
    assert [link["url"] for link in plan.variables["letters"]] == ["tags.html#n", "tags.html#u041c"]


def test_a_list_of_very_many_names_has_a_page_for_each_letter(stories):
    names = [f"{letter}{number}" for letter in "AB" for number in range(LONGEST // 2 + 1)]
    members = stories(2, authors=names) + stories(3, authors=["Aaa"])
    plans = {plan.save_as: plan.variables for plan in plan_directory("author", members)}
    assert set(plans) == {"authors.html", "authors/a.html", "authors/b.html", "authors/by-count.html"}
    shown = plans["authors.html"]["groups"][0]["labels"]
    assert len(shown) == 120 and [label["name"] for label in shown[:2]] == ["Aaa", "A0"]
    letters = [plan for plan in plans.values() if plan["letter"]]
    assert sum(len(plan["groups"][0]["labels"]) for plan in letters) == len(names) + 1
    assert sum(len(group["labels"]) for group in plans["authors/by-count.html"]["groups"]) == LONGEST


def test_names_of_one_story_are_not_among_those_with_the_most_stories(stories):
    names = [f"A{number}" for number in range(LONGEST + 1)]
    members = stories(1, tags=names) + stories(2, tags=["Harbour"]) + stories(5, tags=["Bridge"])
    (plan,) = (plan for plan in plan_directory("tag", members) if plan.save_as == "tags.html")
    assert [(label["name"], label["count"]) for label in plan.variables["groups"][0]["labels"]] == [
        ("Bridge", "5"),
        ("Harbour", "2"),
    ]


@pytest.mark.parametrize("kind, field", [("section", "sections"), ("author", "authors")])
def test_a_few_sections_or_authors_have_cards_with_their_newest_stories(stories, kind, field):
    members = stories(400, **{field: ["News of the World"]}) + stories(1, **{field: ["Sport"]})
    (plan,) = plan_directory(kind, members)
    card = plan.variables["cards"][0]
    assert (plan.template, plan.save_as) == ("cards", f"{field}.html")
    assert card["url"] == f"{kind}/news-of-the-world.html"
    assert [line["title"] for line in card["stories"]] == ["Story 399", "Story 398", "Story 397"]


def test_all_cards_have_the_archive_s_years(stories):
    members = stories(800, authors=["A"])
    members[500]["authors"] = [{"name": "B", "slug": "b"}]
    (plan,) = plan_directory("author", members)
    bars = [(card["bars"], card["span"]) for card in plan.variables["cards"]]
    assert bars == [("M0 100V0h2V81h1V100", 3), ("M1 100V0h1V100", 3)]


def test_more_than_a_few_names_are_also_listed_by_their_number_of_stories(stories):
    names = [f"Tag {number:02}" for number in range(FEW)]
    assert [plan.save_as for plan in plan_directory("tag", stories(1, tags=names))] == ["tags.html"]
    members = stories(1, tags=names) + stories(2, tags=["Harbour"]) + stories(7, tags=["Bridge"])
    plans = {plan.save_as: plan.variables for plan in plan_directory("tag", members)}
    by_count, by_name = plans["tags/by-count.html"], plans["tags.html"]
    shown = [(group["letter"], [label["name"] for label in group["labels"]]) for group in by_count["groups"]]
    assert shown == [("5 stories and more", ["Bridge"]), ("Fewer", ["Harbour", *names])]
    assert [item["url"] for item in by_name["orders"]] == ["tags.html", "tags/by-count.html"]
    assert [page["order"] for page in (by_name, by_count)] == [item["text"] for item in by_name["orders"]]


def test_many_authors_have_an_index(stories):
    members = stories(1, authors=[f"Author {number}" for number in range(MOST_CARDS + 1)])
    (plan,) = (plan for plan in plan_directory("author", members) if plan.save_as == "authors.html")
    assert plan.template == "directory" and len(plan.variables["groups"][0]["labels"]) == MOST_CARDS + 1
