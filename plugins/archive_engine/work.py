"""What worker processes do: read a batch of sources, render and write a batch of pages, update an index.

Every function takes a `Site`, which says all that a process needs to know of the build, so that any `concurrent.futures`
executor can run it: a process makes its tools from it once and keeps them.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from archive_engine.interface import Changes
from archive_engine.output import Output, Stamp, Written
from archive_engine.reading import Read, SourceReader, name_part
from archive_engine.render import Renderer
from archive_engine.store import Store


@dataclass(frozen=True, slots=True)
class Job:
    """One page to be rendered. `path` is the article's source, or None for a planned page."""

    save_as: str
    owner: str
    fingerprint: bytes
    template: str
    variables: str
    path: str | None = None
    known: tuple[bytes, Stamp] | None = None


@dataclass(slots=True)
class Site:
    """One build of one site, as far as a worker has to know it."""

    settings: dict[str, Any]
    planner: Any
    indexes: list[Any]
    _tools: dict[str, Any] = field(default_factory=dict)

    def tool(self, name: str, make: Callable[[], Any]) -> Any:
        """Give one of this process' tools, made when it is first asked for."""
        if name not in self._tools:
            self._tools[name] = make()
        return self._tools[name]

    def __getstate__(self) -> tuple[Any, ...]:
        return self.settings, self.planner, self.indexes

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.settings, self.planner, self.indexes = state
        self._tools = {}

    @property
    def reader(self) -> SourceReader:
        """This process' reader."""
        return self.tool("reader", self._make_reader)

    def _make_reader(self) -> SourceReader:
        reader = SourceReader(self.settings, self.planner, self.indexes)
        reader.has_template = cache(lambda name: self.renderer.templates.file(name) is not None)
        return reader

    @property
    def renderer(self) -> Renderer:
        """This process' renderer."""
        return self.tool("renderer", lambda: Renderer(self.settings, self.reader))

    @property
    def output(self) -> Output:
        """The output folder."""
        return self.tool("output", lambda: Output(self.settings["OUTPUT_PATH"]))

    @property
    def store(self) -> Store:
        """The store, for reading."""
        return self.tool("store", lambda: Store(self.settings["CACHE_PATH"], is_writer=False))


# The site of this process, where the executor is made for one build; else each task brings its own.
_site: Site | None = None


def set_site(site: Site) -> None:
    """Make `site` the one that tasks of this process work for."""
    global _site
    site._tools.clear()  # a forked process has the main process' tools: open files are not to be shared
    _site = site
    logging.getLogger().handlers = [logging.NullHandler()]


def read_sources(site: Site | None, batch: list[tuple[str, str | None]]) -> list[Read]:
    """Read sources, given as (path, slug or None)."""
    return (site or _site).reader.read_all(batch)


def write_pages(site: Site | None, jobs: list[Job]) -> list[tuple[Written, str, bytes]]:
    """Render pages and write those whose bytes differ; give what the store keeps of each. Raises what a template raises."""
    site = site or _site
    renderer, store, output = site.renderer, site.store, site.output
    bodies = store.bodies([job.path for job in jobs if job.path is not None])
    rows = []
    for job in jobs:
        try:
            if job.path is None:
                data = renderer.render_plan(job.save_as, job.template, job.variables)
            else:
                data = renderer.render_article(job.path, job.save_as, *bodies[job.path], job.variables)
        except OSError:
            raise
        except Exception as error:
            raise PageError(f"{job.save_as} ({job.template}.html): {type(error).__name__}: {error}") from error
        rows.append((output.write(job.save_as, data, job.known), job.owner, job.fingerprint))
    return rows


class PageError(RuntimeError):
    """A page that its template could not make: the page, the template and what went wrong."""


def update_index(
    site: Site | None, part: str, is_whole: bool, added: list[str], removed: list[str], kept: dict[str, tuple[bytes, Stamp]]
) -> tuple[list[Written], list[str]]:
    """Have an index write its files; give those it wrote and the names of those it keeps."""
    site = site or _site
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
    )
    index.update(changes)
    return written, names


class Crew:
    """The processes of one build. Few tasks are done in the main process, which costs less than starting others."""

    def __init__(self, site: Site, processes: int, make_executor: Callable[[], Executor] | None) -> None:
        self.site = site
        self.processes = processes
        self.make_executor = make_executor
        self.executor: Executor | None = None

    def start(self) -> None:
        """Start the worker processes, if this build has any."""
        if self.executor is not None or (self.processes < 2 and self.make_executor is None):
            return
        if self.make_executor is not None:
            self.executor = self.make_executor()
        else:
            self.executor = ProcessPoolExecutor(self.processes, mp_context=_context(), initializer=set_site, initargs=(self.site,))

    def stop(self) -> None:
        """Let the worker processes go; those that wait for a task do not get it."""
        if self.executor is not None:
            self.executor.shutdown(wait=True, cancel_futures=True)
            self.executor = None

    def submit(self, task: Callable[..., Any], *arguments: Any, is_here: bool = False) -> Future:
        """Have a task done, by a worker where there are any, else (or where it is to be done here) at once."""
        if self.executor is None or is_here:
            future: Future = Future()
            try:
                future.set_result(task(self.site, *arguments))
            except BaseException as error:
                future.set_exception(error)
            return future
        return self.executor.submit(task, self.site if self.make_executor is not None else None, *arguments)

    def map(self, task: Callable[..., Any], batches: Iterator[Any], *, is_here: bool = False) -> Iterator[Any]:
        """Give each batch's result in order, with a few batches under way at a time, however many there are."""
        waiting: list[Future] = []
        submit = partial(self.submit, task, is_here=is_here)
        for batch in batches:
            waiting.append(submit(batch))
            if len(waiting) > 2 * self.processes + 1:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _context() -> Any:
    import multiprocessing

    # A forked process has the settings and plugins already; where there is no fork, they are sent.
    return multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
