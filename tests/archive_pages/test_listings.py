"""Lists are divided into pages so that old pages do not change."""

import json
from itertools import pairwise
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_engine.interface import summary_to_order
from archive_pages.listings import GLANCE, LEDES, LEDES_OF_PAGE, count_years, group_stories, list_names, plan_listing
from archive_pages.stories import names_to_labels

from .conftest import make_story

HEAD = "tag/nato.html"
NATO = [{"name": "NATO", "lang": ""}]


def plan_pages(members, length=5):
    return {plan.save_as: plan.variables for plan in plan_listing("tag", "nato", NATO, members, length)}


def titles(page):
    shown = [entry["title"] for entry in page.get("entries", ())]
    return shown + [line["title"] for group in page["groups"] for line in group["stories"]]


def older_pages(planned):
    """Return the pages from the head to the oldest, in a reader's order."""
    paths, path = [], HEAD
    while path:
        paths.append(path)
        path = planned[path]["older"] and planned[path]["older"]["url"]
    return paths


@pytest.mark.parametrize("count", [1, 5, 10, 11, 12, 30, 52, 400])
def test_the_head_has_the_newest_stories_and_further_pages_all_others(stories, count):
    members = stories(count, tags=["NATO"])
    planned = plan_pages(members)
    assert min(5, count) <= len(titles(planned[HEAD])) < 15
    assert all(len(titles(page)) <= 10 for path, page in planned.items() if path != HEAD)
    assert set(older_pages(planned)) == set(planned)
    shown = [title for path in older_pages(planned) for title in titles(planned[path])]
    assert shown == [story["title"] for story in reversed(members)]


def test_a_page_is_named_after_its_period(stories):
    assert list(plan_pages(stories(40, tags=["NATO"]), 10)) == [HEAD, "tag/nato/2020-01-01--16.html"]
    years = [
        {**story, "date": f"{2000 + at // 4}-0{at % 4 + 1}-01"} for at, story in enumerate(stories(60, tags=["NATO"]))
    ]
    assert list(plan_pages(years, 8)) == [
        HEAD,
        *(f"tag/nato/{name}.html" for name in ("2008--2011", "2004--2007", "2000--2003")),
    ]


def changed_pages(before, after):
    dumped = {path: json.dumps(dict(page)) for path, page in before.items()}
    return {path for path, page in after.items() if dumped.get(path) != json.dumps(dict(page))}


@pytest.mark.parametrize("place", [0, 1, 1500, 2998, 2999])
def test_a_story_added_anywhere_changes_few_pages(stories, place):
    members = stories(3000, tags=["NATO"])
    before, after = plan_pages(members[:place] + members[place + 1 :], 50), plan_pages(members, 50)
    assert len(after) > 30
    assert HEAD in changed_pages(before, after) and len(changed_pages(before, after)) <= 3


@pytest.mark.slow
@given(days=st.lists(st.integers(0, 3000), min_size=1, max_size=90), data=st.data())
def test_one_more_story_changes_the_head_its_page_and_the_two_beside(days, data):
    some = (make_story(day, tags=["NATO"]) | {"url": f"{at}.html"} for at, day in enumerate(days))
    members = sorted(some, key=summary_to_order)
    place = data.draw(st.integers(0, len(members) - 1))
    before, after = plan_pages(members[:place] + members[place + 1 :]) if len(members) > 1 else {}, plan_pages(members)
    # its page may be divided in two, and the head may become a page of its own; each new page has two neighbours
    assert len(changed_pages(before, after)) <= 6 and len(set(before) - set(after)) <= 1


def test_pages_of_a_list_link_to_each_other(stories):
    planned = plan_pages(stories(60, tags=["NATO"]))
    paths = older_pages(planned)
    assert len(paths) > 4
    for newer, older in pairwise(paths):
        assert planned[older]["newer"]["url"] == newer
    assert planned[paths[1]]["newer"] == {"url": HEAD, "text": ""}
    assert planned[HEAD]["older"] == {"url": paths[1], "text": planned[paths[1]]["period"]}


def find_place(page, anchor):
    """Return the headlines below an anchor of a page."""
    entries = [entry["title"] for entry in page.get("entries", ()) if entry["id"] == anchor]
    return entries + [group["stories"][0]["title"] for group in page["groups"] if group["id"] == anchor]


def test_years_have_counts_and_link_to_their_newest_story(stories):
    members = stories(800, tags=["NATO"])
    assert [(year["year"], year["count"], year["level"]) for year in count_years(members)] == [
        ("2020", 366, 100),
        ("2021", 365, 100),
        ("2022", 69, 19),
    ]
    planned = plan_pages(members, length=50)
    for year in planned[HEAD]["years"]:
        path, _, anchor = urljoin(HEAD, year["url"]).partition("#")
        newest = max((story for story in members if story["date"].startswith(year["year"])), key=summary_to_order)
        assert find_place(planned[path], anchor) == [newest["title"]]


def test_a_list_that_is_the_calendar_again_has_one_page_that_leads_there(stories):
    members = stories(800, tags=["NATO"])
    planned = {
        plan.save_as: plan.variables for plan in plan_listing("tag", "nato", NATO, members, 50, is_calendar=True)
    }
    assert list(planned) == [HEAD]
    assert planned[HEAD]["older"] == {"url": "archives.html", "text": "All stories by date"}
    assert [year["url"] for year in planned[HEAD]["years"]] == ["../2020/index.html", "../2021/index.html", "#y2022"]
    few = [plan.variables for plan in plan_listing("tag", "nato", NATO, members[:40], 50, is_calendar=True)]
    assert [page["older"] for page in few] == [None]


def test_a_short_list_has_no_timeline_and_shows_all_ledes(stories):
    members = [{**story, "date": f"{2010 + at}-05-01"} for at, story in enumerate(stories(GLANCE + 1, tags=["NATO"]))]
    short, long = plan_pages(members[1:], length=50)[HEAD], plan_pages(members, length=50)[HEAD]
    assert short["years"] == [] and len(short["entries"]) == GLANCE and short["groups"] == []
    assert len(long["years"]) == GLANCE + 1 and len(long["entries"]) == LEDES


def test_only_the_newest_stories_of_the_head_show_ledes(stories):
    planned = plan_pages(stories(90, tags=["NATO"], lede="What happened."), length=30)
    assert [entry["lede"] for entry in planned[HEAD]["entries"]] == ["What happened."] * LEDES
    assert sum(len(titles(page)) for page in planned.values()) == 90
    assert all("entries" not in page for path, page in planned.items() if path != HEAD)


def test_months_are_drawn_and_counted(stories):
    years = plan_pages(stories(800, tags=["NATO"]), length=50)[HEAD]["years"]
    assert years[0]["months"] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert years[2]["months"] == [31, 28, 10, *[""] * 9]
    assert years[2]["bars"] == "M0 100V0h1V9h1V67h1V100"


def test_an_older_page_shows_the_ledes_of_few_stories_that_weigh_most(stories):
    members = stories(90, tags=["NATO"], lede="What happened.")
    heavy = [
        {**story, "authors": names_to_labels(["R. Hale"])} if at in (3, 7) else story
        for at, story in enumerate(members)
    ]
    heavy[5] = {**heavy[5], "authors": names_to_labels(["R. Hale", "S. Oakes"]), "lede": "", "opening": ""}
    planned = plan_pages(heavy, length=30)
    *_, oldest = (page for path, page in planned.items() if path != HEAD)
    lines = [line for group in oldest["groups"] for line in group["stories"]]
    ledes = [line["title"] for line in lines if line.get("lede") == "What happened."]
    assert {"Story 3", "Story 7"} < set(ledes) and len(ledes) == LEDES_OF_PAGE and "Story 5" not in ledes


def test_stories_are_grouped_by_month_and_in_long_periods_by_year(stories):
    assert [group["heading"] for group in group_stories(stories(40), HEAD)] == ["February 2020", "January 2020"]
    assert [group["heading"] for group in group_stories(stories(40), HEAD, wording="uk")] == [
        "Лютий 2020",
        "Січень 2020",
    ]
    assert [group["heading"] for group in group_stories(stories(800), HEAD)] == ["2022", "2021", "2020"]
    assert [group["id"] for group in group_stories(stories(60), HEAD)] == ["y2020", ""]
    assert [group["id"] for group in group_stories(stories(60), HEAD, ["y2020"])] == ["", ""]
    assert group_stories([], HEAD) == []
    assert group_stories(stories(33), HEAD)[0]["stories"] == [
        {"url": "../2020/02/02/story-32.html", "title": "Story 32", "lang": "", "note": "2 Feb", "date": "2020-02-02"},
        {"url": "../2020/02/01/story-31.html", "title": "Story 31", "lang": "", "note": "1 Feb", "date": "2020-02-01"},
    ]


def test_a_list_has_the_name_in_its_oldest_story_and_knows_other_spellings():
    members = [
        {"lang": "en", "tags": [{"name": "Ossel Light", "slug": "light"}]},
        {"lang": "uk", "tags": [*names_to_labels(["Море"]), {"name": "Маяк", "slug": "light"}]},
        {"lang": "en", "tags": [{"name": "OSSEL LIGHT", "slug": "light"}]},
    ]
    assert list_names("tag", "light", members, ["OSSEL LIGHT", "Маяк", "Ossel Light"]) == [
        {"name": "Ossel Light", "lang": "en"},
        {"name": "Маяк", "lang": "uk"},
    ]


def test_the_last_year_of_all_has_its_stories():
    years = count_years([{"date": "9998-05-01"}, {"date": "9999-12-31"}])
    assert [(year["year"], year["count"]) for year in years] == [("9998", 1), ("9999", 1)]
