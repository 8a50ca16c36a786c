"""Hostile text in an article does no harm to the site and is shown unchanged."""

import html
import re
import xml.etree.ElementTree as ET

import pytest

from tests.commands.client import run_command

from .conftest import ROOT
from .feeds import read_feeds
from .links import find_dead_links, read_pages

ABOUT = "Title: About\nSlug: about\n\nX\n"
STOCK = 'PELICAN_CLASS="pelican.Pelican"'
# Pelican's own feed, which an owner can have beside those of `publication`.
OWN_FEED = 'FEED_ALL_ATOM="own.atom.xml"'
CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"

HEADLINES = [
    "<script>alert(1)</script>",
    "\"Quotes\" and 'more' & <b>bold</b>",
    "Colons: ::: --- and | pipes",
    "{{ SITENAME }} {% raw %} {# x #}",
    "{attach}/etc/passwd",
    "x" * 400,
    "???",
    "</title><script>alert(1)</script>",
]
BODIES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<svg/onload=alert(1)>\n\n<style>*{}</style>\n\n<iframe src='//x.example'></iframe>",
    "[x]({attach}../secret.txt) ![y]({static}/secret.txt)",
    "[x](|attach|../secret.txt)",
    '<a href="{attach}../secret.txt">',
    "{: onclick=alert(1) style=color:red }",
]
KEYS = [
    "summary",
    "dateline",
    "publisher",
    "source_url",
    "captured",
    "views",
    "date_basis",
    "lang",
    "images",
    "repairs",
    "versions",
]
VALUES = [
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    '[{"src": "javascript:alert(1)", "caption": "<script>"}]',
]
TAGS = {
    "Kyiv, Ukraine;": {"kyiv-ukraine"},
    "and/or; a\\b; ../../up": {"and-or", "a-b", "up"},
    "con; index; NUL": {"con-name", "index-name", "nul-name"},
    "NATO; nato; Nato": {"nato"},
    "<i>x</i>; {{ y }}": {"i-x-i", "y"},
    "2; 28": {"2", "28"},
}


def article(body="Words.", **keys):
    keys = {"title": "A story", "date": "2024-05-02", "slug": "story", "category": "News"} | keys
    return "".join(f"{key.capitalize()}: {value}\n" for key, value in keys.items()) + f"\n{body}\n"


def page_of(site, group, at):
    return (site / f"2024/05/02/{group}-{at}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory, build_site):
    """Build one archive of all cases."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "secret.txt").write_text("secret")
    groups = {
        "headline": [article(title=headline, slug=f"headline-{at}") for at, headline in enumerate(HEADLINES)],
        "body": [article(body, slug=f"body-{at}") for at, body in enumerate(BODIES)],
        "tags": [article(tags=tags, slug=f"tags-{at}", category="Tags") for at, tags in enumerate(TAGS)],
        "keys": [
            article(**{key: value}, slug=f"keys-{at}-{key.replace('_', '-')}")
            for key in KEYS
            for at, value in enumerate(VALUES)
        ],
        "names": [article(authors="News; Index; Tags", sections="News; Authors", tags="News; Authors", slug="names-0")],
        "slugs": [article(tags="Up there", tag_slugs="../../up-there=Up there", slug="slugs-0")],
        "twice": [article(slug="twice-0").replace("Category: News\n", "Category: News\nSummary: One\nSummary: two\n")],
    }
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "content" / "pages" / "about.md").write_text(ABOUT)
    for group, articles in groups.items():
        for at, text in enumerate(articles):
            (folder / "content" / f"{group}-{at}.md").write_text(text, encoding="utf-8")
    built = build_site(folder / "content", folder / "output")
    assert built.returncode == 0, built.stdout + built.stderr
    assert len(list((folder / "output" / "2024/05/02").glob("*.html"))) == sum(map(len, groups.values())) + 1
    return folder / "output"


def test_no_link_is_dead(site):
    assert find_dead_links(site) == []


def test_no_page_has_markup_or_files_that_an_article_brought(site):
    assert not list(site.rglob("secret*"))
    for page in read_pages(site):
        text = (site / page).read_text(encoding="utf-8")
        assert all(" src=" in script for script in re.findall(r"<script([^>]*)>", text)), page
        assert not re.search(r"href=[\"']?\s*javascript:", text) and "<style" not in text and "<iframe" not in text, (
            page
        )


@pytest.mark.parametrize("at", range(len(HEADLINES)), ids=[headline[:20] for headline in HEADLINES])
def test_a_headline_is_shown_unchanged(at, site):
    page = page_of(site, "headline", at)
    assert html.unescape(re.search("<h1(?: class=long)?>(.*?)</h1>", page)[1]) == HEADLINES[at]
    assert html.unescape(re.search("<title>(.*?) · ", page)[1]) == HEADLINES[at]


@pytest.mark.parametrize("at", range(len(BODIES)), ids=[body[:20] for body in BODIES])
def test_a_body_adds_only_text(at, site):
    text = re.search("<div class=text>(.*?)</div>", page_of(site, "body", at), re.DOTALL)[1]
    assert set(re.findall(r"</?([a-z0-9]+)", text)) <= {"p", "a", "span"}
    assert not re.search(r"<[^>]*\s(on\w+|style|src)\s*=", text) and "javascript:" not in re.sub(">[^<]*<", "><", text)


@pytest.mark.parametrize("tags, slugs", TAGS.items(), ids=list(TAGS))
def test_every_tag_has_a_page_of_its_own(tags, slugs, site):
    assert all((site / "tag" / f"{slug}.html").exists() for slug in slugs)


def test_there_is_one_page_for_each_tag_and_none_elsewhere(site):
    expected = set().union(*TAGS.values()) | {"news", "authors", "up-there"}
    assert {path.stem for path in (site / "tag").glob("*.html")} == expected
    assert not list(site.parent.glob("up*")) and not (site / "up-there.html").exists()


def test_an_author_named_like_a_section_or_a_list_has_a_page(site):
    for path in (
        "author/news.html",
        "author/index-name.html",
        "author/tags.html",
        "section/news.html",
        "section/authors.html",
    ):
        assert (site / path).exists()


def test_values_of_a_repeated_key_are_joined_in_one_line(site):
    assert "One two" in page_of(site, "twice", 0)


@pytest.mark.parametrize("more", [[], [STOCK]], ids=["engine", "stock"])
def test_control_characters_in_any_key_are_left_out(more, tmp_path):
    keys = ("title", "category", "sections", "tags", "authors", "summary", "dateline", "publisher", "repairs")
    story = article("Words\x00\x07\x1b\ufffe.", **{key: f"{key}\x07\x1b\x9f here" for key in keys})
    content, output = tmp_path / "content", tmp_path / "output"
    (content / "pages").mkdir(parents=True)
    (content / "story.md").write_bytes(story.encode())
    (content / "pages/about.md").write_text(ABOUT)
    options = ["--settings", ROOT / "publishconf.py", "--output", output, "--cache-path", tmp_path / "cache"]
    built = run_command("pelican", [content, *options, "--extra-settings", OWN_FEED, *more], ROOT)
    # the engine reports the repair, Pelican's own class does not
    assert built.returncode == (0 if more else 1), built.stdout + built.stderr
    assert more or re.search(r"rejected +0\nrepaired +1\n", built.stdout), built.stdout
    assert "<p>Words.</p>" in (output / "2024/05/02/story.html").read_text(encoding="utf-8")
    for page in [*read_pages(output), "own.atom.xml"]:
        assert not re.search(CONTROLS, (output / page).read_text(encoding="utf-8")), page
    assert ET.parse(output / "own.atom.xml").findtext(".//{*}entry/{*}title") == "title here"
    feeds = dict(read_feeds(output))
    # under stock Pelican `publication` makes no files
    lists = ("section/sections-here", "tag/tags-here", "author/authors-here", "publisher/publisher-here")
    assert feeds.keys() == (set() if more else {"feeds/all", *(f"feeds/{key}" for key in lists)})
    for formats in feeds.values():
        for feed in formats.values():
            [entry] = feed.entries
            assert entry.title == "title here" and entry.text == "summary here" and entry.authors == ("authors here",)
            assert not re.search(CONTROLS, "\n".join((feed.title, *feed.urls, *entry.labels)))
    for path in [*output.rglob("*.xml"), *output.rglob("*.json")]:
        assert not re.search(CONTROLS + r"|\\u00[01]", path.read_text(encoding="utf-8")), path


def test_a_headline_and_a_lede_are_text_in_a_feed(build_articles):
    hostile = "A <b>bold</b> & <script>alert(1)</script> word"
    stories = {"story.md": article(title=hostile, summary=hostile), "other.md": article("*Words* alone.", slug="other")}
    built, output = build_articles(stories | {"pages/about.md": ABOUT}, OWN_FEED, settings="publishconf.py")
    assert built.returncode == 0, built.stdout + built.stderr
    escaped = "A &lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt; word"
    for end, feed in dict(read_feeds(output))["feeds/all"].items():
        found = {entry.url[-10:]: entry for entry in feed.entries}
        assert feed.foreign == [] and found["story.html"].title == hostile, end
        # a description of RSS is HTML, the other formats have plain text
        assert found["story.html"].text == (escaped if end == ".rss.xml" else hostile), end
        assert found["other.html"].text == "Words alone.", end
    entries = ET.parse(output / "own.atom.xml").findall(".//{*}entry")
    own = {entry.find("{*}link").get("href")[-10:]: entry for entry in entries}
    assert own["story.html"].find("{*}title").text == hostile
    summary = own["story.html"].find("{*}summary")
    assert summary.get("type") == "html"
    assert summary.text == escaped
    assert own["other.html"].find("{*}content").text == "<p><em>Words</em> alone.</p>"
