"""MAFF, the archives of a former Firefox extension: a zip of folders, each a page with what it shows.

The specification of the Mozilla Archive Format 1.0: `index.rdf` in each folder names the page's file, its URL and when
it was saved.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape

from capture_import.containers.metadata import CaptureMetadata, read_url
from capture_import.containers.times import text_to_time

DESCRIPTION = "index.rdf"
_VALUE = re.compile(
    r"<(?:[\w-]+:)?(\w+)\s[^<>]{0,99}?(?:[\w-]+:)?resource\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class MaffPage:
    """A folder's page: its file's path in the zip, and what is known of it."""

    name: str
    metadata: CaptureMetadata


def find_descriptions(names: Collection[str]) -> list[str]:
    """Return the descriptions of a MAFF's pages by the names of a zip's members; none where it is another zip.

    >>> find_descriptions(["1614988800_1/index.html", "1614988800_1/index.rdf"]), find_descriptions(["index.rdf"])
    (['1614988800_1/index.rdf'], [])
    """
    found = [name for name in names if name.count("/") == 1 and name.endswith(f"/{DESCRIPTION}")]
    folders = {name.partition("/")[0] for name in names if "/" in name}
    described = {name.partition("/")[0] for name in found}
    return found if found and folders <= described else []


def read_description(name: str, content: bytes, names: Collection[str]) -> MaffPage:
    """Return the page that a description tells of."""
    folder = name.rpartition("/")[0]
    text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    values = {match[1].lower(): unescape(match[2] or match[3] or "") for match in _VALUE.finditer(text)}
    file = f"{folder}/{values.get('indexfilename', '')}"
    if file not in names:
        file = next(
            (f"{folder}/index.{end}" for end in ("html", "xhtml", "htm", "txt") if f"{folder}/index.{end}" in names),
            file,
        )
    return MaffPage(
        file,
        CaptureMetadata(
            charset=values.get("charset", "").lower(),
            url=read_url(values.get("originalurl", "")),
            captured_at=text_to_time(values.get("archivetime", "")),
        ),
    )
