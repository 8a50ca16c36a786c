"""Pages of a day, and of a day through the years."""

from archive_pages.calendar import plan_year
from archive_pages.days import GLIMPSES, GLIMPSES_IN_ALL, LEDES, plan_day_of_years


def plan_first_day(members):
    return {plan.save_as: plan.variables for plan in plan_year("2020", members)}["2020/01/01/index.html"]


def put_on_one_day(members, sections):
    for at, (story, section) in enumerate(zip(members, sections, strict=True)):
        story["date"] = f"2020-01-01T{at:02}:30"
        story["sections"] = [{"name": section, "slug": section.lower()}] if section else []
    return members


def test_a_day_with_few_stories_shows_each_with_its_time_and_section(stories):
    day = plan_first_day(put_on_one_day(stories(3), ["War", "Sport", ""]))
    shown = [day["lead"], *day["entries"]]
    assert {(story["title"], story["note"], (story["section"] or {}).get("name", "")) for story in shown} == {
        ("Story 0", "00:30", "War"),
        ("Story 1", "01:30", "Sport"),
        ("Story 2", "02:30", ""),
    }
    assert day["groups"] == [] and day["lead"]["date"] == day["lead"]["note"]


def test_the_lead_of_a_day_has_the_words_of_most_headlines(stories):
    members = put_on_one_day(stories(6), [""] * 6)
    titles = ["The choir sings", "Ferry aground", "Crew leaves ferry", "A bridge opens", "The ferry aground, crew safe"]
    for story, title in zip(members, [*titles, "The mayor speaks"], strict=True):
        story["title"] = title
    others = stories(40)[1:]
    for story in others:
        story["title"] = f"The {story['title']}"
    assert plan_first_day(members + others)["lead"]["title"] == "The ferry aground, crew safe"


def test_a_day_with_many_stories_is_divided_into_sections_the_largest_first(stories):
    names = ["War"] * (LEDES + 3) + ["Sport", "", "Art"]
    members = put_on_one_day(stories(len(names)), names)
    members[0]["tags"] = [{"name": "Ferry", "slug": "ferry"}]
    day = plan_first_day(members)
    assert day["lead"]["title"] == "Story 0" and day["entries"] == []
    assert [(part["name"], len(part["entries"]), len(part["stories"])) for part in day["groups"]] == [
        ("War", LEDES, 2),
        ("Art", 1, 0),
        ("Sport", 1, 0),
        ("", 1, 0),
    ]
    assert [line["note"] for line in day["groups"][0]["stories"]] == ["02:30", "01:30"]


def test_a_day_without_sections_is_divided_by_hours(stories):
    members = put_on_one_day(stories(24), [""] * 24)
    assert [part["name"] for part in plan_first_day(members)["groups"]] == [
        "18:00–24:00",
        "12:00–18:00",
        "06:00–12:00",
        "00:00–06:00",
    ]
    for story in members:
        story["date"] = "2020-01-01"
    assert [part["name"] for part in plan_first_day(members)["groups"]] == [""]


def test_a_day_of_one_story_has_a_lead_alone(stories):
    day = plan_first_day(stories(1))
    assert day["lead"]["title"] == "Story 0" and day["entries"] == day["groups"] == day["undated"] == []


def test_a_day_leads_to_the_same_day_of_other_years(stories):
    assert plan_first_day(stories(1))["years"] == {
        "url": "../../../on/01-01.html#y2020",
        "text": "1 January through the years",
    }


def test_a_day_through_the_years_shows_chosen_stories_of_each_year_newest_first(stories):
    members = [story for story in stories(1500) if story["date"][5:10] == "01-01"]
    members = [members[0], *({**members[1], "url": f"2021/01/01/{at}.html", "title": f"No {at}"} for at in range(9))]
    plan = plan_day_of_years("01-01", members)
    assert plan.save_as == "on/01-01.html"
    assert [(year["text"], year["id"], year["url"]) for year in plan.variables["years"]] == [
        ("2021", "y2021", "../2021/01/01/index.html"),
        ("2020", "y2020", "../2020/01/01/index.html"),
    ]
    assert len(plan.variables["years"][0]["entries"]) == GLIMPSES
    assert plan.variables["years"][0]["all"] == "All 9 stories of 2021" and plan.variables["years"][1]["all"] == ""
    assert plan.variables["day"] == "1 January" and plan.variables["count"] == "10 stories"


def test_a_day_of_many_years_shows_fewer_stories_of_each(stories):
    def count_shown(years):
        members = [{**story, "date": f"{2000 + at // 5}-01-01"} for at, story in enumerate(stories(5 * years))]
        shown = plan_day_of_years("01-01", members).variables["years"]
        return len(shown), {len(year["entries"]) for year in shown}

    assert count_shown(12) == (12, {GLIMPSES}) and count_shown(16) == (16, {3})
    assert count_shown(GLIMPSES_IN_ALL + 10) == (GLIMPSES_IN_ALL + 10, {1})
