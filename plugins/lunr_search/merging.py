"""Several segments into one, so that updates have few of them to look into."""

from collections.abc import Iterator, Sequence

import numpy as np

from lunr_search.segment_files import SegmentWriter
from lunr_search.segments import Segment, gather, release
from lunr_search.vocabulary import count_terms, indexes_in_all

PORTION = 150_000
"""How many postings, about, are sorted and written at once."""


def cut_into_portions(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first index and the one behind the last of portions of neighbouring items that have PORTION postings or
    more, given how many each item has; the last portion may have fewer.
    """
    start = size = 0
    for index, each in enumerate(sizes, 1):
        size += each
        if size >= PORTION or index == len(sizes):
            yield start, index
            start, size = index, 0


def choose_merged(sizes: Sequence[int]) -> list[int]:
    """Return the indexes of the segments to be merged, given how many postings each of them has.

    These are the smaller half of them, and each larger one that has no more than all smaller ones together. So a
    posting is merged again only when its segment doubles, and that of a large archive rarely after an edit.

    >>> choose_merged([900_000, 210, 180, 2_000, 240, 600])
    [2, 1, 4, 5]
    """
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    count = total = 0
    for index in order:
        if count >= max(2, len(sizes) // 2) and sizes[index] > total:
            break
        count, total = count + 1, total + sizes[index]
    return order[:count]


def merge_segments(segments: Sequence[Segment], numbers: np.ndarray, writer: SegmentWriter) -> None:
    """Write the postings of some segments into a new one, without those of removed documents, whose number is -1."""
    terms, counts = count_terms(segments, numbers)
    wanted = list(indexes_in_all(segments, terms))
    for start, end in cut_into_portions(counts.tolist()):
        writer.add(gather(segments, [indexes[start:end] for indexes in wanted], numbers))
        release(segments)
    writer.finish(terms)
