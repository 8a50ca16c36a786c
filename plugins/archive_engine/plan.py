"""The lists and articles whose pages a build has to check, in order. Pure functions: no store, file or process."""

from collections.abc import Collection, Container, Mapping, Sequence

from archive_engine.article_index import ArticleIndex, ParsedEdit
from archive_engine.pages import LISTS, Owner
from archive_engine.source_records import Edit
from archive_engine.summaries import parse_summary


def find_owners(
    archive: ArticleIndex,
    hidden: Sequence[str],
    edits: Mapping[str, Edit] | None,
    damaged: Mapping[str, Sequence[str]],
    lists: Collection[str] = (),
    shown: Container[str] = (),
) -> list[Owner]:
    """Return the owners whose pages may be outdated: long lists first, so that no worker waits for one at the end.

    `hidden` are the sources of pages that stand in no list. Without `edits` all owners are returned, else those that an
    edit touches, `lists`, and those of `damaged` pages. `shown` are sources of articles that changed groups show.
    """
    hidden_owners = [f"article/{path}" for path in hidden]
    if edits is None:
        owners, places = set(archive.list_owners()), set(range(len(archive.entries)))
    else:
        owners, places = archive.find_touched([_parse_edit(edit) for edit in edits.values()])
        edited = {f"article/{path}" for path in edits} | set(damaged)
        owners.update(owner for owner in damaged if owner.startswith(LISTS))
        owners.update(lists)
        places.update(
            at for at, entry in enumerate(archive.entries) if entry.path in shown or f"article/{entry.path}" in edited
        )
        hidden_owners = [owner for owner in hidden_owners if owner in edited]
    ordered = sorted(owners, key=lambda owner: (-archive.count_members(owner), owner))
    return [
        *map(Owner, ordered),
        *(Owner(f"article/{archive.entries[place].path}", place) for place in sorted(places)),
        *map(Owner, hidden_owners),
    ]


def weigh_owner(archive: ArticleIndex, owner: Owner) -> float:
    """Return about how long the pages of an owner take, in units of one article."""
    return 1 + archive.count_members(owner.name) / 30 if owner.name.startswith(LISTS) else 1


def take_damaged(owners: Sequence[Owner], damaged: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the damaged pages of some owners."""
    return frozenset(save_as for owner in owners for save_as in damaged.get(owner.name, ()))


def _parse_edit(edit: Edit) -> ParsedEdit:
    before, after = (parse_summary(text) if text else None for text in edit)
    return ParsedEdit(before, after)
