"""From files of the content into the store: a batch is read, and what came of it is kept. A worker does it all, so that
no body and no digest travels between processes.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from archive_engine.output import read_file
from archive_engine.reader import SourceReader, hash_source
from archive_engine.source_store import SourceStore, published_summary


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What came of one file: whether its bytes differ from those that the store had, and what the reader warned of."""

    path: str
    is_changed: bool
    warnings: list[str]


def keep_sources(
    reader: SourceReader, store: SourceStore, paths: Sequence[str], build: int | None
) -> list[SourceResult]:
    """Read files, put them into the store, and return what came of each.

    `build` is the number under which edits are written down; None where every article is reread, for all outputs. A
    file whose bytes the store knows is not converted again: its time differs, no more.
    """
    kept = []
    to_read = list(paths)
    store.begin()
    if build is not None:
        to_read = [path for path in paths if not _keep_unchanged(reader, store, path)]
        changed = set(to_read)
        kept = [SourceResult(path, False, []) for path in paths if path not in changed]
    for read in reader.read_all(to_read):
        source = read.source
        if build is not None:
            store.note_edit(build, source.path, published_summary(store.source(source.path)))
        store.put_source(source)
        store.put_digests(read.digests)
        kept.append(SourceResult(source.path, True, read.warnings))
    store.commit()
    return kept


def _keep_unchanged(reader: SourceReader, store: SourceStore, path: str) -> bool:
    known = store.source(path)
    if known is None or not known.hash:
        return False
    try:
        data, stamp = read_file(os.path.join(reader.settings["PATH"], path))
    except OSError:
        return False  # the reader says what is wrong
    if hash_source(data) != known.hash:
        return False
    store.put_stamp(path, stamp)
    return True
