"""What an update changes: documents, their numbers and names, and so postings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from lunr_search.name_table import Name
from lunr_search.newest_postings import PostingsLookup
from lunr_search.segments import Segment


@dataclass(slots=True)
class IndexChanges:
    """What an update touches.

    `rows` are the rows of the document table whose postings go or get another number, `days` the ordinals of the days
    that gain or lose documents, `numbers` the document numbers before and after, `names` how much the count of each
    name changes, `segments` the new postings.
    """

    rows: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    names: Counter[Name] = field(default_factory=Counter)
    segments: list[Segment] = field(default_factory=list)


class ChangedPostings(NamedTuple):
    """The postings that an update changes.

    `documents` are all postings of the documents that are added, removed or numbered anew, `moved` those of the
    documents whose positions come into p/, leave it or change there; `most` is the larger number of documents of the
    two. `before[row]` and `after[row]` are document numbers, -1 for none.
    """

    documents: Sequence[Segment]
    moved: Sequence[Segment]
    most: int
    before: np.ndarray
    after: np.ndarray


def find_changed_postings(
    lookup: PostingsLookup, rows: set[int], numbers_before: np.ndarray, recent_before: int, recent_after: int
) -> ChangedPostings:
    """Return the postings that an update changes. `rows` are those of IndexChanges.

    `recent_before` and `recent_after` are the numbers from which documents were and are recent (`Plan.recent_from`).
    """
    after = lookup.numbers
    added = len(after) - len(numbers_before)
    before = np.append(numbers_before, np.full(added, -1))
    moved = rows_of_older(before, recent_before, after, recent_after, rows)
    most = max(len(rows) + added, len(moved))
    return ChangedPostings(lookup.find_changed(rows), lookup.find(moved), most, before, after)


def rows_of_older(
    before: np.ndarray, recent_before: int, after: np.ndarray, recent_after: int, changed: set[int]
) -> set[int]:
    """Return the rows of documents whose positions in p/ change.

    These are the documents that enter or leave p/, and those of `changed` that were or are in it. The other arguments
    are as in ChangedPostings and `find_changed_postings`.
    """
    was_older = (before >= 0) & (before < recent_before)
    is_older = (after >= 0) & (after < recent_after)
    crossed = np.flatnonzero(was_older != is_older)
    return {*crossed.tolist(), *(row for row in changed if was_older[row] or is_older[row])}
