"""The files that an article's text shows as pictures."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from newsarchive.content_articles import ContentFile
from newsrecord.pictures import SAVED, find_pictures


def list_picture_paths(file: ContentFile) -> Iterator[str]:
    """Yield the paths, below the content folder, of the pictures of an article's text; not those on the web.

    A path that leads out of the content folder is left out.
    """
    for picture in find_pictures(file.article.body):
        path = _to_path(file, unquote(picture.address))
        if path:
            yield path


def _to_path(file: ContentFile, address: str) -> str:
    if address.startswith(SAVED):
        path = address.removeprefix(SAVED)
    elif "://" in address or address.startswith(("/", "data:", "{", "#", "mailto:")):
        return ""
    else:
        path = posixpath.join(posixpath.dirname(file.path), address)
    path = posixpath.normpath(path)
    return "" if path.startswith(("../", "/")) or path == ".." else path
