"""The build that does only what an edit calls for: scan, read, plan, render, write, remove.

It needs a planner (see `interface`) for the pages made of many articles. Whatever the planner does not plan (pages, direct
templates, feeds, static files) is left to Pelican's generators, in `rest`.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from archive_engine.fingerprints import code_fingerprint, hash_parts, settings_fingerprint
from archive_engine.intake import Edit, published_summary
from archive_engine.lists import Archive, load_archive
from archive_engine.output import Output, read_stamp
from archive_engine.pages import Owner
from archive_engine.progress import Report
from archive_engine.reading import dump, make_readers, name_part
from archive_engine.rest import build_rest, list_surroundings, list_template_folders
from archive_engine.scan import Found, scan_articles, scan_tree
from archive_engine.settling import settle_places
from archive_engine.store import Page, Store, open_store
from archive_engine.summaries import parse_summary
from archive_engine.work import Crew, Site, make_pages, read_sources, update_index

FEW = 64  # so many files or pages are done in the main process: starting others would take longer
MANY = 2000  # from so many articles on, an index is updated by another process while pages are planned
BATCH = 100
NICE = 3  # pages let an index go first: nobody can help it when all pages are made


class PlannedBuild:
    """One build of one site. `run` may be called once."""

    def __init__(
        self, pelican: Any, planner: Any, indexes: list[Any], report: Report, *, is_store_ignored: bool
    ) -> None:
        self.pelican = pelican
        self.settings = pelican.settings
        self.planner = planner
        self.indexes = indexes
        self.report = report
        self.site = Site(self.settings, planner, indexes)
        self.output = Output(self.settings["OUTPUT_PATH"])
        processes = self.settings.get("ARCHIVE_ENGINE_PROCESSES") or count_processors()
        make_executor = self.settings.get("ARCHIVE_ENGINE_EXECUTOR")
        self.crew = Crew(self.site, processes if processes > 1 else 0, make_executor)
        # each index has a process of its own: started before the articles are in memory, it takes no part in them
        self.index_crew = self.crew if make_executor or processes < 2 else Crew(self.site, len(indexes), None)
        self.is_store_ignored = is_store_ignored
        self.notes = report.notes
        self.problems: dict[str, tuple[str, bool]] = {}

    def run(self) -> None:
        """Build the site. Raises OSError and PageError; what was written until then is whole, and the next build goes on from it."""
        self.store, reason = open_store(self.settings["CACHE_PATH"], is_ignored=self.is_store_ignored)
        if reason:
            self.notes.append(f"Everything is built anew: {reason}.")
        gc.disable()  # there is much that stays, and hardly a cycle
        try:
            self._build()
        finally:
            gc.enable()
            self.crew.stop()
            self.index_crew.stop()
            self.site.clear_tools()
            self.store.close()

    def _build(self) -> None:
        with self.report.phase("scan") as phase:
            readers = make_readers(self.settings)
            found = scan_articles(self.settings, readers.extensions)
            phase.advance(len(found.stamps))
            facts = self.store.facts()
            self.site.fingerprint = self._site_fingerprint()
            templates = hash_parts(dump(scan_tree(list_template_folders(self.settings)))).hex()
            surroundings = hash_parts(dump(scan_tree(list_surroundings(self.settings)))).hex()
            is_same_site = facts.get("site") == self.site.fingerprint
            is_whole = facts.get("whole") == "1" and is_same_site
            known = self.store.stamps()
            to_read = [path for path, stamp in found.stamps.items() if not is_same_site or known.get(path) != stamp]
            gone = [path for path in known if path not in found.stamps]
            damaged = self._find_damaged()
        self.report.found = len(found.stamps)
        is_same_theme = facts.get("templates") == templates
        is_still = (
            is_whole
            and is_same_theme
            and facts.get("surroundings") == surroundings
            and not (to_read or gone or damaged)
        )
        if not is_still:
            self.store.set_fact("whole", "0")
            self.output.clear_partial()
            os.makedirs(self.output.folder, exist_ok=True)
            if not is_same_site:
                self.store.begin()
                self.store.remove_all_sources()
                self.store.set_fact("site", self.site.fingerprint)
                self.store.commit()
            self.is_first = not is_whole
            edits = self._read(to_read, gone)
            self._write(edits, damaged, is_full=not (is_whole and is_same_theme), is_index_whole=not is_whole)
            self.output.clear_partial()
            self.store.begin()
            for name, value in (("templates", templates), ("surroundings", surroundings), ("whole", "1")):
                self.store.set_fact(name, value)
            self.store.commit()
        self._report_problems(found)

    def _site_fingerprint(self) -> str:
        parts = [self.planner, *self.indexes]
        plugins = [type(part).__module__.partition(".")[0] for part in parts] + list(self.settings["PLUGINS"])
        versions = [f"{name_part(part)} {part.version}" for part in parts]
        templates = sorted(path for path, _, _ in scan_tree(list_template_folders(self.settings)))
        return hash_parts(settings_fingerprint(self.settings), code_fingerprint(plugins, versions), *templates).hex()

    def _find_damaged(self) -> dict[str, list[str]]:
        """The pages that are not as they were left, by owner."""
        damaged: dict[str, list[str]] = {}
        stat, folder = os.stat, self.output.folder + os.sep
        for save_as, owner, mtime_ns, size in self.store.page_stamps():
            try:
                status = stat(folder + save_as)
                if status.st_mtime_ns == mtime_ns and status.st_size == size:
                    continue
            except OSError:
                pass
            damaged.setdefault(owner, []).append(save_as)
        return damaged

    # Reading

    def _read(self, to_read: list[str], gone: list[str]) -> dict[str, Edit]:
        """Read what is new or changed; give, by path, what was known of each edited article and what is (JSON text or None)."""
        edits: dict[str, Edit] = {}
        warnings: list[str] = []
        with self.report.phase("read") as phase:
            phase.expect(len(to_read))
            if len(to_read) > FEW:
                self._start_crew(self.crew)
            for kept in self.crew.map(read_sources, ((part, self.is_first) for part in cut(to_read, BATCH))):
                edits |= {one.path: one.edit for one in kept if one.edit}
                warnings += (f"{one.path}: {line}" for one in kept for line in one.warnings)
                phase.advance(len(kept))
            self._see_memory()
            self.crew.stop()
            self.store.begin()
            edits |= {path: (published_summary(self.store.source(path)), None) for path in gone}
            self.store.remove_sources(gone)
            settle_places(self.store, self.site.reader, edits)
            self.store.commit()
            self.report.read = len(to_read)
            self.notes += sorted(warnings)
        return edits

    # Writing

    def _write(
        self, edits: dict[str, Edit], damaged: dict[str, list[str]], *, is_full: bool, is_index_whole: bool
    ) -> None:
        with self.report.phase("plan", "articles") as phase:
            indexing = self._start_indexes(edits, is_index_whole, damaged)
            archive = self.site.keep_archive(load_archive(self.planner, self.store))
            phase.advance(len(archive.entries))
            owners = self._find_owners(archive, edits, damaged, is_full)
            self._see_memory()
        with self.report.phase("pages", "articles and lists") as phase:
            phase.expect(len(owners))
            is_empty = next(self.store.pages(), None) is None
            are_few = not is_full and len(owners) <= 2 * FEW
            if not are_few:
                self._start_crew(self.crew, NICE if indexing else 0)
            stale: list[tuple[str, str]] = []
            self.store.begin()
            tasks = (
                (part, is_empty, _take_damaged(part, damaged))
                for part in cut_by_weight(owners, partial(weigh_owner, archive), BATCH)
            )
            for made in self.crew.map(make_pages, tasks, is_here=are_few):
                self.store.put_pages(made.rows)
                stale += made.stale
                self.report.rendered += len(made.rows)
                self.report.written += sum(written.is_new for written, _, _ in made.rows)
                self.report.unchanged += made.unchanged
                phase.advance(made.owners)
            self._see_memory()
            self._remove_stale(stale, {owner.name for owner in owners}, edits, is_full)
            self.store.commit()
        self.crew.stop()
        with self.report.phase("index", "files") as phase:
            for owner, future in indexing:
                phase.advance(self._finish_index(owner, future))
            self.index_crew.stop()
        with self.report.phase("rest", "files") as phase:
            phase.advance(build_rest(self))

    def _find_owners(
        self, archive: Archive, edits: dict[str, Edit], damaged: dict[str, list[str]], is_full: bool
    ) -> list[Owner]:
        """Whose pages may not be as they should be: lists first, the long ones before the short ones, so that no process waits for one in the end."""
        hidden = [f"article/{path}" for path in self.store.hidden_paths()]
        if is_full:
            keys, places = set(archive.lists), set(range(len(archive.entries)))
        else:
            pairs = [tuple(parse_summary(text) if text else None for text in edit) for edit in edits.values()]
            keys, places = archive.find_touched(pairs)
            edited = {f"article/{path}" for path in edits} | set(damaged)
            keys.update(owner.removeprefix("list/") for owner in damaged if owner.startswith("list/"))
            places.update(at for at, entry in enumerate(archive.entries) if f"article/{entry.path}" in edited)
            hidden = [owner for owner in hidden if owner in edited]
        ordered = sorted(keys, key=lambda key: (-len(archive.lists.get(key, ())), key))
        return [
            *(Owner(f"list/{key}") for key in ordered),
            *(Owner(f"article/{archive.entries[place].path}", place) for place in sorted(places)),
            *map(Owner, hidden),
        ]

    def _remove_stale(
        self, stale: list[tuple[str, str]], visited: set[str], edits: dict[str, Any], is_full: bool
    ) -> None:
        """Remove the pages that their owners no longer have, and those of owners that are gone."""
        if is_full:
            gone = [
                owner
                for owner in self.store.owners()
                if owner.startswith(("article/", "list/")) and owner not in visited
            ]
        else:
            gone = [f"article/{path}" for path in edits if f"article/{path}" not in visited]
        for owner in gone:
            stale += ((page.save_as, owner) for page in self.store.pages_of(owner))
        # a page may have gone over to another owner
        names = [save_as for save_as, owner in stale if self.store.page_owner(save_as) == owner]
        self.report.removed += sum(self.output.remove(save_as) for save_as in names)
        self.store.remove_pages(names)

    # Indexes

    def _start_indexes(self, edits: dict[str, Edit], is_index_whole: bool, damaged: dict[str, list[str]]) -> list[Any]:
        """Have each index updated, by a worker where there are any, while pages are rendered."""
        if self.indexes and (is_index_whole or (edits and self.report.found > MANY)):
            self._start_crew(self.index_crew)
        futures = []
        for index in self.indexes:
            part = name_part(index)
            owner = f"index/{part}"
            is_whole = is_index_whole or owner in damaged
            added = sorted(path for path, (_, after) in edits.items() if after is not None) if not is_whole else []
            removed = sorted(path for path, (before, _) in edits.items() if before is not None) if not is_whole else []
            if not is_whole and not added and not removed:
                continue
            kept = {page.save_as: (page.digest, page.stamp) for page in self.store.pages_of(owner)}
            futures.append((owner, self.index_crew.submit(update_index, part, is_whole, added, removed, kept)))
        return futures

    def _finish_index(self, owner: str, future: Any) -> int:
        written, kept = future.result()
        names = {row.save_as for row in written} | set(kept)
        stale = [page.save_as for page in self.store.pages_of(owner) if page.save_as not in names]
        self.report.removed += sum(self.output.remove(save_as) for save_as in stale)
        self.report.written += sum(row.is_new for row in written)
        self.store.begin()
        self.store.remove_pages(stale)
        self.store.put_pages((row, owner, b"") for row in written)
        self.store.commit()
        return len(written)

    # The rest

    def _start_crew(self, crew: Crew, niceness: int = 0) -> None:
        if crew.executor is None:
            self.store.close()  # no connection crosses a fork
            crew.start(niceness)
            self.store = Store(self.settings["CACHE_PATH"])

    def _see_memory(self) -> None:
        self.report.see_memory({*self.crew.pids(), *self.index_crew.pids()})

    def add_problem(self, path: str, problem: str, *, is_aside: bool) -> None:
        """Note a file that was set aside or mended."""
        self.problems[path] = (problem, is_aside)

    def is_as_left(self, page: Page) -> bool:
        """Whether a page is as an earlier build left it."""
        return read_stamp(self.output.path(page.save_as)) == page.stamp

    def _report_problems(self, found: Found) -> None:
        for path in found.outside:
            self.add_problem(path, "1: it is a link that leads out of the content", is_aside=True)
        for path, problem, is_aside in self.store.problems():
            self.add_problem(path, problem, is_aside=bool(is_aside))
        for path, (problem, is_aside) in sorted(self.problems.items()):
            self.report.add_problem(self.settings["PATH"], path, problem, is_aside=is_aside)


def count_processors() -> int:
    """Give how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cut(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Give the items in lists of `size`, the last one shorter."""
    rest = iter(items)
    return iter(lambda: list(islice(rest, size)), [])


def cut_by_weight(items: Iterable[Any], weigh: Callable[[Any], float], most: float) -> Iterator[list[Any]]:
    """Give the items in lists that weigh `most` or a little more, the last one less.

    >>> list(cut_by_weight([1, 9, 3, 3, 3, 3], lambda item: item, 8))
    [[1, 9], [3, 3, 3], [3]]
    """
    part: list[Any] = []
    weight = 0.0
    for item in items:
        part.append(item)
        weight += weigh(item)
        if weight >= most:
            yield part
            part, weight = [], 0.0
    if part:
        yield part


def weigh_owner(archive: Archive, owner: Owner) -> float:
    """Give about how long an owner's pages take: 1 is an article's."""
    return 1 if owner.place is not None else 1 + len(archive.lists.get(owner.name.removeprefix("list/"), ())) / 30


def _take_damaged(owners: list[Owner], damaged: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(save_as for owner in owners for save_as in damaged.get(owner.name, ()))
