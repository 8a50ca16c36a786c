"""What worker processes do: read a batch of sources, make the pages of some owners, update an index.

Every function takes a `Site`, which says all that a process needs to know of the build, so that any
`concurrent.futures` executor can run it: a process makes its tools from it once and keeps them.
"""

import gc
import logging
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, as_completed, wait
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from archive_engine import pages
from archive_engine.article_index import ArticleIndex, load_article_index
from archive_engine.intake import SourceResult, keep_sources
from archive_engine.interface import Changes
from archive_engine.output import OutputFolder, Stamp, Written
from archive_engine.page_store import PageStore, output_memory
from archive_engine.pages import Owner, RenderResult
from archive_engine.parts import name_part
from archive_engine.reader import SourceReader
from archive_engine.render import Renderer
from archive_engine.source_store import SourceStore
from archive_engine.upstream import load_plugins
from newsrecord.worker_pool import WorkerPool

# So many new objects are made before Python looks for cycles among them: there are hardly any.
YOUNG = 50_000


@dataclass(slots=True)
class Site:
    """One build of one site, as far as a worker has to know it; `fingerprint`: of what all its pages depend on."""

    settings: dict[str, Any]
    planner: Any
    indexes: list[Any]
    fingerprint: str = ""
    token: str = field(default_factory=lambda: os.urandom(16).hex())
    _tools: dict[str, Any] = field(default_factory=dict)

    def tool(self, name: str, make: Callable[[], Any]) -> Any:
        """Return one of this process' tools, made when it is first asked for."""
        if name not in self._tools:
            self._tools[name] = make()
        return self._tools[name]

    def __reduce__(self) -> tuple[Any, ...]:
        settings = {name: value for name, value in self.settings.items() if name != "ARCHIVE_ENGINE_EXECUTOR"}
        return recall_site, (settings, self.planner, self.indexes, self.fingerprint, self.token)

    def clear_tools(self) -> None:
        """Let go of what belongs to one process; the archive, which is data alone, stays."""
        for name in ("store", "pages"):
            if name in self._tools:
                self._tools[name].close()
        self._tools = {name: tool for name, tool in self._tools.items() if name == "article index"}

    @property
    def article_index(self) -> ArticleIndex:
        """All published articles."""
        index: ArticleIndex = self.tool("article index", lambda: load_article_index(self.planner, self.store))
        return index

    def keep_article_index(self, index: ArticleIndex) -> ArticleIndex:
        """Have the processes that are forked from this one find the archive here."""
        self._tools["article index"] = index
        return index

    @property
    def reader(self) -> SourceReader:
        """Return this process' reader."""
        reader: SourceReader = self.tool("reader", self._make_reader)
        return reader

    def _make_reader(self) -> SourceReader:
        reader = SourceReader(self.settings, self.planner, self.indexes)
        reader.has_template = cache(lambda name: self.renderer.templates.file(name) is not None)
        return reader

    @property
    def renderer(self) -> Renderer:
        """Return this process' renderer."""
        renderer: Renderer = self.tool("renderer", lambda: Renderer(self.settings, self.reader))
        return renderer

    @property
    def output(self) -> OutputFolder:
        """The output folder."""
        output: OutputFolder = self.tool("output", lambda: OutputFolder(self.settings["OUTPUT_PATH"]))
        return output

    @property
    def store(self) -> SourceStore:
        """Return this process' connection to what was read of the content."""
        store: SourceStore = self.tool("store", lambda: SourceStore(self.settings["CACHE_PATH"]))
        return store

    @property
    def memory(self) -> str:
        """The folder for what is remembered of the output."""
        return output_memory(self.settings["CACHE_PATH"], self.settings["OUTPUT_PATH"])

    @property
    def pages(self) -> PageStore:
        """Return this process' connection to what is known of the output."""
        pages: PageStore = self.tool("pages", lambda: PageStore(self.memory))
        return pages


# The site of this worker process.
_site: Site | None = None


def set_site(site: Site, niceness: int) -> None:
    """Make `site` the one that tasks of this process work for."""
    global _site
    _site = site
    if hasattr(os, "nice"):
        os.nice(niceness)
    # what the main process made stays as long as this process: there is nothing in it to be collected
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 100)
    logging.getLogger().handlers = [logging.NullHandler()]


def recall_site(*values: Any) -> Site:
    """Return the site that a process was sent: one object, with its tools, for all its tasks of a build."""
    global _site
    site = Site(*values)
    if _site is None or _site.token != site.token:
        for plugin in load_plugins(site.settings):
            plugin.register()  # it has its part in how an article is read
        _site = site
    return _site


def _own_site(site: Site | None) -> Site:
    """Return the site that a task was given, else this process' own."""
    found = site or _site
    assert found is not None
    return found


def read_sources(site: Site | None, task: tuple[list[str], int | None]) -> list[SourceResult]:
    """Read some sources into the store."""
    site = _own_site(site)
    return keep_sources(site.reader, site.store, *task)


def make_pages(site: Site | None, task: tuple[list[Owner], bool, frozenset[str]]) -> RenderResult:
    """Make the pages of some owners."""
    return pages.make_pages(_own_site(site), *task)


def update_index(
    site: Site | None,
    part: str,
    is_whole: bool,
    added: list[str],
    removed: list[str],
    kept: dict[str, tuple[bytes, Stamp]],
) -> tuple[list[Written], list[str]]:
    """Have an index write its files; give those it wrote and the names of those it keeps."""
    site = _own_site(site)
    index = next(index for index in site.indexes if name_part(index) == part)
    written: list[Written] = []
    names: list[str] = []

    def write(save_as: str, data: bytes) -> None:
        written.append(site.output.write(save_as, data, kept.get(save_as)))

    def digests() -> Iterator[tuple[str, Any]]:
        return site.store.digests(part)

    changes = Changes(
        whole=is_whole,
        added={path: site.store.digest(part, path) for path in added},
        removed=removed,
        digests=digests,
        write=write,
        keep=names.append,
        memory=os.path.join(site.memory, part),
    )
    index.update(changes)
    return written, names


class BuildWorkers:
    """The processes of one build, or none. A few tasks are done in the main process, which is quicker."""

    def __init__(self, site: Site, processes: int, make_executor: Callable[[], Executor] | None) -> None:
        self.site = site
        self.processes = processes
        self.make_executor = make_executor
        self.executor: Executor | None = None
        self._under_way: set[Future[Any]] = set()

    def start(self, niceness: int = 0) -> None:
        """Start the worker processes, if this build has any; with a higher niceness they let other processes go first.

        No connection to the store may be open: none crosses a fork.
        """
        if self.executor is not None or (not self.processes and self.make_executor is None):
            return
        if self.make_executor is not None:
            self.executor = self.make_executor()
            return
        self.site.clear_tools()
        pool = WorkerPool(self.processes, _start_method(), set_site, self.site, niceness)
        self.executor = pool
        pool.start()

    def kill(self) -> None:
        """End the worker processes at once. Nothing is lost: each file is whole, and the next build goes on."""
        if isinstance(self.executor, WorkerPool):
            self.executor.kill()

    def stop(self) -> None:
        """Let the worker processes go; those that wait for a task do not get it."""
        executor, self.executor = self.executor, None
        if executor is None:
            return
        if not isinstance(executor, WorkerPool):
            for future in self._under_way:
                future.cancel()
            executor.shutdown(wait=True)
            return
        # The pool itself cancels: a future that is cancelled under it ends its thread while it deals with a dead
        # worker, and the other workers would be waited for for ever.
        executor.shutdown(wait=True, cancel_futures=True)
        for worker in executor.processes():
            worker.kill()

    def pids(self) -> list[int]:
        """Return the worker processes of this machine."""
        workers = self.executor.processes() if isinstance(self.executor, WorkerPool) else []
        return [worker.pid for worker in workers if worker.pid is not None]

    def submit(self, task: Callable[..., Any], *arguments: Any, is_here: bool = False) -> Future[Any]:
        """Have a task done, by a worker where there are any, else (or where it is to be done here) at once."""
        if self.executor is None or is_here:
            future: Future[Any] = Future()
            try:
                future.set_result(task(self.site, *arguments))
            except BaseException as error:  # noqa: BLE001 - as a worker does: the result raises it
                future.set_exception(error)
            return future
        return self.executor.submit(task, self.site if self.make_executor is not None else None, *arguments)

    def map(self, task: Callable[..., Any], batches: Iterable[Any], *, is_here: bool = False) -> Iterator[Any]:
        """Yield each batch's result as it is done, in no certain order, with a few batches at a time under way."""
        self._under_way = set()
        for batch in batches:
            self._under_way.add(self.submit(task, batch, is_here=is_here))
            if len(self._under_way) > 2 * self.processes:
                done, self._under_way = wait(self._under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        yield from (future.result() for future in as_completed(self._under_way))


def _start_method() -> str:
    # A forked process has the settings and plugins already; where there is no fork, they are sent.
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
