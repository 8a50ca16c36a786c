"""Which files of the output are no longer as builds left them. The worker processes look where there are many files."""

import os
from concurrent.futures import Future
from typing import NamedTuple

from archive_engine.build import Build
from archive_engine.output import Stamp, is_same_file
from archive_engine.page_store import ALL, EARLIER, PageStore, PathRange
from archive_engine.worker_site import Site, find_own_site

# With more files, the worker processes look at them while the main one scans the content.
MANY = 100_000
# Into so many parts they are cut for each process.
_PARTS = 4


class ChangedFile(NamedTuple):
    """A file that is not as it was left: its path, its owner; its new stamp if its bytes are unchanged, else None."""

    save_as: str
    owner: str
    stamp: Stamp | None


class OutputCheck:
    """One check of all files of an output, which begins at once."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._begun: list[Future[list[ChangedFile]]] = []
        workers = build.workers
        if workers.processes and workers.make_executor is None and build.pages.count_pages() > MANY:
            parts = build.pages.cut_paths(_PARTS * workers.processes)
            build.start_workers(workers)
            self._begun = [workers.submit(check_files, part) for part in parts]

    def finish(self) -> dict[str, list[str]]:
        """Return the pages whose files are missing or changed, by owner. A changed time alone is no damage."""
        build = self.build
        changed = [file for part in self._begun for file in part.result()]
        if self._begun:
            build.workers.stop()  # what they know of the site is from before the scan
        else:
            changed = check_files(build.site, ALL, build.pages)
        damaged: dict[str, list[str]] = {}
        for file in changed:
            if file.stamp is None and file.owner != EARLIER:
                damaged.setdefault(file.owner, []).append(file.save_as)
        refreshed = [(file.save_as, file.stamp) for file in changed if file.stamp is not None]
        if refreshed:
            build.pages.begin()
            for save_as, stamp in refreshed:
                build.pages.put_stamp(save_as, stamp)
            build.pages.commit()
        return damaged


def check_files(site: Site | None, part: PathRange, pages: PageStore | None = None) -> list[ChangedFile]:
    """Return the files in a range of paths that are not as they were left."""
    site = find_own_site(site)
    pages = pages or site.pages
    changed: list[ChangedFile] = []
    stat, folder = os.stat, site.output.folder + os.sep
    for save_as, mtime_ns, size in pages.page_stamps(part):
        try:
            status = stat(folder + save_as)
        except OSError:
            status = None
        if status is not None and status.st_mtime_ns == mtime_ns and status.st_size == size:
            continue
        page = pages.page(save_as)
        if page is not None:
            is_alike = status is not None and status.st_size == size
            stamp = is_same_file(folder + save_as, page.digest) if is_alike else None
            changed.append(ChangedFile(save_as, page.owner, stamp))
    return changed
