"""Every key of the planner has pages, no two lists write one file, and all variables are JSON data."""

import json

import pytest

from archive_pages.planner import ArchivePlanner


@pytest.fixture
def planner():
    return ArchivePlanner(list_length=10, public_path=".")


def test_no_two_lists_plan_one_page_and_all_is_json_data(planner, stories):
    members = stories(500, sections=["Tags", "Con"], tags=["Author", "28", "2"], authors=["Tags", "Index"])
    keys = {key for story in members for key in planner.lists(story)} | set(planner.always)
    paths = []
    for key in sorted(keys):
        mine = [story for story in members if key in set(planner.lists(story))]
        for plan in planner.list_pages(key, mine):
            paths.append(plan.save_as)
            json.dumps(dict(plan.variables))
            assert not plan.variables.keys() & {"name", "template", "context", "relative_urls", "paginated", "url"}, (
                "Pelican's own"
            )
    assert len({path.casefold() for path in paths}) == len(paths)
    assert {
        "index.html",
        "archives.html",
        "tags.html",
        "authors.html",
        "sections.html",
        "tag/2.html",
        "tag/28/2020-01-01--16.html",
    } <= set(paths)


def test_a_story_without_labels_is_in_no_list_of_labels(planner, stories):
    assert list(planner.lists(stories(1)[0])) == ["home", "archives", "holdings", "year/2020", "dated", "on/01-01"]


def test_versions_of_a_story_link_to_each_other_and_have_no_page_without_their_files(planner, stories):
    members = stories(3, tags=["NATO"], versions="2020/01/01/story-0")
    key = "versions/2020/01/01/story-0"
    assert all(key in planner.lists(story) and key in planner.related_lists(story) for story in members)
    assert list(planner.list_pages(key, members)) == []
    variables = planner.article_variables(members[1], members[0], members[2], {key: members, "tag/nato": members})
    assert [line["title"] for line in variables["versions"]] == ["Story 0", "Story 2"]
    assert variables["related"] == [] and variables["changes"] == {}


def test_a_story_s_own_page_shows_its_lede_unless_the_text_begins_with_it(planner, stories):
    story, other = stories(2, lede="The lamp is lit.")
    assert planner.article_variables(story, None, other, {})["is_lede_shown"]
    assert not planner.article_variables({**story, "is_opening": True}, None, other, {})["is_lede_shown"]


def test_an_unknown_key_raises_an_error(planner):
    with pytest.raises(KeyError):
        planner.list_pages("people", [])


def test_the_version_changes_with_every_setting_but_the_public_url():
    settings = [(length, path, lang) for length in (10, 50) for path in (".", "/a") for lang in ("en", "uk")]
    assert len({ArchivePlanner(*values).version for values in settings}) == 4
