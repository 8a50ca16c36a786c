"""Pages of years, months and days."""

import json

import pytest

from archive_pages.calendar import FEW, NO_DAY, count_to_shade, plan_archives, plan_weeks, plan_year


def plan_pages(members, year="2020"):
    return {plan.save_as: plan.variables for plan in plan_year(year, members)}


def test_a_year_has_its_own_page_and_one_for_each_month_and_day_with_stories(stories):
    members = [story for story in stories(366) if story["date"][5:7] in ("01", "03")]
    planned = plan_pages(members)
    assert len(planned) == 1 + 2 + 62
    assert planned["2020/index.html"]["count"] == "62 stories"
    assert [bool(month["stories"]) for month in planned["2020/index.html"]["months"]] == [True, False, True] + [
        False
    ] * 9
    assert planned["2020/index.html"]["months"][0]["all"] == "All 31 stories of January 2020"
    assert planned["2020/01/index.html"]["later"] == {"url": "../03/index.html", "text": "March 2020"}
    assert planned["2020/01/index.html"]["earlier"] is None
    assert planned["2020/03/01/index.html"]["earlier"] == {"url": "../../01/31/index.html", "text": "31 January 2020"}
    assert planned["2020/03/01/index.html"]["weekday"] == "Sunday"


def test_the_newest_story_comes_first(stories):
    members = stories(3)
    members[1]["date"] = members[2]["date"] = "2020-01-01T10:00"
    assert [entry["title"] for entry in plan_pages(members)["2020/01/01/index.html"]["entries"]] == [
        "Story 2",
        "Story 1",
        "Story 0",
    ]


def test_a_new_story_changes_its_year_month_day_and_the_days_beside(stories):
    members = stories(60)
    before, after = plan_pages(members[:30] + members[31:]), plan_pages(members)
    changed = {path for path in after if json.dumps(after[path]) != json.dumps(before.get(path))}
    assert changed == {
        "2020/index.html",
        "2020/01/index.html",
        "2020/01/30/index.html",
        "2020/01/31/index.html",
        "2020/02/01/index.html",
    }


def test_a_calendar_has_whole_weeks_from_monday():
    weeks = plan_weeks("2024-02", {"2024-02-29": 3}, 6, "2024/02/index.html")
    assert all(len(week) == 7 for week in weeks) and len(weeks) == 5
    assert weeks[0][:4] == [NO_DAY, NO_DAY, NO_DAY, NO_DAY | {"day": 1}]
    assert weeks[4][2:] == [
        NO_DAY | {"day": 28},
        {"day": 29, "url": "29/index.html", "text": "3 stories", "shade": 3},
        *[NO_DAY] * 3,
    ]


def test_a_day_with_many_stories_is_divided_into_sections_the_largest_first(stories):
    members = stories(FEW + 2)
    for at, story in enumerate(members):
        story["date"] = f"2020-01-01T1{at}:30"
    for story, section in zip(members, ("War", "Sport", "", "War", "Art"), strict=True):
        story["sections"] = [{"name": section, "slug": section.lower()}] if section else []
    day = plan_pages(members)["2020/01/01/index.html"]
    assert day["entries"] == []
    assert [(group["name"], [line["note"] for line in group["stories"]]) for group in day["groups"]] == [
        ("War", ["13:30", "10:30"]),
        ("Art", ["14:30"]),
        ("Sport", ["11:30"]),
        ("", ["12:30"]),
    ]
    few = plan_pages(members[:FEW])["2020/01/01/index.html"]
    assert few["groups"] == [] and [entry["note"] for entry in few["entries"]] == ["", "Sport", "War"]


def test_another_story_on_a_day_changes_no_other_month(stories):
    members = stories(60)
    more = [{**members[40], "url": f"{members[40]['url']}-{at}"} for at in range(9)]
    before, after = plan_pages(members), plan_pages(members[:41] + more + members[41:])
    assert json.dumps(before["2020/01/index.html"]) == json.dumps(after["2020/01/index.html"])


@pytest.mark.parametrize("count, fullest, shade", [(0, 9, 0), (1, 1, 5), (1, 1000, 1), (500, 1000, 3), (1000, 1000, 5)])
def test_every_day_with_a_story_is_shaded(count, fullest, shade):
    assert count_to_shade(count, fullest) == shade


def test_the_archive_lists_years_newest_first_and_no_empty_one(stories):
    members = [story for story in stories(1200) if not story["date"].startswith("2021")]
    variables = plan_archives(members).variables
    assert [year["year"] for year in variables["years"]] == ["2023", "2022", "2020"]
    assert [year["count"] for year in variables["years"]] == ["104", "365", "366"]
    assert variables["years"][2]["months"][1] == {
        "url": "2020/02/index.html",
        "text": "February 2020: 29",
        "count": 29,
        "shade": 5,
    }
    assert sum(month["count"] for year in variables["years"] for month in year["months"]) == len(members)
