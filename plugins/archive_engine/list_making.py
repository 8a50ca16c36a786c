"""Puts the lists of an output into its page store: all of them from all articles, or those that edits touch.

A list is kept as the ids of its members in order, with its totals and its link; so is the order of all articles. An
edit takes its article out of the lists that it was in, and puts it into those that it is in now.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from archive_engine.article_index import ParsedEdit, name_order
from archive_engine.columns import load_days, load_versions, summary_to_day
from archive_engine.interface import LinkingPlanner, Planner, Summary, summary_to_order
from archive_engine.list_store import IDS, KeptList, ListStore
from archive_engine.listed_articles import ListedArticles, hash_version
from archive_engine.members import Members, Order
from archive_engine.planners import Planners, name_list
from archive_engine.source_records import Edit


def make_lists(planners: Planners, articles: ListedArticles, lists: ListStore) -> None:
    """Put the lists of all published articles into the store, in place of all others."""
    lists.clear()
    sortings = {source: _Sorting() for source in planners.sources}
    versions, days = load_versions(lists), {source: load_days(lists, source) for source in sortings}
    found = [_Lists(planner) for planner in planners.all]
    for article_id, version, summaries in articles.read_all():
        versions[article_id] = version
        for source, sorting in sortings.items():
            sorting.add(article_id, summaries[source])
            days[source][article_id] = summary_to_day(summaries[source])
        for one, source in zip(found, planners.sources, strict=True):
            one.add(article_id, summaries[source])
    for column in (versions, *days.values()):
        column.keep(lists)
    for source, sorting in sortings.items():
        ids = sorting.finish()
        lists.put([KeptList(name_order(source), ids, {})])
        order = Order(ids, articles, source, versions, days[source])
        for number, one in enumerate(found):
            if planners.sources[number] == source:
                lists.put(one.list_all(number, order))


def update_lists(
    planners: Planners, articles: ListedArticles, lists: ListStore, edits: Iterable[tuple[Edit, ParsedEdit]]
) -> set[str]:
    """Put the lists that edits touch into the store; return the owners of those whose links have changed."""
    edits = [(edit, parsed) for edit, parsed in edits if edit.before != edit.after or edit.before_id != edit.after_id]
    if not edits:
        return set()
    orders = _update_orders(planners, articles, lists, edits)
    relinked: set[str] = set()
    for number, (planner, source) in enumerate(zip(planners.all, planners.sources, strict=True)):
        linked = _list_linked(planner, source, edits)
        for key, change in _find_changes(planner, source, edits).items():
            owner = name_list(number, key)
            head = lists.head(owner)
            ids = change.apply(lists.members(owner), orders[source])
            totals = change.apply_totals(lists.totals(owner))
            kept = _describe(planner, key, KeptList(owner, ids, totals), orders[source], number, has_link=key in linked)
            if kept.link != (head.link if head is not None else None):
                relinked.add(owner)
            if ids or key in getattr(planner, "always", ()):
                lists.put([kept])
            else:
                lists.remove([owner])
    return relinked


def _update_orders(
    planners: Planners, articles: ListedArticles, lists: ListStore, edits: Sequence[tuple[Edit, ParsedEdit]]
) -> dict[int, Order]:
    """Put the orders of all articles after edits into the store, and what columns have of these; return the orders by
    the number of the summaries.
    """
    change = _Change()
    versions = load_versions(lists)
    for edit, (before, after) in edits:
        change.note(edit, before is not None, after is not None)
        if edit.after is not None and edit.after_id is not None:
            versions[edit.after_id] = hash_version(edit.after)
    gone = change.gone - change.come
    versions.clear(gone)
    versions.keep(lists)
    orders: dict[int, Order] = {}
    for source in dict.fromkeys(planners.sources):
        days = load_days(lists, source)
        for edit, (_, after) in edits:
            if after is not None and edit.after_id is not None:
                days[edit.after_id] = summary_to_day(after[source])
        days.clear(gone)
        days.keep(lists)
        ids = change.apply_to_order(lists.members(name_order(source)), articles, source)
        lists.put([KeptList(name_order(source), ids, {})])
        orders[source] = Order(ids, articles, source, versions, days)
    return orders


class _Sorting:
    """All articles, to be put in the order of their dates and URLs."""

    def __init__(self) -> None:
        self._ids = array(IDS)
        self._keys: list[bytes] = []

    def add(self, article_id: int, summary: Summary) -> None:
        """Add an article."""
        self._ids.append(article_id)
        # NUL sorts before every character of a date, so that a shorter date comes first, as in a tuple; UTF-8 keeps
        # the order of characters
        self._keys.append("\0".join(summary_to_order(summary)).encode("utf-8", "surrogatepass"))

    def finish(self) -> "array[int]":
        """Return the ids in order; equal ones stay in the order in which they came. May be called once."""
        places = sorted(range(len(self._ids)), key=self._keys.__getitem__)
        self._keys.clear()
        return array(IDS, map(self._ids.__getitem__, places))


class _Lists:
    """The lists of one planner, of all articles, as they come."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.members: dict[str, array[int]] = {key: array(IDS) for key in getattr(planner, "always", ())}
        self.totals: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self.linked: set[str] = set()

    def add(self, article_id: int, summary: Summary) -> None:
        members = self.members
        for key in dict.fromkeys(self.planner.lists(summary)):
            own = members.get(key)
            if own is None:
                own = members[key] = array(IDS)
            own.append(article_id)
        for key, text in _list_totals(self.planner, summary):
            totals = self.totals[key]
            totals[text] = totals.get(text, 0) + 1
        if hasattr(self.planner, "linked_lists"):
            self.linked.update(self.planner.linked_lists(summary))

    def list_all(self, number: int, order: Order) -> Iterator[KeptList]:
        """Yield the lists by their first members, so that what is read of these is read by time; forget each."""
        ordered = {key: order.sort(ids) for key, ids in self.members.items()}
        self.members.clear()
        first = {key: (order.place_of(ids[0]) or 0) if ids else 0 for key, ids in ordered.items()}
        for key in sorted(ordered, key=first.__getitem__):
            kept = KeptList(name_list(number, key), ordered.pop(key), self.totals.pop(key, {}))
            yield _describe(self.planner, key, kept, order, number, has_link=key in self.linked)


@dataclass(slots=True)
class _Change:
    """What edits change in one list: the ids that leave it and those that come, and what is counted of them."""

    gone: set[int] = field(default_factory=set)
    come: set[int] = field(default_factory=set)
    totals: dict[str, int] = field(default_factory=dict)

    def note(self, edit: Edit, was_in: bool, is_in: bool) -> None:
        if was_in and edit.before_id is not None:
            self.gone.add(edit.before_id)
        if is_in and edit.after_id is not None:
            self.come.add(edit.after_id)

    def apply_to_order(self, ids: "array[int]", articles: ListedArticles, source: int) -> "array[int]":
        """Return the order of all articles after the edits; `ids` is that before them. Few summaries are read."""

        def order_of(article_id: int) -> tuple[str, str]:
            return summary_to_order(articles.summaries(article_id)[source])

        ids = self._take_out(ids)
        come = sorted(self.come)
        rows = sorted(
            (summary_to_order(own[source]), articles.path_of(article_id), article_id)
            for article_id, own in zip(come, articles.read(come), strict=True)
        )

        def find_place(order: tuple[str, str], path: str) -> int:
            place = bisect_left(ids, order, key=order_of)
            while place < len(ids) and order_of(ids[place]) == order and articles.path_of(ids[place]) < path:
                place += 1  # of one time and URL, which hardly any site has
            return place

        return _put_in(ids, ((find_place(order, path), article_id) for order, path, article_id in rows))

    def apply(self, ids: "array[int]", order: Order) -> "array[int]":
        """Return the members of a list after the edits; `ids` are those before them."""
        ids = self._take_out(ids)
        places = ((article_id, order.place_of(article_id)) for article_id in order.sort(self.come))
        return _put_in(
            ids, ((order.find_among(ids, place), article_id) for article_id, place in places if place is not None)
        )

    def apply_totals(self, totals: Mapping[str, int]) -> dict[str, int]:
        """Return how many members of a list have each text after the edits."""
        after = {**totals}
        for text, count in self.totals.items():
            after[text] = after.get(text, 0) + count
        return {text: count for text, count in after.items() if count}

    def _take_out(self, ids: "array[int]") -> "array[int]":
        return array(IDS, [one for one in ids if one not in self.gone]) if self.gone else array(IDS, ids)


def _put_in(ids: "array[int]", come: Iterable[tuple[int, int]]) -> "array[int]":
    """Return ids with others among them: of each, in order, the place in `ids` before which it stands, and itself."""
    after = array(IDS)
    begin = 0
    for place, article_id in come:
        after.extend(ids[begin:place])
        after.append(article_id)
        begin = place
    after.extend(ids[begin:])
    return after


def _find_changes(planner: Planner, source: int, edits: Sequence[tuple[Edit, ParsedEdit]]) -> dict[str, _Change]:
    changes: defaultdict[str, _Change] = defaultdict(_Change)
    for edit, (before, after) in edits:
        for summaries, step in ((before, -1), (after, 1)):
            if summaries is None:
                continue
            for key in dict.fromkeys(planner.lists(summaries[source])):
                changes[key].note(edit, step < 0, step > 0)
            for key, text in _list_totals(planner, summaries[source]):
                totals = changes[key].totals
                totals[text] = totals.get(text, 0) + step
    return changes


def _list_linked(planner: Planner, source: int, edits: Iterable[tuple[Edit, ParsedEdit]]) -> Collection[str]:
    """Return the lists of the edited articles that have links."""
    if not hasattr(planner, "linked_lists"):
        return ()
    linking = cast("LinkingPlanner", planner)
    summaries = (summaries[source] for _, parsed in edits for summaries in parsed if summaries is not None)
    return {key for summary in summaries for key in linking.linked_lists(summary)}


def _list_totals(planner: Planner, summary: Summary) -> Iterable[tuple[str, str]]:
    find = getattr(planner, "totals", None)
    return find(summary) if find is not None else ()


def _describe(planner: Planner, key: str, kept: KeptList, order: Order, number: int, *, has_link: bool) -> KeptList:
    """Return a list of planner `number` with its link, if it has one, its entry, and the shelf of that; one without
    members has neither.
    """
    ids, totals = kept.members, kept.totals
    if not ids:
        return kept
    linking: Any = planner
    members = Members.of(order, ids)
    link = linking.describe_link(key, members, totals) if has_link else None
    entry = linking.describe_entry(key, members, totals, link) if hasattr(planner, "describe_entry") else None
    shelf = linking.find_shelf(key, link, entry) if entry is not None and hasattr(planner, "find_shelf") else None
    return kept._replace(link=link, entry=entry, shelf=name_list(number, shelf) if shelf else None)
