"""The pages of an output whose files were removed or changed since a build wrote them.

All files are asked for their time and size. Worker processes ask for those of a large output, while the main process
walks the content.
"""

import os
from collections.abc import Iterable
from concurrent.futures import Future

from archive_engine.build import Build
from archive_engine.output import Stamp, is_same_file
from archive_engine.page_store import EARLIER, PageStamp
from archive_engine.work import find_unlike

MANY = 20_000
"""With more pages workers ask for their files: for fewer, to start them takes as long."""
_PARTS = 4


def start_checks(build: Build) -> list[Future[list[PageStamp]]]:
    """Begin to compare the files of the output with the page store."""
    ranges = build.pages.cut(_PARTS if build.pages.count_pages() > MANY else 1)
    if len(ranges) > 1:
        build.start_workers(build.workers)
    return [build.workers.submit(find_unlike, part) for part in ranges]


def find_damaged(build: Build, checks: Iterable[Future[list[PageStamp]]]) -> dict[str, list[str]]:
    """Return the pages whose files are missing or changed, by owner. A changed time alone is no damage."""
    unlike = [page for check in checks for page in check.result()]
    build.see_memory()
    build.workers.stop()
    damaged: dict[str, list[str]] = {}
    if not unlike:
        return damaged
    build.pages.begin()
    for page in unlike:
        stamp = _find_new_stamp(build, page)
        if stamp is not None:
            build.pages.put_stamp(page.save_as, stamp)
        elif page.owner != EARLIER:
            damaged.setdefault(page.owner, []).append(page.save_as)
    build.pages.commit()
    return damaged


def _find_new_stamp(build: Build, page: PageStamp) -> Stamp | None:
    """Return the stamp of a file that has the bytes of its page; None for another file, or none."""
    known = build.pages.page(page.save_as)
    path = os.path.join(build.output.folder, page.save_as)
    try:
        is_likely = known is not None and os.stat(path).st_size == page.size
    except OSError:
        return None
    return is_same_file(path, known.digest) if known is not None and is_likely else None
