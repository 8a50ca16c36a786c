"""Articles that conflict over one path: each gets a path of its own, in linear time."""

import random
from types import SimpleNamespace

import pytest

from archive_engine.output import Stamp
from archive_engine.path_conflicts import resolve_path_conflicts
from archive_engine.places import Places
from archive_engine.reader import Read
from archive_engine.source_records import Source
from archive_engine.source_store import SourceStore


class CountingReader:
    """Moves sources as the engine's reader does, and counts its calls."""

    def __init__(self):
        self.asked = 0

    def place_of(self, store, path, number):
        self.asked += 1
        return f"day/{store.source(path).slug}-{number}.html"

    def move(self, store, source, number, holder):
        self.asked += 1
        source.number, source.conflict = number, None if number == 1 else "moved"
        source.save_as = source.wanted if number == 1 else f"day/{source.slug}-{number}.html"
        return Read(source, [], [])


@pytest.fixture
def store(tmp_path):
    opened, _ = SourceStore.open_or_rebuild(str(tmp_path))
    yield opened
    opened.close()


def put(store, name, slug="same"):
    wanted = f"day/{slug}.html"
    row = {"wanted": wanted, "save_as": wanted, "slug": slug, "status": "published", "summary": "{}"}
    store.put_source(Source(name, Stamp(1, 1), b"1", **row))


def places(store):
    return {path: store.source(path).save_as for path, *_ in store.stamps()}


def test_the_path_of_each_article_is_computed_once(store):
    for number in range(400):
        put(store, f"{number:04}.md")
    reader = CountingReader()
    resolve_path_conflicts(store, reader, 2)
    assert reader.asked == 2 * 399
    assert len(set(places(store).values())) == 400
    assert places(store)["0399.md"] == "day/same-400.html"
    resolve_path_conflicts(store, reader, 3)
    assert reader.asked == 2 * 399  # a path without a conflict is not computed again


def test_an_article_keeps_a_slug_that_looks_like_a_numbered_one(store):
    for name, slug in (("a.md", "same"), ("b.md", "same"), ("c.md", "same-2"), ("d.md", "same")):
        put(store, name, slug)
    resolve_path_conflicts(store, CountingReader(), 2)
    expected = {
        "a.md": "day/same.html",
        "b.md": "day/same-3.html",
        "c.md": "day/same-2.html",
        "d.md": "day/same-4.html",
    }
    assert places(store) == expected
    store.remove_sources(["a.md"])
    resolve_path_conflicts(store, CountingReader(), 3)
    assert places(store) == {"b.md": "day/same.html", "c.md": "day/same-2.html", "d.md": "day/same-3.html"}


@pytest.mark.parametrize("is_known", [True, False], ids=["what was read is known", "all are compared"])
@pytest.mark.parametrize("seed", range(20))
def test_places_after_edits_are_those_of_a_first_build(store, tmp_path, seed, is_known):
    chance = random.Random(seed)
    slugs = ["same", "Same", "same-2", "same-2-2", "same-3", "other"]
    known = {}
    for build in range(2, 8):
        read = set()
        for _ in range(chance.randint(1, 6)):
            name = f"{chance.randrange(12):02}.md"
            if name in known and chance.random() < 0.4:
                del known[name]
                store.remove_sources([name])
            else:
                known[name] = chance.choice(slugs)
                put(store, name, known[name])
                read.add(name)
        resolve_path_conflicts(store, CountingReader(), build, read if is_known else None)
        first, _ = SourceStore.open_or_rebuild(str(tmp_path / str(build)))
        for name in sorted(known):
            put(first, name, known[name])
        resolve_path_conflicts(first, CountingReader(), None)
        assert places(store) == places(first)
        first.close()


@pytest.mark.parametrize("read", [None, ["a.md", "b.md", "c.md"]])
def test_an_article_without_a_page_contests_no_place(store, read):
    """`c.md` was read, and its file is gone."""
    put(store, "b.md")
    store.put_source(Source("a.md", Stamp(1, 1), b"1", problem="1: no title", wanted="day/same.html"))
    resolve_path_conflicts(store, CountingReader(), 2, read)
    assert places(store) == {"a.md": None, "b.md": "day/same.html"}


class CountedContent(SimpleNamespace):
    made = 0

    def __init__(self, content, metadata, settings, source_path, context):
        CountedContent.made += 1
        super().__init__(
            _content=content, metadata=metadata, settings=settings, source_path=source_path, _context=context
        )
        self.slug, self.save_as = metadata["slug"], f"{metadata['slug']}.html"


def test_a_whole_build_tries_each_number_of_a_slug_once():
    taken = Places()
    CountedContent.made = 0
    contents = [taken.settle(f"{n}.md", CountedContent("", {"slug": "same"}, {}, "", {}))[0] for n in range(300)]
    assert contents[-1].save_as == "same-300.html"
    assert CountedContent.made == 300 + 299
