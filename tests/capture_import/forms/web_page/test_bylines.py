"""The names in bylines, and the places of a page where bylines stand."""

from collections.abc import Sequence

import pytest
from lxml.html import HtmlElement

from capture_import.fields.evidence import Context
from capture_import.fields.names import line_to_names, split_byline
from capture_import.fields.names.choice import choose
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.evidence import PageEvidence
from capture_import.forms.web_page.page import Page, read_page
from capture_import.forms.web_page.shown_headlines import find_headline_element

LINKED = '<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Cy Fu"}}</script>'


def find_authors(page: Page, site_names: Sequence[str], headline: HtmlElement | None = None) -> list[str]:
    evidence = PageEvidence(page, Context("", ""))
    evidence.site_names = site_names
    evidence.place(headline, PageBody())
    return list(choose(evidence).authors)


LONG = "The council met on Tuesday and agreed to light the lamp on the north mole. " * 4


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("By Ann Lee, Bo Ek & Cy Fu", ["Ann Lee", "Bo Ek", "Cy Fu"]),
        ("Von Jutta Wiesner und Ole Brand", ["Jutta Wiesner", "Ole Brand"]),
        ("Par Zoé Blin et Luc Roi", ["Zoé Blin", "Luc Roi"]),
        ("Por Ana Gil y Eva Paz", ["Ana Gil", "Eva Paz"]),
        ("Автор: Олена Приходько", ["Олена Приходько"]),
        ("Ann Lee, Senior Reporter", ["Ann Lee"]),
        ("Ann Lee (Brussels)", ["Ann Lee"]),
        ("Ann Lee | ann@paper.example", ["Ann Lee"]),
        ("Text: Ann Lee", ["Ann Lee"]),
        ("Published by: Ann Lee", ["Ann Lee"]),
        ("Ann Lee, PhD, Bo Ek, MD", ["Ann Lee", "Bo Ek"]),
        ("https://social.example/annlee", []),
        ("12 May 2021", []),
        ("By", []),
        ("", []),
    ],
)
def test_a_byline_is_split(byline: str, names: list[str]):
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee | 4 May 2021", ["Ann Lee"]),
        ("Ein Artikel von Ann Lee | 04.05.2021 - 12:45", ["Ann Lee"]),
        ("05.02.2020 - Redaktion: Bo Ek (Sprecher der Mühle)", ["Bo Ek"]),
        ("25.10.2022 - Ann Lee", ["Ann Lee"]),
        ("Ann Lee | Senior Writer | July 2, 2025", ["Ann Lee"]),
        ("Ann Lee | Harbour News | July 2, 2025", []),
        ("Ann Lee | 4 May 2021", ["Ann Lee"]),
        # blogs and forums have user names of any form
        ("Posted by ann @ 12:00 am", ["ann"]),
        ("Publié par Ana le 4 mai 2021", ["Ana"]),
        ("von ann77 am 04.05.2021", ["ann77"]),
        ("von Ann1 am 04.05.2021", ["Ann1"]),
        ("By Edda Cunningham March 18 at 3:57 PM", ["Edda Cunningham"]),
        ("Written by Ann Lee", ["Ann Lee"]),
        ("with Bo Ek", ["Bo Ek"]),
        ("Porter dragged across hall by His Scarf", []),
        ("Jacek Rol, translated by Una Phelps", []),
        ("Photo by Bo Ek", []),
        ("Mental Health December 22, 2022", []),
        ("Post by ann » Wed May 5, 2021", ["ann"]),
        ("4 May 2021, 10:30 by ann", ["ann"]),
        ("von Montag, den 1. Mai bis Sonntag, den 7. Mai 2023", []),
        ("Von 10 Uhr bis 12 Uhr", []),
        ("by the way on 4 May", []),
        ("Ann Lee", []),
        ("The pump was mended by Ann Lee and her neighbours, who had long waited for it to be done by somebody.", []),
    ],
)
def test_a_line_is_a_byline_or_not(line: str, names: list[str]):
    assert line_to_names(line) == names


def test_a_site_named_as_author_is_no_first_name():
    page = read_page(
        '<html><head><meta property="og:site_name" content="Gazette"><script type="application/ld+json">'
        '{"@type":"Article","author":{"name":"Gazette"}}</script></head><body><h1>A pump is mended</h1>'
        "<p>The council met.</p><span>Gazette Pro</span></body></html>"
    )
    assert page is not None
    assert find_authors(page, ["Gazette"]) == ["Gazette"]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (
            (
                '<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person",'
                '"name":"Ann Lee"}}</script>'
            ),
            ["Ann Lee"],
        ),
        (
            (
                '<script type="application/ld+json">{"@type":"Article","author":{"name":"The '
                'Paper"}}</script><p class="byline">By Ann Lee</p>'
            ),
            ["Ann Lee"],
        ),
        ('<meta name="author" content="Ann Lee; Bo Ek">', ["Ann Lee", "Bo Ek"]),
        ('<a rel="author" href="/ann">Ann Lee</a>', ["Ann Lee"]),
        ("<p>By Ann Lee</p>", ["Ann Lee"]),
        ('<div class="comments"><span class="author">Ann Lee</span></div>', []),
        ('<meta name="author" content="The Paper">', ["The Paper"]),
        # software declares the user who entered a text; the line below the headline names the author
        (f'{LINKED}<p class="byline">By Ann Lee</p>', ["Ann Lee"]),
        (f'{LINKED}<p class="byline">By Ann Lee and Cy Fu</p>', ["Ann Lee", "Cy Fu"]),
        (f'{LINKED}<p class="byline">By C. Fu | Chief Reporter</p>', ["Cy Fu"]),
        (
            f'{LINKED}<p>{"The council met. " * 20}</p><div class="related"><p class="author">Ann Lee</p></div>',
            ["Cy Fu"],
        ),
        ('<p class="postmeta">4 May 2021 / / Trade / Ports / Ferries / Lamps / Tides</p>', []),
        ("<p><b><i>Ann Lee</i></b></p><p>The council met on Tuesday.</p>", ["Ann Lee"]),
        (f"<p>{'The council met. ' * 20}</p><p><b>Harbour Town</b></p><p><b>Rovers United</b></p>", []),
        ("<p>Posted by <a href='/ann'>ann</a><br>on 4 May 2021</p>", ["ann"]),
        # a byline without a telling class also has priority over what is declared
        (f"{LINKED}<div><p>By: Ann Lee</p></div><p>{LONG}</p>", ["Ann Lee"]),
        # a label in a heading, over one name or a list of them
        ("<h2>Article by</h2><div>Ann Lee</div>", ["Ann Lee"]),
        ("<h6>Author(s)</h6><ul><li>Ann Lee</li><li>Bo Ek</li></ul>", ["Ann Lee", "Bo Ek"]),
        # in a text about books, labels also stand before the names of other people
        (f"<p>by <a href='/ann/'>Ann</a> · 4 May 2021</p><p>{LONG}</p><p><b>Author:</b> Bo Ek</p>", ["Ann"]),
        # the byline is in a box for following the author; a link around the author's picture leads to the author's page
        ('<div class="social"><div><div><p class="author">Ann Lee</p></div></div></div>', ["Ann Lee"]),
        ("<a href='/authors/ann'><img src='a.png'><span>Ann Lee</span></a>", ["Ann Lee"]),
        # a label of a form, and a field that people should leave empty
        ("<label for='a' id='username-label'>Email address</label>", []),
        ("<div class='username'><label>If you are a human, ignore this</label><input></div>", []),
        ("<a href='/authors/ann'><img src='a.png'><b>How the keeper lit the lamp</b></a>", []),
    ],
)
def test_authors_are_found(page: str, names: list[str]):
    read = read_page(
        "<html><head><meta property='og:site_name' content='The Paper'></head><body>"
        f"<h1>A pump is mended</h1>{page}</body></html>"
    )
    assert find_authors(read, ["The Paper"], find_headline_element(read, "A pump is mended")) == names


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("<p>Ann Lee</p><p>Tech Writer</p>", ["Ann Lee"]),
        ("<ul><li><i class='bi bi-person'></i> Ann Lee</li><li><time>4 May 2021</time></li></ul>", ["Ann Lee"]),
        ("<img src=a.png alt='Headshot of Ann Lee'><p>Ann Lee</p>", ["Ann Lee"]),
        ("<img src=a.png alt='Ann Lee, Head of Harbours'><p>Ann Lee</p>", ["Ann Lee"]),
        ("<p><b>Ann Lee</b> in <a href='/harbour'>Harbour News</a></p>", ["Ann Lee"]),
        # the name of a section, which no markup calls a person
        ("<p>Cloud Harbours</p><p>4 May 2021</p>", []),
        ("<img src=a.png alt='The Cloud Harbours of Halverin'><p>Cloud Harbours</p>", []),
        ("<ul><li><i class='bi bi-folder'></i> Cloud Harbours</li></ul>", []),
        ("<p>Cloud Harbours in Halverin</p><p><a href='/harbour'>Harbour News</a></p>", []),
        (f"<p>{LONG}</p><p>Ann Lee</p><p>Tech Writer</p>", []),
    ],
)
def test_a_name_alone_below_the_headline_is_an_author_if_its_markup_says_so(lines: str, names: list[str]):
    read = read_page(f"<html><body><h1>A pump is mended</h1>{lines}<p>{LONG}</p></body></html>")
    assert read is not None
    assert find_authors(read, [], find_headline_element(read, "A pump is mended")) == names
