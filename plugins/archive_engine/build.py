"""What the steps of one planned build share: the site, its stores, the worker processes, the report."""

from collections.abc import Sequence

from archive_engine.batching import count_processors
from archive_engine.build_workers import BuildWorkers
from archive_engine.interface import Describer, Finisher, Grouper, Index, Settings
from archive_engine.output import OutputFolder, read_stamp
from archive_engine.page_store import PageStore, StoredPage, forget_output
from archive_engine.planners import Planners
from archive_engine.progress import BuildReport
from archive_engine.source_store import SourceStore
from archive_engine.surroundings import Surroundings
from archive_engine.upstream import OpenPelican
from archive_engine.worker_site import Site


class Build:
    """One planned build. `store`, `pages` and `surroundings` are there from `open` on."""

    store: SourceStore
    pages: PageStore
    surroundings: Surroundings

    def __init__(
        self,
        pelican: OpenPelican,
        planners: Planners,
        indexes: list[Index],
        report: BuildReport,
        finisher: Finisher | None = None,
        describers: Sequence[Describer] = (),
        grouper: Grouper | None = None,
    ) -> None:
        self.pelican = pelican
        self.settings: Settings = pelican.settings
        self.planners = planners
        self.indexes = indexes
        self.finisher = finisher
        self.describers = describers
        self.grouper = grouper
        self.report = report
        self.site = Site(self.settings, planners, indexes, finisher, describers, grouper)
        self.output = OutputFolder(self.settings["OUTPUT_PATH"])
        processes = self.settings.get("ARCHIVE_ENGINE_PROCESSES") or count_processors()
        make_executor = self.settings.get("ARCHIVE_ENGINE_EXECUTOR")
        self.workers = BuildWorkers(self.site, processes if processes > 1 else 0, make_executor)
        # each index has its own process, started before the articles are in memory, so that it holds no copy of them
        self.index_workers = (
            self.workers if make_executor or processes < 2 else BuildWorkers(self.site, len(indexes), None)
        )

    def open(self, *, is_cache_ignored: bool) -> None:
        """Open the stores; replace them if the cache is to be ignored, or if they are broken or of another version."""
        cache = self.settings["CACHE_PATH"]
        if is_cache_ignored:
            SourceStore.delete(cache)
            forget_output(self.site.memory)
            self.report.notes.append("Everything is rebuilt: the cache is ignored, as asked.")
        self.store, reason = SourceStore.open_or_rebuild(cache)
        self.pages, pages_reason = PageStore.open_or_rebuild(self.site.memory)
        if reason or pages_reason:
            self.report.notes.append(f"Everything is rebuilt: {reason or pages_reason}.")

    def find_surroundings(self) -> None:
        """Find the other files that pages depend on."""
        self.surroundings = Surroundings(self.settings, self.store.other_files())

    def kill_workers(self) -> None:
        """End the worker processes at once."""
        self.workers.kill()
        self.index_workers.kill()

    def close(self) -> None:
        """Stop the worker processes and close the stores."""
        self.workers.stop()
        self.index_workers.stop()
        self.site.clear_tools()
        self.store.close()
        self.pages.close()

    def start_workers(self, workers: BuildWorkers, niceness: int = 0, *, is_shared: bool = False) -> None:
        """Start worker processes, unless they run already; `is_shared`: one less, as this process works with them."""
        if workers.executor is None:
            self.store.close()  # a connection to SQLite may not be used across a fork
            self.pages.close()
            workers.start(niceness, is_shared=is_shared)
            self.store = SourceStore(self.settings["CACHE_PATH"])
            self.pages = PageStore(self.site.memory)

    def see_memory(self) -> None:
        """Let the report measure the memory of all processes of the build."""
        self.report.see_memory({*self.workers.pids(), *self.index_workers.pids()})

    def is_as_left(self, page: StoredPage) -> bool:
        """Return whether a page's file is unchanged since it was written."""
        return read_stamp(self.output.path(page.save_as)) == page.stamp
