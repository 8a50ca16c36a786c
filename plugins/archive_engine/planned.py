"""The build that does only what an edit calls for: scan, read, plan, render, write, remove.

It needs a planner (see `interface`) for the pages made of many articles. Whatever the planner does not plan (pages, direct
templates, feeds, static files) is left to Pelican's generators, in `rest`.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from archive_engine.fingerprints import code_fingerprint, hash_parts, settings_fingerprint
from archive_engine.lists import Archive, Entry
from archive_engine.output import Output, read_stamp
from archive_engine.places import fold_place
from archive_engine.progress import Report
from archive_engine.reading import Read, dump, make_readers, name_part
from archive_engine.rest import build_rest, list_surroundings, list_template_folders
from archive_engine.scan import Found, scan_articles, scan_tree
from archive_engine.store import Page, Source, Store, open_store
from archive_engine.summaries import parse_summary
from archive_engine.work import Crew, Job, Site, read_sources, update_index, write_pages

FEW = 64  # so many files or pages are done in the main process: starting others would take longer
MANY = 2000  # from so many articles on, an index is updated by another process while pages are planned
BATCH = 100
LIFE = 20_000  # so many articles are read by one set of processes: they keep every word that they have seen


class PlannedBuild:
    """One build of one site. `run` may be called once."""

    def __init__(self, pelican: Any, planner: Any, indexes: list[Any], report: Report, *, is_store_ignored: bool) -> None:
        self.pelican = pelican
        self.settings = pelican.settings
        self.planner = planner
        self.indexes = indexes
        self.report = report
        self.site = Site(self.settings, planner, indexes)
        self.output = Output(self.settings["OUTPUT_PATH"])
        processes = self.settings.get("ARCHIVE_ENGINE_PROCESSES") or count_processors()
        self.crew = Crew(self.site, processes, self.settings.get("ARCHIVE_ENGINE_EXECUTOR"))
        self.is_store_ignored = is_store_ignored
        self.notes = report.notes
        self.problems: dict[str, tuple[str, bool]] = {}

    def run(self) -> None:
        """Build the site. Raises OSError and PageError; what was written until then is whole, and the next build goes on from it."""
        self.store, reason = open_store(self.settings["CACHE_PATH"], is_ignored=self.is_store_ignored)
        if reason:
            self.notes.append(f"Everything is built anew: {reason}.")
        try:
            self._build()
        finally:
            self.crew.stop()
            self.store.close()

    def _build(self) -> None:
        with self.report.phase("scan") as phase:
            readers = make_readers(self.settings)
            found = scan_articles(self.settings, readers.extensions)
            phase.advance(len(found.stamps))
            facts = self.store.facts()
            self.site_fingerprint = self._site_fingerprint()
            templates = hash_parts(dump(scan_tree(list_template_folders(self.settings)))).hex()
            surroundings = hash_parts(dump(scan_tree(list_surroundings(self.settings)))).hex()
            is_same_site = facts.get("site") == self.site_fingerprint
            is_whole = facts.get("whole") == "1" and is_same_site
            known = self.store.stamps() if is_same_site else {}
            to_read = [path for path, stamp in found.stamps.items() if known.get(path) != stamp]
            gone = [path for path in self.store.stamps() if path not in found.stamps]
            damaged = self._find_damaged()
        self.report.found = len(found.stamps)
        is_same_theme = facts.get("templates") == templates
        is_still = is_whole and is_same_theme and facts.get("surroundings") == surroundings and not (to_read or gone or damaged)
        if not is_still:
            self.store.set_fact("whole", "0")
            self.output.clear_partial()
            os.makedirs(self.output.folder, exist_ok=True)
            if not is_same_site:
                self.store.begin()
                self.store.remove_all_sources()
                self.store.set_fact("site", self.site_fingerprint)
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

    def _read(self, to_read: list[str], gone: list[str]) -> dict[str, tuple[str | None, str | None]]:
        """Read what is new or changed; give, by path, what was known of each edited article and what is (JSON text or None)."""
        edits: dict[str, tuple[str | None, str | None]] = {}
        with self.report.phase("read") as phase:
            phase.expect(len(to_read))
            old = {path: source for path in (*to_read, *gone) if (source := self.store.source(path))}
            for life in cut(to_read, LIFE):
                if len(life) > FEW:
                    self._start_crew()
                batches = ([(path, None) for path in part] for part in cut(life, BATCH))
                for reads in self.crew.map(read_sources, batches):
                    self.store.begin()
                    self._keep(reads, old, edits)
                    self.store.commit()
                    phase.advance(len(reads))
                self._see_memory()
                self.crew.stop()
            self.store.begin()
            for path in gone:
                if path in old:
                    edits[path] = (_published(old[path]), None)
            self.store.remove_sources(gone)
            self._settle_places(edits)
            self.store.commit()
            self.report.read = len(to_read)
        return edits

    def _keep(self, reads: list[Read], old: dict[str, Source], edits: dict[str, tuple[str | None, str | None]]) -> None:
        for read in reads:
            source, before = read.source, old.get(read.source.path)
            for line in read.warnings:
                self.notes.append(f"{source.path}: {line}")
            is_same = before and before.hash == source.hash and before.problem == source.problem
            if is_same and before.save_as == before.wanted:
                self.store.touch_source(source.path, source.stamp)
                continue
            # a first build looks at everything: what was edited is of no interest, and would be all summaries
            edits[source.path] = (None, None) if self.is_first else (_published(before) if before else None, _published(source))
            self.store.put_sources([source])
            self.store.put_digests((source.path, part, data) for part, data in read.digests)

    def _settle_places(self, edits: dict[str, tuple[str | None, str | None]]) -> None:
        """Give each article a place of its own: of those that want one place, the first by path has it."""
        wanting: dict[str, list[str]] = {}
        now: dict[str, str] = {}
        for path, wanted, save_as in self.store.places():
            wanting.setdefault(fold_place(wanted), []).append(path)
            now[path] = save_as
        taken = set(wanting)
        for place, paths in wanting.items():
            for number, path in enumerate(paths):
                if number == 0:
                    source = self.store.source(path) if fold_place(now[path]) != place else None
                    if source:
                        self._read_again(path, None, edits)
                    continue
                source = self.store.source(path)
                count = 1
                while True:
                    count += 1
                    read = self.site.reader.read(path, f"{source.slug}-{count}")
                    if read.source.save_as is None or fold_place(read.source.save_as) == place:
                        read.source.summary = None
                        read.source.problem = f"1: its place {source.wanted} is taken by {paths[0]}"
                        break
                    if fold_place(read.source.save_as) not in taken:
                        taken.add(fold_place(read.source.save_as))
                        break
                if read.source.save_as != now[path] or read.source.summary is None:
                    self._replace(read, source, edits)

    def _read_again(self, path: str, slug: str | None, edits: dict[str, tuple[str | None, str | None]]) -> None:
        self._replace(self.site.reader.read(path, slug), self.store.source(path), edits)

    def _replace(self, read: Read, before: Source, edits: dict[str, tuple[str | None, str | None]]) -> None:
        first = edits[before.path][0] if before.path in edits else _published(before)
        edits[before.path] = (first, _published(read.source))
        self.store.put_sources([read.source])
        self.store.put_digests((read.source.path, part, data) for part, data in read.digests)

    # Writing

    def _write(
        self, edits: dict[str, tuple[str | None, str | None]], damaged: dict[str, list[str]], *, is_full: bool, is_index_whole: bool
    ) -> None:
        with self.report.phase("plan", "articles") as phase:
            if is_full or (self.indexes and edits and self.report.found > MANY):
                self._start_crew()  # before the articles are in memory, which the processes would share in
            indexing = self._start_indexes(edits, is_index_whole, damaged)
            archive = Archive(self.planner, list(self._entries()))
            phase.advance(len(archive.entries))
            is_empty = next(self.store.pages(), None) is None
            if is_full:
                keys, places = set(archive.lists), set(range(len(archive.entries)))
            else:
                pairs = [tuple(parse_summary(text) if text else None for text in edit) for edit in edits.values()]
                keys, places = archive.find_touched(pairs)
                owners = {f"article/{path}" for path in edits} | set(damaged)
                keys.update(owner.removeprefix("list/") for owner in damaged if owner.startswith("list/"))
                places.update(at for at, entry in enumerate(archive.entries) if f"article/{entry.path}" in owners)
            self._see_memory()
        with self.report.phase("pages", "pages") as phase:
            phase.expect(len(places))
            self.visited: set[str] = set()
            self.stale: list[tuple[str, str]] = []
            jobs: Iterator[Job] = chain(
                self._article_jobs(archive, sorted(places), is_empty, damaged),
                self._hidden_jobs(is_full, edits, is_empty, damaged),
                self._list_jobs(archive, sorted(keys), is_empty, damaged),
            )
            are_few = False
            if not is_full:
                found = list(jobs)
                phase.expect(len(found))
                are_few = len(found) <= 2 * FEW
                if not are_few:
                    self._start_crew()
                jobs = iter(found)
            self.store.begin()
            for rows in self.crew.map(write_pages, cut(jobs, BATCH), is_here=are_few):
                self.store.put_pages(rows)
                self.report.rendered += len(rows)
                self.report.written += sum(written.is_new for written, _, _ in rows)
                phase.advance(len(rows))
            self._see_memory()
            self._remove_stale(edits, is_full)
            self.store.commit()
        with self.report.phase("index", "files") as phase:
            for owner, future in indexing:
                phase.advance(self._finish_index(owner, future))
            self._see_memory()
        self.crew.stop()
        with self.report.phase("rest", "files") as phase:
            phase.advance(build_rest(self))

    def _entries(self) -> Iterator[Entry]:
        for path, save_as, digest, status, summary in self.store.outlines():
            if status == "published":
                yield Entry(path, save_as, digest, parse_summary(summary))

    def _article_jobs(self, archive: Archive, places: Iterable[int], is_empty: bool, damaged: dict[str, list[str]]) -> Iterator[Job]:
        for place in places:
            entry = archive.entries[place]
            variables = dump(archive.article_variables(place))
            yield from self._jobs(
                f"article/{entry.path}",
                [(entry.save_as, "article", variables, entry.hash, entry.path)],
                is_empty,
                damaged,
            )

    def _hidden_jobs(self, is_full: bool, edits: dict[str, Any], is_empty: bool, damaged: dict[str, list[str]]) -> Iterator[Job]:
        """The pages of articles that stand in no list: drafts and hidden ones."""
        for path, save_as, digest, status, summary in self.store.hidden_outlines():
            if is_full or path in edits or f"article/{path}" in damaged:
                variables = dump(self.planner.article_variables(parse_summary(summary), None, None, {}))
                yield from self._jobs(f"article/{path}", [(save_as, "article", variables, digest, path)], is_empty, damaged)

    def _list_jobs(self, archive: Archive, keys: Iterable[str], is_empty: bool, damaged: dict[str, list[str]]) -> Iterator[Job]:
        always = getattr(self.planner, "always", ())
        for key in keys:
            members = archive.lists.get(key, [])
            plans = self.planner.list_pages(key, members) if members or key in always else ()
            yield from self._jobs(
                f"list/{key}", ((plan.save_as, plan.template, dump(plan.variables), b"", None) for plan in plans), is_empty, damaged
            )

    def _jobs(self, owner: str, pages: Iterable[tuple[str, str, str, bytes, str | None]], is_empty: bool, damaged: dict[str, list[str]]) -> Iterator[Job]:
        """The jobs for those of an owner's pages that are not as they should be; its pages that are no more are stale."""
        self.visited.add(owner)
        kept: dict[str, Page] = {} if is_empty else {page.save_as: page for page in self.store.pages_of(owner)}
        bad = damaged.get(owner, ())
        for save_as, template, variables, digest, path in pages:
            page = kept.pop(save_as, None)
            fingerprint = hash_parts(self.site_fingerprint, self._template(template), digest, save_as, variables)
            if page and page.fingerprint == fingerprint and save_as not in bad:
                self.report.unchanged += 1
                continue
            yield Job(save_as, owner, fingerprint, template, variables, path, (page.digest, page.stamp) if page else None)
        self.stale += ((save_as, owner) for save_as in kept)

    def _template(self, name: str) -> bytes:
        return self.site.renderer.templates.fingerprint(name)

    def _remove_stale(self, edits: dict[str, Any], is_full: bool) -> None:
        """Remove the pages that their owners no longer have, and those of owners that are gone."""
        if is_full:
            gone = [owner for owner in self.store.owners() if owner.startswith(("article/", "list/")) and owner not in self.visited]
        else:
            gone = [f"article/{path}" for path in edits if f"article/{path}" not in self.visited]
        for owner in gone:
            self.stale += ((page.save_as, owner) for page in self.store.pages_of(owner))
        # a page may have gone over to another owner
        stale = [save_as for save_as, owner in self.stale if self.store.page_owner(save_as) == owner]
        self.report.removed += sum(self.output.remove(save_as) for save_as in stale)
        self.store.remove_pages(stale)

    # Indexes

    def _start_indexes(self, edits: dict[str, tuple[str | None, str | None]], is_index_whole: bool, damaged: dict[str, list[str]]) -> list[Any]:
        """Have each index updated, by a worker where there are any, while pages are rendered."""
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
            futures.append((owner, self.crew.submit(update_index, part, is_whole, added, removed, kept)))
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

    def _start_crew(self) -> None:
        if self.crew.executor is None:
            self.store.close()  # no connection crosses a fork
            self.crew.start()
            if self.crew.executor is not None:
                self.crew.submit(read_sources, []).result()
            self.store = Store(self.settings["CACHE_PATH"])

    def _see_memory(self) -> None:
        processes = getattr(self.crew.executor, "_processes", None) or {}
        self.report.see_memory(list(processes))

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


def _published(source: Source) -> str | None:
    return source.summary if source.status == "published" else None


def count_processors() -> int:
    """Give how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cut(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Give the items in lists of `size`, the last one shorter."""
    rest = iter(items)
    return iter(lambda: list(islice(rest, size)), [])
