"""Path conflicts of a planned build: of the articles that want one place, the first by path gets it, the others get
another slug.

`own_places` says when two paths are one place. Paths alone are compared: no article is read or rendered again.
"""

from collections.abc import Collection

from archive_engine.own_places import fold_place
from archive_engine.reader import SourceReader
from archive_engine.source_store import SourceStore, published_summary


def resolve_path_conflicts(
    store: SourceStore, reader: SourceReader, build: int | None, read: Collection[str] | None = None
) -> None:
    """Assign each article in the store a place of its own; changes are recorded as edits of `build` (None: of
    none).

    `read` are the sources that were read since all articles had places of their own; None where that is not known. It
    looks at those articles alone that want one place with others, or that have another place than they want. Linear in
    their number: each number of a slug is tried once, and an article with a number is not checked again.
    """
    displaced = {source.path: source for source in store.displaced_sources()}
    for path, source in displaced.items():
        if store.first_to_want(fold_place(source.wanted)) == path:
            _move(store, reader, path, 1, None, build)
    taken: set[str] = set()  # by articles with numbers
    # of the articles that want one place, all but the first are displaced, unless they were read since
    for place, (holder, *others) in store.contested_places(None if read is None else {*displaced, *read}):
        number = 1
        for path in others:
            save_as, had = (displaced[path].save_as, displaced[path].number) if path in displaced else (None, 1)
            while True:
                number += 1
                moved = save_as if had == number and save_as else reader.place_of(store, path, number)
                if moved is None or fold_place(moved) == place:
                    _move(store, reader, path, number, holder, build)
                    number -= 1
                    break
                if store.first_to_want(fold_place(moved)) is None and fold_place(moved) not in taken:
                    taken.add(fold_place(moved))
                    if had != number or not save_as:
                        _move(store, reader, path, number, None, build)
                    break


def _move(
    store: SourceStore, reader: SourceReader, path: str, number: int, holder: str | None, build: int | None
) -> None:
    """Put an article where its numbered slug leads; nowhere where `holder` has its place and no slug moves it."""
    source = store.source(path)
    assert source is not None
    before = published_summary(source), source.save_as, source.conflict
    read = reader.move(store, source, number, holder)
    if (published_summary(read.source), read.source.save_as, read.source.conflict) == before:
        return
    if build is not None:
        store.note_edit(build, path, before[0])
    store.put_place(read.source)
    store.put_digests(read.digests)
