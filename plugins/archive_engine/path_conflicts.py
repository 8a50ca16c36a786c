"""Path conflicts of a planned build: of the articles that want one place, the first by path gets it, the others get
another slug.

`own_places` says when two paths are one place. Paths alone are compared: no article is read or rendered again.
"""

from archive_engine.own_places import fold_place
from archive_engine.reader import SourceReader
from archive_engine.source_store import SourceStore, published_summary


def resolve_path_conflicts(store: SourceStore, reader: SourceReader, build: int | None) -> None:
    """Assign each article in the store a place of its own; changes are recorded as edits of `build` (None: of
    none).

    Linear in the number of articles: each number of a slug is tried once, and an article with a number is not
    checked again.
    """
    first: dict[str, str] = {}  # by place: the first path that wants it
    others: dict[str, list[str]] = {}  # and all further ones: most places have none
    now: dict[str, tuple[str | None, int]] = {}
    for path, wanted, save_as, number in store.places():
        place = fold_place(wanted)
        if first.setdefault(place, path) != path:
            others.setdefault(place, []).append(path)
        if number != 1 or save_as != wanted:
            now[path] = save_as, number
    taken: set[str] = set()  # beside those of `first`
    for place, holder in first.items():
        if holder in now:
            _move(store, reader, holder, 1, None, build)
        number = 1
        for path in others.get(place, ()):
            save_as, had = now.get(path, (None, 1))
            while True:
                number += 1
                moved = save_as if had == number and save_as else reader.place_of(store, path, number)
                if moved is None or fold_place(moved) == place:
                    _move(store, reader, path, number, holder, build)
                    number -= 1
                    break
                if fold_place(moved) not in first and fold_place(moved) not in taken:
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
