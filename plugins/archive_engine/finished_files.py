"""The files that finished articles need, from where a finisher keeps them into the output.

They are linked where the file system can: a second output costs nothing. What no article needs any more is the
caller's to remove. Nothing of what the files hold is known here.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from archive_engine.batching import cut
from archive_engine.build import Build
from archive_engine.interface import Finisher
from archive_engine.output import OutputFolder, Written
from archive_engine.page_store import OwnedPath, RenderedPage
from archive_engine.progress import Phase
from archive_engine.work import make_finished

# The owner of the files of one need in the store is this and the need.
FINISHED_PREFIX = "finished/"
_FEW = 4  # so many tasks are done in the main process
_BATCH = 4


def make_all(build: Build, tasks: Iterable[str], phase: Phase) -> None:
    """Have the workers do tasks of the finisher's, each once."""
    wanted = sorted(set(tasks))
    phase.expect(len(wanted))
    if len(wanted) > _FEW:
        build.start_workers(build.workers)
    for done in build.workers.map(make_finished, cut(wanted, _BATCH)):
        phase.advance(done)
    build.see_memory()


def put_finished(build: Build, damaged: Mapping[str, Sequence[str]], phase: Phase) -> list[OwnedPath]:
    """Bring the output up to what articles need; return the files that none needs any more."""
    finisher = build.finisher
    if finisher is None:
        return _list_gone(build, set())
    rest: dict[str, str] = json.loads(build.pages.facts().get("rest_needs", "{}"))
    needs = build.store.needs(with_drafts=bool(build.settings.get("ARCHIVE_ENGINE_DRAFTS", True))) | rest
    owners = build.pages.owners_like(FINISHED_PREFIX)
    here = {owner.removeprefix(FINISHED_PREFIX) for owner in owners if owner not in damaged}
    missing = {need: task for need, task in needs.items() if need not in here}
    again = {need: task for need, task in missing.items() if finisher.files(need) is None}
    if again:
        make_all(build, again.values(), phase)
        build.workers.stop()
    _put(build, finisher, missing)
    phase.advance(len(missing))
    gone = _list_gone(build, needs.keys())
    if gone or not here:
        finisher.forget({*rest, *build.store.all_needs()})
    return gone


def describe_finished(build: Build) -> None:
    """Give the build's report a line on all files of this kind in the output, if there are any."""
    count, size = build.pages.weigh_owners(FINISHED_PREFIX)
    if count and build.finisher is not None:
        build.report.notes.append(build.finisher.describe(count, size))


def _put(build: Build, finisher: Finisher, needs: Iterable[str]) -> None:
    pages = [
        RenderedPage(written, FINISHED_PREFIX + need, b"")
        for need in needs
        for written in _put_files(build.output, finisher.files(need) or {})
    ]
    build.report.written += sum(page.written.is_new for page in pages)
    build.pages.begin()
    build.pages.put_pages(pages)
    build.pages.commit()


def _list_gone(build: Build, needed: Collection[str]) -> list[OwnedPath]:
    return [
        OwnedPath(page.save_as, owner)
        for owner in build.pages.owners_like(FINISHED_PREFIX)
        if owner.removeprefix(FINISHED_PREFIX) not in needed
        for page in build.pages.pages_of(owner)
    ]


def _put_files(output: OutputFolder, files: Mapping[str, str]) -> list[Written]:
    """Put files, by their places in the output, there; return how they were left. Raises OSError."""
    return [output.link(source, save_as) for save_as, source in sorted(files.items())]
