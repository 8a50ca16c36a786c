"""Lists as planners see them: sequences of summaries that are read when asked."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Self, overload

from archive_engine.batching import cut
from archive_engine.columns import Column
from archive_engine.interface import Summary, summary_to_order
from archive_engine.list_store import IDS
from archive_engine.listed_articles import ListedArticles
from archive_engine.summaries import TOGETHER

# Stands for an id that is in no place.
_NOWHERE = 0xFFFFFFFF


class Order:
    """All published articles in the order of one planner's summaries, those of the number `source`.

    `versions` has the version of each article's summaries, `days` the day of this one.
    """

    def __init__(
        self, ids: "array[int]", articles: ListedArticles, source: int, versions: Column, days: Column
    ) -> None:
        self.ids = ids
        self.versions = versions
        self.days = days
        self.articles = articles
        self.source = source
        # the lists of one article are asked for the same place one after another
        self._last: tuple[tuple[str, str], int] | None = None

    @cached_property
    def _places(self) -> "array[int]":
        """The place of each article by its id. Many builds ask for none: it takes a third of a second for a million."""
        places = array(IDS, [_NOWHERE]) * (max(self.ids, default=0) + 1)
        for place, article_id in enumerate(self.ids):
            places[article_id] = place
        return places

    def place_of(self, article_id: int) -> int | None:
        """Return the place of an article; None where it is not published."""
        place = self._places[article_id] if article_id < len(self._places) else _NOWHERE
        return None if place == _NOWHERE else place

    def find(self, order: tuple[str, str]) -> int:
        """Return the place of the article with this date and URL, or the place where it would stand."""
        if self._last is None or self._last[0] != order:
            self._last = order, bisect_left(self.ids, order, key=self._order_of)
        return self._last[1]

    def find_among(self, ids: "array[int]", place: int) -> int:
        """Return where the article of a place stands, or would stand, among some ids in order."""
        return bisect_left(ids, place, key=self._places.__getitem__)

    def sort(self, ids: Iterable[int]) -> "array[int]":
        """Return ids of published articles in order."""
        return array(IDS, sorted(ids, key=self._places.__getitem__))

    def summary(self, article_id: int) -> Summary:
        """Return the summary of an article."""
        return self.articles.summaries(article_id)[self.source]

    def read(self, ids: Sequence[int]) -> Iterator[Summary]:
        """Yield the summaries of some articles."""
        source = self.source
        for part in cut(ids, TOGETHER):
            yield from (summaries[source] for summaries in self.articles.read(part))

    def _order_of(self, article_id: int) -> tuple[str, str]:
        return summary_to_order(self.summary(article_id))


class Members(Sequence[Summary]):
    """The summaries of a list's members, oldest first. A slice reads nothing either.

    `load` returns the ids of the `count` members, in order.
    """

    __slots__ = ("_count", "_digest", "_ids", "_load", "order")

    def __init__(self, order: Order, count: int, load: Callable[[], "array[int]"]) -> None:
        self.order = order
        self._count = count
        self._load = load
        self._ids: array[int] | None = None
        self._digest = b""

    @classmethod
    def of(cls, order: Order, ids: "array[int]") -> Self:
        """Return the members with these ids, which are in order."""
        return cls(order, len(ids), lambda: ids)

    @property
    def ids(self) -> "array[int]":
        """The ids of the members."""
        if self._ids is None:
            self._ids = self._load()
        return self._ids

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Summary: ...

    @overload
    def __getitem__(self, place: slice) -> "Members": ...

    def __getitem__(self, place: int | slice) -> "Summary | Members":
        if isinstance(place, slice):
            return Members.of(self.order, self.ids[place])
        return self.order.summary(self.ids[place])

    def __iter__(self) -> Iterator[Summary]:
        return self.order.read(self.ids)

    def day_at(self, place: int) -> str:
        """Return the first ten characters of a member's date."""
        return self.order.days[self.ids[place]].decode("ascii").rstrip()

    def digest(self) -> bytes:
        """Return a hash of all summaries, which reads none."""
        if not self._digest:
            self._digest = blake2b(self.order.versions.join(self.ids), digest_size=16).digest()
        return self._digest

    def __reversed__(self) -> Iterator[Summary]:
        return iter(self[::-1])

    def find_place(self, order: tuple[str, str]) -> int:
        """Return where the member with this date and URL stands, or would stand."""
        return self.order.find_among(self.ids, self.order.find(order))
