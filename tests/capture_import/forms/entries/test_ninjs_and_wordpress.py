"""ninjs of generations 2 and 3, and WordPress exports: their entries have what the source declares."""

import json

import pytest

from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.fields.assembly import evidence_to_article
from capture_import.forms.documents import EntryDocuments
from capture_import.forms.entries.entry import EntryImage, EntryTag, capture_to_entry
from capture_import.forms.entries.evidence import read_entry
from capture_import.forms.entries.wordpress_html import post_to_html
from tests.capture_import.containers.builders import read

NINJS_2 = {
    "uri": "https://agency.example/items/lamp",
    "type": "text",
    "versioncreated": "2023-03-03T15:00:00+02:00",
    "firstcreated": "2023-03-03T14:30:00+02:00",
    "pubstatus": "usable",
    "language": "en-GB",
    "by": "By Jo Bell and Ann Ek, Halverin Agency",
    "located": "Halverin",
    "copyrightholder": "Halverin Agency",
    "headlines": [{"role": "short", "value": "Lamp"}, {"role": "main", "value": "Lamp on the mole is lit"}],
    "descriptions": [{"role": "text", "contenttype": "text/plain", "value": "The lamp is lit again."}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": "Keeper lit it.\nIt shone."},
        {"role": "nitf", "contenttype": "application/xml", "value": "<nitf>x</nitf>"},
        {
            "role": "html",
            "contenttype": "text/html",
            "value": "<h1>Lamp on the mole is lit</h1><p>Keeper lit it.</p><p>It shone.</p>",
        },
    ],
    "subjects": [{"name": "Harbour", "literal": "1"}, {"literal": "2"}],
    "people": [{"name": "Jonas Arvel", "rel": "about"}],
    "places": [{"name": "Halverin"}],
    "associations": [
        {
            "type": "picture",
            "uri": "https://agency.example/pictures/1",
            "by": "Ann Ek",
            "description_text": "The lamp",
            "renditions": [
                {"name": "small", "href": "https://agency.example/s.jpg", "width": 200},
                {"name": "large", "href": "https://agency.example/l.jpg", "width": 2000},
            ],
        },
        {"type": "text", "uri": "https://agency.example/other"},
    ],
}


def to_3(value):
    """Rename the keys of a ninjs item to those of generation 3."""
    names = {
        "versioncreated": "versionCreated",
        "firstcreated": "firstCreated",
        "pubstatus": "pubStatus",
        "contenttype": "contentType",
        "copyrightholder": "copyrightHolder",
    }
    if isinstance(value, dict):
        return {names.get(key, key): to_3(inner) for key, inner in value.items()}
    return [to_3(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "item", [NINJS_2, {**to_3(NINJS_2), "standard": {"name": "ninjs", "version": "3.0"}}], ids=["2", "3"]
)
def test_ninjs(tmp_path, item):
    (capture,) = read(tmp_path, "item.json", json.dumps(item).encode()).captures
    entry = capture_to_entry(capture)
    assert (entry.title, entry.url) == ("Lamp on the mole is lit", "https://agency.example/items/lamp")
    assert (entry.published, entry.modified) == ("2023-03-03T14:30:00+02:00", "2023-03-03T15:00:00+02:00")
    assert (entry.byline, entry.place, entry.publisher) == (
        "By Jo Bell and Ann Ek, Halverin Agency",
        "Halverin",
        "Halverin Agency",
    )
    assert (entry.summary, entry.language) == ("The lamp is lit again.", "en-GB")
    assert entry.content_html.startswith("<h1>")
    assert entry.tags == (EntryTag("Harbour"), EntryTag("Jonas Arvel"), EntryTag("Halverin"))
    assert entry.images == (EntryImage("https://agency.example/l.jpg", "The lamp", "Ann Ek"),)


def test_a_list_and_lines_of_ninjs_are_read_item_by_item(tmp_path):
    other = {**NINJS_2, "uri": "urn:other", "bodies": [{"value": "Plain <words>."}]}
    picture = {"uri": "urn:picture", "type": "picture", "headlines": []}
    items = [NINJS_2, other, picture, {"what": 1}]
    listed = read(tmp_path, "list.json", json.dumps(items).encode())
    lines = read(tmp_path, "items.jsonl", b"\n".join(json.dumps(item).encode() for item in items) + b'\n{"cut": ')
    assert listed.bodies == lines.bodies
    assert capture_to_entry(lines.captures[1]).content_html == "<p>Plain &lt;words&gt;.</p>"
    assert listed.skipped == lines.skipped == {"ninjs items of the type picture": 1}
    assert set(listed.rejected) == {"#4"} and set(lines.rejected) == {"#4", "#5"}


def test_a_line_that_is_too_large_spoils_no_other(tmp_path):
    line = json.dumps(NINJS_2).encode() + b"\n"
    found = read(tmp_path, "items.jsonl", line + b'{"uri": "' + b"x" * 10_000 + b'"}\n' + line, Limits(feed_bytes=5000))
    assert found.sources == ["#1", "#3"]
    assert "feed_bytes" in found.rejected["#2"]


def test_lines_are_read_one_at_a_time(tmp_path, peak_memory):
    line = json.dumps({**NINJS_2, "bodies": [{"contenttype": "text/plain", "value": "Lit. " * 2000}]}).encode() + b"\n"
    path = tmp_path / "items.jsonl"
    path.write_bytes(line * 1000)
    with peak_memory() as peak:
        assert sum(1 for _ in file_to_captures(str(path), Limits(), EntryDocuments())) == 1000
    assert path.stat().st_size > 10_000_000
    assert peak.bytes < 2_000_000


WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Halverin &amp; Gazette</title><link>https://gazette.example</link>
<language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[jo]]></wp:author_login>
<wp:author_display_name><![CDATA[Jo Bell]]></wp:author_display_name></wp:author>
%s
</channel></rss>"""
POST = """<item><title>Lamp &amp; mole</title><link>https://gazette.example/lamp/</link>
<pubDate>Fri, 03 Mar 2023 12:30:00 +0000</pubDate>
<dc:creator><![CDATA[jo]]></dc:creator><guid isPermaLink="false">https://gazette.example/?p=5</guid><description></description>
<content:encoded><![CDATA[%s]]></content:encoded><excerpt:encoded><![CDATA[Lit <b>again</b>.]]></excerpt:encoded>
<wp:post_id>5</wp:post_id><wp:post_date><![CDATA[2023-03-03 14:30:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2023-03-03 12:30:00]]></wp:post_date_gmt>
<wp:post_modified>2023-03-04 10:00:00</wp:post_modified><wp:post_modified_gmt>2023-03-04 08:00:00</wp:post_modified_gmt>
<wp:status>%s</wp:status><wp:post_type>%s</wp:post_type><wp:post_password>%s</wp:post_password>
<category domain="category" nicename="harbour"><![CDATA[Harbour]]></category>
<category domain="category" nicename="uncategorized">Uncategorized</category>
<category domain="post_tag" nicename="lamp-lights"><![CDATA[Lamps]]></category></item>"""


EMBED_BLOCK = """<!-- wp:embed --><figure class="wp-block-embed is-type-rich"><div class="wp-block-embed__wrapper">
https://notes.example/1
</div><figcaption>What she wrote</figcaption></figure><!-- /wp:embed -->"""


def test_a_wordpress_export_holds_names_and_titles_as_html(tmp_path):
    item = (POST % ("Keeper lit it.", "publish", "post", "")).replace(
        "<title>Lamp &amp; mole", "<title><![CDATA[<em>Lamp</em> &amp; mole]]>"
    )
    item = item.replace("[Harbour]", "[Harbour &amp; Sea]").replace("[Lamps]", "[Lamps &#8217;23]")
    export = (WXR % item).replace("[Jo Bell]", "[Jo O&#039;Bell]")
    (entry,) = map(capture_to_entry, read(tmp_path, "export.xml", export.encode()).captures)
    assert entry.title == "Lamp & mole"
    assert (entry.sections, entry.authors) == (("Harbour & Sea",), ("Jo O'Bell",))
    assert [tag.name for tag in entry.tags] == ["Lamps ’23"]


def test_custom_post_types_are_articles_if_their_names_say_so(tmp_path):
    types = ["news", "press_release", "elementor_library", "wp_block", "product", "product"]
    items = [POST % ("Keeper lit it.", "publish", kind, "") for kind in types]
    found = read(tmp_path, "export.xml", (WXR % "".join(items)).encode())
    assert found.sources == ["#1", "#2"]
    assert found.skipped == {
        "WordPress items of the type elementor_library": 1,
        "WordPress items of the type wp_block": 1,
        "WordPress items of the type product": 2,
    }


def test_wordpress(tmp_path):
    items = [
        POST % ("Keeper lit it.\n\nIt shone\non.", "publish", "post", ""),
        POST % ("x", "draft", "post", ""),
        POST % ("x", "private", "post", ""),
        POST % ("x", "publish", "page", ""),
        POST % ("x", "inherit", "attachment", ""),
        POST % ("x", "publish", "nav_menu_item", ""),
        POST % ("x", "publish", "post", "swordfish"),
        POST % ("", "publish", "post", ""),
        POST.replace("</wp:status>", "") % ("x", "publish", "post", ""),
        POST % ("<!-- wp:paragraph --><p>Blocks.</p><!-- /wp:paragraph -->", "publish", "post", ""),
    ]
    found = read(tmp_path, "export.xml", (WXR % "\n".join(items)).encode())
    first, _ = map(capture_to_entry, found.captures)
    assert (first.title, first.url, first.publisher, first.language) == (
        "Lamp & mole",
        "https://gazette.example/lamp/",
        "Halverin & Gazette",
        "en-US",
    )
    assert (first.published, first.modified) == ("2023-03-03T14:30:00+02:00", "2023-03-04T10:00:00+02:00")
    assert (first.authors, first.sections, first.tags) == (
        ("Jo Bell",),
        ("Harbour",),
        (EntryTag("Lamps", "lamp-lights"),),
    )
    assert (first.summary, first.content_html, first.content_form) == (
        "Lit again .",
        "Keeper lit it.\n\nIt shone\non.",
        "wordpress",
    )
    assert [evidence_to_article(read_entry(capture)).body for capture in found.captures] == [
        "Keeper lit it.\n\nIt shone  \non.",
        "Blocks.",
    ]
    assert found.sources == ["#1", "#10"]
    assert found.rejected == {
        "#8": "a post without text",
        "#9": "malformed XML: this item can't be read; repair it in the file (xmllint shows where)",
    }
    assert found.skipped == {
        "WordPress posts that are not published": 2,
        "WordPress pages": 1,
        "WordPress attachments": 1,
        "WordPress items of the type nav_menu_item": 1,
        "WordPress posts behind a password": 1,
    }


@pytest.mark.parametrize(
    "content, shown",
    [
        ("One.\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("<p>One.</p>\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("Before<blockquote>Said.</blockquote>after", "<p>Before</p><blockquote><p>Said.</p></blockquote><p>after</p>"),
        (
            "<h2>Head</h2>\nText <em>in</em> line.\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
            "<h2>Head</h2><p>Text <em>in</em> line.</p><ul><li>a</li><li>b</li></ul>",
        ),
        ("<pre>a\n\n b</pre>", "<pre>a\n\n b</pre>"),
        (
            '[caption id="x" width="3"]<img src="a.jpg" /> The lamp[/caption]',
            '<figure><img src="a.jpg" /><figcaption>The lamp</figcaption></figure>',
        ),
        ("[gallery ids=1]\n\nWords [sic] stay.", "<p>Words [sic] stay.</p>"),
        (
            "[embed]https://video.example/1[/embed]",
            '<figure><oembed url="https://video.example/1"></oembed></figure>',
        ),
        ("<div><p>One.\n\nTwo.</p></div>", "<div><p>One.<br><br>Two.</p></div>"),
        (
            "Look:\n\nhttps://video.example/1\n\nThen.",
            '<p>Look:</p><p><a href="https://video.example/1">https://video.example/1</a></p><p>Then.</p>',
        ),
        (
            EMBED_BLOCK,
            '<figure><oembed url="https://notes.example/1"></oembed><figcaption>What she wrote</figcaption></figure>',
        ),
        (
            '[box color="red"]One [b]ramp[/b].[/box]\n\n[feed id="4"]\n\n[The band plays]',
            "<p>One ramp.</p><p>[The band plays]</p>",
        ),
        (
            '[audio src="https://gazette.example/a.mp3"]',
            '<figure><oembed url="https://gazette.example/a.mp3"></oembed></figure>',
        ),
        ("One.<!--more-->\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.<br />\nTwo.", "<p>One.<br />\nTwo.</p>"),
    ],
)
def test_a_post_is_read_as_wordpress_shows_it(content, shown):
    assert post_to_html(content) == shown
