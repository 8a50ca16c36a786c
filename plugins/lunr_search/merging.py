"""Several segments into one, so that updates have few of them to look into."""

from collections.abc import Sequence

import numpy as np

from lunr_search.portions import cut_into_portions
from lunr_search.segment_files import SegmentWriter
from lunr_search.segments import Segment, gather
from lunr_search.vocabulary import TermIndexes, count_terms


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
    indexes = TermIndexes(segments, terms)
    for start, end in cut_into_portions(counts.tolist()):
        writer.add(gather(segments, indexes.between(start, end), numbers))
    writer.finish(terms)
