"""The rule of threads: marks, links, division."""

import pytest

from archive_engine.interface import MINUTE, Connected, Placed, group_all
from archive_names.describing import describe_names
from archive_names.threads.dividing import divide_threads
from archive_names.threads.grouper import ThreadGrouper
from archive_names.threads.linking import MOST_OF_SLUG, RARE, find_links, find_reach
from archive_names.threads.marks import (
    HEADWORD,
    NAME,
    PLACE,
    SLUG,
    TICKER,
    VERSION,
    WORD,
    find_marks,
    make_mark,
    mark_to_kind,
    url_to_slug,
)

DAY = 24 * 60 * MINUTE


def at(day, number=0):
    return Placed(day * DAY, number)


def list_kinds(marks):
    return [mark_to_kind(mark) for mark in marks]


def mark_story(headline, text, **more):
    return find_marks(headline, text, describe_names(text, "en", headline), **more)


def test_a_name_is_a_mark_where_headline_or_lede_has_it():
    lede = (
        "OSSEL - The harbour board of Halverin asked Halvor Ferries Ltd. for new piers on Monday, and offered to pay "
    )
    lede += "half of what they cost.\n"
    marks = mark_story("Halvor Ferries asked for piers", lede + "Later Osvell Mills Ltd. said nothing.")
    assert make_mark(HEADWORD, "halvor") in marks and make_mark(WORD, "piers") in marks
    assert make_mark(NAME, "halvor ferries") in marks and make_mark(NAME, "osvell mills") not in marks


def test_who_wrote_and_published_a_story_is_no_mark():
    text = "Halvor Ferries Ltd. will build piers, Anna Lund reports for the Halverin Post Ltd. from the town."
    marks = mark_story("New piers", text, left_out=["Anna Lund"])
    assert make_mark(NAME, "anna lund") not in marks


def test_a_text_with_many_tickers_is_about_none_of_them():
    few = mark_story("Piers", "The firms ( HAL.N ) and ( OSV.L ) rose.")
    assert list_kinds(few).count(TICKER) == 2
    assert TICKER not in list_kinds(mark_story("Piers", "The firms ( HAL.N ), ( OSV.L ) and ( MIL.L ) rose."))


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://news.example/2024/05/02/hal-ferry-strike-idHAL4D05F2024", "hal-ferry-strike"),
        ("https://news.example/town/ferry-strike-17.html", "ferry-strike"),
        ("https://news.example/ferry.html", ""),
        ("https://news.example/a/123-456", ""),
        ("http://[broken", ""),
    ],
)
def test_a_slug_is_the_words_at_the_end_of_an_address(url, slug):
    assert url_to_slug(url) == slug


NAMES = [make_mark(NAME, "halvor ferries"), make_mark(NAME, "osvell mills")]
WORDS = [make_mark(WORD, word) for word in ("piers", "delayed", "vote", "winter")]


def test_one_rare_name_is_not_enough_and_two_are():
    assert find_links(at(10, 2), {NAMES[0]: [at(8, 1)]}) == []
    assert find_links(at(10, 2), {NAMES[0]: [at(8, 1)], NAMES[1]: [at(8, 1)]}) == [at(8, 1)]
    assert find_links(at(10, 2), {NAMES[0]: [at(8, 1)], WORDS[0]: [at(8, 1)]}) == [at(8, 1)]


def test_a_company_and_its_ticker_are_one_evidence():
    shared = {NAMES[0]: [at(8, 1)], make_mark(TICKER, "HAL.N"): [at(8, 1)], make_mark(HEADWORD, "halvor"): [at(8, 1)]}
    assert find_links(at(10, 2), shared) == []


def test_words_do_without_a_name_where_there_are_four_or_three_and_a_place():
    place = make_mark(PLACE, "halverin")
    assert find_links(at(10, 2), {mark: [at(8, 1)] for mark in WORDS[:3]}) == []
    assert find_links(at(10, 2), {mark: [at(8, 1)] for mark in (*WORDS[:2], place)}) == []
    assert find_links(at(10, 2), {mark: [at(8, 1)] for mark in (*WORDS[:3], place)}) == [at(8, 1)]
    assert find_links(at(10, 2), {mark: [at(8, 1)] for mark in WORDS}) == [at(8, 1)]


def near_all(stories):
    return dict.fromkeys((*NAMES, *WORDS), stories)


def test_what_many_stories_share_and_what_is_long_ago_does_not_count():
    many = [at(8, number) for number in range(RARE + 1)]
    assert find_links(at(10, 99), near_all(many)) == []
    assert find_links(at(10, 99), near_all(many[1:])) != []
    assert find_links(at(60, 99), near_all([at(8, 1)])) == []


def test_a_story_links_to_the_nearest_of_equals_and_to_two_at_most():
    assert find_links(at(10, 9), {mark: [at(2, 1), at(5, 2), at(9, 3)] for mark in NAMES}) == [at(9, 3), at(5, 2)]


def test_a_publishers_slug_is_enough_unless_it_is_a_series():
    slug = make_mark(SLUG, "hal-ferry-strike")
    assert find_reach(slug) == (MOST_OF_SLUG, MOST_OF_SLUG)
    daily = [at(day, day) for day in range(1, 40)]
    assert find_links(daily[0], {slug: daily[1:15]}) == []
    assert find_links(daily[14], {slug: daily[:14]}) == [daily[13]]
    assert find_links(daily[14], {slug: [*daily[:14], daily[15]]}) == []
    # the first story of a series is none, either: it looks at those after it
    assert find_links(daily[1], {slug: [daily[0], *daily[2:17]]}) == []
    assert find_links(at(100, 9), {slug: [at(20, 1)]}) == []


def linked(number, marks, *links):
    return Connected(at(number, number), marks, [at(link, link) for link in links])


def test_a_chain_of_unlike_stories_is_no_thread():
    names = [make_mark(NAME, f"name {number}") for number in range(8)]
    chain = [linked(number, names[number : number + 2], *([number - 1] if number else [])) for number in range(7)]
    assert max(map(len, divide_threads(chain))) <= 4
    same = [linked(number, names[:1], *([number - 1] if number else [])) for number in range(7)]
    assert [len(thread) for thread in divide_threads(same)] == [7]


def test_near_duplicates_count_once():
    version = make_mark(VERSION, "2024/05/02/piers")
    stories = [linked(0, NAMES), linked(1, [*NAMES, version], 0), linked(2, [*NAMES, version], 1)]
    assert list(divide_threads(stories)) == []
    assert [len(thread) for thread in divide_threads([*stories, linked(3, NAMES, 2)])] == [4]


def test_stories_of_a_developing_story_stay_together_as_it_grows():
    marks = [*NAMES, WORDS[0]]
    for count in range(3, RARE):
        groups = group_all(ThreadGrouper(), [(day * DAY, marks) for day in range(count)])
        assert [len(group) for group in groups] == [count]


def test_what_a_headline_says_of_itself_is_no_mark():
    marks = mark_story("Instant view: Piers rise: Osvell Mail", "The piers of the harbour are higher now.")
    assert make_mark(WORD, "piers") in marks
    assert not {make_mark(WORD, word) for word in ("instant", "view", "osvell", "mail")} & set(marks)


def test_a_name_and_its_short_form_are_one_mark():
    text = "Halvor Ferries Ltd. will build piers, the owners of HF said. Brackgroup Ltd. lends the money."
    marks = mark_story("HF builds, Brack lends", text)
    assert make_mark(NAME, "halvor ferries") in marks and make_mark(NAME, "hf") not in marks
    assert make_mark(HEADWORD, "hf") not in marks
    assert make_mark(WORD, "brack") not in marks


def test_a_column_has_no_slug_and_a_label_that_names_somebody_is_none():
    url = "https://news.example/2024/05/02/hal-week-ahead-idHAL4D05F2024"
    assert SLUG not in list_kinds(mark_story("The week ahead: ferries and piers", "Ferries sail.", url=url))
    text = "Halvor Ferries Ltd. will build piers."
    assert SLUG in list_kinds(mark_story("Halvor Ferries chief: no piers", text, url=url))


def test_a_slug_that_goes_on_for_half_a_year_is_a_series():
    slug = make_mark(SLUG, "hal-prices")
    stories = [at(10 * number, number) for number in range(MOST_OF_SLUG + 1)]
    middle = len(stories) // 2
    assert find_links(stories[middle], {slug: stories[:middle] + stories[middle + 1 :]}) == []
    assert find_links(stories[middle], {slug: stories[:middle] + stories[middle + 1 : -1]}) == [stories[middle - 1]]


def test_words_of_how_a_story_goes_and_who_reports_it_are_no_marks():
    text = "Halvor Ferries Ltd. will build piers, the Ossel Gazette reported on Monday. The Osvell Gazette is for sale."
    marks = mark_story("Halvor Ferries raises forecast for piers", text)
    assert make_mark(WORD, "piers") in marks and make_mark(NAME, "osvell gazette") in marks
    assert make_mark(WORD, "forecas") not in marks and make_mark(NAME, "ossel gazette") not in marks
