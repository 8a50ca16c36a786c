"""The content of a planned build: read new and changed files, forget deleted ones, record edits."""

from collections.abc import Sequence

from archive_engine.batching import cut
from archive_engine.build import Build
from archive_engine.path_conflicts import resolve_path_conflicts
from archive_engine.progress import Phase
from archive_engine.scan import Found
from archive_engine.source_records import Edit
from archive_engine.source_store import published_summary
from archive_engine.work import ReadTask, read_sources

FEW = 64  # up to so many files are read in the main process: starting workers would take longer
BATCH = 100
# Edits are recorded for outputs that were not built since: up to so many, or as many as there are articles.
EDITS_KEPT = 1000


def read_content(build: Build, found: Found, fingerprint: str) -> dict[str, Edit] | None:
    """Read new and changed files. Return the edits since this output was built, by path; None if they are not known.

    `fingerprint` is that of reading: if it differs from the stored one, every article is read again. An edit has an
    article's summary before and after.
    """
    with build.report.phase("read") as phase:
        facts = build.store.facts()
        is_reread = facts.get("reading") != fingerprint
        known = {} if is_reread else build.store.stamps()
        to_read = [path for path, stamp in found.stamps.items() if known.get(path) != stamp]
        gone = [path for path in known if path not in found.stamps]
        number = int(facts.get("build", "0")) + 1
        if is_reread:
            build.store.begin()
            build.store.remove_all_sources()
            # edits are recorded from the next build on: all outputs are compared with this one
            for name, value in (("reading", fingerprint), ("build", str(number)), ("edits_from", str(number))):
                build.store.set_fact(name, value)
            build.store.commit()
        phase.expect(len(to_read))
        if to_read or gone or is_reread:
            _read_sources(build, to_read, gone, None if is_reread else number, phase)
        return _find_edits(build)


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


def _read_sources(build: Build, to_read: Sequence[str], gone: Sequence[str], number: int | None, phase: Phase) -> None:
    """Read some sources and forget others; record the edits under this build number (None: record none)."""
    warnings: list[str] = []
    changed = 0
    if len(to_read) > FEW:
        build.start_workers(build.workers)
    for results in build.workers.map(read_sources, (ReadTask(part, number) for part in cut(to_read, BATCH))):
        changed += sum(result.is_changed for result in results)
        warnings += (f"{result.path}: {line}" for result in results for line in result.warnings)
        phase.advance(len(results))
    build.see_memory()
    build.workers.stop()
    if changed or gone or number is None:
        build.store.begin()
        if number is not None:
            for path in gone:
                build.store.note_edit(number, path, published_summary(build.store.source(path)))
            build.store.remove_sources(gone)
            build.store.set_fact("build", str(number))
        resolve_path_conflicts(build.store, build.site.reader, number)
        build.store.commit()
    build.report.read = changed
    build.report.notes += sorted(warnings)


def _find_edits(build: Build) -> dict[str, Edit] | None:
    facts = build.store.facts()
    name, _, number = build.pages.facts().get("seen", "").partition(" ")
    if name != facts["name"] or int(number) < int(facts.get("edits_from", "0")):
        return None
    return build.store.edits_since(int(number))
