"""How much the documents of a term weigh: its impact classes, and the documents whose lengths are given exactly. Pure.

A document's weight for a term is Lunr's: BM25 of each field with its boost, added up, without the factor that says how
rare the term is. The mean lengths of fields, which change with every article, are replaced by REFERENCE_LENGTHS. So a
weight follows from the document alone, and another article rarely moves a posting to another class: only where it moves
the level at which a class ends. What tells that, how many documents each level has, is kept (`TermClasses`): an update
then needs only the postings of the documents beside those that it changes (`class_updates.py`).

A browser that has a term's stronger classes knows from the bounds of the weaker ones what these can add to a score, and
loads them only where the first results depend on them (the threshold algorithm without random access: R. Fagin, A.
Lotem, M. Naor, Optimal aggregation algorithms for middleware, 2003).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from lunr_search.documents import BOOSTS
from lunr_search.placing import LONG_RECORD
from lunr_search.postings import stable_order
from lunr_search.segments import Postings, choose_scores, slice_of

K1, B = 1.2, 0.75
"""Lunr's own parameters of BM25, as in matching.js."""
REFERENCE_LENGTHS = np.array((8, 320, 6, 3, 2, 2, 40, 24, 3, 1))
"""How many terms each of FIELDS has, about, on average in archives of news."""
SCALES = (1, 1.4, 2, 4)
"""For these multiples of REFERENCE_LENGTHS bounds are stored. A weight grows with the mean lengths, so that a browser
takes the bound for the smallest multiple that no mean length of its archive exceeds.
"""
CLASSED_DOCUMENTS = 16_384
"""A term of so many documents has classes: 20 kB of postings, below which further requests cost more than they save.

It must be so many that such a term has a shard of its own (`packing.FILE_WEIGHT`): a file of t/ describes the classes
of one term.
"""
FIRST_CLASS = 4_096
"""The fewest documents of the first class."""
GROWTH = 3
"""Each weaker class but the last has at least so many times the documents of all stronger ones together.

Reckoned for a million stories and 93 queries, before documents stood in rows of a day (kB of postings of a first
search, median, p90; rounds of requests, p90): without classes 251, 955, 1; with 1 28, 415, 6; with 3 28, 482, 4. A
round takes as long as some 60 kB.
"""
MOST_CLASSES = 12
"""A term with more classes would need FIRST_CLASS * (GROWTH + 1) ** 11 documents."""
LEVELS = 10
"""Classes begin at multiples of 1 / LEVELS of weight."""
_FEW, _MANY, _SHARE = 64, 2_048, 8
"""Of a term's documents one in _SHARE is exact, but not fewer than _FEW. Of a term with classes those of the strongest
levels are that have no more than _MANY together.
"""
RULES = repr((BOOSTS, REFERENCE_LENGTHS.tolist(), SCALES, CLASSED_DOCUMENTS, FIRST_CLASS, GROWTH, LEVELS, _MANY))
"""What classes and their bounds follow from: files that other rules have made do not fit together."""


class ClassBounds(NamedTuple):
    """What a browser knows of a class before it loads it.

    How many documents and postings the class has, and for each of SCALES the most that one of its documents, or of a
    weaker class, can weigh. Classes are ordered by weights for the first scale: for a larger one, a weaker class may
    have documents that weigh more.
    """

    documents: int
    postings: int
    bounds: tuple[float, ...]


class Weighed(NamedTuple):
    """Documents of one term.

    `weights[s, i]` is the weight of document i for scale s of SCALES, `numbers[i]` its number, `postings[i]` how many
    postings it has.
    """

    weights: np.ndarray
    numbers: np.ndarray
    postings: np.ndarray

    @property
    def levels(self) -> np.ndarray:
        """The level of each document."""
        return weights_to_levels(self.weights[0])


class TermClasses(NamedTuple):
    """The classes of a term.

    `levels[n]` is how many documents have level n; `postings[c]` how many postings class c has, 0 the strongest. Of its
    documents `times[c][s]` weigh `most[c][s]` for scale s of SCALES, and none more.
    """

    levels: tuple[int, ...]
    postings: tuple[int, ...]
    most: tuple[tuple[float, ...], ...]
    times: tuple[tuple[int, ...], ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """The lowest level of each class."""
        return _divide(self.levels)

    @property
    def exact_from(self) -> int:
        """The lowest level whose documents are exact; above all levels where none are."""
        level = len(self.levels)
        total = 0
        while level and total + self.levels[level - 1] <= _MANY:
            level -= 1
            total += self.levels[level]
        return level

    def classes_of(self, levels: np.ndarray) -> np.ndarray:
        """Return the class of documents of these levels."""
        classes: np.ndarray = np.searchsorted(-np.array(self.starts), -levels)
        return classes

    def describe(self) -> list[ClassBounds]:
        """Return what a browser knows of each weaker class."""
        most = np.maximum.accumulate(np.array(self.most)[::-1])[::-1]
        bounds = (np.ceil(most * 1000) / 1000).tolist()
        documents = [sum(self.levels[start:end]) for end, start in pairwise(self.starts)]
        return list(map(ClassBounds, documents, self.postings[1:], map(tuple, bounds[1:])))

    def change(self, removed: Weighed, added: Weighed) -> "TermClasses | None":
        """Return the classes without some documents and with others; None where other documents may then have other
        classes, or other bounds, or be exact where they were not.
        """
        sizes = np.zeros(max(len(self.levels), *(_count_levels(each) for each in (removed, added))), np.int64)
        sizes[: len(self.levels)] = self.levels
        sizes += np.bincount(added.levels, minlength=len(sizes)) - np.bincount(removed.levels, minlength=len(sizes))
        most, times, postings = np.array(self.most), np.array(self.times), np.array(self.postings)
        for each, sign in ((added, 1), (removed, -1)):
            classes = self.classes_of(each.levels)
            np.add.at(postings, classes, sign * each.postings)
            for number, weights in zip(classes.tolist(), each.weights.T, strict=True):
                is_more = weights > most[number]
                times[number] = np.where(is_more, 0, times[number]) + sign * (weights >= most[number])
                most[number] = np.where(is_more, weights, most[number])
            if (times <= 0).any():
                return None
        changed = TermClasses(_trim(sizes), *_to_tuples(postings, most, times))
        if sum(changed.levels) < CLASSED_DOCUMENTS:
            return None
        is_same = (changed.starts, changed.exact_from) == (self.starts, self.exact_from)
        return changed if is_same else None


def _count_levels(documents: Weighed) -> int:
    return int(documents.levels.max(initial=-1)) + 1


def _to_tuples(postings: np.ndarray, most: np.ndarray, times: np.ndarray) -> tuple[Any, Any, Any]:
    return tuple(postings.tolist()), tuple(map(tuple, most.tolist())), tuple(map(tuple, times.tolist()))


class Impact(NamedTuple):
    """What `classify` finds.

    Of posting i, `classes[i]` is its class, 0 the strongest, and `is_exact[i]` says whether it gives its field's exact
    length. `classed` are the classes of each term that has CLASSED_DOCUMENTS or more.
    """

    classes: np.ndarray
    is_exact: np.ndarray
    classed: dict[int, TermClasses]


def weigh(fields: np.ndarray, counts: np.ndarray, lengths: np.ndarray, scale: float = 1) -> np.ndarray:
    """Return the weight of postings without the factor of how rare the term is, for mean lengths of fields of `scale`
    times REFERENCE_LENGTHS.
    """
    relative = lengths / (REFERENCE_LENGTHS * scale)[fields]
    weights: np.ndarray = (K1 + 1) * counts / (K1 * (1 - B + B * relative) + counts) * np.array(BOOSTS)[fields]
    return weights


def weights_to_levels(weights: np.ndarray) -> np.ndarray:
    """Return the level of each weight for the first of SCALES."""
    levels: np.ndarray = (weights * LEVELS).astype(np.int64)
    return levels


def classify(postings: Postings, lengths: np.ndarray) -> Impact:
    """Return the impact of postings, of which each term 0 … n-1 has some; `lengths[i]` is the length of the field of
    posting i.
    """
    keys = postings.terms.astype(np.int64) << 44 | postings.numbers
    order = np.argsort(keys, kind="stable")
    is_first = np.diff(keys[order], prepend=-1) != 0
    documents = np.empty(len(keys), np.int64)  # of each posting
    documents[order] = np.cumsum(is_first) - 1
    terms = postings.terms[order][is_first].astype(np.int64)  # of each document
    sizes = np.bincount(terms)
    weights = np.bincount(documents, weigh(postings.fields, postings.counts, lengths))
    classes = np.zeros(len(terms), np.int64)
    is_exact = _choose_exact(terms, sizes, weights)
    classed = {}
    for term in np.flatnonzero(sizes >= CLASSED_DOCUMENTS).tolist():
        first = int(sizes[:term].sum())
        own = slice(first, first + int(sizes[term]))
        chosen = slice_of(postings, term)
        weighed = weigh_documents(choose_scores(postings, chosen), lengths[chosen])
        found = describe_classes(weighed)
        classes[own] = found.classes_of(weighed.levels)
        is_exact[own] = weighed.levels >= found.exact_from
        classed[term] = found
    return Impact(classes[documents], is_exact[documents], classed)


def find_classed(postings: Postings) -> list[int]:
    """Return the terms that have classes."""
    sizes = np.bincount(postings.terms)
    return [
        term
        for term in np.flatnonzero(sizes >= CLASSED_DOCUMENTS).tolist()
        if len(np.unique(postings.numbers[slice_of(postings, term)])) >= CLASSED_DOCUMENTS
    ]


def weigh_documents(postings: Postings, lengths: np.ndarray) -> Weighed:
    """Return the documents of postings of one term, by number, with their weights."""
    numbers, documents = np.unique(postings.numbers, return_inverse=True)
    weights = [
        np.bincount(documents, weigh(postings.fields, postings.counts, lengths, scale), len(numbers))
        for scale in SCALES
    ]
    return Weighed(np.array(weights), numbers, np.bincount(documents, minlength=len(numbers)))


def describe_classes(documents: Weighed) -> TermClasses:
    """Return the classes of a term, given all its documents."""
    sizes = _trim(np.bincount(documents.levels))
    starts = _divide(sizes)
    classes = np.searchsorted(-np.array(starts), -documents.levels)
    most = np.zeros((len(starts), len(SCALES)))
    np.maximum.at(most, classes, documents.weights.T)
    times = np.zeros(most.shape, np.int64)
    np.add.at(times, classes, most[classes] <= documents.weights.T)
    postings = np.bincount(classes, documents.postings).astype(np.int64)
    return TermClasses(sizes, *_to_tuples(postings, most, times))


def _trim(levels: np.ndarray) -> tuple[int, ...]:
    """Return the sizes of levels without empty ones at the end."""
    found = np.flatnonzero(levels)
    return tuple(levels[: found[-1] + 1 if len(found) else 0].tolist())


def _divide(sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the lowest level of each class, given how many documents each level has."""
    starts = []
    stronger = size = 0
    left = sum(sizes)
    for level in range(len(sizes) - 1, -1, -1):
        size += sizes[level]
        left -= sizes[level]
        if size >= max(FIRST_CLASS, GROWTH * stronger) and left >= FIRST_CLASS:
            starts.append(level)
            stronger, size = stronger + size, 0
    return (*starts, 0)


def _choose_exact(terms: np.ndarray, sizes: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return whether each document is exact: those of a term that weigh most, of equals the newer.

    Exact lengths are those of documents that can be among the first results: a browser then knows their scores without
    their records. Measured on a million stories, for 93 queries (records of a first search, median, mean): none exact
    64, 59; 64 exact 10, 27; 1,024 exact 10, 13; one in eight 10, 11.
    """
    newest_first = np.arange(len(terms))[::-1]
    falling = np.iinfo(np.uint16).max - np.minimum(weights * 4096, np.iinfo(np.uint16).max).astype(np.uint16)
    order = newest_first[np.argsort(falling[newest_first], kind="stable")]
    order = order[stable_order(terms[order])]
    places = np.arange(len(terms)) - (np.cumsum(sizes) - sizes)[terms]
    limits = np.where(sizes >= LONG_RECORD, np.maximum(sizes // _SHARE, _FEW), 0)
    is_exact = np.zeros(len(terms), bool)
    is_exact[order] = places < limits[terms]
    return is_exact
