"""Bodies become HTML that shows the source's words and nothing else."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from archive_engine.article_markdown import safe_address
from newsrecord import escape_text


def convert(text: str) -> str:
    extensions = ["archive_engine.article_markdown", "markdown.extensions.sane_lists", "markdown.extensions.meta"]
    return Markdown(extensions=extensions, output_format="html").convert("Title: x\n\n" + text)


@pytest.mark.parametrize(
    "body, html",
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<div>\n\n*x*\n\n</div>", "<p>&lt;div&gt;</p>\n<p><em>x</em></p>\n<p>&lt;/div&gt;</p>"),
        ("a <b onclick=x>b</b> <!-- c -->", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt; &lt;!-- c --&gt;</p>"),
        ("[x](javascript:alert(1))", "<p><span>x</span></p>"),
        ("[x](java&#115;cript&colon;alert(1))", "<p><span>x</span></p>"),
        ("[x](data:text/html,y) [z](//host/a)", "<p><span>x</span> <span>z</span></p>"),
        ("[r][1]\n\n[1]: vbscript:x", "<p><span>r</span></p>"),
        ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"),
        ("[x]({attach}/etc/passwd)", "<p><span>x</span></p>"),
        ("[x](|static|a)", "<p><span>x</span></p>"),
        ("[x](https://a.example/{attach}b|c)", '<p><a href="https://a.example/%7Battach%7Db%7Cc">x</a></p>'),
        ("See [x](https://a.example \"href='{attach}b'\")", '<p>See <a href="https://a.example">x</a></p>'),
        ("See ![A boat](https://a.example/b.png)", '<p>See <a href="https://a.example/b.png">A boat</a></p>'),
        (
            "- ![](https://a.example/b.png)",
            '<ul>\n<li><a href="https://a.example/b.png">https://a.example/b.png</a></li>\n</ul>',
        ),
        ("See ![x](javascript:y)", "<p>See <span>x</span></p>"),
        (
            '![A boat](https://ann:s3cret@a.example/b.png "At *sea*")',
            (
                '<p data-alt="A boat" data-picture="https://a.example/b.png" data-title="At *sea*">'
                '<a href="https://a.example/b.png">A boat</a></p>'
            ),
        ),
        (
            '![x](javascript:y)\n!["](lamp.jpg)',
            (
                '<p data-alt="x" data-picture="" data-title=""><span>x</span></p>\n'
                '<p data-alt="&quot;" data-picture="lamp.jpg" data-title=""><a href="lamp.jpg">"</a></p>'
            ),
        ),
        (
            '[The *ferry* at dawn](https://ann:s3cret@films.example/7 "Films & Co")',
            (
                '<p class="embed"><a href="https://films.example/7">The <em>ferry</em> at dawn</a>'
                "<span> · </span><small>Films &amp; Co</small></p>"
            ),
        ),
        (
            '> [x](javascript:y "<b>")',
            '<blockquote>\n<p class="embed"><span>x</span><span> · </span><small>&lt;b&gt;</small></p>\n</blockquote>',
        ),
        ('See [x](https://a.example "Films")', '<p>See <a href="https://a.example">x</a></p>'),
        ("[x](mailto:a@b.example)", '<p><a href="mailto:a@b.example">x</a></p>'),
        ("[x](other.html#part)", '<p><a href="other.html#part">x</a></p>'),
        ("# One\n\n## Recall", "<h2>One</h2>\n<h2>Recall</h2>"),
        ("bell\x07 and null\x00", "<p>bell and null</p>"),
        ("{: onclick=alert(1) }", "<p>{: onclick=alert(1) }</p>"),
        (
            "| a | b |\n| --- | ---: |\n| *1* | &#124; \\* <b> |",
            (
                '<div class="table" tabindex="0">\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n'
                "</tr>\n</thead>\n<tbody>\n<tr>\n"
                '<td><em>1</em></td>\n<td align="right">&#124; * &lt;b&gt;</td>\n</tr>\n</tbody>\n</table>\n</div>'
            ),
        ),
        ("One | two\nthree | four", "<p>One | two\nthree | four</p>"),
    ],
)
def test_a_body_adds_only_text(body, html):
    assert convert(body) == html


def test_a_quotation_with_its_attribution_is_a_figure():
    html = convert("> We met,\n>\n> and agreed,\n>\n> \\- the statement said.\n\nThen they left.")
    assert html == (
        "<figure>\n<blockquote>\n<p>We met,</p>\n<p>and agreed,</p>\n</blockquote>\n"
        "<figcaption>- the statement said.</figcaption>\n</figure>\n<p>Then they left.</p>"
    )


def test_a_quotation_without_attribution_stays_a_block_quote():
    assert convert("> We met.") == "<blockquote>\n<p>We met.</p>\n</blockquote>"


def test_two_quotations_have_a_figure_each():
    quotation = "> One,\n>\n> \\- said A.\n\nBetween.\n\n"
    assert convert(quotation * 2).count("<figure>") == 2


@pytest.mark.parametrize(
    "address",
    [
        "JAVASCRIPT:x",
        " java\tscript:x",
        "\x01javascript:x",
        "file:///etc/passwd",
        "blob:x",
        "a:b",
        "/\\host",
        "\\\\host",
    ],
)
def test_a_link_with_an_unsafe_url_is_removed(address):
    assert safe_address(address) == ""


def test_table_cells_keep_their_alignment_without_a_style():
    """The rule holds with any Markdown extensions of the settings, since the pages' security policy blocks styles."""
    rows = "| a | b | c |\n| :- | :-: | -: |\n| 1 | 2 | 3 |"
    for more in ([], ["markdown.extensions.tables"]):
        html = Markdown(extensions=["archive_engine.article_markdown", *more]).convert(rows)
        assert re.findall("<td([^>]*)>", html) == [' align="left"', ' align="center"', ' align="right"']


BOXES = {
    '<div class="table" tabindex="0">',
    *(f'<{cell} align="{side}">' for cell in ("th", "td") for side in ("left", "center", "right")),
}
TAGS = set(
    "p em strong code pre a span h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption hr br div "
    "table thead tbody tr th td".split()
)
HOSTILE = st.text(alphabet=st.sampled_from(list("<>&\"'[]()!{}|\\`*_#-:;/ \nabhrefscipt123=")), max_size=60)


@given(HOSTILE)
def test_no_text_becomes_an_element_or_an_attribute(text):
    html = convert(text)
    tags = set(re.findall(r"<\s*/?\s*([^\s>/]+)", html))
    assert tags <= TAGS
    for element in re.findall(r"<[^>]*>", html):
        attributes = set(re.findall(r"\s([a-z]+)=", re.sub(r'"[^"]*"', '""', element)))
        assert attributes <= {"href", "start"} or element in BOXES
        for address in re.findall(r'href="([^"]*)"', element):
            assert "{" not in address and "|" not in address and safe_address(address)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=80))
def test_escaped_words_are_shown_unchanged(text):
    shown = re.sub(r"</?p>", "", convert(escape_text(text)))
    assert unescape(shown) == text.strip()
