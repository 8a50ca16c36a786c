"""One table of bylines, tested with every form of capture: the same words name the same people in each form."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from capture_import.fields.names import split_byline
from tests.capture_import.story_forms import CLOSING, DAY, SENTENCE, TITLE, read_articles, write_files

TABLE = Path(__file__).with_name("byline_rows.tsv")
BODY = f"<p>{SENTENCE}</p><p>{CLOSING}</p>"


def list_rows() -> dict[str, tuple[str, ...]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = dict(line.split("\t") for line in lines)
    return {byline: tuple(names.split(" + ")) if names != "-" else () for byline, names in rows.items()}


def web_page(head: str, byline: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><title>{TITLE}</title><meta property="article:published_time" content="{DAY}">'
        f"{head}</head><body><article><h1>{TITLE}</h1>{byline}{BODY}</article></body></html>"
    )


def linked(byline: str) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": byline}}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def front_matter(authors: str, mark: str = "---", sign: str = ":") -> str:
    return f'{mark}\ntitle{sign} "{TITLE}"\ndate{sign} {DAY}\n{authors}\n{mark}\n\n{SENTENCE}\n'


# Functions from a byline to a file's name and text.
FORMS: dict[str, Callable[[str], tuple[str, str]]] = {
    "metadata": lambda byline: ("a.html", web_page(f'<meta name="author" content="{escape(byline)}">', "")),
    "linked data": lambda byline: ("a.html", web_page(linked(byline), "")),
    "element": lambda byline: ("a.html", web_page("", f'<p class="byline">{escape(byline)}</p>')),
    "text header": lambda byline: ("a.txt", f"Title: {TITLE}\nDate: {DAY}\nAuthor: {byline}\n\n{SENTENCE} {CLOSING}\n"),
    "feed creator": lambda byline: (
        "a.xml",
        (
            '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Gazette</title><item>'
            f"<title>{TITLE}</title><pubDate>Fri, 03 Mar 2023 14:30:00 GMT</pubDate>"
            f"<dc:creator>{escape(byline)}</dc:creator>"
            f"<description>{escape(BODY)}</description></item></channel></rss>"
        ),
    ),
    "feed author": lambda byline: (
        "a.xml",
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry>'
            f"<title>{TITLE}</title><published>{DAY}T14:30:00Z</published><author><name>{escape(byline)}</name></author>"
            f'<content type="html">{escape(BODY)}</content></entry></feed>'
        ),
    ),
    "JSON feed": lambda byline: (
        "a.json",
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Gazette",
                "items": [
                    {
                        "id": "1",
                        "title": TITLE,
                        "date_published": f"{DAY}T14:30:00Z",
                        "content_html": BODY,
                        "authors": [{"name": byline}],
                    }
                ],
            }
        ),
    ),
    "WordPress item": lambda byline: (
        "a.xml",
        (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
            "<channel><title>Gazette</title><wp:author><wp:author_login>ann7</wp:author_login>"
            f"<wp:author_display_name><![CDATA[{escape(byline)}]]></wp:author_display_name></wp:author>"
            f"<item><title>{TITLE}</title><dc:creator>ann7</dc:creator><content:encoded><![CDATA[{BODY}]]></content:encoded>"
            f"<wp:post_date>{DAY} 14:30:00</wp:post_date><wp:post_type>post</wp:post_type>"
            "<wp:status>publish</wp:status></item></channel></rss>"
        ),
    ),
    "ninjs item": lambda byline: (
        "a.json",
        json.dumps(
            {
                "uri": "urn:1",
                "type": "text",
                "headline": TITLE,
                "versioncreated": f"{DAY}T14:30:00Z",
                "body_html": BODY,
                "byline": byline,
            }
        ),
    ),
    "front matter": lambda byline: ("a.md", front_matter(f"author: {quoted(byline)}")),
    "list in front matter": lambda byline: ("a.md", front_matter(f"authors:\n  - {quoted(byline)}")),
    "maps in front matter": lambda byline: ("a.md", front_matter(f"authors:\n- name: {quoted(byline)}\n  url: /ann")),
    "map in front matter": lambda byline: ("a.md", front_matter(f"author:\n  name: {quoted(byline)}\n  url: /ann")),
    "export of a database": lambda byline: (
        "a.txt",
        (
            f"1 of 1 DOCUMENT\n\nGazette\n\nMarch 3, 2023\n\n{TITLE}\n\nBYLINE: {byline}\n\nLENGTH: 30 words\n\n"
            f"{SENTENCE} {CLOSING}\n\nLOAD-DATE: March 4, 2023\n"
        ),
    ),
    "row of a table": lambda byline: (
        "a.csv",
        f'title,date,author,text\n{TITLE},{DAY},"{byline.replace(chr(34), chr(34) * 2)}","{SENTENCE} {CLOSING}"\n',
    ),
    "JSON object": lambda byline: (
        "a.json",
        json.dumps({"title": TITLE, "date_publish": DAY, "authors": [byline], "maintext": f"{SENTENCE} {CLOSING}"}),
    ),
    "Evernote note": lambda byline: (
        "a.enex",
        (
            f"<en-export><note><title>{TITLE}</title><created>20230303T143000Z</created><note-attributes>"
            f"<author>{escape(byline)}</author></note-attributes><content><![CDATA[<en-note>{BODY}</en-note>]]></content>"
            "</note></en-export>"
        ),
    ),
    "TOML": lambda byline: ("a.md", front_matter(f"authors = [{{name = {quoted(byline)}}}]", mark="+++", sign=" =")),
}
ROWS = list_rows()


@pytest.mark.parametrize("byline", ROWS)
def test_a_byline(byline: str):
    assert tuple(split_byline(byline)) == ROWS[byline]


@pytest.mark.parametrize("byline", ROWS)
@pytest.mark.parametrize("form", FORMS)
def test_a_byline_in_a_form(tmp_path: Path, form: str, byline: str):
    name, text = FORMS[form](byline)
    write_files(tmp_path, {name: text})
    (article,) = read_articles(tmp_path)
    assert article.authors == ROWS[byline]
