"""Feeds by their specifications, and as feedparser reads them."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from publication.atom import feed_to_atom
from publication.entries import Feed, newest_time, updated_at
from publication.json_feed import feed_to_json
from publication.rss import feed_to_rss
from tests.publication.conftest import ROOT, make_stories
from tests.publication.specifications import check_atom, check_json_feed, check_rss

HOSTILE = 'A <b>bold</b> & "quoted" claim: 1 < 2 ]]> \x00\x0b\ud800 🙂'
CHECKED = {"atom": (feed_to_atom, check_atom), "rss": (feed_to_rss, check_rss), "json": (feed_to_json, check_json_feed)}


def make_feed(stories):
    return Feed("feeds/tag/ferry", "Ferry · News & Archive", "tag/ferry.html", stories[::-1])


@pytest.mark.parametrize("kind", CHECKED)
@pytest.mark.parametrize(
    "stories",
    [
        make_stories(3),
        [],
        make_stories(2, title=HOSTILE, lede=HOSTILE, authors=[HOSTILE], tags=[HOSTILE], publisher=HOSTILE),
        make_stories(2, lede="", authors=(), tags=(), sections=(), lang="uk"),
        make_stories(1, day="2024-05-02T10:30", offset="+03:00", modified="2024-05-03T09:00"),
        make_stories(1, picture={"src": "pictures/ab/cd-480.webp", "width": 480, "height": 320, "larger": []}),
    ],
    ids=["usual", "empty", "hostile", "bare", "with a time", "with a picture"],
)
def test_a_feed_holds_to_its_specification(kind, stories, config):
    write, check = CHECKED[kind]
    data = write(make_feed(stories), config)
    assert check(data, f"{ROOT}/feeds/tag/ferry") == []
    assert write(make_feed(stories), config) == data


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feedparser_reads_what_the_stories_say(kind, config):
    stories = make_stories(3, title='Ferry & "tide" <b>', lede="It's 1 < 2 & so on.")
    read = feedparser.parse(CHECKED[kind][0](make_feed(stories), config))
    assert not read.bozo and read.feed.title == "Ferry · News &amp; Archive".replace("&amp;", "&")
    assert [entry.link for entry in read.entries] == [f"{ROOT}/{story['url']}" for story in stories[::-1]]
    entry = read.entries[0]
    assert entry.author == "Ann Lee" and {tag.term for tag in entry.tags} == {"Town", "Ferry", "Tide & time"}
    assert entry.summary in ("It's 1 < 2 & so on.", "It's 1 &lt; 2 &amp; so on.")
    assert entry.published_parsed[:3] == (2020, 1, 3)


def test_json_feed_reads_what_the_stories_say(config):
    (item,) = json.loads(feed_to_json(make_feed(make_stories(1)), config))["items"]
    assert item["url"] == item["id"] == f"{ROOT}/2020/01/01/story-0.html"
    assert item["authors"] == [{"name": "Ann Lee"}] and item["tags"] == ["Town", "Ferry", "Tide & time"]


def test_a_feed_is_as_old_as_its_newest_entry_whatever_the_zone():
    late = make_stories(1, day="2024-05-02T23:30", offset="-05:00")[0]
    early = make_stories(1, day="2024-05-03T01:00")[0]
    assert newest_time([late, early]) == "2024-05-02T23:30:00-05:00"
    assert updated_at(make_stories(1, day="2024-05-02", modified="2024-05-01")[0]) == "2024-05-02T00:00:00Z"


@pytest.mark.parametrize(
    "fault",
    [
        lambda text: text.replace("<updated>2020", "<updated>in 2020", 1),
        lambda text: re.sub("<id>.*?</id>", "", text, count=1),
        lambda text: text.replace("</entry>", "", 1),
        lambda text: text.replace('rel="self"', 'rel="other"'),
        lambda text: text.replace("<title>Story 1", "<title><b/>Story 1"),
        lambda text: re.sub("<published>.*?</published>", "<published>2020-01-02</published>", text, count=1),
    ],
)
def test_the_check_of_atom_finds_each_fault(fault, config):
    text = feed_to_atom(make_feed(make_stories(2)), config).decode()
    assert fault(text) != text
    assert check_atom(fault(text).encode(), f"{ROOT}/feeds/tag/ferry") != []


@pytest.mark.parametrize(
    "fault",
    [
        lambda text: re.sub("<pubDate>.*?</pubDate>", "<pubDate>2020-01-02</pubDate>", text, count=1),
        lambda text: text.replace("<description>Saved news</description>", ""),
        lambda text: re.sub("<guid>.*?</guid>", "<guid>story 1</guid>", text, count=1),
        lambda text: text.replace('version="2.0"', 'version="2"'),
        lambda text: text.replace("<item>", "<item><author>Ann Lee</author>", 1),
    ],
)
def test_the_check_of_rss_finds_each_fault(fault, config):
    text = feed_to_rss(make_feed(make_stories(2)), config).decode()
    assert fault(text) != text
    assert check_rss(fault(text).encode(), f"{ROOT}/feeds/tag/ferry") != []


@pytest.mark.parametrize(
    "fault",
    [{"version": "https://jsonfeed.org/version/1"}, {"items": [{"url": "x"}]}, {"title": ""}, {"feed_url": "a"}],
)
def test_the_check_of_json_feed_finds_each_fault(fault, config):
    data = json.loads(feed_to_json(make_feed(make_stories(2)), config)) | fault
    assert check_json_feed(json.dumps(data).encode(), f"{ROOT}/feeds/tag/ferry") != []


def test_times_of_both_formats_are_the_same(config):
    stories = make_stories(1, day="2024-05-02T10:30", offset="+03:00")
    atom = ET.fromstring(feed_to_atom(make_feed(stories), config)).find(".//{*}published").text
    rss = ET.fromstring(feed_to_rss(make_feed(stories), config)).find(".//pubDate").text
    assert datetime.fromisoformat(atom) == parsedate_to_datetime(rss)
    assert urlsplit(ROOT).scheme == "https"
