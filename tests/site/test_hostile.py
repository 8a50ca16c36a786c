"""What a capture or a person may put into an article does no harm to the site, and shows as it is."""

import html
import re
from xml.etree import ElementTree

import pytest

from .links import find_dead_links, read_pages

GOOD = "Title: A good story\nDate: 2024-05-01\nSlug: good\nCategory: News\nTags: NATO\nAuthors: Ann Lee\n\nWords.\n"


def article(body="Words.", **keys):
    keys = {"title": "A story", "date": "2024-05-02", "slug": "story", "category": "News"} | keys
    return "".join(f"{key.capitalize()}: {value}\n" for key, value in keys.items()) + f"\n{body}\n"


# The engine sets an article with control characters aside; Pelican's own class builds it, and then they are left out.
STOCK = 'PELICAN_CLASS="pelican.Pelican"'


def build(build_articles, *options, **keys):
    articles = {"good.md": GOOD, "story.md": article(**keys), "pages/about.md": "Title: About\nSlug: about\n\nX\n"}
    built, output = build_articles(articles, *options)
    assert built.returncode == 0, built.stdout + built.stderr
    assert find_dead_links(output) == []
    return output


def page_texts(output):
    return {path: (output / path).read_text(encoding="utf-8") for path in read_pages(output)}


@pytest.mark.parametrize(
    "headline",
    [
        "<script>alert(1)</script>",
        '"Quotes" and \'more\' & <b>bold</b>',
        "Colons: ::: --- and | pipes",
        "{{ SITENAME }} {% raw %} {# x #}",
        "{attach}/etc/passwd",
        "x" * 400,
        "???",
        "</title><script>alert(1)</script>",
    ],
)
def test_a_headline_shows_as_it_is(headline, build_articles):
    output = build(build_articles, title=headline)
    page = (output / "2024/05/02/story.html").read_text(encoding="utf-8")
    assert html.unescape(re.search("<h1>(.*?)</h1>", page)[1]) == headline
    assert html.unescape(re.search("<title>(.*?) · ", page)[1]) == headline
    for text in page_texts(output).values():
        assert "<script>" not in text and "alert(1)</" not in text.replace("&lt;/", "")
        assert all(' src="' in script for script in re.findall(r"<script([^>]*)>", text))


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<svg/onload=alert(1)>\n\n<style>*{}</style>\n\n<iframe src='//x.example'></iframe>",
        "[x]({attach}../secret.txt) ![y]({static}/secret.txt)",
        "[x](|attach|../secret.txt)",
        '<a href="{attach}../secret.txt">',
        "{: onclick=alert(1) style=color:red }",
    ],
)
def test_a_body_brings_no_markup_and_no_file(body, build_articles, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    output = build(build_articles, body=body)
    assert not list(output.rglob("secret*"))
    page = (output / "2024/05/02/story.html").read_text(encoding="utf-8")
    text = re.search('<div class="text">(.*?)</div>', page, re.DOTALL)[1]
    assert set(re.findall(r"</?([a-z0-9]+)", text)) <= {"p", "a", "span"}
    assert not re.search(r"<[^>]*\s(on\w+|style|src)\s*=", text) and "javascript:" not in re.sub(">[^<]*<", "><", text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", page)


@pytest.mark.parametrize(
    "tags, slugs",
    [
        ("Kyiv, Ukraine;", {"kyiv-ukraine"}),
        ("and/or; a\\b; ../../up", {"and-or", "a-b", "up"}),
        ("con; index; NUL", {"con-name", "index-name", "nul-name"}),
        ("NATO; nato; Nato", {"nato"}),
        ("<i>x</i>; {{ y }}", {"i-x-i", "y"}),
        ("2; 28", {"2", "28"}),
    ],
)
def test_any_tag_has_a_page_of_its_own(tags, slugs, build_articles):
    output = build(build_articles, tags=tags)
    assert {path.stem for path in (output / "tag").glob("*.html")} == slugs | {"nato"}
    assert not list(output.parent.glob("up*"))


def test_a_slug_of_a_source_is_no_path(build_articles):
    output = build(build_articles, tags="Up", tag_slugs="../../up=Up")
    assert (output / "tag/up.html").exists()


def test_an_author_called_like_a_section_or_a_list_has_a_page_of_their_own(build_articles):
    output = build(build_articles, authors="News; Index; Tags", sections="News; Authors", tags="News; Authors")
    for path in ("author/news.html", "author/index-name.html", "author/tags.html", "section/news.html", "section/authors.html"):
        assert (output / path).exists()


@pytest.mark.parametrize("key", ["summary", "dateline", "publisher", "source_url", "captured", "views", "date_basis", "lang"])
@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "javascript:alert(1)"])
def test_no_key_brings_markup(key, value, build_articles):
    output = build(build_articles, **{key: value})
    for text in page_texts(output).values():
        assert "<script>" not in text and 'href="javascript:' not in text


def test_control_characters_in_any_key_are_left_out(build_articles):
    keys = {key: f"{key}\x07\x1b\x9f here" for key in ("title", "category", "sections", "tags", "authors", "summary", "dateline")}
    output = build(build_articles, STOCK, body="Words\x00\x07\x1b\ufffe.", **keys)
    assert "<p>Words.</p>" in (output / "2024/05/02/story.html").read_text(encoding="utf-8")
    for path, text in page_texts(output).items():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text), path


def test_control_characters_break_no_feed(build_articles):
    keys = {key: f"{key}\x07\x1b here" for key in ("title", "category", "tags", "authors", "summary")}
    built, output = build_articles({"story.md": article("Words\x07.", **keys)}, STOCK, settings="publishconf.py")
    assert built.returncode == 0, built.stdout + built.stderr
    feed = ElementTree.parse(output / "feeds" / "all.atom.xml")
    assert feed.find(".//{*}entry/{*}title").text == "title here"


def test_a_key_given_twice_is_one_line(build_articles):
    story = article().replace("Category: News\n", "Category: News\nSummary: One\nSummary: two\nSections: War\nSections: Peace\n")
    built, output = build_articles({"story.md": story, "pages/about.md": "Title: About\nSlug: about\n\nX\n"})
    assert built.returncode == 0, built.stdout
    assert "One two" in (output / "2024/05/02/story.html").read_text(encoding="utf-8")
