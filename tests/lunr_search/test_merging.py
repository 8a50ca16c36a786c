"""Segments that are merged after an edit: few, small ones, and without what was removed."""

from itertools import pairwise

import numpy as np
import pytest

from lunr_search import entry_files, index_writer, merging, portions
from tests.lunr_search.invented import make_documents


def segment_sizes(site) -> list[int]:
    """Return how many postings each segment of the index has."""
    return sorted(len(np.load(path)) for path in site.state.glob("segment-*/keys.npy"))


def test_edits_do_not_merge_the_postings_of_the_whole_archive(site, monkeypatch):
    monkeypatch.setattr(index_writer, "MAX_SEGMENTS", 4)
    merged = []

    def choose(sizes):
        chosen = merging.choose_merged(sizes)
        merged.append(sum(sizes[index] for index in chosen))
        return chosen

    monkeypatch.setattr(index_writer, "choose_merged", choose)
    documents = make_documents(260)
    site.update(documents[:200])
    largest = segment_sizes(site)[-1]
    for document in documents[200:]:
        site.update([document])
        assert len(segment_sizes(site)) <= 4
    assert segment_sizes(site)[-1] == largest
    assert len(merged) > 10 and max(merged) < largest


@pytest.mark.parametrize("sizes", [[5, 5], [1, 1, 1, 1, 1], [100, 1, 1, 1, 50, 2, 3], [8, 4, 2, 1, 16, 32]])
def test_the_smallest_are_merged_and_no_one_that_is_larger_than_all_of_them(sizes):
    chosen = [sizes[index] for index in merging.choose_merged(sizes)]
    assert sorted(sizes)[: len(chosen)] == sorted(chosen) and len(chosen) >= 2
    others = sorted(sizes)[len(chosen) :]
    assert not others or others[0] > sum(chosen)


def test_a_merge_leaves_out_removed_documents(site, monkeypatch):
    monkeypatch.setattr(index_writer, "MAX_SEGMENTS", 1)
    documents = make_documents(40)
    site.update(documents[:30])
    site.update(documents[30:], [document.url for document in documents[:25]])
    (size,) = segment_sizes(site)
    whole = type(site)(site.state.parent / "whole")
    whole.update(documents[25:])
    assert segment_sizes(whole) == [size]


def test_files_of_entries_are_few_and_hold_no_removed_document(site, monkeypatch):
    monkeypatch.setattr(entry_files, "MAX_FILES", 2)
    documents = make_documents(40)
    site.update(documents[:30])
    for number in range(30, 36):
        site.update([documents[number]], [documents[number - 30].url])
        assert len(list(site.state.glob("entries-*.bin"))) <= 2
    site.update(documents[36:], [document.url for document in documents[6:36]])
    kept = b"".join(path.read_bytes() for path in site.state.glob("entries-*.bin"))
    small = min(site.state.glob("entries-*.bin"), key=lambda path: path.stat().st_size).read_bytes()
    assert all(document.url.encode() in kept for document in documents[36:])
    assert not any(document.url.encode() in small for document in documents[6:36])


def test_portions_hold_all_items_once(monkeypatch):
    monkeypatch.setattr(portions, "PORTION", 10)
    sizes = [3, 9, 1, 1, 1, 30, 2, 4]
    found = list(portions.cut_into_portions(sizes))
    assert found[0][0] == 0 and found[-1][1] == len(sizes)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert all(sum(sizes[start:end]) >= 10 for start, end in found[:-1])
    assert list(portions.cut_into_portions([])) == []
