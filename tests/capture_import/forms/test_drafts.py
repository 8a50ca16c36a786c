"""Unpublished texts: a file of its own is kept as a draft; in an export they are skipped and counted."""

import pytest

from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from tests.capture_import.containers.builders import read
from tests.capture_import.story_forms import CLOSING, SENTENCE, read_articles, write_files

TEXT = f"{SENTENCE}\n\n{CLOSING}\n"
ENTRY = (
    "<entry><id>{id}</id><title>Lamp {id}</title><published>2023-03-03T10:00:00Z</published>{more}"
    f'<content type="html">&lt;p&gt;{SENTENCE} {CLOSING}&lt;/p&gt;</content></entry>'
)
KIND = (
    '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'
)
APP = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>'
REPLY = '<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="1"/>'


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("---\ntitle: Lamp\ndate: 2023-03-03\ndraft: true\n---", "draft"),
        ("---\ntitle: Lamp\ndate: 2023-03-03\ndraft: false\n---", ""),
        ("---\ntitle: Lamp\ndate: 2023-03-03\npublished: false\n---", "draft"),
        ("---\ntitle: Lamp\ndate: 2023-03-03\nstatus: private\n---", "draft"),
        ('+++\ntitle = "Lamp"\ndate = 2023-03-03\ndraft = true\n+++', "draft"),
        ('+++\ntitle = "Lamp"\ndate = 2023-03-03\ndraft = false\n+++', ""),
        ("Title: Lamp\nDate: 2023-03-03\nStatus: draft\n", "draft"),
        ("Title: Lamp\nDate: 2023-03-03\nStatus: hidden\n", "hidden"),
        ("Title: Lamp\nDate: 2023-03-03\nStatus: published\n", ""),
    ],
)
def test_front_matter_tells_the_status(tmp_path, header, status):
    write_files(tmp_path, {"a.md": f"{header}\n\n{TEXT}"})
    (article,) = read_articles(tmp_path)
    assert (article.title, article.status) == ("Lamp", status)


def test_only_published_posts_of_a_blogs_backup_are_read(tmp_path):
    entries = [
        ENTRY.format(id=1, more=KIND.format("template")),
        ENTRY.format(id=2, more=KIND.format("settings")),
        ENTRY.format(id=3, more=KIND.format("post") + '<category scheme="tags" term="Lamps"/>'),
        ENTRY.format(id=4, more=KIND.format("comment")),
        ENTRY.format(id=5, more=REPLY),
        ENTRY.format(id=6, more=KIND.format("post") + APP),
        ENTRY.format(id=7, more=""),
    ]
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>{"".join(entries)}</feed>'
    found = read(tmp_path, "backup.xml", feed.encode())
    assert found.sources == ["#3", "#7"]
    assert found.skipped == {
        "comments in feeds": 2,
        "drafts in feeds": 1,
        "pages, templates and settings in feeds": 2,
    }
    assert [tag.name for tag in capture_to_article(found.captures[0], Options()).tags] == ["Lamps"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_only_published_posts_of_a_wordpress_export_are_read(tmp_path, scheme):
    statuses = ["publish", "draft", "private", "future", "pending"]
    items = "".join(
        f"<item><title>Lamp {status}</title><content:encoded><![CDATA[<p>{SENTENCE}</p>]]></content:encoded>"
        f"<wp:post_date>2023-03-03 10:00:00</wp:post_date><wp:post_type>post</wp:post_type>"
        f"<wp:status>{status}</wp:status></item>"
        for status in statuses
    )
    namespaces = (
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="{scheme}://wordpress.org/export/1.2/"'
    )
    export = f'<rss version="2.0" {namespaces}><channel><title>Gazette</title>{items}</channel></rss>'
    found = read(tmp_path, "export.xml", export.encode())
    assert found.sources == ["#1"]
    assert found.skipped == {"WordPress posts that are not published": 4}
