"""The published articles by the ids of their sources: what lists show of them is read from the store when asked, and
kept while there is room.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from archive_engine.batching import cut
from archive_engine.columns import VERSION
from archive_engine.interface import Summary, summary_to_order
from archive_engine.source_store import SourceStore
from archive_engine.summaries import TOGETHER, parse_summaries

# A process keeps the summaries of all articles of an archive of up to so many, some 2.5 kB each.
_ALL = 1 << 17
# Where not all fit, those that were read last serve almost as well, and a quarter of the memory is enough for them:
# pages are made in order of time, and show mostly stories of the same time.
_LAST = 1 << 15
# Summaries are forgotten when there are an eighth too many.
_SLACK = 8

# By id: the summaries of an article, one by each planner that makes any.
Kept = dict[int, Sequence[Summary]]


class ListedArticles:
    """The published articles of a store. Its methods raise sqlite3.DatabaseError where the store is damaged.

    `kept` has summaries that were read already; processes that are forked share them. Hardly more than `most` are kept.
    """

    def __init__(self, store: SourceStore, kept: Kept, most: int) -> None:
        self.store = store
        self.kept = kept
        self.most = most

    def read(self, ids: Sequence[int]) -> list[Sequence[Summary]]:
        """Return the summaries of some articles, in the order of their ids."""
        kept = self.kept
        missing = [article_id for article_id in ids if article_id not in kept]
        found: Kept = {}
        for part in cut(missing, TOGETHER):
            texts = self.store.summaries_at(part)
            found.update(zip(texts, _parse(list(texts.values())), strict=True))
        summaries = [kept.get(article_id) or found[article_id] for article_id in ids]
        self._keep(found)
        return summaries

    def summaries(self, article_id: int) -> Sequence[Summary]:
        """Return the summaries of one article."""
        kept = self.kept.get(article_id)
        return kept if kept is not None else self.read([article_id])[0]

    def read_all(self) -> Iterator[tuple[int, bytes, Sequence[Summary]]]:
        """Yield (id, version, summaries) of every published article, by path."""
        for rows in cut(self.store.listed_summaries(), TOGETHER):
            parsed = _parse([text for _, text in rows])
            self._keep({article_id: own for (article_id, _), own in zip(rows, parsed, strict=True)})
            yield from (
                (article_id, hash_version(text), own) for (article_id, text), own in zip(rows, parsed, strict=True)
            )

    def at_paths(self, paths: Iterable[str]) -> list[Sequence[Summary]]:
        """Return the summaries of the articles whose sources have these paths. Raises KeyError where there is none."""
        ids: list[int] = []
        for path in paths:
            article_id = self.store.id_of(path)
            if article_id is None:
                raise KeyError(path)
            ids.append(article_id)
        return self.read(ids)

    def path_of(self, article_id: int) -> str:
        """Return the path of an article's source."""
        return self.store.listed_article(article_id).path

    def _keep(self, found: Kept) -> None:
        kept = self.kept
        kept.update(found)
        # many at once: each time, the dictionary is walked over the places of all that were deleted before
        if len(kept) > self.most + self.most // _SLACK:
            for article_id in list(islice(kept, len(kept) - self.most)):
                del kept[article_id]


def choose_room(count: int) -> int:
    """Return how many articles' summaries a process keeps of an archive of so many."""
    return _ALL if count <= _ALL else _LAST


def hash_version(text: str) -> bytes:
    """Return the version of an article's summaries: a hash of their text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=VERSION).digest()


def _parse(texts: Sequence[str]) -> list[Sequence[Summary]]:
    try:
        parsed: list[Sequence[Summary]] = parse_summaries(texts)
        for own in parsed:
            summary_to_order(own[0])
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise sqlite3.DatabaseError(f"a summary can't be read: {error}") from error
    if len(parsed) != len(texts):
        raise sqlite3.DatabaseError("a summary can't be read: its text is not one value")
    return parsed
