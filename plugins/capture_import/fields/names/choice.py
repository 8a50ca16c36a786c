"""Whose names are the authors', of all that a capture has in the places of a byline: one rule for every form."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from capture_import.fields.evidence import Candidate, Evidence, Field, Place
from capture_import.fields.names.agencies import list_agencies
from capture_import.fields.names.judging import fold_name, is_organisation
from capture_import.fields.names.splitting import split_list

_MAX_AUTHORS = 12
_PLACES = (Place.DECLARED, Place.SHOWN, Place.BESIDE, Place.TEXT)
_UNSURE = (Place.BESIDE, Place.TEXT)
ACCOUNT = "the author's account"
"""The key of a candidate that names an account, under which the author answers comments: it is no organisation's."""
OWN = {"of": "this article"}
"""The attributes of a candidate whose place names the authors of this article, and of no other on its page."""


class ChosenNames(NamedTuple):
    """The authors, and the agencies that signed beside them, as the front matter lists those."""

    authors: tuple[str, ...]
    agencies: str = ""


def choose(evidence: Evidence) -> ChosenNames:
    """Return the authors in the order of the capture.

    People where people are named; where only an organisation signs, that as it signs. A known publisher's layout tells
    names from all else, so that they stand.
    """
    names = list(evidence.find(Field.NAMES, Place.PUBLISHER))
    authors = tuple(name for candidate in names for name in candidate.texts) if names else _find_authors(evidence)
    signers = [text for candidate in evidence.find_all(Field.SIGNERS) for text in candidate.texts]
    return ChosenNames(authors, list_agencies(split_list(signers, is_declared=True), authors) if signers else "")


def _find_authors(evidence: Evidence) -> tuple[str, ...]:
    sites = {fold_name(name) for name in evidence.site_names if name}
    signers: list[str] = []
    has_own_signer = False
    for source in _list_sources(evidence):
        place = source.place
        if (signers and place is Place.TEXT) or (has_own_signer and place in _UNSURE):
            break
        if source.key == ACCOUNT and source.texts:
            return tuple(split_list(source.texts, is_declared=True))
        if source.texts and all(fold_name(name) in sites for name in source.texts):
            signers = signers or [" ".join(source.texts[0].split())]
            continue
        cleaned = split_list(source.texts, is_declared=place is Place.DECLARED)
        people = [name for name in cleaned if not is_organisation(name, sites)]
        if people:
            below = [] if place in _UNSURE else _list_below(evidence, sites)
            return tuple(below if below and _is_outdone(people, below) else people)[:_MAX_AUTHORS]
        # organisations that sign together sign by one name
        is_one = len(source.texts) == 1 and len(cleaned) > 1
        signers = signers or ([" ".join(source.texts[0].split())] if is_one else cleaned)
        has_own_signer = has_own_signer or (
            source.attributes is OWN and any(fold_name(name) not in sites for name in cleaned)
        )
    return tuple(signers[:_MAX_AUTHORS])


def _list_below(evidence: Evidence, sites: set[str]) -> list[str]:
    """Return the people that the byline right below the headline names."""
    return [
        name
        for candidate in evidence.find(Field.NAMES, Place.NEAR)
        for name in candidate.texts
        if not is_organisation(name, sites)
    ]


def _list_sources(evidence: Evidence) -> Iterator[Candidate]:
    return chain.from_iterable(evidence.find(Field.NAMES, place) for place in _PLACES)


def _is_outdone(declared: list[str], below: list[str]) -> bool:
    """Return whether the byline below the headline says more than what is declared: others, or all of those and more.

    Software declares who entered a text; the line below the headline names who wrote it.
    """
    mine, theirs = (
        {word for name in names for word in fold_name(name).split() if len(word) > 1} for names in (below, declared)
    )
    return not mine & theirs or (theirs < mine and len(below) > len(declared))
