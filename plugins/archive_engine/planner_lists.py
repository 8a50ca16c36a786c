"""Lists of articles as planners see them: what all of them can be asked, and lists in memory.

The lists of a planned build are those of `article_index`.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol, overload

from archive_engine.plans import Summary, summary_to_order


def find_member(members: Sequence[Summary], order: tuple[str, str]) -> int:
    """Return where the member with this date and URL (`summary_to_order`) stands in a list, or would stand.

    The lists of the engine know it without reading their members, others are bisected.
    """
    find: Callable[[tuple[str, str]], int] | None = getattr(members, "find_place", None)
    return bisect_left(members, order, key=summary_to_order) if find is None else find(order)


class MemberDays(Sequence[str]):
    """The days of a list's members in ISO 8601 (`2025-02-17`), the first ten characters of their dates."""

    def __init__(self, members: Sequence[Summary]) -> None:
        self._members = members
        self._day_at: Callable[[int], str] | None = getattr(members, "day_at", None)

    def __len__(self) -> int:
        return len(self._members)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> "MemberDays": ...

    def __getitem__(self, place: int | slice) -> "str | MemberDays":
        if isinstance(place, slice):
            return MemberDays(self._members[place])
        # the lists of the engine know it without reading a member
        return str(self._members[place]["date"][:10]) if self._day_at is None else self._day_at(place)


class GroupEnds(NamedTuple):
    """The first and the last article of a group."""

    first: Summary
    last: Summary


def find_last_day(groups: Sequence[GroupEnds], place: int) -> str:
    """Return the day of a group's last article in ISO 8601 (`2025-02-17`).

    The groups of the engine know it without reading an article.
    """
    find: Callable[[int], str] | None = getattr(groups, "last_day_at", None)
    return str(groups[place].last["date"][:10]) if find is None else find(place)


def choose_groups(groups: Sequence[GroupEnds], places: Sequence[int]) -> Sequence[GroupEnds]:
    """Return the groups at some places; those of the engine are read when they are asked for."""
    choose: Callable[[Sequence[int]], Sequence[GroupEnds]] | None = getattr(groups, "choose", None)
    return [groups[place] for place in places] if choose is None else choose(places)


class ListEntry(NamedTuple):
    """A list: its key, its number of members, its link, and what directories say of it."""

    key: str
    size: int
    link: Any
    entry: Any


class Shelf(Sequence[ListEntry]):
    """The entries of one part of a directory, such as those of one letter, by key; each is made when it is asked for.

    `rows` have the values of `ListEntry`, link and entry as JSON text. `name` is what the planner's ``find_shelf``
    returns.
    """

    def __init__(self, name: str, rows: Sequence[tuple[str, int, str | None, str]]) -> None:
        self.name = name
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> ListEntry: ...

    @overload
    def __getitem__(self, place: slice) -> list[ListEntry]: ...

    def __getitem__(self, place: int | slice) -> ListEntry | list[ListEntry]:
        if isinstance(place, slice):
            return [_row_to_entry(row) for row in self._rows[place]]
        return _row_to_entry(self._rows[place])

    @property
    def sizes(self) -> list[int]:
        """The number of members of each entry's list."""
        return [row[1] for row in self._rows]

    def digest(self) -> str:
        """Return a text that differs where any of the entries does: a page of them is another one then."""
        return blake2b(repr(self._rows).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _row_to_entry(row: tuple[str, int, str | None, str]) -> ListEntry:
    key, size, link, entry = row
    return ListEntry(key, size, None if link is None else json.loads(link), json.loads(entry))


class Links(Protocol):
    """All lists of a planner, and what is known of each without its members."""

    @property
    def lists(self) -> Mapping[str, Sequence[Summary]]:
        """The members of each list, oldest first."""

    def find_link(self, key: str) -> Any:
        """Return what `describe_link` says of a list: None for a list without members."""

    def totals(self, key: str) -> Mapping[str, int]:
        """Return how many members of a list have each of the texts that the planner's ``totals`` has for it."""

    def entries(self, prefix: str) -> Iterator[ListEntry]:
        """Yield the lists whose keys begin with a prefix (ASCII), in the order of their keys."""

    def shelves(self, prefix: str) -> Sequence[Shelf]:
        """Return the shelves whose names begin with a prefix (ASCII), by name."""

    def has_shelf(self, prefix: str) -> bool:
        """Return whether there is a shelf whose name begins with a prefix (ASCII)."""


def list_below(lists: Mapping[str, Sequence[Summary]], prefix: str) -> Iterator[tuple[str, Sequence[Summary]]]:
    """Yield the lists whose keys begin with a prefix (ASCII), each as key and members, in the order of the keys."""
    below: Callable[[str], Iterator[tuple[str, Sequence[Summary]]]] | None = getattr(lists, "below", None)
    if below is not None:
        return below(prefix)
    return ((key, lists[key]) for key in sorted(lists) if key.startswith(prefix))


class ListsInMemory:
    """All lists of a planner, of summaries in memory: its `Links` where the engine does not run.

    `everything` has the summaries in order.
    """

    def __init__(self, planner: Any, summaries: Iterable[Summary]) -> None:
        self.planner = planner
        self.everything = sorted(summaries, key=summary_to_order)
        self.lists: dict[str, list[Summary]] = {key: [] for key in getattr(planner, "always", ())}
        self._totals: dict[str, Counter[str]] = {}
        self._linked: set[str] = set()
        count_texts = getattr(planner, "totals", None)
        list_linked = getattr(planner, "linked_lists", None)
        for summary in self.everything:
            for key in planner.lists(summary):
                self.lists.setdefault(key, []).append(summary)
            for key, text in count_texts(summary) if count_texts is not None else ():
                self._totals.setdefault(key, Counter())[text] += 1
            self._linked.update(list_linked(summary) if list_linked is not None else ())
        self._links: dict[str, Any] = {}

    def find_link(self, key: str) -> Any:
        """Return the link of a list; None where it has none."""
        if key in self._linked and key not in self._links:
            self._links[key] = self.planner.describe_link(key, self.lists[key], self.totals(key))
        return self._links.get(key)

    def totals(self, key: str) -> Mapping[str, int]:
        """Return how many members of a list have each text that the planner counts."""
        return self._totals.get(key, {})

    def entries(self, prefix: str) -> Iterator[ListEntry]:
        """Yield the lists whose keys begin with a prefix, in the order of their keys."""
        describe = getattr(self.planner, "describe_entry", None)
        for key, members in list_below(self.lists, prefix):
            link, entry = self.find_link(key), None
            if describe is not None and members:
                entry = describe(key, members, self.totals(key), link)
            yield ListEntry(key, len(members), link, entry)

    def shelves(self, prefix: str) -> list[Shelf]:
        """Return the shelves whose names begin with a prefix, by name."""
        if not hasattr(self.planner, "find_shelf"):
            return []
        rows: dict[str, list[tuple[str, int, str | None, str]]] = {}
        for key, size, link, entry in self.entries(""):
            name = self.planner.find_shelf(key, link, entry) if entry is not None else ""
            if name and name.startswith(prefix):
                row = key, size, None if link is None else json.dumps(link), json.dumps(entry)
                rows.setdefault(name, []).append(row)
        return [Shelf(name, rows[name]) for name in sorted(rows)]

    def has_shelf(self, prefix: str) -> bool:
        """Return whether there is a shelf whose name begins with a prefix."""
        return bool(self.shelves(prefix))
