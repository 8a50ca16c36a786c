"""Names: which have a page, what their pages and articles show, and what an edit touches."""

import random
from typing import Any

import pytest

from archive_engine.article_index import ArticleIndex, ParsedEdit
from archive_engine.interface import ListsInMemory
from archive_engine.pages import Owner
from archive_pages.names import link_name, rank_spellings, read_names
from archive_pages.planner import ArchivePlanner
from tests.archive_engine.listed import edit_index, index_stories
from tests.archive_pages.conftest import make_story


def name(text: str, kind: str = "person", slug: str = "") -> dict[str, str]:
    return {"name": text, "kind": kind, "slug": slug or text.lower().replace(" ", "-")}


BRANDT, WELLER, OSSEL = name("Ilka Brandt"), name("Jonas Weller"), name("Ossel", "place")


def make_index(stories: list[dict[str, Any]], least: int = 3) -> ArticleIndex:
    return index_stories(ArchivePlanner(10, ".", least=least), stories)


def list_pages(index: ArticleIndex) -> dict[tuple[str, str], Any]:
    """Return every page of an index: its template and variables, by owner and place."""
    pages: dict[tuple[str, str], Any] = {
        (owner, plan.save_as): (plan.template, plan.variables)
        for owner in index.list_owners()
        for plan in index.list_pages(owner)
    }
    for place in range(index.count()):
        article = index.article(place)
        pages[f"article/{article.path}", article.save_as] = "article", index.article_variables(place)
    return pages


def find_page(index: ArticleIndex, save_as: str) -> dict[str, Any]:
    return next((variables for (_, place), (_, variables) in list_pages(index).items() if place == save_as), {})


def test_a_name_has_a_page_from_the_least_number_of_stories_on():
    stories = [make_story(number, names=[BRANDT, WELLER] if number else [BRANDT]) for number in range(3)]
    index = make_index(stories)
    assert find_page(index, "person/ilka-brandt.html")["count"] == "3 stories"
    assert not find_page(index, "person/jonas-weller.html")
    assert [row["name"] for group in find_page(index, "people.html")["groups"] for row in group["labels"]] == [
        "Ilka Brandt"
    ]
    assert not find_page(index, "places.html")
    (group,) = index.article_variables(2)["names"]
    assert (group["kind"], group["title"], [label["name"] for label in group["names"]]) == (
        "person",
        "People",
        ["Ilka Brandt"],
    )


def test_a_tag_of_the_same_slug_has_the_one_page():
    stories = [make_story(number, names=[BRANDT]) for number in range(4)]
    stories.append(make_story(4, tags=["Ilka Brandt"]))
    index = make_index(stories)
    assert not find_page(index, "person/ilka-brandt.html") and find_page(index, "tag/ilka-brandt.html")
    assert index.article_variables(0)["names"][0]["names"][0]["url"] == "tag/ilka-brandt.html"
    (row,) = find_page(index, "people.html")["groups"][0]["labels"]
    assert row["url"] == "tag/ilka-brandt.html"


def test_a_tag_that_no_story_names_is_no_name():
    stories = [make_story(number, tags=["Ferry"]) for number in range(4)]
    index = make_index(stories)
    assert not find_page(index, "people.html") and index.article_variables(0)["names"] == []


def test_the_kind_of_a_name_is_that_of_most_of_its_stories():
    stories = [make_story(number, names=[{**OSSEL, "kind": "place" if number else "person"}]) for number in range(3)]
    totals = ListsInMemory(ArchivePlanner(10, "."), stories).totals("name/ossel")
    assert link_name("ossel", stories, totals, 3) == {"url": "place/ossel.html", "kind": "place", "level": 1}


def test_a_page_says_which_names_are_often_told_together():
    often = [make_story(number, names=[BRANDT, WELLER, OSSEL]) for number in range(4)]
    others = [make_story(number + 10, names=[OSSEL]) for number in range(60)]
    index = make_index(often + others)
    (together,) = find_page(index, "person/ilka-brandt.html")["together"]
    assert [label["name"] for label in together["names"]] == ["Jonas Weller", "Ossel"]  # Ossel stands in most stories


def test_an_article_has_the_stories_before_of_its_rarest_names():
    stories = [make_story(number, names=[OSSEL]) for number in range(20)]
    stories += [make_story(30 + number, names=[OSSEL, BRANDT]) for number in range(3)]
    index = make_index(stories)
    before = index.article_variables(len(stories) - 1)["before"]
    assert [(row["note"], row["title"]) for row in before] == [("Ilka Brandt", "Story 31")]
    assert index.article_variables(0)["before"] == []


def test_a_story_without_tags_has_related_stories_by_its_names():
    stories = [make_story(number, names=[OSSEL] if number % 2 else [BRANDT]) for number in range(8)]
    related = make_index(stories).article_variables(7)["related"]
    assert related and all(int(line["title"].split()[1]) % 2 for line in related)
    tagged = [*stories[:7], make_story(7, names=[OSSEL], tags=["Ferry"])]
    assert make_index(tagged).article_variables(7)["related"] == []


def test_the_commonest_spelling_of_each_language_stands_for_a_name():
    stories = [make_story(number, names=[name("Kyiv", "place", "kyiv")]) for number in range(3)]
    stories += [make_story(3, names=[name("KYIV", "place", "kyiv")])]
    stories += [make_story(4, lang="uk", names=[name("Київ", "place", "kyiv")])]
    totals = ListsInMemory(ArchivePlanner(10, "."), stories).totals("name/kyiv")
    assert rank_spellings(totals) == [{"name": "Kyiv", "lang": ""}, {"name": "Київ", "lang": "uk"}]


@pytest.mark.parametrize("names", [None, "Ilka Brandt", ["Ilka Brandt"], [{**BRANDT, "kind": "ship"}]])
def test_other_metadata_called_names_is_left_out(names):
    assert read_names(names) == []


@pytest.mark.parametrize("seed", range(40))
def test_an_edit_touches_every_page_that_it_changes(seed):
    chosen = random.Random(seed)
    names = [name(f"Name {letter}", kind) for letter in "abcdefghij" for kind in ("person", "place")]

    def make(number: int) -> dict[str, Any]:
        told = chosen.sample(names, chosen.randrange(5))
        tags = chosen.sample(["Name a", "Name b", "Ferry"], chosen.choice([0, 0, 0, 1]))
        slugs = {label["slug"]: label for label in told}
        authors = chosen.sample(["R. Hale", "S. Oakes"], chosen.randrange(3))
        return make_story(number, names=list(slugs.values()), tags=tags, authors=authors, sections=["Town"])

    stories = {number: make(number) for number in chosen.sample(range(60), 25)}
    index = make_index(list(stories.values()))
    for _ in range(6):
        before = list_pages(index)
        edits = []
        for number in chosen.sample(range(60), chosen.choice([1, 1, 3])):
            old = stories.pop(number, None)
            if old is None or chosen.random() < 0.5:
                stories[number] = make(number)
            new = stories.get(number)
            edits.append(ParsedEdit([old] if old else None, [new] if new else None))
        index, relinked = edit_index(index, edits)
        touched = index.find_touched(edits, relinked)
        owners = touched.owners | {Owner(f"article/{index.article(place).path}").name for place in touched.places}
        after = list_pages(index)
        assert after == list_pages(make_index(list(stories.values())))
        changed = {
            owner
            for owner, page in before.keys() | after.keys()
            if before.get((owner, page)) != after.get((owner, page))
        }
        gone = {f"article/{edit.before[0]['url']}" for edit in edits if edit.before}
        assert changed - owners - gone == set()
