"""Loose files: sidecars, comments that browsers write, files that belong to a page, pages that are too large."""

import errno
import io
import json
import os
import zipfile

import pytest

from capture_import.containers import folder as folder_module
from capture_import.containers.capture import Capture, OutOfReach, Unreadable
from capture_import.containers.folder import file_to_captures, find_files, mark_file
from capture_import.containers.limits import Limits
from capture_import.containers.page_comments import page_to_metadata
from capture_import.containers.streams import WatchedFile
from capture_import.forms.documents import EntryDocuments
from tests.capture_import.containers.builders import (
    ReadContainer,
    gzip_records,
    make_tar,
    make_zip,
    page,
    pages_warc,
    read,
)

PAGE = page()


def test_a_page_with_its_sidecar(tmp_path):
    (tmp_path / "lamp.html.meta.json").write_text(
        json.dumps(
            {
                "url": "https://me:secret@gazette.example/lamp#top",
                "captured_at": "2023-03-04T05:06:07+02:00",
                "charset": "UTF-8",
            }
        )
    )
    found = read(tmp_path, "lamp.html", PAGE)
    capture = found.captures[0]
    assert (capture.url, capture.captured_at.isoformat(), capture.charset) == (
        "https://gazette.example/lamp",
        "2023-03-04T05:06:07+02:00",
        "utf-8",
    )
    assert "secret" not in repr(found.all)
    assert ReadContainer(tmp_path / "lamp.html.meta.json", Limits()).all == []


@pytest.mark.parametrize(
    "sidecar, reason",
    [
        (b"{", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b"[" * 5000, "is no JSON"),
        (b"[]", "is no JSON object"),
        (b"{}", "holds neither url nor captured_at"),
        (b'{"url": 1}', "has a url that is no text"),
        (b'{"url": "ftp://gazette.example/"}', "has a url that is no web address"),
        (b'{"captured_at": "yesterday"}', "has a captured_at that is no time"),
        (b'{"captured_at": "0000-00-00T00:00:00Z"}', "has a captured_at that is no time"),
        (b'{"captured_at": "9999-12-31T23:59:59-12:00"}', "has a captured_at that is no time"),
        (b'{"url": "' + b"x" * 100_000 + b'"}', "is larger than"),
    ],
)
def test_a_bad_sidecar_is_reported_with_the_reason(tmp_path, sidecar, reason):
    (tmp_path / "lamp.meta.json").write_bytes(sidecar)
    found = read(tmp_path, "lamp.html", PAGE)
    assert not found.captures
    assert found.rejected[""].startswith(f"its sidecar lamp.meta.json {reason}")


def test_a_sidecar_without_its_page(tmp_path):
    found = read(tmp_path, "gone.html.meta.json", b"{}")
    assert found.rejected == {"": "a sidecar without the page that it is named for"}


def test_a_capture_is_read_again_when_its_sidecar_changes(tmp_path):
    (tmp_path / "lamp.html").write_bytes(PAGE)
    alone = mark_file(str(tmp_path / "lamp.html"))
    (tmp_path / "lamp.html.meta.json").write_text("{")
    assert mark_file(str(tmp_path / "lamp.html")) != alone
    assert mark_file(str(tmp_path / "gone.html")) is None


def test_files_that_belong_to_a_page_are_skipped(tmp_path):
    folder = tmp_path / "The lamp_files"
    folder.mkdir()
    (folder / "lamp.png").write_bytes(b"\x89PNG")
    (tmp_path / "lamp.png").write_bytes(b"\x89PNG")
    assert ReadContainer(folder / "lamp.png", Limits()).skipped == {"files that a browser saved beside a page": 1}
    assert len(ReadContainer(tmp_path / "lamp.png", Limits()).captures) == 1
    assert len(list(find_files([str(tmp_path)]))) == 2


def test_a_folder_that_can_not_be_listed_is_named(tmp_path, refuse_listing):
    for name in ("2023/a.html", "2024/b.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(PAGE)
    refuse_listing("2024")
    found = list(find_files([str(tmp_path)]))
    assert found == [str(tmp_path / "2023/a.html"), str(tmp_path / "2024")]
    (item,) = file_to_captures(found[1], Limits(), EntryDocuments())
    assert item == OutOfReach(found[1], "the folder can't be listed: Permission denied")


MAIL = b"From ann@gazette.example Fri Mar  3 10:00:00 2023\nFrom: ann@gazette.example\nSubject: Lamp %d\n\n%s\n\n"


def fail_behind(count):
    """Return a disk on which a file can be read up to so many bytes."""

    class FailingDisk(io.FileIO):
        def readinto(self, buffer):
            if self.tell() >= count:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().readinto(buffer)

    return FailingDisk


@pytest.mark.parametrize(
    "name, data",
    [
        ("lamp.html", b"<p>" + b"x" * 300_000),
        ("lamps.warc", b"".join(pages_warc(400))),
        ("lamps.warc.gz", gzip_records(pages_warc(4000))),
        ("lamps.zip", make_zip([("lamp.html", b"x" * 300_000)], zipfile.ZIP_STORED)),
        ("lamps.mbox", b"".join(MAIL % (number, b"Lit. " * 200) for number in range(300))),
        ("lamps.tar", make_tar([("lamp.html", b"x" * 300_000)])),
    ],
)
@pytest.mark.parametrize("count", [0, 70_000])
def test_a_disk_that_fails_is_no_damage_of_the_file(tmp_path, monkeypatch, name, data, count):
    (tmp_path / name).write_bytes(data)
    assert len(data) > 2 * 70_000
    whole = list(file_to_captures(str(tmp_path / name), Limits(), EntryDocuments()))
    monkeypatch.setattr(folder_module, "WatchedFile", type("Watched", (WatchedFile, fail_behind(count)), {}))
    items = list(file_to_captures(str(tmp_path / name), Limits(), EntryDocuments()))
    assert {type(item) for item in items if isinstance(item, Unreadable)} == {OutOfReach}
    captures = [item for item in items if isinstance(item, Capture)]
    assert captures == [item for item in whole if isinstance(item, Capture)][: len(captures)], "a part of one"


def test_a_folder_with_the_name_of_a_page_is_no_page(tmp_path):
    (tmp_path / "lamp.html").mkdir()
    (tmp_path / "mole.png").write_bytes(b"\x89PNG")
    items = list(file_to_captures(str(tmp_path / "mole.png"), Limits(), EntryDocuments()))
    assert [item.source for item in items if isinstance(item, Capture)] == [str(tmp_path / "mole.png")]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), OutOfReach),
        (OSError(errno.EIO, "Input/output error"), OutOfReach),
        (OSError("damaged"), Unreadable),
        (FileNotFoundError(errno.ENOENT, "No such file"), Unreadable),
        (ValueError("damaged"), Unreadable),
    ],
    ids=repr,
)
def test_a_file_beside_a_page_that_can_not_be_read_is_no_damage_of_the_page(tmp_path, monkeypatch, error, kind):
    def fail(*_):
        raise error

    (tmp_path / "lamp.html").write_bytes(PAGE)
    monkeypatch.setattr(EntryDocuments, "complete_page", fail)
    (item,) = file_to_captures(str(tmp_path / "lamp.html"), Limits(), EntryDocuments())
    assert type(item) is kind


def test_a_closed_folder_above_the_captures_is_no_hindrance(tmp_path, monkeypatch):
    page = tmp_path / "home/keeper/captures/lamp.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(PAGE)
    asked = []

    def list_names(path):
        if os.fspath(path).endswith("/home"):
            asked.append(path)
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path)

    real = os.listdir
    monkeypatch.setattr(os, "listdir", list_names)
    (item,) = file_to_captures(str(page), Limits(), EntryDocuments())
    assert isinstance(item, Capture) and asked


def test_a_page_waits_for_a_picture_that_can_not_be_looked_at(tmp_path, monkeypatch):
    (tmp_path / "lamp.html").write_bytes(PAGE.replace(b"</body>", b'<img src="mole.png"></body>'))
    (tmp_path / "mole.png").write_bytes(b"\x89PNG")
    real = os.stat

    def look(path, *arguments, **named):
        if os.fspath(path).endswith("mole.png"):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, "stat", look)
    (item,) = file_to_captures(str(tmp_path / "lamp.html"), Limits(), EntryDocuments())
    assert item == OutOfReach(str(tmp_path / "lamp.html"), "mole.png can't be read: Permission denied")


def test_what_can_not_be_opened_is_named(tmp_path, monkeypatch):
    (tmp_path / "lamp.html").write_bytes(PAGE)
    (tmp_path / "lamp.meta.json").write_text("{}")

    def refuse(path, *arguments):
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)
    (item,) = file_to_captures(str(tmp_path / "lamp.html"), Limits(), EntryDocuments())
    assert item == OutOfReach(str(tmp_path / "lamp.html"), "lamp.meta.json can't be read: Permission denied")


SINGLE_FILE = """<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://me:secret@gazette.example/lamp?a=1&amp;b=2
 saved date: Sat Mar 04 2023 07:06:07 GMT+0200 (Eastern European Standard Time)
--><head><title>Lamp</title>"""


@pytest.mark.parametrize(
    "top, url, captured_at",
    [
        (SINGLE_FILE, "https://gazette.example/lamp?a=1&b=2", "2023-03-04T07:06:07+02:00"),
        (
            "<!DOCTYPE html>\n<!-- saved from url=(0032)https://gazette.example/2023/lamp -->\n<html>",
            "https://gazette.example/2023/lamp",
            None,
        ),
        (
            (
                "<html><!-- Mirrored from gazette.example/lamp.html by HTTrack Website Copier/3.49-2 "
                "[XR&CO'2014], Sat, 04 Mar 2023 05:06:07 GMT -->"
            ),
            "http://gazette.example/lamp.html",
            "2023-03-04T05:06:07+00:00",
        ),
        ("<!-- saved from url=(0014)about:internet -->", "", None),
        ("<html><!-- a comment about url: https://gazette.example/ -->", "", None),
        (
            "<!-- Page saved with SingleFile \n url: https://gazette.example/ \n saved date: soon -->",
            "https://gazette.example/",
            None,
        ),
    ],
)
def test_a_comment_has_the_pages_url_and_time_of_capture(top, url, captured_at):
    known = page_to_metadata(top.encode() + b"<p>Lit.</p>")
    assert (known.url, known.captured_at.isoformat() if known.captured_at else None) == (url, captured_at)


def test_a_sidecar_is_trusted_before_a_comment(tmp_path):
    (tmp_path / "lamp.html.meta.json").write_text('{"url": "https://gazette.example/sidecar"}')
    found = read(tmp_path, "lamp.html", SINGLE_FILE.encode())
    assert found.captures[0].url == "https://gazette.example/sidecar"
    assert found.captures[0].captured_at.isoformat() == "2023-03-04T07:06:07+02:00"


def test_a_page_of_50_megabytes_is_rejected(tmp_path, peak_memory):
    path = tmp_path / "large.html"
    with open(path, "wb") as file:
        file.truncate(50_000_000)
    with peak_memory() as peak:
        found = ReadContainer(path, Limits())
    assert "too large: a page of more than 20971520 bytes" in found.rejected[""]
    assert peak.bytes < 70_000_000


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://me:secret@gazette.example/lamp
Subject: Lamp
Date: Sat, 4 Mar 2023 05:06:07 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----x"

------x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://gazette.example/lamp

<h1>Caf=C3=A9 lamp</h1>
------x
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw==
------x--
"""


def test_mhtml(tmp_path):
    found = read(tmp_path, "lamp.mhtml", MHTML.replace(b"\n", b"\r\n"))
    capture = found.captures[0]
    assert capture.body.decode() == "<h1>Café lamp</h1>"
    assert (capture.url, capture.captured_at.isoformat(), capture.media_type, capture.charset) == (
        "https://gazette.example/lamp",
        "2023-03-04T05:06:07+00:00",
        "text/html",
        "utf-8",
    )
    assert found.skipped == {"files that a browser saved beside a page": 1}
    assert "page in it" in read(tmp_path, "none.mhtml", MHTML.replace(b"text/html; ch", b"image/gif; ch")).rejected[""]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Halverin lamp is lit\n\nKeeper lit it.",
        b"[Photo] {a}",
        b"{not json}",
        b"PK is no zip",
        b"<html>\0\0</html>",
        b"WARCRAFT news",
    ],
)
def test_a_file_that_is_no_container_is_a_page(tmp_path, content):
    assert read(tmp_path, "page.txt", content).bodies == [content]
