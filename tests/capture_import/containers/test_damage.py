"""However a container's bytes are damaged: reading it raises nothing, reports each fault and invents nothing."""

import contextlib
import gzip
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capture_import.containers.capture import Capture, Resource, Revisit, Unreadable
from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.containers.skipped import Skipped
from capture_import.fields.assembly import evidence_to_article
from capture_import.fields.rejection import Rejected
from capture_import.forms.documents import EntryDocuments
from capture_import.forms.entries.entry import ENTRY_MEDIA_TYPE
from capture_import.forms.entries.evidence import read_entry
from tests.capture_import.containers.builders import (
    gzip_records,
    http,
    make_tar,
    make_zip,
    page,
    pages_arc,
    pages_warc,
    record,
)
from tests.capture_import.containers.test_folder import MHTML
from tests.capture_import.form_inputs.document_inputs import make_inputs as make_documents
from tests.capture_import.form_inputs.web_inputs import make_inputs as make_pages
from tests.capture_import.forms.entries.test_feeds import ATOM, JSON_FEED, RSS
from tests.capture_import.forms.entries.test_ninjs_and_wordpress import NINJS_2, POST, WXR

MEMBERS = [(f"{number}.html", page(number)) for number in range(1, 4)] + [
    ("3.html.meta.json", b'{"url": "https://gazette.example/3"}')
]
CONTAINERS = {
    "crawl.warc": b"".join(pages_warc(3)),
    "crawl.warc.gz": gzip_records(pages_warc(3)),
    "whole.warc.gz": gzip.compress(b"".join(pages_warc(3))),
    "revisit.warc": b"".join(pages_warc(2))
    + record(
        http(b""), kind="revisit", headers=["WARC-Refers-To: <urn:uuid:1>", "WARC-Refers-To-Date: 2023-03-01T00:00:00Z"]
    ),
    "crawl.arc": b"".join(pages_arc(3)),
    "crawl.arc.gz": gzip_records(pages_arc(3)),
    "encoded.warc": record(http(gzip.compress(page()), headers=["Content-Encoding: gzip"])),
    "pages.zip": make_zip(MEMBERS),
    "crawl.wacz": make_zip([("datapackage.json", b"{}"), ("archive/a.warc.gz", gzip_records(pages_warc(3)))], 0),
    "pages.tar": make_tar(MEMBERS),
    "pages.tar.gz": make_tar(MEMBERS, "w:gz"),
    "pages.tar.bz2": make_tar(MEMBERS, "w:bz2"),
    "pages.tar.xz": make_tar(MEMBERS, "w:xz"),
    "nested.zip": make_zip([("pages.tar.gz", make_tar(MEMBERS, "w:gz"))]),
    "feed.rss": RSS.encode(),
    "feed.atom": ATOM.encode(),
    "feed.json": json.dumps(JSON_FEED).encode(),
    "item.json": json.dumps(NINJS_2).encode(),
    "export.xml": (WXR % (POST % ("Lit.", "publish", "post", ""))).encode(),
    "page.mhtml": MHTML,
    **{
        path.rpartition("/")[2]: content
        for path, content in {**make_documents(), **make_pages()}.items()
        if path.endswith((".docx", ".odt", ".rtf", ".pdf", ".epub", ".webarchive", ".maff", "bridge.html"))
        and not path.startswith(("save-as", "reader-view"))
        and "/broken/" not in path
    },
    "table.csv": b"title,date,text\n" + b'"Lamp","2021-03-05","The keeper lit the lamp, and went home."\n' * 3,
    "notes.enex": b"<en-export>"
    + b"<note><title>Lamp</title><content>The lamp is lit.</content></note>" * 3
    + b"</en-export>",
}
ORIGINALS = {page(number) for number in range(1, 5)}


def read_damaged(folder: Path, name: str, content: bytes) -> list:
    path = folder / name
    path.write_bytes(content)
    found = list(file_to_captures(str(path), Limits(), EntryDocuments()))
    assert all(isinstance(one, (Capture, Resource, Revisit, Unreadable, Skipped)) for one in found)
    assert all(one.source.startswith(str(path)) for one in found)
    assert all(one.reason and "\n" not in one.reason for one in found if isinstance(one, Unreadable))
    return found


@pytest.mark.parametrize("name", CONTAINERS)
def test_undamaged_containers_have_captures_and_no_faults(tmp_path, name):
    found = read_damaged(tmp_path, name, CONTAINERS[name])
    assert any(isinstance(one, Capture) for one in found)


@pytest.mark.parametrize("name", CONTAINERS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_cut_at_any_place_is_reported(name, data):
    content = CONTAINERS[name]
    cut = data.draw(st.integers(1, len(content) - 1))
    with tempfile.TemporaryDirectory() as folder:
        found = read_damaged(Path(folder), name, content[:cut])
    assert found
    if name.endswith((".zip", ".wacz", ".gz", ".bz2", ".xz", ".warc", ".arc")) and cut > 600:
        # only whole pages, unless the rest of the container is taken for a page
        assert {one.body for one in found if isinstance(one, Capture)} <= ORIGINALS


@pytest.mark.parametrize("name", CONTAINERS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_flipped_bits_raise_nothing(name, data):
    content = bytearray(CONTAINERS[name])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] ^= data.draw(st.integers(1, 255))
    with tempfile.TemporaryDirectory() as folder:
        found = read_damaged(Path(folder), name, bytes(content))
    for one in found:
        if isinstance(one, Capture) and one.media_type == ENTRY_MEDIA_TYPE:
            with contextlib.suppress(Rejected):
                evidence_to_article(read_entry(one))


@pytest.mark.parametrize(
    "start",
    [
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"WARC/1.0\r\n",
        b"filedesc://a.arc 0.0.0.0 20060515080000 text/plain 3\n",
        b"<rss>",
        b"<feed>",
        b'{"uri":',
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n",
    ],
)
@settings(max_examples=20, deadline=None)
@given(rest=st.binary(max_size=2000))
def test_any_bytes_raise_nothing(start, rest):
    with tempfile.TemporaryDirectory() as folder:
        assert read_damaged(Path(folder), "any", start + rest)
