"""Lists that are kept between builds: an edit leaves what all articles anew would give, and little of them is read."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from archive_engine.article_index import ArticleIndex, ParsedEdit
from archive_engine.columns import load_days, load_versions
from archive_engine.interface import (
    LaterVariables,
    ListsInMemory,
    PagePlan,
    Summary,
    find_member,
    list_below,
    summary_to_order,
)
from archive_engine.list_making import update_lists
from archive_engine.listed_articles import ListedArticles
from archive_engine.planners import Planners
from archive_engine.source_records import Edit
from tests.archive_engine.listed import (
    MOST,
    Article,
    SummariesInMemory,
    edit_index,
    index_stories,
    list_story,
    make_index,
)


class ByTag:
    """A planner with a list for each tag, which counts the authors of a tag, and a list of all."""

    always = ("all",)
    related_earlier = related_later = 1

    def lists(self, summary: Summary) -> Iterator[str]:
        yield "all"
        yield from (f"tag/{tag}" for tag in summary["tags"])

    def totals(self, summary: Summary) -> Iterator[tuple[str, str]]:
        yield from ((f"tag/{tag}", summary["author"]) for tag in summary["tags"])

    def linked_lists(self, summary: Summary) -> list[str]:
        return [f"tag/{tag}" for tag in summary["tags"]]

    def describe_link(self, key: str, members: Any, totals: Any) -> list[Any]:
        return [key, len(members) // 5, members[0]["url"], sorted(totals)]

    def describe_entry(self, key: str, members: Any, totals: Any, link: Any) -> dict[str, Any] | None:
        return {"last": members[-1]["date"]} if key.startswith("tag/") and len(members) > 3 else None

    def find_shelf(self, key: str, link: Any, entry: Any) -> str:
        return f"{key[-1]}/{entry['last'][:4]}" if key != "tag/c" else ""


PLANNER: Any = ByTag()
OTHER: Any = ByTag()


def make_story(number: int, chosen: random.Random) -> dict[str, Any]:
    day = f"2020-{1 + chosen.randrange(12):02}-{1 + chosen.randrange(28):02}"
    tags = chosen.sample("abcde", chosen.randrange(4))
    return {"date": day, "url": f"{number}.html", "tags": tags, "author": chosen.choice("xy")}


def show(index: ArticleIndex) -> dict[str, Any]:
    """Return the members, the totals and the link of each list, and the entries on all shelves."""
    (part,) = index.parts
    lists = {key: (list(members), part.totals(key), part.find_link(key)) for key, members in part.lists.below("")}
    return {
        "lists": lists,
        "shelves": {shelf.name: list(shelf) for letter in "abcde" for shelf in part.shelves(letter)},
    }


@pytest.mark.parametrize("most", [3, 300])
def test_edits_leave_the_lists_that_all_stories_anew_would_give(most: int) -> None:
    chosen = random.Random(most)
    stories = {number: make_story(number, chosen) for number in range(400)}
    index = index_stories(PLANNER, stories.values())
    for _ in range(12):
        before = show(index)
        edits = []
        for number in chosen.sample(range(500), chosen.randrange(1, most)):
            old = stories.pop(number, None)
            if old is None or chosen.random() < 0.6:
                stories[number] = make_story(number, chosen)
            new = stories.get(number)
            edits.append(ParsedEdit([old] if old else None, [new] if new else None))
        index, relinked = edit_index(index, edits)
        after = show(index)
        assert after == show(index_stories(PLANNER, stories.values()))
        old_links, new_links = ({key: one[-1] for key, one in shown["lists"].items()} for shown in (before, after))
        keys = {key for key in old_links | new_links if old_links.get(key) != new_links.get(key)}
        assert relinked == {f"list/{key}" for key in keys}


def test_the_last_story_leaves_only_the_lists_that_are_always_there() -> None:
    story = make_story(1, random.Random(1)) | {"tags": ["a"]}
    index, _ = edit_index(index_stories(PLANNER, [story]), [ParsedEdit([story], None)])
    assert show(index) == {"lists": {"all": ([], {}, None)}, "shelves": {}}
    assert index.count() == 0 and "tag/a" not in index.parts[0].lists


def test_two_planners_have_their_orders_after_an_edit() -> None:
    planners = Planners([PLANNER, OTHER])

    def article(*days: str) -> Article:
        return list_story(*({"date": day, "url": f"{days[0]}.html", "tags": ["a"], "author": "x"} for day in days))

    index, _ = edit_index(
        make_index(planners, [article("1", "8"), article("3", "6")]), [ParsedEdit(None, article("2", "7").summaries)]
    )
    dates = [[member["date"] for member in part.lists["tag/a"]] for part in index.parts]
    assert dates == [["1", "2", "3"], ["6", "7", "8"]]


@pytest.fixture
def index() -> ArticleIndex:
    chosen = random.Random(4)
    return index_stories(PLANNER, [make_story(number, chosen) for number in range(300)])


def test_members_are_a_sequence_like_any_other(index: ArticleIndex) -> None:
    members = index.parts[0].lists["tag/a"]
    expected = list(members)
    assert expected == sorted(expected, key=summary_to_order) and len(members) == len(expected) > 50
    for part in (slice(None, None, -1), slice(-5, None), slice(3, 9, 2), slice(9, 3)):
        assert list(members[part]) == expected[part] and list(reversed(members[part])) == expected[part][::-1]
    assert members[-1] == expected[-1] and members[2] in members
    with pytest.raises(IndexError):
        members[len(members)]


def test_a_member_is_found_without_reading_the_list(index: ArticleIndex) -> None:
    members = index.parts[0].lists["tag/a"]
    expected = list(members)
    for story in index.parts[0].lists["all"]:
        order = summary_to_order(story)
        assert find_member(members, order) == find_member(expected, order)
    assert find_member(members, ("1999", "")) == 0 and find_member(members, ("2999", "")) == len(members)


def test_what_asks_for_few_members_reads_few(index: ArticleIndex) -> None:
    index.articles.kept.clear()
    lists = index.parts[0].lists
    assert [key for key, _ in list_below(lists, "tag/")] == [f"tag/{tag}" for tag in "abcde"]
    members = lists["all"]
    assert len(members) == 300 and index.parts[0].totals("tag/a") and not index.articles.kept
    assert list(members[-3:]) and members.digest() and len(index.articles.kept) == 3


def test_lists_below_a_prefix_are_the_same_in_memory() -> None:
    lists: dict[str, list[Summary]] = {"tag/b": [], "home": [], "tag/a": [], "tags": []}
    assert [key for key, _ in list_below(lists, "tag/")] == ["tag/a", "tag/b"]


def test_a_digest_changes_with_the_summary_of_a_member_and_of_no_other() -> None:
    chosen = random.Random(7)
    stories = [make_story(number, chosen) | {"tags": ["a" if number % 2 else "b"]} for number in range(6)]
    index = index_stories(PLANNER, stories)
    before = {key: members.digest() for key, members in index.parts[0].lists.below("tag/")}
    edited, _ = edit_index(index, [ParsedEdit([stories[1]], [stories[1] | {"author": "z"}])])
    after = {key: members.digest() for key, members in edited.parts[0].lists.below("tag/")}
    assert before["tag/b"] == after["tag/b"] and before["tag/a"] != after["tag/a"]


def test_shelves_are_those_of_lists_in_memory(index: ArticleIndex) -> None:
    (part,) = index.parts
    in_memory = ListsInMemory(PLANNER, part.lists["all"])
    for prefix in ("a", "a/2020", "c", "x", ""):
        stored, made = part.shelves(prefix), in_memory.shelves(prefix)
        assert [(shelf.name, shelf.sizes, list(shelf)) for shelf in stored] == [
            (shelf.name, shelf.sizes, list(shelf)) for shelf in made
        ]
        assert part.has_shelf(prefix) == in_memory.has_shelf(prefix) == bool(stored) == (prefix not in ("c", "x"))
    assert part.shelves("a")[0][0] == part.shelves("a")[0][:1][0]


def test_the_digest_of_a_shelf_changes_with_its_entries_alone() -> None:
    stories = [make_story(number, random.Random(number)) | {"tags": ["ab"[number % 2]]} for number in range(20)]
    index = index_stories(PLANNER, stories)
    before = {shelf.name: shelf.digest() for letter in "ab" for shelf in index.parts[0].shelves(letter)}
    added = make_story(99, random.Random(99)) | {"tags": ["a"]}
    edited, _ = edit_index(index, [ParsedEdit(None, [added])])
    after = {shelf.name: shelf.digest() for letter in "ab" for shelf in edited.parts[0].shelves(letter)}
    assert before["b/2020"] == after["b/2020"] and before["a/2020"] != after["a/2020"]


def test_many_added_stories_read_little_of_the_others() -> None:
    chosen = random.Random(9)
    stories = [make_story(number, chosen) for number in range(4000)]
    added = [make_story(number, chosen) for number in range(5000, 5150)]
    index, _ = edit_index(index_stories(PLANNER, stories), [ParsedEdit(None, [story]) for story in added])
    assert len(index.articles.kept) < 2500  # those that bisections meet, and the first members of lists
    assert show(index) == show(index_stories(PLANNER, [*stories, *added]))


def test_stories_of_one_time_and_url_are_in_the_order_of_their_paths() -> None:
    def article(path: str, author: str = "x") -> Article:
        return Article(path, path, b"", [{"date": "2020-01-01", "url": "u", "tags": ["a"], "author": author}])

    planners = Planners([PLANNER])
    before = make_index(planners, [article("a.md"), article("b.md"), article("c.md")])
    old, new = article("b.md").summaries, article("b.md", "y").summaries
    store: Any = before.articles.store
    store.put(article("b.md", "y"))
    edit = Edit(json.dumps(old), json.dumps(new), 2, 2)
    update_lists(planners, ListedArticles(store, {}, MOST), before.parts[0].lists.store, [(edit, ParsedEdit(old, new))])
    after = ArticleIndex(planners, ListedArticles(store, {}, MOST), before.parts[0].lists.store)
    assert [member["author"] for member in after.parts[0].lists["tag/a"]] == ["x", "y", "x"]


def test_all_stories_are_in_the_order_of_their_dates_then_of_their_urls() -> None:
    """A date may be the beginning of another; of characters, the order is that of code points, not of UTF-16."""
    dates = ["2024-05-02", "2024-05-02T10:00", "2024-05-02T10:00+01:00", "2024-05-03"]
    urls = ["a.html", "b.html", "\uff21.html", "\U0001f3ee.html"]
    orders = [(date, url) for date in dates for url in urls]
    chosen = random.Random(4)
    for _ in range(5):
        chosen.shuffle(orders)
        articles = [
            Article(f"{at}.md", f"{at}.html", b"", [make_story(at, chosen) | {"date": date, "url": url}])
            for at, (date, url) in enumerate(orders)
        ]
        order = make_index(Planners([PLANNER]), articles).order
        assert [summary_to_order(summary) for summary in order.read(order.ids)] == sorted(orders)


def test_what_is_removed_leaves_neither_its_day_nor_a_hash() -> None:
    stories = [make_story(number, random.Random(number)) for number in range(3)]
    index, _ = edit_index(index_stories(PLANNER, stories), [ParsedEdit([stories[2]], None)])
    store = index.parts[0].lists.store
    assert load_versions(store)[3] == bytes(8) != load_versions(store)[2]
    assert load_days(store, 0)[3] == bytes(10) != load_days(store, 0)[2]


def test_later_variables_are_made_once_and_only_when_asked() -> None:
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"count": 2}

    plan = PagePlan("a.html", "a", LaterVariables(make, None, []))
    assert not made
    assert {**plan.variables} == {"count": 2} and len(plan.variables) == 1 and made == [1]


@pytest.mark.parametrize("most", [1, 8, 100])
def test_hardly_more_summaries_are_kept_than_there_is_room_for(most: int) -> None:
    stories = [
        list_story({"title": f"{number}", "url": f"{number}.html", "date": "2024-01-02"}) for number in range(300)
    ]
    store: Any = SummariesInMemory(one._replace(path=f"{number}") for number, one in enumerate(stories))
    listed = ListedArticles(store, {}, most)
    for article_id in range(1, 301):
        assert listed.summaries(article_id)[0]["title"] == f"{article_id - 1}"
        assert article_id in listed.kept and len(listed.kept) <= most + most // 8


class LinkedWithoutAlways(ByTag):
    """A linking planner without lists that are always there."""

    def __getattribute__(self, name: str) -> Any:
        if name == "always":
            raise AttributeError(name)
        return super().__getattribute__(name)


def test_a_linking_planner_needs_no_lists_that_are_always_there() -> None:
    chosen = random.Random(5)
    index = index_stories(LinkedWithoutAlways(), [make_story(number, chosen) for number in range(20)])
    asking, members = index.parts[0].find_asking(["tag/a", "tag/b", "tag/c"])
    assert "all" not in asking and isinstance(members, set)
