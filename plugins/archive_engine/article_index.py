"""The lists of the planners and their members; which lists and articles an edit touches.

A list is the places of its members (`article_records` has the articles): the plan of a million articles is some
hundred bytes of each, and the workers that are forked share it.
"""

import os
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from archive_engine.article_records import SHORT, ArticleRecords, ListedArticle, Members
from archive_engine.batching import cut
from archive_engine.interface import FilePlan, LinkingPlanner, PagePlan, Planner, Summary, Variables, summary_to_order
from archive_engine.planners import Planners, name_list, split_list
from archive_engine.source_store import SourceStore
from archive_engine.summaries import TOGETHER, parse_summaries

# A list of up to so many members is unpacked once for all that its planner asks of it; of a longer one, each time.
WHOLE = 4000
# For an article's page a list of up to so many members is unpacked, of a longer one what is near the article.
FEW = 16


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


class Lists(Mapping[str, Sequence[Summary]]):
    """The lists of one planner by key: `places` has those of their members among all articles, in order."""

    def __init__(self, records: ArticleRecords, places: Mapping[str, Sequence[int]], source: int) -> None:
        self.places = places
        self._records, self._source = records, source

    def __getitem__(self, key: str) -> Members:
        return self.show(self.places[key])

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def show(self, places: Sequence[int]) -> Members:
        """Return the articles at some places as this planner is given them."""
        return Members(self._records, places, self._source)

    def show_list(self, key: str) -> Sequence[Summary]:
        """Return the members of a list; those of a short one are unpacked."""
        return self.show_list_of(self.places.get(key, ()))

    def show_list_of(self, places: Sequence[int]) -> Sequence[Summary]:
        """Return the articles at some places; few of them are unpacked."""
        return self._records.take_all(places, self._source) if len(places) <= SHORT else self.show(places)

    def show_with(self, places: Sequence[int], others: Iterable[Summary]) -> Members:
        """Return the articles at some places, in order, with summaries among them that are no articles' any more."""
        joined = list(places)
        for summary in others:
            at = bisect_right(self.show(joined), summary_to_order(summary), key=summary_to_order)
            joined.insert(at, self._records.add_summary(summary, self._source))
        return self.show(joined)


@dataclass(slots=True)
class PlannerLists:
    """What one planner makes of the articles: its summaries of them in order, and its lists.

    `order` has the places of these summaries among all entries; None where both are in the same order.
    """

    planner: Planner
    articles: Members
    order: Sequence[int] | None
    lists: Lists
    linking: LinkingPlanner | None = field(init=False)
    _links: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.linking = cast("LinkingPlanner", self.planner) if hasattr(self.planner, "describe_link") else None

    def list_pages(self, key: str) -> Iterable[PagePlan | FilePlan]:
        """Return all pages of a list; none for an empty list, unless the planner wants it `always`."""
        members = self._unpack(key)
        if not members and key not in getattr(self.planner, "always", ()):
            return ()
        if self.linking is not None:
            return self.linking.linked_pages(key, members, self)
        return self.planner.list_pages(key, members)

    def find_link(self, key: str) -> Any:
        """Return the link of a list, which is worked out once; None where it has no members."""
        if key not in self._links:
            members = self.lists.show_list(key)
            assert self.linking is not None
            self._links[key] = self.linking.describe_link(key, members) if members else None
        return self._links[key]

    def _unpack(self, key: str) -> Sequence[Summary]:
        members = self.lists.show(self.lists.places.get(key, ()))
        return list(members) if len(members) <= WHOLE else members

    def find_changed_links(self, before: Sequence[Summary], after: Sequence[Summary]) -> Touched:
        """Return the lists, by key, that may ask for the links that an edit changes, and the places of the articles in
        lists with such links.

        The edit has made the summaries `after` of those `before`.
        """
        if self.linking is None:
            return Touched(set(), set())
        gone: defaultdict[str, list[Summary]] = defaultdict(list)
        for summary in before:
            for key in self.linking.linked_lists(summary):
                gone[key].append(summary)
        come = self.find_places(after)
        keys = set(gone).union(*map(self.linking.linked_lists, after))
        places = {
            place
            for key in keys
            if self._link_before(key, gone[key], come) != self.find_link(key)
            for place in self.lists.places.get(key, ())
        }
        asking = [self.linking.linked_lists]
        if hasattr(self.linking, "asking_lists"):
            asking.append(self.linking.asking_lists)
        members = self.lists.show(sorted(places))
        near = {key for member in members for find_lists in asking for key in find_lists(member)}
        return Touched(near.union(self.planner.always) if members else near, places)

    def _link_before(self, key: str, gone: Sequence[Summary], come: Container[int]) -> Any:
        assert self.linking is not None
        places = [place for place in self.lists.places.get(key, ()) if place not in come]
        members = self.lists.show_with(places, gone)
        return self.linking.describe_link(key, members) if members else None

    def article_variables(self, place: int) -> Variables:
        """Return the variables about other articles for the page of the article at `place` among `articles`."""
        summary = self.articles[place]
        earlier = self.articles[place - 1] if place else None
        later = self.articles[place + 1] if place + 1 < len(self.articles) else None
        related = {key: self._show_near(key, place) for key in self.planner.related_lists(summary)}
        variables = self.planner.article_variables(summary, earlier, later, related)
        if self.linking is not None:
            variables = {**variables, **self.linking.linked_variables(summary, variables, related, self)}
        return variables

    def _show_near(self, key: str, place: int) -> Sequence[Summary]:
        """Return the members of a list among which the article at `place` looks for related ones: of a long list only
        those within its planner's reach.
        """
        places = self.lists.places.get(key, ())
        if len(places) > FEW and self.order is None and hasattr(self.planner, "related_earlier"):
            at = bisect_left(places, place)
            places = places[max(0, at - self.planner.related_earlier) : at + self.planner.related_later + 1]
        return self.lists.show_list_of(places)

    def find_near(self, summary: Summary) -> set[int]:
        """Return the places of the articles whose own pages show this one, or may have shown it."""
        places: set[int] = set()
        reach_earlier, reach_later = (
            getattr(self.planner, "related_earlier", None),
            getattr(self.planner, "related_later", None),
        )
        place = self._find(self.articles, summary)
        places.update(range(max(0, place - 1), min(len(self.articles), place + 2)))
        for key in self.planner.related_lists(summary):
            members = self.lists.get(key, [])
            at = self._find(members, summary)
            near: Sequence[Summary] = (
                members
                if reach_earlier is None or reach_later is None
                else members[max(0, at - reach_later - 1) : at + reach_earlier + 1]
            )
            places.update(self._find(self.articles, other) for other in near)
        return places if self.order is None else {self.order[place] for place in places}

    def find_places(self, summaries: Iterable[Summary]) -> set[int]:
        """Return the places of articles of this planner among all entries."""
        places = {self._find(self.articles, summary) for summary in summaries}
        return places if self.order is None else {self.order[place] for place in places}

    @staticmethod
    def _find(summaries: Sequence[Summary], summary: Summary) -> int:
        return bisect_left(summaries, summary_to_order(summary), key=summary_to_order)


class _Keys:
    """The lists that articles are in, in the order in which the articles are added: a number for each list."""

    def __init__(self, planner: Planner, source: int) -> None:
        self.planner, self.source = planner, source
        self._numbers: dict[str, int] = {}
        self._found, self._ends = array("I"), array("Q", (0,))

    def add(self, summaries: Sequence[Summary]) -> None:
        """Add the lists of an article."""
        numbers = self._numbers
        for key in self.planner.lists(summaries[self.source]):
            self._found.append(numbers.setdefault(key, len(numbers)))
        self._ends.append(len(self._found))

    def list_places(self, order: Iterable[int], places: Sequence[int]) -> dict[str, Sequence[int]]:
        """Return the members of each list in an order of articles, by their places; lists are in the order of their
        first members. Articles are given by the number under which they were added.
        """
        always = getattr(self.planner, "always", ())
        members = {self._numbers.setdefault(key, len(self._numbers)): array("I") for key in always}
        found, ends = self._found, self._ends
        for added in order:
            place = places[added]
            for number in found[ends[added] : ends[added + 1]]:
                if number in members:
                    members[number].append(place)
                else:
                    members[number] = array("I", (place,))
        keys = list(self._numbers)
        return {keys[number]: own for number, own in members.items()}


class ArticleIndex:
    """All published articles, oldest first by the first planner's summaries, and the lists of every planner.

    `site_variables` are the planners' variables for all pages of the site.
    """

    planners: Planners
    entries: ArticleRecords
    parts: list[PlannerLists]
    site_variables: Variables

    def __init__(self, planners: Planners, articles: Iterable[ListedArticle], folder: str | None = None) -> None:
        """Put all published articles, in any order, into lists; they are packed in a file in `folder`."""
        self.planners = planners
        self.entries = ArticleRecords(folder)
        orders: dict[int, list[tuple[str, str]]] = {source: [] for source in planners.sources}
        keys = [_Keys(planner, source) for planner, source in zip(planners.all, planners.sources, strict=True)]
        for article in articles:
            self.entries.add(article)
            for source, order in orders.items():
                order.append(summary_to_order(article.summaries[source]))
            for own in keys:
                own.add(article.summaries)
        sorted_by = {source: sorted(range(len(order)), key=order.__getitem__) for source, order in orders.items()}
        del orders
        first = sorted_by[planners.sources[0]]
        self.entries.arrange(first)
        places = array("I", bytes(4 * len(first)))
        for place, added in enumerate(first):
            places[added] = place
        self.parts = []
        for own in keys:
            is_first = own.source == planners.sources[0]
            lists = Lists(self.entries, own.list_places(sorted_by[own.source], places), own.source)
            own_order = None if is_first else array("I", map(places.__getitem__, sorted_by[own.source]))
            shown = Members(self.entries, range(len(places)) if own_order is None else own_order, own.source)
            self.parts.append(PlannerLists(own.planner, shown, own_order, lists))
        self.site_variables = planners.describe_site([part.lists for part in self.parts])

    def list_owners(self) -> list[str]:
        """Return the owners of all lists."""
        return [name_list(number, key) for number, part in enumerate(self.parts) for key in part.lists]

    def rank_list(self, owner: str) -> tuple[int, int]:
        """Return what the lists' pages are planned by: long lists first, then those whose first members are near."""
        part, key = self.find_list(owner)
        places = part.lists.places.get(key, ())
        return -len(places), places[0] if places else 0

    def count_members(self, owner: str) -> int:
        """Return how many articles the list of this owner has."""
        part, key = self.find_list(owner)
        return len(part.lists.places.get(key, ()))

    def list_pages(self, owner: str) -> Iterable[PagePlan | FilePlan]:
        """Return all pages of the list of this owner."""
        part, key = self.find_list(owner)
        return part.list_pages(key)

    def article_variables(self, place: int) -> Variables:
        """Return the variables about other articles for the page of the article at `place` in order of time.

        Raises ValueError where two planners give the same.
        """
        given = []
        for number in self.planners.writing:
            part = self.parts[number]
            at = place
            if part.order is not None:
                summary = self.entries[place].summaries[self.planners.sources[number]]
                at = bisect_left(part.articles, summary_to_order(summary), key=summary_to_order)
            given.append((number, part.article_variables(at)))
        return self.planners.join(given)

    def find_touched(self, edits: Iterable[ParsedEdit]) -> Touched:
        """Return the lists and the articles whose pages some edits may change.

        These articles are the edited ones, their neighbours in time, and those near them in their related lists.
        """
        owners: set[str] = set()
        places: set[int] = set()
        edits = list(edits)
        for summaries in (summaries for edit in edits for summaries in edit if summaries is not None):
            for number, part in enumerate(self.parts):
                summary = summaries[self.planners.sources[number]]
                owners.update(name_list(number, key) for key in part.planner.lists(summary))
                if number in self.planners.writing:
                    places |= part.find_near(summary)
        for number, part in enumerate(self.parts):
            source = self.planners.sources[number]
            before = [edit.before[source] for edit in edits if edit.before is not None]
            after = [edit.after[source] for edit in edits if edit.after is not None]
            changed = part.find_changed_links(before, after)
            owners.update(name_list(number, key) for key in changed.owners)
            places |= changed.places
        return Touched(owners, places)

    def find_list(self, owner: str) -> tuple[PlannerLists, str]:
        """Return the planner's lists that the owner's is one of, and its key there."""
        number, key = split_list(owner)
        return self.parts[number], key


def load_article_index(planners: Planners, store: SourceStore) -> ArticleIndex:
    """Return the index of all published articles in the store. Raises sqlite3.DatabaseError where it is damaged."""
    try:
        return ArticleIndex(planners, _read_articles(store), os.path.dirname(store.path))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise sqlite3.DatabaseError(f"a summary can't be read: {error}") from error


def _read_articles(store: SourceStore) -> Iterator[ListedArticle]:
    for outlines in cut(store.outlines("published"), TOGETHER):
        parsed = parse_summaries([outline.summaries for outline in outlines])
        yield from (ListedArticle(*outline[:3], own) for outline, own in zip(outlines, parsed, strict=True))
