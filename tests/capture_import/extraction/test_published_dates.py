"""Dates as pages write them."""

import pytest

from capture_import.extraction.date_words import read_date, read_url_date
from capture_import.extraction.page import read_page
from capture_import.extraction.published_dates import find_published

SENTENCE = "The council met and agreed, after a long debate, to mend the old pump in the square."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-04", "2021-05-04"),
        ("2021-05-04T06:07:08Z", "2021-05-04T06:07:08+00:00"),
        ("2021-05-04T06:07:08.123+0200", "2021-05-04T06:07:08+02:00"),
        ("2021-05-04 06:07", "2021-05-04T06:07:00"),
        ("2021-05-04T06:07:08-03", "2021-05-04T06:07:08-03:00"),
        ("Tue, 04 May 2021 06:07:08 GMT", "2021-05-04T06:07:08+00:00"),
        ("1620108428", "2021-05-04T06:07:08+00:00"),
        ("20210504", "2021-05-04"),
        ("May 4, 2021", "2021-05-04"),
        ("May 4th, 2021 at 6:07 p.m.", "2021-05-04T18:07:00"),
        ("4 May 2021", "2021-05-04"),
        ("4. Mai 2021, 06:07 Uhr", "2021-05-04T06:07:00"),
        ("04.05.2021", "2021-05-04"),
        ("04.05.21", "2021-05-04"),
        ("4 mai 2021 à 06h07", "2021-05-04T06:07:00"),
        ("4 de mayo de 2021", "2021-05-04"),
        ("4 травня 2021 року", "2021-05-04"),
        ("4 мая 2021 г.", "2021-05-04"),
        ("2021年5月4日", "2021-05-04"),
        ("2021. 5. 4.", "2021-05-04"),
        ("05/14/2021", "2021-05-14"),
        ("Tue, 11/09/2021", "2021-11-09"),
        ("Thu, 11/09/2021", "2021-09-11"),
        ("2021. május 4.", "2021-05-04"),
        ("4 Μαΐου 2021", "2021-05-04"),
        ("4 май 2021", "2021-05-04"),
        ("4 Mei 2021", "2021-05-04"),
        ("4 Mayıs 2021", "2021-05-04"),
        ("4 مايو 2021", "2021-05-04"),
        ("4 मई 2021", "2021-05-04"),
        ("4 tháng 5, 2021", "2021-05-04"),
        ("4. toukokuuta 2021 klo 6.07", "2021-05-04T06:07:00"),
        ("4 maja 2021 r.", "2021-05-04"),
        ("1er mai 2021", "2021-05-01"),
        ("Tue May 04, 2021 6:07 pm", "2021-05-04T18:07:00"),
        ("0000-00-00", None),
        ("2021-02-30", None),
        ("Feb 30, 2021", None),
        ("yesterday", None),
        ("99999999999999", None),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, expected: str | None):
    found = read_date(text)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2021/05/04/x", "2021-05-04"),
        ("https://a.example/2021/may/4/x", "2021-05-04"),
        ("https://a.example/news/2021-05-04-x", "2021-05-04"),
        ("https://a.example/x-20210504.html", "2021-05-04"),
        ("https://a.example/2021/13/44/x", None),
        ("https://a.example/120210504999", None),
        ("https://2021-05-04.example/x", None),
        ("", None),
    ],
)
def test_an_address_names_its_day(url: str, expected: str | None):
    found = read_url_date(url)
    assert (found.isoformat() if found else None) == expected


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
        ("", "<p>Written on May 4, 2021 in the evening.</p>", "", ("2021-05-04", "text")),
        # the paper's own day, which its address tells, where metadata are in UTC
        (
            '<meta property="article:published_time" content="2021-05-03T22:30:00Z">',
            "",
            "https://a.de/2021/05/04/x",
            ("2021-05-04T00:30:00+02:00", "metadata"),
        ),
        ("", "<p>Nothing.</p>", "", None),
        # the line below the headline, as forums and papers have it; not the page's clock, nor when somebody joined
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
        # a picture's date, or one inside a sentence, is none of the line's
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
    found = find_published(page, page.tree.find(".//h1"), page.tree.find("body"))
    assert (found and (found.when.isoformat(), found.basis)) == expected


PUBLISHED = '<meta property="article:published_time" content="2021-05-04T08:00:00Z">'
MODIFIED = '<meta property="article:modified_time" content="2021-06-09T08:00:00Z">'


@pytest.mark.parametrize(
    ("head", "line", "expected"),
    [
        (PUBLISHED + MODIFIED, "9 June 2021", "2021-06-09"),
        (PUBLISHED, "Updated 9 June 2021", "2021-06-09"),
        (PUBLISHED + MODIFIED, "Updated 9 June 2021, first published 4 May 2021", "2021-05-04"),
        (PUBLISHED + MODIFIED, "4 May 2021", "2021-05-04"),
        (PUBLISHED + MODIFIED, "", "2021-05-04"),
        # another day that nothing explains: what is declared counts
        (PUBLISHED, "9 June 2021", "2021-05-04"),
        (PUBLISHED, "1 May 2021", "2021-05-04"),
        (PUBLISHED + MODIFIED, "The council met again on 9 June 2021.", "2021-05-04"),
    ],
)
def test_an_article_written_anew_is_of_the_day_that_the_page_shows(head: str, line: str, expected: str):
    page = read_page(f"<html><head>{head}</head><body><h1>A pump</h1><p>{line}</p></body></html>")
    found = find_published(page, page.tree.find(".//h1"))
    assert found.day.isoformat() == expected
    assert found.note == ("" if expected == "2021-05-04" else "first published 2021-05-04, by the page's metadata")
