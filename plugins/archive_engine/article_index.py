"""The lists of the planners and their members; which lists and articles an edit touches."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, cast

from archive_engine.columns import load_days, load_versions
from archive_engine.interface import (
    FilePlan,
    LinkingPlanner,
    ListEntry,
    PagePlan,
    Planner,
    Shelf,
    Summary,
    Variables,
    summary_to_order,
)
from archive_engine.list_store import ListHead, ListStore
from archive_engine.listed_articles import ListedArticles
from archive_engine.members import Members, Order
from archive_engine.planners import Planners, name_list, split_list
from archive_engine.source_records import ListedArticle

# The members of lists are kept in memory up to so many in all, at four bytes each.
_HELD = 1 << 23
# So many links of lists are kept: a million articles tell several hundred thousand names.
_LINKS_HELD = 1 << 16


class ParsedEdit(NamedTuple):
    """An article's summaries before and after an edit; None where it did not exist, or no longer does."""

    before: Sequence[Summary] | None
    after: Sequence[Summary] | None


class Touched(NamedTuple):
    """The lists (by their owners' names) and the articles (by place in order of time) whose pages some edits may
    change.
    """

    owners: set[str]
    places: set[int]


class StoredLists(Mapping[str, Members]):
    """The lists of one planner by key, as the store has them; `number` is the planner's."""

    def __init__(self, number: int, order: Order, store: ListStore) -> None:
        self.order = order
        self.store = store
        self._prefix = name_list(number, "")
        self._held: dict[str, array[int]] = {}
        self._number_held = 0

    def __getitem__(self, key: str) -> Members:
        ids = self._load(key)
        if not ids and key not in self:
            raise KeyError(key)
        return Members.of(self.order, ids)

    def __contains__(self, key: object) -> bool:
        return bool(self._held.get(str(key))) or self.store.has(f"{self._prefix}{key}")

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.counts())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def entries(self, prefix: str) -> Iterator[ListEntry]:
        """Yield the lists whose keys begin with a prefix (ASCII), by key."""
        begin = len(self._prefix)
        rows = self.store.entries(f"{self._prefix}{prefix}")
        return (ListEntry(owner[begin:], *values) for owner, *values in rows)

    def shelves(self, prefix: str) -> list[Shelf]:
        """Return the shelves whose names begin with a prefix (ASCII), by name."""
        begin = len(self._prefix)
        rows = groupby(self.store.shelved(f"{self._prefix}{prefix}"), itemgetter(0))
        return [
            Shelf(name[begin:], [(owner[begin:], size, link, entry) for _, owner, size, link, entry in own])
            for name, own in rows
        ]

    def has_shelf(self, prefix: str) -> bool:
        """Return whether there is a shelf whose name begins with a prefix (ASCII)."""
        return self.store.has_shelf(f"{self._prefix}{prefix}")

    def below(self, prefix: str) -> Iterator[tuple[str, Members]]:
        """Yield key and members of the lists whose keys begin with a prefix (ASCII), by key."""
        return ((key, Members(self.order, count, partial(self._load, key))) for key, count in list(self.counts(prefix)))

    def counts(self, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the key and the number of members of each list whose key begins with a prefix (ASCII), by key."""
        begin = len(self._prefix)
        return ((owner[begin:], count) for owner, count in self.store.counts(f"{self._prefix}{prefix}"))

    def head(self, key: str) -> ListHead | None:
        """Return the number of members of a list, and its link; None where there is no such list."""
        return self.store.head(f"{self._prefix}{key}")

    def totals(self, key: str) -> dict[str, int]:
        """Return how many members of a list have each text that the planner counts."""
        return self.store.totals(f"{self._prefix}{key}")

    def _load(self, key: str) -> "array[int]":
        held = self._held.get(key)
        if held is None:
            if self._number_held > _HELD:
                self._held.clear()
                self._number_held = 0
            held = self._held[key] = self.store.members(f"{self._prefix}{key}")
            self._number_held += len(held) + 32  # an empty one has its place in memory, too
        return held


class PlannerLists:
    """The lists of one planner, its articles in order, and the pages that it plans."""

    def __init__(self, planner: Planner, order: Order, lists: StoredLists) -> None:
        self.planner = planner
        self.order = order
        self.lists = lists
        self.linking = cast("LinkingPlanner", planner) if hasattr(planner, "describe_link") else None
        self._links: dict[str, Any] = {}

    def list_pages(self, key: str) -> Iterable[PagePlan | FilePlan]:
        """Return all pages of a list; none for an empty list, unless the planner wants it `always`."""
        members: Sequence[Summary] = self.lists.get(key, ())
        if not members and key not in getattr(self.planner, "always", ()):
            return ()
        if self.linking is not None:
            return self.linking.linked_pages(key, members, self)
        return self.planner.list_pages(key, members)

    def find_link(self, key: str) -> Any:
        """Return the link of a list; None where it has no members."""
        if key not in self._links:
            if len(self._links) > _LINKS_HELD:
                self._links.clear()
            head = self.lists.head(key)
            self._links[key] = head.link if head is not None else None
        return self._links[key]

    def totals(self, key: str) -> Mapping[str, int]:
        """Return how many members of a list have each text that the planner counts."""
        return self.lists.totals(key)

    def entries(self, prefix: str) -> Iterator[ListEntry]:
        """Yield the lists whose keys begin with a prefix (ASCII), by key."""
        return self.lists.entries(prefix)

    def shelves(self, prefix: str) -> list[Shelf]:
        """Return the shelves whose names begin with a prefix (ASCII), by name."""
        return self.lists.shelves(prefix)

    def has_shelf(self, prefix: str) -> bool:
        """Return whether there is a shelf whose name begins with a prefix (ASCII)."""
        return self.lists.has_shelf(prefix)

    def find_asking(self, keys: Iterable[str]) -> tuple[set[str], set[int]]:
        """Return the lists that may ask for the links of some lists, and the ids of the articles in these."""
        if self.linking is None:
            return set(), set()
        members = {article_id for key in keys if key in self.lists for article_id in self.lists[key].ids}
        asking = [self.linking.linked_lists]
        if hasattr(self.linking, "asking_lists"):
            asking.append(self.linking.asking_lists)
        near = {
            key for summary in self.order.read(sorted(members)) for find_lists in asking for key in find_lists(summary)
        }
        return (near.union(getattr(self.planner, "always", ())) if members else near), members

    def article_variables(self, article_id: int) -> Variables:
        """Return the variables about other articles for the page of one."""
        order = self.order
        summary = order.summary(article_id)
        place = order.place_of(article_id)
        assert place is not None
        earlier = order.summary(order.ids[place - 1]) if place else None
        later = order.summary(order.ids[place + 1]) if place + 1 < len(order.ids) else None
        related: dict[str, Sequence[Summary]] = {
            key: self.lists.get(key, ()) for key in self.planner.related_lists(summary)
        }
        variables = self.planner.article_variables(summary, earlier, later, related)
        if self.linking is not None:
            variables = {**variables, **self.linking.linked_variables(summary, variables, related, self)}
        return variables

    def find_near(self, summary: Summary) -> set[int]:
        """Return the ids of the articles whose own pages show this one, or may have shown it."""
        reach_earlier: int | None = getattr(self.planner, "related_earlier", None)
        reach_later: int | None = getattr(self.planner, "related_later", None)
        order = summary_to_order(summary)
        place = self.order.find(order)
        found = set(self.order.ids[max(0, place - 1) : place + 2])
        for key in self.planner.related_lists(summary):
            members = self.lists.get(key)
            if members is None:
                continue
            at = members.find_place(order)
            if reach_earlier is None or reach_later is None:
                found.update(members.ids)
            else:
                found.update(members.ids[max(0, at - reach_later - 1) : at + reach_earlier + 1])
        return found


class ArticleIndex:
    """All published articles, oldest first by the first planner's summaries, and the lists of every planner, as the
    stores have them (`list_making` puts them there).
    """

    def __init__(self, planners: Planners, articles: ListedArticles, lists: ListStore) -> None:
        self.planners = planners
        self.articles = articles
        versions = load_versions(lists)
        self._orders = {
            source: Order(lists.members(name_order(source)), articles, source, versions, load_days(lists, source))
            for source in dict.fromkeys(planners.sources)
        }
        self.parts = [
            PlannerLists(planner, self._orders[source], StoredLists(number, self._orders[source], lists))
            for number, (planner, source) in enumerate(zip(planners.all, planners.sources, strict=True))
        ]
        self.order = self.parts[0].order

    @cached_property
    def site_variables(self) -> Variables:
        """The planners' variables for all pages of the site. Raises ValueError where two planners give the same."""
        return self.planners.describe_site(self.parts)

    def order_of(self, source: int) -> Order:
        """Return all articles in the order of the summaries of this number."""
        return self._orders[source]

    def count(self) -> int:
        """Return the number of articles."""
        return len(self.order.ids)

    def article(self, place: int) -> ListedArticle:
        """Return the article at a place in order of time."""
        return self.articles.store.listed_article(self.order.ids[place])

    def places_of(self, paths: Iterable[str]) -> set[int]:
        """Return the places of those articles whose sources have these paths."""
        ids = filter(None, map(self.articles.store.id_of, paths))
        return {place for article_id in ids if (place := self.order.place_of(article_id)) is not None}

    def list_owners(self) -> dict[str, int]:
        """Return the owners of all lists, each with the number of its members."""
        return {
            name_list(number, key): count
            for number, part in enumerate(self.parts)
            for key, count in part.lists.counts()
        }

    def count_members(self, owner: str) -> int:
        """Return how many articles the list of this owner has."""
        part, key = self.find_list(owner)
        head = part.lists.head(key)
        return head.size if head is not None else 0

    def list_pages(self, owner: str) -> Iterable[PagePlan | FilePlan]:
        """Return all pages of the list of this owner."""
        part, key = self.find_list(owner)
        return part.list_pages(key)

    def article_variables(self, place: int) -> Variables:
        """Return the variables about other articles for the page of the article at `place` in order of time.

        Raises ValueError where two planners give the same.
        """
        article_id = self.order.ids[place]
        return self.planners.join(
            (number, self.parts[number].article_variables(article_id)) for number in self.planners.writing
        )

    def find_touched(self, edits: Iterable[ParsedEdit], relinked: Iterable[str] = ()) -> Touched:
        """Return the lists and the articles whose pages some edits may change; `relinked` are the owners of the lists
        whose links these have changed.

        These articles are the edited ones, their neighbours in time, and those near them in their related lists.
        """
        owners: set[str] = set()
        ids: set[int] = set()
        for summaries in (summaries for edit in edits for summaries in edit if summaries is not None):
            for number, part in enumerate(self.parts):
                summary = summaries[self.planners.sources[number]]
                owners.update(name_list(number, key) for key in part.planner.lists(summary))
                if number in self.planners.writing:
                    ids |= part.find_near(summary)
        keys: defaultdict[int, list[str]] = defaultdict(list)
        for number, key in map(split_list, relinked):
            keys[number].append(key)
        for number, own in keys.items():
            asking, members = self.parts[number].find_asking(own)
            owners.update(name_list(number, key) for key in asking)
            if number in self.planners.writing:
                ids |= members
        places = (self.order.place_of(article_id) for article_id in ids)
        return Touched(owners, {place for place in places if place is not None})

    def find_list(self, owner: str) -> tuple[PlannerLists, str]:
        """Return the planner's lists that the owner's is one of, and its key there."""
        number, key = split_list(owner)
        return self.parts[number], key


def name_order(source: int) -> str:
    """Return the owner under which the store has the order of all articles by the summaries of this number."""
    return f"order{source}"
