"""The pages of an output whose files were removed or changed since a build wrote them.

The time and size of every file are compared with the page store, in worker processes for a large output.
"""

from collections.abc import Iterable
from concurrent.futures import Future

from archive_engine.build import Build
from archive_engine.output import Stamp, is_same_file, read_stamp
from archive_engine.page_store import EARLIER, StoredPage
from archive_engine.work import find_unlike

MANY = 20_000
"""With more pages, workers compare the files: for fewer, starting workers takes as long."""
_PARTS = 4


def start_checks(build: Build) -> list[Future[list[str]]]:
    """Begin to compare the files of the output with the page store; return the checks, for `find_damaged`."""
    ranges = build.pages.cut(_PARTS if build.pages.count_pages() > MANY else 1)
    if len(ranges) > 1:
        build.start_workers(build.workers)
    return [build.workers.submit(find_unlike, part) for part in ranges]


def find_damaged(build: Build, checks: Iterable[Future[list[str]]]) -> dict[str, list[str]]:
    """Return the pages whose files are missing or changed, by owner. A changed time alone is no damage."""
    unlike = [save_as for check in checks for save_as in check.result()]
    damaged: dict[str, list[str]] = {}
    if not unlike:
        return damaged
    build.pages.begin()
    for save_as in unlike:
        page = build.pages.page(save_as)
        if page is None:
            continue
        stamp = _find_new_stamp(build, page)
        if stamp is not None:
            build.pages.put_stamp(save_as, stamp)
        elif page.owner != EARLIER:
            damaged.setdefault(page.owner, []).append(save_as)
    build.pages.commit()
    return damaged


def _find_new_stamp(build: Build, page: StoredPage) -> Stamp | None:
    """Return the stamp of a file that has the bytes of its page; None for another file, or none."""
    path = build.output.path(page.save_as)
    found = read_stamp(path)
    return is_same_file(path, page.digest) if found is not None and found.size == page.stamp.size else None
