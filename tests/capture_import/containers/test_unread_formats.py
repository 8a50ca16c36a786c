"""A file in a known format that the import can't read is rejected, with the format's name and a remedy."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.containers.unread_formats import find_unread_format
from capture_import.forms.documents import EntryDocuments
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import read_captures
from tests.newsarchive.test_import_ import REFERENCE

REPORTS = REFERENCE / "reports"

TEXT = b" The council of Halverin said on Friday that it would repair the bridge. " * 9


def zipped(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


TYPES = ("[Content_Types].xml", b"<Types/>")
# A file's name, its content, and the beginning of the reason.
FORMATS = [
    ("a.ps", b"%!PS-Adobe-3.0\n" + TEXT, "PostScript"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + TEXT, "Office document before 2007"),
    ("a.zip", zipped(TYPES, ("xl/workbook.xml", TEXT)), "Excel workbook (xlsx)"),
    ("a.pptx", zipped(TYPES, ("ppt/presentation.xml", TEXT)), "PowerPoint slides (pptx)"),
    ("a.mobi", b"Halverin".ljust(60, b"\0") + b"BOOKMOBI" + TEXT, "Mobipocket or Kindle book"),
    ("a.sqlite", b"SQLite format 3\0" + TEXT, "SQLite database"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c" + TEXT, "7z archive"),
    ("a.rar", b"Rar!\x1a\x07\x01\0" + TEXT, "RAR archive"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + TEXT, "PNG picture"),
    ("a.html", b"\x89PNG\r\n\x1a\n" + TEXT, "PNG picture"),
    ("a.jpg", b"\xff\xd8\xff\xe0" + TEXT, "JPEG picture"),
    ("a.gif", b"GIF89a" + TEXT, "GIF picture"),
    ("a.webp", b"RIFF\0\0\0\1WEBP" + TEXT, "WebP picture"),
    ("a.heic", b"\0\0\0\x18ftypheic" + TEXT, "AVIF or HEIC picture"),
    ("a.wav", b"RIFF\0\0\0\1WAVE" + TEXT, "WAV sound"),
    ("a.mp3", b"ID3\4\0" + TEXT, "MP3 sound"),
    ("a.ogg", b"OggS\0" + TEXT, "Ogg sound or film"),
    ("a.mp4", b"\0\0\0\x18ftypisom" + TEXT, "MP4 sound or film"),
    ("a.mkv", b"\x1a\x45\xdf\xa3" + TEXT, "Matroska or WebM film"),
    ("a.xml", b'<NewsML Version="1.2"><p>' + TEXT + b"</p></NewsML>", "NewsML 1"),
    ("a.xml", b'<?xml version="1.0"?><n:report xmlns:n="x"><p>' + TEXT, "XML whose root is <report>"),
    ("a.svg", b'<svg xmlns="x"><text>' + TEXT + b"</text></svg>", "SVG picture"),
    ("a.exe", b"MZ\x90\0" + TEXT, "program (Windows)"),
    ("a.bin", bytes(range(256)) * 9, "binary: this is no text, in no format that is known"),
]  # fmt: skip
IDS = [f"{name} {reason}" for name, _, reason in FORMATS]


def reasons(path: Path) -> list[str]:
    told = []
    for found in file_to_captures(str(path), Limits(), EntryDocuments()):
        assert isinstance(found, (Capture, Unreadable))
        told.append(found.reason if isinstance(found, Unreadable) else read_captures([found], Options())[0].reason)
    return told


@pytest.mark.parametrize(("name", "content", "reason"), FORMATS, ids=IDS)
def test_the_reason_names_the_format_of_a_file(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    (told,) = reasons(tmp_path / name)
    assert told.startswith(reason)
    assert " is not read: " in told or told == reason


@pytest.mark.parametrize(("name", "content", "reason"), FORMATS, ids=IDS)
def test_the_reason_names_the_format_of_a_member(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped((f"inbox/{name}", content)))
    with tarfile.open(tmp_path / "all.tar", "w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content))
    for file in ("all.zip", "all.tar", f"{name}.gz"):
        (told,) = reasons(tmp_path / file)
        assert told.startswith(reason), file


def test_one_that_is_too_large_is_named_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.ps").write_bytes(b"%!PS-Adobe-3.0\n" + TEXT)
    (told,) = file_to_captures(str(tmp_path / "a.ps"), Limits(capture_bytes=100), EntryDocuments())
    assert isinstance(told, Unreadable)
    assert told.reason.startswith("PostScript is not read")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"PDF files of the council\n\n" + TEXT,
        b"RIFF RAFF opens again\n\n" + TEXT,
        b"From March to May: the bridge\n\n" + TEXT,
        b"ID3 is a format\n",
        b"BM",
        b"MZ is a country's code\n",
        b"OggS\n",
        b"<!doctype html><html><body><svg></svg>",
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html><body><p>' + TEXT,
        b'<?xml version="1.0"?><div><p>' + TEXT,
        b'<?xml version="1.0"?>\n<p>' + TEXT,
        zipped(("word/a.html", TEXT)),
        zipped(("mimetype", b"text/plain")),
        "Звіт".encode("utf-16"),
    ],
    ids=lambda head: repr(head[:24]),
)
def test_a_text_that_only_begins_like_a_known_format_is_read(head: bytes) -> None:
    assert find_unread_format(head, "a.zip") == ""


def test_a_file_declared_as_a_page_may_have_any_root_element() -> None:
    page = b'<?xml version="1.0"?><report><p>' + TEXT
    assert find_unread_format(page, media_type="application/xhtml+xml") == ""
    assert find_unread_format(page)
