"""Groups that are read when asked: planners make of them what they make of groups in memory, and read few."""

import random
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from archive_engine.group_list import GroupList
from archive_engine.interface import GroupEnds, Summary, choose_groups, find_last_day
from archive_engine.list_store import IDS
from archive_pages import thread_directory
from archive_pages.thread_directory import plan_threads
from archive_pages.threads import choose_running
from tests.archive_engine.listed import index_stories
from tests.archive_pages.conftest import make_story


class ByNothing:
    """A planner with one list."""

    related_earlier = related_later = 1

    def lists(self, summary: Summary) -> Iterator[str]:
        yield "all"


def make_groups(days: Sequence[str]) -> GroupList:
    """Return groups of stories of 400 days, none of which is read: the first story with the last one, and so on."""
    planner: Any = ByNothing()
    order = index_stories(planner, [make_story(number, day) for number, day in enumerate(days)]).order
    pairs = [sorted((order.ids[at], order.ids[399 - at]), key=order.place_of) for at in range(200)]
    order.articles.kept.clear()
    return GroupList(order, array(IDS, [first for first, _ in pairs]), array(IDS, [last for _, last in pairs]))


@pytest.fixture
def groups() -> GroupList:
    chosen = random.Random(5)
    return make_groups(
        [f"20{chosen.randrange(20, 23)}-{chosen.randrange(1, 13):02}-{chosen.randrange(1, 29):02}" for _ in range(400)]
    )


def test_a_group_list_is_a_sequence_like_any_other(groups: GroupList) -> None:
    expected = list(groups)
    assert len(groups) == len(expected) == 200 and groups[7] == expected[7] and list(groups[3:9:2]) == expected[3:9:2]
    assert list(choose_groups(groups, [5, 2])) == choose_groups(expected, [5, 2]) == [expected[5], expected[2]]
    assert [find_last_day(groups, at) for at in range(200)] == [find_last_day(expected, at) for at in range(200)]
    assert groups.choose([1, 2]).digest() == groups[1:3].digest() != groups[1:4].digest()
    first, others = groups.order.ids[0], groups.order.ids[1:3]
    one, other = (GroupList(groups.order, array(IDS, [first]), array(IDS, [last])) for last in others)
    assert one.digest() != other.digest()


@pytest.mark.parametrize("most", [3, 20, 1000])
def test_the_directory_of_threads_is_that_of_groups_in_memory(groups: GroupList, most: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(thread_directory, "MOST", most)
    monkeypatch.setattr(thread_directory, "LATEST", most)
    newest = make_story(1, "2022-12-28")
    stored, in_memory = (
        [(page.save_as, dict(page.variables)) for page in plan_threads(own, newest)]
        for own in (
            groups,
            list(groups),
        )
    )
    assert stored == in_memory


@pytest.mark.parametrize("most", [1, 3, 20])
def test_of_threads_that_ended_on_one_day_those_are_shown_that_began_last(most: int, monkeypatch: Any) -> None:
    groups = make_groups([f"2021-0{1 + number % 9}-17" for number in range(400)])
    monkeypatch.setattr(thread_directory, "LATEST", most)
    first_page = next(iter(plan_threads(groups, make_story(1, "2030-01-01"))))
    (ended,) = first_page.variables["sections"]
    expected = sorted(groups, key=lambda ends: (ends.last["date"], ends.first["date"], ends.first["url"]), reverse=True)
    assert [row["title"] for row in ended["threads"]] == [ends.first["title"] for ends in expected[:most]]


@pytest.mark.parametrize("newest", ["2022-12-28", "2021-05-01", "2019-01-01"])
def test_running_threads_are_those_of_groups_in_memory(groups: GroupList, newest: str) -> None:
    expected: list[GroupEnds] = list(groups)
    for most in (1, 5, 500):
        assert choose_running(groups, newest, most) == choose_running(expected, newest, most)


def test_pages_that_are_not_asked_for_read_no_thread(groups: GroupList) -> None:
    kept = groups.order.articles.kept
    pages = list(plan_threads(groups, make_story(1, "2022-12-28")))
    assert len(pages) == 3 and not kept
    assert choose_running(groups, "2022-12-28", 2) and len(kept) < 12
