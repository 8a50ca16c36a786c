"""The PELICAN_CLASS: Pelican, built by plan where the plugins allow it, else by Pelican's own steps without their slow
ones.

A build is planned when a plugin has offered a planner (see `interface`), no other plugin listens to Pelican's signals,
and no setting asks for what only Pelican's own lists can give. Both ways end with the same files.
"""

import gc
import logging
import os
import sqlite3
import sys
from concurrent.futures import BrokenExecutor
from typing import Any, cast
from zoneinfo import ZoneInfo

import blinker
import pelican.writers
from jinja2 import TemplateError
from pelican.generators import (
    ArticlesGenerator,
    PagesGenerator,
    PelicanTemplateNotFound,
    SourceFileGenerator,
    StaticGenerator,
)
from pelican.log import console
from pelican.plugins import signals
from pelican.utils import clean_output_dir

from archive_engine.build_lock import one_build
from archive_engine.generators import (
    GuardedPagesGenerator,
    LinearArticlesGenerator,
    bind,
)
from archive_engine.interface import Describer, Finisher, Grouper, Index, Planner, Settings
from archive_engine.interrupts import INTERRUPTED, ignore_interrupts, interrupts_raised
from archive_engine.manifest import UnexplainedRemoval
from archive_engine.pages import PageError
from archive_engine.planned import PlannedBuild
from archive_engine.planners import Planners, find_missing
from archive_engine.progress import BuildReport
from archive_engine.room import NoRoom
from archive_engine.source_store import is_damaged
from archive_engine.static_generators import WholeSourceFileGenerator, WholeStaticGenerator
from archive_engine.upstream import OpenPelican, is_autoreloading
from archive_engine.whole import WholeBuild
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


class ArchivePelican(OpenPelican):
    """Pelican for a hundred thousand articles."""

    def __init__(self, settings: Settings) -> None:
        self.planners: list[Planner] = []
        self.indexes: list[Index] = []
        self.finisher: Finisher | None = None
        self.describers: list[Describer] = []
        self.grouper: Grouper | None = None
        # what was read and written is in the engine's store; Pelican's own cache is a pickle
        settings["CACHE_CONTENT"] = False
        # the processors are the workers': threads that numpy would start for a plugin only wait and wake each other
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        super().__init__(settings)
        self._require_time_zone()

    def init_plugins(self) -> None:
        """Load the plugins. End the program with exit code 1 where one can't be loaded.

        Pelican would build the site without that plugin's pages.
        """
        asked = self.settings["PLUGINS"]
        super().init_plugins()
        if asked is not None and len(self.plugins) < len(asked):
            logger.critical(
                "Nothing was built: of the %d plugins in PLUGINS only %d could be loaded.",
                len(asked),
                len(self.plugins),
            )
            sys.exit(1)

    def _require_time_zone(self) -> None:
        """End the program with exit code 1 where no article's date could be read: all of them would leave the site."""
        zone = self.settings["TIMEZONE"]
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, TypeError, OSError):
            logger.critical('Nothing was built: TIMEZONE is %r, which is no time zone such as "Europe/Kyiv".', zone)
            sys.exit(1)

    def take(self, part: Planner | Index | Finisher | Describer | Grouper) -> bool:
        """Take what a plugin offers: planners, indexes and describers, any number, a finisher and a grouper."""
        if hasattr(part, "list_pages"):  # a planner may leave out what the engine has defaults for
            self.planners.append(cast("Planner", part))
        elif hasattr(part, "finish"):
            self.finisher = cast("Finisher", part)
        elif hasattr(part, "describe_article"):
            self.describers.append(cast("Describer", part))
        elif hasattr(part, "divide"):
            self.grouper = cast("Grouper", part)
        else:
            self.indexes.append(part)
        return True

    def run(self) -> None:
        """Build the site.

        End the program with exit code 1 where an article was rejected or repaired, or a file can't be written.
        """
        try:
            with interrupts_raised() as interrupts, one_build(self.settings["CACHE_PATH"], _say):
                try:
                    report = self._run_once()
                    if path := self.settings.get("ARCHIVE_ENGINE_REPORT"):
                        report.write(path)
                except Exception as error:
                    if interrupts.is_pressed:
                        raise KeyboardInterrupt from error
                    raise
        except KeyboardInterrupt:
            if is_autoreloading():
                raise
            ignore_interrupts()
            _say("Stopped by Ctrl-C. Every file of the output is whole; the next build goes on from here.")
            sys.exit(INTERRUPTED)
        except (UnexplainedRemoval, NoRoom) as error:
            self._stop(str(error))
        except (TemplateError, PelicanTemplateNotFound) as error:
            self._stop(f"a template of the theme failed or is missing: {error}")
        except (OSError, PageError, BrokenExecutor, sqlite3.Error) as error:
            self._stop(f"{error}. Every file of the output is whole; the next build goes on from here")
        else:
            if not report.is_quiet:
                report.show()
            if is_autoreloading():
                return
            # the process ends: all that it knows of the archive need not be looked through and freed bit by bit
            gc.freeze()
            if report.problems:
                sys.exit(1)

    def _stop(self, reason: str) -> None:
        logger.critical("The build has stopped: %s.", reason)
        if not is_autoreloading():
            sys.exit(1)

    def _run_once(self) -> BuildReport:
        """Build, by plan where that can be done; once more from nothing where what was kept turns out to be broken."""
        is_quiet = not self.settings.get("ARCHIVE_ENGINE_FIGURES", True)
        report = BuildReport(is_quiet)
        reason = self.find_hindrance()
        if reason is not None:
            if self.planners:
                _say(f"Everything is rebuilt each time: {reason}.")
            self._run_whole(report)
            return report
        if self.delete_outputdir:
            clean_output_dir(self.output_path, self.output_retention)
        try:
            self._plan(report, is_cache_ignored=_is_cache_ignored()).run()
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            broken = f"Everything is rebuilt: what was kept between builds is broken ({error})."
            report = BuildReport(is_quiet, notes=[broken])
            self._plan(report, is_cache_ignored=True).run()
        return report

    def _plan(self, report: BuildReport, *, is_cache_ignored: bool) -> PlannedBuild:
        ignored = is_cache_ignored
        return PlannedBuild(
            self,
            Planners(self.planners),
            self.indexes,
            report,
            is_cache_ignored=ignored,
            finisher=self.finisher,
            describers=self.describers,
            grouper=self.grouper,
        )

    def find_hindrance(self) -> str | None:
        """Return why a build can't be planned, in words; None where it can."""
        if not self.planners:
            return "no plugin has planned pages"
        if (missing := find_missing(self.planners)) is not None:
            return missing
        for planner in self.planners:
            if hindrance := getattr(planner, "hindrance", ""):
                return str(hindrance)
        for name, values in _PLANNED.items():
            if self.settings.get(name) not in values:
                return f"the setting {name} is {self.settings.get(name)!r}"
        if self.settings.get("DEFAULT_DATE") == "fs":
            return "the setting DEFAULT_DATE takes files' times for dates"
        parts = (*self.planners, self.finisher, *self.indexes, *self.describers, self.grouper)
        ours = {type(part).__module__.partition(".")[0] for part in parts} | {"archive_engine"}
        for signal in vars(signals).values():
            if isinstance(signal, blinker.Signal):
                for receiver in signal.receivers_for(blinker.ANY):
                    module = getattr(receiver, "__module__", type(receiver).__module__)
                    if module.partition(".")[0] not in ours:
                        return f"the plugin {module} works on Pelican's own lists"
        return None

    def list_generators(self) -> list[type]:
        """Return the classes of all generators, Pelican's and the plugins'."""
        return super().choose_generators()

    def _run_whole(self, report: BuildReport) -> None:
        self._whole = WholeBuild(self.settings, self.planners, self.indexes, report, self.finisher, self.describers)
        self._whole.run(super().run)

    def choose_generators(self) -> list[type]:
        """Return the classes of a whole build, the engine's in the place of Pelican's."""
        stand_ins = {
            ArticlesGenerator: LinearArticlesGenerator,
            PagesGenerator: GuardedPagesGenerator,
            StaticGenerator: WholeStaticGenerator,
            SourceFileGenerator: WholeSourceFileGenerator,
        }
        return [
            bind(
                stand_ins[kind],
                rejections=self._whole.rejections,
                planners=Planners(self.planners) if self.planners and not find_missing(self.planners) else None,
                finisher=self._whole.finisher,
                describers=self.describers,
            )
            if kind in stand_ins
            else kind
            for kind in self.list_generators()
        ]

    def make_writer(self) -> Any:
        """Return the writer of a whole build."""
        writer = super().make_writer()
        if type(writer) is pelican.writers.Writer:
            writer = WholeWriter(self.output_path, settings=self.settings)
        if isinstance(writer, WholeWriter):
            writer.output.clear_unfinished()
        self._whole.writer = writer
        return writer


def _say(line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _is_cache_ignored() -> bool:
    # Pelican hands on what --ignore-cache says as LOAD_CONTENT_CACHE, whose default is the same
    return "--ignore-cache" in sys.argv
