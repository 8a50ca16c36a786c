"""One table of URLs and one of encodings, asked of every form of input: the answer is the same."""

import json
import re
from collections.abc import Callable

import pytest

from capture_import.fields.encodings import find_codec
from tests.capture_import.fields.encoded_texts import TEXTS
from tests.capture_import.fields.test_urls import CLEAN
from tests.capture_import.story_forms import CLOSING, SENTENCE, read_articles, write_files

TITLE = "Lamp 7"
DAY = "2023-03-03"

# A story's title, text and URL to a file's name and text.
FORMS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "web page": lambda text, url: (
        "a.html",
        (
            f'<html><head><title>{TITLE}</title><meta property="og:type" content="article">'
            f'<link rel="canonical" href="{url}"><meta property="article:published_time" content="{DAY}">'
            f"</head><body><article><h1>{TITLE}</h1><p>{text}</p></article></body></html>"
        ),
    ),
    "plain text": lambda text, url: ("a.txt", f"{TITLE}\n\n{DAY}\n{url}\n\n{text}\n"),
    "feed entry": lambda text, url: (
        "a.xml",
        (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>'
            f"<item><title>{TITLE}</title><link>{url.replace('&', '&amp;')}</link>"
            "<pubDate>Fri, 03 Mar 2023 14:30:00 GMT</pubDate>"
            f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item></channel></rss>"
        ),
    ),
    "WordPress item": lambda text, url: (
        "a.xml",
        (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Gazette</title>'
            f"<item><title>{TITLE}</title><link>{url.replace('&', '&amp;')}</link>"
            f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded><wp:post_date>{DAY} 14:30:00</wp:post_date>"
            "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item></channel></rss>"
        ),
    ),
    "ninjs item": lambda text, url: (
        "a.json",
        json.dumps(
            {
                "uri": url,
                "type": "text",
                "headline": TITLE,
                "versioncreated": f"{DAY}T14:30:00Z",
                "body_html": f"<p>{text}</p>",
            },
            ensure_ascii=False,
        ),
    ),
    "front matter": lambda text, url: ("a.md", f'---\ntitle: "{TITLE}"\ndate: {DAY}\nurl: "{url}"\n---\n\n{text}\n'),
}  # fmt: skip
ENCODED = [(language, encoding) for language, (_, encodings) in TEXTS.items() for encoding in encodings]


@pytest.mark.parametrize(("url", "clean"), CLEAN)
@pytest.mark.parametrize("form", FORMS)
def test_url(tmp_path, form, url, clean):
    name, text = FORMS[form](f"{SENTENCE} {CLOSING}", url)
    write_files(tmp_path, {name: text})
    (article,) = read_articles(tmp_path)
    assert article.source_url == clean


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
@pytest.mark.parametrize("form", FORMS)
def test_encoding(tmp_path, form, language, encoding):
    text = f"{TEXTS[language][0]} {TEXTS[language][0]}"
    name, file = FORMS[form](text, "https://halverin.example/lamp")
    write_files(tmp_path, {name: file.encode(find_codec(encoding))})
    (article,) = read_articles(tmp_path)
    assert (article.title, article.source_url) == (TITLE, "https://halverin.example/lamp")
    assert re.sub(r"[\\\s]", "", article.body) == re.sub(r"\s", "", text)
