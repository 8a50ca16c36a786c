"""URLs: how they are stored, when two lead to one page, which of several is the article's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_import.fields import urls
from capture_import.fields.urls import clean_url, host_of, is_same_site, link_url, page_key, story_key
from capture_import.fields.urls_archived import find_original, is_archive, is_archive_name, unwrap_url
from capture_import.fields.urls_chosen import choose_url, find_place, is_part
from newsrecord import web_urls

# `test_every_form.py` tests each row with every form of input.
CLEAN = [
    ("https://clara:secret@Halverin.example/a#b", "https://halverin.example/a"),
    ("HTTP://halverin.example:80/", "http://halverin.example/"),
    ("https://halverin.example:8443/a?b=c", "https://halverin.example:8443/a?b=c"),
    ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
    ("https://halverin.example./a", "https://halverin.example/a"),
    ("https://halverin.example/a?id=7&utm_source=x&utm_medium=y", "https://halverin.example/a?id=7"),
    ("https://halverin.example/a?fbclid=1", "https://halverin.example/a"),
    ("https://halverin.example/a?msclkid=1&at_custom2=x", "https://halverin.example/a"),
    ("https://halverin.example/a?b=%D0%B0&c=d%20e&gclid=1", "https://halverin.example/a?b=%D0%B0&c=d%20e"),
    ("https://halverin.example/маяк", "https://halverin.example/%D0%BC%D0%B0%D1%8F%D0%BA"),
    ("https://маяк.example/a", "https://xn--80aue1f.example/a"),
    ("https://web.archive.org/web/20210306120000/https://halverin.example/a?utm_source=x", "https://halverin.example/a"),
    ("https://web.archive.org/web/20210306120000id_/http://halverin.example:80/a", "http://halverin.example/a"),
    ("https://web.archive.org/web/2021/https://halverin.example/a", "https://halverin.example/a"),
    ("http://archive.today/20210307100000/https://halverin.example/a", "https://halverin.example/a"),
    ("https://archive.ph/2021.03.07-100000/https://halverin.example/a", "https://halverin.example/a"),
    ("https://halverin-example.cdn.ampproject.org/c/s/halverin.example/a", "https://halverin.example/a"),
    ("https://www.google.com/amp/s/halverin.example/a", "https://halverin.example/a"),
    ("https://pywb.library.example/all/20210306120000mp_/https://halverin.example/a", "https://halverin.example/a"),
    (
        "http://webcache.googleusercontent.com/search?q=cache:AbCdEf12345:https://halverin.example/a+lamp&hl=en",
        "https://halverin.example/a",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("url", "clean"), CLEAN)
def test_the_url_of_a_copys_original_is_clean(url, clean):
    assert find_original(url).url == clean
    assert clean_url(clean) == clean


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        (" https://halverin.example/a\n", "https://halverin.example/a"),
        ("https://halverin.example", "https://halverin.example/"),
        ("https://halverin.example/a b", "https://halverin.example/a%20b"),
        ("https://halver\nin.example/a", "https://halverin.example/a"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://halverin.example:port/", ""),
        ("https://halverin example/", ""),
        ("https://halverin\ufffd.example/", ""),
        ("lamp", ""),
        ("", ""),
    ],
)
def test_clean_url(url, clean):
    assert clean_url(url) == clean


@pytest.mark.parametrize(
    "url",
    [
        "http://www.halverin.example/a/",
        "https://halverin.example/a?utm_source=x#top",
        "https://halverin.example/a?fbclid=1",
        "https://halverin.example/%61",
    ],
)
def test_one_page_has_one_key(url):
    assert page_key(url) == "halverin.example/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://m.halverin.example/news/a",
        "https://amp.halverin.example/news/a",
        "https://halverin.example/amp/news/a",
        "https://halverin.example/news/a/amp/",
        "https://halverin.example/news/a.amp.html",
        "https://halverin.example/news/a.html?outputType=amp",
        "https://halverin.example/news/a?amp",
        "https://halverin.example/news/A?print=1",
        "https://halverin.example/news/a/index.html",
        "https://halverin.example/news/a?ref=homepage",
    ],
)
def test_the_forms_of_one_story_have_one_key(url):
    assert story_key(url) == story_key("https://halverin.example/news/a")


@pytest.mark.parametrize(
    "url",
    [
        "https://halverin.example/news/a?ref=123",
        "https://halverin.example/news/a?view=12",
        "https://halverin.example/news/a?page=2",
        "https://halverin.example/news/ampere",
        "https://news.halverin.example/news/a",
    ],
)
def test_other_stories_have_other_keys(url):
    assert story_key(url) != story_key("https://halverin.example/news/a")


@pytest.mark.parametrize(
    ("url", "time"),
    [
        ("https://web.archive.org/web/20210306120000if_/https://halverin.example/a", "2021-03-06T12:00:00+00:00"),
        ("https://archive.is/2021.03.07-100000/https://halverin.example/a", "2021-03-07T10:00:00+00:00"),
        ("https://web.archive.org/web/2021/https://halverin.example/a", "None"),
        ("https://halverin.example/20210306/a", "None"),
    ],
)
def test_the_time_of_an_archives_copy_is_read_from_its_url(url, time):
    at = find_original(url).archived_at
    assert (at.isoformat() if at else "None") == time


@pytest.mark.parametrize(
    "url",
    [
        "https://halverin.example/123456/https://other.example/a",
        "https://halverin.example/share?u=https://other.example/a",
        "https://halverin.example/20210306/archive",
        "https://web.archive.org/save/a",
    ],
)
def test_a_url_that_is_no_archives_copy_stays(url):
    assert find_original(url).url == url


def test_links_to_archives_copies_lead_to_the_original_pages():
    page = "https://halverin.example/a"
    copied = "/web/20210306120000/https://lidden.example/b#c"
    assert link_url(copied, page, unwrap_url) == "https://lidden.example/b#c"
    assert link_url(copied, page) == f"https://halverin.example{copied}"
    assert unwrap_url("https://archive.ph/o/AbCdE/https://lidden.example/b") == "https://lidden.example/b"
    # a link of the article's own to an archive stays
    quoted = "https://web.archive.org/web/20130101000000/https://lidden.example/b"
    assert unwrap_url(f"https://web.archive.org/web/20210306120000/{quoted}") == quoted
    assert link_url("mailto:ann@halverin.example", page) == "mailto:ann@halverin.example"
    assert [link_url(href, page) for href in ("#top", "", "javascript:x()", "mailto:a?b", "http://[x")] == [""] * 5


def test_web_archives_and_sites_are_known_by_their_hosts():
    assert is_archive("https://web.archive.org/a") and not is_archive("https://archive.example/a")
    assert is_archive_name("Archive.ph") and not is_archive_name("Archive of Halverin")
    assert host_of("https://www3.Halverin.example/a") == "halverin.example"
    assert is_same_site("https://a.halverin.com.ua/", "https://b.halverin.com.ua/")


@pytest.mark.parametrize(
    ("given", "declared", "chosen"),
    [
        ("https://m.halverin.example/a", ["https://halverin.example/a"], "https://halverin.example/a"),
        ("https://halverin.example/a", ["http://[x", "https://halverin.example/b"], "https://halverin.example/b"),
        ("https://halverin.example/a", ["https://other.example/a"], "https://halverin.example/a"),
        ("https://halverin.example/a", ["https://halverin.example/"], "https://halverin.example/a"),
        ("", ["https://halverin.example/a"], "https://halverin.example/a"),
        ("https://halverin.example/a/2", ["https://halverin.example/a"], "https://halverin.example/a/2"),
        ("https://halverin.example/a?page=2", ["https://halverin.example/a"], "https://halverin.example/a?page=2"),
        ("https://halverin.example/a-3.html", ["https://halverin.example/a.html"], "https://halverin.example/a-3.html"),
        ("https://halverin.example/a/1", ["https://halverin.example/a"], "https://halverin.example/a"),
        ("https://halverin.example/a", ["https://web.archive.org/web/20210306120000/https://halverin.example/a"], "https://halverin.example/a"),
    ],
)  # fmt: skip
def test_which_url_is_the_article_s(given, declared, chosen):
    assert choose_url(given, declared) == chosen


def test_a_further_part_without_a_url_never_gets_that_of_the_first_part():
    first = "https://halverin.example/a"
    assert choose_url("", [first], previous=[first]) == ""
    assert choose_url("", [first, f"{first}/2"], previous=[first]) == f"{first}/2"
    assert choose_url("", [first], previous=["https://halverin.example/yesterday"]) == first


def test_the_original_behind_a_short_archive_url_is_the_one_that_the_page_declares():
    declared = ["https://archive.ph/2021.03.07-100000/https://halverin.example/a"]
    assert find_place("https://archive.ph/AbCdE", declared).url == "https://halverin.example/a"
    assert find_place("https://halverin.example/b", declared).url == "https://halverin.example/b"
    assert find_place("https://archive.ph/AbCdE", []).url == ""
    assert not is_part("https://halverin.example/2021/03", "https://halverin.example/2021")


@given(st.from_regex(web_urls._NORMAL, fullmatch=True))
def test_a_clean_url_does_not_change(url: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_urls, "_NORMAL", re.compile("(?!)"))
        assert urls.clean_url.__wrapped__(url) == url
