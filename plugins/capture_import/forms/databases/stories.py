"""The parts of an export to captures: what is numbered, missing, cut off or too large, for all databases."""

from collections.abc import Callable, Iterable, Iterator

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.streams import ByteStream
from capture_import.forms.databases.lines import read_lines
from capture_import.forms.databases.parts import Announced, Part, read_listed, split_parts
from capture_import.forms.entries.entry import NewsItem, entry_to_capture

CUT = "cut off: the file ends inside this story; those before it are kept"


def stream_to_parts(
    stream: ByteStream,
    budget: UnpackBudget,
    metadata: CaptureMetadata,
    is_end: Callable[[str], bool],
    is_start: Callable[[str], bool] = lambda line: False,
) -> Iterator[Part]:
    """Yield the parts of a text or of an HTML document."""
    limit = budget.limits.entry_bytes
    return split_parts(read_lines(stream, metadata.charset, longest=limit), is_end, is_start, limit)


def parts_to_captures(
    parts: Iterable[Part],
    stream: ByteStream,
    source: str,
    budget: UnpackBudget,
    metadata: CaptureMetadata,
    read_story: Callable[[Part, bool], NewsItem | str | None],
) -> Iterator[ContainerItem]:
    """Yield the stories of a file, each with its number in it, and what the file announces and does not have.

    `read_story` takes a part, and whether it is the file's last; it returns the entry, why there is none, or None for
    what is no story: a cover page, a list of results.
    """
    number = listed = 0
    announced = Announced()
    waiting: Part | None = None
    for part in _with_end(parts):
        found, waiting = waiting, part
        if found is None or (found.is_empty and found.count is None):
            continue
        if not number and not found.count:
            listed = max(listed, *map(read_listed, found.lines), 0)
        is_last = part is None or part.is_empty
        item: NewsItem | str | None
        if found.is_too_large:
            item = f"too large: a story of more than {budget.limits.entry_bytes} characters (the limit entry_bytes)"
        elif is_last and stream.fault and not found.end:
            item = stream.fault
        else:
            item = read_story(found, is_last)
        if item is None:
            continue
        number += 1
        if found.count:
            announced.add(found.count)
        where = f"{source}#{number}"
        yield entry_to_capture(where, item, metadata) if isinstance(item, NewsItem) else Unreadable(where, item)
    for fault in announced.list_faults():
        yield Unreadable(source, fault)
    if number < listed:
        yield Unreadable(
            source, f"its list of results names {listed} stories, {number} are in it: export and import the others, too"
        )
    if not number:
        yield Unreadable(source, stream.fault or "an export of a newspaper database without a story")


def _with_end(parts: Iterable[Part]) -> Iterator[Part | None]:
    yield from parts
    yield None
