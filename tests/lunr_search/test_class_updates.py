"""Updates of terms with impact classes: the files of a whole build, from the blocks of changed documents alone."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from lunr_search import class_files, class_updates, index_writer
from tests.lunr_search.invented import make_documents


@pytest.fixture
def updated(monkeypatch, small_classes):
    """Note the terms that an update has written in blocks, and those for which that was not possible."""
    terms = {True: [], False: []}
    for name in ("update_scores", "update_positions"):
        update = getattr(class_updates.ClassUpdater, name)

        def note(self, file, known, update=update):
            found = update(self, file, known)
            terms[found is not None].append(file.terms[0])
            return found

        monkeypatch.setattr(class_updates.ClassUpdater, name, note)
    return terms


@pytest.fixture
def threads():
    """Threads that make the files of several terms at a time, as the engine has them do."""
    with ThreadPoolExecutor(2) as threads:
        yield threads


@pytest.mark.parametrize("seed", range(4))
def test_updates_of_any_kind_give_the_files_of_a_whole_build(seed, site, other_site, updated, threads, small_store):
    chance = random.Random(seed)
    documents = make_documents(260, seed=seed)
    chance.shuffle(documents)
    known, rest = documents[:180], documents[180:]
    site.update(known)
    site.executor = threads if seed % 2 else None
    for _ in range(10):
        gone = chance.sample(known, chance.choice([0, 0, 1, 4]))
        edited = [replace(document, body=document.body + " tide") for document in chance.sample(known, 2)]
        edited = [document for document in edited if document.url not in {each.url for each in gone}]
        come = [*edited, *(rest.pop() for _ in range(min(len(rest), chance.choice([0, 1, 1, 5]))))]
        site.update(come, [document.url for document in gone])
        changed = {document.url for document in (*gone, *come)}
        known = [document for document in known if document.url not in changed] + come
    other_site.update(known)
    assert site.files() == other_site.files()
    assert len(updated[True]) > 50


def test_most_common_terms_of_an_added_document_are_updated_in_blocks(site, updated):
    documents = make_documents(300)
    site.update(documents)
    site.update([replace(documents[0], url="another.html")])
    assert len(updated[True]) > 3 * len(updated[False])


def test_an_update_encodes_the_postings_of_few_blocks(site, updated, monkeypatch):
    documents = make_documents(300)
    site.update(documents)
    sizes = []

    def encode(postings, *more):
        sizes.append(len(postings.terms))
        return class_files.encode_blocks(postings, *more)

    monkeypatch.setattr(class_updates, "encode_blocks", encode)
    site.update([replace(documents[0], url="another.html")])
    everything = max(len(np.load(path)) for path in site.state.glob("segment-*/keys.npy"))
    assert 0 < sum(sizes) < everything / 20


@pytest.mark.parametrize(
    "damage",
    [lambda data: data.replace(b"A", b"B"), lambda data: data[:-30], lambda data: b"", lambda data: b"[1]\n"],
    ids=["other bytes", "cut", "nothing", "another script"],
)
def test_files_that_are_not_those_of_the_last_build_are_written_whole(site, other_site, updated, damage):
    documents = make_documents(300)
    site.update(documents[:299])
    for path, data in site.files().items():
        if path.split("/")[1] in ("t", "w", "p"):
            site.write(path, damage(data))
    site.update(documents[299:])
    other_site.update(documents)
    written, expected = site.files(), other_site.files()
    same = [path for path in expected if path.split("/")[1] in ("w", "p") and written[path] == expected[path]]
    assert len(same) > 10
    # terms without positions have no file of these that could be damaged
    without_positions = {"2022", "uk"}
    assert updated[False] and set(updated[True]) == without_positions


def test_a_term_that_gets_or_loses_classes_is_written_whole(site, other_site, updated):
    few = [replace(document, body="comet tide", title="x", lede="", tags=()) for document in make_documents(26)]
    others = [replace(each, url=f"other/{each.url}", body="ferry") for each in make_documents(60, seed=2)]
    site.update([*others, *few[:22]])
    site.update(few[22:])
    other_site.update([*others, *few])
    assert site.files() == other_site.files()
    site.update([], [document.url for document in few[20:]])
    assert "comet" in updated[False]
    other_site.update([], [document.url for document in few[20:]])
    assert site.files() == other_site.files()


def test_more_documents_than_are_taken_in_blocks_give_the_same_files(site, other_site, updated, monkeypatch):
    monkeypatch.setattr(index_writer, "MOST_DOCUMENTS", 3)
    documents = make_documents(300)
    site.update(documents[:280])
    site.update(documents[280:], [documents[0].url])
    other_site.update(documents[1:])
    assert site.files() == other_site.files()
    assert updated == {True: [], False: []}
