"""Pages of years, months and days."""

import json

import pytest

from archive_pages import calendar
from archive_pages.calendar import GLIMPSES_OF_DAY, NO_DAY, count_to_shade, plan_archives, plan_weeks, plan_year


def plan_pages(members, year="2020"):
    return {plan.save_as: plan.variables for plan in plan_year(year, members)}


def test_a_year_has_its_own_page_and_one_for_each_month_and_day_with_stories(stories):
    members = [story for story in stories(366) if story["date"][5:7] in ("01", "03")]
    planned = plan_pages(members)
    assert len(planned) == 1 + 2 + 62
    assert planned["2020/index.html"]["count"] == "62 stories"
    assert [bool(month["count"]) for month in planned["2020/index.html"]["months"]] == [True, False, True] + [False] * 9
    assert planned["2020/index.html"]["months"][0]["all"] == "All 31 stories of January 2020"
    assert planned["2020/01/index.html"]["later"] == {"url": "../03/index.html", "text": "March 2020"}
    assert planned["2020/01/index.html"]["earlier"] is None
    assert planned["2020/03/01/index.html"]["earlier"] == {"url": "../../01/31/index.html", "text": "31 January 2020"}
    assert planned["2020/03/01/index.html"]["weekday"] == "Sunday"


def test_the_last_month_of_all_has_its_weeks():
    weeks = plan_weeks("9999-12", {"9999-12-31": 1}, 1, "9999/12/index.html")
    assert [cell["day"] for week in weeks for cell in week if cell is not NO_DAY] == list(range(1, 32))


def test_a_day_of_a_month_shows_chosen_stories_newest_first_and_leads_to_all(stories):
    members = stories(GLIMPSES_OF_DAY + 2)
    for at, story in enumerate(members):
        story |= {"date": f"2020-01-01T1{at}:30", "tags": [{"name": "Ferry", "slug": "ferry"}] if at % 2 == 0 else []}
    (day,) = plan_pages(members)["2020/01/index.html"]["days"]
    assert [line["title"] for line in day["stories"]] == ["Story 4", "Story 2", "Story 0"]
    assert day["all"] == "All 5 stories of 1 January 2020" and day["url"] == "01/index.html"
    (day,) = plan_pages(members[:-1])["2020/01/index.html"]["days"]
    assert len(day["stories"]) == GLIMPSES_OF_DAY + 1 and day["all"] == ""


def test_stories_dated_by_their_capture_alone_stand_apart(stories):
    members = stories(40)
    for story in members[3:]:
        story["is_saved_date"] = True
    planned = plan_pages(members)
    assert [line["title"] for line in planned["2020/index.html"]["months"][0]["stories"]] == [
        "Story 2",
        "Story 1",
        "Story 0",
    ]
    february = planned["2020/02/index.html"]
    assert february["days"] == [] and len(february["undated"]) == 9 and february["count"] == "9 stories"
    assert february["undated"][0]["note"] == "saved on 9 February 2020"
    day = planned["2020/02/09/index.html"]
    assert day["lead"] is None and day["entries"] == day["groups"] == [] and day["years"] is None
    assert [line["title"] for line in day["undated"]] == ["Story 39"]


def test_a_new_story_changes_its_year_month_day_and_the_days_beside(stories):
    members = stories(60)
    before, after = plan_pages(members[:30] + members[31:]), plan_pages(members)
    changed = {path for path in after if json.dumps(dict(after[path])) != json.dumps(dict(before.get(path, {})))}
    assert changed == {
        "2020/index.html",
        "2020/01/index.html",
        "2020/01/30/index.html",
        "2020/01/31/index.html",
        "2020/02/01/index.html",
    }


def test_a_year_reads_some_headlines_of_a_full_month_and_counts_all(stories, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_WEIGHED", 8)
    members = stories(31)
    few = {card["name"]: card for card in plan_pages(members)["2020/index.html"]["months"]}["January"]
    assert few["count"] == 31 and len(few["stories"]) == 5
    assert {line["title"] for line in few["stories"]} <= {story["title"] for story in members[::4]}
    assert sum(bool(cell["text"]) for week in few["weeks"] for cell in week) == 31


def test_a_calendar_has_whole_weeks_from_monday():
    weeks = plan_weeks("2024-02", {"2024-02-29": 3}, 6, "2024/02/index.html")
    assert all(len(week) == 7 for week in weeks) and len(weeks) == 5
    assert weeks[0][:4] == [NO_DAY, NO_DAY, NO_DAY, NO_DAY | {"day": 1}]
    assert weeks[4][2:] == [
        NO_DAY | {"day": 28},
        {"day": 29, "url": "29/index.html", "text": "3 stories", "shade": 3},
        *[NO_DAY] * 3,
    ]


def test_another_story_on_a_day_changes_no_other_month(stories):
    members = stories(60)
    more = [{**members[40], "url": f"{members[40]['url']}-{at}"} for at in range(9)]
    before, after = plan_pages(members), plan_pages(members[:41] + more + members[41:])
    assert dict(before["2020/01/index.html"]) == dict(after["2020/01/index.html"])


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
