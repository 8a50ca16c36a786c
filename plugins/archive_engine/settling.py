"""Places in a planned build: of the articles in the store that want one place, the first by path has it, the others another slug.

What is one place is `places`' rule.
"""

from archive_engine.intake import Edit, published_summary, put_reads
from archive_engine.places import fold_place
from archive_engine.reading import Read, SourceReader
from archive_engine.store import Source, Store


def settle_places(store: Store, reader: SourceReader, edits: dict[str, Edit]) -> None:
    """Give each article in the store a place of its own; `edits` learns what that changes."""
    wanting: dict[str, list[str]] = {}
    now: dict[str, str] = {}
    for path, wanted, save_as in store.places():
        wanting.setdefault(fold_place(wanted), []).append(path)
        now[path] = save_as
    taken = set(wanting)
    for place, (first, *others) in wanting.items():
        if fold_place(now[first]) != place:
            _replace(store, reader.read(first), store.source(first), edits)
        for path in others:
            source = store.source(path)
            read = _read_moved(reader, source, first, place, taken)
            if read.source.save_as != now[path] or read.source.summary is None:
                _replace(store, read, source, edits)


def _read_moved(reader: SourceReader, source: Source, first: str, place: str, taken: set[str]) -> Read:
    """The article with the first slug whose place is free, which is taken then; set aside where no slug moves it."""
    count = 1
    while True:
        count += 1
        read = reader.read(source.path, f"{source.slug}-{count}")
        if read.source.save_as is None or fold_place(read.source.save_as) == place:
            read.source.summary = None
            read.source.problem = f"1: its place {source.wanted} is taken by {first}"
            return read
        if fold_place(read.source.save_as) not in taken:
            taken.add(fold_place(read.source.save_as))
            return read


def _replace(store: Store, read: Read, before: Source, edits: dict[str, Edit]) -> None:
    known = edits[before.path][0] if before.path in edits else published_summary(before)
    edits[before.path] = (known, published_summary(read.source))
    put_reads(store, [read])
