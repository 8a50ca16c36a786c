"""The pictures that lie beside a text in Markdown, or in the source of its site, and that it names."""

import os
import re
from collections.abc import Iterator
from urllib.parse import unquote

from capture_import.containers.capture import Resource
from capture_import.containers.companions import read_picture
from capture_import.containers.site_sources import find_site_root
from capture_import.containers.skipped import Skipped

_TEXT = re.compile(r"\.(?:md|markdown|mdown|mkd)\Z", re.I)
# A path as links, attributes, shortcodes and Liquid write it, none of an address in the web.
_NAMED = re.compile(
    rb"(?<![\w:/.%-])((?:\.{1,2}/|/)?(?:[\w@+~%-][\w.@+~%-]{0,99}/){0,9}[\w@+~%-][\w.@+~%-]{0,150}\.(?:png|jpe?g|gif|webp|avif))\b",
    re.I,
)
# Where the programs of sites keep what a text names from the root of its site.
_ROOTS = ("", "static", "assets", "content")


def read_pictures_of_text(path: str, body: bytes) -> Iterator[Resource | Skipped]:
    """Yield the pictures that a text names: in its own folder and below, or in the site whose source it belongs to."""
    if not _TEXT.search(path):
        return
    for reference in dict.fromkeys(match[1].decode("utf-8", "replace") for match in _NAMED.finditer(body)):
        if file := _find_file(os.path.abspath(path), reference):
            yield from read_picture(file, reference)


def _find_file(path: str, reference: str) -> str:
    """Return the file of a picture; empty where there is none, or where it lies outside."""
    folder, name = os.path.dirname(path), unquote(reference)
    root = find_site_root(path)
    bounds = root or folder
    places = (
        [os.path.join(base, name.lstrip("/")) for base in (os.path.join(root, each) for each in _ROOTS)] if root else []
    )
    if not name.startswith("/"):
        places.insert(0, os.path.join(folder, name))
    for place in map(os.path.normpath, places):
        if place.startswith(bounds + os.sep) and os.path.isfile(place) and not os.path.islink(place):
            return place
    return ""
