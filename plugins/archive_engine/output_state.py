"""The output folder and the page store made to agree: before a build, what was damaged or left there since the last
one; after it, what nobody makes any more, and the facts that the next build compares.
"""

import os
from collections.abc import Collection, Iterable
from typing import NamedTuple

from archive_engine.build import Build
from archive_engine.finishing import count_pages
from archive_engine.index_updates import INDEX_PREFIX
from archive_engine.manifest import Removal, UnexplainedRemoval, manifest_stamp, read_manifest, write_manifest
from archive_engine.output import PARTIAL, Stamp, is_same_file
from archive_engine.page_store import EARLIER, OwnedPath, forget_lost_outputs, way_to_output
from archive_engine.parts import name_part


def find_damaged(build: Build) -> dict[str, list[str]]:
    """Return the pages that are not as they were left, by owner. One whose time alone differs is as it was left."""
    damaged: dict[str, list[str]] = {}
    stat, folder = os.stat, build.output.folder + os.sep
    refreshed: list[_Refreshed] = []
    for save_as, owner, mtime_ns, size in build.pages.page_stamps():
        try:
            status = stat(folder + save_as)
        except OSError:
            damaged.setdefault(owner, []).append(save_as)
            continue
        if status.st_mtime_ns == mtime_ns and status.st_size == size:
            continue
        page = build.pages.page(save_as)
        stamp = is_same_file(folder + save_as, page.digest) if page and status.st_size == size else None
        if stamp is None:
            damaged.setdefault(owner, []).append(save_as)
        else:
            refreshed.append(_Refreshed(save_as, stamp))
    damaged.pop(EARLIER, None)
    if refreshed:
        build.pages.begin()
        for save_as, stamp in refreshed:
            build.pages.put_stamp(save_as, stamp)
        build.pages.commit()
    return damaged


def note_earlier(build: Build) -> None:
    """Have the store know the files that another build, or one that was killed, left in the output."""
    is_partial = os.path.isdir(os.path.join(build.output.folder, PARTIAL))
    if is_partial or build.pages.facts().get("manifest") != repr(manifest_stamp(build.output)):
        build.pages.begin()
        build.pages.put_earlier(read_manifest(build.output).all_files)
        build.pages.commit()


def find_stale(build: Build, visited: Collection[str], edits: Iterable[str], *, is_full: bool) -> list[OwnedPath]:
    """Return the pages of owners that are gone: of those that had pages and were not visited.

    `edits` are the paths of edited articles. Where `is_full`, all owners that the store knows are looked at.
    """
    if is_full:
        indexes = {INDEX_PREFIX + name_part(index) for index in build.indexes}
        planned = ("article/", "list/", INDEX_PREFIX)
        owners = [name for name in build.pages.owners() if name.startswith(planned) and name not in indexes]
    else:
        owners = [f"article/{path}" for path in edits]
    return [
        OwnedPath(page.save_as, owner)
        for owner in owners
        if owner not in visited
        for page in build.pages.pages_of(owner)
    ]


def remove_stale(build: Build, stale: Iterable[OwnedPath], site: str) -> None:
    """Remove the pages that nobody makes any more, and what earlier builds left. Raises UnexplainedRemoval.

    `site` is the fingerprint of the settings and the code, which is compared with the manifest's.
    """
    left = (OwnedPath(page.save_as, EARLIER) for page in build.pages.pages_of(EARLIER))
    names = []
    for save_as, owner in (*stale, *left):
        page = build.pages.page(save_as)
        if page is not None and page.owner == owner:  # else it has gone over to another owner
            names.append(save_as)
    kept = build.pages.count_pages() - len(names)
    if len(names) > kept:
        removed = count_pages(build.finisher, names)
        kept = count_pages(build.finisher, build.pages.names()) - removed
        removal = Removal(read_manifest(build.output), site, build.store.count_kept(), removed, kept)
        if not removal.is_explained():
            raise UnexplainedRemoval(removal, build.output.folder)
    build.report.removed += sum(build.output.remove(save_as) for save_as in names)
    build.pages.begin()
    build.pages.remove_pages(names)
    build.pages.commit()


def remember_output(build: Build, reading: str, site: str) -> None:
    """Remember that this output is as the site wants it, in its own manifest and in the stores.

    `reading` is the fingerprint under which the content was read, `site` that which the manifest names.
    """
    facts = build.store.facts()
    before = build.pages.facts()
    now = {
        "whole": "1",
        "site": build.site.fingerprint,
        "templates": build.surroundings.templates,
        "reading": reading,
        "removals": build.surroundings.removals,
        "seen": f"{facts['name']} {facts['build']}",
        "output": way_to_output(build.settings["CACHE_PATH"], build.output.folder),
        "manifest": before.get("manifest", ""),
    }
    if before.get("whole") == "0" or now["manifest"] != repr(manifest_stamp(build.output)):
        now["manifest"] = repr(write_manifest(build.output, build.pages.names(), site, build.store.count_kept()))
        build.output.clear_partial()
    if any(before.get(name) != value for name, value in now.items()):
        build.pages.begin()
        for name, value in now.items():
            build.pages.set_fact(name, value)
        build.pages.commit()
    build.surroundings.keep(build.store)
    forget_lost_outputs(build.settings["CACHE_PATH"], build.site.memory)


class _Refreshed(NamedTuple):
    """A page whose bytes are as they were left, and the stamp that it has now."""

    save_as: str
    stamp: Stamp
