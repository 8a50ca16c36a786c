"""The archive by time."""

import json

import pytest

from archive_pages.calendar import count_to_shade, plan_archives, plan_weeks, plan_year


def plan_pages(members, year="2020"):
    return {plan.save_as: plan.variables for plan in plan_year(year, members)}


def test_a_year_has_its_own_page_and_one_for_each_month_and_day_with_stories(stories):
    members = [story for story in stories(366) if story["date"][5:7] in ("01", "03")]
    planned = plan_pages(members)
    assert len(planned) == 1 + 2 + 62
    assert planned["2020/index.html"]["count"] == 62
    assert [month["count"] for month in planned["2020/index.html"]["months"]] == [31, 0, 31] + [0] * 9
    assert planned["2020/01/index.html"]["later"] == {"url": "2020/03/index.html", "text": "March 2020"}
    assert planned["2020/01/index.html"]["earlier"] is None
    assert planned["2020/03/01/index.html"]["earlier"] == {"url": "2020/01/31/index.html", "text": "31 January 2020"}
    assert planned["2020/03/01/index.html"]["weekday"] == "Sunday"


def test_the_newest_stands_first(stories):
    members = stories(3)
    members[1]["date"] = members[2]["date"] = "2020-01-01T10:00"
    assert [story["title"] for story in plan_pages(members)["2020/01/01/index.html"]["stories"]] == ["Story 2", "Story 1", "Story 0"]


def test_a_story_changes_its_year_month_day_and_the_days_beside(stories):
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
    weeks = plan_weeks("2024-02", {"2024-02-29": 3}, 6)
    assert all(len(week) == 7 for week in weeks) and len(weeks) == 5
    assert weeks[0][:4] == [{}, {}, {}, {"day": 1}]
    assert weeks[4] == [{"day": 26}, {"day": 27}, {"day": 28}, {"day": 29, "url": "2024/02/29/index.html", "count": 3, "shade": 3}, {}, {}, {}]


@pytest.mark.parametrize("count, fullest, shade", [(0, 9, 0), (1, 1, 5), (1, 1000, 1), (500, 1000, 3), (1000, 1000, 5)])
def test_every_story_gives_its_cell_some_shade(count, fullest, shade):
    assert count_to_shade(count, fullest) == shade


def test_the_archive_lists_years_newest_first_and_no_empty_one(stories):
    members = [story for story in stories(1200) if not story["date"].startswith("2021")]
    variables = plan_archives(members).variables
    assert [year["year"] for year in variables["years"]] == ["2023", "2022", "2020"]
    assert [year["count"] for year in variables["years"]] == [104, 365, 366]
    assert variables["years"][2]["months"][1] == {"url": "2020/02/index.html", "name": "February", "count": 29, "shade": 5}
    assert sum(month["count"] for year in variables["years"] for month in year["months"]) == len(members)
