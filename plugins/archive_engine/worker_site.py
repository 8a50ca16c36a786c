"""What a worker process needs to know of a build: the site, and tools that each process makes once from it.

A `Site` is data that can be sent to another process; its tools (stores, reader, renderer) belong to one process each.
"""

import gc
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from archive_engine.article_index import ArticleIndex
from archive_engine.compiled_templates import CompiledTemplates
from archive_engine.fingerprints import hash_parts
from archive_engine.groups import HAS_GROUPS, GroupReader
from archive_engine.interface import Describer, Finisher, Grouper, Index, Settings
from archive_engine.listed_articles import Kept, ListedArticles, choose_room
from archive_engine.output import OutputFolder
from archive_engine.page_store import PageStore, output_memory
from archive_engine.planners import Planners
from archive_engine.reader import SourceReader
from archive_engine.render import Renderer
from archive_engine.source_store import SourceStore
from archive_engine.upstream import load_plugins

Tool = TypeVar("Tool")

# Threshold of the garbage collector's youngest generation: reference cycles are rare.
YOUNG = 50_000


@dataclass(slots=True)
class Site:
    """The part of one build that a worker needs. `fingerprint` is that of everything on which all pages depend;
    `has_groups` says whether a planner shows groups of articles, and there are any.
    """

    settings: Settings
    planners: Planners
    indexes: list[Index]
    finisher: Finisher | None = None
    describers: Sequence[Describer] = ()
    grouper: Grouper | None = None
    has_groups: bool = False
    fingerprint: str = ""
    token: str = field(default_factory=lambda: os.urandom(16).hex())
    kept_summaries: Kept = field(default_factory=dict)
    _tools: dict[str, Any] = field(default_factory=dict)

    def tool(self, name: str, make: Callable[[], Tool]) -> Tool:
        """Return a tool of this process; the first call makes it."""
        if name not in self._tools:
            self._tools[name] = make()
        tool: Tool = self._tools[name]
        return tool

    def __reduce__(self) -> tuple[Any, ...]:
        settings = {name: value for name, value in self.settings.items() if name != "ARCHIVE_ENGINE_EXECUTOR"}
        parts = (self.planners, self.indexes, self.finisher, self.describers, self.grouper, self.has_groups)
        return recall_site, (settings, *parts, self.fingerprint, self.token)

    def show_groups(self) -> None:
        """Have all pages know that there are groups. Processes that know this site already take it for another one."""
        self.has_groups = True
        self.fingerprint = hash_parts(self.fingerprint, HAS_GROUPS).hex()
        self.token = os.urandom(16).hex()
        self.reader.context[HAS_GROUPS] = True

    def clear_tools(self) -> None:
        """Drop the tools, which belong to one process; the summaries that were read, which are only data, stay."""
        for name in ("store", "pages"):
            if name in self._tools:
                self._tools[name].close()
        self._tools.clear()

    @property
    def article_index(self) -> ArticleIndex:
        """All published articles, and the lists that the page store has of them."""
        return self.tool("article index", lambda: ArticleIndex(self.planners, self.articles, self.pages.lists))

    @property
    def articles(self) -> ListedArticles:
        """The published articles by their ids in the store."""
        return self.tool("articles", self._make_articles)

    def _make_articles(self) -> ListedArticles:
        return ListedArticles(self.store, self.kept_summaries, choose_room(self.store.count_sources()))

    @property
    def reader(self) -> SourceReader:
        """Return this process' reader."""
        return self.tool("reader", self._make_reader)

    def _make_reader(self) -> SourceReader:
        reader = SourceReader(self.settings, self.planners, self.indexes, self.finisher, self.describers, self.grouper)
        reader.context[HAS_GROUPS] = self.has_groups
        reader.has_template = cache(lambda name: self.renderer.templates.file(name) is not None)
        return reader

    @property
    def renderer(self) -> Renderer:
        """Return this process' renderer."""
        return self.tool("renderer", self._make_renderer)

    def _make_renderer(self) -> Renderer:
        compiled = CompiledTemplates(os.path.join(self.memory, "templates"), self.fingerprint)
        return Renderer(self.settings, self.reader, compiled)

    @property
    def output(self) -> OutputFolder:
        """The output folder."""
        return self.tool("output", lambda: OutputFolder(self.settings["OUTPUT_PATH"]))

    @property
    def store(self) -> SourceStore:
        """Return this process' connection to the source store."""
        return self.tool("store", lambda: SourceStore(self.settings["CACHE_PATH"]))

    @property
    def groups(self) -> GroupReader:
        """Return what this process reads of groups."""
        return self.tool("groups", lambda: GroupReader(self.store, self.planners, self.article_index))

    @property
    def memory(self) -> str:
        """The folder of the output's page store."""
        return output_memory(self.settings["CACHE_PATH"], self.settings["OUTPUT_PATH"])

    @property
    def pages(self) -> PageStore:
        """Return this process' connection to the page store."""
        return self.tool("pages", lambda: PageStore(self.memory))


# The site of this worker process.
_site: Site | None = None


def set_site(site: Site, niceness: int) -> None:
    """Make `site` the one that tasks of this process work for."""
    global _site
    _site = site
    if hasattr(os, "nice"):
        os.nice(niceness)
    # objects of the main process live as long as this process: the garbage collector need not look at them
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 100)
    logging.getLogger().handlers = [logging.NullHandler()]


def recall_site(*values: Any) -> Site:
    """Return the site that was sent to this process: one object, with its tools, for all tasks of a build."""
    global _site
    site = Site(*values)
    if _site is None or _site.token != site.token:
        for plugin in load_plugins(site.settings):
            plugin.register()  # plugins take part in reading articles
        _site = site
    return _site


def find_own_site(site: Site | None) -> Site:
    """Return the site that a task was given, else this process' own."""
    found = site or _site
    assert found is not None
    return found
