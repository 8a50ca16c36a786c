"""The pages of redirects in one build: found, compared with those of the last build, written."""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from archive_engine.build import Build
from archive_engine.fingerprints import hash_parts
from archive_engine.inputs import FACT as INPUTS
from archive_engine.interface import Redirect, redirect_to_page
from archive_engine.own_places import fold_place
from archive_engine.page_store import EARLIER, OwnedPath, RenderedPage
from archive_engine.pages import LISTS
from archive_engine.problems import Problem
from archive_engine.redirects import (
    OWNER,
    VERSION,
    Alias,
    describe_problems,
    resolve_redirects,
)

# The fact under which the page store has what is wrong with redirects, and that of the pages that lists have lost.
PROBLEMS = "redirect_problems"
LOST = "lost_pages"


class _LostPage(NamedTuple):
    """A page that a list has lost: the list's owner, what it followed then, and where the page leads on."""

    owner: str
    text: str
    redirect: Redirect


def put_redirects(build: Build, damaged: Container[str], stale: Iterable[OwnedPath]) -> list[OwnedPath]:
    """Write the redirects that changed; return the pages of those that are gone.

    Every other page of the build has to be in the store by now. `damaged` are the owners of damaged pages, `stale` the
    pages that are about to be removed.
    """
    root = build.settings["SITEURL"]
    aliases = list(_list_aliases(build))
    stale = list(stale)
    going = {save_as for save_as, _ in stale}
    lost = _find_lost_pages(build, stale)
    declared = [*_list_declared(build), *_list_groups(build, going)]
    known = {fold_place(redirect.save_as) for redirect in declared}
    declared += (moved for moved in _list_moved(build, lost, going) if fold_place(moved.save_as) not in known)
    before = {page.save_as: page for page in build.pages.pages_of(OWNER)}
    resolved = resolve_redirects(aliases, declared, {}, lambda place, *, is_alias: False)
    if aliases or declared:
        with_drafts = bool(build.settings.get("ARCHIVE_ENGINE_DRAFTS", True))
        wanted = {fold_place(place) for place in resolved.redirects}
        taken = ((fold_place(save_as), path) for path, save_as in build.store.taken_places(with_drafts=with_drafts))
        holders = {place: path for place, path in taken if place in wanted}

        def is_page(place: str, *, is_alias: bool) -> bool:
            if is_alias and build.site.reader.reserved.holds(place):
                return True
            page = build.pages.page(place)
            return page is not None and page.owner not in (OWNER, EARLIER) and place not in going

        resolved = resolve_redirects(aliases, declared, holders, is_page, root)
    problems: dict[str, list[str]] = defaultdict(list)
    for path, problem in describe_problems(resolved.problems):
        problems[path].append(problem)
    told = {path: Problem(f"1: {'; '.join(lines)}", False) for path, lines in sorted(problems.items())}
    pages = []
    for redirect in resolved.redirects.values():
        fingerprint = hash_parts(VERSION, build.settings["DEFAULT_LANG"], root, *redirect)
        page = before.pop(redirect.save_as, None)
        if page is not None and page.fingerprint == fingerprint and OWNER not in damaged:
            build.report.unchanged += 1
            continue
        data = redirect_to_page(redirect, build.settings["DEFAULT_LANG"], root)
        written = build.output.write(redirect.save_as, data, page.left if page else None)
        pages.append(RenderedPage(written, OWNER, fingerprint))
    build.pages.begin()
    build.pages.put_pages(pages)
    build.pages.set_fact(PROBLEMS, json.dumps(told, ensure_ascii=False))
    rows = {place: (page.owner, page.text) for place, page in lost.items()}
    build.pages.set_fact(LOST, json.dumps(rows, ensure_ascii=False))
    build.pages.commit()
    build.report.rendered += len(pages)
    build.report.written += sum(page.written.is_new for page in pages)
    return [OwnedPath(save_as, OWNER) for save_as in before]


def _list_aliases(build: Build) -> Iterator[Alias]:
    with_drafts = bool(build.settings.get("ARCHIVE_ENGINE_DRAFTS", True))
    for path, address, save_as, metadata, is_kept in build.store.aliases(with_drafts=with_drafts):
        yield Alias(path, address, save_as, str(json.loads(metadata).get("title", "")), bool(is_kept))


def _list_declared(build: Build) -> Iterator[Redirect]:
    for part in build.site.article_index.parts:
        declare = getattr(part.planner, "redirects", None)
        if declare is not None:
            yield from declare(part)


def _find_lost_pages(build: Build, stale: Iterable[OwnedPath]) -> dict[str, _LostPage]:
    """Return by place the pages that lists have lost and that lead on, also those of earlier builds, while the cache is
    kept.
    """
    if not build.settings.get("ARCHIVE_ENGINE_KEEP_ADDRESSES", True):
        return {}
    facts = build.pages.facts()
    rows: dict[str, tuple[str, str]] = json.loads(facts.get(LOST, "{}"))
    inputs = json.loads(facts.get(INPUTS, "{}"))
    rows |= {save_as: (owner, inputs.get(owner, "")) for save_as, owner in stale if owner.startswith(LISTS)}
    return {
        place: _LostPage(owner, text, redirect)
        for place, (owner, text) in rows.items()
        if (redirect := _find_moved(build, place, owner, text)) is not None
    }


def _list_moved(build: Build, lost: Mapping[str, _LostPage], going: Container[str]) -> Iterator[Redirect]:
    """Yield the redirects from where lists had pages, but for places that are pages today."""
    for place, lost_page in lost.items():
        page = build.pages.page(place)
        if page is None or page.owner in (OWNER, EARLIER) or place in going:
            yield lost_page.redirect


def _find_moved(build: Build, place: str, owner: str, text: str) -> Redirect | None:
    part, key = build.site.article_index.find_list(owner)
    find = getattr(part.planner, "find_moved", None)
    found: Redirect | None = find(place, key, text, part) if find is not None else None
    return found


def _list_groups(build: Build, going: Container[str]) -> Iterator[Redirect]:
    """Yield the redirects from where groups had pages, but for places that are pages today."""
    for address, target, first in build.site.groups.list_redirects() if build.site.has_groups else ():
        page = build.pages.page(address)
        if address != target and (page is None or page.owner in (OWNER, EARLIER) or address in going):
            body = build.store.body(first)
            title = str(json.loads(body.metadata).get("title", "")) if body is not None else ""
            yield Redirect(address, target, title)
