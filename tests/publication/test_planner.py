"""Which files there are for which stories; what an added story changes."""

import re

import pytest

from archive_engine.interface import ListsInMemory
from publication.config import read_config
from publication.planner import PublicationPlanner
from tests.publication.conftest import make_stories

SETTINGS = {
    "SITEURL": "https://x.example/",
    "SITENAME": "N",
    "DEFAULT_LANG": "en",
    "THEME": "x",
    "THEME_TEMPLATES_OVERRIDES": [],
}


def plan(config, stories):
    planner = PublicationPlanner(config)
    links = ListsInMemory(planner, stories)
    plans = [plan for key, members in links.lists.items() for plan in planner.linked_pages(key, members, links)]
    files = {one.save_as: getattr(one, "data", None) or one.variables for one in plans}
    assert len(files) == len(plans), "two files have one place"
    return files


def test_every_list_has_its_feeds(config):
    files = plan(config, make_stories(3))
    feeds = {name for name in files if name.startswith("feeds/")}
    places = ("all", "section/town", "tag/ferry", "tag/tide-and-time", "author/ann-lee", "publisher/halverin-post")
    assert feeds == {f"feeds/{place}{end}" for place in places for end in (".atom.xml", ".rss.xml", ".json")} | {
        "feeds/index.html"
    }
    assert files.keys() - feeds == {
        "sitemap.xml",
        "sitemaps/2020.xml",
        "data/2020.csv.gz",
        "robots.txt",
        "opensearch.xml",
    }


def test_no_two_labels_of_whatever_kind_share_a_file(config):
    names = ["all", "index", "All", "section", "2020", "a.atom", "json"]
    files = plan(config, make_stories(2, sections=names, tags=names, authors=names, publisher="index"))
    assert len([name for name in files if name.startswith("feeds/section/")]) == 3 * 6


def test_a_feed_has_the_newest_stories_and_a_bound(config):
    files = plan(config, make_stories(10))
    entries = re.findall(r"<title>(Story \d)</title>", files["feeds/all.atom.xml"].decode())
    assert entries == ["Story 9", "Story 8", "Story 7"]


def test_an_added_story_changes_its_own_year_and_its_own_feeds(config):
    stories = [
        *make_stories(4, day="2019-05-01", sections=["Sport"], tags=["Rowing"], authors=["Ben"], publisher="Other"),
        *make_stories(4),
    ]
    for number, story in enumerate(stories):
        story["url"] = f"{number}.html"
    added = make_stories(1, day="2020-06-01")[0] | {"url": "new.html"}
    before, after = plan(config, stories), plan(config, [*stories, added])
    assert before.keys() == after.keys()
    changed = {name for name in after if after[name] != before[name]}
    assert {name for name in changed if not name.startswith("feeds/")} == {"sitemaps/2020.xml", "data/2020.csv.gz"}
    assert not any(part in name for name in changed for part in ("sport", "rowing", "ben", "other", "index.html"))
    old = make_stories(1, day="2019-04-01", sections=["Sport"], tags=["Rowing"], authors=["Ben"], publisher="Other")
    older = plan(config, [old[0] | {"url": "old.html"}, *stories])
    assert {name for name in older if older[name] != before[name]} == {"sitemaps/2019.xml", "data/2019.csv.gz"}


def test_the_directory_changes_with_a_new_section_publisher_or_year_alone(config):
    directory = plan(config, make_stories(3))["feeds/index.html"]
    assert plan(config, make_stories(5))["feeds/index.html"] == directory
    assert [row["name"] for row in directory["sections"]] == ["Town"]
    assert [row["url"] for row in directory["tables"]] == ["data/2020.csv.gz"]


def test_an_empty_archive_has_its_feeds_sitemap_and_robots(config):
    assert set(plan(config, [])) == {
        "feeds/all.atom.xml",
        "feeds/all.rss.xml",
        "feeds/all.json",
        "feeds/index.html",
        "sitemap.xml",
        "robots.txt",
        "opensearch.xml",
    }


@pytest.mark.parametrize("length", [0, -1, 1001, "50", 2.5])
def test_a_length_that_is_none_is_refused(length):
    with pytest.raises(ValueError, match="PUBLICATION_FEED_LENGTH"):
        read_config(SETTINGS | {"PUBLICATION_FEED_LENGTH": length})


@pytest.mark.parametrize("formats", ["atom", ["xml"], [""]])
def test_a_format_that_is_none_is_refused(formats):
    with pytest.raises(ValueError, match="PUBLICATION_FEED_FORMATS"):
        read_config(SETTINGS | {"PUBLICATION_FEED_FORMATS": formats})


def test_a_site_may_have_fewer_formats():
    config = read_config(SETTINGS | {"PUBLICATION_FEED_FORMATS": ["json", "atom"]})
    assert [form.name for form in config.formats] == ["Atom", "JSON"]
    assert not [name for name in plan(config, make_stories(1)) if name.endswith(".rss.xml")]
    none = read_config(SETTINGS | {"PUBLICATION_FEED_FORMATS": []})
    assert not [name for name in plan(none, make_stories(1)) if name.startswith("feeds/")]


def test_the_configuration_follows_the_settings():
    assert read_config(SETTINGS | {"SITEURL": ""}) is None
    config = read_config(SETTINGS | {"PUBLICATION_ROBOTS": False})
    assert config.root == "https://x.example" and not config.has_robots and not config.has_directory
    assert not {"robots.txt", "feeds/index.html"} & plan(config, make_stories(1)).keys()
