"""The pictures that lie beside a text in Markdown, or in the source of its site, and that it names."""

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

_TEXT = re.compile(r"\.(?:md|markdown|mdown|mkd)\Z", re.I)
# A path as links, attributes, shortcodes and Liquid write it, none of an address in the web.
_NAMED = re.compile(
    rb"(?<![\w:/.%-])((?:\.{1,2}/|/)?(?:[\w@+~%-][\w.@+~%-]{0,99}/){0,9}[\w@+~%-][\w.@+~%-]{0,150}\.(?:png|jpe?g|gif|webp|avif))\b",
    re.I,
)
# Where the programs of sites keep what a text names from the root of its site.
_ROOTS = ("", "static", "assets", "content")


def find_pictures_of_text(
    path: str, body: bytes, root: str | None, has: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the pictures that a text names, each with its name there: in its own folder and below, or in the site whose
    source it belongs to, whose folder is `root`. Paths have slashes; `has` says whether there is such a file.
    """
    if not _TEXT.search(path):
        return
    for reference in dict.fromkeys(match[1].decode("utf-8", "replace") for match in _NAMED.finditer(body)):
        if file := next(filter(has, _list_places(path, unquote(reference), root)), ""):
            yield file, reference


def _list_places(path: str, name: str, root: str | None) -> Iterator[str]:
    """Yield where a picture may lie; nowhere outside of the folder or the site."""
    folder = posixpath.dirname(path)
    places = [] if name.startswith("/") else [posixpath.join(folder, name)]
    if root is not None:
        places += [posixpath.join(root, base, name.lstrip("/")) for base in _ROOTS]
    bounds = folder if root is None else root
    for place in map(posixpath.normpath, places):
        if not bounds or place.startswith(f"{bounds}/"):
            yield place
