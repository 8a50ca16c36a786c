"""The pages of an owner: list them, find the outdated ones, and render those.

An owner is what an edit touches: a list of the planner's, or an article. `render` makes the bytes of a page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from archive_engine.fingerprints import hash_data, hash_parts
from archive_engine.group_list import GroupList
from archive_engine.interface import FilePlan, LaterVariables, PagePlan, Variables
from archive_engine.members import Members
from archive_engine.output import LeftFile, hash_bytes
from archive_engine.page_store import OwnedPath, RenderedPage, StoredPage
from archive_engine.summaries import parse_summary
from archive_engine.worker_site import Site

# What the owners of lists begin with: `planners.name_list` names them.
LISTS = "list"
# And those of groups: see `groups`.
GROUPS = "group"


@dataclass(frozen=True, slots=True)
class Owner:
    """A list (``list/tag/nato``; the second planner's: ``list1/...``), a group or an article
    (``article/2025/02/17/slug.md``), as the store calls it; `place` is a published article's in order of time, `count`
    the number of a list's members.
    """

    name: str
    place: int | None = None
    count: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Job:
    """One page to be rendered. `path` is the article's source, or None for a list's page; `data` are the bytes of a
    file that no template makes.
    """

    save_as: str
    owner: str
    fingerprint: bytes
    template: str
    variables: Variables
    path: str | None
    known: LeftFile | None
    data: bytes | None = None


@dataclass(slots=True)
class RenderResult:
    """The result for some owners: the rendered pages, the number of unchanged ones, those that no longer exist, and the
    templates that the theme lacks: their pages are left out.
    """

    owners: int
    pages: list[RenderedPage] = field(default_factory=list)
    unchanged: int = 0
    stale: list[OwnedPath] = field(default_factory=list)
    missing_templates: set[str] = field(default_factory=set)


class PageError(RuntimeError):
    """A template failed: the page, the template and what went wrong."""


def find_jobs(
    site: Site, owners: Iterable[Owner], is_empty: bool, damaged: frozenset[str], made: RenderResult
) -> Iterator[Job]:
    """Return the jobs for those of the owners' pages that are not as they should be; `made` learns of the others.

    `is_empty` says that the store knows of no page at all, `damaged` names the pages that were changed since they were
    written.
    """
    fingerprint_of: Callable[[str], bytes] = site.renderer.templates.fingerprint
    has_template = site.renderer.templates.has
    shared = hash_parts(site.fingerprint, hash_data(site.article_index.site_variables))
    for owner in owners:
        kept: dict[str, StoredPage] = (
            {} if is_empty else {page.save_as: page for page in site.pages.pages_of(owner.name)}
        )
        for save_as, template, variables, basis, digest, path, data in _plan(site, owner):
            if template and not has_template(template):
                made.missing_templates.add(template)
                continue
            page = kept.pop(save_as, None)
            fingerprint = hash_parts(shared, fingerprint_of(template), digest, save_as, _hash_basis(save_as, basis))
            if page and page.fingerprint == fingerprint and save_as not in damaged:
                made.unchanged += 1
                continue
            yield Job(save_as, owner.name, fingerprint, template, variables, path, page.left if page else None, data)
        made.stale += (OwnedPath(save_as, owner.name) for save_as in kept)


def _hash_basis(save_as: str, basis: Any) -> bytes:
    try:
        return hash_data(basis)
    except ValueError:
        told = "a planner's variables are no JSON data: write list(members[-20:]) for members[-20:]"
        raise PageError(f"{save_as}: {told}") from None


class _OwnerPage(NamedTuple):
    """A page that an owner has; what it is made of is compared by `basis` (JSON data) and `hash`.

    `path` and `hash` are its article's source and hash, None and b"" on a list's page. A file that no template makes
    has its bytes as `data`, and their hash.
    """

    save_as: str
    template: str
    variables: Variables
    basis: Any
    hash: bytes
    path: str | None
    data: bytes | None = None


def _plan(site: Site, owner: Owner) -> Iterator[_OwnerPage]:
    """Yield the pages of an owner."""
    archive = site.article_index
    kind, _, name = owner.name.partition("/")
    if kind.startswith((LISTS, GROUPS)):
        plans: Iterable[PagePlan | FilePlan]
        if kind.startswith(GROUPS):
            plans = site.groups.list_pages(owner.name)
        else:
            plans = archive.list_pages(owner.name)
            plans = site.groups.add_to_list(owner.name, plans) if site.has_groups else plans
        for plan in plans:
            if isinstance(plan, FilePlan):
                yield _OwnerPage(plan.save_as, "", {}, {}, hash_bytes(plan.data), None, plan.data)
                continue
            variables = plan.variables
            basis: Any = variables
            digest = b""
            if isinstance(variables, LaterVariables):
                basis = variables.basis
                if isinstance(members := variables.members, (Members, GroupList)):
                    digest = members.digest()
                elif members:  # of members that a planner has chosen no hash is known
                    basis = dict(variables)
            yield _OwnerPage(plan.save_as, plan.template, variables, basis, digest, None)
    elif owner.place is not None:
        entry = archive.article(owner.place)
        variables = archive.article_variables(owner.place)
        if site.has_groups:
            variables = {**variables, **site.groups.find_variables(entry.path, variables)}
        yield _OwnerPage(entry.save_as, "article", variables, variables, entry.hash, entry.path)
    else:
        outline = site.store.outline(name)
        variables = archive.planners.describe_alone(parse_summary(outline.summaries))
        yield _OwnerPage(outline.save_as, "article", variables, variables, outline.hash, name)


def make_pages(site: Site, owners: Sequence[Owner], is_empty: bool, damaged: frozenset[str]) -> RenderResult:
    """Render the owners' outdated pages and write those whose bytes differ. Raises PageError and OSError."""
    made = RenderResult(len(owners))
    jobs = list(find_jobs(site, owners, is_empty, damaged, made))
    bodies = site.store.bodies([job.path for job in jobs if job.path is not None])
    renderer, output, shared = site.renderer, site.output, site.article_index.site_variables
    for job in jobs:
        try:
            if job.data is not None:
                data = job.data
            elif job.path is None:
                data = renderer.render_plan(job.save_as, job.template, {**shared, **job.variables})
            else:
                data = renderer.render_article(job.path, job.save_as, bodies[job.path], {**shared, **job.variables})
        except OSError:
            raise
        except Exception as error:
            raise PageError(f"{job.save_as} ({job.template}.html): {type(error).__name__}: {error}") from error
        made.pages.append(RenderedPage(output.write(job.save_as, data, job.known), job.owner, job.fingerprint))
    return made
