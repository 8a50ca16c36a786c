"""The home page and the 404 page."""

import pytest

from archive_pages.home import ENTRIES, HEADLINES, UNDATED, plan_home


def plan_pages(members, public_path="."):
    return {plan.save_as: plan.variables for plan in plan_home(members, public_path)}


def test_the_home_page_shows_the_newest_stories_by_day_and_does_not_grow(stories):
    members = stories(30)
    for story in members[27:]:
        story["date"] = "2020-01-30T1" + story["title"][-1] + ":00"
    days = plan_pages(members)["index.html"]["days"]
    assert (days[0]["text"], days[0]["url"]) == ("Thursday 30 January 2020", "2020/01/30/index.html")
    assert days[0]["lead"]["title"] == "Story 29" and all(day["lead"] is None for day in days[1:])
    assert [story["title"] for day in days for story in day["entries"]] == [
        f"Story {number}" for number in range(28, 28 - ENTRIES, -1)
    ]
    assert [story["title"] for day in days for story in day["headlines"]] == [
        f"Story {number}" for number in range(28 - ENTRIES, 28 - ENTRIES - HEADLINES, -1)
    ]
    assert len({day["date"] for day in days}) == len(days) and days[0]["entries"][0]["note"] == "18:00"


def test_stories_dated_by_their_capture_alone_lead_nothing(stories):
    members = stories(60)
    for story in members[20:]:
        story["is_saved_date"] = True
    home = plan_pages(members)["index.html"]
    assert home["days"][0]["lead"]["title"] == "Story 19"
    assert [story["title"] for story in home["undated"]] == [f"Story {59 - at}" for at in range(UNDATED)]
    assert home["undated"][0]["note"] == "saved on 29 February 2020"
    assert home["search_text"] == "Search 60 stories"
    assert home["days_of_years"].split()[:3] == [f"{(1 << 20) - 1:x}", "0", "0"]


def test_an_archive_of_stories_dated_by_their_capture_has_no_lead(stories):
    home = plan_pages(stories(3, is_saved_date=True))["index.html"]
    assert home["days"] == [] and len(home["undated"]) == 3 and home["years"]


def test_the_home_page_names_recent_subjects(stories):
    members = stories(500, tags=["old"]) + stories(300, tags=["NATO", "Ärzte"]) + stories(200, tags=["nato"])
    assert plan_pages(members)["index.html"]["labels"] == [
        {
            "kind": "tag",
            "labels": [
                {"url": "tag/arzte.html", "name": "Ärzte", "lang": ""},
                {"url": "tag/nato.html", "name": "NATO", "lang": ""},
            ],
        }
    ]


def test_a_label_of_one_story_is_not_in_the_news(stories):
    members = stories(5, tags=["Ferry"]) + stories(1, tags=["Once"], sections=["Alone"])
    ((tags),) = plan_pages(members)["index.html"]["labels"]
    assert [label["name"] for label in tags["labels"]] == ["Ferry"]


def test_the_home_page_shows_all_years_those_without_stories_too(stories):
    members = [story for story in stories(1500) if not story["date"].startswith(("2021", "2022"))]
    years = plan_pages(members)["index.html"]["years"]
    assert [(year["year"], year["url"], year["text"]) for year in years] == [
        ("2020", "2020/index.html", "366"),
        ("2021", "", "0"),
        ("2022", "", "0"),
        ("2023", "2023/index.html", "365"),
        ("2024", "2024/index.html", "39"),
    ]


def test_an_empty_archive_has_a_home_page():
    home = plan_pages([])["index.html"]
    assert home["days"] == home["undated"] == home["years"] == home["labels"] == []


@pytest.mark.parametrize("path", [".", "", "/archive"])
def test_the_404_page_knows_the_sites_path(path):
    assert plan_pages([], path)["404.html"] == {"SITEURL": path}
