"""The build that does only what an edit calls for: scan, read, plan, render, write, remove.

It needs a planner (see `interface`) for the pages made of many articles. Whatever the planner does not plan (pages,
direct templates, feeds, static files) is left to Pelican's generators, in `other_generators`. What was read is shared
by all outputs (`source_store`); what was written is known of each output apart (`page_store`).
"""

import gc
import json
import os
from collections.abc import Iterable
from functools import partial
from typing import Any

from archive_engine.article_index import ArticleIndex, load_article_index
from archive_engine.batching import count_processors, cut, cut_by_weight
from archive_engine.fingerprints import hash_parts, settings_fingerprint
from archive_engine.index_updates import INDEX_PREFIX, IndexUpdates
from archive_engine.manifest import Removal, UnexplainedRemoval, manifest_stamp, read_manifest, write_manifest
from archive_engine.other_generators import OWNER, OtherGenerators
from archive_engine.output import PARTIAL, OutputFolder, is_same_file, read_stamp
from archive_engine.page_store import EARLIER, PageStore, StoredPage, forget_lost_outputs, forget_output, way_to_output
from archive_engine.pages import Owner
from archive_engine.parts import name_part, site_code
from archive_engine.path_conflicts import resolve_path_conflicts
from archive_engine.plan import find_owners, take_damaged, weigh_owner
from archive_engine.planned_articles import FEED
from archive_engine.progress import BuildReport
from archive_engine.reader import make_readers
from archive_engine.scan import Found, scan_articles
from archive_engine.source_store import Edit, SourceStore, published_summary
from archive_engine.surroundings import Surroundings
from archive_engine.work import BuildWorkers, Site, make_pages, read_sources

FEW = 64  # so many files or pages are done in the main process: starting others would take longer
MANY = 2000  # from so many articles on, an index is updated by another process while pages are planned
BATCH = 100
NICE = 3  # nice value of the processes that make pages: the index is the critical path
EDITS_KEPT = (
    1000  # so many edits, or as many as there are articles, are written down for outputs that were not built since
)


class PlannedBuild:
    """One build of one site. `run` may be called once."""

    store: SourceStore
    pages: PageStore
    surroundings: Surroundings

    def __init__(
        self, pelican: Any, planner: Any, indexes: list[Any], report: BuildReport, *, is_cache_ignored: bool
    ) -> None:
        self.pelican = pelican
        self.settings = pelican.settings
        self.planner = planner
        self.indexes = indexes
        self.report = report
        self.site = Site(self.settings, planner, indexes)
        self.output = OutputFolder(self.settings["OUTPUT_PATH"])
        processes = self.settings.get("ARCHIVE_ENGINE_PROCESSES") or count_processors()
        make_executor = self.settings.get("ARCHIVE_ENGINE_EXECUTOR")
        self.workers = BuildWorkers(self.site, processes if processes > 1 else 0, make_executor)
        # each index has a process of its own: started before the articles are in memory, it takes no part in them
        self.index_workers = (
            self.workers if make_executor or processes < 2 else BuildWorkers(self.site, len(indexes), None)
        )
        self.is_cache_ignored = is_cache_ignored
        self.notes = report.notes

    def run(self) -> None:
        """Build the site.

        Raises OSError, PageError, UnexplainedRemoval, and sqlite3.Error where a store is broken; what was written until
        then is whole, and the next build goes on from it.
        """
        self._open()
        gc.disable()  # there is much that stays, and hardly a cycle
        try:
            self._build()
        except KeyboardInterrupt:
            self.workers.kill()
            self.index_workers.kill()
            raise
        finally:
            gc.enable()
            self.workers.stop()
            self.index_workers.stop()
            self.site.clear_tools()
            self.store.close()
            self.pages.close()

    def _open(self) -> None:
        cache = self.settings["CACHE_PATH"]
        if self.is_cache_ignored:
            SourceStore.delete(cache)
            forget_output(self.site.memory)
            self.notes.append("Everything is rebuilt: the cache is ignored, as asked.")
        self.store, reason = SourceStore.open_or_rebuild(cache)
        self.pages, pages_reason = PageStore.open_or_rebuild(self.site.memory)
        if reason or pages_reason:
            self.notes.append(f"Everything is rebuilt: {reason or pages_reason}.")

    def _build(self) -> None:
        with self.report.phase("scan") as phase:
            found = scan_articles(self.settings, make_readers(self.settings).extensions)
            phase.advance(len(found.stamps))
            self.surroundings = Surroundings(self.settings, self.store.file_hashes())
            versions = [f"{name_part(part)} {part.version}" for part in (self.planner, *self.indexes)]
            code = site_code(self.settings, (self.planner, *self.indexes), versions)
            reading = hash_parts(settings_fingerprint(self.settings, is_for_reading=True), code).hex()
            names = self.surroundings.template_names
            self.site.fingerprint = hash_parts(settings_fingerprint(self.settings), code, *names).hex()
            damaged = self._find_damaged()
            self._find_earlier()
        self.report.found = len(found.stamps)
        edits = self._read(found, reading)
        facts = self.pages.facts()
        is_left_whole = facts.get("whole") == "1" and edits is not None
        is_same = is_left_whole and facts.get("site") == self.site.fingerprint
        is_full = not (is_same and facts.get("templates") == self.surroundings.templates)
        is_index_whole = not (is_left_whole and facts.get("reading") == reading)
        rest = OtherGenerators(self)
        is_still = not is_full and not edits and not damaged and not is_index_whole
        if not is_still or facts.get("rest") != rest.fingerprint or self.pages.pages_of(EARLIER):
            self.pages.set_fact("whole", "0")
            self.output.clear_unfinished()
            os.makedirs(self.output.folder, exist_ok=True)
            updates = IndexUpdates(self)
            stale = self._write(edits or {}, damaged, updates, is_full=is_full, is_index_whole=is_index_whole)
            with self.report.phase("rest", "files") as phase:
                is_damaged = not {OWNER, FEED}.isdisjoint(damaged)
                count, gone = rest.run(has_edits=bool(edits) or edits is None, is_damaged=is_damaged)
                phase.advance(count)
            stale += ((save_as, owner) for save_as in gone for owner in (OWNER, FEED))
            self._remove(stale, rest.fingerprint)
        self._remember(reading, rest.fingerprint)
        self._report_problems(found)

    def _find_damaged(self) -> dict[str, list[str]]:
        """Return the pages that are not as they were left, by owner. One whose time alone differs is as it was left."""
        damaged: dict[str, list[str]] = {}
        stat, folder = os.stat, self.output.folder + os.sep
        refreshed = []
        for save_as, owner, mtime_ns, size in self.pages.page_stamps():
            try:
                status = stat(folder + save_as)
            except OSError:
                damaged.setdefault(owner, []).append(save_as)
                continue
            if status.st_mtime_ns == mtime_ns and status.st_size == size:
                continue
            page = self.pages.page(save_as)
            stamp = is_same_file(folder + save_as, page.digest) if page and status.st_size == size else None
            if stamp is None:
                damaged.setdefault(owner, []).append(save_as)
            else:
                refreshed.append((save_as, stamp))
        damaged.pop(EARLIER, None)
        if refreshed:
            self.pages.begin()
            for save_as, stamp in refreshed:
                self.pages.put_stamp(save_as, stamp)
            self.pages.commit()
        return damaged

    def _find_earlier(self) -> None:
        """Have the store know the files that another build, or one that was killed, left in the output."""
        is_partial = os.path.isdir(os.path.join(self.output.folder, PARTIAL))
        if is_partial or self.pages.facts().get("manifest") != repr(manifest_stamp(self.output)):
            self.pages.begin()
            self.pages.put_earlier(read_manifest(self.output).all_files)
            self.pages.commit()

    # Reading

    def _read(self, found: Found, reading: str) -> dict[str, Edit] | None:
        """Read what is new or changed. Return what was edited since this output was built; None where that is not
        known.

        An edit says, by path, what others knew of an article and what they know now (JSON text or None).
        """
        with self.report.phase("read") as phase:
            facts = self.store.facts()
            is_reread = facts.get("reading") != reading
            known = {} if is_reread else self.store.stamps()
            to_read = [path for path, stamp in found.stamps.items() if known.get(path) != stamp]
            gone = [path for path in known if path not in found.stamps]
            build = int(facts.get("build", "0")) + 1
            if is_reread:
                self.store.begin()
                self.store.remove_all_sources()
                # edits are written down from the next build on: no output knows what came before
                for name, value in (("reading", reading), ("build", str(build)), ("edits_from", str(build))):
                    self.store.set_fact(name, value)
                self.store.commit()
            phase.expect(len(to_read))
            if to_read or gone or is_reread:
                self._read_sources(to_read, gone, None if is_reread else build, phase)
            return self._find_edits()

    def _read_sources(self, to_read: list[str], gone: list[str], build: int | None, phase: Any) -> None:
        warnings: list[str] = []
        changed = 0
        if len(to_read) > FEW:
            self._start_workers(self.workers)
        for kept in self.workers.map(read_sources, ((part, build) for part in cut(to_read, BATCH))):
            changed += sum(one.is_changed for one in kept)
            warnings += (f"{one.path}: {line}" for one in kept for line in one.warnings)
            phase.advance(len(kept))
        self._see_memory()
        self.workers.stop()
        if changed or gone or build is None:
            self.store.begin()
            if build is not None:
                for path in gone:
                    self.store.note_edit(build, path, published_summary(self.store.source(path)))
                self.store.remove_sources(gone)
                self.store.set_fact("build", str(build))
            resolve_path_conflicts(self.store, self.site.reader, build)
            self.store.commit()
        self.report.read = changed
        self.notes += sorted(warnings)

    def _find_edits(self) -> dict[str, Edit] | None:
        facts = self.store.facts()
        name, _, build = self.pages.facts().get("seen", "").partition(" ")
        if name != facts["name"] or int(build) < int(facts.get("edits_from", "0")):
            return None
        return self.store.edits_since(int(build))

    # Writing

    def _write(
        self,
        edits: dict[str, Edit],
        damaged: dict[str, list[str]],
        updates: IndexUpdates,
        *,
        is_full: bool,
        is_index_whole: bool,
    ) -> list[tuple[str, str]]:
        """Write planned pages and indexes; return (path, owner) of those that their owners no longer have."""
        with self.report.phase("plan", "articles") as phase:
            if self.indexes and (is_index_whole or (edits and self.report.found > MANY)):
                self._start_workers(self.index_workers)
            updates.start(edits, damaged, is_whole=is_index_whole)
            archive = self.site.keep_article_index(load_article_index(self.planner, self.store))
            phase.advance(len(archive.entries))
            with_drafts = bool(self.settings.get("ARCHIVE_ENGINE_DRAFTS", True))
            hidden = self.store.hidden_paths(with_drafts=with_drafts)
            owners = find_owners(archive, hidden, None if is_full else edits, damaged)
            self._see_memory()
        with self.report.phase("pages", "articles and lists") as phase:
            phase.expect(len(owners))
            stale = self._write_pages(owners, damaged, archive, phase, NICE if updates else 0, is_full=is_full)
            stale += self._find_stale({owner.name for owner in owners}, edits, is_full)
        self.workers.stop()
        with self.report.phase("index", "files") as phase:
            count, gone = updates.finish()
            phase.advance(count)
            stale += gone
            self.index_workers.stop()
        return stale

    def _write_pages(
        self,
        owners: list[Owner],
        damaged: dict[str, list[str]],
        archive: ArticleIndex,
        phase: Any,
        niceness: int,
        *,
        is_full: bool,
    ) -> list[tuple[str, str]]:
        is_empty = not self.pages.has_pages()
        are_few = not is_full and len(owners) <= 2 * FEW
        if not are_few:
            self._start_workers(self.workers, niceness)
        stale: list[tuple[str, str]] = []
        parts = cut_by_weight(owners, partial(weigh_owner, archive), BATCH)
        tasks = ((part, is_empty, take_damaged(part, damaged)) for part in parts)
        self.pages.begin()
        for made in self.workers.map(make_pages, tasks, is_here=are_few):
            self.pages.put_pages(made.rows)
            stale += made.stale
            self.report.rendered += len(made.rows)
            self.report.written += sum(written.is_new for written, _, _ in made.rows)
            self.report.unchanged += made.unchanged
            phase.advance(made.owners)
        self.pages.commit()
        self._see_memory()
        return stale

    # Removing

    def _find_stale(self, visited: set[str], edits: Iterable[str], is_full: bool) -> list[tuple[str, str]]:
        """Return the pages of owners that are gone."""
        if is_full:
            indexes = {INDEX_PREFIX + name_part(index) for index in self.indexes}
            planned = ("article/", "list/", INDEX_PREFIX)
            owners = [name for name in self.pages.owners() if name.startswith(planned) and name not in indexes]
        else:
            owners = [f"article/{path}" for path in edits]
        return [
            (page.save_as, owner) for owner in owners if owner not in visited for page in self.pages.pages_of(owner)
        ]

    def _remove(self, stale: list[tuple[str, str]], site: str) -> None:
        """Remove the pages that nobody makes any more, and what earlier builds left. Raises UnexplainedRemoval."""
        stale += ((page.save_as, EARLIER) for page in self.pages.pages_of(EARLIER))
        names = []
        for save_as, owner in stale:
            page = self.pages.page(save_as)
            if page is not None and page.owner == owner:  # else it has gone over to another owner
                names.append(save_as)
        kept = self.pages.count_pages() - len(names)
        if len(names) > kept:
            removal = Removal(read_manifest(self.output), site, self.store.count_kept(), len(names), kept)
            if not removal.is_explained():
                raise UnexplainedRemoval(removal, self.output.folder)
        self.report.removed += sum(self.output.remove(save_as) for save_as in names)
        self.pages.begin()
        self.pages.remove_pages(names)
        self.pages.commit()

    def _remember(self, reading: str, rest: str) -> None:
        """Remember that this output is as the site wants it, in its own list and in the stores."""
        facts = self.store.facts()
        before = self.pages.facts()
        now = {
            "whole": "1",
            "site": self.site.fingerprint,
            "templates": self.surroundings.templates,
            "reading": reading,
            "seen": f"{facts['name']} {facts['build']}",
            "output": way_to_output(self.settings["CACHE_PATH"], self.output.folder),
            "manifest": before.get("manifest", ""),
        }
        if before.get("whole") == "0" or now["manifest"] != repr(manifest_stamp(self.output)):
            now["manifest"] = repr(write_manifest(self.output, self.pages.names(), rest, self.store.count_kept()))
            self.output.clear_partial()
        if any(before.get(name) != value for name, value in now.items()):
            self.pages.begin()
            for name, value in now.items():
                self.pages.set_fact(name, value)
            self.pages.commit()
        self.surroundings.keep(self.store)
        forget_lost_outputs(self.settings["CACHE_PATH"], self.site.memory)
        if self.store.count_edits() > max(EDITS_KEPT, self.report.found):
            last = int(facts["build"]) - 1
            self.store.begin()
            self.store.forget_edits(last)
            self.store.set_fact("edits_from", str(last))
            self.store.commit()

    # Processes and problems

    def _start_workers(self, workers: BuildWorkers, niceness: int = 0) -> None:
        if workers.executor is None:
            self.store.close()  # no connection crosses a fork
            self.pages.close()
            workers.start(niceness)
            self.store = SourceStore(self.settings["CACHE_PATH"])
            self.pages = PageStore(self.site.memory)

    def _see_memory(self) -> None:
        self.report.see_memory({*self.workers.pids(), *self.index_workers.pids()})

    def is_as_left(self, page: StoredPage) -> bool:
        """Return whether a page is as an earlier build left it."""
        return read_stamp(self.output.path(page.save_as)) == page.stamp

    def _report_problems(self, found: Found) -> None:
        problems = dict.fromkeys(found.outside, ("1: it is a link that leads out of the content", True))
        problems |= {path: (problem, is_rejected) for path, problem, is_rejected in self.store.problems()}
        facts = self.pages.facts()
        for name in ("rest_problems", "feed_problems"):
            for path, (problem, is_rejected) in json.loads(facts.get(name, "{}")).items():
                earlier, was_rejected = problems.get(path, ("", False))
                told = f"{earlier}; {problem.partition(': ')[2]}" if earlier else problem
                problems[path] = told, is_rejected or was_rejected
        for path, (problem, is_rejected) in sorted(problems.items()):
            self.report.add_problem(self.settings["PATH"], path, problem, is_rejected=is_rejected)
