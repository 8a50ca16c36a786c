"""What a worker process has to know of a build: its site, and the tools that the process makes from it once.

A `Site` is data that can be sent to another process; its tools (stores, reader, renderer) belong to one process each.
"""

import gc
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from archive_engine.article_index import ArticleIndex, load_article_index
from archive_engine.interface import Finisher, Index, Planner, Settings
from archive_engine.output import OutputFolder
from archive_engine.page_store import PageStore, output_memory
from archive_engine.reader import SourceReader
from archive_engine.render import Renderer
from archive_engine.source_store import SourceStore
from archive_engine.upstream import load_plugins

Tool = TypeVar("Tool")

# How many new objects are made before Python looks for cycles among them: there are hardly any.
YOUNG = 50_000


@dataclass(slots=True)
class Site:
    """One build of one site, as far as a worker has to know it; `fingerprint`: of what all its pages depend on."""

    settings: Settings
    planner: Planner
    indexes: list[Index]
    finisher: Finisher | None = None
    fingerprint: str = ""
    token: str = field(default_factory=lambda: os.urandom(16).hex())
    _tools: dict[str, Any] = field(default_factory=dict)

    def tool(self, name: str, make: Callable[[], Tool]) -> Tool:
        """Return one of this process' tools, made when it is first asked for."""
        if name not in self._tools:
            self._tools[name] = make()
        tool: Tool = self._tools[name]
        return tool

    def __reduce__(self) -> tuple[Any, ...]:
        settings = {name: value for name, value in self.settings.items() if name != "ARCHIVE_ENGINE_EXECUTOR"}
        return recall_site, (settings, self.planner, self.indexes, self.finisher, self.fingerprint, self.token)

    def clear_tools(self) -> None:
        """Let go of what belongs to one process; the archive, which is data alone, stays."""
        for name in ("store", "pages"):
            if name in self._tools:
                self._tools[name].close()
        self._tools = {name: tool for name, tool in self._tools.items() if name == "article index"}

    @property
    def article_index(self) -> ArticleIndex:
        """All published articles."""
        return self.tool("article index", lambda: load_article_index(self.planner, self.store))

    def keep_article_index(self, index: ArticleIndex) -> ArticleIndex:
        """Have the processes that are forked from this one find the archive here."""
        self._tools["article index"] = index
        return index

    @property
    def reader(self) -> SourceReader:
        """Return this process' reader."""
        return self.tool("reader", self._make_reader)

    def _make_reader(self) -> SourceReader:
        reader = SourceReader(self.settings, self.planner, self.indexes, self.finisher)
        reader.has_template = cache(lambda name: self.renderer.templates.file(name) is not None)
        return reader

    @property
    def renderer(self) -> Renderer:
        """Return this process' renderer."""
        return self.tool("renderer", lambda: Renderer(self.settings, self.reader))

    @property
    def output(self) -> OutputFolder:
        """The output folder."""
        return self.tool("output", lambda: OutputFolder(self.settings["OUTPUT_PATH"]))

    @property
    def store(self) -> SourceStore:
        """Return this process' connection to what was read of the content."""
        return self.tool("store", lambda: SourceStore(self.settings["CACHE_PATH"]))

    @property
    def memory(self) -> str:
        """The folder for what is remembered of the output."""
        return output_memory(self.settings["CACHE_PATH"], self.settings["OUTPUT_PATH"])

    @property
    def pages(self) -> PageStore:
        """Return this process' connection to what is known of the output."""
        return self.tool("pages", lambda: PageStore(self.memory))


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


def find_own_site(site: Site | None) -> Site:
    """Return the site that a task was given, else this process' own."""
    found = site or _site
    assert found is not None
    return found
