"""The months of a list that stand out, and the stories that they were about."""

from archive_pages.listings import plan_listing
from archive_pages.peaks import MOST_PEAKS, choose_peaks, count_months, find_peaks
from tests.archive_pages.conftest import make_story

QUIET = ["The council meets", "The ferry is late", "A play at the hall"]


def make_list():
    """Return two quiet years of three stories a month, and a storm in May 2021."""
    stories = [
        make_story(100 * year + 10 * month + at, f"{year}-{month:02}-{at + 1:02}", title=title, tags=["Halverin"])
        for year in (2020, 2021)
        for month in range(1, 13)
        for at, title in enumerate(QUIET)
    ]
    storm = [
        make_story(at, f"2021-05-{at + 10}", title=f"Storm floods quay {at}", tags=["Halverin"]) for at in range(9)
    ]
    return sorted(stories + storm, key=lambda story: story["date"])


def test_a_peak_is_a_month_with_far_more_stories_and_shows_what_it_was_about():
    members = make_list()
    (peak,) = choose_peaks(members, count_months(members), "tag/halverin.html")
    assert (peak["month"], peak["count"]) == ("May 2021", "12 stories")
    assert peak["title"].startswith("Storm floods") and peak["url"].startswith("../2021/05/")


def test_few_peaks_are_shown_and_none_of_a_steady_list():
    assert find_peaks({f"2020-{month:02}": 5 for month in range(1, 13)}) == []
    counts = {f"20{year:02}-{month:02}": 40 if month == 6 else 1 for year in range(10, 20) for month in range(1, 13)}
    assert find_peaks(counts) == [f"20{year}-06" for year in range(19, 19 - MOST_PEAKS, -1)]


def test_a_story_dated_by_its_capture_stands_for_no_peak():
    members = [{**story, "is_saved_date": story["date"].startswith("2021-05")} for story in make_list()]
    assert choose_peaks(members, count_months(members), "tag/halverin.html") == []


def test_a_list_whose_head_page_has_all_stories_shows_no_peaks():
    members = make_list()
    for length, count in ((len(members), 0), (20, 1)):
        head = next(plan_listing("tag", "halverin", [{"name": "Halverin", "lang": ""}], members, length))
        assert len(head.variables["peaks"]) == count
