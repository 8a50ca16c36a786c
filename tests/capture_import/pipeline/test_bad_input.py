"""Bad input is rejected with a clear reason, or imported without its bad part; it affects no other capture."""

import json
from pathlib import Path

import pytest

from newsarchive.main import main
from tests.capture_import.cases import CASES, content_texts

LAMP = (CASES / "full-shape" / "captures" / "harbour-lamp.txt").read_text(encoding="utf-8")
PARAGRAPH = (
    "The harbour office lit the lamp on the north mole after two winters in which no boat "
    "could find the channel at night. "
)


def web_page(
    date: str = "2023-03-03T10:00:00Z",
    title: str = "Harbour lamp is lit",
    body: str = f"<p>{PARAGRAPH * 3}</p>",
    head: str = "",
) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'<meta property="article:published_time" content="{date}"></head><body><article>'
        f"<h1>{title}</h1>{body}</article></body></html>"
    )


REJECTED = {
    "50-mb.html": (web_page(body="<p>" + "x" * 50 * 1024 * 1024 + "</p>"), "too large"),
    "nul-bytes.txt": ("\x00" * 500 + "words", "binary"),
    "no-such-date.html": (web_page(date="0000-00-00"), "no date"),
    "year-9999.html": (web_page(date="9999-12-31T00:00:00Z"), "no date"),
    "feb-30.html": (web_page(date="2023-02-30"), "no date"),
    "no-such-date.txt": (" date 0000-00-00\n" + LAMP.replace("2023", "last year"), "no date"),
    "year-9999.txt": (" date 9999-12-31\n" + LAMP.replace("2023", "last year"), "no date"),
    "feb-30.txt": (" date 2023-02-30\n" + LAMP.replace("2023", "last year"), "no date"),
    "year-9999-header.txt": (
        "-- Lamp\n-- \n-- Fri Dec 31, 9999 1:00pm EST\n-- http://x.example/a\n\nText is here.\n",
        "no date",
    ),
}
IMPORTED = {
    "deep.html": web_page(body="<div>" * 5000 + f"<p>{PARAGRAPH * 3}</p>" + "</div>" * 5000),
    "unclosed.html": web_page(body=f"<p>{PARAGRAPH * 3}" + "<b><i>" * 3000),
    "newline-in-headline.html": web_page(title="Harbour lamp\n   is\tlit"),
    "nul-in-text.txt": LAMP.replace("lamp", "la\x00mp"),
    "wrong-charset.html": web_page(head='<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
    "credentials.txt": "https://clara:secret@halverin.example/lamp\n" + LAMP,
    "credentials.html": web_page(head='<link rel="canonical" href="https://clara:secret@halverin.example/lamp">'),
}

LONG = "9" * 5000
ENTRY = {"uri": "urn:x:1", "headline": "Harbour lamp is lit", "versioncreated": "2023-03-03T10:00:00Z"}
LONG_NUMBERS = {
    "linked-data.html": web_page(
        head=f'<script type="application/ld+json">{{"@type": "NewsArticle", "wordCount": {LONG}, '
        '"author": {"@type": "Person", "name": "Clara Voss"}}</script>'
    ),
    "image-width.html": web_page(body=f'<p>{PARAGRAPH * 3}</p><img src="lamp.jpg" width="{LONG}" height="²">'),
    "feed.json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Halverin",
            "items": [
                {
                    "id": "LONG",
                    "title": "Harbour lamp is lit",
                    "date_published": "2023-03-03T10:00:00Z",
                    "content_text": PARAGRAPH * 3,
                }
            ],
        }
    ).replace('"LONG"', LONG),
    "ninjs.json": json.dumps({**ENTRY, "body_text": PARAGRAPH * 3, "charcount": "LONG"}).replace('"LONG"', LONG),
    "infinite.json": json.dumps(
        {**ENTRY, "firstcreated": "2023-03-03T10:00:00Z", "versioncreated": "BIG", "body_text": PARAGRAPH * 3}
    ).replace('"BIG"', "1e999"),
    "toml.txt": f'+++\ntitle = "Harbour lamp is lit"\ndate = 2023-03-03\nviews = {LONG}\n+++\n\n{PARAGRAPH * 3}\n',
}


def run(name: str, text: str, tmp_path: Path) -> tuple[dict[str, str | None], dict[str, str]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    content, report = tmp_path / "content", tmp_path / "report.jsonl"
    main(["import", str(tmp_path / name), "--content", str(content), "--report", str(report), "--workers", "1"])
    (line,) = report.read_text(encoding="utf-8").splitlines()
    return json.loads(line), content_texts(content)


@pytest.mark.parametrize("name", REJECTED)
def test_rejected(name: str, tmp_path: Path) -> None:
    text, reason = REJECTED[name]
    line, texts = run(name, text, tmp_path)
    assert (line["status"], texts) == ("rejected", {})
    assert reason in (line["reason"] or "")


@pytest.mark.parametrize("name", IMPORTED)
def test_imported_without_what_is_bad(name: str, tmp_path: Path) -> None:
    line, texts = run(name, IMPORTED[name], tmp_path)
    assert line["status"] == "imported", line["reason"]
    (text,) = texts.values()
    assert text.startswith("Title: Harbour lamp is lit")
    assert "\x00" not in text
    assert "secret" not in text
    assert "Date: 2023-03-03" in text


def test_credentials_are_stored_nowhere(tmp_path: Path) -> None:
    run("credentials.txt", IMPORTED["credentials.txt"], tmp_path)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file())
    assert b"halverin.example" in kept
    assert b"secret" not in kept


@pytest.mark.parametrize("name", LONG_NUMBERS)
def test_a_number_too_long_for_python_is_left_out(name: str, tmp_path: Path) -> None:
    line, texts = run(name, LONG_NUMBERS[name], tmp_path)
    assert line["status"] == "imported", line["reason"]
    (text,) = texts.values()
    assert text.startswith("Title: Harbour lamp is lit") and "Date: 2023-03-03" in text
    assert LONG not in text
    assert ("Clara Voss" in text) == (name == "linked-data.html")


def test_a_sidecar_with_a_number_too_long_for_python_is_read(tmp_path: Path) -> None:
    (tmp_path / "lamp.html.meta.json").write_text(f'{{"url": "https://halverin.example/lamp", "bytes": {LONG}}}')
    line, texts = run("lamp.html", web_page(), tmp_path)
    assert line["status"] == "imported", line["reason"]
    assert "Source_url: https://halverin.example/lamp" in "".join(texts.values())


@pytest.mark.parametrize("title", ["\ufeff", "\u200b\u200b", "\x7f\x81", "\u00ad", "\ue000"], ids=ascii)
@pytest.mark.parametrize("form", ["page.html", "text.md", "feed.json"])
def test_a_headline_without_visible_characters_is_none(title: str, form: str, tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "items": [{"id": "1", "title": title, "content_text": PARAGRAPH * 3, "date_published": "2023-03-03"}],
    }
    texts = {
        "page.html": web_page(title=title),
        "text.md": f'---\ntitle: "{title}"\ndate: 2023-03-03\n---\n\n{PARAGRAPH * 3}\n',
        "feed.json": json.dumps(feed),
    }
    (tmp_path / form).write_text(texts[form], encoding="utf-8")
    report = tmp_path / "report.jsonl"
    call = ["import", str(tmp_path / form), "--content", str(tmp_path / "content"), "--report", str(report)]
    assert main(call) == 1
    row = json.loads(report.read_text(encoding="utf-8"))
    assert row["status"] == "rejected" and "no headline" in row["reason"], row
    assert not content_texts(tmp_path / "content")
