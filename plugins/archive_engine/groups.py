"""The pages of groups of articles, and what an article's page shows of its group; groups are read from the store when
asked.

`linking` finds the groups. A page of one group belongs to the owner `group/` and the source of the group's first
article, the pages about all groups to the owner `groups`.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive_engine.article_index import ArticleIndex
from archive_engine.group_list import GroupList
from archive_engine.interface import FilePlan, GroupEnds, NearGroup, PagePlan, Summary, Variables, summary_to_order
from archive_engine.list_store import IDS
from archive_engine.planners import Planners, split_list
from archive_engine.source_store import SourceStore

# What the owners of groups' pages begin with, and the owner of the pages about all of them.
GROUP = "group/"
ALL_GROUPS = "groups"
# The variable that says in every template whether there is any group.
HAS_GROUPS = "HAS_GROUPS"


class GroupReader:
    """The groups of one site, as the store has them."""

    def __init__(self, store: SourceStore, planners: Planners, index: ArticleIndex) -> None:
        self.store = store
        self.planners = planners
        self.index = index
        self._ends: dict[int, GroupList] = {}
        self._showing = [number for number, planner in enumerate(planners.all) if hasattr(planner, "group_pages")]

    def list_pages(self, owner: str) -> Iterator[PagePlan | FilePlan]:
        """Yield all pages of the owner of one group, or of all; none where there is no group."""
        links = self.store.links
        if owner == ALL_GROUPS:
            newest = self._find_newest() if links.has_groups() else []
            for source, planner in self._list_showing() if newest else ():
                yield from planner.groups_pages(self._list_ends(source), newest[source])
            return
        members = [self._summaries(path) for path in links.members_at(owner.removeprefix(GROUP))]
        for source, planner in self._list_showing() if members else ():
            yield from planner.group_pages([summaries[source] for summaries in members])

    def add_to_list(self, owner: str, plans: Iterable[PagePlan | FilePlan]) -> Iterable[PagePlan | FilePlan]:
        """Return the pages of this owner's list with what they show of groups."""
        number, key = split_list(owner)
        planner: Any = self.planners.all[number]
        if key not in getattr(planner, "grouped_lists", ()):
            return plans
        source = self.planners.sources[number]
        groups = self._list_ends(source)

        def members_of(ends: GroupEnds) -> list[Summary]:
            first = groups.order.ids[groups.order.find(summary_to_order(ends.first))]
            paths = self.store.links.members_at(self.index.articles.path_of(first))
            return [summaries[source] for summaries in self.index.articles.at_paths(paths)]

        return (plan if isinstance(plan, FilePlan) else planner.add_groups(plan, groups, members_of) for plan in plans)

    def find_variables(self, path: str, others: Variables) -> Variables:
        """Return what planners add to the page of an article that is in a group, and to its `others`; {} for one in
        none.
        """
        near = self.store.links.near(path) if self._showing else None
        if near is None:
            return {}
        own, first = self._summaries(path), self._summaries(near.first)
        earlier, later = (list(map(self._summaries, paths)) for paths in (near.earlier, near.later))
        found: dict[str, Any] = {}
        for source, planner in self._list_showing():
            group = NearGroup(
                first[source], [summaries[source] for summaries in earlier], [summaries[source] for summaries in later]
            )
            found.update(planner.group_variables(own[source], others, group))
        return found

    def list_redirects(self) -> Iterator[tuple[str, str, str]]:
        """Yield (address that a group's page had, place of the group that its first article is in now, its source)."""
        for address, first in self.store.links.kept_addresses():
            for source, planner in self._list_showing():
                yield address, planner.group_place(self._summaries(first)[source]), first

    def _list_showing(self) -> Iterator[tuple[int, Any]]:
        """Yield the planners that show groups, each with the number of the summaries that it is given."""
        return ((self.planners.sources[number], self.planners.all[number]) for number in self._showing)

    def _list_ends(self, source: int) -> GroupList:
        """Return the ends of all groups by the summaries of one planner, in the order of their first members."""
        if source not in self._ends:
            order = self.index.order_of(source)
            lasts = dict(self.store.links.group_ends())
            firsts = order.sort(lasts)
            self._ends[source] = GroupList(order, firsts, array(IDS, [lasts[first] for first in firsts]))
        return self._ends[source]

    def _summaries(self, path: str) -> Sequence[Summary]:
        return self.index.articles.at_paths([path])[0]

    def _find_newest(self) -> Sequence[Summary]:
        return self.index.articles.summaries(self.index.order.ids[-1])


def has_groups(planners: Planners, store: SourceStore) -> bool:
    """Return whether any planner shows groups, and there are some."""
    return any(hasattr(planner, "group_pages") for planner in planners.all) and store.links.has_groups()


def find_group_owners(
    store: SourceStore, seen: int | None, edits: Iterable[str], damaged: Mapping[str, object]
) -> tuple[list[str], set[str]]:
    """Return the owners of groups' pages that may be outdated, and the articles whose pages show what has changed.

    `seen` is the last build that the output has seen, `edits` are the sources that were edited since; without `seen`
    all owners are returned, and no articles.
    """
    links = store.links
    if seen is None:
        return [ALL_GROUPS, *(f"{GROUP}{path}" for path in links.first_paths())], set()
    changed = {*links.regrouped_since(seen), *edits}
    owners = {owner for owner in damaged if owner.startswith(GROUP) or owner == ALL_GROUPS}
    shown: set[str] = set()
    for path in changed:
        story = links.story_at(path)
        members = [member for _, member in links.group_of(story.number)] if story is not None else []
        owners |= {f"{GROUP}{first}" for first in (path, *members[:1])}
        shown |= {path, *members}
    if changed:
        owners.add(ALL_GROUPS)
    return sorted(owners), shown


def keep_addresses(store: SourceStore, stale: Collection[tuple[str, str]]) -> None:
    """Keep the addresses of groups' pages that are about to be removed, given as (place, owner)."""
    kept = [(save_as, owner.removeprefix(GROUP)) for save_as, owner in stale if owner.startswith(GROUP)]
    if kept:
        store.begin()
        for save_as, path in kept:
            if store.source(path) is not None:
                store.links.keep_address(save_as, path)
        store.commit()
