"""The postings of the newest documents that an update keeps: the same files come of them, and no others are read."""

import random

import pytest

from lunr_search import newest_postings, segments, term_files
from tests.lunr_search.invented import make_documents


@pytest.fixture
def looked_through(monkeypatch):
    """How many postings each search through a segment had before it."""
    sizes = []
    find = segments.find_postings

    def count(segment, is_wanted):
        sizes.append(len(segment.rows))
        return find(segment, is_wanted)

    monkeypatch.setattr(newest_postings, "find_postings", count)
    return sizes


@pytest.mark.parametrize("seed", range(4))
def test_updates_of_any_kind_give_the_files_of_a_whole_build(seed, site, other_site, small_store):
    chance = random.Random(seed)
    documents = make_documents(120, seed=seed)
    chance.shuffle(documents)
    known, rest = documents[:70], documents[70:]
    site.update(known)
    for _ in range(12):
        gone = chance.sample(known, chance.choice([0, 0, 1, 5]))
        come = [rest.pop() for _ in range(min(len(rest), chance.choice([1, 1, 4])))]
        site.update(come, [document.url for document in gone])
        known = [document for document in known if document not in gone] + come
    other_site.update(known)
    assert site.files() == other_site.files()


def test_an_update_of_the_newest_documents_looks_through_their_postings_alone(site, looked_through, monkeypatch):
    monkeypatch.setattr(newest_postings, "LEAST", 6)
    monkeypatch.setattr(term_files, "RECENT", 4)
    documents = sorted(make_documents(301), key=lambda document: document.date)
    site.update(documents[:299])
    everything = sum(looked_through)
    for update in (
        lambda: site.update([documents[299]]),
        lambda: site.update([documents[300]], [documents[299].url]),
        lambda: site.update([], [documents[300].url]),
    ):
        looked_through.clear()
        update()
        assert sum(looked_through) < everything / 10
    looked_through.clear()
    site.update([], [documents[20].url])
    assert sum(looked_through) > everything / 2


def test_a_removal_of_more_than_the_kept_documents_finds_those_that_are_newest_then(site, other_site, monkeypatch):
    monkeypatch.setattr(newest_postings, "LEAST", 6)
    documents = sorted(make_documents(150), key=lambda document: document.date)
    site.update(documents)
    site.update([], [document.url for document in documents[130:]])
    site.update([], [documents[129].url])
    other_site.update(documents[:129])
    assert site.files() == other_site.files()
