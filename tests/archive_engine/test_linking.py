"""Links and groups in the store: the same whatever the order of arrival, and the same as found in memory."""

import random
from datetime import datetime, timedelta

import pytest

from archive_engine.grouping import MarkedArticles
from archive_engine.interface import Connected, Placed, find_place, group_all
from archive_engine.link_store import PART, pack_story, unpack_story
from archive_engine.linking import LinkUpdate
from archive_engine.output import Stamp
from archive_engine.source_records import Source, StoredDigest
from archive_engine.source_store import SourceStore


class NearestOfMark:
    """Links an article to the last one with each mark, unless four with it came before; groups of three and more, of
    which it leaves out articles whose marks add up to a multiple of ten.

    Odd marks look at articles after it, too: it takes none of a mark that the next article has again.
    """

    version = "1"
    most_before = 0

    def marks(self, article):
        return article

    def reach(self, mark):
        return (4, mark % 2)

    def links(self, article, near):
        found = set()
        for others in near.values():
            before = [other for other in others if other < article]
            self.most_before = max(self.most_before, len(before))
            if 0 < len(before) < 4 and len(others) == len(before):
                found.add(before[-1])
        return sorted(found)[-2:]

    def divide(self, connected):
        assert [one.article for one in connected] == sorted(one.article for one in connected)
        kept = [one.article for one in connected if sum(one.marks) % 10]
        return [kept[at : at + 5] for at in range(0, len(kept) - 2, 5)]


def make_stories(seed, count=120):
    chance = random.Random(seed)
    first = datetime(2024, 5, 2)
    return {
        f"{number}.md": (
            find_place(first + timedelta(minutes=chance.randrange(60 * 24 * 30)), f"{number}.html"),
            sorted(chance.sample(range(90), 3)),
        )
        for number in range(count)
    }


def put(store, path, story):
    store.remove_sources([path])
    if story is not None:
        source = Source(path, Stamp(1, 1), b"1", wanted=path, save_as=path, slug=path, status="published", summary="[]")
        store.put_source(source)
        store.put_digests([StoredDigest(path, PART, pack_story(*story))])


def update(store, grouper, seen=None):
    store.begin()
    change = LinkUpdate(grouper, store.links, seen)
    asked = change.run()
    store.commit()
    return asked, change.regrouped


def read_groups(store):
    return {first: store.links.members_at(first) for first in store.links.first_paths()}


def find_whole(stories):
    paths = list(stories)
    groups = group_all(NearestOfMark(), stories.values())
    return {paths[group[0]]: [paths[at] for at in group] for group in groups}


@pytest.fixture
def store(tmp_path):
    store = SourceStore.open_or_rebuild(str(tmp_path)).store
    yield store
    store.close()


@pytest.mark.parametrize("seed", range(10))
def test_groups_do_not_depend_on_the_order_of_arrival(store, seed):
    stories = make_stories(1)
    whole = find_whole(stories)
    assert len(whole) > 5
    arriving = list(stories)
    random.Random(seed).shuffle(arriving)
    grouper = NearestOfMark()
    while arriving:
        part, arriving = arriving[:17], arriving[17:]
        for path in part:
            put(store, path, stories[path])
        update(store, grouper)
    assert read_groups(store) == whole


@pytest.mark.parametrize("are_edits_known", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_edits_and_removals_keep_groups_true(store, seed, are_edits_known):
    chance = random.Random(seed)
    stories, others = make_stories(seed), make_stories(seed + 100)
    for path, story in stories.items():
        put(store, path, story)
    grouper = NearestOfMark()
    update(store, grouper)
    for number in range(12):
        before = read_groups(store)
        for path in chance.sample(sorted(others), 3):
            story = chance.choice([others[path], None])
            store.note_edit(number, path, None)
            put(store, path, story)
            stories.pop(path, None)
            if story is not None:
                stories[path] = story
        asked, regrouped = update(store, grouper, number - 1 if are_edits_known else None)
        assert asked < 60
        after = read_groups(store)
        assert after == find_whole(stories)
        changed = {first for first in before.keys() | after.keys() if before.get(first) != after.get(first)}
        members = {path for first in changed for path in (*before.get(first, ()), *after.get(first, ()))}
        assert regrouped == members


def read_tables(store):
    """Return what each table says of articles, by their paths: their numbers follow from their arrival."""
    queries = {
        "mark": "SELECT mark, mark.place, path FROM mark JOIN story USING (number) ORDER BY 1, 2, 3",
        "link": "SELECT a.path, b.path FROM link JOIN story AS a USING (number) JOIN story AS b ON b.number = target"
        " ORDER BY 1, 2",
        "story": "SELECT path, data FROM story ORDER BY path",
        "grouped": "SELECT grouped.path, story.path, position FROM grouped JOIN story ON story.number = first"
        " ORDER BY 1",
    }
    return {table: store.base.execute(query).fetchall() for table, query in queries.items()}


def test_a_first_build_fills_the_tables_as_arrivals_do(tmp_path):
    """A mark that an article names twice counts once."""
    stories = {path: (place, [*marks, marks[1]]) for path, (place, marks) in make_stories(5).items()}
    found = []
    for name, size in (("first", len(stories)), ("one by one", 1)):
        store = SourceStore.open_or_rebuild(str(tmp_path / name)).store
        arriving = list(stories)
        while arriving:
            part, arriving = arriving[:size], arriving[size:]
            for path in part:
                put(store, path, stories[path])
            update(store, NearestOfMark())
        found.append(read_tables(store))
        store.close()
    first, one_by_one = found
    assert first == one_by_one
    assert len(first["mark"]) == 360 and len(first["story"]) == 120 and first["link"] and first["grouped"]


def test_marks_come_in_the_order_of_their_table():
    stories = list(make_stories(6).values())
    marked = MarkedArticles(first=1)
    for place, marks in stories:
        marked.add(place, marks)
    rows = ((mark, place, number) for number, (place, marks) in enumerate(stories, 1) for mark in marks)
    assert list(marked.sort_marks()) == sorted(rows)


def test_an_update_without_changes_asks_nobody(store):
    for path, story in make_stories(3).items():
        put(store, path, story)
    grouper = NearestOfMark()
    assert update(store, grouper)[0] == 120
    assert update(store, grouper) == (0, set())
    assert grouper.most_before == 4


def test_only_recorded_edits_are_looked_at_where_all_are_known(store):
    stories = make_stories(3)
    for path, story in stories.items():
        put(store, path, story)
    grouper = NearestOfMark()
    update(store, grouper)
    put(store, "5.md", make_stories(4)["5.md"])
    put(store, "6.md", None)
    assert update(store, grouper, seen=0) == (0, set())
    store.note_edit(1, "5.md", None)
    store.note_edit(1, "6.md", None)
    assert update(store, grouper, seen=0)[0] > 0
    assert [store.links.story_at(path) is None for path in ("5.md", "6.md")] == [False, True]


def test_a_story_sees_its_nearest_neighbours(store):
    stories = {f"{at}.md": (find_place(datetime(2024, 5, 1 + at), f"{at}.html"), [3]) for at in range(9)}
    grouper = NearestOfMark()
    for path, story in stories.items():
        put(store, path, story)
    update(store, grouper)
    assert store.links.first_paths() == []  # each of them has another after it
    numbers = [store.links.story_at(path).number for path in stories]
    store.links.put_group(list(zip(numbers, stories, strict=True)))
    near = store.links.near("4.md")
    assert (near.first, near.earlier, near.later) == ("0.md", ["2.md", "3.md"], ["5.md", "6.md"])
    assert store.links.near("0.md").earlier == [] and store.links.near("8.md").later == []


def test_linked_articles_come_in_order_of_time():
    assert Connected(Placed(2, 1), [], [Placed(1, 5)]).links[0] < Placed(2, 1)


def test_the_last_minute_of_all_has_a_place_that_the_store_can_hold():
    place = find_place(datetime(9999, 12, 31, 23, 59), "lamp.html")
    assert unpack_story(pack_story(place, [1])) == [place, 1]
