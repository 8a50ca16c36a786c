"""Pages that are broken, huge, deeply nested or malicious are read or rejected with a reason.

None of them crashes the import or adds a wrong word.
"""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import Markdown

from capture_import.containers.capture import Capture
from capture_import.fields.assembly import evidence_to_article
from capture_import.fields.rejection import Rejected
from capture_import.forms.web_page.evidence import read_web_page
from capture_import.forms.web_page.page import read_page
from capture_import.forms.web_page.parsing import MAX_DEPTH
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import read_captures
from newsrecord import article_to_markdown, markdown_to_article

SENTENCE = "The council met on Tuesday and agreed, after a long debate, to mend the old pump in the square."
HEAD = (
    '<html lang="en"><head><title>A pump is mended</title>'
    '<meta property="article:published_time" content="2021-05-04"></head>'
)


def read(page: str | bytes, **known: str):
    body = page.encode() if isinstance(page, str) else page
    capture = Capture("page.html", body, "text/html", **known)
    return evidence_to_article(read_web_page(capture, use_known_publishers=False))


def rendered_words(markdown: str) -> list[str]:
    rendered = Markdown(extensions=["tables"]).convert(markdown)
    return re.findall(r"\w+", " ".join(lxml_html.fragment_fromstring(rendered, create_parent="div").itertext()))


def test_elements_nested_five_thousand_deep():
    page = (
        f"{HEAD}<body><h1>A pump is mended</h1><p>{SENTENCE}</p>"
        f"<p>{SENTENCE} Again.</p>{'<div>' * 5000}<p>{SENTENCE} Below.</p>{'</div>' * 5000}</body>"
    )
    assert SENTENCE in read(page).body
    tree = read_page(page).tree
    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) <= MAX_DEPTH
    assert "Below." in tree.text_content()


@pytest.mark.parametrize("tag", ["b", "span", "table", "ul", "blockquote", "a", "font"])
def test_any_element_nested_deep(tag: str):
    page = (
        f"{HEAD}<body><h1>A pump is mended</h1><p>{SENTENCE}</p>"
        f"<p>{SENTENCE} Again.</p>{f'<{tag}>' * 5000}{SENTENCE}</body>"
    )
    assert SENTENCE in read(page).body


@pytest.mark.slow
def test_a_page_of_a_quarter_million_elements_is_read_within_the_limit():
    """The limit is the import's own, of processor time; a rule that scans the whole page repeatedly exceeds it."""
    page = (
        f"{HEAD}<body><h1>A pump is mended</h1><p>{SENTENCE}</p><p>{SENTENCE} Again.</p><div class=x>"
        + f"<p>{SENTENCE}</p>" * 10
    )
    page += "<i class=filler></i>" * 250_000
    (reading,) = read_captures([Capture("page.html", page.encode(), "text/html")], Options(known_publishers=False))
    assert reading.article, reading.reason
    assert SENTENCE in reading.article.body


def test_a_picture_inside_the_page_does_not_make_it_slow():
    picture = f'<img src="data:image/png;base64,{"A" * 8_000_000}">'
    assert (
        SENTENCE
        in read(f"{HEAD}<body><h1>A pump is mended</h1>{picture}<p>{SENTENCE}</p><p>{SENTENCE} Again.</p></body>").body
    )


def test_nul_bytes_are_dropped():
    page = f"{HEAD}<body><h1>A pump is mended</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></body>".replace(
        "council", "coun\0cil"
    )
    assert "The council met" in read(page).body


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"   \n ",
        b"<",
        b"<!-- -->",
        b"\xff\xfe\x00",
        b"<html></html>",
        b"<p>",
        b"\x00" * 100,
        b"<!DOCTYPE html><title>x</title>",
        b"&#0;&#xD800;",
        b"<?xml version='1.0' encoding='utf-32'?><html>",
    ],
)
def test_a_page_without_an_article_is_rejected_with_a_reason(page: bytes):
    with pytest.raises(Rejected, match=r"^(empty|no headline|no article|no date)"):
        read(page)


def test_no_credentials_of_a_url_are_kept():
    page = (
        f'{HEAD}<link rel="canonical" href="https://a:b@pump.example/1"><body>'
        f'<h1>A pump is mended</h1><p>{SENTENCE} <a href="https://c:d@else.example/x">There</a>'
        f"</p><p>{SENTENCE}</p></body>"
    )
    written = article_to_markdown(read(page, url="https://e:f@pump.example/1?utm_source=g"))
    assert "@" not in written
    assert "utm_source" not in written


@pytest.mark.parametrize(
    "declared",
    [
        "0000-00-00",
        "9999-12-31",
        "2021-02-30",
        "Feb 30, 2021",
        "-1",
        "99999999999999999999",
        "2021-13-01T25:61:61+99:99",
    ],
)
def test_impossible_dates_are_not_taken(declared: str):
    page = (
        "<html><head><title>A pump is mended</title>"
        f'<meta property="article:published_time" content="{declared}"></head><body>'
        f"<h1>A pump is mended</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></body>"
    )
    assert read(page, url="https://pump.example/2021/05/04/pump").date.isoformat() == "2021-05-04"


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Cf"]),
        st.sampled_from("*_`#>-+.![](){}|\\<&;:=~\"' 1"),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.lists(
        st.tuples(st.sampled_from(["p", "h2", "li", "quote", "link", "cell"]), HOSTILE), min_size=1, max_size=8
    )
)
@example(parts=[("link", "0" * 25)])
@example(parts=[("link", "0" * 22)] * 4)
def test_any_words_are_rendered_unchanged(parts: list[tuple[str, str]]):
    forms = {
        "p": "<p>{}</p>",
        "h2": "<h2>{}</h2><p>x</p>",
        "li": "<ul><li>{}</li><li>x</li></ul>",
        "quote": "<blockquote><p>{}</p></blockquote>",
        "link": '<p>Look <a href="https://a.example/(x)">{}</a> up.</p>',
        "cell": "<table><tr><td>{}</td><td>x</td></tr><tr><td>y</td><td>x</td></tr></table>",
    }
    escaped = [(kind, text.replace("&", "&amp;").replace("<", "&lt;")) for kind, text in parts]
    middle = "".join(forms[kind].format(f"w {text} w") for kind, text in escaped)
    article = read(
        f"{HEAD}<body><h1>A pump is mended</h1><article>"
        f"<p>{SENTENCE}</p>{middle}<p>{SENTENCE} Again.</p></article></body>",
        kind="article",  # else a page with many links may be a listing
    )
    assert markdown_to_article(article_to_markdown(article)) == article
    shown = rendered_words(article.body)
    rendered = "".join(shown)
    for _, text in parts:
        words = re.findall(r"\w+", text)
        assert "".join(words) in rendered


@settings(max_examples=150, deadline=None)
@given(
    page=st.one_of(
        st.binary(max_size=400),
        st.text(st.sampled_from("<>/ =\"'abp!-[]{}:,&;\n\0h1dtcripm@"), max_size=400).map(str.encode),
    )
)
def test_any_bytes_are_read_or_rejected(page: bytes):
    for body in (
        page,
        HEAD.encode() + page,
        f"{HEAD}<body><p>{SENTENCE}</p><p>{SENTENCE}</p><script type='application/ld+json'>".encode() + page,
    ):
        try:
            article = read(body)
        except Rejected as rejected:
            assert rejected.reason
        else:
            assert markdown_to_article(article_to_markdown(article)) == article
