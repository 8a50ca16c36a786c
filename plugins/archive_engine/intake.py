"""From files of the content into the store: a batch is read, and what came of it is kept. A worker does it all, so that
no body and no digest travels between processes.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive_engine.interface import stat_file
from archive_engine.output import Stamp, read_file
from archive_engine.reader import SourceReader, hash_source
from archive_engine.source_records import Source
from archive_engine.source_store import SourceStore, published_summary


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What came of one file: whether it differs from what the store had, what the reader said, what it waits for.

    One that waits for tasks to be done has to be read again then.
    """

    path: str
    is_changed: bool
    warnings: list[str]
    remarks: Sequence[str] = ()
    unmade: Sequence[str] = ()


def keep_sources(
    reader: SourceReader, store: SourceStore, paths: Sequence[str], build: int | None
) -> list[SourceResult]:
    """Read files, put them into the store, and return what came of each.

    `build` is the number under which edits are written down; None where every article is reread, for all outputs. A
    file whose bytes the store knows is not converted again: its time differs, no more.
    """
    known = {} if build is None else {path: stamps for path in paths if (stamps := _find_stamps(reader, store, path))}
    kept = [SourceResult(path, False, []) for path in known]
    reads = reader.read_all([path for path in paths if path not in known])
    kept += (SourceResult(read.source.path, False, [], unmade=read.unmade) for read in reads if read.unmade)
    reads = [read for read in reads if not read.unmade]
    # from here on all other processes that want to write wait: nothing but writing may follow
    store.begin()
    for path, stamps in known.items():
        store.put_stamp(path, stamps.source)
        for file, stamp in stamps.watched.items():
            store.put_watched_stamp(path, file, stamp)
    store.forget_read([read.source.path for read in reads])
    for read in reads:
        source = read.source
        if build is not None:
            before = store.source(source.path)
            store.note_edit(build, source.path, published_summary(before))
            if (
                before is not None
                and _has_moved(before, source)
                and reader.settings.get("ARCHIVE_ENGINE_KEEP_ADDRESSES", True)
            ):
                store.keep_address(source.path, str(before.save_as))
                read.warnings.append(
                    f"its page was {before.save_as}, which now leads to it; `Aliases: {before.save_as}` in its front "
                    "matter keeps that for good"
                )
        store.put_source(source)
        store.put_digests(read.digests)
        kept.append(SourceResult(source.path, True, read.warnings, read.remarks))
    store.commit()
    return kept


def _has_moved(before: Source, after: Source) -> bool:
    """Return whether a published article names another place for its page than before, and no alias for the old one."""
    are_published = published_summary(before) is not None and after.summary is not None and after.status == "published"
    return are_published and before.wanted != after.wanted and before.save_as not in after.aliases


class _Stamps(NamedTuple):
    """The stamps of a source whose bytes are unchanged, and of those watched files whose stamps are new."""

    source: Stamp
    watched: dict[str, tuple[int, int]]


def _find_stamps(reader: SourceReader, store: SourceStore, path: str) -> _Stamps | None:
    """Return the stamps of a source that the store knows as it is; None where it has to be read."""
    known = store.source(path)
    if known is None or not known.hash:
        return None
    try:
        data, stamp = read_file(os.path.join(reader.settings["PATH"], path))
    except OSError:
        return None  # the reader says what is wrong
    if hash_source(data) != known.hash:
        return None
    new: dict[str, tuple[int, int]] = {}
    for file, seen in store.watched_of(path).items():
        full = os.path.join(reader.settings["PATH"], file)
        found = stat_file(full)
        if found != seen[:2]:
            if not _has_hash(full, seen.hash):
                return None
            new[file] = found
    return _Stamps(stamp, new)


def _has_hash(path: str, digest: bytes) -> bool:
    try:
        return hash_source(read_file(path)[0]) == digest
    except OSError:
        return False
