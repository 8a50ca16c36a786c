"""What Zotero knows of a page that it saved, in whichever of its exports: an item, the paths of its pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata, read_url
from capture_import.containers.skipped import Skipped
from capture_import.containers.times import text_to_time
from capture_import.forms.entries.entry import NewsItem, entry_to_json

_FILE = re.compile(r"(?:.*[/:])?(?P<file>(?:files/\d+|storage/[A-Z0-9]{8})/[^/]+)\Z")
# What Zotero lets a title have: https://www.zotero.org/support/kb/rich_text_bibliography
_TITLE_MARKS = re.compile(r"</?(?:i|b|sub|sup|span(?: [^<>]{1,100})?)>")
_PAGE = re.compile(r"\.x?html?\Z", re.IGNORECASE)
AUTHOR_ROLES = ("author", "reporter", "journalist", "interviewer", "podcaster", "presenter", "artist")


@dataclass(frozen=True, slots=True)
class ZoteroItem:
    """An item: what is known of its article, when its page was looked at, and where the pages lie."""

    entry: NewsItem
    files: tuple[str, ...]
    accessed: str = ""


def path_to_file(path: str) -> str:
    """Return a page's path below the library's folder, as `Neighbours` has it; empty for what is no page.

    >>> path_to_file("/home/ann/Zotero/storage/ABCD1234/The%20lamp.html"), path_to_file("files/3/lamp.pdf")
    ('storage/ABCD1234/The lamp.html', '')
    """
    match = _FILE.match(unquote(path.replace("\\", "/")))
    return match["file"] if match and _PAGE.search(match["file"]) else ""


def page_to_capture(capture: Capture, item: ZoteroItem) -> Capture:
    """Return a page with what Zotero knows of it."""
    return replace(
        capture,
        url=capture.url or read_url(item.entry.url),
        captured_at=capture.captured_at or text_to_time(item.accessed),
        declared=entry_to_json(replace(item.entry, title=_TITLE_MARKS.sub("", item.entry.title))),
    )


def check_items(items: Sequence[ZoteroItem | str], source: str, metadata: CaptureMetadata) -> Iterator[ContainerItem]:
    """Yield what of a library's items is missing; each page that is there is a capture of its own."""
    neighbours = metadata.neighbours
    folder = "".join(neighbours.path.rpartition("/")[:2]) if neighbours else ""
    without_page = pages = 0
    for number, item in enumerate(items, 1):
        where = f"{source}#{number}"
        if isinstance(item, str):
            yield Unreadable(where, item)
            continue
        if not item.files:
            without_page += 1
        for file in item.files:
            pages += 1
            if neighbours is None:
                yield Unreadable(where, f"its page {file} can't be looked for here: import the folder or the zip")
            elif not neighbours.has(f"{folder}{file}"):
                yield Unreadable(
                    where,
                    f"its page {file} does not lie beside the library's file: export the library with its files, or "
                    "copy Zotero's folder `storage` beside it",
                )
    if not pages:
        yield Unreadable(
            source,
            "a library of Zotero that names no saved page: export it as Zotero RDF with files, and import the folder",
        )
    if without_page and pages:
        yield Skipped(source, "Zotero items without a saved page", without_page)
