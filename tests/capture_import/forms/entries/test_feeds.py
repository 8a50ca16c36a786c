"""RSS, Atom and JSON feeds: every entry with a text is read; a malformed one spoils no other.

Nothing is fetched, and no entity is expanded.
"""

import gc
import json

import pytest

from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.forms.documents import EntryDocuments
from capture_import.forms.entries.entry import EntryImage, EntryTag, capture_to_entry
from tests.capture_import.containers.builders import read

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Halverin Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
<item>
 <title>Lamp &amp; mole&nbsp;lit</title><link>https://me:secret@gazette.example/2023/03/03/lamp</link>
 <guid isPermaLink="false">lamp-1</guid><pubDate>Fri, 03 Mar 2023 14:30:00 +0200</pubDate>
 <dc:creator>Jo Bell</dc:creator><dc:creator>Ann Ek</dc:creator>
 <category>Harbour</category><category>Lamps &amp; light</category>
 <description>The lamp is lit again.</description>
 <content:encoded>
  <![CDATA[<p>Keeper & crew lit the <a href="/lamp">lamp</a>.</p><p>It shone </item> on.</p>]]></content:encoded>
 <media:content url="https://gazette.example/lamp.jpg" medium="image"/>
</item>
<item><title>Whole text in its description</title><link>https://gazette.example/2</link><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description></item>
<item><title>Teaser</title><link>https://gazette.example/3</link>
<description>The beginning of it ...</description></item>
<item><title>Nothing</title><link>https://gazette.example/4</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk">
<title>Halverin Gazette</title><author><name>The Desk</name></author>
<entry><title type="html">Lamp &amp;amp; mole</title><link rel="alternate" href="https://gazette.example/lamp"/><id>urn:x:1</id>
 <published>2023-03-03T14:30:00+02:00</published><updated>2023-03-03T15:00:00+02:00</updated>
 <category term="harbour" label="Harbour"/>
 <summary>Lit.</summary>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Keeper lit it.</p></div></content></entry>
<entry><title>Plain</title><link href="https://gazette.example/plain"/><updated>2023-03-04T00:00:00Z</updated>
 <author><name>Jo Bell</name></author>
 <content type="text">First &lt;line&gt;.\n\nSecond.</content></entry>
</feed>"""


def entries(found):
    return [capture_to_entry(capture) for capture in found.captures]


def test_rss(tmp_path):
    found = read(tmp_path, "feed.xml", RSS.encode())
    first, second = entries(found)
    assert first.title == "Lamp & mole lit"
    assert first.url == found.captures[0].url == "https://gazette.example/2023/03/03/lamp"
    assert "secret" not in repr(found.all)
    assert first.published == "2023-03-03T14:30:00+02:00"
    assert first.authors == ("Jo Bell", "Ann Ek")
    assert first.tags == (EntryTag("Harbour"), EntryTag("Lamps & light"))
    assert (first.language, first.publisher, first.summary) == ("en-gb", "Halverin Gazette", "The lamp is lit again.")
    assert first.content_html == '<p>Keeper & crew lit the <a href="/lamp">lamp</a>.</p><p>It shone </item> on.</p>'
    assert first.images == (EntryImage("https://gazette.example/lamp.jpg"),)
    assert (second.content_html, second.summary) == ("<p>One.</p><p>Two.</p>", "")
    assert found.sources == ["#1", "#2"]
    assert found.rejected == {
        "#3": "the feed has only the beginning of this entry: import the page itself, https://gazette.example/3",
        "#4": "the feed has no text of this entry",
    }


def test_atom(tmp_path):
    first, second = entries(read(tmp_path, "feed.atom", ATOM.encode()))
    assert (first.title, first.published, first.modified) == (
        "Lamp & mole",
        "2023-03-03T14:30:00+02:00",
        "2023-03-03T15:00:00+02:00",
    )
    assert (first.authors, first.tags, first.language, first.summary) == (
        ("The Desk",),
        (EntryTag("Harbour"),),
        "uk",
        "Lit.",
    )
    assert "<p>Keeper lit it.</p>" in first.content_html
    assert (second.authors, second.published, second.content_html) == (
        ("Jo Bell",),
        "2023-03-04T00:00:00+00:00",
        "<p>First &lt;line&gt;.</p><p>Second.</p>",
    )


def test_rss_1_and_namespace_prefixes_are_read(tmp_path):
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="x"><title>Gazette</title><items><rdf:Seq><rdf:li resource="a"/></rdf:Seq></items></channel>
    <item rdf:about="https://gazette.example/a"><title>Lamp</title><link>https://gazette.example/a</link>
    <description>It is lit.</description><dc:date>2023-03-03</dc:date></item></rdf:RDF>"""
    (entry,) = entries(read(tmp_path, "feed.rdf", rdf.encode()))
    assert (entry.title, entry.url, entry.published, entry.content_html) == (
        "Lamp",
        "https://gazette.example/a",
        "2023-03-03",
        "<p>It is lit.</p>",
    )


def test_an_entry_in_two_feeds_has_the_same_bytes(tmp_path):
    one = read(tmp_path, "one.xml", RSS.encode()).bodies[0]
    other = read(
        tmp_path,
        "two.xml",
        RSS.replace(
            "<link>https://gazette.example/</link>", "<lastBuildDate>Sat, 04 Mar 2023 00:00:00 GMT</lastBuildDate>"
        ).encode(),
    ).bodies[0]
    assert one == other


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1251", "utf-16"])
def test_encodings(tmp_path, encoding):
    text = RSS.replace("Lamp &amp; mole", "Ліхтар &amp; мол").replace(
        'encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"'
    )
    assert entries(read(tmp_path, "feed.xml", text.encode(encoding)))[0].title == "Ліхтар & мол lit"


def test_a_wrong_charset_is_corrected_by_evidence(tmp_path):
    text = RSS.replace("Keeper & crew", "Доглядач маяка знову засвітив ліхтар на молі у п'ятницю ввечері")
    assert "Доглядач маяка" in entries(read(tmp_path, "feed.xml", text.encode("windows-1251")))[0].content_html


def test_a_malformed_entry_spoils_no_other(tmp_path):
    broken = RSS.replace("<title>Whole text in its description</title>", "<title>Whole <b>text</title> & <unclosed>")
    found = read(tmp_path, "feed.xml", broken.encode())
    assert entries(found)[0].title == "Lamp & mole lit"
    assert "#3" in found.rejected and "beginning" in found.rejected["#3"]
    assert len(found.captures) + len(found.rejected) == 4


def test_a_cut_feed_keeps_the_entries_before(tmp_path):
    found = read(tmp_path, "feed.xml", RSS[: RSS.index("Two.")].encode())
    assert [entry.title for entry in entries(found)] == ["Lamp & mole lit"]
    assert found.rejected == {"#2": "cut off: the file ends inside this item; those before it are kept"}


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY file SYSTEM "file://{}">'
    '<!ENTITY net SYSTEM "http://127.0.0.1:9/x">]>'
)


@pytest.mark.parametrize("wordpress", [False, True])
def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path, wordpress):
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    text = RSS.replace(
        '<rss version="2.0"',
        LAUGHS.format(secret)
        + '<rss version="2.0"'
        + (' xmlns:wp="http://wordpress.org/export/1.2/"' if wordpress else ""),
    )
    text = text.replace("Lamp &amp; mole", "Ha &c; &file; &net;")
    entry = entries(read(tmp_path, "feed.xml", text.encode()))[0]
    assert entry.title == "Ha &c; &file; &net; lit"


def test_an_item_that_is_too_large_is_rejected(tmp_path):
    found = read(
        tmp_path, "feed.xml", RSS.replace("It shone", "It shone " + "x" * 200_000).encode(), Limits(entry_bytes=100_000)
    )
    assert "entry_bytes" in found.rejected["#1"]
    assert [entry.title for entry in entries(found)] == ["Whole text in its description"]


def test_memory_does_not_grow_with_a_feed(tmp_path, peak_memory):
    item = RSS[RSS.index("<item>") : RSS.index("</item>\n<item>") + 7].replace(
        "It shone", "It shone " + "on and on " * 500
    )
    peaks = {}
    path = tmp_path / "feed.xml"
    for count in (1, 30, 150):  # the first run loads modules that stay in memory
        path.write_text(RSS[: RSS.index("<item>")] + item * count + "</channel></rss>")
        gc.collect()
        gc.freeze()
        with peak_memory() as peak:
            for _ in file_to_captures(str(path), Limits(), EntryDocuments()):
                gc.collect()  # feedparser leaves reference cycles
        peaks[count] = peak.bytes
    gc.unfreeze()
    assert path.stat().st_size > 800_000
    assert peaks[150] < 1.5 * peaks[30]


@pytest.mark.parametrize("rubbish", ["&lt;", "<", "<![CDATA[", "<!--", "&", "<item", "</", " ...", "]]>"])
@pytest.mark.parametrize("place", ["<channel>", "<description>", "<title>Teaser"])
def test_long_rubbish_is_read_in_linear_time(tmp_path, place, rubbish):
    """A rule that scans the rest of the text from each position would take hours."""
    found = read(tmp_path, "feed.xml", RSS.replace(place, place + rubbish * 200_000, 1).encode())
    assert found.all


def test_an_empty_feed_is_rejected(tmp_path):
    assert read(tmp_path, "feed.xml", b"<rss version='2.0'><channel><title>x</title></channel></rss>").rejected == {
        "": "a feed without entries"
    }


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Halverin Gazette",
    "language": "en",
    "authors": [{"name": "The Desk"}],
    "items": [
        {
            "id": 1,
            "url": "https://me:secret@gazette.example/lamp",
            "title": "Lamp",
            "content_html": "<p>Lit.</p>",
            "date_published": "2023-03-03T14:30:00+02:00",
            "tags": ["Harbour", 3],
            "authors": [{"name": "Jo Bell"}, {"url": "x"}],
            "summary": "It is lit.",
            "image": "https://gazette.example/lamp.jpg",
        },
        {"id": "2", "content_text": "One.\n\nTwo <b>.", "date_modified": "2023-03-04"},
        {"id": "3", "url": "https://gazette.example/3"},
        "no item",
    ],
}


def test_json_feed(tmp_path):
    found = read(tmp_path, "feed.json", json.dumps(JSON_FEED).encode())
    first, second = entries(found)
    assert (first.title, first.url, first.authors, first.tags) == (
        "Lamp",
        "https://gazette.example/lamp",
        ("Jo Bell",),
        (EntryTag("Harbour"),),
    )
    assert (first.language, first.publisher, first.images) == (
        "en",
        "Halverin Gazette",
        (EntryImage("https://gazette.example/lamp.jpg"),),
    )
    assert (second.authors, second.published, second.content_html) == (
        ("The Desk",),
        "2023-03-04",
        "<p>One.</p><p>Two &lt;b&gt;.</p>",
    )
    assert set(found.rejected) == {"#3", "#4"}
    assert "secret" not in repr(found.all)


@pytest.mark.parametrize(
    "content, reason",
    [
        (b'{"a": 1}', "neither a JSON feed nor ninjs"),
        (b'{"a": ', "malformed JSON"),
        (b"[" * 100_000, "malformed JSON"),
        (b"[]", "neither"),
        (b'{"a": "\xff"}', "malformed"),
    ],
)
def test_json_of_an_unknown_kind_is_rejected(tmp_path, content, reason):
    found = read(tmp_path, "data.json", content)
    assert reason in found.rejected[""]


def test_a_json_document_that_is_too_large_is_rejected(tmp_path):
    assert (
        "one object a line"
        in read(tmp_path, "feed.json", json.dumps(JSON_FEED).encode(), Limits(feed_bytes=200)).rejected[""]
    )
