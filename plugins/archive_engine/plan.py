"""The lists and articles whose pages a build has to check, in order. Pure functions: no store or process."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive_engine.article_index import ArticleIndex, ParsedEdit
from archive_engine.pages import ARTICLE, LISTS, Owner
from archive_engine.source_records import Edit
from archive_engine.summaries import parse_summary


@dataclass(frozen=True, slots=True)
class Owners:
    """Owners in the order in which their pages are made: lists, then articles by their places, then hidden articles.

    A million articles are named one by one, when they are asked for.
    """

    archive: ArticleIndex
    lists: Sequence[str]
    places: Sequence[int]
    hidden: Sequence[str]

    def __len__(self) -> int:
        return len(self.lists) + len(self.places) + len(self.hidden)

    def __iter__(self) -> Iterator[Owner]:
        yield from map(Owner, self.lists)
        for place, article in zip(self.places, self.archive.entries.take_once(self.places), strict=True):
            yield Owner(f"{ARTICLE}{article.path}", place)
        yield from map(Owner, self.hidden)

    def find_others(self, names: Iterable[str]) -> Iterator[str]:
        """Yield those of the names that are no owner's of these."""
        named = {*self.lists, *self.hidden}
        places = self.places if isinstance(self.places, range) else set(self.places)
        find_place = self.archive.entries.find_place
        for name in names:
            if name not in named and not (
                name.startswith(ARTICLE) and find_place(name.removeprefix(ARTICLE)) in places
            ):
                yield name


def find_owners(
    archive: ArticleIndex,
    hidden: Sequence[str],
    edits: Mapping[str, Edit] | None,
    damaged: Mapping[str, Sequence[str]],
    lists: Collection[str] = (),
    shown: Iterable[str] = (),
    groups: Sequence[str] = (),
) -> Owners:
    """Return the owners whose pages may be outdated: long lists first, so that no worker waits for one at the end.

    `hidden` are the sources of pages that stand in no list. Without `edits` all owners are returned, else those that an
    edit touches, `lists`, and those of `damaged` pages. `shown` are sources of articles that changed groups show,
    `groups` the owners of groups' pages, which come first.
    """
    hidden_owners = [f"{ARTICLE}{path}" for path in hidden]
    ordered_places: Sequence[int]
    if edits is None:
        owners, ordered_places = set(archive.list_owners()), range(len(archive.entries))
    else:
        owners, places = archive.find_touched([_parse_edit(edit) for edit in edits.values()])
        edited = {f"{ARTICLE}{path}" for path in edits} | set(damaged)
        owners.update(owner for owner in damaged if owner.startswith(LISTS))
        owners.update(lists)
        paths = {*shown, *(owner.removeprefix(ARTICLE) for owner in edited if owner.startswith(ARTICLE))}
        found = map(archive.entries.find_place, paths)
        ordered_places = sorted(places.union(place for place in found if place is not None))
        hidden_owners = [owner for owner in hidden_owners if owner in edited]
    ordered = sorted(owners, key=lambda owner: (*archive.rank_list(owner), owner))
    return Owners(archive, [*groups, *ordered], ordered_places, hidden_owners)


def weigh_owner(archive: ArticleIndex, owner: Owner) -> float:
    """Return about how long the pages of an owner take, in units of one article."""
    return 1 + archive.count_members(owner.name) / 30 if owner.name.startswith(LISTS) else 1


def take_damaged(owners: Sequence[Owner], damaged: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the damaged pages of some owners."""
    return frozenset(save_as for owner in owners for save_as in damaged.get(owner.name, ()))


def _parse_edit(edit: Edit) -> ParsedEdit:
    before, after = (parse_summary(text) if text else None for text in edit)
    return ParsedEdit(before, after)
