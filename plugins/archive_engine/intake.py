"""From files of the content into the store: a batch is read, and what came of it is kept. Only what an edit changed is told.

A worker does it all, so that no body and no digest travels between processes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from archive_engine.reading import Read, SourceReader
from archive_engine.store import Source, Store

Edit = tuple[str | None, str | None]
"""What others knew of an article and what they know now, as JSON text; None for one that was not published, or is no more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of one file: `edit` is None where its bytes are those that the store had, with another time alone."""

    path: str
    edit: Edit | None
    warnings: list[str]


def keep_sources(reader: SourceReader, store: Store, paths: list[str], is_first: bool) -> list[Kept]:
    """Read files, put them into the store, and give what came of each.

    A first build looks at everything: there what was edited is of no interest, and an edit is (None, None).
    """
    reads = reader.read_all([(path, None) for path in paths])
    store.begin()
    kept = [Kept(read.source.path, _keep(store, read, is_first), read.warnings) for read in reads]
    store.commit()
    return kept


def _keep(store: Store, read: Read, is_first: bool) -> Edit | None:
    source = read.source
    before = store.source(source.path)
    if before and (before.hash, before.problem) == (source.hash, source.problem) and before.save_as == before.wanted:
        store.touch_source(source.path, source.stamp)
        return None
    put_reads(store, [read])
    return (None, None) if is_first else (published_summary(before), published_summary(source))


def put_reads(store: Store, reads: Iterable[Read]) -> None:
    """Keep what was read."""
    for read in reads:
        store.put_sources([read.source])
        store.put_digests((read.source.path, part, data) for part, data in read.digests)


def published_summary(source: Source | None) -> str | None:
    """Give what others know of an article that stands in lists, else None."""
    return source.summary if source and source.status == "published" else None
