"""The lists of the planners and their members; which lists and articles an edit touches."""

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from archive_engine.batching import cut
from archive_engine.interface import FilePlan, LinkingPlanner, PagePlan, Planner, Summary, Variables, summary_to_order
from archive_engine.planners import Planners, name_list, split_list
from archive_engine.source_records import Outline
from archive_engine.source_store import SourceStore
from archive_engine.summaries import TOGETHER, parse_summaries


class ListedArticle(NamedTuple):
    """A published article: the path of its source and of its page, the source's hash, its summaries."""

    path: str
    save_as: str
    hash: bytes
    summaries: Sequence[Summary]


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


@dataclass(slots=True)
class PlannerLists:
    """What one planner makes of the articles: its summaries of them in order, and its lists.

    `order` has the places of these summaries among all entries; None where both are in the same order.
    """

    planner: Planner
    articles: list[Summary]
    order: list[int] | None
    lists: dict[str, list[Summary]] = field(init=False)
    linking: LinkingPlanner | None = field(init=False)
    _links: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lists = {key: [] for key in getattr(self.planner, "always", ())}
        for summary in self.articles:
            for key in self.planner.lists(summary):
                self.lists.setdefault(key, []).append(summary)
        self.linking = cast("LinkingPlanner", self.planner) if hasattr(self.planner, "describe_link") else None

    def list_pages(self, key: str) -> Iterable[PagePlan | FilePlan]:
        """Return all pages of a list; none for an empty list, unless the planner wants it `always`."""
        members = self.lists.get(key, [])
        if not members and key not in getattr(self.planner, "always", ()):
            return ()
        if self.linking is not None:
            return self.linking.linked_pages(key, members, self)
        return self.planner.list_pages(key, members)

    def find_link(self, key: str) -> Any:
        """Return the link of a list, which is worked out once; None where it has no members."""
        if key not in self._links:
            members = self.lists.get(key)
            assert self.linking is not None
            self._links[key] = self.linking.describe_link(key, members) if members else None
        return self._links[key]

    def find_changed_links(self, before: Sequence[Summary], after: Sequence[Summary]) -> tuple[set[str], list[Summary]]:
        """Return the lists that may ask for the links that an edit changes, and the articles in lists with such links.

        The edit has made the summaries `after` of those `before`.
        """
        if self.linking is None:
            return set(), []
        gone: defaultdict[str, list[Summary]] = defaultdict(list)
        for summary in before:
            for key in self.linking.linked_lists(summary):
                gone[key].append(summary)
        come = {(summary["date"], summary["url"]) for summary in after}
        keys = set(gone).union(*map(self.linking.linked_lists, after))
        members = [
            member
            for key in keys
            if self._link_before(key, gone[key], come) != self.find_link(key)
            for member in self.lists.get(key, ())
        ]
        asking = [self.linking.linked_lists]
        if hasattr(self.linking, "asking_lists"):
            asking.append(self.linking.asking_lists)
        near = {key for member in members for find_lists in asking for key in find_lists(member)}
        return (near.union(self.planner.always) if members else near), members

    def _link_before(self, key: str, gone: Sequence[Summary], come: Container[tuple[str, str]]) -> Any:
        assert self.linking is not None
        members = [summary for summary in self.lists.get(key, ()) if summary_to_order(summary) not in come]
        members = sorted([*members, *gone], key=summary_to_order)
        return self.linking.describe_link(key, members) if members else None

    def article_variables(self, place: int) -> Variables:
        """Return the variables about other articles for the page of the article at `place` among `articles`."""
        summary = self.articles[place]
        earlier = self.articles[place - 1] if place else None
        later = self.articles[place + 1] if place + 1 < len(self.articles) else None
        related = {key: self.lists.get(key, []) for key in self.planner.related_lists(summary)}
        variables = self.planner.article_variables(summary, earlier, later, related)
        if self.linking is not None:
            variables = {**variables, **self.linking.linked_variables(summary, variables, related, self)}
        return variables

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


@dataclass(slots=True)
class ArticleIndex:
    """All published articles, oldest first by the first planner's summaries, and the lists of every planner.

    `site_variables` are the planners' variables for all pages of the site.
    """

    planners: Planners
    entries: list[ListedArticle]
    parts: list[PlannerLists] = field(init=False)
    site_variables: Variables = field(init=False)

    def __post_init__(self) -> None:
        first = self.planners.sources[0]
        self.entries.sort(key=lambda entry: summary_to_order(entry.summaries[first]))
        self.parts = []
        shared = [entry.summaries[first] for entry in self.entries]
        for planner, source in zip(self.planners.all, self.planners.sources, strict=True):
            articles, order = shared, None
            if source != first:
                articles = [entry.summaries[source] for entry in self.entries]
                order = sorted(range(len(articles)), key=lambda at: summary_to_order(articles[at]))
                articles = [articles[at] for at in order]
            self.parts.append(PlannerLists(planner, articles, order))
        self.site_variables = self.planners.describe_site([part.lists for part in self.parts])

    def list_owners(self) -> list[str]:
        """Return the owners of all lists."""
        return [name_list(number, key) for number, part in enumerate(self.parts) for key in part.lists]

    def count_members(self, owner: str) -> int:
        """Return how many articles the list of this owner has."""
        part, key = self.find_list(owner)
        return len(part.lists.get(key, ()))

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
            keys, members = part.find_changed_links(before, after)
            owners.update(name_list(number, key) for key in keys)
            places |= part.find_places(members)
        return Touched(owners, places)

    def find_list(self, owner: str) -> tuple[PlannerLists, str]:
        """Return the planner's lists that the owner's is one of, and its key there."""
        number, key = split_list(owner)
        return self.parts[number], key


def load_article_index(planners: Planners, store: SourceStore) -> ArticleIndex:
    """Return the index of all published articles in the store. Raises sqlite3.DatabaseError where it is damaged."""
    try:
        entries: list[ListedArticle] = []
        for outlines in cut(store.outlines("published"), TOGETHER):
            parsed = parse_summaries([outline.summaries for outline in outlines])
            entries += (_list_article(outline, own) for outline, own in zip(outlines, parsed, strict=True))
        return ArticleIndex(planners, entries)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise sqlite3.DatabaseError(f"a summary can't be read: {error}") from error


def _list_article(outline: Outline, summaries: Sequence[Summary]) -> ListedArticle:
    path, save_as, source_hash, _ = outline
    url = summaries[0]["url"]
    # most are equal, and one text takes half the memory of two
    return ListedArticle(path, url if url == save_as else save_as, source_hash, summaries)
