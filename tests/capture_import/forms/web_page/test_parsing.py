"""The tree of a page is the one that browsers build, within limits of depth, time and memory."""

import pytest
from lxml.html import HtmlElement

from capture_import.forms.web_page.parsing import parse_page
from tests.capture_import.reports import import_report


def shape(element: HtmlElement) -> str:
    """Return an element as `tag(child child)`, or as its tag if it has no children."""
    children = " ".join(shape(child) for child in element)
    return f"{element.tag!s}({children})" if children else str(element.tag)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<button><div><i></button><main><p>Text</main>", "button(div(i)) main(p(i))"),
        ("<p>One<div>Two</div>", "p div"),
        ("<table><div>Before</div><tr><td>Cell</table>", "div table(tbody(tr(td)))"),
        ("<a href=1>One<a href=2>Two", "a a"),
        ("<p><b>One<p>Two", "p(b) p(b)"),
        ("<picture><source srcset=a><img src=b></picture>", "picture(source img)"),
        ("<p>Kor<wbr>rek<wbr>tur</p>", "p(wbr wbr)"),
        ("<video><track src=a><p>None</p></video>", "video(track p)"),
        ("</nav><ul><li>One<li>Two</ul>", "ul(li li)"),
        ("<div title='a>b'>One</div>", "div"),
    ],
)
def test_a_tree_is_as_the_standard_says(body: str, expected: str):
    tree = parse_page(f"<!DOCTYPE html><html><head></head><body>{body}</body></html>")
    assert " ".join(shape(child) for child in tree.find("body")) == expected


def test_a_self_closing_xml_element_is_empty():
    tree = parse_page(
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a"/></head>'
        "<body><p>Text</p></body></html>"
    )
    assert tree.findtext("body/p") == "Text"


@pytest.mark.parametrize("html", ["", "  ", "plain words", '<?xml version="1.0"?>'])
def test_a_text_without_a_tag_is_no_page(html: str):
    assert parse_page(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<p><b x={number}>a</p>" for number in range(20_000)),
        "".join(f"<b x={number}><table><td></b></td></table><p>a</p>" for number in range(20_000)),
        "<div><p>a" * 50_000,
    ],
    ids=["formatting", "formatting that cells hide", "depth"],
)
def test_elements_that_the_standard_would_multiply_are_limited(html: str):
    """By the standard, the first would become hundreds of millions of elements; the last takes quadratic time."""
    tree = parse_page(html)
    assert len(list(tree.iter())) < 300_000


def test_a_button_that_holds_an_open_element_does_not_swallow_the_article(tmp_path):
    ((_, article),) = import_report("web-02-main-inside-a-button", tmp_path).values()
    parts = article.body.split("\n\n")
    assert len(parts) == 7
    assert parts[2] == "## A lamp from the neighbours"
    assert parts[0].startswith("The harbour board") and parts[-1].startswith("Opponents say")
