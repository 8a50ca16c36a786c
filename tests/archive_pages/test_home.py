"""The pages that stand for the whole archive."""

import pytest

from archive_pages.home import ENOUGH, MOST, plan_home


def plan_pages(members, public_path="."):
    return {plan.save_as: plan.variables for plan in plan_home(members, public_path)}


def test_the_home_page_shows_whole_days_until_there_is_enough(stories):
    members = stories(30)
    for story in members[20:28]:
        story["date"] = members[20]["date"]
    home = plan_pages(members)["index.html"]
    assert home["lead"]["title"] == "Story 29"
    assert [len(day["stories"]) for day in home["days"]] == [0, 1, 8, 1, 1]
    assert 1 + sum(len(day["stories"]) for day in home["days"]) == ENOUGH
    assert home["years"] == [{"text": "2020", "url": "2020/index.html"}]


def test_the_home_page_is_short_on_a_day_of_very_many(stories):
    members = stories(500)
    for story in members:
        story["date"] = "2020-01-01"
    assert len(plan_pages(members)["index.html"]["days"][0]["stories"]) == MOST - 1


def test_the_home_page_names_only_years_with_stories(stories):
    members = [story for story in stories(1500) if not story["date"].startswith(("2021", "2022"))]
    assert [year["text"] for year in plan_pages(members)["index.html"]["years"]] == ["2024", "2023", "2020"]


def test_an_empty_archive_has_a_home_page():
    home = plan_pages([])["index.html"]
    assert home["lead"] is None and home["days"] == home["years"] == home["tags"] == []


@pytest.mark.parametrize("path", [".", "", "/archive"])
def test_the_404_page_knows_where_the_site_stands(path):
    assert plan_pages([], path)["404.html"] == {"SITEURL": path}
