"""Tables of stories, robots.txt, OpenSearch: the same bytes for the same stories, readable by what is made for them."""

import csv
import gzip
import io
import struct
from dataclasses import replace
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

from publication.site_files import plan_opensearch, plan_robots
from publication.tables import COLUMNS, plan_table
from tests.publication.conftest import ROOT, make_stories

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def read_table(data):
    return list(csv.DictReader(io.StringIO(gzip.decompress(data).decode("utf-8"), newline="")))


def test_a_table_has_a_row_for_each_story(config):
    plan = plan_table("2020", make_stories(3, authors=["Ann Lee", "Ben Ott"], title='A "b", c\nd'), config)
    assert plan.save_as == "data/2020.csv.gz"
    rows = read_table(plan.data)
    assert len(rows) == 3 and tuple(rows[0]) == COLUMNS
    assert rows[1] == {
        "url": f"{ROOT}/2020/01/02/story-1.html",
        "date": "2020-01-02",
        "headline": 'A "b", c\nd',
        "authors": "Ann Lee; Ben Ott",
        "tags": "Ferry; Tide & time",
        "hash": "ab",
    }


def test_a_table_has_no_time_and_no_name_in_its_header(config):
    data = plan_table("2020", make_stories(3), config).data
    magic, method, flags, time = struct.unpack("<HBBI", data[:8])
    assert (magic, method, flags, time) == (0x8B1F, 8, 0, 0)
    assert data == plan_table("2020", make_stories(3), config).data


def test_no_cell_is_a_formula(config):
    data = plan_table("2020", make_stories(1, title="=cmd()", authors=["@home"], tags=["+1"]), config).data
    (row,) = read_table(data)
    assert (row["headline"], row["authors"], row["tags"]) == ("'=cmd()", "'@home", "'+1")


def test_robots_may_read_all_and_are_told_of_the_sitemap(config):
    plan = plan_robots(config)
    robots = RobotFileParser()
    robots.parse(plan.data.decode().splitlines())
    assert plan.save_as == "robots.txt" and robots.can_fetch("*", f"{ROOT}/2020/01/02/story-1.html")
    assert robots.site_maps() == [f"{ROOT}/sitemap.xml"]


def test_the_description_of_the_search_holds_to_opensearch(config):
    named = replace(config, name="The Halverin & Osvell News Archive", subtitle="")
    plan = plan_opensearch(named)
    root = ET.fromstring(plan.data)
    assert root.tag == f"{SPACE}OpenSearchDescription"
    name, about = root.findtext(f"{SPACE}ShortName"), root.findtext(f"{SPACE}Description")
    assert name and len(name) <= 16 and about == "The Halverin & Osvell News Archive"
    (url,) = root.findall(f"{SPACE}Url")
    assert url.get("type") == "text/html" and url.get("template") == f"{ROOT}/search.html?q={{searchTerms}}"
