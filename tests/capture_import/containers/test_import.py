"""Containers imported by the command: every capture is reported, a second import changes nothing."""

import json

import pytest

from newsarchive.main import main
from tests.capture_import.archive.test_pictures import draw
from tests.capture_import.containers.builders import gzip_records, http, make_tar, make_zip, page, record
from tests.capture_import.forms.entries.test_feeds import RSS

STATUSES = {"imported", "unchanged", "duplicate", "revision", "rejected"}


def run(tmp_path, inbox, capsys):
    code = main(
        [
            "import",
            str(inbox),
            "--content",
            str(tmp_path / "content"),
            "--report",
            str(tmp_path / "report.jsonl"),
            "--workers",
            "1",
            "--date",
            "2023-03-05",
        ]
    )
    rows = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert {row["status"] for row in rows} <= STATUSES
    return code, rows, capsys.readouterr().out.splitlines()[-1]


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def test_a_feed_is_imported_once(tmp_path, inbox, capsys):
    (inbox / "feed.xml").write_text(RSS)
    code, rows, last = run(tmp_path, inbox, capsys)
    assert (code, last) == (1, "4 captures: 2 imported, 2 rejected")
    article = next((tmp_path / "content" / "2023" / "03" / "03").glob("lamp-*.md")).read_text()
    assert "Source_url: https://gazette.example/2023/03/03/lamp\n" in article and "secret" not in article
    (inbox / "feed-again.xml").write_text(
        RSS.replace("https://gazette.example/</link>", "https://gazette.example</link>")
    )
    code, rows, last = run(tmp_path, inbox, capsys)
    assert last == "8 captures: 2 unchanged, 2 duplicate, 4 rejected"
    assert "secret" not in json.dumps(rows)


def test_skipped_parts_are_counted_and_are_no_failure(tmp_path, inbox, capsys):
    entry = RSS[RSS.index("<item>") : RSS.index("</item>\n") + 7]
    feed = RSS[: RSS.index("<item>")] + entry + "</channel></rss>"
    records = [record(http(draw("red"), "image/png")), record(http(feed.encode(), "application/rss+xml"))]
    (inbox / "crawl.warc.gz").write_bytes(gzip_records(records))
    code, rows, last = run(tmp_path, inbox, capsys)
    assert (code, last) == (
        0,
        "1 capture: 1 imported (skipped as no captures of pages: 1 pictures that no article shows)",
    )
    assert rows[0]["source"].endswith("crawl.warc.gz#2 gazette.example/2023/03/03/lamp#1")


def test_one_page_in_many_containers_is_one_article(tmp_path, inbox, capsys):
    feed = RSS[: RSS.index("</item>\n")] + "</item></channel></rss>"
    (inbox / "a.xml").write_text(feed)
    (inbox / "b.zip").write_bytes(make_zip([("feed.xml", feed.encode())]))
    (inbox / "c.tar.gz").write_bytes(make_tar([("in/feed.xml", feed.encode())], "w:gz"))
    assert run(tmp_path, inbox, capsys)[2] == "3 captures: 1 imported, 2 duplicate"
    assert run(tmp_path, inbox, capsys)[2] == "3 captures: 1 unchanged, 2 duplicate"


def test_a_page_is_imported_again_when_its_sidecar_is_corrected(tmp_path, inbox, capsys):
    (inbox / "lamp.html").write_bytes(page())
    (inbox / "lamp.html.meta.json").write_text("{")
    code, rows, _ = run(tmp_path, inbox, capsys)
    assert code == 1 and "its sidecar lamp.html.meta.json is no JSON" in rows[0]["reason"]
    assert len(rows) == 1
    (inbox / "lamp.html.meta.json").write_text('{"url": "https://gazette.example/lamp"}')
    assert "sidecar" not in (run(tmp_path, inbox, capsys)[1][0]["reason"] or "")


def test_pages_of_a_warc_keep_what_the_record_knows(tmp_path, inbox, capsys):
    """A page whose header declares the wrong charset, and a page with NUL bytes, are read correctly."""
    words = (
        "Доглядач Йонас Арвел увечері засвітив ліхтар на північному молі Гальверина, і його світло "
        "знову бачать у морі. "
    ) * 4
    cyrillic = (
        '<html lang="uk"><head><title>Ліхтар горить</title></head><body>'
        f"<h1>Ліхтар горить</h1><p>{words}</p></body></html>"
    ).encode("windows-1251")
    records = [
        record(http(cyrillic, "text/html; charset=utf-8"), "https://me:secret@gazette.example/2023/03/03/likhtar"),
        record(http(page(2).replace(b"Keeper", b"Kee\0per")), "https://gazette.example/2023/03/03/lamp"),
    ]
    (inbox / "crawl.warc.gz").write_bytes(gzip_records(records))
    code, rows, last = run(tmp_path, inbox, capsys)
    assert (code, last) == (0, "2 captures: 2 imported")
    texts = [(tmp_path / "content" / row["article"]).read_text(encoding="utf-8") for row in rows]
    assert "Title: Ліхтар горить" in texts[0] and "Source_url: https://gazette.example/2023/03/03/likhtar\n" in texts[0]
    assert "Title: Lamp 2 is lit" in texts[1] and "Keeper Jonas Arvel" in texts[1]
    assert all("Captured: 2023-03-04" in text for text in texts)
    assert "secret" not in "".join(texts) + json.dumps(rows)


def test_a_warc_and_its_pages_as_loose_files_are_the_same_articles(tmp_path, inbox, capsys):
    (inbox / "crawl.warc").write_bytes(record(http(page(2), "text/html"), "https://gazette.example/2023/03/03/lamp"))
    (inbox / "lamp.html").write_bytes(page(2))
    (inbox / "lamp.html.meta.json").write_text(
        '{"url": "https://gazette.example/2023/03/03/lamp", "captured_at": "2023-03-04T05:06:07Z"}'
    )
    assert run(tmp_path, inbox, capsys)[2] == "2 captures: 1 imported, 1 duplicate"
    assert run(tmp_path, inbox, capsys)[2] == "2 captures: 1 unchanged, 1 duplicate"


ORIGINAL = record(http(page()), headers=["WARC-Record-ID: <urn:uuid:1>", "WARC-Payload-Digest: sha1:ABC"])


def revisit(*headers, url="https://gazette.example/2023/03/03/lamp"):
    return record(http(b""), url, "revisit", headers)


MEANING = {
    "its identity": ["WARC-Refers-To: <urn:uuid:1>"],
    "its address and time": [
        "WARC-Refers-To-Target-URI: https://gazette.example/2023/03/03/lamp",
        "WARC-Refers-To-Date: 2023-03-04T05:06:07Z",
    ],
    "its digest": ["WARC-Payload-Digest: sha1:ABC"],
}


@pytest.mark.parametrize("name", MEANING)
@pytest.mark.parametrize("places", [("a.warc", "a.warc"), ("a.warc", "b.warc"), ("b.warc", "a.warc")])
def test_a_revisit_is_a_duplicate_of_the_capture_that_it_refers_to(tmp_path, inbox, capsys, name, places):
    """The capture may stand before the revisit, in another file, or in a file that is read later."""
    for file, one in zip(
        places, (ORIGINAL, revisit(*MEANING[name], url="https://gazette.example/elsewhere")), strict=True
    ):
        with open(inbox / file, "ab") as warc:
            warc.write(one)
    code, rows, last = run(tmp_path, inbox, capsys)
    assert (code, last) == (0, "2 captures: 1 imported, 1 duplicate")
    (seen_again,) = [row for row in rows if row["status"] == "duplicate"]
    assert seen_again["reason"].startswith(
        "a revisit: seen again, as it was, at 2023-03-04T05:06:07+00:00; the same bytes as "
    )
    _, rows, last = run(tmp_path, inbox, capsys)
    assert last == "2 captures: 1 unchanged, 1 duplicate"
    assert seen_again in rows


def test_a_revisit_of_an_archived_capture_is_a_duplicate(tmp_path, inbox, capsys):
    (inbox / "a.warc").write_bytes(ORIGINAL)
    run(tmp_path, inbox, capsys)
    (inbox / "a.warc").unlink()
    (inbox / "b.warc").write_bytes(revisit(*MEANING["its digest"]))
    assert run(tmp_path, inbox, capsys)[:1] == (0,)


def test_a_revisit_of_an_unknown_capture_is_rejected_until_the_capture_is_known(tmp_path, inbox, capsys):
    (inbox / "b.warc").write_bytes(revisit(*MEANING["its identity"], "WARC-Refers-To-Date: 2023-03-01T00:00:00Z"))
    for _ in range(2):
        code, rows, last = run(tmp_path, inbox, capsys)
        assert (code, last) == (1, "1 capture: 1 rejected")
        assert rows[0]["reason"] == (
            "a revisit, which has no bytes of its own, of https://gazette.example/2023/03/03/lamp "
            "saved at 2023-03-01T00:00:00Z, "
            "whose record is not in this import nor in an earlier one"
        )
    (inbox / "c.warc").write_bytes(ORIGINAL)
    assert run(tmp_path, inbox, capsys)[2] == "2 captures: 1 imported, 1 duplicate"


def test_a_revisit_of_a_page_that_is_no_article_is_no_article(tmp_path, inbox, capsys):
    wall = b"<html><head><title>404 Not Found</title></head><body><p>There is no such page.</p></body></html>"
    (inbox / "a.warc").write_bytes(record(http(wall), headers=["WARC-Record-ID: <urn:uuid:1>"]))
    (inbox / "b.warc").write_bytes(revisit(*MEANING["its identity"]))
    for _ in range(2):
        code, rows, last = run(tmp_path, inbox, capsys)
        assert (code, last) == (0, "2 captures: 2 rejected; no articles among them: 2 page that was not found")
        assert rows[1]["reason"] == (
            "no article (page that was not found): a revisit of https://gazette.example/2023/03/03/lamp, which is none"
        )


def test_a_revisit_of_a_rejected_capture_is_rejected(tmp_path, inbox, capsys):
    (inbox / "a.warc").write_bytes(
        record(http(b"<html><p>x</p></html>"), headers=["WARC-Record-ID: <urn:uuid:1>"])
        + revisit(*MEANING["its identity"])
    )
    _, rows, last = run(tmp_path, inbox, capsys)
    assert last == "2 captures: 2 rejected"
    assert rows[1]["reason"].endswith(", which was rejected")
