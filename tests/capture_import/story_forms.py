"""One invented story in every form that the import reads, with a URL in every place where the form can have one."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from capture_import.containers.capture import Capture
from capture_import.containers.folder import file_to_captures, find_files
from capture_import.forms.documents import EntryDocuments
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.record import Article
from tests.capture_import.containers.builders import http, record

TITLE = "Keeper lights the lamp"
SENTENCE = "Keeper Jonas Arvel lit the lamp on the north mole of Halverin at dusk on Friday."
LINKED = 'He then <a href="{url}">walked home</a> along the quay with two of his sons.'
CLOSING = "The harbour office said that it will burn until the end of the winter."
DAY = "2023-03-03"


def html_body(url: str) -> str:
    """Return the story's text as HTML, with a link and a picture at the URL."""
    return f'<p>{SENTENCE}</p><p>{LINKED.format(url=url)}</p><img src="{url}" width="600"><p>{CLOSING}</p>'


def web_page(url: str = "", head: str = "", foot: str = "") -> str:
    """Return the story as a web page that declares its date; `url` is that of its link and its picture."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title>'
        f'<meta property="article:published_time" content="{DAY}">{head}</head>'
        f"<body><article><h1>{TITLE}</h1>{html_body(url)}</article>{foot}</body></html>"
    )


def _linked_data(url: str) -> str:
    node = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "url": url,
        "@id": url,
        "mainEntityOfPage": {"@id": url},
        "image": {"@type": "ImageObject", "url": url},
        "author": {"@type": "Person", "name": "Ann Lee", "url": url},
    }
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def _text(*header: str) -> str:
    return "\n".join([*header, "", SENTENCE, "", CLOSING, ""])


def _feed_item(url: str) -> str:
    return (
        f"<item><title>{TITLE}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>Fri, 03 Mar 2023 14:30:00 GMT</pubDate><source url='{url}'>Gazette</source>"
        f"<enclosure url='{url}' type='image/jpeg'/><description><![CDATA[{html_body(url)}]]></description></item>"
    )


def _wordpress(url: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        f"<title>Gazette</title><link>{url}</link><wp:base_site_url>{url}</wp:base_site_url><item><title>{TITLE}</title>"
        f"<link>{url}</link><guid>{url}</guid><dc:creator>ann</dc:creator><content:encoded><![CDATA[{html_body(url)}]]>"
        f"</content:encoded><wp:post_date>{DAY} 14:30:00</wp:post_date><wp:post_type>post</wp:post_type>"
        "<wp:status>publish</wp:status></item></channel></rss>"
    )


def _ninjs(url: str) -> str:
    picture = {"type": "picture", "uri": url, "renditions": {"main": {"href": url, "width": 600}}}
    return json.dumps(
        {
            "uri": url,
            "type": "text",
            "headline": TITLE,
            "versioncreated": f"{DAY}T14:30:00Z",
            "body_html": html_body(url),
            "altids": [{"value": url}],
            "associations": {"main": picture},
        }
    )


def _json_feed(url: str) -> str:
    item = {"id": url, "url": url, "title": TITLE, "date_published": f"{DAY}T14:30:00Z", "content_html": html_body(url)}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": [item | {"image": url}]}
    )


def _mhtml(url: str) -> str:
    return (
        f"Snapshot-Content-Location: {url}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        f"--B\nContent-Type: text/html\nContent-Location: {url}\n\n{web_page(url)}\n--B--\n"
    )


def _ghost(url: str) -> str:
    post = {"id": "1", "title": TITLE, "html": html_body(url), "canonical_url": url, "feature_image": url}
    posts = [post | {"status": "published", "published_at": f"{DAY}T14:30:00.000Z"}]
    return json.dumps({"db": [{"meta": {"version": "5.0"}, "data": {"posts": posts}}]})


def _movable_type(url: str) -> str:
    return (
        f"AUTHOR: Ann Lee\nTITLE: {TITLE}\nSTATUS: Publish\nUNIQUE URL: {url}\nCONVERT BREAKS: 0\n"
        f"DATE: 03/03/2023 02:30:00 PM\n-----\nBODY:\n{html_body(url)}\n-----\n--------\n"
    )


def _nitf(url: str) -> str:
    return (
        f'<nitf><head><docdata><date.issue norm="20230303T143000Z"/></docdata><pubdata ex-ref="{url}"/></head>'
        f"<body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head><body.content><p>{SENTENCE}</p>"
        f'<media media-type="image"><media-reference source="{url}"/></media><p>{CLOSING}</p></body.content></body>'
        "</nitf>"
    )


def _newsml(url: str) -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" guid="urn:x:1"><itemMeta>'
        f'<versionCreated>{DAY}T14:30:00Z</versionCreated><link rel="irel:webpage" href="{url}"/></itemMeta>'
        f"<contentMeta><headline>{TITLE}</headline></contentMeta><contentSet><inlineData contenttype='text/plain'>"
        f"{SENTENCE}\n\n{CLOSING}</inlineData></contentSet></newsItem>"
    )


def _table(url: str) -> str:
    lines = io.StringIO()
    csv.writer(lines).writerows([["title", "date", "url", "image", "text"], [TITLE, DAY, url, url, html_body(url)]])
    return lines.getvalue()


def _evernote(url: str) -> str:
    return (
        f"<en-export><note><title>{TITLE}</title><created>20230303T143000Z</created><note-attributes><source-url>{url}"
        f"</source-url></note-attributes><content><![CDATA[<en-note>{html_body(url)}</en-note>]]></content></note>"
        "</en-export>"
    )


def _mail(url: str) -> str:
    return (
        f"From: Ann Lee <ann@gazette.example>\nTo: bo@osvell.example\nSubject: {TITLE}\nArchived-At: <{url}>\n"
        f"Date: Fri, 03 Mar 2023 14:30:00 +0000\nMessage-ID: <1@gazette.example>\nContent-Type: text/html\n\n"
        f"{html_body(url)}\n"
    )


# Each form's files by their names, with a URL wherever that form can name one.
FORMS: dict[str, Callable[[str], dict[str, str | bytes]]] = {
    "canonical link": lambda url: {"a.html": web_page(url, f'<link rel="canonical" href="{url}">')},
    "og:url": lambda url: {
        "a.html": web_page(
            url, f'<meta property="og:url" content="{url}"><meta property="og:image" content="{url}">'
        )
    },
    "JSON-LD": lambda url: {"a.html": web_page(url, _linked_data(url))},
    "base": lambda url: {"a.html": web_page("/quay", f'<base href="{url}">')},
    "links of tags and authors": lambda url: {
        "a.html": web_page(
            url, foot=f'<a rel="tag" href="{url}/tag/y">Lamps</a><a rel="author" href="{url}">Ann Lee</a>'
        )
    },
    "sidecar": lambda url: {"a.html": web_page(url), "a.html.meta.json": json.dumps({"url": url})},
    "sidecar of a text": lambda url: {"a.txt": _text(TITLE, "", DAY), "a.meta.json": json.dumps({"url": url})},
    "saved-from comment": lambda url: {"a.html": f"<!-- saved from url=({len(url):04}){url} -->{web_page(url)}"},
    "SingleFile comment": lambda url: {
        "a.html": f"<!--\n Page saved with SingleFile \n url: {url} \n"
        f" saved date: Sat Mar 04 2023 05:06:07 GMT+0000\n-->{web_page(url)}"
    },
    "MHTML": lambda url: {"a.mhtml": _mhtml(url)},
    "WARC response": lambda url: {"a.warc": record(http(web_page(url).encode()), url)},
    "WARC resource": lambda url: {
        "a.warc": record(web_page(url).encode(), url, "resource", ["Content-Type: text/html"])
    },
    "text header": lambda url: {"a.txt": _text(f"Title: {TITLE}", f"Date: {DAY}", f"URL: {url}", f"Source: {url}")},
    "text line": lambda url: {"a.txt": _text(TITLE, "", DAY, url)},
    "first text line": lambda url: {"a.txt": _text(url, f"date {DAY}", TITLE)},
    "Reuters header": lambda url: {
        "a.txt": _text(f"-- {TITLE}", "-- By Ann Lee", "-- Fri Mar 3, 2023 2:20am EDT", f"-- {url}")
    },
    "YAML front matter": lambda url: {
        "a.md": _text("---", f"title: {TITLE}", f"date: {DAY}", f'url: "{url}"', "---")
        + f"\nSee [it]({url}) and <{url}>.\n"
    },
    "TOML front matter": lambda url: {
        "a.md": _text("+++", f'title = "{TITLE}"', f"date = {DAY}", f"link = '{url}'", "+++") + f"\n![lamp]({url})\n"
    },
    "RSS": lambda url: {
        "a.xml": f'<rss version="2.0"><channel><title>Gazette</title><link>{url}</link>'
        f"{_feed_item(url)}</channel></rss>"
    },
    "Atom": lambda url: {
        "a.xml": f'<feed xmlns="http://www.w3.org/2005/Atom"><id>{url}</id><link href="{url}"/>'
        f"<entry><title>{TITLE}</title>"
        f'<id>{url}</id><link href="{url}"/><published>{DAY}T14:30:00Z</published>'
        f'<author><name>Ann Lee</name><uri>{url}</uri></author>'
        f'<content type="html"><![CDATA[{html_body(url)}]]></content></entry></feed>'
    },
    "JSON feed": lambda url: {"a.json": _json_feed(url)},
    "WordPress": lambda url: {"a.xml": _wordpress(url)},
    "ninjs": lambda url: {"a.json": _ninjs(url)},
    "NITF": lambda url: {"a.xml": _nitf(url)},
    "NewsML-G2": lambda url: {"a.xml": _newsml(url)},
    "Ghost": lambda url: {"a.json": _ghost(url)},
    "Movable Type": lambda url: {"a.txt": _movable_type(url)},
    "mail": lambda url: {"a.eml": _mail(url)},
    "CSV": lambda url: {"a.csv": _table(url)},
    "JSON object": lambda url: {
        "a.json": json.dumps(
            {"title": TITLE, "date": DAY, "url": url, "source": url, "image": url, "text": html_body(url)}
        )
    },
    "Wallabag": lambda url: {
        "a.json": json.dumps(
            {"title": TITLE, "url": url, "origin_url": url, "is_archived": 1, "is_starred": 0, "preview_picture": url}
            | {"published_at": DAY, "content": html_body(url)}
        )
    },
    "Evernote": lambda url: {"a.enex": _evernote(url)},
}  # fmt: skip


def write_files(folder: Path, files: dict[str, str | bytes]) -> None:
    """Write a form's files into a folder."""
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def read_articles(folder: Path, options: Options | None = None) -> list[Article]:
    """Return the articles of all captures in a folder; fail if one of them is no article."""
    options = options or Options(repairs=False)
    articles = []
    for file in find_files([str(folder)]):
        for found in file_to_captures(file, options.limits, EntryDocuments()):
            assert isinstance(found, Capture), found
            articles.append(capture_to_article(found, options))
    return articles
