"""The lists and articles whose pages a build has to check, in order."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from archive_engine.article_index import ArticleIndex, ParsedEdit
from archive_engine.pages import LISTS, Owner
from archive_engine.source_records import Edit
from archive_engine.summaries import parse_summary

# What the owners of articles' pages begin with.
ARTICLE = "article/"


def find_owners(
    archive: ArticleIndex,
    hidden: Sequence[str],
    edits: Mapping[str, ParsedEdit] | None,
    damaged: Mapping[str, Sequence[str]],
    lists: Collection[str] = (),
    shown: Iterable[str] = (),
    relinked: Iterable[str] = (),
) -> list[Owner]:
    """Return the owners whose pages may be outdated: long lists first, so that no worker waits for one at the end.

    `hidden` are the sources of pages that stand in no list. Without `edits` all owners are returned, else those that an
    edit touches, `lists`, and those of `damaged` pages. `shown` are sources of articles that changed groups show,
    `relinked` the owners of the lists whose links the edits have changed.
    """
    hidden_owners = [f"{ARTICLE}{path}" for path in hidden]
    if edits is None:
        counts = archive.list_owners()
        paths = archive.articles.store.listed_paths()
        articles = [Owner(f"{ARTICLE}{paths[article_id]}", place) for place, article_id in enumerate(archive.order.ids)]
    else:
        owners, places = archive.find_touched(edits.values(), relinked)
        edited = {f"{ARTICLE}{path}" for path in edits} | set(damaged)
        owners.update(owner for owner in damaged if owner.startswith(LISTS))
        owners.update(lists)
        counts = {owner: archive.count_members(owner) for owner in owners}
        places |= archive.places_of({*shown, *(owner.removeprefix(ARTICLE) for owner in edited)})
        articles = [Owner(f"{ARTICLE}{archive.article(place).path}", place) for place in sorted(places)]
        hidden_owners = [owner for owner in hidden_owners if owner in edited]
    ordered = sorted(counts, key=lambda owner: (-counts[owner], owner))
    return [
        *(Owner(owner, count=counts[owner]) for owner in ordered),
        *articles,
        *map(Owner, hidden_owners),
    ]


def weigh_owner(owner: Owner) -> float:
    """Return about how long the pages of an owner take, in units of one article."""
    return 1 + owner.count / 30


def take_damaged(owners: Sequence[Owner], damaged: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the damaged pages of some owners."""
    return frozenset(save_as for owner in owners for save_as in damaged.get(owner.name, ()))


def parse_edit(edit: Edit) -> ParsedEdit:
    """Return the summaries of an edit."""
    return ParsedEdit(*(parse_summary(text) if text else None for text in (edit.before, edit.after)))
