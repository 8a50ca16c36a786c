"""The site and feeds of whole stories show tables, lists and quotations of a capture as such; the search finds them."""

import re
import zlib
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from .feeds import read_feeds

# A feed of whole stories is Pelican's; those of `publication` have the first sentence.
WHOLE_STORIES = 'FEED_ALL_ATOM="own.atom.xml"'
PAGE = """<!doctype html><html lang=en><head><title>Winter tables</title>
<meta property="article:published_time" content="2024-05-02">
<link rel=canonical href="https://gazette.example/winter-tables"></head><body><main><article><h1>Winter tables</h1>
<p>The <del>old</del> <b>tables</b> of the Sorrin ferries were put up on Thursday, and the harbour master
read them out.</p>
<p>The boats leave at <code>a*b</code> o'clock, which everybody in the harbour has read and which nobody doubts.</p>
<table><tr><th>Boat</th><th>Leaves</th><th>Lands | turns</th></tr><tr><td>Petrel</td><td>08:00 *</td><td>09:10</td></tr>
<tr><td>Marl</td><td>10:00</td><td>11:10</td></tr></table>
<p>Whoever wants to sail has to be there a quarter of an hour early, as the boats wait for nobody in winter.</p>
<ul><li>One<ol><li>deep</li></ol></li><li>Two<p>with a paragraph</p>
<table><tr><td>x</td><td>y</td></tr><tr><td>1</td><td>2</td></tr></table></li></ul>
<dl><dt>Petrel</dt><dd>A boat that is electric and sails to Osvell island.</dd></dl>
<pre><code>a | b
--- | ---
</code></pre>
<blockquote><p>We quote the harbour master here.</p>
<table><tr><td>q</td><td>r</td></tr><tr><td>1</td><td>2</td></tr></table></blockquote>
<p>The last paragraph of the page has two lines, as<br>poems have, and H<sub>2</sub>O in it.</p>
</article></main></body></html>"""


@pytest.fixture(scope="module")
def built(tmp_path_factory, import_captures, build_site) -> Path:
    folder = tmp_path_factory.mktemp("constructs")
    (folder / "captures").mkdir()
    (folder / "captures/page.html").write_text(PAGE, encoding="utf-8")
    assert import_captures(folder / "content", folder / "captures").returncode == 0
    run = build_site(folder / "content", folder / "output", WHOLE_STORIES, settings="publishconf.py")
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def text(built) -> str:
    page = (built / "2024/05/02/winter-tables.html").read_text(encoding="utf-8")
    return re.search(r"<div class=text>(.*?)</div><footer>", page, re.DOTALL)[1]


def test_tables_are_tables(text):
    assert text.count("<table>") == 3
    rows = [re.findall("<t[hd]>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", text, re.DOTALL)]
    assert rows[0] == ["Boat", "Leaves", "Lands &#124; turns"] and rows[1] == ["Petrel", "08:00 *", "09:10"]
    assert rows[3:] == [["x", "y"], ["1", "2"], ["q", "r"], ["1", "2"]]


def test_no_markdown_syntax_is_shown(text):
    shown = re.sub("<pre>.*?</pre>|<[^>]*>", "", text, flags=re.DOTALL)
    assert not re.search(r"[|\\`_~]|---|\*\*|^\s*[-#>]|^\s*\d+\.", shown, re.MULTILINE), shown


def test_code_is_shown_unchanged(text):
    assert "<pre><code>a | b\n--- | ---\n</code></pre>" in text


def test_nested_lists_keep_their_depth(text):
    flat = re.sub(r"\s+", "", text)
    assert '<ul><li><p>One</p><ol><li>deep</li></ol></li><li><p>Two</p><p>withaparagraph</p><divclass="table"' in flat


def test_a_feed_of_whole_stories_has_the_table(built):
    feed = ET.parse(built / "own.atom.xml")
    assert "<table>" in feed.findtext(".//{*}entry/{*}content", "")


def test_feeds_have_the_first_sentence_without_markup(built):
    feeds = dict(read_feeds(built))["feeds/all"]
    assert {entry.text for feed in feeds.values() for entry in feed.entries} == {
        "The old tables of the Sorrin ferries were put up on Thursday, and the harbour master read them out."
    }


def test_the_search_reads_a_table_cell_by_cell(build_articles):
    story = "Title: Tables\nDate: 2024-05-02\n\n| Boat | Leaves |\n| --- | --- |\n| Petrel | 08:00 |\n"
    run, output = build_articles({"story.md": story})
    assert run.returncode == 0, run.stdout + run.stderr
    [script] = [path.read_text(encoding="utf-8") for path in (output / "search/x").glob("*.js")]
    packed = re.search(r'"([\w+/=]+)"\)$', script)
    assert packed and zlib.decompress(b64decode(packed[1]), -15) == b"Boat | Leaves | Petrel | 08:00"
