"""A whole build: Pelican's own steps, then a comparison of the output before and after them.

The comparison needs to know nothing of other plugins: every file that the build added or changed is the archive's. A
file that an earlier build made and this one did not is removed.
"""

import itertools
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from archive_engine.fingerprints import hash_parts, settings_fingerprint
from archive_engine.finishing import WholeFinisher, count_pages
from archive_engine.generators import Rejections
from archive_engine.interface import Changes, Describer, Finisher, Index, Planner, Settings, redirect_to_page
from archive_engine.manifest import (
    FORMER,
    MANIFEST,
    Manifest,
    PlannedRemoval,
    UnexplainedRemoval,
    read_manifest,
    write_manifest,
)
from archive_engine.output import PARTIAL, OutputFolder
from archive_engine.packed_names import pack_names
from archive_engine.page_store import PageStore, find_output_path, output_memory
from archive_engine.parts import name_part, site_code
from archive_engine.progress import BuildReport
from archive_engine.redirects import Alias, describe_problems, read_aliases, resolve_redirects
from archive_engine.reserved import reserve_places
from archive_engine.surroundings import Surroundings
from archive_engine.translations import process_translations
from archive_engine.upstream import replaced_translations
from archive_engine.writer import WholeWriter
from newsrecord.folder_walk import walk


class FileState(NamedTuple):
    """The state of a file; it differs after the file was written again."""

    mtime_ns: int
    size: int
    inode: int


_Files = dict[str, FileState]


class WholeBuild:
    """One whole build of one site. `run` may be called once."""

    def __init__(
        self,
        settings: Settings,
        planners: Sequence[Planner],
        indexes: list[Index],
        report: BuildReport,
        finisher: Finisher | None = None,
        describers: Sequence[Describer] = (),
    ) -> None:
        self.settings = settings
        self.indexes = indexes
        self.finisher = WholeFinisher(finisher) if finisher is not None else None
        self.describers = describers
        self.report = report
        self.output = OutputFolder(settings["OUTPUT_PATH"])
        self.rejections = Rejections(reserve_places(settings, (*planners, *indexes, finisher), yield_to_own=True))
        self.writer: Any = None
        self._articles = 0
        self._aliases: list[Alias] = []
        self._digests: dict[str, list[tuple[str, Any]]] = {name_part(index): [] for index in indexes}

    def run(self, run_pelican: Callable[[], None]) -> None:
        """Build the site; `run_pelican` does Pelican's own steps. Raises OSError and UnexplainedRemoval."""
        self._pages = PageStore.open_or_rebuild(output_memory(self.settings["CACHE_PATH"], self.output.folder)).store
        try:
            self._run(run_pelican)
        finally:
            self._pages.close()
        for path, (problem, is_rejected) in sorted(self.rejections.problems.items()):
            self.report.add_problem(self.settings["PATH"], path, problem, is_rejected=is_rejected)

    def _run(self, run_pelican: Callable[[], None]) -> None:
        before = self._read_before()
        files = list_files(self.output.folder)
        # a plugin may write a file there before Pelican does
        os.makedirs(self.output.folder, exist_ok=True)
        signals.all_generators_finalized.connect(self._collect_articles)
        try:
            with replaced_translations(process_translations), self.report.phase("build"):
                run_pelican()
        finally:
            signals.all_generators_finalized.disconnect(self._collect_articles)
        if isinstance(self.writer, WholeWriter):
            self.report.missing_templates |= self.writer.missing_templates
            for index in self.indexes:
                with self.report.phase("index"):
                    self._update_index(index)
            self._put_redirects(self.writer)
            if self.finisher is not None:
                with self.report.phase("pictures"):
                    self.report.notes += self.finisher.put_files(self.writer)
        self._remove_others(before, files)
        self.report.found = self.report.read = len(self.rejections.places.taken)

    def _read_before(self) -> Manifest:
        """Return what earlier builds left: the output's list, and what the cache knows in case the list is damaged."""
        before = read_manifest(self.output)
        return replace(before, files=before.files | set(self._pages.names()) - before.others)

    def _collect_articles(self, generators: list[Any]) -> None:
        for generator in generators:
            if isinstance(generator, ArticlesGenerator):
                articles = (*generator.articles, *generator.translations)
                self._articles += len(articles)
                others = (generator.hidden_articles, generator.hidden_translations)
                drafts = (generator.drafts, generator.drafts_translations)
                for article in itertools.chain(articles, *others, *drafts):
                    for address in read_aliases(article.metadata):
                        path = article.get_relative_source_path()
                        self._aliases.append(Alias(path, address, article.save_as, article.title, is_kept=False))
                for article in articles:
                    for index in self.indexes:
                        row = article.get_relative_source_path(), index.digest(article)
                        self._digests[name_part(index)].append(row)

    def _update_index(self, index: Index) -> None:
        digests = sorted(self._digests[name_part(index)], key=lambda row: row[0])

        def write(save_as: str, data: bytes) -> None:
            self.writer.put(self.output.path(save_as), data)

        with tempfile.TemporaryDirectory() as memory:
            index.update(
                Changes(True, {}, [], lambda: iter(digests), write, lambda save_as: None, self.output.read, memory)
            )

    def _put_redirects(self, writer: WholeWriter) -> None:
        """Write the pages of the articles' old addresses, after all other pages."""
        root, lang = self.settings["SITEURL"], self.settings["DEFAULT_LANG"]

        def is_page(place: str, *, is_alias: bool) -> bool:
            return place in writer.written or (is_alias and self.rejections.reserved.holds(place))

        resolved = resolve_redirects(self._aliases, (), self.rejections.places.taken, is_page, root)
        for redirect in resolved.redirects.values():
            writer.put(self.output.path(redirect.save_as), redirect_to_page(redirect, lang, root))
        for path, problem in describe_problems(resolved.problems):
            self.report.add_problem(self.settings["PATH"], path, f"1: {problem}", is_rejected=False)

    def _remove_others(self, before: Manifest, files: _Files) -> None:
        """Remove the files of earlier builds that this one did not make, and write the list of the archive's files."""
        written = self.writer.written if isinstance(self.writer, WholeWriter) else {}
        now = list_files(self.output.folder)
        made = {name for name, state in now.items() if files.get(name) != state} | set(written)
        plugins = [str(plugin) for plugin in self.settings["PLUGINS"] or ()]
        # a plugin need not write a file that is up to date: such files are kept until one of the plugins is removed
        others = set(now).intersection(before.others) if set(before.plugins) <= set(plugins) else set()
        others |= made - set(written)
        stale = sorted(set(now).intersection(before.all_files) - made - others)
        kept = made | others
        site = self._fingerprint()
        articles = self._articles + len(self.rejections.problems)
        finisher = self.finisher.finisher if self.finisher is not None else None
        counts = count_pages(finisher, stale), count_pages(finisher, kept)
        removal = PlannedRemoval(before, site, articles, *counts)
        if not removal.is_explained():
            raise UnexplainedRemoval(removal, self.output.folder)
        self.report.removed += sum(self.output.remove(name) for name in stale)
        self.report.rendered += len(written)
        self.report.written += sum(row.is_new for row in written.values()) + len(made - set(written))
        os.makedirs(self.output.folder, exist_ok=True)
        packed = pack_names(sorted(set(written) - others))
        write_manifest(self.output, packed, site, articles, others=others, plugins=plugins)
        self._pages.begin()
        self._pages.put_earlier(sorted(kept))
        self._pages.remove_pages(stale)
        self._pages.set_fact("output", find_output_path(self.settings["CACHE_PATH"], self.output.folder))
        self._pages.commit()
        self.output.clear_partial()

    def _fingerprint(self) -> str:
        surroundings = Surroundings(self.settings, {})
        parts: list[Index | Finisher | Describer] = [
            *self.indexes,
            *self.describers,
            *([self.finisher.finisher] if self.finisher is not None else []),
        ]
        code = site_code(self.settings, parts)
        return hash_parts(settings_fingerprint(self.settings), code, surroundings.templates, surroundings.files).hex()


def list_files(folder: str) -> _Files:
    """Return the state of every file of the output by path; the engine's own are left out."""
    files: _Files = {}
    for path, names, found in walk(folder):
        if path == folder:
            names[:] = [name for name in names if name != PARTIAL]
        for name in found:
            full = os.path.join(path, name)
            save_as = os.path.relpath(full, folder).replace(os.sep, "/")
            if save_as not in (MANIFEST, FORMER):
                status = os.lstat(full)
                files[save_as] = FileState(status.st_mtime_ns, status.st_size, status.st_ino)
    return files
