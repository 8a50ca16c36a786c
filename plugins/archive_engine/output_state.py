"""Bring the output folder and the page store into agreement. Before a build: find unknown files. After it: remove pages
that nothing makes any more, and store the facts that the next build compares.
"""

import os
from collections.abc import Collection, Iterable

from archive_engine.build import Build
from archive_engine.finishing import count_pages
from archive_engine.index_updates import INDEX_PREFIX
from archive_engine.inputs import FACT as INPUTS
from archive_engine.inputs import list_inputs_to_fact
from archive_engine.manifest import PlannedRemoval, UnexplainedRemoval, manifest_stamp, read_manifest, write_manifest
from archive_engine.output import PARTIAL
from archive_engine.page_store import EARLIER, OwnedPath, find_output_path, forget_lost_outputs
from archive_engine.pages import GROUPS, LISTS
from archive_engine.parts import name_part


def note_earlier(build: Build) -> None:
    """Add to the store the files that another build, or a killed one, left in the output."""
    is_partial = os.path.isdir(os.path.join(build.output.folder, PARTIAL))
    if is_partial or build.pages.facts().get("manifest") != repr(manifest_stamp(build.output)):
        build.pages.begin()
        build.pages.put_earlier(read_manifest(build.output).all_files)
        build.pages.commit()


def find_stale(build: Build, visited: Collection[str], edits: Iterable[str], *, is_full: bool) -> list[OwnedPath]:
    """Return the pages of owners that no longer exist: they have pages in the store and are not in `visited`.

    Where `is_full`, all owners in the store are checked, else only the articles of `edits`, the paths of edited ones.
    """
    if is_full:
        indexes = {INDEX_PREFIX + name_part(index) for index in build.indexes}
        planned = ("article/", LISTS, GROUPS, INDEX_PREFIX)
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
    """Remove pages that nothing makes any more, and files that other builds left. Raises UnexplainedRemoval.

    `site` is the fingerprint of the settings and the code, which is compared with the manifest's.
    """
    left = (OwnedPath(page.save_as, EARLIER) for page in build.pages.pages_of(EARLIER))
    names = []
    for save_as, owner in (*stale, *left):
        page = build.pages.page(save_as)
        if page is not None and page.owner == owner:  # else the page belongs to another owner by now
            names.append(save_as)
    kept = build.pages.count_pages() - len(names)
    if len(names) > kept:
        removed = count_pages(build.finisher, names)
        kept = count_pages(build.finisher, build.pages.names()) - removed
        removal = PlannedRemoval(read_manifest(build.output), site, build.store.count_kept(), removed, kept)
        if not removal.is_explained():
            raise UnexplainedRemoval(removal, build.output.folder)
    build.report.removed += sum(build.output.remove(save_as) for save_as in names)
    build.pages.begin()
    build.pages.remove_pages(names)
    build.pages.commit()


def remember_output(build: Build, reading: str, site: str) -> None:
    """Record in the output's manifest and in the stores that this output is up to date.

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
        INPUTS: list_inputs_to_fact(build),
        "seen": f"{facts['name']} {facts['build']}",
        "output": find_output_path(build.settings["CACHE_PATH"], build.output.folder),
        "manifest": before.get("manifest", ""),
    }
    if before.get("whole") == "0" or now["manifest"] != repr(manifest_stamp(build.output)):
        build.pages.begin()
        files = build.pages.packed_names.pack()
        build.pages.commit()
        now["manifest"] = repr(write_manifest(build.output, files, site, build.store.count_kept()))
        build.output.clear_partial()
    if any(before.get(name) != value for name, value in now.items()):
        build.pages.begin()
        for name, value in now.items():
            build.pages.set_fact(name, value)
        build.pages.commit()
    build.surroundings.keep(build.store)
    forget_lost_outputs(build.settings["CACHE_PATH"], build.site.memory)
