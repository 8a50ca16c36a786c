"""What lists of tags, authors, sections and publishers are often told together with."""

from archive_pages.planner import ArchivePlanner
from tests.archive_engine.listed import index_stories
from tests.archive_pages.conftest import make_story

OSSEL = {"name": "Ossel", "kind": "place", "slug": "ossel"}


def list_together(stories, key):
    index = index_stories(ArchivePlanner(50, ".", least=3), stories)
    head = next(iter(index.list_pages(f"list/{key}"))).variables
    return {group["title"]: [(label["name"], label["url"]) for label in group["names"]] for group in head["together"]}


def make_stories():
    """Return stories of a ferry, most of them about the harbour, too; in sixty others it is the harbour alone."""
    ferry = [
        make_story(
            number, tags=["Ferry", "Harbour", "Winter"] if number < 3 else ["Ferry", "Harbour"], authors=["R. Hale"]
        )
        for number in range(4)
    ]
    return ferry + [
        make_story(10 + number, tags=["Harbour"], sections=["Town"], authors=["S. Oakes"]) for number in range(60)
    ]


def test_tags_are_ranked_by_how_much_more_often_they_stand_beside_a_tag():
    assert list_together(make_stories(), "tag/ferry") == {
        "Often together with": [("Winter", "tag/winter.html"), ("Harbour", "tag/harbour.html")]
    }


def test_an_author_has_topics_and_co_authors():
    stories = make_stories()
    stories += [make_story(80 + number, tags=["Ferry"], authors=["R. Hale", "Iryna Ruda"]) for number in range(2)]
    assert list_together(stories, "author/r-hale") == {
        "Often about": [(name, f"tag/{name.lower()}.html") for name in ("Ferry", "Winter", "Harbour")],
        "Written together with": [("Iryna Ruda", "author/iryna-ruda.html")],
    }


def test_a_section_or_a_publisher_without_tags_has_names():
    stories = [make_story(number, sections=["Town"], publisher="HVN", names=[OSSEL]) for number in range(4)]
    for key in ("section/town", "publisher/hvn"):
        assert list_together(stories, key) == {"Often about": [("Ossel", "place/ossel.html")]}


def test_a_list_of_one_story_has_none():
    assert list_together([make_story(1, tags=["Ferry", "Harbour"])], "tag/ferry") == {}
