"""The update of each index after an edit, in a worker process if there is one, while articles are linked and pages are
rendered.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from concurrent.futures import Future
from typing import NamedTuple

from archive_engine.build import Build
from archive_engine.page_store import OwnedPath, RenderedPage
from archive_engine.parts import name_part
from archive_engine.source_records import Edit
from archive_engine.work import IndexResult, IndexTask, update_index

INDEX_PREFIX = "index/"


class Updated(NamedTuple):
    """The result of all updates: how many files were written, and the files that no index needs any more."""

    files: int
    gone: list[OwnedPath]


class IndexUpdates:
    """The updates of one planned build (`build`): started before its pages, finished after them."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._started: dict[str, Future[IndexResult]] = {}  # by the owner of the index' files

    def __bool__(self) -> bool:
        return bool(self._started)

    def list_tasks(self, edits: Mapping[str, Edit], damaged: Container[str], *, is_whole: bool) -> Iterator[IndexTask]:
        """Yield the update of each index that edits, or damage to its files, make necessary."""
        for index in self.build.indexes:
            part = name_part(index)
            owner = INDEX_PREFIX + part
            is_rebuilt = is_whole or owner in damaged
            added = [path for path, edit in edits.items() if edit.after is not None] if not is_rebuilt else []
            removed = [path for path, edit in edits.items() if edit.before is not None] if not is_rebuilt else []
            if not is_rebuilt and not added and not removed:
                continue
            yield IndexTask(part, is_rebuilt, sorted(added), sorted(removed))

    def start(self, tasks: Iterable[IndexTask]) -> None:
        """Start these updates."""
        for task in tasks:
            self._started[INDEX_PREFIX + task.part] = self.build.index_workers.submit(update_index, task)

    def release(self) -> None:
        """Once all updates are done, end the processes that made them, if they do nothing else: their memory is a fifth
        of the build's.
        """
        build = self.build
        if build.index_workers is not build.workers and all(future.done() for future in self._started.values()):
            build.index_workers.stop()

    def finish(self) -> Updated:
        """Wait for all updates, and store what they wrote."""
        count, gone = 0, []
        pages = self.build.pages
        for owner, future in self._started.items():
            written, kept = future.result()
            names = {file.save_as for file in written} | set(kept)
            gone += [OwnedPath(save_as, owner) for save_as in pages.paths_of(owner) if save_as not in names]
            self.build.report.written += sum(file.is_new for file in written)
            pages.begin()
            pages.put_pages(RenderedPage(file, owner, b"") for file in written)
            pages.commit()
            count += len(written)
        return Updated(count, gone)
