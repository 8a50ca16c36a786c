"""Zips and tars.

No name in them leads to a file outside, however deep they are nested, and damage spoils as few members as possible.
"""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile

import pytest

from capture_import.containers.limits import Limits
from tests.capture_import.containers.builders import gzip_records, make_tar, make_zip, page, pages_warc, read, zstd

PAGES = [page(number) for number in range(1, 4)]
MEMBERS = [("inbox/a.html", PAGES[0]), ("inbox/b.html", PAGES[1]), ("inbox/deep/c.html", PAGES[2])]
NAMES = ["#inbox/a.html", "#inbox/b.html", "#inbox/deep/c.html"]
SIDECAR = b'{"url": "https://gazette.example/a", "captured_at": "2023-03-04T05:06:07Z"}'


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zips(tmp_path, compression):
    found = read(tmp_path, "inbox.zip", make_zip(MEMBERS, compression))
    assert (found.bodies, found.sources, found.rejected) == (PAGES, NAMES, {})


@pytest.mark.parametrize(
    "name, mode",
    [
        ("inbox.tar", "w"),
        ("inbox.tar.gz", "w:gz"),
        ("inbox.tgz", "w:gz"),
        ("inbox.tar.bz2", "w:bz2"),
        ("inbox.tar.xz", "w:xz"),
    ],
)
def test_tars(tmp_path, name, mode):
    found = read(tmp_path, name, make_tar(MEMBERS, mode))
    assert (found.bodies, found.sources, found.rejected) == (PAGES, NAMES, {})


@pytest.mark.parametrize(
    "name, pack",
    [
        ("a.html.gz", gzip.compress),
        ("a.html.bz2", bz2.compress),
        ("a.html.xz", lzma.compress),
        ("a.html.zst", zstd.compress),
    ],
)
def test_a_page_in_compression(tmp_path, name, pack):
    found = read(tmp_path, name, pack(PAGES[0]))
    assert (found.bodies, found.sources) == ([PAGES[0]], [""])


def stream_zip(members, compression=zipfile.ZIP_DEFLATED):
    """Return a zip as a program writes it to a pipe: each member's sizes stand behind the member."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation

        def tell(self):
            raise io.UnsupportedOperation

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return pipe.getvalue()


ZIPS = {
    "deflated": make_zip(MEMBERS),
    "stored": make_zip(MEMBERS, zipfile.ZIP_STORED),
    "bzip2": make_zip(MEMBERS, zipfile.ZIP_BZIP2),
    "streamed": stream_zip(MEMBERS),
    "streamed and stored": stream_zip(MEMBERS, zipfile.ZIP_STORED),
}


@pytest.mark.parametrize("form", ZIPS)
def test_the_members_of_a_zip_without_its_directory_are_read(tmp_path, form):
    whole = ZIPS[form]
    found = read(tmp_path, "cut.zip", whole[: whole.index(b"PK\x01\x02")])
    assert (found.bodies, found.sources) == (PAGES, NAMES)
    assert ["3 of them" in reason and "directory" in reason for reason in found.rejected.values()] == [True]


@pytest.mark.parametrize("form", ZIPS)
def test_a_member_that_is_cut_spoils_no_other(tmp_path, form):
    whole = ZIPS[form]
    last = whole.index(b"PK\x03\x04", whole.index(b"inbox/b.html"))
    found = read(tmp_path, "cut.zip", whole[: last + 150])
    assert found.bodies == PAGES[:2]
    assert "damaged in the zip" in found.rejected[NAMES[2]]
    assert "directory" in found.rejected[""]


def test_members_are_found_though_the_directory_is_damaged(tmp_path):
    damaged = bytearray(ZIPS["deflated"])
    damaged[damaged.index(b"PK\x01\x02") + 1] ^= 0xFF
    found = read(tmp_path, "damaged.zip", bytes(damaged))
    assert (found.bodies, found.sources) == (PAGES, NAMES)


def test_other_members_are_found_though_the_directory_and_a_member_are_damaged(tmp_path):
    damaged = bytearray(ZIPS["deflated"][: ZIPS["deflated"].index(b"PK\x01\x02")])
    damaged[damaged.index(b"inbox/b.html") + 40] ^= 0xFF
    found = read(tmp_path, "damaged.zip", bytes(damaged))
    assert found.bodies == [PAGES[0], PAGES[2]]
    assert "damaged in the zip" in found.rejected[NAMES[1]]


def test_a_cut_zip_in_a_tar(tmp_path):
    cut = ZIPS["streamed"][: ZIPS["streamed"].index(b"PK\x01\x02")]
    assert read(tmp_path, "outer.tar", make_tar([("inner.zip", cut)])).bodies == PAGES


def test_a_zip_without_readable_members_is_rejected(tmp_path):
    found = read(tmp_path, "a.zip", b"PK\x05\x06 and no more")
    assert "no member" in found.rejected[""]


def test_sidecars_and_names_that_lead_outside_are_treated_alike_without_a_directory(tmp_path):
    whole = make_zip(
        [("../a.html", PAGES[0]), ("b.html", PAGES[1]), ("b.html.meta.json", b'{"url": "https://gazette.example/b"}')]
    )
    found = read(tmp_path, "cut.zip", whole[: whole.index(b"PK\x01\x02")])
    assert (found.bodies, found.captures[0].url) == ([PAGES[1]], "https://gazette.example/b")
    assert "leads out" in found.rejected["#../a.html"]


def test_containers_of_each_kind_are_read_inside_each_kind(tmp_path):
    inner = make_tar([("crawl.warc.gz", gzip_records(pages_warc(2))), ("c.html.gz", gzip.compress(PAGES[2]))], "w:gz")
    found = read(tmp_path, "outer.zip", make_zip([("inner.tar.gz", inner)]))
    assert found.bodies == [page(1), page(2), PAGES[2]]
    assert found.sources[0].startswith("#inner.tar.gz#crawl.warc.gz#2 ")
    assert found.sources[2] == "#inner.tar.gz#c.html.gz"


@pytest.mark.parametrize(
    "pack",
    [
        lambda name, content: make_zip([(name, content)]),
        lambda name, content: make_tar([(name, content)]),
        lambda name, content: gzip.compress(content),
    ],
)
def test_containers_nested_twenty_deep_are_rejected_unless_the_limit_allows_them(tmp_path, pack):
    content, name = PAGES[0], "page.html"
    for depth in range(20):
        content, name = pack(name, content), f"nested-{depth}"
    found = read(tmp_path, "nested", content)
    assert not found.captures
    assert list(found.rejected.values()) == [
        "nested in more than 3 containers: unpack the outer ones first, or raise the limit nested_containers"
    ]
    assert read(tmp_path, "nested", content, Limits(nested_containers=20)).bodies == [PAGES[0]]


@pytest.mark.parametrize("name", ["../up.html", "in/../../up.html", "/etc/passwd", "C:/up.html", "in\\..\\..\\up.html"])
def test_names_that_lead_outside_are_never_opened(tmp_path, name):
    for file, content in (
        ("a.zip", make_zip([(name, PAGES[0]), ("good.html", PAGES[1])])),
        ("a.tar", make_tar([(name, PAGES[0]), ("good.html", PAGES[1])])),
    ):
        found = read(tmp_path, file, content)
        assert found.bodies == [PAGES[1]]
        assert "pack it again" in "".join(found.rejected.values())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "a.zip"]


def test_links_and_devices_are_not_followed(tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_bytes(PAGES[2])
    link = zipfile.ZipInfo("link.html")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    zipped = read(tmp_path, "links.zip", make_zip([(link, str(secret).encode()), ("good.html", PAGES[0])]))
    infos = []
    for name, kind in (
        ("sym", tarfile.SYMTYPE),
        ("hard", tarfile.LNKTYPE),
        ("char", tarfile.CHRTYPE),
        ("block", tarfile.BLKTYPE),
        ("pipe", tarfile.FIFOTYPE),
    ):
        info = tarfile.TarInfo(f"{name}.html")
        info.type, info.linkname = kind, str(secret)
        infos.append((info, b""))
    tarred = read(tmp_path, "links.tar", make_tar([*infos, ("good.html", PAGES[0])]))
    assert zipped.bodies == tarred.bodies == [PAGES[0]]
    assert zipped.rejected == {"#link.html": "a symbolic link, which is never followed: pack the file itself"}
    assert len(tarred.rejected) == 5
    assert "symbolic link" in tarred.rejected["#sym.html"] and "hard link" in tarred.rejected["#hard.html"]
    assert all("device" in tarred.rejected[f"#{name}.html"] for name in ("char", "block", "pipe"))


def test_two_members_of_one_name_are_two_captures(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped = make_zip([("a.html", PAGES[0]), ("a.html", PAGES[1])])
    for name, content in (("twice.zip", zipped), ("twice.tar", make_tar([("a.html", PAGES[0]), ("a.html", PAGES[1])]))):
        found = read(tmp_path, name, content)
        assert (found.bodies, found.sources) == (PAGES[:2], ["#a.html", "#a.html (2)"])


def test_an_encrypted_member_is_rejected(tmp_path):
    content = bytearray(make_zip([("a.html", PAGES[0]), ("b.html", PAGES[1])]))
    content[6] |= 1  # the flag in the local header, and the one in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    found = read(tmp_path, "locked.zip", bytes(content))
    assert found.bodies == [PAGES[1]]
    assert found.rejected == {"#a.html": "encrypted: unpack the zip with its password and import what comes out"}


def test_a_damaged_member_of_a_zip_spoils_no_other(tmp_path):
    content = bytearray(make_zip(MEMBERS))
    content[content.index(b"inbox/b.html") + 30] ^= 0xFF
    found = read(tmp_path, "damaged.zip", bytes(content))
    assert found.bodies == [PAGES[0], PAGES[2]]
    assert "damaged in the zip" in found.rejected["#inbox/b.html"]


def test_the_members_of_a_tar_before_a_cut_are_kept(tmp_path):
    tar = make_tar(MEMBERS)
    inside = read(tmp_path, "cut.tar", tar[: tar.index(b"inbox/b.html") + 700])
    assert inside.bodies == [PAGES[0]]
    assert "cut off" in inside.rejected["#inbox/b.html"]
    between = read(tmp_path, "cut.tar", tar[: tar.index(b"inbox/b.html")])
    assert between.bodies == [PAGES[0]]
    assert "without its end mark" in between.rejected[""]
    packed = read(tmp_path, "cut.tar.gz", gzip.compress(tar)[:-40])
    assert "cut off" in "".join(packed.rejected.values())


def test_a_damaged_header_of_a_tar_spoils_one_member_only(tmp_path):
    tar = bytearray(make_tar(MEMBERS))
    tar[tar.index(b"inbox/b.html")] ^= 0xFF
    found = read(tmp_path, "damaged.tar", bytes(tar))
    assert found.bodies == [PAGES[0], PAGES[2]]
    assert "damaged before byte" in found.rejected[""]


def test_bombs_stop_at_the_limit(tmp_path, peak_memory):
    zeros = b"0" * 100_000_000
    files = {
        "bomb.zip": make_zip([("bomb.html", zeros)]),
        "bomb.tar.xz": make_tar([("bomb.html", zeros)], "w:xz"),
        "bomb.html.bz2": bz2.compress(zeros),
        "nested.zip": make_zip([("bomb.zip", make_zip([("bomb.html", zeros)]))]),
    }
    del zeros
    for name, content in files.items():
        with peak_memory() as peak:
            found = read(tmp_path, name, content, Limits(capture_bytes=2_000_000))
        assert not found.captures
        assert "too large" in "".join(found.rejected.values())
        assert peak.bytes < 40_000_000, name


def test_a_zip_may_not_expand_by_more_than_the_limit(tmp_path):
    members = [(f"{number}.html", b"0" * 15_000_000) for number in range(6)]
    found = read(tmp_path, "many.zip", make_zip(members))
    assert len(found.captures) == 4
    assert ["unpacks to more than 64 MB" in reason for reason in found.rejected.values()] == [True, True]


def test_a_header_that_declares_gigabytes_takes_no_memory(tmp_path, peak_memory):
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
    with peak_memory() as peak:
        found = read(tmp_path, "long.tar", info.tobuf() + b"x" * 4096)
    assert not found.captures and len(found.rejected) == 1
    assert peak.bytes < 2_000_000


def test_too_many_members(tmp_path):
    limits = Limits(container_members=2)
    assert "container_members" in read(tmp_path, "many.zip", make_zip(MEMBERS), limits).rejected[""]
    assert "container_members" in read(tmp_path, "many.tar", make_tar(MEMBERS), limits).rejected[""]


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [1, 0, 3, 2], [0, 1, 3, 2]])
def test_sidecars_are_joined_to_their_pages(tmp_path, order):
    members = [("a.html", PAGES[0]), ("a.html.meta.json", SIDECAR), ("b.html", PAGES[1]), ("b.meta.json", SIDECAR)]
    members = [members[place] for place in order]
    for name, content in (("a.zip", make_zip(members)), ("a.tar.gz", make_tar(members, "w:gz"))):
        found = read(tmp_path, name, content)
        assert not found.rejected
        assert found.bodies == PAGES[:2]
        assert {(capture.url, capture.captured_at.isoformat()) for capture in found.captures} == {
            ("https://gazette.example/a", "2023-03-04T05:06:07+00:00")
        }


def test_bad_sidecars_and_those_without_a_page_are_reported(tmp_path):
    members = [("a.html", PAGES[0]), ("a.html.meta.json", b"{"), ("b.html", PAGES[1]), ("z.html.meta.json", SIDECAR)]
    for name, content in (("a.zip", make_zip(members)), ("a.tar", make_tar(members))):
        found = read(tmp_path, name, content)
        assert found.bodies == [PAGES[1]]
        assert "its sidecar a.html.meta.json is no JSON" in found.rejected["#a.html"]
        assert "a sidecar" in found.rejected["#z.html.meta.json"]


def test_what_a_browser_saved_beside_a_page_is_counted(tmp_path):
    members = [
        ("The lamp.html", PAGES[0]),
        ("The lamp_files/style.css", b"a{}"),
        ("The lamp_files/saved_resource.html", b"<p>ad</p>"),
        ("__MACOSX/._The lamp.html", b"x"),
    ]
    for name, content in (("a.zip", make_zip(members)), ("a.tar", make_tar(members))):
        found = read(tmp_path, name, content)
        assert (found.bodies, found.rejected) == ([PAGES[0]], {})
        assert found.skipped == {"files that a browser saved beside a page": 2}


def test_control_characters_in_a_name_are_not_printed(tmp_path):
    found = read(tmp_path, "a.tar", make_tar([("a\x1b[2J\n.html", PAGES[0])]))
    assert found.sources == ["#a\ufffd[2J\ufffd.html"]


def test_an_empty_tar_has_no_captures(tmp_path):
    empty = io.BytesIO()
    tarfile.open(fileobj=empty, mode="w").close()
    assert len(read(tmp_path, "empty.tar.gz", gzip.compress(empty.getvalue())).all) == 1
    assert read(tmp_path, "empty.zip", make_zip([])).all == []
