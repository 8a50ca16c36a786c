"""Small parts of the engine: the store, the output folder, metadata, the scan, fingerprints, translations."""

import sqlite3
from datetime import datetime, timedelta, timezone

import pytest
from jinja2 import DictLoader, Environment
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Author, Tag
from pelican.utils import SafeDatetime

from archive_engine.fingerprints import Templates, describe_value, hash_parts
from archive_engine.metadata import json_to_metadata, metadata_to_json
from archive_engine.output import PARTIAL, LeftFile, OutputFolder, Stamp, Written, read_journal
from archive_engine.own_places import fold_place
from archive_engine.page_store import PageStore, RenderedPage
from archive_engine.source_records import Source, StoredDigest
from archive_engine.source_store import SourceStore, published_summary


def test_a_stored_article_is_read_back(tmp_path):
    store, reason = SourceStore.open_or_rebuild(str(tmp_path))
    assert reason is None
    output = OutputFolder(str(tmp_path / "out"))
    store.put_source(Source("a.md", output.write("x", b"x").stamp, b"hash", summary="{}", status="published"))
    store.close()
    store, reason = SourceStore.open_or_rebuild(str(tmp_path))
    assert reason is None and [path for path, *_ in store.stamps()] == ["a.md"]
    store.close()


def test_a_store_of_another_version_is_rebuilt(tmp_path):
    store, _ = SourceStore.open_or_rebuild(str(tmp_path))
    store.set_fact("version", "0")
    store.close()
    store, reason = SourceStore.open_or_rebuild(str(tmp_path))
    assert "another version" in reason and not list(store.stamps())
    store.close()


def test_a_store_that_is_cut_short_is_rebuilt(tmp_path):
    store, _ = SourceStore.open_or_rebuild(str(tmp_path))
    store.base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    with open(store.path, "r+b") as file:
        file.truncate(5000)
    store, reason = SourceStore.open_or_rebuild(str(tmp_path))
    assert "broken" in reason and not list(store.stamps())
    store.close()


@pytest.mark.parametrize("count", [0, 1, 3, 50])
@pytest.mark.parametrize("parts", [1, 4])
def test_ranges_hold_each_page_once(tmp_path, count, parts):
    store, _ = PageStore.open_or_rebuild(str(tmp_path))
    names = sorted(f"page-{number}.html" for number in range(count))
    written = [Written(name, b"digest", Stamp(1, 2), is_new=True) for name in names]
    store.put_pages(RenderedPage(page, "list/all", b"") for page in written)
    ranges = store.cut(parts)
    assert [save_as for part in ranges for save_as, *_ in store.page_stamps(part)] == names
    sizes = [len(list(store.page_stamps(part))) for part in ranges]
    assert len(sizes) == min(parts, max(count, 1)) and max(sizes) - min(sizes) <= 1
    store.close()


@pytest.mark.parametrize("kind", [SourceStore, PageStore])
def test_a_store_holds_no_pickle(tmp_path, kind):
    store, _ = kind.open_or_rebuild(str(tmp_path))
    kinds = {
        row[2].upper()
        for (name,) in store.base.execute("SELECT name FROM sqlite_master WHERE type='table'")
        for row in store.base.execute(f"PRAGMA table_info({name})")
    }
    assert kinds == {"TEXT", "BLOB", "INTEGER"}
    assert isinstance(store.base, sqlite3.Connection)
    store.close()


def test_the_sources_that_are_published_or_have_a_problem_are_counted(tmp_path):
    store, _ = SourceStore.open_or_rebuild(str(tmp_path))
    built = {"save_as": "a.html", "wanted": "a.html", "summary": "{}"}
    kinds = [
        built | {"status": "published"},
        built | {"status": "draft"},
        built | {"status": "draft", "problem": "1: repaired"},
        {"problem": "1: no title"},
        {},
        {"status": "published", "summary": "{}", "wanted": "a.html"},
    ]
    for number, kind in enumerate(kinds):
        store.put_source(Source(f"{number}.md", Stamp(1, 1), b"1", **kind))
    assert store.count_kept() == 3
    store.close()


def test_digests_go_with_their_sources(tmp_path):
    store, _ = SourceStore.open_or_rebuild(str(tmp_path))
    for name in ("a.md", "b.md"):
        store.put_digests(StoredDigest(name, part, b"1") for part in ("one", "two", "zeta"))
    store.remove_sources(["a.md"])
    assert [store.digest(part, "a.md") for part in ("one", "two", "zeta")] == [None] * 3
    assert [store.digest(part, "b.md") for part in ("one", "two", "zeta")] == [b"1"] * 3
    store.close()


def test_the_edits_since_any_build_are_known(tmp_path):
    store, _ = SourceStore.open_or_rebuild(str(tmp_path))
    source = Source("a.md", Stamp(1, 1), b"1", save_as="a.html", wanted="a.html", summary='{"n":1}', status="published")
    for build in (2, 3):
        store.note_edit(build, "a.md", published_summary(store.source("a.md")))
        store.note_edit(build, "a.md", "a later word in the same build")
        source.summary = f'{{"n":{build}}}'
        store.put_source(source)
    source.path = "gone.md"
    store.put_source(source)
    store.note_edit(3, "gone.md", '{"n":0}')
    store.remove_sources(["gone.md"])
    assert store.edits_since(3) == {}
    assert store.edits_since(2) == {"a.md": ('{"n":2}', '{"n":3}', 1, 1), "gone.md": ('{"n":0}', None, 2, None)}
    assert store.edits_since(1) == {"a.md": (None, '{"n":3}', None, 1), "gone.md": ('{"n":0}', None, 2, None)}
    store.close()


def test_a_file_is_written_only_if_it_differs(tmp_path):
    output = OutputFolder(str(tmp_path))
    first = output.write("a/b.html", b"one")
    assert first.is_new and not output.write("a/b.html", b"one", LeftFile(first.digest, first.stamp)).is_new
    assert not OutputFolder(str(tmp_path)).write("a/b.html", b"one").is_new
    assert output.write("a/b.html", b"two", LeftFile(first.digest, first.stamp)).is_new
    assert (tmp_path / "a/b.html").read_bytes() == b"two"
    assert output.remove("a/b.html") and not (tmp_path / "a").exists()
    assert read_journal(str(tmp_path)) == {"a/b.html"}
    output.clear_partial()
    assert not (tmp_path / PARTIAL).exists()


@pytest.mark.parametrize("save_as", ["../x", "/etc/x", "a/../../x", ""])
def test_no_file_is_written_outside_the_output(tmp_path, save_as):
    with pytest.raises(ValueError, match="lies outside the output folder"):
        OutputFolder(str(tmp_path / "out")).write(save_as, b"")


def test_metadata_is_read_back_as_it_was_stored():
    settings = DEFAULT_CONFIG
    slugged = Tag("Volodymyr Zelenskyy", settings)
    slugged.slug = "volodymyr-zelenskyi"
    metadata = {
        "title": "A “title”",
        "date": SafeDatetime(2025, 2, 17, 14, 30),
        "modified": SafeDatetime(2025, 2, 17, 14, 30, tzinfo=timezone(timedelta(hours=2))),
        "tags": [slugged, Tag("NATO", settings)],
        "author": Author("Ann", settings),
        "views": ["1", "2"],
        "story": {"a": [1, None, True]},
    }
    back = json_to_metadata(metadata_to_json(metadata), settings)
    assert back == metadata
    assert [tag.slug for tag in back["tags"]] == ["volodymyr-zelenskyi", "nato"]
    assert isinstance(back["date"], SafeDatetime) and isinstance(back["modified"], datetime)
    with pytest.raises(TypeError):
        metadata_to_json({"a": object()})


def test_a_templates_fingerprint_covers_the_templates_that_it_includes():
    pages = {
        "a.html": "{% extends 'base.html' %}{% block x %}{{ one }}{% include 'part.html' %}{% endblock %}",
        "base.html": "{% block x %}{% endblock %}",
        "part.html": "{{ two }}",
        "other.html": "{{ three }}",
    }

    def fingerprint(**changes):
        return Templates(Environment(loader=DictLoader(pages | changes)), [".html"]).fingerprint("a")

    first = fingerprint()
    assert fingerprint() == first
    assert fingerprint(**{"other.html": "x"}) == first
    assert fingerprint(**{"part.html": "x"}) != first
    assert fingerprint(**{"base.html": "x{% block x %}{% endblock %}"}) != first
    names = Templates(Environment(loader=DictLoader(pages)), [".html"]).find_names("a")
    assert {"one", "two"} <= names and "three" not in names


@pytest.mark.parametrize(
    "tag, names",
    [
        ("{% extends 'b.html' %}", ["b.html"]),
        ('{%- include "b.html" ignore missing without context -%}', ["b.html"]),
        ('{% from "b.html" import one, two as three %}', ["b.html"]),
        ('{%import "b.html" as b%}', ["b.html"]),
        ("{% extends 'b.html' if one else 'c.html' %}", None),
        ("{% include ['b.html', 'c.html'] %}", ["b.html", "c.html"]),
        ("{% include one %}", None),
        ("{% include 'b' ~ one %}", None),
        ("{{ one }}", []),
    ],
)
def test_a_templates_references_are_found(tag, names):
    pages = {"a.html": tag, "b.html": "", "c.html": "", "d.html": ""}
    closure = Templates(Environment(loader=DictLoader(pages)), [".html"]).closure("a")
    assert closure == sorted(["a.html", *(["b.html", "c.html", "d.html"] if names is None else names)])


def test_settings_have_the_same_description_in_every_run():
    assert describe_value({"f": len, "s": {"b", "a"}, "l": lambda text: text.upper()}) == describe_value(
        {"s": {"a", "b"}, "l": lambda text: text.upper(), "f": len}
    )
    assert describe_value(lambda text: text.upper()) != describe_value(lambda text: text.lower())
    assert hash_parts("ab", "c") != hash_parts("a", "bc")


def test_paths_that_differ_in_case_or_composition_are_one_path():
    assert fold_place("2025/Été.html") == fold_place("2025/e\u0301te\u0301.html")
