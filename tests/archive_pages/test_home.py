"""The home page and the 404 page."""

import pytest

from archive_engine.interface import GroupEnds
from archive_pages.home import ENTRIES, HEADLINES, THREADS, UNDATED, add_running, plan_home
from archive_pages.lines import is_dated
from archive_pages.threads import plan_thread

from .conftest import make_story


def plan_pages(members, public_path="."):
    days = {story["date"][5:10] for story in members if is_dated(story)}
    undated = [story for story in members if not is_dated(story)]
    dated = [story for story in members if is_dated(story)]
    return {plan.save_as: plan.variables for plan in plan_home(members, dated, undated, days, public_path)}


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


def thread(*dates, title="Ferry runs aground"):
    stories = [make_story(at, date, title=f"{title} {date}") for at, date in enumerate(dates)]
    return GroupEnds(stories[0], stories[-1]), stories


def show_running(newest, *threads):
    home = {"days": [{"date": newest}] if newest else []}
    members = {ends.first["url"]: stories for ends, stories in threads}
    return add_running(home, [ends for ends, _ in threads], lambda ends: members[ends.first["url"]])["running"]


def test_threads_run_by_the_newest_story_and_not_by_a_clock():
    ends, stories = thread("2019-01-05", "2019-02-01")
    (shown,) = show_running("2019-03-03", (ends, stories))
    assert shown["url"] == f"thread/{stories[0]['url']}" and shown["title"] == stories[0]["title"]
    assert shown["newest"]["title"] == stories[1]["title"] and shown["newest"]["note"] == "1 Feb"
    assert show_running("2019-03-04", (ends, stories)) == []
    # a page that was saved later has no day of its own
    assert show_running("2019-01-31", (ends, stories)) == [] and show_running("", (ends, stories)) == []


def test_the_threads_with_the_latest_stories_run_first_then_those_that_have_run_longest():
    threads = [
        thread("2019-01-01", "2019-02-01"),
        thread("2019-01-05", "2019-02-03"),
        thread("2019-01-03", "2019-02-03T09:00"),
        *(thread(f"2019-01-{day}", "2019-01-30") for day in range(10, 20)),
    ]
    shown = show_running("2019-02-04", *threads)
    assert [each["title"][-10:] for each in shown] == [
        "2019-01-03", "2019-01-05", "2019-01-01", "2019-01-10", "2019-01-11",
    ]  # fmt: skip
    assert len(shown) == THREADS


def test_a_running_thread_has_the_name_of_its_page():
    ends, stories = thread("2019-01-05", "2019-01-06", "2019-01-07")
    for story in stories:
        story["names"] = [{"name": "Halvor Ferries", "slug": "halvor-ferries", "kind": "organisation"}]
    (shown,) = show_running("2019-01-07", (ends, stories))
    assert shown["title"] == plan_thread(stories).variables["title"] == "Halvor Ferries"
