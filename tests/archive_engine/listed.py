"""An article index of a few articles, without a content folder: a store of summaries and one of lists in memory."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archive_engine.article_index import ArticleIndex, ParsedEdit
from archive_engine.interface import Planner
from archive_engine.list_making import make_lists, update_lists
from archive_engine.list_store import TABLES, ListStore
from archive_engine.listed_articles import ListedArticles
from archive_engine.planners import Planners
from archive_engine.source_records import Edit, ListedArticle

# No test has more articles.
MOST = 10_000


class Article(NamedTuple):
    """A published article: the path of its source, where it is saved, the hash of what it shows, its summaries."""

    path: str
    save_as: str
    hash: bytes
    summaries: Sequence[Mapping[str, Any]]


class SummariesInMemory:
    """What an index asks of the source store. Articles have their ids by the order in which their paths came."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.ids: dict[str, int] = {}
        self.articles: dict[int, Article] = {}
        for article in articles:
            self.put(article)

    def put(self, article: Article) -> int:
        """Put an article in the place of an earlier one of its path; return its id."""
        article_id = self.ids.setdefault(article.path, len(self.ids) + 1)
        self.articles[article_id] = article
        return article_id

    def listed_summaries(self) -> Iterator[tuple[int, str]]:
        return ((self.ids[one.path], json.dumps(one.summaries)) for one in self.articles.values())

    def listed_paths(self) -> dict[int, str]:
        return {article_id: one.path for article_id, one in self.articles.items()}

    def summaries_at(self, ids: Sequence[int]) -> dict[int, str]:
        return {article_id: json.dumps(self.articles[article_id].summaries) for article_id in ids}

    def listed_article(self, article_id: int) -> ListedArticle:
        return ListedArticle(*self.articles[article_id][:3])

    def id_of(self, path: str) -> int | None:
        return self.ids.get(path)


def make_index(planners: Planners, articles: Iterable[Article]) -> ArticleIndex:
    """Return the index of some articles."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.executescript(TABLES)
    store: Any = SummariesInMemory(articles)
    listed = ListedArticles(store, {}, MOST)
    make_lists(planners, listed, ListStore(base))
    return ArticleIndex(planners, listed, ListStore(base))


def index_stories(planner: Planner, stories: Iterable[Mapping[str, Any]]) -> ArticleIndex:
    """Return the index of one planner's summaries; each article lies at its URL."""
    return make_index(Planners([planner]), map(list_story, stories))


def list_story(*summaries: Mapping[str, Any]) -> Article:
    """Return an article of these summaries, which lies at its URL."""
    return Article(summaries[0]["url"], summaries[0]["url"], b"", summaries)


def edit_index(index: ArticleIndex, edits: Sequence[ParsedEdit]) -> tuple[ArticleIndex, set[str]]:
    """Return the index after edits of some stories, and the owners of the lists whose links they have changed."""
    store: Any = index.articles.store
    pairs = []
    for before, after in edits:
        was = store.ids[before[0]["url"]] if before else None
        if was is not None:
            del store.articles[was]
        now = store.put(list_story(*after)) if after else None
        pairs.append((Edit(json.dumps(before), json.dumps(after), was, now), ParsedEdit(before, after)))
    listed = ListedArticles(store, {}, MOST)
    relinked = update_lists(index.planners, listed, index.parts[0].lists.store, pairs)
    return ArticleIndex(index.planners, listed, index.parts[0].lists.store), relinked
