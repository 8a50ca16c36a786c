"""The walk of the content of a planned build, in worker processes where there is much of it."""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import NamedTuple

from archive_engine.build import Build
from archive_engine.damage import MANY
from archive_engine.reader import make_readers
from archive_engine.scan import ContentScan, Found
from archive_engine.work import ScanTask, compare_content

_PARTS = 8  # years and months are of different sizes: with more parts than workers, all are busy to the end


class RunningScan(NamedTuple):
    """A walk under way: what was found while the content was cut into parts, and the walks of the parts."""

    found: Found
    parts: Sequence[Future[Found]]


def start_scan(build: Build, *, is_listed: bool) -> RunningScan:
    """Begin to compare the content with the source store; `is_listed`: unchanged files are wanted, too."""
    extensions = frozenset(make_readers(build.settings).extensions)
    found = Found()
    are_many = build.store.count_sources() > MANY
    parts = ContentScan(build.settings, extensions).cut(_PARTS if are_many else 1, found, is_listed=is_listed)
    if are_many:
        build.start_workers(build.workers)
    return RunningScan(found, [build.workers.submit(compare_content, ScanTask(part, extensions)) for part in parts])


def finish_scan(scan: RunningScan) -> Found:
    """Return how the content differs from what the source store knows, once all of it was walked."""
    for part in scan.parts:
        scan.found.add(part.result())
    return scan.found
