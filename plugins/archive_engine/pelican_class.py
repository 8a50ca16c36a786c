"""The PELICAN_CLASS: Pelican, built by plan where the plugins allow it, else by Pelican's own steps without their slow ones.

A build is planned when a plugin has offered a planner (see `interface`), no other plugin listens to Pelican's signals, and no
setting asks for what only Pelican's own lists can give. Both ways end with the same files.
"""

import gc
import logging
import os
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from typing import Any

import blinker
import pelican.generators
from pelican import Pelican
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.log import console
from pelican.plugins import signals
from pelican.utils import clean_output_dir

from archive_engine.generators import (
    GuardedPagesGenerator,
    LinearArticlesGenerator,
    SetAside,
    WholeStaticGenerator,
    bind,
)
from archive_engine.interface import Changes
from archive_engine.pages import PageError
from archive_engine.planned import PlannedBuild
from archive_engine.progress import Report
from archive_engine.reading import name_part
from archive_engine.rest import keep_written
from archive_engine.store import open_store, remove_store
from archive_engine.translations import process_translations
from archive_engine.writer import WholeWriter

logger = logging.getLogger(__name__)

# Settings that only Pelican's own steps follow, with the values under which a build can be planned.
_PLANNED = {
    "ARTICLE_TRANSLATION_ID": (None, "", False),
    "WITH_FUTURE_DATES": (True,),
    "OUTPUT_SOURCES": (False, None),
    "TAG_SAVE_AS": ("", None, False),
    "AUTHOR_SAVE_AS": ("", None, False),
    "CATEGORY_SAVE_AS": ("", None, False),
    "YEAR_ARCHIVE_SAVE_AS": ("", None, False),
    "MONTH_ARCHIVE_SAVE_AS": ("", None, False),
    "DAY_ARCHIVE_SAVE_AS": ("", None, False),
    "TRANSLATION_FEED_ATOM": ("", None, False),
    "TRANSLATION_FEED_RSS": ("", None, False),
    "INTRASITE_LINK_REGEX": (r"(?!)(?P<what>)",),
}


class ArchivePelican(Pelican):
    """Pelican for a hundred thousand articles."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.planner: Any = None
        self.indexes: list[Any] = []
        # what was read and written is in the engine's store; Pelican's own cache is a pickle
        settings["CACHE_CONTENT"] = False
        # the processors are the workers': the threads that numpy would start for a plugin only wait, and wake each other
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        super().__init__(settings)

    def init_plugins(self) -> None:
        """Load the plugins. Ends the program with exit code 1 where one can't be loaded: Pelican would build the site without its pages."""
        asked = self.settings["PLUGINS"]
        super().init_plugins()
        if asked is not None and len(self.plugins) < len(asked):
            logger.critical(
                "Nothing was built: of the %d plugins in PLUGINS only %d could be loaded.",
                len(asked),
                len(self.plugins),
            )
            sys.exit(1)

    def take(self, part: Any) -> bool:
        """Take what a plugin offers: a planner or an index."""
        if hasattr(part, "list_pages"):
            self.planner = part
        else:
            self.indexes.append(part)
        return True

    def run(self) -> None:
        """Build the site. Ends the program with exit code 1 where an article was set aside or mended, or a file can't be written."""
        report = Report()
        reason = self.find_hindrance()
        try:
            if reason is None:
                self._run_planned(report)
            else:
                if self.planner is not None:
                    console.print(
                        f"Everything is built anew each time: {reason}.", markup=False, highlight=False, soft_wrap=True
                    )
                self._run_whole(report)
        except (OSError, PageError, BrokenExecutor, sqlite3.Error) as error:
            if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.OperationalError):
                remove_store(self.settings["CACHE_PATH"])  # broken in the middle: the next build makes it anew
            logger.critical(
                "The build has stopped: %s. Every file of the output is whole; the next build goes on from here.", error
            )
            if not _is_watching():
                sys.exit(1)
            return
        report.show()
        if _is_watching():
            return
        gc.freeze()  # the process ends: all that it knows of the archive need not be looked through, and given back bit by bit
        if report.problems_counted:
            sys.exit(1)

    def find_hindrance(self) -> str | None:
        """Give why a build can't be planned, in words; None where it can."""
        if self.planner is None:
            return "no plugin has planned pages"
        for name, values in _PLANNED.items():
            if self.settings.get(name) not in values:
                return f"the setting {name} is {self.settings.get(name)!r}"
        ours = {type(part).__module__.partition(".")[0] for part in (self.planner, *self.indexes)} | {"archive_engine"}
        for signal in vars(signals).values():
            if isinstance(signal, blinker.Signal):
                for receiver in signal.receivers_for(blinker.ANY):
                    module = getattr(receiver, "__module__", type(receiver).__module__)
                    if module.partition(".")[0] not in ours:
                        return f"the plugin {module} works on Pelican's own lists"
        return None

    def list_generators(self) -> list[type]:
        """Give the classes of all generators, Pelican's and the plugins'."""
        return super()._get_generator_classes()

    def _run_planned(self, report: Report) -> None:
        if self.delete_outputdir:
            clean_output_dir(self.output_path, self.output_retention)
        PlannedBuild(self, self.planner, self.indexes, report, is_store_ignored=_is_store_ignored()).run()

    def _run_whole(self, report: Report) -> None:
        self._aside = SetAside()
        self._writer: Any = None
        self._digests: dict[str, list[tuple[str, Any]]] = {name_part(index): [] for index in self.indexes}
        signals.all_generators_finalized.connect(self._collect_digests)
        try:
            with linear_translations(), report.phase("build"):
                super().run()
        finally:
            signals.all_generators_finalized.disconnect(self._collect_digests)
        report.found = len(self._aside.places.taken)
        report.read = report.found
        store, reason = open_store(self.settings["CACHE_PATH"], is_ignored=_is_store_ignored())
        try:
            if isinstance(self._writer, WholeWriter):
                for index in self.indexes:
                    with report.phase("index"):
                        self._update_index(index)
                keep_written(store, self._writer.output, report, self._writer, {})
                self._writer.output.clear_partial()
        finally:
            store.close()
        for path, (problem, is_aside) in sorted(self._aside.problems.items()):
            report.add_problem(self.settings["PATH"], path, problem, is_aside=is_aside)

    def _collect_digests(self, generators: list[Any]) -> None:
        for generator in generators:
            if isinstance(generator, ArticlesGenerator):
                for article in (*generator.articles, *generator.translations):
                    for index in self.indexes:
                        self._digests[name_part(index)].append(
                            (article.get_relative_source_path(), index.digest(article))
                        )

    def _update_index(self, index: Any) -> None:
        writer = self._writer
        digests = sorted(self._digests[name_part(index)], key=lambda row: row[0])

        def write(save_as: str, data: bytes) -> None:
            writer.put(writer.output.path(save_as), data)

        index.update(Changes(True, {}, [], lambda: iter(digests), write, lambda save_as: None))

    def _get_generator_classes(self) -> list[type]:
        stand_ins = {
            ArticlesGenerator: LinearArticlesGenerator,
            PagesGenerator: GuardedPagesGenerator,
            StaticGenerator: WholeStaticGenerator,
        }
        return [
            bind(stand_ins[kind], aside=self._aside) if kind in stand_ins else kind for kind in self.list_generators()
        ]

    def _get_writer(self) -> Any:
        writer = super()._get_writer()
        if type(writer) is pelican.writers.Writer:
            writer = WholeWriter(self.output_path, settings=self.settings)
        if isinstance(writer, WholeWriter):
            writer.output.clear_partial()
        self._writer = writer
        return writer


@contextmanager
def linear_translations() -> Iterator[None]:
    """Put a linear function in the place of Pelican's, which looks every article up in the list of all."""
    kept = pelican.generators.process_translations
    pelican.generators.process_translations = process_translations
    try:
        yield
    finally:
        pelican.generators.process_translations = kept


def _is_store_ignored() -> bool:
    # Pelican hands on what --ignore-cache says as LOAD_CONTENT_CACHE, whose default is the same
    return "--ignore-cache" in sys.argv


def _is_watching() -> bool:
    """Whether Pelican's `autoreload` called: it must not be ended by one bad article."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == "autoreload" and frame.f_globals.get("__name__") == "pelican":
            return True
        frame = frame.f_back
    return False
