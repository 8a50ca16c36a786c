"""Whole indexes have the same bytes in whatever order documents come; one article changes few files."""

import random

import pytest

from lunr_search import index_writer, portions, segments, vocabulary
from lunr_search.digests import document_to_digest
from lunr_search.index import SearchIndex
from lunr_search.index_output import IndexOutput
from lunr_search.postings import digests_to_block
from tests.lunr_search.invented import LANGUAGES, make_documents


@pytest.mark.parametrize("postings", [7, segments.SLICE], ids=["few at a time", "all at once"])
def test_cold_and_warm_builds_give_the_same_bytes(postings, site, other_site, monkeypatch):
    monkeypatch.setattr(segments, "SLICE", postings)
    monkeypatch.setattr(vocabulary, "SLICE", postings)
    monkeypatch.setattr(portions, "PORTION", 900)
    monkeypatch.setattr(index_writer, "MAX_SEGMENTS", 3)
    documents = make_documents(200)
    rng = random.Random(1)
    site.update(documents[:130])
    gone = rng.sample(documents[:130], 10)
    site.update(documents[130:190], [document.url for document in gone])
    for document in [*gone, *documents[190:]]:
        site.update([document])
    rng.shuffle(documents)
    other_site.update(documents)
    assert site.files() == other_site.files()


def test_a_changed_document_is_replaced(site, other_site):
    documents = make_documents(40)
    changed = make_documents(40, seed=8)[3]
    site.update(documents)
    digest = document_to_digest(changed, LANGUAGES)
    site.update(digests=[(documents[5].url, digest)])
    rest = [document for document in documents if document is not documents[5]]
    other_site.update([*rest, changed])
    assert site.files() == other_site.files()


def test_an_index_whose_documents_are_all_removed_equals_an_empty_one(site, other_site):
    documents = make_documents(30)
    site.update(documents)
    site.update(removed=[document.url for document in documents])
    other_site.update([])
    assert site.files() == other_site.files()


def test_an_update_without_changes_writes_only_small_lists(site):
    site.update(make_documents(60))
    before = site.files()
    written = site.update([])
    assert site.files() == before
    assert not any(path.startswith(("search/t/", "search/p/", "search/r/")) for path in written)


def test_the_newest_article_rewrites_no_more_files_than_it_has_terms(site):
    documents = sorted(make_documents(400), key=lambda document: document.date)
    site.update(documents[:-1])
    written = site.update([documents[-1]])
    terms = digests_to_block([document_to_digest(documents[-1], LANGUAGES)]).terms
    assert len(written) <= len(terms) + 10


def test_an_index_is_the_same_after_its_state_was_deleted_or_broken(site):
    documents = make_documents(25)
    site.update(documents)
    before = site.files()
    (site.state / "documents.sqlite").write_bytes(b"not a database at all, and rather long for that")
    site.update(documents)
    assert site.files() == before


def test_a_failed_write_does_not_change_the_state(site):
    documents = make_documents(30)
    site.update(documents[:20])
    write, count = site.write, 0

    def fail(path, data):
        nonlocal count
        count += 1
        if count > 5:
            raise OSError("disk full")
        write(path, data)

    site.write = fail
    with pytest.raises(OSError, match="disk full"):
        site.update(documents[20:])
    site.write = write
    site.update(documents[20:])
    after = site.files()
    site.update(removed=[document.url for document in documents])
    site.update(documents)
    assert site.files() == after


@pytest.mark.parametrize("count", [0, 1])
def test_archives_of_very_few_documents_are_indexed(site, count):
    site.update(make_documents(count))
    assert "search/manifest.js" in site.files()


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_what_stops_a_whole_build_of_the_index_is_raised_as_it_is(site, monkeypatch, error):
    documents = make_documents(30)
    site.update(documents)
    before = site.files()

    def fail(path, data):
        raise error

    for state in ("built", "emptied"):
        index = SearchIndex(site.state, LANGUAGES)
        if state == "emptied":
            index.forget()
        digests = [(document.url, document_to_digest(document, LANGUAGES)) for document in documents]
        with pytest.raises(type(error), match=str(error) or None):
            index.update(digests, [], IndexOutput(fail, lambda path: None, fail))
        index.close()
    # nothing is left of what was not finished
    index = SearchIndex(site.state, LANGUAGES)
    assert index.is_empty
    index.close()
    site.update(documents)
    assert site.files() == before
