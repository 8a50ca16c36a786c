"""Puts a payload into every field of every form: articles written by hand, and captures to import. All are invented."""

import html
import json
from collections.abc import Sequence
from pathlib import Path

MARK = "zebrafish"
LINES = (
    "summary",
    "dateline",
    "publisher",
    "source_url",
    "captured",
    "views",
    "date_basis",
    "date_note",
    "lang",
    "repairs",
    "versions",
)
SENTENCES = (
    "The {kind} of number {number} was lit on the north mole of Halverin at dusk, "
    "and {count} boats came to see it from the sea."
)


def write_articles(content: Path, payloads: Sequence[str]) -> None:
    """Write an article for each payload, with it in every key of the front matter and every construct of Markdown."""
    for number, payload in enumerate(payloads):
        line = to_line(payload)
        keys = dict.fromkeys(LINES, line) | {
            "title": f"{line} {MARK}",
            "date": f"2024-05-{number % 28 + 1:02}",
            "slug": f"hand-{number}",
            "category": line,
            "sections": f"{line}; Town",
            "tags": f"{line}; Tag {line}",
            "tag_slugs": f"{line}=Tag {line}",
            "authors": line,
            "revisions": f"{line}; {line}",
            "images": json.dumps(
                [{"src": line, "caption": line}, {"src": f"https://x.example/{line}", "caption": line, "credit": line}]
            ),
        }
        body = (
            f"{payload}\n\n# {line}\n\n- {line}\n\n1. {line}\n\n> {line}\n>\n> \\- {line}\n\n"
            f"*{line}* **{line}** `{line}`\n\n"
            f"[{line}](https://x.example/) [a]({line}) [a](<{line}>) "
            f'[a](https://x.example/{line} "{line}") ![{line}]({line})\n'
            f"![a](https://x.example/{line}) <{line}> <https://x.example/{line}> [a][r] [{line}]\n\n"
            f"| {line} | x |\n| --- | ---: |\n| {line} | [a]({line}) |\n\n    {line}\n\n```{line}\n{payload}\n```\n\n"
            f'[r]: {line} "{line}"\n'
        )
        matter = "".join(f"{key.capitalize()}: {value}\n" for key, value in keys.items())
        (content / f"hand-{number}.md").write_bytes(f"{matter}\n{body}".encode())


def write_captures(folder: Path, payloads: Sequence[str]) -> None:
    """Write web pages, plain texts, Markdown, a feed and a WordPress export, each with one story for each payload."""
    entries, items = [], []
    for number, payload in enumerate(payloads):
        line, text = to_line(payload), html.escape(payload)
        words = [
            SENTENCES.format(kind=kind, number=number, count=number + more)
            for kind, more in (("lamp", 3), ("lantern", 40))
        ]
        (folder / f"web-{number}.html").write_bytes(web_page(number, payload, words).encode())
        header = f"Date: 2024-06-{number % 28 + 1:02}\nAuthor: {line}\nTags: {line}\n"
        plain = f"Title: Text {number} {line}\n{header}\n{words[0]} {line}\n\n{line}\n\n{words[1]}\n"
        (folder / f"text-{number}.txt").write_bytes(plain.encode())
        clip = (
            f"---\ntitle: {json.dumps(f'Clip {number} {line}')}\ndate: 2024-06-{number % 28 + 1:02}\n"
            f"author: {json.dumps(line)}\n---\n\n"
            f"{words[0]}\n\n{payload}\n\n[a]({line}) ![{line}]({line})\n\n{words[1]}\n"
        )
        (folder / f"clip-{number}.md").write_bytes(clip.encode())
        markup = (
            f'<p>{words[0]}</p>{payload}<p>{text} <a href="{text}">a</a> <img src="{text}" alt="{text}"></p>'
            f"<p>{words[1]}</p>"
        )
        entries.append(
            f"<entry><id>tag:x.example,2024:{number}</id><title>Feed {number} {html.escape(line)}</title>"
            f'<link href="https://x.example/feed/{number}"/>'
            f"<published>2024-07-{number % 28 + 1:02}T00:00:00Z</published><author><name>{html.escape(line)}</name>"
            f'</author><category term="{html.escape(line)}"/>'
            f'<summary>{html.escape(line)}</summary><content type="html">{html.escape(markup)}</content></entry>'
        )
        items.append(
            f"<item><title>Press {number} {html.escape(line)}</title><link>https://x.example/press/{number}</link>"
            f"<dc:creator>{html.escape(line)}</dc:creator>"
            f'<category domain="post_tag" nicename="{html.escape(line)}">{html.escape(line)}</category>'
            f"<content:encoded>{html.escape(markup)}</content:encoded>"
            f"<wp:post_date>2024-08-{number % 28 + 1:02} 10:00:00</wp:post_date><wp:status>publish</wp:status>"
            "<wp:post_type>post</wp:post_type></item>"
        )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Halverin</title>{"".join(entries)}</feed>'
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    export = (
        f'<rss version="2.0" {spaces}><channel><title>Halverin</title><wp:wxr_version>1.2</wp:wxr_version>'
        f"{''.join(items)}</channel></rss>"
    )
    (folder / "feed.xml").write_bytes(to_xml(feed).encode())
    (folder / "export.xml").write_bytes(to_xml(export).encode())


def web_page(number: int, payload: str, words: Sequence[str]) -> str:
    """Return a page with the payload as markup and as words, in its head, its metadata and its text."""
    line, text = to_line(payload), html.escape(payload)
    data = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": f"Web {number} {line}",
            "author": {"name": line},
            "articleSection": line,
            "keywords": [line],
            "image": line,
        }
    ).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang=en><head><title>Web {number} {text}</title><meta name=author content="{text}">'
        f'<meta name=description content="{text}">'
        f'<meta property="article:published_time" content="2024-06-{number % 28 + 1:02}">'
        f'<meta property="article:tag" content="{text}">'
        f'<link rel=canonical href="https://x.example/web/{number}"><script type="application/ld+json">{data}</script>'
        "</head><body><main><article>"
        f"<h1>Web {number} {text}</h1><p class=byline>By {text}</p><p>{words[0]} {text}</p><p>{payload}</p>"
        f'<p><a href="{text}">{text}</a></p>'
        f'<figure><img src="{text}" alt="{text}"><figcaption>{text}</figcaption></figure><table><tr><td>{text}</td>'
        f"<td>x</td></tr></table><p>{words[1]}</p></article></main></body></html>"
    )


def to_line(payload: str) -> str:
    """Return a payload as one line."""
    return " ".join(payload.split("\n"))


def to_xml(text: str) -> str:
    """Return text without the characters that XML 1.0 forbids."""
    return text.replace("\0", "")
