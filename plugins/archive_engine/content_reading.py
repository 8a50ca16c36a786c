"""The content of a planned build: read new and changed files, forget deleted ones, record edits."""

import os
from collections.abc import Collection, Container, Sequence

from archive_engine.batching import cut
from archive_engine.build import Build
from archive_engine.finished_files import make_all
from archive_engine.finishing import CHANGING, tell_remarks
from archive_engine.inputs import keep_inputs, mark_changed_sources
from archive_engine.intake import SourceResult
from archive_engine.interface import stat_file
from archive_engine.manifest import manifest_stamp
from archive_engine.path_conflicts import resolve_path_conflicts
from archive_engine.progress import Phase
from archive_engine.room import CACHE, OUTPUT, check_room, estimate
from archive_engine.scan import Found
from archive_engine.source_records import Edit
from archive_engine.source_store import published_summary
from archive_engine.work import ReadTask, read_sources

FEW = 64  # up to so many files are read in the main process: starting workers would take longer
BATCH = 100
# Edits are recorded for outputs that were not built since: up to so many, or as many as there are articles.
EDITS_KEPT = 1000
# This fact is "0" from when all sources are to be read until each has a place of its own.
_SETTLED = "settled"


def is_all_read_again(build: Build, fingerprint: str) -> bool:
    """Return whether every article must be read: `fingerprint`, that of reading, is another than the stored one.

    If not, the sources are marked whose reading follows something that has changed.
    """
    if build.store.facts().get("reading") != fingerprint:
        return True
    mark_changed_sources(build)
    return False


def read_content(build: Build, found: Found, fingerprint: str, *, is_reread: bool) -> dict[str, Edit] | None:
    """Read new and changed files, or all. Return the edits since this output was built, by path; None if they are not
    known.

    `fingerprint` is that of reading. An edit has an article's summary before and after. Articles whose pictures changed
    while they were made are added to `found.rejected`. Raises NoRoom, before anything is written, where the disk would
    be full.
    """
    with build.report.phase("read") as phase:
        facts = build.store.facts()
        _check_room(build, found)
        to_read = sorted([*found.new, *found.changed, *found.same])
        gone = [] if is_reread else found.gone
        to_read += [] if is_reread else _find_finished_again(build, {*to_read, *gone})
        number = int(facts.get("build", "0")) + 1
        # a build that was killed before it settled the sources left edits under this number, or was reading all of them
        was_killed = facts.get(_SETTLED) == "0" or build.store.has_edits(number)
        if is_reread:
            build.store.begin()
            build.store.remove_all_sources()
            # edits are recorded from the next build on: all outputs are compared with this one
            new = {"reading": fingerprint, "build": str(number), "edits_from": str(number), _SETTLED: "0"}
            for name, value in new.items():
                build.store.set_fact(name, value)
            keep_inputs(build)
            build.store.commit()
        phase.expect(len(to_read))
        noted = None if is_reread else number
        waiting = _read_sources(build, to_read, noted, phase)
    if waiting:
        with build.report.phase("pictures") as phase:
            make_all(build, (task for result in waiting for task in result.unmade), phase)
        with build.report.phase("read") as phase:
            still = _read_sources(build, [result.path for result in waiting], noted, phase)
        found.rejected.update((result.path, f"1: {CHANGING}") for result in still)
    build.workers.stop()
    if build.report.read or gone or is_reread or was_killed:
        _settle_sources(build, gone, noted, None if is_reread or was_killed else to_read)
    return _find_edits(build, number - 1)


def _check_room(build: Build, found: Found) -> None:
    """Raise NoRoom where new articles would fill the disk: those of which the cache, or the output, has nothing yet."""
    new = len(found.new), sum(found.new.values())
    unwritten = (found.count, found.size) if manifest_stamp(build.output) is None else new
    check_room({build.output.folder: estimate(OUTPUT, *unwritten), build.settings["CACHE_PATH"]: estimate(CACHE, *new)})


def forget_old_edits(build: Build, *, are_all_old: bool) -> None:
    """Forget edits where there are too many, or `are_all_old`; an output that was not built since has all its pages
    compared.
    """
    if are_all_old or build.store.count_edits() > max(EDITS_KEPT, build.report.found):
        last = int(build.store.facts()["build"]) - (not are_all_old)
        build.store.begin()
        build.store.forget_edits(last)
        build.store.set_fact("edits_from", str(last))
        build.store.commit()


def _find_finished_again(build: Build, others: Container[str]) -> list[str]:
    """Return the sources, but for `others`, whose finished bodies follow a file that may have changed."""
    again: dict[str, None] = {}
    last, stamp = "", (0, 0)
    for file, path, mtime_ns, size in build.store.watched_files():
        if file != last:
            last, stamp = file, stat_file(os.path.join(build.settings["PATH"], file))
        if stamp != (mtime_ns, size) and path not in others:
            again[path] = None
    return list(again)


def _read_sources(build: Build, to_read: Sequence[str], number: int | None, phase: Phase) -> list[SourceResult]:
    """Read some sources; record the edits under this build number (None: record none).

    Return those that wait for tasks to be done.
    """
    waiting: list[SourceResult] = []
    warnings: list[str] = []
    if len(to_read) > FEW:
        build.start_workers(build.workers)
    for results in build.workers.map(read_sources, (ReadTask(part, number) for part in cut(to_read, BATCH))):
        build.report.read += sum(result.is_changed for result in results)
        warnings += (f"{result.path}: {line}" for result in results for line in result.warnings)
        waiting += (result for result in results if result.unmade)
        for result in results:
            tell_remarks(result.path, result.remarks)
        phase.advance(len(results))
    if to_read:
        build.see_memory()
    build.report.notes += sorted(warnings)
    return waiting


def _settle_sources(build: Build, gone: Sequence[str], number: int | None, read: Collection[str] | None) -> None:
    """Forget the sources that are gone, and give all others places of their own; `read` as in
    `resolve_path_conflicts`.
    """
    build.store.begin()
    if number is not None:
        for path in gone:
            build.store.note_edit(number, path, published_summary(build.store.source(path)))
        build.store.remove_sources(gone)
        build.store.set_fact("build", str(number))
    resolve_path_conflicts(build.store, build.site.reader, number, read)
    build.store.set_fact(_SETTLED, "1")
    build.store.commit()


def _find_edits(build: Build, last: int) -> dict[str, Edit] | None:
    """Return the edits that the output has not seen, by path; None if they are not known.

    `last` is the number that the store had when this build began. It is lower than what the output has seen where an
    older copy of the store was put back.
    """
    facts = build.store.facts()
    name, _, number = build.pages.facts().get("seen", "").partition(" ")
    known = range(int(facts.get("edits_from", "0")), last + 1)
    if name != facts["name"] or int(number) not in known:
        return None
    return build.store.edits_since(int(number))
