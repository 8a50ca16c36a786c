"""The incremental build. It does only what an edit makes necessary: scan, read, plan, render, write, remove.

It needs a planner (see `interface`) for the pages made of many articles. Whatever no planner plans (pages,
direct templates, feeds, static files) is left to Pelican's generators, in `other_generators`. All outputs share what
was read (`source_store`); what was written is stored for each output separately (`page_store`).

This module has the order of the steps, and the conditions under which a step may do less. The steps are
`content_reading`, `plan`, `pages`, `index_updates`, `other_generators` and `output_state`.
"""

import gc
import json
import os
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from archive_engine.article_index import ParsedEdit
from archive_engine.batching import cut_by_weight
from archive_engine.build import Build
from archive_engine.content_reading import forget_old_edits, is_all_read_again, read_content
from archive_engine.content_scan import finish_scan, start_scan
from archive_engine.damage import find_damaged, start_checks
from archive_engine.fingerprints import hash_data, hash_parts, settings_fingerprint
from archive_engine.finished_files import describe_finished, put_finished
from archive_engine.groups import GROUP, find_group_owners, has_groups, keep_addresses
from archive_engine.index_updates import IndexUpdates
from archive_engine.inputs import find_changed_lists
from archive_engine.interface import Describer, Finisher, Grouper, Index
from archive_engine.linking import link_articles
from archive_engine.list_making import make_lists, update_lists
from archive_engine.other_generators import OWNER, OtherGenerators
from archive_engine.output_state import find_stale, note_earlier, remember_output, remove_stale
from archive_engine.page_store import EARLIER, OwnedPath
from archive_engine.pages import Owner
from archive_engine.parts import site_code
from archive_engine.plan import find_owners, parse_edit, take_damaged, weigh_owner
from archive_engine.planned_articles import FEED
from archive_engine.planners import Planners, find_package, takes_no_part_in_reading
from archive_engine.problems import Problem
from archive_engine.progress import BuildReport, Phase
from archive_engine.redirect_pages import PROBLEMS as REDIRECT_PROBLEMS
from archive_engine.redirect_pages import put_redirects
from archive_engine.source_records import Edit
from archive_engine.upstream import OpenPelican, is_autoreloading
from archive_engine.work import RenderTask, make_pages

# The pages of up to so many owners, which weigh so much (see `weigh_owner`), are made in the main process: starting
# workers would take longer.
FEW = 128
LIGHT = 20_000
MANY = 2000  # with more articles, a worker process updates each index while pages are planned
BATCH = 100
# The fact under which the page store has the hash of the variables that all pages of the output were made with.
SITE_VARIABLES = "site_variables"
NICE = 3  # nice value of the processes that make pages: the index is the critical path


class _Work(NamedTuple):
    """What a build has to do: the edits since this output was built, and its damaged pages by owner.

    `is_full`: compare every page with its fingerprint. `lists` are the owners of lists whose inputs have changed.
    """

    edits: Mapping[str, Edit]
    damaged: Mapping[str, Sequence[str]]
    is_full: bool
    lists: Collection[str] = ()


class PlannedBuild:
    """One build of one site. `run` may be called once."""

    def __init__(
        self,
        pelican: OpenPelican,
        planners: Planners,
        indexes: list[Index],
        report: BuildReport,
        *,
        is_cache_ignored: bool,
        finisher: Finisher | None = None,
        describers: Sequence[Describer] = (),
        grouper: Grouper | None = None,
    ) -> None:
        self.build = Build(pelican, planners, indexes, report, finisher, describers, grouper)
        self.report = report
        self.is_cache_ignored = is_cache_ignored

    def run(self) -> None:
        """Build the site.

        Raises NoRoom before anything is written. Raises OSError, PageError, UnexplainedRemoval, and sqlite3.Error where
        a store is broken: files written before are complete, and the next build continues from them.
        """
        self.build.open(is_cache_ignored=self.is_cache_ignored)
        gc.disable()  # most objects live until the end, and there are hardly any reference cycles
        try:
            self._run()
        except KeyboardInterrupt:
            self.build.kill_workers()
            raise
        finally:
            self.build.close()
            if not is_autoreloading():
                gc.freeze()  # the process ends soon: its objects need not be looked through once more
            gc.enable()

    def _run(self) -> None:
        build = self.build
        with self.report.phase("scan") as phase:
            build.find_surroundings()
            reading = self._take_fingerprints()
            is_reread = is_all_read_again(build, reading)
            scan = start_scan(build, is_listed=is_reread)
            checks = start_checks(build)
            found = finish_scan(scan)
            phase.advance(found.count)
            damaged = find_damaged(build, checks)
            build.see_memory()
            build.workers.stop()
            note_earlier(build)
        self.report.found = found.count
        edits = read_content(build, found, reading, is_reread=is_reread)
        facts = build.pages.facts()
        is_left_whole = facts.get("whole") == "1" and edits is not None
        # what was removed for good must stay in nothing that a build keeps
        is_erasing = facts.get("removals", build.surroundings.removals) != build.surroundings.removals
        is_index_whole = is_erasing or not (is_left_whole and facts.get("reading") == reading)
        updates = self._start_indexes(edits or {}, damaged, is_whole=is_index_whole)
        link_articles(build, reading)
        if has_groups(build.planners, build.store) and build.grouper is not None:
            build.site.show_groups()
        is_same = is_left_whole and facts.get("site") == build.site.fingerprint
        is_full = not (is_same and facts.get("templates") == build.surroundings.templates)
        others = OtherGenerators(build)
        lists = find_changed_lists(build)
        is_still = not (is_full or edits or damaged or is_index_whole or lists)
        if not is_still or facts.get("rest") != others.fingerprint or build.pages.pages_of(EARLIER):
            if not updates:  # else it is open, and the indexes' unfinished files are in it
                self._open_output()
            stale = self._write(_Work(edits or {}, damaged, is_full, lists), updates)
            with self.report.phase("rest", "files") as phase:
                site_variables = hash_data(build.site.article_index.site_variables).hex()
                is_outdated = facts.get(SITE_VARIABLES) != site_variables or not {OWNER, FEED}.isdisjoint(damaged)
                result = others.run(edited=edits.keys() if edits is not None else None, is_outdated=is_outdated)
                phase.advance(result.files)
            stale += (OwnedPath(save_as, owner) for save_as in result.gone for owner in (OWNER, FEED))
            if build.settings.get("ARCHIVE_ENGINE_KEEP_ADDRESSES", True):
                keep_addresses(build.store, stale)
            stale += put_redirects(build, damaged, stale)
            with self.report.phase("pictures") as phase:
                stale += put_finished(build, damaged, phase)
            remove_stale(build, stale, others.fingerprint)
            build.pages.set_fact(SITE_VARIABLES, site_variables)
            describe_finished(build)
        remember_output(build, reading, others.fingerprint)
        forget_old_edits(build, are_all_old=is_erasing)
        if is_erasing:
            build.store.overwrite()
            build.pages.overwrite()
        self._report_problems(found.rejected)

    def _open_output(self) -> None:
        """Record that the output is being changed, before its first change."""
        build = self.build
        build.pages.set_fact("whole", "0")
        build.output.clear_unfinished()
        os.makedirs(build.output.folder, exist_ok=True)

    def _start_indexes(
        self, edits: Mapping[str, Edit], damaged: Mapping[str, Sequence[str]], *, is_whole: bool
    ) -> IndexUpdates:
        """Start the updates of indexes, before articles are linked and planned: they need the digests alone.

        A large one is made by a process of its own, beside those steps, which are this process' alone.
        """
        build = self.build
        updates = IndexUpdates(build)
        if tasks := list(updates.list_tasks(edits, damaged, is_whole=is_whole)):
            self._open_output()
            if is_whole or (edits and self.report.found > MANY):
                build.start_workers(build.index_workers)
            updates.start(tasks)
        return updates

    def _take_fingerprints(self) -> str:
        """Set the site's fingerprint; return the fingerprint of reading."""
        build = self.build
        finishers = [build.finisher] if build.finisher is not None else []
        groupers = [build.grouper] if build.grouper is not None else []
        others: list[Index | Finisher | Describer | Grouper]
        others = [*build.indexes, *finishers, *build.describers, *groupers]
        code = site_code(build.settings, [*build.planners.all, *others])
        names = build.surroundings.template_names
        build.site.fingerprint = hash_parts(settings_fingerprint(build.settings), code, *names).hex()
        left_out = {find_package(planner) for planner in build.planners.all if takes_no_part_in_reading(planner)}
        reading = [planner for planner in build.planners.all if not takes_no_part_in_reading(planner)]
        code = site_code(build.settings, [*reading, *others], left_out)
        return hash_parts(settings_fingerprint(build.settings, is_for_reading=True, left_out=left_out), code).hex()

    def _write(self, work: _Work, updates: IndexUpdates) -> list[OwnedPath]:
        """Write planned pages, finish indexes; return the pages that their owners no longer have."""
        build = self.build
        with self.report.phase("plan", "articles") as phase:
            edits = {path: parse_edit(edit) for path, edit in work.edits.items()}
            relinked = self._keep_lists(work, edits)
            archive = build.site.article_index
            phase.advance(archive.count())
            if build.pages.facts().get(SITE_VARIABLES) != hash_data(archive.site_variables).hex():
                work = work._replace(is_full=True)
            with_drafts = bool(build.settings.get("ARCHIVE_ENGINE_DRAFTS", True))
            hidden = build.store.hidden_paths(with_drafts=with_drafts)
            group_owners, shown = self._find_groups(work)
            owners = [Owner(name) for name in group_owners]
            touching = None if work.is_full else edits
            owners += find_owners(archive, hidden, touching, work.damaged, work.lists, shown, relinked)
            build.see_memory()
        with self.report.phase("pages", "articles and lists") as phase:
            phase.expect(len(owners))
            stale = self._write_pages(owners, work, phase, updates)
            stale += find_stale(build, {owner.name for owner in owners}, work.edits, is_full=work.is_full)
        build.workers.stop()
        with self.report.phase("index", "files") as phase:
            result = updates.finish()
            phase.advance(result.files)
            stale += result.gone
            build.index_workers.stop()
        return stale

    def _keep_lists(self, work: _Work, edits: Mapping[str, ParsedEdit]) -> set[str]:
        """Bring the lists in the page store up to date; return the owners of those whose links edits have changed.

        A build that is killed after this compares all pages the next time, and makes all lists again.
        """
        build = self.build
        lists, articles = build.pages.lists, build.site.articles
        relinked: set[str] = set()
        build.pages.begin()
        if work.is_full:
            make_lists(build.planners, articles, lists)
        else:
            pairs = ((work.edits[path], parsed) for path, parsed in edits.items())
            relinked = update_lists(build.planners, articles, lists, pairs)
        build.pages.commit()
        return relinked

    def _find_groups(self, work: _Work) -> tuple[list[str], set[str]]:
        """Return the owners of groups' pages to be checked, and the articles that changed groups show."""
        build = self.build
        if not build.site.has_groups and not build.pages.owners_like(GROUP[:-1]):
            return [], set()
        number = build.pages.facts().get("seen", "").partition(" ")[2]
        return find_group_owners(build.store, None if work.is_full else int(number), work.edits, work.damaged)

    def _write_pages(
        self, owners: Sequence[Owner], work: _Work, phase: Phase, updates: IndexUpdates
    ) -> list[OwnedPath]:
        build = self.build
        is_empty = not build.pages.has_pages()
        are_few = not work.is_full and len(owners) <= FEW and sum(map(weigh_owner, owners)) <= LIGHT
        if not are_few:
            build.start_workers(build.workers, NICE if updates else 0, is_shared=True)
        stale: list[OwnedPath] = []
        parts = cut_by_weight(owners, weigh_owner, BATCH)
        tasks = (RenderTask(part, is_empty, take_damaged(part, work.damaged)) for part in parts)
        build.pages.begin()
        for made in build.workers.share(make_pages, tasks, is_here=are_few):
            build.pages.put_pages(made.pages)
            stale += made.stale
            self.report.rendered += len(made.pages)
            self.report.written += sum(page.written.is_new for page in made.pages)
            self.report.unchanged += made.unchanged
            self.report.missing_templates |= made.missing_templates
            phase.advance(made.owners)
            updates.release()
        build.pages.commit()
        build.see_memory()
        return stale

    def _report_problems(self, rejected: Mapping[str, str]) -> None:
        """Report what is wrong with articles; `rejected` are the reasons for which files were not even read."""
        build = self.build
        problems = {path: Problem(reason, True) for path, reason in rejected.items()}
        problems |= {one.path: Problem(one.problem, one.is_rejected) for one in build.store.problems()}
        facts = build.pages.facts()
        for name in ("rest_problems", "feed_problems", REDIRECT_PROBLEMS):
            for path, (problem, is_rejected) in json.loads(facts.get(name, "{}")).items():
                earlier, was_rejected = problems.get(path, Problem("", False))
                told = f"{earlier}; {problem.partition(': ')[2]}" if earlier else problem
                problems[path] = Problem(told, is_rejected or was_rejected)
        for path, (problem, is_rejected) in sorted(problems.items()):
            self.report.add_problem(build.settings["PATH"], path, problem, is_rejected=is_rejected)
