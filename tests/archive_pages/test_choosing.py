"""Which stories stand for a period."""

import random

import pytest

from archive_pages.choosing import choose_stories, count_background
from tests.archive_pages.conftest import make_story

QUIET = ["The council meets", "The ferry is late", "The school opens", "The market closes", "A play at the hall"]
STORM = ["Storm floods the harbour", "The storm takes a roof", "The harbour after the storm"]


def make_year():
    """Return a year of stories: quiet headlines each month, a storm in March."""
    stories = [
        make_story(10 * month + at, f"2020-{month:02}-{at + 1:02}", title=title)
        for month in range(1, 13)
        for at, title in enumerate(QUIET)
    ]
    return stories + [
        make_story(500 + at, f"2020-03-{at + 10}", title=f"{title} {at}") for at, title in enumerate(STORM * 2)
    ]


def choose(month, most=3, year=None):
    stories = year or make_year()
    part = [story for story in stories if story["date"].startswith(f"2020-{month:02}")]
    return choose_stories(part, most, count_background(stories))


def test_the_stories_of_a_month_are_those_with_the_words_of_that_month():
    assert all("storm" in story["title"].casefold() for story in choose(3))


def test_the_choice_does_not_depend_on_the_order_of_the_stories():
    year = make_year()
    titles = [story["title"] for story in choose(3)]
    random.Random(1).shuffle(year)
    assert {story["title"] for story in choose(3, year=year)} == set(titles)


def test_no_day_has_two_stories_while_another_has_none():
    stories = [make_story(at, f"2020-01-0{1 + at // 4}", title=f"Ferry {'x' * (at + 2)}") for at in range(12)]
    days = [story["date"] for story in choose_stories(stories, 4, count_background(stories))]
    assert len(set(days[:3])) == 3 and len(days) == 4


def test_headlines_with_the_same_words_and_versions_are_chosen_once():
    stories = [make_story(at, f"2020-01-0{1 + at}", title="FACTBOX: The ferry") for at in range(3)]
    assert len(choose_stories(stories, 3, count_background(stories))) == 1
    stories = [make_story(at, f"2020-01-0{1 + at}", versions="a") for at in range(3)]
    assert len(choose_stories(stories, 3, count_background(stories))) == 1


@pytest.mark.parametrize(
    "fields", [{"versions": "2020/01/01/a"}, {"tags": ["Ferry"]}, {"size": 3}], ids=lambda fields: next(iter(fields))
)
def test_without_such_words_versions_labels_and_longer_texts_come_first(fields):
    plain = [make_story(at, f"2020-01-0{1 + at}", title=f"{'abc'[at]}{at}") for at in range(3)]
    plain[1] = make_story(1, "2020-01-02", title="b1", **fields)
    assert choose_stories(plain, 1, count_background(plain)) == [plain[1]]


def test_no_stories_are_chosen_of_none():
    assert choose_stories([], 5, count_background([])) == []
