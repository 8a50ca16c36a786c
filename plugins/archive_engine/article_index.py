"""The lists of a planner and their members; which lists and articles an edit touches."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive_engine.interface import PagePlan, Planner, Summary, Variables, summary_to_order
from archive_engine.source_store import SourceStore
from archive_engine.summaries import parse_summary


class ListedArticle(NamedTuple):
    """A published article: the path of its source and of its page, the source's hash, the summary."""

    path: str
    save_as: str
    hash: bytes
    summary: Summary


class ParsedEdit(NamedTuple):
    """An article's summary before and after an edit; None where it did not exist, or no longer does."""

    before: Summary | None
    after: Summary | None


class Touched(NamedTuple):
    """The lists (by key) and the articles (by place in order of time) whose pages some edits may change."""

    keys: set[str]
    places: set[int]


@dataclass(slots=True)
class ArticleIndex:
    """All published articles, oldest first, and the lists that a planner puts them in."""

    planner: Planner
    entries: list[ListedArticle]
    articles: list[Summary] = field(init=False)
    lists: dict[str, list[Summary]] = field(init=False)

    def __post_init__(self) -> None:
        self.entries.sort(key=lambda entry: summary_to_order(entry.summary))
        self.articles = [entry.summary for entry in self.entries]
        self.lists = {key: [] for key in getattr(self.planner, "always", ())}
        for summary in self.articles:
            for key in self.planner.lists(summary):
                self.lists.setdefault(key, []).append(summary)

    def list_pages(self, key: str) -> Iterable[PagePlan]:
        """Return all pages of a list; none for an empty list, unless the planner wants it `always`."""
        members = self.lists.get(key, [])
        return self.planner.list_pages(key, members) if members or key in getattr(self.planner, "always", ()) else ()

    def article_variables(self, place: int) -> Variables:
        """Return the variables about other articles for the page of the article at `place` in order of time."""
        summary = self.articles[place]
        earlier = self.articles[place - 1] if place else None
        later = self.articles[place + 1] if place + 1 < len(self.articles) else None
        related = {key: self.lists.get(key, []) for key in self.planner.related_lists(summary)}
        return self.planner.article_variables(summary, earlier, later, related)

    def find_touched(self, edits: Iterable[ParsedEdit]) -> Touched:
        """Return the lists and the articles whose pages some edits may change.

        These articles are the edited ones, their neighbours in time, and those near them in their related lists.
        """
        keys: set[str] = set()
        places: set[int] = set()
        reach_earlier, reach_later = (
            getattr(self.planner, "related_earlier", None),
            getattr(self.planner, "related_later", None),
        )
        for edit in edits:
            for summary in edit:
                if summary is None:
                    continue
                keys.update(self.planner.lists(summary))
                place = bisect_left(self.articles, summary_to_order(summary), key=summary_to_order)
                places.update(range(max(0, place - 1), min(len(self.articles), place + 2)))
                for key in self.planner.related_lists(summary):
                    members = self.lists.get(key, [])
                    at = bisect_left(members, summary_to_order(summary), key=summary_to_order)
                    near: Sequence[Summary] = (
                        members
                        if reach_earlier is None or reach_later is None
                        else members[max(0, at - reach_later - 1) : at + reach_earlier + 1]
                    )
                    places.update(
                        bisect_left(self.articles, summary_to_order(other), key=summary_to_order) for other in near
                    )
        return Touched(keys, places)


def load_article_index(planner: Planner, store: SourceStore) -> ArticleIndex:
    """Return the index of all published articles in the store. Raises sqlite3.DatabaseError where it is damaged."""
    try:
        entries = [
            ListedArticle(path, save_as, digest, parse_summary(summary))
            for path, save_as, digest, summary in store.outlines("published")
        ]
        return ArticleIndex(planner, entries)
    except (ValueError, TypeError, KeyError) as error:
        raise sqlite3.DatabaseError(f"a summary can't be read: {error}") from error
