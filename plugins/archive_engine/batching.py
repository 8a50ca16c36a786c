"""Work cut into batches for the worker pool."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`, the last one shorter."""
    rest = iter(items)
    return iter(lambda: list(islice(rest, size)), [])


def cut_by_weight(items: Iterable[Item], weigh: Callable[[Item], float], most: float) -> Iterator[list[Item]]:
    """Yield the items in lists. A list ends as soon as it weighs `most` or more; the last list may weigh less.

    >>> list(cut_by_weight([1, 9, 3, 3, 3, 3], lambda item: item, 8))
    [[1, 9], [3, 3, 3], [3]]
    """
    part: list[Item] = []
    weight = 0.0
    for item in items:
        part.append(item)
        weight += weigh(item)
        if weight >= most:
            yield part
            part, weight = [], 0.0
    if part:
        yield part
