"""The list of an output's files: packed in parts, of which an edit packs few, and the same whatever came before."""

import errno
import gzip
import json
import os
import random

import pytest

from archive_engine import packed_names
from archive_engine.manifest import MANIFEST, read_manifest, write_manifest
from archive_engine.output import OutputFolder, Stamp, Written
from archive_engine.packed_names import SEPARATOR, pack_names
from archive_engine.page_store import PageStore, RenderedPage


@pytest.fixture
def store(tmp_path):
    opened, _ = PageStore.open_or_rebuild(str(tmp_path / "cache"))
    yield opened
    opened.close()


def put(store, names):
    store.put_pages(RenderedPage(Written(name, b"1", Stamp(1, 1), is_new=True), "list/a", b"") for name in names)


@pytest.mark.parametrize("mask", [0, 1, 7, 1023])
@pytest.mark.parametrize("seed", range(4))
def test_the_parts_after_edits_are_those_of_all_paths_anew(store, monkeypatch, mask, seed):
    monkeypatch.setattr(packed_names, "_MASK", mask)
    chance = random.Random(seed)
    letters = ["a", "é", "Ж", '"']
    names = [f"{chance.randrange(30)}/{chance.choice(letters)}{number}.html" for number in range(150)]
    known: set[str] = set()
    for _ in range(12):
        come, gone = chance.sample(names, chance.randrange(40)), chance.sample(sorted(known), len(known) // 4)
        put(store, come)
        store.put_earlier(come[:2])
        store.remove_pages(gone)
        known = (known | set(come)) - set(gone)
        assert store.names() == sorted(known)
        assert store.packed_names.pack() == list(pack_names(sorted(known)))
        assert store.packed_names.pack() == list(pack_names(sorted(known)))


def test_an_edit_packs_the_parts_alone_that_it_touches(store, monkeypatch):
    names = sorted(f"2024/{number:06}.html" for number in range(9000))
    put(store, names)
    store.packed_names.pack()
    packed: list[int] = []
    pack = packed_names._pack

    def count(part):
        packed.append(len(part))
        return pack(part)

    monkeypatch.setattr(packed_names, "_pack", count)
    put(store, ["2024/000100-a.html", "2024/008000.html"])
    store.packed_names.pack()
    assert len(packed) == 2 and sum(packed) < len(names) / 2


def test_after_very_many_changes_all_is_packed_anew(store, monkeypatch):
    monkeypatch.setattr(packed_names, "_MANY", 50)
    monkeypatch.setattr(packed_names, "_MASK", 7)
    put(store, [f"{number}.html" for number in range(40)])
    store.packed_names.pack()
    put(store, [f"{number}.html" for number in range(30, 90)])
    assert store.packed_names.pack() == list(pack_names(store.names()))


def test_a_list_that_can_not_be_read_now_is_not_taken_for_none(tmp_path, monkeypatch):
    output = OutputFolder(str(tmp_path / "out"))
    assert read_manifest(output).files == frozenset()
    write_manifest(output, pack_names(["a.html"]), "site", 1)

    def refuse(path, mode):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    with monkeypatch.context() as patch:
        patch.setattr(gzip, "open", refuse)
        with pytest.raises(PermissionError):
            read_manifest(output)
    (tmp_path / "out" / MANIFEST).write_bytes(b"spoiled")
    assert read_manifest(output).files == frozenset()


@pytest.mark.parametrize("names", [[], ["a.html"], ["a.html", 'b ".html', "ж.html"]])
def test_the_list_is_one_json_text_and_is_read_back(tmp_path, monkeypatch, names):
    monkeypatch.setattr(packed_names, "_MASK", 0)
    output = OutputFolder(str(tmp_path / "out"))
    write_manifest(output, pack_names(names), "site", 3, others=["own.html"], plugins=["seo"])
    read = read_manifest(output)
    assert (sorted(read.files), read.site, read.articles) == (names, "site", 3)
    assert (sorted(read.others), read.plugins) == (["own.html"], ["seo"])
    text = gzip.decompress((tmp_path / "out" / MANIFEST).read_bytes()).decode("ascii")
    assert json.loads(text)["files"] == names and gzip.decompress(SEPARATOR) == b",\n"
    assert all(json.dumps(name) in text.replace(",\n", "\n").splitlines() for name in names)
