"""The articles of one build, packed in a file without a name; a few of them are unpacked at a time.

Lists have places instead of articles, so that a process holds a few bytes of each article, however many lists it is in.
The processes that are forked from this one read the same file. It is gone when they end: nothing of it is kept, so
that it may be packed by `marshal`, which is read three times as fast as JSON.
"""

import marshal
import mmap
import os
import tempfile
import weakref
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from sys import intern
from typing import NamedTuple, overload

from archive_engine.interface import Summary

# So many articles stay unpacked, and up to twice as many: an article's page shows those near it in time, which the
# pages made before have shown, too.
UNPACKED = 3000
# A shorter run of members is unpacked at once, and stays so for a while; a longer one is unpacked story by story.
SHORT = 128
# So many articles are read before what was read of the file is released.
_READ_TOGETHER = 2000
# Records are written together up to so many bytes.
_BUFFER = 1 << 20


class ListedArticle(NamedTuple):
    """A published article: the path of its source and of its page, the source's hash, its summaries."""

    path: str
    save_as: str
    hash: bytes
    summaries: Sequence[Summary]


class ArticleRecords(Sequence[ListedArticle]):
    """Articles by their places in an order: first as they were added, then as `arrange` orders them.

    `folder` is where the file lies; by default, where the system has temporary files.
    """

    def __init__(self, folder: str | None = None) -> None:
        self._file, path = tempfile.mkstemp(prefix="articles-", dir=folder)
        weakref.finalize(self, _remove, self._file, path)
        if hasattr(os, "fork"):
            os.remove(path)  # the open file stays
        self._starts, self._sizes, self._end = array("Q"), array("I"), 0
        self._packed: mmap.mmap | bytes = b""
        self._unwritten: list[bytes] = []
        self._unwritten_size = 0
        self._count = 0
        self._hashes, self._places = array("Q"), array("I")  # of paths, as `arrange` sorts them, and whose they are
        self._recent: dict[int, ListedArticle] = {}
        self._earlier: dict[int, ListedArticle] = {}

    def add(self, article: ListedArticle) -> None:
        """Add an article behind all others."""
        self._hashes.append(_hash_path(article.path))
        self._pack(article)

    def add_summary(self, summary: Summary, source: int) -> int:
        """Add a summary that is no article's any more, as if it were that of number `source`; return its place."""
        self._pack(ListedArticle("", "", b"", [summary] * (source + 1)))
        return len(self._starts) - 1

    def _pack(self, article: ListedArticle) -> None:
        path, save_as, digest, summaries = article
        # keys of all articles are then one object each where they are unpacked
        own = [{intern(key): value for key, value in summary.items()} for summary in summaries]
        data = marshal.dumps((path, save_as, digest, own))
        self._starts.append(self._end)
        self._sizes.append(len(data))
        self._end += len(data)
        self._unwritten.append(data)
        self._unwritten_size += len(data)
        if self._unwritten_size > _BUFFER:
            self._write()

    def arrange(self, order: Sequence[int]) -> None:
        """Order the articles: at each place is the one that was added at the place of `order`, which has all of them.

        Summaries that are added later (`add_summary`) are no items of the sequence, but have places behind it.
        """
        self._write()
        self._starts = array("Q", map(self._starts.__getitem__, order))
        self._sizes = array("I", map(self._sizes.__getitem__, order))
        self._count = len(order)
        hashes = array("Q", map(self._hashes.__getitem__, order))
        self._places = array("I", sorted(range(len(hashes)), key=hashes.__getitem__))
        self._hashes = array("Q", map(hashes.__getitem__, self._places))

    def find_place(self, path: str) -> int | None:
        """Return the place of the article of a source; None where there is none."""
        wanted = _hash_path(path)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            if self[self._places[at]].path == path:
                return self._places[at]
            at += 1
        return None

    def take(self, place: int) -> ListedArticle:
        """Return the article at a place, and keep it unpacked for a while. Do not change it: others are given it."""
        found = self._recent.get(place)
        if found is None:
            found = self._earlier.get(place) or self._unpack(place)
            if len(self._recent) >= UNPACKED:
                self._earlier, self._recent = self._recent, {}
                self._release()
            self._recent[place] = found
        return found

    def take_all(self, places: Iterable[int], source: int) -> list[Summary]:
        """Return the summaries of number `source` of the articles at some places, as `take` does."""
        recent, summaries = self._recent, []
        for place in places:
            found = recent.get(place)
            if found is None:
                found = self.take(place)
                recent = self._recent
            summaries.append(found.summaries[source])
        return summaries

    def take_once(self, places: Iterable[int]) -> Iterator[ListedArticle]:
        """Yield the articles at many places, which are not kept."""
        recent, earlier = self._recent, self._earlier
        for at, place in enumerate(places):
            if at % _READ_TOGETHER == 0:
                self._release()
            yield recent.get(place) or earlier.get(place) or self._unpack(place)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, key: int) -> ListedArticle: ...

    @overload
    def __getitem__(self, key: slice) -> list[ListedArticle]: ...

    def __getitem__(self, key: int | slice) -> ListedArticle | list[ListedArticle]:
        if isinstance(key, slice):
            return list(self.take_once(range(self._count)[key]))
        return self.take(range(self._count)[key])

    def __iter__(self) -> Iterator[ListedArticle]:
        return self.take_once(range(self._count))

    def _write(self) -> None:
        data = memoryview(b"".join(self._unwritten))
        self._unwritten, self._unwritten_size = [], 0
        while data:
            data = data[os.write(self._file, data) :]

    def _unpack(self, place: int) -> ListedArticle:
        start = self._starts[place]
        end = start + self._sizes[place]
        if end > len(self._packed):  # it was added after the file was mapped
            self._write()
            self._packed = mmap.mmap(self._file, self._end, access=mmap.ACCESS_READ)
        return ListedArticle(*marshal.loads(self._packed[start:end]))

    def _release(self) -> None:
        """Let what was read of the file be no part of this process' memory; the system may keep it."""
        if isinstance(self._packed, mmap.mmap) and hasattr(self._packed, "madvise"):
            self._packed.madvise(mmap.MADV_DONTNEED)


class Members(Sequence[Summary]):
    """The summaries of articles at some places, in order: those that the planner whose number of summaries is `source`
    is given.
    """

    __slots__ = ("_places", "_records", "_source")

    def __init__(self, records: ArticleRecords, places: Sequence[int], source: int) -> None:
        self._records, self._places, self._source = records, places, source

    @property
    def places(self) -> Sequence[int]:
        """The places of the articles."""
        return self._places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, key: int) -> Summary: ...

    @overload
    def __getitem__(self, key: slice) -> Sequence[Summary]: ...

    def __getitem__(self, key: int | slice) -> Summary | Sequence[Summary]:
        if isinstance(key, slice):
            places = self._places[key]
            if len(places) <= SHORT:
                return self._records.take_all(places, self._source)
            return Members(self._records, places, self._source)
        return self._records.take(self._places[key]).summaries[self._source]

    def __iter__(self) -> Iterator[Summary]:
        return self._summaries(self._places)

    def __reversed__(self) -> Iterator[Summary]:
        return self._summaries(self._places[::-1])

    def _summaries(self, places: Sequence[int]) -> Iterator[Summary]:
        source, records = self._source, self._records
        if len(places) <= SHORT:
            return iter(records.take_all(places, source))
        return (article.summaries[source] for article in records.take_once(places))


def _hash_path(path: str) -> int:
    digest = blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def _remove(file: int, path: str) -> None:
    os.close(file)
    with suppress(OSError):
        os.remove(path)
