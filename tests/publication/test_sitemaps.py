"""Sitemaps by their protocol: divided by year, cut at its limits, changed by their own year's stories alone."""

import pytest

from publication.sitemaps import count_parts, plan_index, plan_sitemaps
from tests.publication.conftest import ROOT, make_stories
from tests.publication.specifications import check_sitemap


def test_a_year_is_one_sitemap_that_the_index_names(config):
    members = make_stories(366)
    (plan,) = plan_sitemaps("2020", members, config)
    assert plan.save_as == "sitemaps/2020.xml" and check_sitemap(plan.data) == []
    assert plan.data.count(b"<loc>") == 366
    index = plan_index([("2020", count_parts(members, config)), ("2021", 1)], config)
    assert index.save_as == "sitemap.xml" and check_sitemap(index.data) == []
    assert index.data.count(b"<loc>") == 2 and f"<loc>{ROOT}/sitemaps/2021.xml</loc>".encode() in index.data


@pytest.mark.parametrize("most, most_bytes, parts", [(3, 10**6, 4), (100, 400, 5), (100, 10**6, 1), (10, 900, 2)])
def test_a_long_year_is_cut_into_parts_that_the_index_names(most, most_bytes, parts, config):
    stories = make_stories(10)
    plans = list(plan_sitemaps("2020", stories, config, most, most_bytes))
    assert len(plans) == parts
    assert all(check_sitemap(plan.data) == [] for plan in plans)
    assert all(len(plan.data) <= most_bytes and plan.data.count(b"<loc>") <= most for plan in plans)
    assert b"".join(plan.data for plan in plans).count(b"<loc>") == 10
    assert count_parts(stories, config, most, most_bytes) == parts
    index = plan_index([("2020", parts)], config).data.decode()
    assert [f"/{plan.save_as}<" in index for plan in plans] == [True] * parts and index.count("<loc>") == parts


def test_the_limits_are_those_of_the_protocol(config):
    stories = make_stories(1) * 50_001
    plans = list(plan_sitemaps("2020", stories, config))
    assert [plan.data.count(b"<loc>") for plan in plans] == [50_000, 1]
    assert count_parts(stories, config) == 2


def test_the_day_of_a_story_is_that_of_its_last_change(config):
    (plan,) = plan_sitemaps("2020", make_stories(1, modified="2021-02-03T10:00"), config)
    assert b"<lastmod>2021-02-03</lastmod>" in plan.data


def test_an_index_without_stories_is_valid(config):
    assert check_sitemap(plan_index([], config).data) == []


@pytest.mark.parametrize(
    "fault",
    [
        (b"<loc>https:", b"<loc>mailto:"),
        (b"<lastmod>2020-01-01", b"<lastmod>1 May"),
        (b"<url>", b"<url><priority>2</priority>"),
        (b"</loc>", b"</loc><loc>https://news.example/x</loc>"),
        (b"sitemap/0.9", b"sitemap/1.0"),
        (b"<loc>https://news", b"<loc>https://other"),
    ],
    ids=str,
)
def test_the_check_finds_each_fault(fault, config):
    (plan,) = plan_sitemaps("2020", make_stories(2), config)
    right, wrong = fault
    assert check_sitemap(plan.data.replace(right, wrong, 1)) != []
