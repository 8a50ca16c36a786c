"""Which headline is taken from the places where a page has one."""

import pytest

from capture_import.fields.evidence import Context
from capture_import.fields.headlines import choose
from capture_import.forms.web_page.evidence import PageEvidence
from capture_import.forms.web_page.page import Page, read_page


def find_headline(page: Page) -> str:
    return choose(PageEvidence(page, Context("", ""))).text


SITE = '<meta property="og:site_name" content="The Harbour Times">'
LINKED = '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{0}"}}</script>'
DECLARED = '<title>{0}</title><meta property="og:title" content="{0}">' + LINKED


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("<title>A pump is mended | The Harbour Times</title>", "<h1>A pump is mended</h1>", "A pump is mended"),
        ("<title>The Harbour Times: A pump is mended</title>", "", "A pump is mended"),
        # a slogan behind the site's name
        ("<title>A pump is mended » ★★ - The Harbour Times - News since 1890</title>", "", "A pump is mended"),
        (
            "<title>A pump is mended</title>",
            "<h1><a href='/'>The Harbour Times</a></h1><h2>A pump is mended</h2>",
            "A pump is mended",
        ),
        # a kicker in the heading, marked by a class or a dash; one with a colon is part of the headline
        (
            "<title>Anger: A pump is mended at last</title>",
            "<h1><span class='kicker'>The square</span> - <span>A pump is mended at last</span></h1>",
            "A pump is mended at last",
        ),
        (
            "<title>A pump is mended at last</title>",
            "<h1><span class='kicker'>The square</span><span>: </span><span>A pump is mended at last</span></h1>",
            "The square: A pump is mended at last",
        ),
        (
            LINKED.format("A pump is mended at last"),
            "<h1>Local news | A pump is mended at last</h1>",
            "A pump is mended at last",
        ),
        # copies of one title for search engines count once; the shown heading is taken
        (
            DECLARED.format("Pump repair: costs and tips"),
            "<h1>How the square got its water back</h1>",
            "How the square got its water back",
        ),
        (
            DECLARED.format("Pump: the square has water"),
            "<h1>The pump in the square gives water again</h1>",
            "The pump in the square gives water again",
        ),
        # unless the shown heading is a part of that title
        (DECLARED.format("Harbourton: A pump is mended"), "<h1>A pump is mended</h1>", "Harbourton: A pump is mended"),
        (DECLARED.format("A pump is men\u00added"), "<h1>A pump is men\u00added</h1>", "A pump is mended"),
        (
            DECLARED.format("A pump is mended in the square af..."),
            "<h1>A pump is mended in the square after long years</h1>",
            "A pump is mended in the square after long years",
        ),
        # unless both have nearly the same words
        (
            DECLARED.format("Ten lamps for the north mole in winter"),
            "<h1>Ten lamps for your north mole in winter</h1>",
            "Ten lamps for the north mole in winter",
        ),
        # a small word before the declared headline is no kicker
        (
            '<meta property="og:title" content="Best lamps of the north mole">',
            "<h1>The best lamps of the north mole</h1>",
            "The best lamps of the north mole",
        ),
        # a first-level heading before one within the text that has more of the title's words
        (
            DECLARED.format("Seven key methods of the keepers"),
            "<h1>Methods of keepers, with pros and cons</h1><h2>Key methods of the keepers</h2>",
            "Methods of keepers, with pros and cons",
        ),
        # the character of a permalink to the heading
        ("<title>A pump is mended</title>", "<h1>A pump is mended<a href='#a'>¶</a></h1>", "A pump is mended"),
        ("<title>Lamps</title>", "<h1><a href='#a'>#</a> A pump is mended in town</h1>", "A pump is mended in town"),
        # a `#` inside a headline stays
        ("<title>Pump #2 is mended</title>", "<h1>Pump <a href='#b'>#2</a> is mended</h1>", "Pump #2 is mended"),
        ("", "<p>Nothing.</p>", ""),
    ],
)
def test_the_headline_is_found(head: str, body: str, headline: str):
    page = read_page(f"<html><head>{SITE}{head}</head><body>{body}</body></html>", "https://harbourtimes.example/1")
    assert find_headline(page) == headline


TEXT = "<p>The lamp on the north mole was lit again on Friday evening, two years after a storm had broken it.</p>"
LOGO = "<header><h1>Quay and Mole Gazette</h1><p>News of Halverin</p></header>"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # the site's name comes first, last, or on both sides; a section's name between them
        ("Quay and Mole Gazette - Lamp is lit again", f"<h1>Lamp is lit again</h1>{TEXT}"),
        ("Quay and Mole Gazette - Lamp is lit again", f"{LOGO}<h2>Lamp is lit again</h2>{TEXT}"),
        ("Lamp is lit again - Quay and Mole Gazette", f"{LOGO}<h2>Lamp is lit again</h2>{TEXT}"),
        ("Quay and Mole Gazette » Town » Lamp is lit again", f"{LOGO}<h2>Town</h2><h2>Lamp is lit again</h2>{TEXT}"),
        (
            "Gazette | Lamp is lit again | Halverin",
            f"<h1>Gazette</h1><h3>Lamp is lit again</h3>{TEXT}<h2>Halverin</h2>",
        ),
        # a logo that leads to the front page; the text has no paragraphs
        (
            "Gazette - Lamp is lit again",
            "<h1><a href=/>Gazette</a></h1><h2>Lamp is lit again</h2><div>It is lit.</div>",
        ),
        (
            "Gazette - Lamp is lit again",
            "<a href=/><h1>Gazette</h1></a><h2>Lamp is lit again</h2><div>It is lit.</div>",
        ),
    ],
)
def test_the_part_of_a_title_that_a_heading_next_to_the_text_repeats_is_the_headline(title, body):
    page = read_page(f"<html><head><title>{title}</title></head><body>{body}{TEXT}</body></html>")
    assert find_headline(page) == "Lamp is lit again"


def test_a_heading_that_repeats_the_whole_title_is_the_headline():
    title = "Gazette - the word and its history"
    body = f"<h1>{title}</h1><h2>Gazette</h2>{TEXT}"
    page = read_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    assert find_headline(page) == title


def test_first_level_headings_of_teasers_are_not_the_headline():
    teasers = "".join(
        f"<h1><a href='/{name}'>Our favorite lamps on the {name}</a></h1>" for name in ("quay", "mole", "square")
    )
    body = (
        f"<h1>The best places on the mole for lamps</h1>{TEXT}{teasers}<h1>More of our favorite lamps on the mole</h1>"
    )
    page = read_page(
        f"<html><head><title>Our favorite lamps on the mole</title></head><body>{body}</body></html>",
        "https://gazette.example/1",
    )
    assert find_headline(page) == "The best places on the mole for lamps"


def test_a_heading_that_links_to_its_own_page_is_a_headline():
    body = f"<h1><a href='/lamps/'>The best places on the mole for lamps</a></h1>{TEXT}<h1>Lamps</h1>"
    page = read_page(
        f"<html><head><title>The best places for lamps</title></head><body>{body}</body></html>",
        "https://gazette.example/lamps",
    )
    assert find_headline(page) == "The best places on the mole for lamps"
