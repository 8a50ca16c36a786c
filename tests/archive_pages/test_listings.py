"""Lists are cut so that what is old stays as it is."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_pages.listings import LEDES, count_years, group_stories, list_names, plan_listing
from archive_pages.stories import names_to_labels


def plan_pages(members, length=5):
    return {plan.save_as: plan for plan in plan_listing("tag", "nato", members, length)}


def urls(plan):
    stories = list(plan.variables.get("entries", ()))
    stories += [story for group in plan.variables["groups"] for story in group["stories"]]
    return [story["url"] for story in stories]


def find_place(plan, anchor):
    """The stories that stand at a place of a page that addresses can name."""
    entries = [[entry] for entry in plan.variables.get("entries", ()) if entry["id"] == anchor]
    return [*entries, *(group["stories"] for group in plan.variables["groups"] if group["id"] == anchor)]


@pytest.mark.parametrize("count, pages", [(1, 0), (5, 0), (9, 0), (10, 1), (14, 1), (15, 2), (52, 9)])
def test_the_head_keeps_the_newest_and_the_rest_is_numbered_from_the_oldest(stories, count, pages):
    members = stories(count, tags=["NATO"])
    planned = plan_pages(members)
    assert set(planned) == {"tag/nato.html", *(f"tag/nato/{number}.html" for number in range(1, pages + 1))}
    assert len(urls(planned["tag/nato.html"])) == count - 5 * pages
    assert all(len(urls(planned[f"tag/nato/{number}.html"])) == 5 for number in range(1, pages + 1))
    newest_first = urls(planned["tag/nato.html"])
    for number in range(pages, 0, -1):
        newest_first += urls(planned[f"tag/nato/{number}.html"])
    assert newest_first == [story["url"] for story in reversed(members)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(1, 60))
def test_one_more_story_changes_the_head_and_at_most_the_page_before_a_new_one(stories, count):
    members = stories(count + 1, tags=["NATO"])
    before, after = plan_pages(members[:-1]), plan_pages(members)
    changed = {path for path in after if json.dumps(after[path].variables) != json.dumps(getattr(before.get(path), "variables", None))}
    new = set(after) - set(before)
    assert set(before) <= set(after) and len(new) <= 1
    assert len(changed - new - {"tag/nato.html"}) <= len(new)


def test_pages_of_a_list_lead_to_each_other(stories):
    planned = plan_pages(stories(20, tags=["NATO"]))
    assert planned["tag/nato.html"].variables["older"]["url"] == "tag/nato/3.html"
    assert planned["tag/nato/3.html"].variables["newer"]["url"] == "tag/nato.html"
    assert planned["tag/nato/3.html"].variables["older"]["url"] == "tag/nato/2.html"
    assert planned["tag/nato/1.html"].variables["newer"]["url"] == "tag/nato/2.html"
    assert planned["tag/nato/1.html"].variables["older"] is None


def test_years_are_counted_and_lead_to_the_page_with_their_newest_story(stories):
    members = stories(800, tags=["NATO"])
    assert [(year["year"], year["count"], year["level"]) for year in count_years(members)] == [
        ("2020", 366, 100),
        ("2021", 365, 100),
        ("2022", 69, 19),
    ]
    planned = plan_pages(members, length=50)
    for year in planned["tag/nato.html"].variables["years"]:
        path, _, anchor = year["url"].partition("#")
        (place,) = find_place(planned[path], anchor)
        assert place[0]["url"] == max(story["url"] for story in members if story["date"].startswith(year["year"]))


def test_a_list_that_is_seen_at_a_glance_has_no_timeline(stories):
    members = [{**story, "date": f"{2010 + at}-05-01"} for at, story in enumerate(stories(LEDES + 1, tags=["NATO"]))]
    assert plan_pages(members[1:], length=50)["tag/nato.html"].variables["years"] == []
    assert len(plan_pages(members, length=50)["tag/nato.html"].variables["years"]) == LEDES + 1


def test_the_newest_stories_of_the_head_alone_have_their_ledes(stories):
    planned = plan_pages(stories(90, tags=["NATO"], lede="What happened."), length=30)
    head = planned["tag/nato.html"].variables
    assert [entry["lede"] for entry in head["entries"]] == ["What happened."] * LEDES
    lines = [story for plan in planned.values() for group in plan.variables["groups"] for story in group["stories"]]
    assert len(lines) == 90 - LEDES and all(set(line) == {"title", "url", "lang", "day"} for line in lines)


def test_stories_stand_under_months_and_over_a_long_time_under_years(stories):
    assert [group["text"] for group in group_stories(stories(40))] == ["February 2020", "January 2020"]
    assert [group["text"] for group in group_stories(stories(800))] == ["2022", "2021", "2020"]
    assert [group["id"] for group in group_stories(stories(60))] == ["y2020", ""]
    assert [group["id"] for group in group_stories(stories(60), ["y2020"])] == ["", ""]
    assert group_stories([]) == []
    assert [story["day"] for story in group_stories(stories(33))[0]["stories"]] == ["2 Feb", "1 Feb"]


def test_a_list_goes_by_the_name_of_its_oldest_story_and_knows_the_others():
    members = [
        {"lang": "en", "tags": [{"name": "Ossel Light", "slug": "light"}]},
        {"lang": "uk", "tags": names_to_labels(["Море"]) + [{"name": "Маяк", "slug": "light"}]},
        {"lang": "en", "tags": [{"name": "OSSEL LIGHT", "slug": "light"}]},
    ]
    assert list_names("tags", "light", members) == [{"name": "Ossel Light", "lang": "en"}, {"name": "Маяк", "lang": "uk"}]
