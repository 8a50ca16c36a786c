"""Related stories by subject: the right ones, the same in every build, and a limited number."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive_engine.interface import summary_to_order
from archive_pages.related import EARLIER, LATER, MOST, find_related, find_same_time


def make_story(number, day, tags):
    key = (date(2020, 1, 1) + timedelta(days=day)).isoformat()
    return {"url": f"{key}/{number}.html", "date": key, "tags": tags}


def gather(stories):
    lists = {}
    for story in sorted(stories, key=summary_to_order):
        for tag in story["tags"]:
            lists.setdefault(tag, []).append(story)
    return lists


def relate(story, lists):
    return [other["url"] for other in find_related(story, {tag: lists[tag] for tag in story["tags"]})]


def test_a_rare_tag_counts_more_than_a_common_one():
    everyday = [make_story(number, number, ["town"]) for number in range(400)]
    comet = make_story("comet-1", 10, ["comet", "town"])
    again = make_story("comet-2", 390, ["comet", "town"])
    assert relate(again, gather([*everyday, comet, again]))[0] == comet["url"]


def test_stories_with_more_shared_tags_come_first_then_the_nearest():
    story = make_story("s", 100, ["a", "b"])
    both = make_story("both", 40, ["a", "b"])
    near, far = make_story("near", 98, ["a"]), make_story("far", 20, ["a"])
    assert relate(story, gather([story, both, near, far])) == [both["url"], near["url"], far["url"]]


def test_a_story_is_not_related_to_itself_or_to_stories_without_a_shared_tag():
    story, stranger = make_story("s", 1, ["a"]), make_story("t", 1, ["b"])
    assert relate(story, gather([story, stranger])) == []


TAGGED = st.lists(st.tuples(st.integers(0, 60), st.sets(st.sampled_from("abc"), min_size=1)), min_size=2, max_size=60)


@given(TAGGED, st.data())
def test_an_added_story_changes_a_limited_number_of_pages(tagged, data):
    stories = [make_story(number, day, sorted(tags)) for number, (day, tags) in enumerate(tagged)]
    added = data.draw(st.sampled_from(stories))
    before = gather([story for story in stories if story is not added])
    after = gather(stories)
    changed = [story for story in stories if story is not added and relate(story, before) != relate(story, after)]
    assert len(changed) <= len(added["tags"]) * (EARLIER + LATER + 1)


@given(TAGGED)
def test_only_the_nearest_stories_of_each_tag_are_compared(tagged):
    stories = [make_story(number, day, sorted(tags)) for number, (day, tags) in enumerate(tagged)]
    lists = gather(stories)
    for story in stories:
        windows = {}
        for tag in story["tags"]:
            at = lists[tag].index(story)
            windows[tag] = lists[tag][max(0, at - EARLIER) : at + LATER + 1]
        related = find_related(story, windows)
        assert [other["url"] for other in related] == relate(story, lists) and len(related) <= MOST


def test_a_story_that_leads_nowhere_shows_others_of_its_time_those_with_its_words_first():
    titles = ["Ferry is late", "Choir sings", "Harbour lamp", "Mayor speaks", "Ferry is early", "Mill sold", "Fog"]
    stories = [{**make_story(at, at, []), "title": title} for at, title in enumerate(titles)]
    found = find_same_time(stories[4], stories)
    # the stories before and after are neighbours; the ferry's other story comes first where there are too many
    assert [story["title"] for story in found] == ["Ferry is late", "Choir sings", "Harbour lamp", "Fog"]
    many = [{**make_story(at, 0, []), "title": f"Story {at:02}"} for at in range(40)]
    many[13]["title"] = many[20]["title"] = "Ferry"
    shown = [many.index(story) for story in find_same_time(many[20], many)]
    assert shown == [13, 17, 18, 22] and len(shown) == MOST
    assert find_same_time(many[0], many[:2]) == []
    assert find_same_time(many[20], many[20 - EARLIER : 20 + LATER + 1]) == find_same_time(many[20], many)
