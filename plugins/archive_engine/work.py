"""What worker processes do: walk the content, check written files, read a batch of sources, make the pages of some
owners, update an index.

Every function takes a `Site`, which says all that a process needs to know of the build, so that any
`concurrent.futures` executor can run it: a process makes its tools from it once and keeps them.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from archive_engine import pages
from archive_engine.database import PathRange
from archive_engine.intake import SourceResult, keep_sources
from archive_engine.interface import Changes
from archive_engine.output import Written
from archive_engine.pages import Owner, RenderResult
from archive_engine.parts import name_part
from archive_engine.scan import ContentScan, Found, ScanPart
from archive_engine.worker_site import Site, find_own_site


class ScanTask(NamedTuple):
    """A part of the content to be walked, where files with these extensions are articles."""

    part: ScanPart
    extensions: frozenset[str]


class ReadTask(NamedTuple):
    """Sources to be read, and the number of the build under which edits are noted (None: under none)."""

    paths: Sequence[str]
    build: int | None


class RenderTask(NamedTuple):
    """Owners whose pages are to be made; `is_empty` and `damaged` are as `pages.find_jobs` takes them."""

    owners: Sequence[Owner]
    is_empty: bool
    damaged: frozenset[str]


class IndexTask(NamedTuple):
    """An index to be updated, by its part's name, and the sources that changed."""

    part: str
    is_whole: bool
    added: Sequence[str]
    removed: Sequence[str]


class IndexResult(NamedTuple):
    """The files that an index wrote, and the paths of those that it kept as they are."""

    written: list[Written]
    kept: list[str]


def compare_content(site: Site | None, task: ScanTask) -> Found:
    """Walk a part of the content; return how it differs from what the source store knows."""
    site = find_own_site(site)
    return ContentScan(site.settings, task.extensions).compare(task.part, site.store.stamps(task.part.within))


def find_unlike(site: Site | None, within: PathRange) -> list[str]:
    """Return those pages of a range whose files are missing, or have another time or size than the store says."""
    site = find_own_site(site)
    stat, folder = os.stat, site.output.folder + os.sep
    unlike = []
    for save_as, mtime_ns, size in site.pages.page_stamps(within):
        try:
            status = stat(folder + save_as)
        except OSError:
            unlike.append(save_as)
            continue
        if status.st_mtime_ns != mtime_ns or status.st_size != size:
            unlike.append(save_as)
    return unlike


def read_sources(site: Site | None, task: ReadTask) -> list[SourceResult]:
    """Read some sources into the store."""
    site = find_own_site(site)
    return keep_sources(site.reader, site.store, task.paths, task.build)


def make_finished(site: Site | None, tasks: Sequence[str]) -> int:
    """Do some tasks that finished bodies wait for; return how many."""
    finisher = find_own_site(site).finisher
    assert finisher is not None
    for task in tasks:
        finisher.make(task)
    return len(tasks)


def make_pages(site: Site | None, task: RenderTask) -> RenderResult:
    """Make the pages of some owners."""
    return pages.make_pages(find_own_site(site), task.owners, task.is_empty, task.damaged)


def update_index(site: Site | None, task: IndexTask) -> IndexResult:
    """Have an index write its files."""
    site = find_own_site(site)
    index = next(index for index in site.indexes if name_part(index) == task.part)
    result = IndexResult([], [])

    def write(save_as: str, data: bytes) -> None:
        known = site.pages.page(save_as)
        result.written.append(site.output.write(save_as, data, known.left if known else None))

    def digests() -> Iterator[tuple[str, Any]]:
        return site.store.digests(task.part)

    changes = Changes(
        whole=task.is_whole,
        added={path: site.store.digest(task.part, path) for path in task.added},
        removed=task.removed,
        digests=digests,
        write=write,
        keep=result.kept.append,
        read=site.output.read,
        memory=os.path.join(site.memory, task.part),
    )
    index.update(changes)
    return result
