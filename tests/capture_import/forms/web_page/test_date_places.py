"""Where a page has its date, and which of several dates counts."""

from datetime import datetime

import pytest

from capture_import.fields.dates import Dated, choose
from capture_import.fields.evidence import Context, Known
from capture_import.fields.rejection import Rejected
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.evidence import PageEvidence
from capture_import.forms.web_page.page import read_page

SENTENCE = "The council met and agreed, after a long debate, to mend the old pump in the square."


def read_dated(page, headline, body=None) -> Dated | None:
    evidence = PageEvidence(page, Context("", "", page.captured_at))
    evidence.place(headline, PageBody(element=body))
    try:
        return choose(evidence, Known(url=page.address))
    except Rejected:
        return None


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        (
            '<meta property="article:published_time" content="2021-05-04T01:00:00Z">',
            "",
            "https://a.example/2020/01/01/x",
            ("2021-05-04T01:00:00+00:00", "metadata"),
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-04"}</script>',
            "",
            "",
            ("2021-05-04", "metadata"),
        ),
        (
            '<meta name="date" content="2021-05-09">',
            "<time datetime='2021-05-04'>4 May</time>",
            "",
            ("2021-05-04", "header"),
        ),
        ('<meta name="date" content="2021-05-09">', "", "", ("2021-05-09", "metadata")),
        ("", "<time datetime='2021-05-07'>7 May</time>", "https://a.example/2021/05/04/x", ("2021-05-04", "url")),
        ("", "<p class='post-date'>4. Mai 2021</p>", "", ("2021-05-04", "header")),
        ("", "<p>It was mended on May 4, 2021 in the evening.</p>", "", ("2021-05-04", "text")),
        # the day in the newspaper's own zone, as in its URL, where the metadata are in UTC
        (
            '<meta property="article:published_time" content="2021-05-03T22:30:00Z">',
            "",
            "https://a.de/2021/05/04/x",
            ("2021-05-04T00:30:00+02:00", "metadata"),
        ),
        ("", "<p>Nothing.</p>", "", None),
        # the line below the headline, as on forums and news sites; not the page's clock, nor the day a user joined
        (
            "",
            (
                "<p class='time'>Current time: 9 May 2021</p><dl><dd>Joined: 1 May 2008</dd></dl>"
                "<p>by ann » 4 May 2021, 10:30</p>"
            ),
            "",
            ("2021-05-04T10:30:00", "header"),
        ),
        ("", "<div><span>As of: 4 May 2021</span></div>", "", ("2021-05-04", "header")),
        (
            "",
            f"<p>{SENTENCE * 4}</p><p>Harbourton, den 4. Mai 2021</p><p>Copyright 2023</p>",
            "",
            ("2021-05-04", "text"),
        ),
        # the date of a picture, or one inside a sentence, does not count
        (
            '<meta name="date" content="2021-05-04">',
            (
                "<figure><figcaption>The pump, 1 May 2021</figcaption></figure>"
                "<p>It broke again in the night of 2 May 2021.</p>"
            ),
            "",
            ("2021-05-04", "metadata"),
        ),
    ],
)
def test_a_date_comes_with_its_basis(head: str, body: str, url: str, expected: tuple[str, str] | None):
    page = read_page(f"<html><head>{head}</head><body><h1>A pump</h1>{body}</body></html>", url)
    found = read_dated(page, page.tree.find(".//h1"), page.tree.find("body"))
    assert (found and (found.when.isoformat(), found.basis)) == expected


PUBLISHED = '<meta property="article:published_time" content="2021-05-04T08:00:00Z">'
MODIFIED = '<meta property="article:modified_time" content="2021-06-09T08:00:00Z">'


@pytest.mark.parametrize(
    ("head", "line", "expected", "modified"),
    [
        # the first publication is the date, the shown update is the modification
        (PUBLISHED + MODIFIED, "9 June 2021", "2021-05-04", "2021-06-09"),
        (PUBLISHED, "Updated 9 June 2021", "2021-05-04", "2021-06-09"),
        (PUBLISHED + MODIFIED, "Updated 9 June 2021, first published 4 May 2021", "2021-05-04", "2021-06-09"),
        (PUBLISHED + MODIFIED, "4 May 2021", "2021-05-04", "2021-06-09"),
        (PUBLISHED + MODIFIED, "", "2021-05-04", "2021-06-09"),
        ("", "Published: 4 May 2021 | Updated: 9 June 2021", "2021-05-04", "2021-06-09"),
        ("", "Updated 9 June 2021", "2021-06-09", ""),
        (MODIFIED, "", "2021-06-09", ""),
        (PUBLISHED, "9 June 2021", "2021-05-04", ""),
        # software that republishes a page declares the day of the republication
        (PUBLISHED, "1 March 2021", "2021-03-01", ""),
        (PUBLISHED + MODIFIED, "The council met again on 9 June 2021.", "2021-05-04", "2021-06-09"),
    ],
)
def test_the_date_is_that_of_the_first_publication(head: str, line: str, expected: str, modified: str):
    page = read_page(f"<html><head>{head}</head><body><h1>A pump</h1><p>{line}</p></body></html>")
    found = read_dated(page, page.tree.find(".//h1"))
    assert found.day.isoformat() == expected
    assert (found.modified.isoformat()[:10] if found.modified else "") == modified


STORY = f"<article><h1>A pump</h1><div class='text'><p>{SENTENCE * 4}</p></div></article>"


@pytest.mark.parametrize(
    "beside",
    [
        "<div id='comments'><p>Ann wrote on <time datetime='2021-05-09'>9 May 2021</time>: Good.</p></div>",
        "<ol class='commentlist'><li><span class='date'>9 May 2021</span> Good.</li></ol>",
        "<aside><p>Read also: <a href='/other'>The pump on the square was broken, 7 June 2020</a></p></aside>",
        "<p>Read also: the pump was broken, 7 June 2020</p>",
        "<ul><li><a href='/o'>Another story about another pump</a> <span class='date'>7 June 2020</span></li></ul>",
        "<div id='wm-ipp-base'><a href='/web/'>Wayback Machine</a> 12 captures 06 Mar 2021 - 11 Sep 2023</div>",
        "<div class='user'><span class='date'>Member since 5 March 2010</span></div>",
        "<figure><img src='a.jpg'><figcaption class='date'>The pump, 5 March 2010</figcaption></figure>",
    ],
)
def test_elements_beside_the_article_never_date_it(beside: str):
    for body in (beside + STORY, STORY + beside):
        page = read_page(f"<html><body>{body}</body></html>")
        assert read_dated(page, page.tree.find(".//h1"), page.tree.find(".//div[@class='text']")) is None


def test_a_date_alone_in_an_aside_of_the_article_dates_it():
    page = read_page(
        f"<html><body><article><aside><time datetime='2021-05-04'>4 May</time></aside>{STORY}</article></body></html>"
    )
    found = read_dated(page, page.tree.find(".//h1"), page.tree.find(".//div[@class='text']"))
    assert (found.when.isoformat(), found.basis) == ("2021-05-04", "header")


@pytest.mark.parametrize(
    ("head", "quoted"),
    [
        (
            '<meta property="article:published_time" content="the fifth of spring">',
            "article:published_time says 'the fifth of spring'",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"03/04/2021"}</script>',
            "JSON-LD datePublished says '03/04/2021', which can be",
        ),
    ],
)
def test_a_declared_date_that_is_not_understood_is_quoted(head: str, quoted: str):
    page = read_page(
        f"<html lang='en'><head>{head}</head><body>{STORY}</body></html>",
        captured_at=datetime.fromisoformat("2022-01-01T00:00:00+00:00"),
    )
    found = read_dated(page, page.tree.find(".//h1"), page.tree.find(".//div[@class='text']"))
    assert found.basis == "captured"
    assert quoted in found.note


@pytest.mark.parametrize(
    "name", ["published", "w-published-date", "Publish.Date", "publication_time", "citation_online_date"]
)
def test_metadata_with_any_name_of_a_publication_date_are_read(name: str):
    page = read_page(f"<html><head><meta name='{name}' content='July 17, 2025'></head><body>{STORY}</body></html>")
    assert read_dated(page, page.tree.find(".//h1")).day.isoformat() == "2025-07-17"


@pytest.mark.parametrize("name", ["publisher", "last-published-date", "published-updated", "republish"])
def test_metadata_about_another_day_are_ignored(name: str):
    page = read_page(f"<html><head><meta name='{name}' content='July 17, 2025'></head><body>{STORY}</body></html>")
    assert read_dated(page, page.tree.find(".//h1")) is None


def test_the_files_name_dates_a_page_without_a_date():
    page = read_page("<html><body><h1>A pump is mended</h1><p>Nothing.</p></body></html>")
    found = choose(PageEvidence(page, Context("saved/2021-05-04 pump.html", "")), Known())
    assert (str(found.when), found.basis) == ("2021-05-04", "filename")


@pytest.mark.parametrize(
    ("head", "sentence", "expected"),
    [
        ("", "This article was originally published on 26 Sep 2019 and has been updated since.", "2019-09-26"),
        ("", "First published: March 5, 2020.", "2020-03-05"),
        ("", "Zuerst veröffentlicht am 5. März 2020", "2020-03-05"),
        (PUBLISHED, "Originally published 1 March 2021", "2021-03-01"),
        # books are first published, too; a day later in the sentence is that of something else
        ("", "The tale of the lamp was first published on 26 Sep 1919.", "2022-09-30"),
        ("", "Originally published in the Halverin Gazette, whose tower fell on 4 May 2020.", "2022-09-30"),
    ],
)
def test_a_sentence_tells_the_first_publication(head: str, sentence: str, expected: str):
    page = read_page(
        f"<html><head>{head}</head><body><main><h1>A pump</h1><p class='date'>30 Sep 2022</p>"
        f"<div class='text'><p>{SENTENCE * 4}</p></div><p>{sentence}</p></main></body></html>"
    )
    assert (
        read_dated(page, page.tree.find(".//h1"), page.tree.find(".//div[@class='text']")).day.isoformat() == expected
    )


def test_a_date_outside_any_element_after_the_headline_is_read():
    page = read_page(
        "<html><body><ul><li><a href='/2020/'>December (31) 2020</a></li></ul><fieldset><legend>A pump</legend>"
        f"20 December 2025 <div class='text'><p>{SENTENCE * 4}</p></div></fieldset></body></html>"
    )
    found = read_dated(page, page.tree.find(".//legend"), page.tree.find(".//div[@class='text']"))
    assert (found.day.isoformat(), found.basis) == ("2025-12-20", "header")


@pytest.mark.parametrize("text", ["December (31) 2020", "March (5) April (17) 2020", "2020 December (31)"])
def test_a_number_in_brackets_is_no_date(text: str):
    page = read_page(f"<html><body><h1>A pump</h1><p>{text}</p></body></html>")
    assert read_dated(page, page.tree.find(".//h1")) is None


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("<figure><time datetime='2021-05-04'></time></figure>", "2021-05-04"),
        ("<meta property='article:modified_time' content='2021-04-05T10:00:00Z'>", "2021-04-05"),
        ("<figure><time datetime='2021-05-04'></time><time datetime='2021-04-05'></time></figure>", ""),
        ("<figure><time datetime='2021-05-06'></time></figure>", ""),
    ],
)
def test_another_date_of_the_page_tells_the_order_of_a_date_in_digits(beside: str, expected: str):
    page = read_page(f"<html lang='en'><body>{beside}<h1>A pump</h1><p>04/05/2021</p></body></html>")
    found = read_dated(page, page.tree.find(".//h1"))
    assert (found.day.isoformat() if found and found.basis == "header" else "") == expected


def test_json_ld_in_a_meta_element():
    page = read_page(
        """<html><head><meta name="script:ld+json" content='{"@type":"Article","datePublished":"2021-05-04"}'>"""
        f"</head><body>{STORY}</body></html>"
    )
    assert read_dated(page, page.tree.find(".//h1")).day.isoformat() == "2021-05-04"


def test_a_forum_thread_with_posts_marked_as_comments_is_dated_by_its_first_whole_post():
    posts = "".join(
        f"<div class='comment'><div class='comment-head'><span class='date'>{day} May 2021</span></div>"
        f"<div class='comment-content'><div class='comment-text'>{SENTENCE * 4}</div></div></div>"
        for day in (4, 9)
    )
    pages = []
    for _ in range(50):  # elements are hashed by their addresses in memory, which differ for each page
        page = read_page(f"<html><body><h1>A pump</h1><div id='comments'>{posts}</div></body></html>")
        pages.append(page)
        assert read_dated(page, page.tree.find(".//h1")).day.isoformat() == "2021-05-04"
