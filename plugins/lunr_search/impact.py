"""How much the documents of a term weigh: its impact classes, and the documents whose lengths are given exactly. Pure.

A document's weight for a term is Lunr's: BM25 of each field with its boost, added up, without the factor that says how
rare the term is. The mean lengths of fields, which change with every article, are replaced by REFERENCE_LENGTHS. So a
weight follows from the document alone, and another article rarely moves a posting to another class: only where it moves
the level at which a class ends.

A browser that has a term's stronger classes knows from the bounds of the weaker ones what these can add to a score, and
loads them only where the first results depend on them (the threshold algorithm without random access: R. Fagin, A.
Lotem, M. Naor, Optimal aggregation algorithms for middleware, 2003).
"""

from typing import NamedTuple

import numpy as np

from lunr_search.documents import BOOSTS
from lunr_search.encoding import LEAST_WITH_EXACT
from lunr_search.postings import stable_order
from lunr_search.segments import Postings

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

Reckoned for a million stories and 93 queries (kB of postings of a first search, median, p90; rounds of requests, p90):
without classes 251, 955, 1; with 1 28, 415, 6; with 3 28, 482, 4. A round takes as long as some 60 kB.
"""
MOST_CLASSES = 12
"""A term with more classes would need FIRST_CLASS * (GROWTH + 1) ** 11 documents."""
LEVELS = 10
"""Classes begin at multiples of 1 / LEVELS of weight."""
_FEW, _MANY, _SHARE = 64, 2_048, 8
"""Of a term's documents one in _SHARE is exact, but not fewer than _FEW nor more than _MANY."""
RULES = repr((BOOSTS, REFERENCE_LENGTHS.tolist(), SCALES, CLASSED_DOCUMENTS, FIRST_CLASS, GROWTH, LEVELS))
"""What classes and their bounds follow from: files that other rules have made do not fit together."""


class WeakerClass(NamedTuple):
    """What a browser knows of a class before it loads it.

    How many documents and postings the class has, and for each of SCALES the most that one of its documents, or of a
    weaker class, can weigh. Classes are ordered by weights for the first scale: for a larger one, a weaker class may
    have documents that weigh more.
    """

    documents: int
    postings: int
    bounds: tuple[float, ...]


class Impact(NamedTuple):
    """What `classify` finds.

    Of posting i, `classes[i]` is its class, 0 the strongest, and `is_exact[i]` says whether it gives its field's exact
    length. `weaker` has the weaker classes of each term that has more than one.
    """

    classes: np.ndarray
    is_exact: np.ndarray
    weaker: dict[int, list[WeakerClass]]


def weigh(fields: np.ndarray, counts: np.ndarray, lengths: np.ndarray, scale: float = 1) -> np.ndarray:
    """Return the weight of postings without the factor of how rare the term is, for mean lengths of fields of `scale`
    times REFERENCE_LENGTHS.
    """
    relative = lengths / (REFERENCE_LENGTHS * scale)[fields]
    weights: np.ndarray = (K1 + 1) * counts / (K1 * (1 - B + B * relative) + counts) * np.array(BOOSTS)[fields]
    return weights


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
    weaker = {}
    for term in np.flatnonzero(sizes >= CLASSED_DOCUMENTS).tolist():
        first = int(sizes[:term].sum())
        own = slice(first, first + int(sizes[term]))
        classes[own] = _divide(weights[own])
        chosen = postings.terms == term
        weaker[term] = _describe(postings, lengths, chosen, documents[chosen] - first, classes[own])
    is_exact = _choose_exact(terms, sizes, weights)
    return Impact(classes[documents], is_exact[documents], {term: found for term, found in weaker.items() if found})


def _divide(weights: np.ndarray) -> np.ndarray:
    """Return the class of each document of one term."""
    levels = (weights * LEVELS).astype(np.int64)
    sizes = np.bincount(levels)
    classes = np.zeros(len(sizes), np.int64)  # of each level
    number = stronger = size = 0
    for level in range(len(sizes) - 1, -1, -1):
        left = int(sizes[:level].sum())
        classes[level] = number
        size += int(sizes[level])
        if size >= max(FIRST_CLASS, GROWTH * stronger) and left >= FIRST_CLASS:
            number, stronger, size = number + 1, stronger + size, 0
    return classes[levels]


def _describe(
    postings: Postings, lengths: np.ndarray, chosen: np.ndarray, documents: np.ndarray, classes: np.ndarray
) -> list[WeakerClass]:
    """Return the weaker classes of the term whose postings are `chosen`: `documents` says of each of them which of the
    term's documents it belongs to, `classes` the class of each document.
    """
    count = int(classes.max()) + 1
    most = np.zeros((len(SCALES), count))
    for place, scale in enumerate(SCALES):
        weights = weigh(postings.fields[chosen], postings.counts[chosen], lengths[chosen], scale)
        np.maximum.at(most[place], classes, np.bincount(documents, weights))
    most = np.maximum.accumulate(most[:, ::-1], axis=1)[:, ::-1]
    document_counts, posting_counts = np.bincount(classes), np.bincount(classes[documents])
    bounds = np.ceil(most * 1000) / 1000
    return [
        WeakerClass(int(document_counts[number]), int(posting_counts[number]), tuple(bounds[:, number].tolist()))
        for number in range(1, count)
    ]


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
    limits = np.where(sizes >= LEAST_WITH_EXACT, np.clip(sizes // _SHARE, _FEW, _MANY), 0)
    is_exact = np.zeros(len(terms), bool)
    is_exact[order] = places < limits[terms]
    return is_exact
