"""The pages of threads, as data."""

from archive_engine.interface import GroupEnds, NearGroup
from archive_pages.lines import story_to_line
from archive_pages.planner import ArchivePlanner
from archive_pages.thread_directory import LATEST, MOST, plan_threads
from archive_pages.threads import plan_thread, show_thread, tell_gap, thread_place


def story(day, title, names=(), **more):
    slug = title.lower().replace(" ", "-")
    labels = [{"name": name, "kind": "organisation", "slug": name.lower()} for name in names]
    return {
        "title": title,
        "url": f"{day.replace('-', '/')}/{slug}.html",
        "date": day,
        "lang": "",
        "lede": "",
        "versions": "",
        "names": labels,
    } | more


THREAD = [
    story("2024-05-02", "Piers planned", ["Ferries", "Board"], opening="The board plans piers."),
    story("2024-05-03", "Piers voted", ["Ferries"], lede="It was close.", versions="2024/05/03/piers-voted"),
    story("2024-05-03", "Piers voted again", ["Ferries"], versions="2024/05/03/piers-voted"),
    story("2024-10-02", "Piers open", ["Ferries"]),
]


def test_a_thread_tells_its_name_span_weeks_and_gaps():
    plan = plan_thread(THREAD)
    shown = plan.variables
    assert plan.save_as == "thread/2024/05/02/piers-planned.html"
    assert (shown["title"], shown["count"], shown["period"]) == ("Ferries", "3 stories", "2 May – 2 October 2024")
    assert shown["weeks"] == 22 and shown["bars"] == "M0 100V0h1V100h20V66h1V100"
    assert [row["gap"] for row in shown["stories"]] == ["", "", "after five months"]
    assert [row["lede"] for row in shown["stories"]] == ["The board plans piers.", "It was close.", ""]
    assert shown["stories"][0]["url"] == "../../../../2024/05/02/piers-planned.html"


def test_near_duplicates_are_folded_into_the_first_of_them():
    assert [[one["title"] for one in row["versions"]] for row in plan_thread(THREAD).variables["stories"]] == [
        [],
        ["Piers voted again"],
        [],
    ]


def test_a_thread_without_a_common_name_has_its_first_headline():
    assert plan_thread([story("2024-05-02", "A"), story("2024-05-03", "B")]).variables["title"] == "A"


def test_a_publisher_names_no_thread():
    stories = [story(f"2024-05-0{day}", f"Piers {day}", ["Post", "Ferries"], publisher="Post") for day in (1, 2, 3)]
    assert plan_thread(stories).variables["title"] == "Ferries"


def test_gaps_are_told_in_words_of_the_archives_language():
    assert tell_gap("2024-01-01", "2024-01-14") == ""
    assert tell_gap("2024-01-01", "2024-01-15", "uk") == "через два тижні"
    assert tell_gap("2024-01-01", "2025-06-01", "en") == "after 17 months"


def test_a_story_links_to_its_thread_and_neighbours_without_a_count():
    shown = show_thread(THREAD[1], NearGroup(THREAD[0], THREAD[:1], THREAD[3:]))
    assert shown["url"] == "../../../thread/2024/05/02/piers-planned.html"
    assert [[line["title"] for line in lines] for lines in (shown["earlier"], shown["later"])] == [
        ["Piers planned"],
        ["Piers open"],
    ]
    assert "4" not in shown["url"].replace("2024", "")


def test_running_threads_come_first_and_are_counted_from_the_newest_story():
    old = GroupEnds(story("2024-01-01", "Old"), story("2024-02-01", "Old end"))
    new = GroupEnds(story("2024-05-01", "New"), story("2024-05-20", "New end"))
    (page,) = plan_threads([old, new], story("2024-06-10", "Newest"))
    assert page.save_as == "threads.html"
    assert [(part["title"], [row["title"] for row in part["threads"]]) for part in page.variables["sections"]] == [
        ("Running now", ["New"]),
        ("Ended", ["Old"]),
    ]


def test_many_ended_threads_have_pages_by_year():
    ends = [
        GroupEnds(story(f"{2010 + at % 3}-01-01", f"First {at}"), story(f"{2010 + at % 3}-02-01", f"Last {at}"))
        for at in range(LATEST + 3)
    ]
    pages = list(plan_threads(ends, story("2024-06-10", "Newest")))
    assert [page.save_as for page in pages] == [
        "threads.html",
        "threads/2012.html",
        "threads/2011.html",
        "threads/2010.html",
    ]
    assert sum(len(page.variables["sections"][0]["threads"]) for page in pages[1:]) == LATEST + 3


def test_a_year_of_many_threads_has_pages_by_month():
    ends = [
        GroupEnds(story(f"2010-{1 + at % 3:02}-01", f"First {at}"), story(f"2010-{1 + at % 3:02}-20", f"Last {at}"))
        for at in range(MOST + 3)
    ]
    ends.append(GroupEnds(story("2009-05-01", "Before"), story("2009-05-09", "Before end")))
    pages = {page.save_as: page.variables for page in plan_threads(ends, story("2024-06-10", "Newest"), "uk")}
    assert list(pages) == [
        "threads.html",
        "threads/2010.html",
        *(f"threads/2010-{month}.html" for month in ("03", "02", "01")),
        "threads/2009.html",
    ]
    year, month, small = pages["threads/2010.html"], pages["threads/2010-02.html"], pages["threads/2009.html"]
    assert len(year["sections"][0]["threads"]) == LATEST and str(MOST + 3) in year["count"]
    assert [pages[f"threads/{place}.html"]["sections"][0]["title"] for place in ("2010", "2010-02")] == [
        "Найновіші",
        "",
    ]
    assert [link["text"] for link in month["months"]] == ["Березень 2010", "Лютий 2010", "Січень 2010"]
    assert [link["current"] for link in month["months"]] == ["", "page", ""]
    assert [(link["text"], link["current"]) for link in month["years"]] == [("2010", "true"), ("2009", "")]
    assert [link["current"] for link in year["years"]] == ["page", ""]
    assert month["period"] == "лютий 2010" and len(month["sections"][0]["threads"]) == (MOST + 3) / 3
    assert small["months"] == [] and len(small["sections"][0]["threads"]) == 1


def test_many_running_threads_are_all_on_the_pages_of_years():
    days = [f"2024-06-0{1 + at % 9}" for at in range(MOST + 40)]
    ends = [GroupEnds(story(day, f"First {at}"), story(day, f"Last {at}")) for at, day in enumerate(days)]
    first, *others = plan_threads(ends, story("2024-06-10", "Newest"))
    assert len(first.variables["sections"][0]["threads"]) == MOST
    assert [page.save_as for page in others] == ["threads/2024.html", "threads/2024-06.html"]
    assert len(others[1].variables["sections"][0]["threads"]) == MOST + 40


def test_two_first_stories_with_one_slug_have_two_threads():
    assert thread_place(story("2024-05-02", "Piers")) != thread_place(story("2024-05-03", "Piers"))


def test_the_stories_of_a_thread_are_shown_once_on_a_storys_page():
    planner = ArchivePlanner(list_length=10, public_path=".")
    others = [story_to_line(other, THREAD[1]["url"]) for other in (THREAD[0], story("2024-01-01", "Before"))]
    near = NearGroup(THREAD[0], THREAD[:1], THREAD[3:])
    shown = planner.group_variables(THREAD[1], {"before": others[:1], "related": others}, near)
    assert [line["title"] for line in shown["thread"]["earlier"]] == ["Piers planned"]
    assert shown["before"] == [] and [line["title"] for line in shown["related"]] == ["Before"]
