"""One table of dates, tested with every form of capture: the same words mean the same day in each form."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

import pytest

from capture_import.containers.capture import Capture
from capture_import.fields.rejection import Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.record import Article
from tests.capture_import.containers.builders import read

TABLE = Path(__file__).with_name("date_rows.tsv")
TITLE = "Zeno 4711"
# Invented words, so that they are evidence for no language.
TEXT = "Zeno, 4711: Xopal qorb zuntak Halverin vuq lertis. Xopal qorb zuntak Halverin vuq lertis."


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    language: str
    captured_at: datetime | None
    meaning: str
    is_declared: bool


def list_rows() -> list[Row]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, language, captured, meaning, place = line.split("\t")
            rows.append(
                Row(text, language, datetime.fromisoformat(captured) if captured else None, meaning, bool(place))
            )
    return rows


ROWS = list_rows()


def read_capture(body: str, name: str, row: Row) -> Article:
    return capture_to_article(
        Capture(name, body.encode(), captured_at=row.captured_at), Options(repairs=False, known_publishers=False)
    )


def read_entry(row: Row, tmp_path: Path, name: str, content: str) -> Article:
    sidecar = (
        {f"{name}.meta.json": json.dumps({"captured_at": row.captured_at.isoformat()}).encode()}
        if row.captured_at
        else {}
    )
    for path, body in sidecar.items():
        (tmp_path / path).write_bytes(body)
    [capture] = read(tmp_path, name, content.encode()).captures
    return capture_to_article(capture, Options(repairs=False))


def read_page(row: Row, head: str, below: str) -> Article:
    language = f' lang="{row.language}"' if row.language else ""
    body = "".join(f"<p>{TEXT}</p>" for _ in range(3))
    return read_capture(
        f"<!DOCTYPE html><html{language}><head><title>{TITLE}</title>{head}</head>"
        f"<body><article><h1>{TITLE}</h1>{below}{body}</article></body></html>",
        "page.html",
        row,
    )


def web_page(row: Row, tmp_path: Path) -> Article:
    return read_page(row, "", f'<p class="date">{escape(row.text)}</p>')


def declared_in_a_page(row: Row, tmp_path: Path) -> Article:
    return read_page(row, f'<meta property="article:published_time" content="{escape(row.text)}">', "")


def named_header(row: Row, tmp_path: Path) -> Article:
    language = f"Lang: {row.language}\n" if row.language else ""
    return read_capture(f"Title: {TITLE}\n{language}Date: {row.text}\n\n{TEXT}\n", "page.txt", row)


def line_of_a_text(row: Row, tmp_path: Path) -> Article:
    return read_capture(f"{TITLE}\n\nBy Ann Lee\n{row.text}\n\n{TEXT}\n", "page.txt", row)


def front_matter(row: Row, tmp_path: Path) -> Article:
    language = f"lang: {row.language}\n" if row.language else ""
    return read_capture(f'---\ntitle: {TITLE}\n{language}date: "{row.text}"\n---\n\n{TEXT}\n', "page.md", row)


def feed_entry(row: Row, tmp_path: Path) -> Article:
    language = f"<language>{row.language}</language>" if row.language else ""
    return read_entry(
        row,
        tmp_path,
        "feed.xml",
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Gazette</title>'
        f"{language}<item><title>{TITLE}</title>"
        f"<pubDate>{escape(row.text)}</pubDate><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item></channel></rss>",
    )


def json_feed_entry(row: Row, tmp_path: Path) -> Article:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "language": row.language,
        "items": [{"id": "1", "title": TITLE, "content_text": TEXT, "date_published": row.text}],
    }
    return read_entry(row, tmp_path, "feed.json", json.dumps(feed))


def ninjs_item(row: Row, tmp_path: Path) -> Article:
    item = {
        "uri": "urn:1",
        "type": "text",
        "firstcreated": row.text,
        "pubstatus": "usable",
        "language": row.language,
        "headlines": [{"role": "main", "value": TITLE}],
        "bodies": [{"contenttype": "text/plain", "value": TEXT}],
    }
    return read_entry(row, tmp_path, "item.json", json.dumps(item))


def wordpress_post(row: Row, tmp_path: Path) -> Article:
    language = f"<language>{row.language}</language>" if row.language else ""
    return read_entry(
        row,
        tmp_path,
        "export.xml",
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><title>Gazette</title>{language}<wp:wxr_version>1.2</wp:wxr_version><item><title>{TITLE}</title>"
        f"<content:encoded><![CDATA[{TEXT}]]></content:encoded><wp:post_date>{escape(row.text)}</wp:post_date>"
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>",
    )


def database_story(row: Row, tmp_path: Path) -> Article:
    head = f"HD\n{TITLE}\nWC\n14 words\nPD\n{row.text}\nSN\nGazette\nLA\n{row.language}\n"
    return read_entry(row, tmp_path, "export.txt", f"{head}LP\n{TEXT}\n\nAN\nDocument HALV0000020150804eb840001f\n")


def table_row(row: Row, tmp_path: Path) -> Article:
    lines = io.StringIO()
    csv.writer(lines).writerows([["title", "date", "language", "text"], [TITLE, row.text, row.language, TEXT]])
    return read_entry(row, tmp_path, "table.csv", lines.getvalue())


def json_object(row: Row, tmp_path: Path) -> Article:
    item = {"title": TITLE, "publish_date": row.text, "language": row.language, "text": TEXT}
    return read_entry(row, tmp_path, "article.json", json.dumps(item))


FORMS: tuple[Callable[[Row, Path], Article], ...] = (
    web_page,
    declared_in_a_page,
    named_header,
    line_of_a_text,
    front_matter,
    feed_entry,
    json_feed_entry,
    ninjs_item,
    wordpress_post,
    database_story,
    table_row,
    json_object,
)


def test_the_table_holds_a_row_of_every_kind():
    assert len(ROWS) > 100
    assert {row.meaning == "?" for row in ROWS} == {True, False}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.text}-{row.language}")
def test_a_date_means_the_same_in_every_form(form: Callable[[Row, Path], Article], row: Row, tmp_path: Path):
    if form is line_of_a_text and (row.is_declared or row.language):
        return  # a single line of text does not declare its language
    if form is web_page and row.is_declared and row.meaning != "?":
        return
    if row.meaning != "?":
        article = form(row, tmp_path)
        assert (article.title, article.date.isoformat()) == (TITLE, row.meaning)
        return
    words = " ".join(row.text.split())
    try:
        article = form(row, tmp_path)
    except Rejected as rejected:
        assert words in rejected.reason
    else:
        assert (article.date_basis, words in article.extra["Date_note"]) == ("captured", True)
