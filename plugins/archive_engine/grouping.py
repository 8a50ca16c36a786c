"""All groups of many articles, found in memory: a first build finds them so, and a build that keeps nothing.

Marks are held in arrays. Of a million stories with eight marks each that takes 300 MB, as lists of Python's numbers it
would take 1.6 GB.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from archive_engine.interface import Grouper


class Placed(NamedTuple):
    """An article as a grouper sees it: its place in time (`interface.find_place`), and the number by which it is known.

    Of two with the same place, the one with the smaller number is the earlier.
    """

    place: int
    number: int


class Connected(NamedTuple):
    """An article among those that links connect: what it is, its marks, the articles that it links to, in order."""

    article: Placed
    marks: Sequence[int]
    links: Sequence[Placed]


def group_all(grouper: "Grouper", articles: Iterable[tuple[int, Sequence[int]]]) -> list[list[int]]:
    """Return the groups of all articles, each by its number among `articles`, which are places and marks.

    It is what the engine stores, for builds that keep nothing: members are in order of time, groups in that of the
    first members.
    """
    marked = MarkedArticles()
    for place, marks in articles:
        marked.add(place, marks)
    groups = marked.divide(grouper, marked.find_links(grouper))
    return [[placed.number for placed in group] for group in groups]


class MarkedArticles:
    """Places and marks of articles, which are numbered as they are added, from `first` on.

    All are added before anything else is asked.
    """

    def __init__(self, first: int = 0) -> None:
        self._first = first
        self._places = array("q")
        # the marks of all articles, one article after another, and where those of each end
        self._marks = array("q")
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._places)

    def add(self, place: int, marks: Iterable[int]) -> None:
        """Add the next article; a mark that comes twice counts once."""
        self._places.append(place)
        self._marks.extend(dict.fromkeys(marks))
        self._ends.append(len(self._marks))

    def sort_marks(self) -> Iterator[tuple[int, int, int]]:
        """Yield (mark, place, number) of each mark of each article in order, so that a table of them grows at its
        end.
        """
        places, numbers, first = self._places, self._numbers, self._first
        for mark in sorted(self._sharers):
            for rank in self._sharers[mark]:
                yield mark, places[numbers[rank]], first + numbers[rank]

    def find_links(self, grouper: "Grouper") -> dict[Placed, list[Placed]]:
        """Return the links of every article that has any, in order."""
        numbers, sharers = self._numbers, self._sharers
        ordered = [Placed(self._places[number], self._first + number) for number in numbers]
        # how many articles with each mark were looked at: they are looked at in order of time
        passed = dict.fromkeys(sharers, 0)
        links = {}
        for number, placed in zip(numbers, ordered, strict=True):
            near = {}
            for mark in self._marks_at(number):
                at = passed[mark]
                passed[mark] = at + 1
                ranks = sharers[mark]
                if len(ranks) > 1:  # many marks are those of one article
                    earlier, later = grouper.reach(mark)
                    others = [ordered[rank] for rank in ranks[max(0, at - earlier) : at]]
                    if later:
                        others += [ordered[rank] for rank in ranks[at + 1 : at + 1 + later]]
                    if others:
                        near[mark] = others
            found = grouper.links(placed, near) if near else ()
            if found:
                links[placed] = sorted(found)
        return links

    def divide(self, grouper: "Grouper", links: Mapping[Placed, Sequence[Placed]]) -> list[list[Placed]]:
        """Return the groups among the articles that links connect, each in order, in the order of their first
        members.
        """
        connected: dict[Placed, list[Placed]] = {}
        for placed in sorted(links):
            own = connected.setdefault(placed, [placed])
            for target in links[placed]:
                other = connected.setdefault(target, [target])
                if other is not own:
                    small, own = sorted((own, other), key=len)
                    own += small
                    connected.update(dict.fromkeys(small, own))
        parts = {id(part): part for part in connected.values()}
        return sorted(
            sorted(group)
            for part in parts.values()
            for group in grouper.divide(
                [
                    Connected(placed, self._marks_at(placed.number - self._first).tolist(), links.get(placed, []))
                    for placed in sorted(part)
                ]
            )
        )

    @cached_property
    def _numbers(self) -> "array[int]":
        """The articles in order of time, as numbers from 0 on."""
        return array("I", sorted(range(len(self._places)), key=self._places.__getitem__))

    @cached_property
    def _sharers(self) -> dict[int, "array[int]"]:
        """The articles with each mark, by their ranks in order of time, in order."""
        sharers: dict[int, array[int]] = {}
        for rank, number in enumerate(self._numbers):
            for mark in self._marks_at(number):
                if mark not in sharers:
                    sharers[mark] = array("I")
                sharers[mark].append(rank)
        return sharers

    def _marks_at(self, number: int) -> "array[int]":
        return self._marks[self._ends[number] : self._ends[number + 1]]
