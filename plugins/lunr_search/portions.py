"""Work on many postings cut into portions, so that memory holds the arrays of one portion at a time."""

from collections.abc import Iterator, Sequence

PORTION = 150_000
"""About how many postings, or positions, are worked on at once."""


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
