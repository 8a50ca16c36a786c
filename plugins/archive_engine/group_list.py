"""Groups as planners see them: the ends of each, which are read when asked."""

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import overload

from archive_engine.interface import GroupEnds
from archive_engine.list_store import IDS
from archive_engine.members import Order


class GroupList(Sequence[GroupEnds]):
    """The ends of groups, by the ids of their first and their last members. A slice reads nothing."""

    def __init__(self, order: Order, firsts: "array[int]", lasts: "array[int]") -> None:
        self.order = order
        self._firsts = firsts
        self._lasts = lasts

    def __len__(self) -> int:
        return len(self._firsts)

    @overload
    def __getitem__(self, place: int) -> GroupEnds: ...

    @overload
    def __getitem__(self, place: slice) -> "GroupList": ...

    def __getitem__(self, place: int | slice) -> "GroupEnds | GroupList":
        if isinstance(place, slice):
            return GroupList(self.order, self._firsts[place], self._lasts[place])
        return GroupEnds(self.order.summary(self._firsts[place]), self.order.summary(self._lasts[place]))

    def __iter__(self) -> Iterator[GroupEnds]:
        return map(GroupEnds, self.order.read(self._firsts), self.order.read(self._lasts))

    def choose(self, places: Sequence[int]) -> "GroupList":
        """Return the groups at some places."""
        firsts, lasts = ([ids[place] for place in places] for ids in (self._firsts, self._lasts))
        return GroupList(self.order, array(IDS, firsts), array(IDS, lasts))

    def last_day_at(self, place: int) -> str:
        """Return the day of a group's last member (see `interface.find_last_day`)."""
        return self.order.days[self._lasts[place]].decode("ascii").rstrip()

    def digest(self) -> bytes:
        """Return a hash of the summaries of all ends, which reads none."""
        versions = map(self.order.versions.__getitem__, chain(self._firsts, self._lasts))
        return blake2b(b"".join(versions), digest_size=16).digest()
