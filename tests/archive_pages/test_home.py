"""The home page and the 404 page."""

import pytest

from archive_pages.home import ENTRIES, HEADLINES, plan_home


def plan_pages(members, public_path="."):
    return {plan.save_as: plan.variables for plan in plan_home(members, public_path)}


def test_the_home_page_shows_the_newest_stories_and_does_not_grow(stories):
    home = plan_pages(stories(30))["index.html"]
    assert home["lead"]["title"] == "Story 29"
    assert [story["title"] for story in home["entries"]] == [
        f"Story {number}" for number in range(28, 28 - ENTRIES, -1)
    ]
    assert home["more"][0]["title"] == f"Story {28 - ENTRIES}" and len(home["more"]) == HEADLINES
    assert home["search_text"] == "Search 30 stories" and home["years"] == [{"text": "2020", "url": "2020/index.html"}]


def test_the_home_page_names_recent_subjects(stories):
    members = stories(500, tags=["old"]) + stories(300, tags=["NATO", "Ärzte"]) + stories(200, tags=["nato"])
    tags = plan_pages(members)["index.html"]["tags"]
    assert tags == [
        {"url": "tag/arzte.html", "name": "Ärzte", "lang": ""},
        {"url": "tag/nato.html", "name": "NATO", "lang": ""},
    ]


def test_the_home_page_names_only_years_with_stories(stories):
    members = [story for story in stories(1500) if not story["date"].startswith(("2021", "2022"))]
    assert [year["text"] for year in plan_pages(members)["index.html"]["years"]] == ["2024", "2023", "2020"]


def test_an_empty_archive_has_a_home_page():
    home = plan_pages([])["index.html"]
    assert home["lead"] is None and home["entries"] == home["more"] == home["years"] == home["tags"] == []


@pytest.mark.parametrize("path", [".", "", "/archive"])
def test_the_404_page_knows_the_sites_path(path):
    assert plan_pages([], path)["404.html"] == {"SITEURL": path}
